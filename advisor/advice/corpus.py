"""The law with an engine to ask it: what a program holds on to."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, overload

from advisor.advice.adviser import Adviser
from advisor.advice.event_log import log_event
from advisor.corpus import bundled_layer, layer_at, read_law, read_scenario, scenario_from
from advisor.corpus.law_cache.file import cache_file
from advisor.diagnostics import (
    Diagnostic,
    EngineFailure,
    InvalidCorpus,
    InvalidScenario,
    Severity,
)
from advisor.engine.factory import choose_engine
from advisor.model.law_clock import LawClock
from advisor.model.opinions import Opinion, Receipt
from advisor.model.scenarios import Scenario
from advisor.values import dataclass, replace
from advisor.version import VERSION

if TYPE_CHECKING:
    from advisor.advice.batch import Table
    from advisor.advice.batch.run import BatchAnswers
    from advisor.advice.batch.schedule_cache import ScheduleCache
    from advisor.advice.usual import UsualScenario
    from advisor.advice.variants.analysis import VariantAnalysis
    from advisor.engine.protocols import CheckedEngine
    from advisor.facts.profile import Profile
    from advisor.model.coverage import CoverageSurvey
    from advisor.model.law import Law


@dataclass(frozen=True)
class Corpus:
    """
    The law, loaded once: immutable, and safe to use from many threads.

    `warning` says in one line, with the cure, why the default engine is not at work;
    it is empty where it is. `profile` tells of the lawyer and the firm what a scenario that
    is given as a mapping or a file, or a row of a table, does not; a `Scenario` is answered
    as it is.
    """

    law: Law
    engine: CheckedEngine
    warning: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    profile: Profile | None = None

    def with_profile(self, profile: Profile | str | Path | None) -> Corpus:
        """
        Return the same law for one lawyer and firm: a profile, or the path of its file.

        Raises `InvalidScenario` with every problem of the file.
        """
        if isinstance(profile, str | PathLike):
            from advisor.facts.profile import read_profile

            read, problems = read_profile(Path(profile), self.law)
            if read is None:
                raise InvalidScenario(problems)
            return replace(self, profile=read)
        return replace(self, profile=profile)

    @cached_property
    def receipt(self) -> Receipt:
        """Say what every opinion of this corpus is computed from and by."""
        engine = self.engine
        return Receipt(self.law.hash, VERSION, engine.version, engine.checked_by, self.law.layers)

    @cached_property
    def _assembly(self) -> Adviser:
        return Adviser(self.law, self.engine, self.receipt)

    @cached_property
    def prospects(self) -> VariantAnalysis:
        """Return the law laid out for questions about many variants of a scenario at once."""
        from advisor.advice.variants.analysis import VariantAnalysis
        from advisor.engine.bitset.engine import BitsetEngine

        engine = BitsetEngine(self.law, closer=self.engine.closer)
        return VariantAnalysis(self.law, engine, self._assembly.instances)

    def advise(
        self,
        scenario: Scenario | Mapping[str, Any] | str | Path,
        *,
        as_of: date | None = None,
        today: date | None = None,
        everything: bool = False,
        one_day: bool = False,
    ) -> Opinion:
        """
        Answer one scenario: a `Scenario`, a mapping of the same shape, or a file's path.

        `as_of` is the day to ask about, whatever the scenario says of it; one of the two
        is needed, since the library looks at no clock. It moves nothing: a message keeps
        its date, and each act is judged by the law of its own day. (`--as-of` of the command
        line asks what the law of another day would say, and takes the message as sent then.)
        `today`, where given, refuses a later day. `everything` keeps inapplicable findings.
        With `one_day` the law of the day that is asked about speaks on all, and not that of
        the message's date on what was done by sending it.

        Raises `InvalidScenario` with every problem found, and `EngineFailure` where two
        evaluators disagree.
        """
        try:
            opinion = self._opinion(scenario, as_of, today, everything=everything, one_day=one_day)
        except InvalidScenario as invalid:
            codes = sorted({diagnostic.code for diagnostic in invalid.diagnostics})
            log_event("a scenario was refused: %s", ", ".join(codes))
            raise
        except EngineFailure as failure:
            log_event("no answer could be given about %s", failure.norm or "the scenario")
            raise
        log_event("answered: %s, with %d findings", opinion.verdict.value, len(opinion.findings))
        return opinion

    def _opinion(
        self,
        scenario: Scenario | Mapping[str, Any] | str | Path,
        as_of: date | None,
        today: date | None,
        *,
        everything: bool,
        one_day: bool,
    ) -> Opinion:
        read = self.scenario(scenario, today=today, own_day=as_of is None)
        if self.profile is not None and not isinstance(scenario, Scenario):
            from advisor.facts.profile import apply_profile

            read = apply_profile(read, self.profile)
        day = as_of or read.as_of
        if day is None:
            from advisor.advice.input_errors import undated

            raise InvalidScenario((undated(),))
        clock = LawClock.stopped(day) if one_day else None
        return self._assembly.advise(read, day, everything=everything, clock=clock)

    def usual(self, scenario: Scenario, as_of: date) -> UsualScenario:
        """
        Return a scenario with what any colleague would assume of it, told as assumed.

        Raises `EngineFailure` where two evaluators disagree.
        """
        from advisor.advice.usual import usual_facts

        return usual_facts(self.law, self.engine, scenario, as_of)

    def with_usual(self, opinion: Opinion, *, changes: bool = False) -> Opinion:
        """
        Return an opinion that says what its verdict would be if the usual held.

        Only where that is another one; with `changes` it says too what each usual fact
        would change if it were not so. Raises `EngineFailure` where two evaluators disagree.
        """
        if not self.law.vocabulary.usual:
            return opinion
        from advisor.advice.usual_outlook import find_usual_outlook

        outlook = find_usual_outlook(
            self._assembly, lambda: self.prospects, opinion, changes=changes
        )
        return opinion if outlook is None else replace(opinion, usual=outlook)

    def coverage(self, place: str | None = None, *, as_of: date) -> CoverageSurvey:
        """
        Return what was read for a place, by its code, on every topic and wrong.

        Without a place: for each that has law of its own. Law of the unions in which a place
        lies on `as_of` counts and stands apart. Raises `LookupError` for a code that no place
        has.
        """
        from advisor.advice.place_coverage import survey_coverage

        if place is not None and place not in self.law.places.names:
            unknown = f"no place has the code `{place}`; `Corpus.law.places.names` has them all"
            raise LookupError(unknown)
        return survey_coverage(
            self._assembly.read(LawClock.stopped(as_of)), None if place is None else (place,)
        )

    async def advise_async(
        self,
        scenario: Scenario | Mapping[str, Any] | str | Path,
        *,
        as_of: date | None = None,
        today: date | None = None,
        everything: bool = False,
    ) -> Opinion:
        """
        Answer one scenario without holding up an event loop; see `advise` for the rest.

        The work is done in a thread of the loop's own executor. Cancelled, it stops being
        waited for; the answer that is being worked out is thrown away.
        """
        from asyncio import to_thread

        return await to_thread(
            self.advise, scenario, as_of=as_of, today=today, everything=everything
        )

    @overload
    def advise_each(
        self,
        scenarios: AsyncIterable[Scenario | Mapping[str, Any] | str | Path],
        *,
        as_of: date | None = None,
        today: date | None = None,
        everything: bool = False,
    ) -> AsyncIterator[Opinion | InvalidScenario | EngineFailure]: ...

    @overload
    def advise_each(
        self,
        scenarios: Iterable[Scenario | Mapping[str, Any] | str | Path],
        *,
        as_of: date | None = None,
        today: date | None = None,
        everything: bool = False,
    ) -> Iterator[Opinion | InvalidScenario | EngineFailure]: ...

    def advise_each(
        self,
        scenarios: Iterable[Scenario | Mapping[str, Any] | str | Path]
        | AsyncIterable[Scenario | Mapping[str, Any] | str | Path],
        *,
        as_of: date | None = None,
        today: date | None = None,
        everything: bool = False,
    ) -> (
        Iterator[Opinion | InvalidScenario | EngineFailure]
        | AsyncIterator[Opinion | InvalidScenario | EngineFailure]
    ):
        """
        Answer a stream of scenarios as they come, in their order, keeping none in memory.

        One that cannot be answered does not end the stream: its answer is the
        `InvalidScenario` or `EngineFailure` that `advise` would raise. An asynchronous
        stream is answered asynchronously, as by `advise_async`.
        """
        from advisor.advice.streaming import each, each_async

        def one(scenario: Scenario | Mapping[str, Any] | str | Path) -> Opinion:
            return self.advise(scenario, as_of=as_of, today=today, everything=everything)

        if isinstance(scenarios, AsyncIterable):
            return each_async(scenarios, one)
        return each(scenarios, one)

    @overload
    def advise_many(  # type: ignore[overload-overlap] # a path is a text, and so iterable
        self,
        scenarios: Table,
        *,
        as_of: date | None = None,
        today: date | None = None,
        findings: bool = True,
        everything: bool = False,
    ) -> BatchAnswers: ...

    @overload
    def advise_many(
        self,
        scenarios: Iterable[Scenario | Mapping[str, Any] | str | Path],
        *,
        as_of: date | None = None,
        today: date | None = None,
    ) -> Iterator[Opinion]: ...

    def advise_many(
        self,
        scenarios: Table | Iterable[Scenario | Mapping[str, Any] | str | Path],
        *,
        as_of: date | None = None,
        today: date | None = None,
        findings: bool = True,
        everything: bool = False,
    ) -> BatchAnswers | Iterator[Opinion]:
        """
        Answer scenarios one after another, each on its own, or a whole table at once.

        A table is Arrow data (of pyarrow, Polars, pandas) or the path of a Parquet, JSONL
        or CSV file, with a row for each scenario. Its answers are tables too, without
        the proofs of single opinions; without `findings` they are verdicts only, which
        is faster. See `advise` for the rest.
        """
        from advisor.advice.batch import is_table  # one scenario needs no tables

        if not is_table(scenarios):
            one_by_one = cast("Iterable[Scenario | Mapping[str, Any] | str | Path]", scenarios)
            return self._one_by_one(one_by_one, as_of, today)
        answering = self._plans
        from advisor.advice.batch.compile import BatchOptions
        from advisor.advice.batch.run import BatchAnswers
        from advisor.advice.input_errors import undated

        wanted = BatchOptions(findings=findings, everything=everything)
        beneath = self.profile.facts if self.profile is not None else {}
        return BatchAnswers(answering, scenarios, as_of, today, undated(), wanted, beneath=beneath)

    @cached_property
    def _plans(self) -> ScheduleCache:
        from advisor.advice.batch import batch_plans

        return batch_plans(self._assembly)

    def _one_by_one(
        self,
        scenarios: Iterable[Scenario | Mapping[str, Any] | str | Path],
        as_of: date | None,
        today: date | None,
    ) -> Iterator[Opinion]:
        for scenario in scenarios:
            yield self.advise(scenario, as_of=as_of, today=today)

    def scenario(
        self,
        scenario: Scenario | Mapping[str, Any] | str | Path,
        *,
        today: date | None = None,
        own_day: bool = True,
    ) -> Scenario:
        """
        Read a scenario; raises `InvalidScenario` with every problem found.

        A `str` is a path. Without `own_day` another day is asked about than the scenario
        tells, so that its message may be dated later.
        """
        if isinstance(scenario, Scenario):
            return scenario
        if not isinstance(scenario, Mapping | str | PathLike):
            from advisor.advice.input_errors import no_scenario

            raise InvalidScenario((no_scenario(scenario),))
        if isinstance(scenario, Mapping):
            read, problems = scenario_from(scenario, self.law, today, own_day=own_day)
        else:
            read, problems = read_scenario(Path(scenario), self.law, today=today, own_day=own_day)
        if read is None:
            raise InvalidScenario(problems)
        if problems:
            codes = sorted({problem.code for problem in problems})
            log_event("a scenario was read with warnings: %s", ", ".join(codes))
        return read


def load(
    *folders: str | Path,
    engine: str = "auto",
    image: Path | bool = True,
    cases: bool = False,
    bundled: bool = True,
) -> Corpus:
    """
    Load the bundled law, with folders of policies laid over it.

    `engine` is `auto`, `durable`, `reference` or `planes`; `cases` reads the cases too;
    without `bundled` the folders stand alone. The compiled law is kept for the next start
    in the user's cache, as on the command line, or in the file that `image` names;
    `image=False` and `ADVISOR_NO_CACHE` write and read none.

    Raises `InvalidCorpus` with every problem of every file, and `EngineFailure` where
    an engine that was asked for by name cannot work here.
    """
    paths = [Path(folder) for folder in folders]
    layers = [*([bundled_layer()] if bundled else []), *map(layer_at, paths)]
    kept = image if isinstance(image, Path) else None
    if image is True:
        kept = cache_file(paths, bundled=bundled)
    law, problems = read_law(layers, image=kept, cases=cases)
    if law is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InvalidCorpus(problems)
    chosen, warning = choose_engine(engine, law)
    log_event("loaded: %d policies of %d layers, %s", len(law.policies), len(law.layers), law.hash)
    return Corpus(law, chosen, warning or "", problems)


def advise(
    scenario: Scenario | Mapping[str, Any] | str | Path,
    *,
    corpus: Corpus | None = None,
    as_of: date | None = None,
) -> Opinion:
    """
    Answer one scenario by the bundled law, or by a corpus loaded before.

    Loading takes longer than answering: load once where there is more than one.
    See `Corpus.advise` for the arguments and the errors.
    """
    return (corpus or load()).advise(scenario, as_of=as_of)


def advise_many(
    scenarios: Iterable[Scenario | Mapping[str, Any] | str | Path],
    *,
    corpus: Corpus | None = None,
    as_of: date | None = None,
) -> Iterator[Opinion]:
    """Answer scenarios one after another; see `Corpus.advise`."""
    return (corpus or load()).advise_many(scenarios, as_of=as_of)
