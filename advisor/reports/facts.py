"""The vocabulary: what a scenario may tell, and what the law derives from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from advisor.model.conditions import leaves
from advisor.model.vocabulary import Control, Fact
from advisor.reports import citations, labels
from advisor.reports.conditions import condition_tree
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Tone,
)

if TYPE_CHECKING:
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.vocabulary import DerivedFact

_CONTROLS = {
    Control.OURS: "We can change it.",
    Control.THEIRS: "We can ask; they decide.",
    Control.FIXED: "",
}


def facts_page(
    facts: Sequence[Fact | DerivedFact], law: Law, *, brief: bool = False
) -> ReportDocument:
    """List facts, in `brief` as a table of names, kinds and questions."""
    told = [item for item in facts if isinstance(item, Fact)]
    text = f"{labels.counted_text(len(told), 'fact')} to tell, {len(facts) - len(told)} derived."
    banner = Banner("Facts", Tone.QUIET, "", text)
    if brief:
        head = ("fact", "answer", "question")
        rows = tuple(_row(item) for item in facts)
        return ReportDocument(
            banner, (Section("Vocabulary", Tone.QUIET, (ReportTable("facts", head, rows),)),)
        )
    entries = tuple(fact_entry(item, law) for item in facts)
    return ReportDocument(banner, (Section("Vocabulary", Tone.QUIET, entries),) if entries else ())


def _row(fact: Fact | DerivedFact) -> tuple[str, str, str]:
    if isinstance(fact, Fact):
        kind = "judgment" if fact.judgment is not None else fact.type.value
        return fact.name, kind, fact.ask
    return fact.name, "derived", fact.means


def fact_entry(fact: Fact | DerivedFact, law: Law) -> FindingEntry:
    """Tell everything of one fact."""
    if isinstance(fact, Fact):
        return FindingEntry(
            fact.type.value, Tone.QUIET, f"`{fact.name}`: {fact.ask}", tuple(_fact_lines(fact))
        )
    lines = citations.citation_text("", fact.citations)
    if fact.verified is not None:
        read = Line(Role.NOTE, f"Text: {labels.VERIFICATIONS[fact.verified]}.")
        lines = (*lines, read)
    text = f"`{fact.name}`: {fact.means}"
    return FindingEntry("derived", Tone.QUIET, text, lines, condition_tree(fact.when, law))


def _fact_lines(fact: Fact) -> Iterator[Line]:
    if fact.options:
        options = (
            f"{name} ({label})" if label != name else name for name, label in fact.options.items()
        )
        yield Line(Role.REASON, f"{fact.type.value}: {'; '.join(options)}")
    else:
        yield Line(Role.REASON, fact.type.value)
    if fact.help:
        yield Line(Role.NOTE, fact.help)
    if _CONTROLS[fact.control]:
        yield Line(Role.NOTE, _CONTROLS[fact.control])
    if fact.is_lasting:
        yield Line(Role.NOTE, "The same from message to message: a profile may tell it.")
    if fact.known_by:
        yield Line(Role.NOTE, f"People know `{fact.known_by}` in its place: that is asked first.")
    if fact.judgment is not None:
        yield Line(Role.NOTE, f"For a person to judge. Weigh: {'; '.join(fact.judgment.factors)}.")
        yield from citations.citation_text("", fact.judgment.citations)


def fact_page(fact: Fact | DerivedFact, law: Law) -> ReportDocument:
    """Lay out one fact with the norms and derived facts that turn on it."""
    entry = fact_entry(fact, law)
    word = "derived fact" if not isinstance(fact, Fact) else "fact"
    ask = fact.ask if isinstance(fact, Fact) else fact.means
    sections = [Section("Definition", Tone.QUIET, (entry,))]
    users = tuple(Line(Role.NOTE, name) for name in _users(fact.name, law))
    if users:
        sections.append(Section("Who turns on it", Tone.QUIET, users))
    return ReportDocument(Banner(fact.name, Tone.QUIET, word, ask), tuple(sections))


def _users(name: str, law: Law) -> Iterator[str]:
    def tests(*conditions: Condition | None) -> bool:
        return any(
            leaf.fact == name
            for condition in conditions
            if condition is not None
            for leaf in leaves(condition)
        )

    for derived in law.vocabulary.derived.values():
        if tests(derived.when):
            yield derived.name
    for policy in law.policies.values():
        for norm in policy.norms:
            if tests(
                norm.when, norm.compliance, *(exception.when for exception in norm.exceptions)
            ):
                yield norm.id
    for code, jurisdiction in law.jurisdictions.items():
        if jurisdiction.scope is not None and tests(jurisdiction.scope.when):
            yield f"when the law of {citations.jurisdiction(code, law)} governs"
