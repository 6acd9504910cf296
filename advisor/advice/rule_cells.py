"""How each model rule was read in each place that might have it, by the law of one day."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from advisor.model.authorities import Citation, Kind, Verification
from advisor.model.rule_cells import CellReading, CellSurvey, PlaceCells, RuleCell, UnquotedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from advisor.model.jurisdictions import Adoption, Jurisdiction
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy


def survey_cells(law: Law, day: date, codes: Iterable[str] | None = None) -> CellSurvey:
    """Return how model rules were read; without codes, in all places of their unions."""
    wanted = tuple(law.jurisdictions if codes is None else codes)
    models = tuple(_models(law))
    places = tuple(
        PlaceCells(code, law.jurisdictions[code].name, cells, _address(law.jurisdictions[code]))
        for code in wanted
        if code in law.jurisdictions and (cells := tuple(_cells(code, models, law, day)))
    )
    named = {place.place for place in places}
    return CellSurvey(
        day,
        tuple((norm.id, _cited(policy, norm)) for policy, norm in models),
        places,
        tuple(_unquoted(law, None if codes is None else frozenset(wanted))),
        tuple(place for place in _bare(law, day, wanted) if place.place not in named),
    )


def _models(law: Law) -> Iterator[tuple[Policy, Norm]]:
    """Walk over the norms of those models of which something is known in some place."""
    known = {
        norm.partition("#")[0]
        for place in law.jurisdictions.values()
        for norm in (*place.adoptions, *place.stand_ins, *place.refusals)
    }
    for policy in law.policies.values():
        if policy.authority.kind is Kind.MODEL_RULE and policy.id in known:
            yield from ((policy, norm) for norm in policy.norms)


def _cells(
    code: str, models: Iterable[tuple[Policy, Norm]], law: Law, day: date
) -> Iterator[RuleCell]:
    place, unions = law.jurisdictions[code], law.places.unions_of(code, day)
    for policy, norm in models:
        whole = policy.authority.jurisdiction
        if whole != code and whole in unions:
            yield _cell(norm, _cited(policy, norm), place)


def _cell(norm: Norm, model: Citation, place: Jurisdiction) -> RuleCell:
    adoption = place.adoptions.get(norm.id)
    if adoption is not None:
        reading = _reading(adoption)
        return RuleCell(norm.id, model, reading, adoption.cite, adoption.url, adoption.caveat)
    declined = place.refusals.get(norm.id)
    if declined is not None:
        note = declined.instead or declined.note
        return RuleCell(norm.id, model, CellReading.DECLINED, note=note)
    stand_in = place.stand_ins.get(norm.id)
    if stand_in is not None:
        return RuleCell(
            norm.id, model, CellReading.STAND_IN, stand_in.cite, stand_in.url, stand_in.note
        )
    return RuleCell(norm.id, model, CellReading.NOTHING)


def _reading(adoption: Adoption) -> CellReading:
    match adoption.verified:
        case Verification.PRIMARY | Verification.PRIMARY_EXCERPT:
            return CellReading.QUOTED if adoption.quote else CellReading.READ
        case Verification.SECONDARY:
            return CellReading.SECOND_HAND
        case Verification.UNVERIFIED:
            return CellReading.UNVERIFIED
    assert_never(adoption.verified)


def _unquoted(law: Law, wanted: frozenset[str] | None) -> Iterator[UnquotedText]:
    for policy in law.policies.values():
        if wanted is not None and policy.authority.jurisdiction not in wanted:
            continue
        for norm in policy.norms:
            if norm.verified.is_first_hand and not any(one.quote for one in norm.all_citations):
                yield UnquotedText(norm.id, _cited(policy, norm))
    for code, place in law.jurisdictions.items():
        if wanted is not None and code not in wanted:
            continue
        for adoption in place.adoptions.values():
            if adoption.verified.is_first_hand and not adoption.quote:
                cited = Citation(adoption.cite, url=adoption.url)
                yield UnquotedText(f"{adoption.norm}@{code}", cited)


def _bare(law: Law, day: date, wanted: Iterable[str]) -> Iterator[PlaceCells]:
    makers = {policy.authority.jurisdiction for policy in law.policies.values()}
    for code in wanted:
        place = law.jurisdictions.get(code)
        if place is None or code in makers or place.adoptions:
            continue
        if law.places.unions_of(code, day) != {code}:
            yield PlaceCells(code, place.name, (), _address(place))


def _address(place: Jurisdiction) -> str:
    """Return the first address at which the law of a place was looked up."""
    return next((row.url for row in place.profile if row.url), "")


def _cited(policy: Policy, norm: Norm) -> Citation:
    if norm.citations:
        return norm.citations[0]
    return Citation(policy.authority.cite, url=policy.authority.url)
