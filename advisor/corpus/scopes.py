"""When the law of a place governs or may discipline, where only the union it lies in says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.parse_context import ParseContext
from advisor.corpus.places import unions
from advisor.source.diagnostics_sink import DiagnosticSink, word_list
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.corpus.parsed_files import ParsedFile
    from advisor.corpus.schema.jurisdiction import JurisdictionModel
    from advisor.corpus.schema.parts import ScopeModel
    from advisor.corpus.symbols import SymbolTable
    from advisor.model.places import Places
    from advisor.model.policies import Scope

GOVERNS, EXPOSED = "governs_when", "exposed_when"
_FOR_MEMBERS = {GOVERNS: "members_governed_when", EXPOSED: "members_exposed_when"}


class ScopeParser:
    """
    The conditions under `key` of every jurisdiction: its own, or those of its union.

    A union's are read for each place within it, `self` being the place.
    """

    def __init__(
        self,
        key: str,
        sheets: Mapping[str, ParsedFile[JurisdictionModel]],
        places: Places,
        known: SymbolTable,
        problems: DiagnosticSink,
    ) -> None:
        self.key, self.shared = key, _FOR_MEMBERS[key]
        self.giving = {code: s for code, s in sheets.items() if self.shared in s.node.values}
        self.ambiguous: dict[tuple[str, ...], list[ParsedFile[JurisdictionModel]]] = {}
        layers = dict.fromkeys(sheet.file.layer for sheet in sheets.values())
        self.order = {layer: number for number, layer in enumerate(layers)}
        self.places = places
        self.known = known
        self.problems = problems
        for code, sheet in self.giving.items():
            self._made(sheet, self.shared, ParseContext(known, problems, here=code))

    def scope(self, sheet: ParsedFile[JurisdictionModel], desk: ParseContext) -> Scope | None:
        """Read a jurisdiction's own condition, or that of the nearest union giving one."""
        if self.key in sheet.node.values:
            return self._made(sheet, self.key, desk)
        code = sheet.wire.jurisdiction
        for ring in unions(code, self.places):
            giving = [union for union in ring if union in self.giving]
            if len(giving) > 1:
                self.ambiguous.setdefault(tuple(giving), []).append(sheet)
            if giving:
                # Whatever is wrong with a union's condition was noted once, above.
                inside = ParseContext(self.known, DiagnosticSink(), here=code)
                made = self._made(self.giving[giving[0]], self.shared, inside)
                return replace(made, through=giving[0])
        return None

    def report_ambiguous(self) -> None:
        """
        Note places of which two unions say when their law governs, once for those unions.

        The place is what came last: a union of a layer above, or else the place itself.
        """
        for giving, sheets in self.ambiguous.items():
            codes = [sheet.wire.jurisdiction for sheet in sheets]
            last = max(
                (*sheets, *(self.giving[union] for union in giving)),
                key=lambda sheet: self.order[sheet.file.layer],
            )
            is_place = last in sheets
            at = last.node.span_of("jurisdiction") if is_place else last.node.key_span(self.shared)
            self.problems.add(
                "ambiguous-scope",
                at,
                f"`{self.key}` is told of {word_list(codes, most=3)} by {word_list(giving)} alike",
                why="nothing says which of them is meant, and neither may be picked silently",
                fix=f"add `{self.key}` here"
                if is_place
                else "remove it, or take those places out of this union",
            )

    def _made(self, sheet: ParsedFile[JurisdictionModel], key: str, desk: ParseContext) -> Scope:
        wire: ScopeModel = getattr(sheet.wire, key)
        return desk.scope(sheet.node.map(key), sheet.node.key_span(key), wire.cites)
