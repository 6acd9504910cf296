"""What the files together declare, so that names can be checked and resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.source.diagnostics_sink import did_you_mean, quoted, word_list
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.diagnostics import Span
    from advisor.model.conditions import Leaf
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact
    from advisor.source.diagnostics_sink import DiagnosticSink


@dataclass(frozen=True)
class CitedPolicy:
    """How a policy is cited; `pinpoints` gives each norm's own place by its id."""

    cite: str
    url: str
    pinpoints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SymbolTable:
    """
    Every name that conditions, norms and citations may use.

    Where `complete` is false a file could not be read, and a name that is not found may
    stand there: nothing is said of it, because the first problem is that file.
    `broken` names facts whose declaration has errors; nothing is said of them either, nor
    of norms of the policies that are `unnamed`, which hold one without an id.
    `tests` keeps each test that was read, so that equal ones are one object: a thousand
    norms share a few, and what is found of one is found of all.
    """

    facts: Mapping[str, Fact] = field(default_factory=dict)
    derived: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    bearers: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    policies: Mapping[str, CitedPolicy] = field(default_factory=dict)
    norms: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    complete: bool = True
    tests: dict[Leaf, Leaf] = field(default_factory=dict, repr=False, compare=False)

    def check_act(self, word: str, at: Span, problems: DiagnosticSink) -> None:
        """Note an act that no vocabulary declares."""
        if self.complete and word not in self.acts:
            problems.add(
                "unknown-act",
                at,
                f"no act is named {quoted(word)}",
                why="norms can only conflict about the same act, so acts come from one list",
                fix=did_you_mean(word, self.acts, "declare it under `acts` in a vocabulary"),
            )

    def check_bearer(self, word: str, at: Span, problems: DiagnosticSink) -> None:
        """Note a bearer that no vocabulary declares."""
        if self.complete and word not in self.bearers:
            problems.add(
                "unknown-bearer",
                at,
                f"no bearer is named {quoted(word)}",
                why="the sentence of a norm starts with its bearer, in the words of the vocabulary",
                fix=did_you_mean(
                    word, self.bearers, f"use one of {word_list(sorted(self.bearers))}"
                ),
            )

    def check_place(self, code: str, at: Span, problems: DiagnosticSink) -> None:
        """Note a place code that neither a jurisdiction nor a vocabulary knows."""
        if self.complete and code not in self.places:
            problems.add(
                "unknown-place",
                at,
                f"no place has the code {quoted(code)}",
                why="a place that is not known lies within nothing, so no law would follow from it",
                fix="use an ISO 3166 code (`GB`, not `UK`), or declare it under `places`",
            )

    def check_norm(self, norm: str, at: Span, problems: DiagnosticSink) -> bool:
        """Note a norm that no policy holds; tell whether it can be used."""
        if norm in self.norms:
            return True
        policy, _, _ = norm.partition("#")
        if self.complete and policy not in self.unnamed:
            among = [name for name in self.norms if name.startswith(f"{policy}#")]
            problems.add(
                "dangling-reference",
                at,
                f"no norm has the id {quoted(norm)}",
                why="a reference that leads nowhere cannot be looked up by a reader either",
                fix=did_you_mean(
                    norm, among or self.norms, "name a norm as `policy#norm`, or add it there"
                ),
            )
        return False

    def check_policy(self, policy: str, at: Span, problems: DiagnosticSink) -> bool:
        """Note a policy that does not exist; tell whether it can be used."""
        if policy in self.policies:
            return True
        if self.complete:
            problems.add(
                "dangling-reference",
                at,
                f"no policy has the id {quoted(policy)}",
                why="a reference that leads nowhere cannot be looked up by a reader either",
                fix=did_you_mean(policy, self.policies, "name the policy by its path"),
            )
        return False


def symbols_of(law: Law) -> SymbolTable:
    """Return the names of a law that was read before."""
    words = law.vocabulary
    return SymbolTable(
        facts=words.facts,
        derived=frozenset(words.derived),
        acts=frozenset(words.acts),
        bearers=frozenset(words.bearers),
        places=frozenset(law.places.names),
        policies={
            p.id: CitedPolicy(p.authority.cite, p.authority.url) for p in law.policies.values()
        },
        norms=frozenset(norm.id for p in law.policies.values() for norm in p.norms),
    )
