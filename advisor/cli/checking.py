"""Scenarios in, opinions on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from advisor.cli import loading
from advisor.cli.arguments import Given, given
from advisor.cli.clock import today
from advisor.cli.reading import read_if_sound
from advisor.cli.statuses import status, worst
from advisor.cli.telling import Answer, Output, Reader, Telling
from advisor.i18n import ENGLISH, Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from advisor.advice import Corpus
    from advisor.cli.messages import Desk, Direction
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Scenario


class Wanted(NamedTuple):
    """What `advisor check` is asked for; every option has the value that it has when left out."""

    found: tuple[Given, ...]
    explain: bool = False
    depth: int | None = None
    everything: bool = False
    as_of: date | None = None
    policies: Sequence[Path] | None = None
    engine: str = "auto"
    output: Output = Output.TEXT
    to: Path | None = None
    receipt: Path | None = None
    redact: bool = False
    direction: Direction | None = None
    people: Path | None = None
    known: str | None = None
    block_list: Path | None = None
    facts: bool = False
    reader: Reader = Reader.LAWYER
    language: Language = ENGLISH
    plain: bool = False

    @property
    def several(self) -> bool:
        """Tell whether there can be more than one opinion."""
        return len(self.found) > 1 or any(one.several for one in self.found)


def check_plainly(scenarios: Sequence[str]) -> int:
    """Check scenarios as the command does without options; give the exit status."""
    return check(Wanted(tuple(map(given, scenarios))))


def check(wanted: Wanted) -> int:
    """Write the opinion on each scenario; give the worst of their exit statuses."""
    corpus = loading.corpus(wanted.policies, engine=wanted.engine)
    desk = _desk(wanted, corpus)
    if wanted.facts:
        from advisor.cli.messages import show_facts

        return show_facts(wanted.found, desk, as_json=wanted.output is Output.JSON)
    telling = Telling(
        corpus,
        wanted.several,
        wanted.explain or wanted.depth is not None,
        wanted.everything,
        wanted.plain,
        wanted.to,
        wanted.depth,
        wanted.language,
        wanted.reader,
    )
    told = telling.tell(_answers(wanted, desk, corpus), wanted.output)
    return worst(status(one.opinion) for one in told)


def _desk(wanted: Wanted, corpus: Corpus) -> Desk | None:
    if not any(one.is_mail for one in wanted.found):
        return None
    from advisor.cli import messages

    return messages.desk(
        corpus,
        today(),
        direction=wanted.direction,
        people=wanted.people,
        known=wanted.known,
        block_list=wanted.block_list,
    )


def _answers(wanted: Wanted, desk: Desk | None, corpus: Corpus) -> Iterator[Answer]:
    for one in wanted.found:
        if desk is not None and one.is_mail:
            for told in desk.tell(one):
                opinion = _opinion(told.scenario, wanted, corpus)
                yield Answer(told.source, opinion, told.provenance)
        else:
            scenario = read_if_sound(one.name, corpus, today(), read=one.stdin)
            yield Answer(one.name, _opinion(scenario, wanted, corpus))


def _opinion(scenario: Scenario | None, wanted: Wanted, corpus: Corpus) -> Opinion | None:
    """Answer one scenario; an engine that broke is told on standard error."""
    from advisor.diagnostics import EngineFailure

    if scenario is None:
        return None
    day = wanted.as_of or scenario.as_of or today()
    try:
        opinion = corpus.advise(scenario, as_of=day, everything=wanted.everything)
    except EngineFailure as failure:
        loading.broken(failure)
        return None
    if wanted.receipt is not None:
        from advisor.cli import receipts

        receipts.keep(opinion, corpus, wanted.receipt, redact=wanted.redact)
    return opinion
