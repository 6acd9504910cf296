"""Citations as files write them, resolved to what they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.authorities import Citation
from advisor.source.diagnostics_sink import quoted
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.corpus.schema.parts import CitationModel
    from advisor.corpus.symbols import CitedPolicy, SymbolTable
    from advisor.diagnostics import Span
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import MapNode

CITES = "cites"


@dataclass(frozen=True)
class Citations:
    """Reads citations for one file; `own` is how its own authority is cited, if any."""

    known: SymbolTable
    problems: DiagnosticSink
    own: CitedPolicy | None = None

    def read(self, cites: Sequence[CitationModel], holder: MapNode) -> tuple[Citation, ...]:
        """Resolve the citations under `cites` in a mapping."""
        nodes = holder.list(CITES).items
        found = (self._one(wire, node.span) for wire, node in zip(cites, nodes, strict=True))
        return tuple(citation for citation in found if citation is not None)

    def needed(
        self, cites: Sequence[CitationModel], holder: MapNode, at: Span, what: str
    ) -> tuple[Citation, ...]:
        """Resolve citations, noting that there are none where there must be one."""
        if not cites:
            self.problems.add(
                "no-citation",
                at,
                f"{what} has no citation",
                why="a statement of law that nobody can look up cannot be relied on",
                fix="add `cites: [{pinpoint: ...}]` with the place that was read",
            )
        return self.read(cites, holder)

    def check_own_first(self, cites: Sequence[CitationModel], holder: MapNode) -> None:
        """Note a norm whose first citation points into another authority."""
        if cites and (cites[0].norm is not None or cites[0].policy is not None):
            self.problems.add(
                "no-citation",
                holder.list(CITES).items[0].span,
                "the first citation points into another authority",
                why="the first citation is the norm's own place, printed with every finding",
                fix="put `{pinpoint: ...}` of this authority first",
            )

    def _one(self, wire: CitationModel, at: Span) -> Citation | None:
        if wire.norm is not None and wire.policy is not None:
            self._two(at)
            return None
        if wire.norm is not None:
            return self._norm(wire, wire.norm, at)
        if wire.policy is not None:
            if not self.known.check_policy(wire.policy, at, self.problems):
                return None
            cited = self.known.policies[wire.policy]
            return self._made(wire, cited, wire.pinpoint or "", at)
        return self._own(wire, at)

    def _norm(self, wire: CitationModel, norm: str, at: Span) -> Citation | None:
        if not self.known.check_norm(norm, at, self.problems):
            return None
        cited = self.known.policies[norm.partition("#")[0]]
        return self._made(wire, cited, wire.pinpoint or cited.pinpoints.get(norm, ""), at)

    def _own(self, wire: CitationModel, at: Span) -> Citation | None:
        if self.own is None or wire.pinpoint is None:
            lacks = "names no policy or norm" if self.own is None else "has no pinpoint"
            self.problems.add(
                "no-citation",
                at,
                f"this citation {lacks}",
                why="a citation must lead to one place in one authority",
                fix="add `policy:` or `norm:`" if self.own is None else "add `pinpoint:`",
            )
            return None
        return self._made(wire, self.own, wire.pinpoint, at)

    def _made(self, wire: CitationModel, cited: CitedPolicy, pinpoint: str, at: Span) -> Citation:
        return Citation(
            cite=cited.cite,
            pinpoint=pinpoint,
            url=cited.url,
            policy=wire.policy,
            norm=wire.norm,
            quote=wire.quote or "",
            verified=wire.verified,
            came_later=wire.since_then,
            at=at,
        )

    def _two(self, at: Span) -> None:
        self.problems.add(
            "unknown-key",
            at,
            f"a citation has {quoted('norm')} or {quoted('policy')}, not both",
            why="the norm already names its policy",
            fix="remove `policy:`",
        )
