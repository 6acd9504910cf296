"""Scenarios in, opinions on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from advisor.cli.exit_codes import exit_code, worst_exit_code
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.clock import today
from advisor.cli.loading.profile_input import ProfileFinder
from advisor.cli.loading.scenario_input import path_beside, try_read
from advisor.cli.output.opinion_output import (
    MACHINE_FORMATS,
    Audience,
    CheckedInput,
    OpinionFormat,
    OpinionWriter,
)
from advisor.cli.parsing.inputs import InputArgument
from advisor.i18n import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from advisor.advice import Corpus
    from advisor.cli.loading.mail_input import Direction, MailInput
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Scenario


class CheckOptions(NamedTuple):
    """What `advisor check` is asked for."""

    found: tuple[InputArgument, ...]
    explain: bool
    depth: int | None
    everything: bool
    full: bool
    brief: bool
    as_of: date | None
    policies: Sequence[Path] | None
    engine: str
    output: OpinionFormat
    to: Path | None
    receipt: Path | None
    redact: bool
    key: bytes
    direction: Direction | None
    people: Path | None
    known: str | None
    consents: Path | None
    matters: Path | None
    profile: str | None
    usual: bool
    block_list: Path | None
    facts: bool
    reader: Audience
    language: Language
    plain: bool

    @property
    def several(self) -> bool:
        """Return whether there can be more than one opinion."""
        return len(self.found) > 1 or any(item.several for item in self.found)


def run_check(wanted: CheckOptions) -> int:
    """Write the opinion on each scenario; give the worst of their exit statuses."""
    corpus = corpus_loader.load_corpus(wanted.policies, engine=wanted.engine)
    profiles = ProfileFinder(corpus.law, wanted.profile)
    desk = _desk(wanted, corpus, profiles)
    if wanted.facts:
        from advisor.cli.loading.mail_input import show_facts

        return show_facts(wanted.found, desk, as_json=wanted.output is OpinionFormat.JSON)
    telling = OpinionWriter(
        corpus,
        wanted.several,
        wanted.explain or wanted.depth is not None,
        wanted.everything,
        wanted.plain,
        wanted.to,
        wanted.depth,
        wanted.language,
        wanted.reader,
        wanted.full,
        wanted.brief,
    )
    told = telling.tell(_answers(wanted, desk, corpus, profiles), wanted.output)
    return worst_exit_code(exit_code(item.opinion) for item in told)


def _desk(wanted: CheckOptions, corpus: Corpus, profiles: ProfileFinder) -> MailInput | None:
    if not any(item.is_mail for item in wanted.found):
        return None
    from advisor.cli.loading import mail_input

    return mail_input.open_mail_input(
        corpus,
        today(),
        direction=wanted.direction,
        people=wanted.people,
        known=wanted.known,
        consents=wanted.consents,
        matters=wanted.matters,
        profiles=profiles,
        block_list=wanted.block_list,
        as_of=wanted.as_of,
    )


def _answers(
    wanted: CheckOptions, desk: MailInput | None, corpus: Corpus, profiles: ProfileFinder
) -> Iterator[CheckedInput]:
    for item in wanted.found:
        if desk is not None and item.is_mail:
            for told in desk.tell(item):
                opinion = _opinion(told.scenario, wanted, corpus)
                yield CheckedInput(told.source, opinion, told.provenance)
        else:
            scenario = try_read(item.name, corpus, today(), read=item.stdin, as_of=wanted.as_of)
            if scenario is not None:
                scenario = profiles.apply(scenario, path_beside(item.name))
            yield CheckedInput(item.name, _opinion(scenario, wanted, corpus))


def _opinion(scenario: Scenario | None, wanted: CheckOptions, corpus: Corpus) -> Opinion | None:
    """Answer one scenario; an engine that broke is told on standard error."""
    from advisor.diagnostics import EngineFailure

    if scenario is None:
        return None
    day = wanted.as_of or scenario.as_of or today()
    try:
        if wanted.usual:
            scenario = corpus.usual(scenario, day).scenario
        opinion = corpus.advise(scenario, as_of=day, everything=wanted.everything)
        opinion = corpus.with_usual(opinion, changes=wanted.output not in MACHINE_FORMATS)
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        return None
    if wanted.receipt is not None:
        from advisor.cli.output import receipt_output

        receipt_output.keep(opinion, corpus, wanted.receipt, redact=wanted.redact, key=wanted.key)
    return opinion
