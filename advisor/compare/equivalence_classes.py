"""All laws sorted by what they say on one question: the classes no scenario tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING

from advisor.compare.assume_governing_law import assume_governing, at_home, on_acts
from advisor.compare.survey import Survey
from advisor.diagnostics import EngineFailure
from advisor.model.comparisons import (
    SILENT,
    ComparedSide,
    LawClass,
    LawSurvey,
    SurveyReply,
    weightiest,
)
from advisor.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from advisor.advice import Corpus
    from advisor.compare.question import LawQuestion
    from advisor.compare.solutions import ToldFacts


def sort_laws(
    corpus: Corpus, codes: Sequence[str], question: LawQuestion, *, as_of: date
) -> LawSurvey:
    """
    Sort the laws of these places into classes that no scenario tried tells apart.

    The scenarios are the question's own with one or two things told otherwise, and those
    in which the norms that answer the question bite, are satisfied or are lifted, all of
    them at home in the place. A law with authority of its own is never put with one that
    has none, nor are laws under which the question as it is posed gets another verdict.
    The few scenarios that tell all classes apart are answered by the engine of the corpus.
    """
    survey = Survey.of(corpus, codes, question, as_of)
    bench = _Bench(on_acts(corpus, question.acts), survey)
    members: dict[object, list[str]] = {}
    for code in codes:
        signature = (survey.signature(code), bench.reply(code, {}).verdict)
        members.setdefault(signature, []).append(code)
    groups = sorted(members.values(), key=survey.rank)
    probes = tuple(survey.probes([group[0] for group in groups]))
    classes = tuple(
        LawClass(
            key=key,
            members=tuple(group),
            own=survey.speaks_itself(group[0]),
            answer=survey.strongest(group[0]),
            policies=tuple(dict.fromkeys(it for code in group for it in survey.policies(code))),
            replies=tuple(bench.reply(group[0], one) for one in probes),
        )
        for key, group in zip(_keys(), groups, strict=False)
    )
    made = tuple(survey.probe(one) for one in probes)
    return LawSurvey(question.text, question.acts, as_of, made, classes, len(survey.told))


def _keys() -> Iterator[str]:
    """Name classes A to Z, then AA and on."""
    yield from ascii_uppercase
    yield from (one + other for one in ascii_uppercase for other in ascii_uppercase)


@dataclass(frozen=True)
class _Bench:
    """The engine of the corpus, to which the survey is held."""

    corpus: Corpus
    survey: Survey

    def reply(self, code: str, told_facts: ToldFacts) -> SurveyReply:
        """Answer a probe at home in one place; raises `EngineFailure` on disagreement."""
        survey = self.survey
        scenario = at_home(survey.scenario(told_facts), code, survey.home.facts)
        opinion = assume_governing(self.corpus, code).advise(scenario)
        # A model that stands in for a text that nobody read is no answer of the law compared.
        spoken = tuple(
            finding
            for finding in opinion.findings
            if finding.outcome is not SILENT and not finding.stands_in
        )
        by_act = {act: tuple(item for item in spoken if item.act == act) for act in survey.acts}
        (found,) = survey.replies(code, survey.hearings([told_facts]))
        if found != tuple(map(weightiest, by_act.values())):
            raise EngineFailure(
                f"no comparison can be made: on the law of {code}, {self.corpus.engine.version}"
                " does not find what was found of many scenarios at once"
            )
        answers = tuple((act, ComparedSide(code, item).answer) for act, item in by_act.items())
        return SurveyReply(opinion.verdict, answers, spoken)
