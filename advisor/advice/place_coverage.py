"""What was read for each place on every topic and wrong, by the law of one day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from advisor.advice.read_law import norm_conditions
from advisor.model.authorities import Citation, Kind
from advisor.model.coverage import (
    CoverageSubject,
    CoverageSurvey,
    CoveringNorm,
    PlaceCoverage,
    SubjectCoverage,
    UnreadModel,
)
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from advisor.advice.norms_in_force import LawOnDate, NormInstance
    from advisor.advice.read_law import ReadLaw, ReadNorm
    from advisor.model.conditions import Condition
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy


def survey_coverage(read: ReadLaw, codes: Iterable[str] | None = None) -> CoverageSurvey:
    """
    Return what was read for places; without codes for all that have law of their own.

    Law of a union in which a place lies on the day counts for it, as it does in an opinion,
    and stands apart from the place's own. Whether it governs is for its scope to say.
    """
    subjects = tuple(_subjects(read))
    places = tuple(read.law.jurisdictions if codes is None else codes)
    return CoverageSurvey(
        read.spoken.day,
        tuple(item.subject for item in subjects),
        tuple(_place(code, read.spoken, subjects) for code in places),
    )


@dataclass(frozen=True, slots=True)
class _SubjectLaw:
    """A subject with the norms that look at it by place, and all model norms that do."""

    subject: CoverageSubject
    by_place: Mapping[str, Sequence[ReadNorm]]
    models: Sequence[tuple[Policy, Norm]]


def _subjects(read: ReadLaw) -> Iterator[_SubjectLaw]:
    vocabulary = read.law.vocabulary
    for topic in vocabulary.topics:
        looks = partial(read.looks_at, topic)
        subject = CoverageSubject(topic.id, topic.name)
        yield _SubjectLaw(subject, _by_place(read.norms_on(topic)), _models(read, looks))
    for fact in vocabulary.wrongs:
        looks = partial(read.looks_at_fact, fact.name)
        subject = CoverageSubject(fact.name, fact.ask, is_wrong=True)
        norms = read.norms_testing(fact.name)
        yield _SubjectLaw(subject, _by_place(norms), _models(read, looks))


def _by_place(norms: Iterable[ReadNorm]) -> Mapping[str, Sequence[ReadNorm]]:
    found: dict[str, list[ReadNorm]] = {}
    for item in norms:
        found.setdefault(item.jurisdiction, []).append(item)
    return found


def _models(
    read: ReadLaw, looks: Callable[[tuple[Condition, ...]], bool]
) -> Sequence[tuple[Policy, Norm]]:
    return [
        (policy, norm)
        for policy, norms in read.spoken.policies
        if policy.authority.kind is Kind.MODEL_RULE
        for norm in norms
        if looks(norm_conditions(norm))
    ]


def _place(code: str, spoken: LawOnDate, subjects: Iterable[_SubjectLaw]) -> PlaceCoverage:
    law = spoken.law
    unions = tuple(sorted(spoken.unions_of(code) - {code}))
    place = law.jurisdictions.get(code)
    return PlaceCoverage(
        code,
        law.places.names.get(code, code) if place is None else place.name,
        unions,
        tuple(
            SubjectCoverage(
                item.subject,
                tuple(_covering(norm, spoken) for norm in item.by_place.get(code, ())),
                tuple(
                    _covering(norm, spoken)
                    for union in unions
                    for norm in item.by_place.get(union, ())
                ),
                tuple(_unread(code, item.models, spoken)),
            )
            for item in subjects
        ),
    )


def _covering(item: ReadNorm, spoken: LawOnDate) -> CoveringNorm:
    instance = _instance(item, spoken)
    place = spoken.law.jurisdictions.get(item.jurisdiction)
    stand_in = place.stand_ins.get(item.norm.id) if item.stands_in and place else None
    cited = instance.citations[0] if instance.citations else _authority(instance.policy)
    if stand_in is None:
        return CoveringNorm(item.norm.id, item.jurisdiction, cited, instance.verified, cited.url)
    return CoveringNorm(
        item.norm.id,
        item.jurisdiction,
        Citation(stand_in.cite, url=stand_in.url) if stand_in.cite else cited,
        instance.verified,
        stand_in.url,
        stand_in.note,
        stands_in=True,
    )


def _instance(item: ReadNorm, spoken: LawOnDate) -> NormInstance:
    policy = spoken.law.policies[item.norm.policy]
    place = spoken.law.jurisdictions.get(item.jurisdiction)
    local = None if place is None else spoken.in_place(policy, item.norm, place)
    return local or spoken.own(policy, item.norm)


def _unread(
    code: str, models: Iterable[tuple[Policy, Norm]], spoken: LawOnDate
) -> Iterator[UnreadModel]:
    place = spoken.law.jurisdictions.get(code)
    if place is None:
        return
    for policy, norm in models:
        whole = policy.authority.jurisdiction
        if whole == code or whole not in spoken.unions_of(code):
            continue
        cited = norm.citations[0] if norm.citations else _authority(policy)
        declined = place.refusals.get(norm.id)
        if declined is not None:
            note = declined.instead or declined.note
            yield UnreadModel(norm.id, cited, note, is_declined=True)
        elif spoken.is_bare(norm, place):
            yield UnreadModel(norm.id, cited)


def _authority(policy: Policy) -> Citation:
    return Citation(policy.authority.cite, url=policy.authority.url)
