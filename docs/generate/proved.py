"""
Write what was proved of the bundled law, and the smallest breach of each norm.

`python docs/generate/proved.py` takes minutes, so it is a command of its own; the page says of
which law it speaks.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import load
from advisor.model.law_flaws import FlawKind
from advisor.proof.law_of_day import ProvableDay
from advisor.proof.law_tests import LawTests
from advisor.proof.norm_witnesses import smallest
from advisor.proof.prove import proof_days, prove_law

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from advisor.advice import Corpus
    from advisor.model.law_flaws import LawFlaw
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Value

PAGE = Path(__file__).parents[2] / "docs/reference/proved.md"
DAY = date(2026, 12, 1)
HEAD = (
    "# The bundled law, proved\n\n"
    "<!-- Written by `python docs/generate/proved.py`; do not edit. -->\n\n"
    "What `advisor prove --every-day` says of the law `{hash}` ([how](../how-to/prove.md)).\n"
    "It speaks of every possible scenario of a message to at most two recipients, on {days} days, "
    "each on which law changes: {norms:,} norms in their places, {asked:,} questions.\n\n"
)
KINDS = {
    FlawKind.CONFLICT: "Norms that can conflict",
    FlawKind.SUBSUMED: "Norms that add nothing to another one of the same place",
    FlawKind.IDLE_EXCEPTION: "Exceptions that never matter",
    FlawKind.IDLE_CONDITION: "Tests that change nothing",
}
BREACHES = (
    "## The smallest breach of each norm\n\n"
    "One line each, on {day}: what has to be told, and no more, before the norm is breached, "
    "not followed, available or unsettled.\n"
    "Each was answered by both evaluators.\n"
    "Reading them is the quickest review of the law there is: what is missing here is missing in "
    "the norm.\n"
)
SOUND = (
    "None of its norms is dead, none can never be met or never be breached, no exception swallows "
    "its norm, no two norms always conflict, and no place is without law between days that have "
    "some: proved.\n\n"
)


def main() -> None:
    """Write the page."""
    corpus = load()
    report = prove_law(corpus, proof_days(corpus.law, DAY))
    text = HEAD.format(
        hash=corpus.law.hash[:19], days=len(report.days), norms=report.norms, asked=report.asked
    )
    text += "".join(_findings(report.flaws))
    text += BREACHES.format(day=DAY) + "".join(_breaches(corpus))
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE.name}")


def _findings(flaws: Sequence[LawFlaw]) -> Iterator[str]:
    errors = [flaw for flaw in flaws if flaw.kind.is_error]
    if not errors:
        yield SOUND
    else:
        yield "## What cannot be meant so\n\n"
        yield from (f"- `{'`, `'.join(flaw.subjects)}`: {flaw.says}\n" for flaw in errors)
        yield "\n"
    for kind, title in KINDS.items():
        found = [flaw for flaw in flaws if flaw.kind is kind]
        if found:
            yield f"## {title}\n\n"
            yield from map(_line, found)
            yield "\n"


def _line(flaw: LawFlaw) -> str:
    names = " and ".join(f"`{name}`" for name in flaw.subjects)
    if flaw.witness is None:
        return f"- {names} ({', '.join(flaw.places)})\n"
    settled = ""
    if flaw.kind is FlawKind.CONFLICT:
        settled = f", {flaw.says.rpartition('; ')[2]}"
    return f"- {names} ({', '.join(flaw.places)}){settled}: {_told(flaw.witness)}\n"


def _breaches(corpus: Corpus) -> Iterator[str]:
    tests = LawTests([corpus.law])
    day = ProvableDay(corpus, DAY, tests)
    place = ""
    for instance in sorted(day.governing, key=lambda one: (one.jurisdiction, one.norm.id)):
        if instance.day_unread:
            continue
        if instance.jurisdiction != place:
            place = instance.jurisdiction
            yield f"\n### {place}\n\n"
            day.close()
            day = ProvableDay(corpus, DAY, tests)
        outcome = instance.norm.modality.disregarded
        shown = smallest(day, instance, outcome)
        told = "none is possible" if shown.scenario is None else _told(shown.scenario)
        yield f"- `{instance.norm.id}` {outcome.value}: {told}\n"


def _told(scenario: Scenario) -> str:
    """Return what a scenario tells, in one line."""
    parts = [_facts(scenario.facts)]
    parts += [f"{one.name}: {_facts(one.facts) or 'nothing told'}" for one in scenario.people]
    return "; ".join(part for part in parts if part)


def _facts(facts: Mapping[str, Value]) -> str:
    return ", ".join(
        f"{name.removeprefix('recipient.')} {_value(value)}" for name, value in facts.items()
    )


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return " + ".join(sorted(value)) or "none"
    return str(value)


if __name__ == "__main__":
    main()
