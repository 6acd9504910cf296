"""
How often an ordinary letter has to be verified: `python -m benchmarks verify`.

A letter about a matter that nothing tracks, to a client, to co-counsel and to opposing
counsel, by a lawyer of each place with law here, and of one without. A verdict that is given
too often says nothing: at most one letter in twenty may be `verify`, and each such opinion
has to name what was told and the place to look in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.advice import load
from advisor.model.opinions import Reason, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Scenario

DAY = date(2026, 11, 30)
ROLES = ("client", "co-counsel", "opposing-counsel")
GOAL = 1 / 20
_UNIONS = ("EU", "EEA", "US")
_WITHOUT_LAW = "AU"
_DONE_WELL = (
    "lawyer.reasonable_efforts",
    "lawyer.keeps_abreast",
    "lawyer.reasonable_belief_of_effect",
    "firm.appropriate_security",
)
_DECIDED = {
    "decided_by": "A. Lawyer",
    "on": DAY.isoformat(),
    "because": "The letter goes by encrypted mail to an address that was checked.",
}


@dataclass(frozen=True)
class AnsweredLetter:
    """An ordinary letter of one place, and what is said of it."""

    place: str
    role: str
    opinion: Opinion

    @property
    def is_to_verify(self) -> bool:
        """Return whether somebody has to look something up."""
        return self.opinion.verdict is Verdict.VERIFY

    @property
    def names_its_gap(self) -> bool:
        """Return whether the opinion says what was told, or found, and where to look."""
        opinion = self.opinion
        names = {item.jurisdiction: item.name for item in opinion.governing}
        match opinion.because:
            case Reason.STAND_IN | Reason.UNVERIFIED:
                against = [item for item in opinion.findings if item.outcome.is_against]
                return any(names[item.jurisdiction] in opinion.summary for item in against)
            case Reason.UNREAD_TOPIC:
                gaps = opinion.coverage.unread
                return bool(gaps) and all(gap.name and gap.places for gap in gaps)
            case _:
                return bool(opinion.coverage.wrongs or opinion.coverage.places)


def report() -> Iterator[str]:
    """Tell the share of letters to verify, and every one of them."""
    corpus = load(engine="reference")
    answered = [
        answer_letter(corpus, code, role) for code in letter_places(corpus) for role in ROLES
    ]
    share = verify_share(answered)
    unnamed = sum(one.is_to_verify and not one.names_its_gap for one in answered)
    yield f"ordinary letters, {len(answered)} over {len(letter_places(corpus))} places"
    yield f"  to verify: {share:.1%} (goal: at most {GOAL:.0%}){' MISSED' if share > GOAL else ''}"
    yield f"  of these without what was told or where: {unnamed} (goal: 0)"
    reasons = Counter((one.opinion.verdict.value, one.opinion.because.value) for one in answered)
    for (verdict, because), count in reasons.most_common():
        yield f"  {verdict} ({because}): {count}"
    for one in answered:
        if one.is_to_verify:
            yield f"  {one.place} to {one.role}: {one.opinion.summary}"


def verify_share(answered: Sequence[AnsweredLetter]) -> float:
    """Return which part of the letters has to be verified."""
    return sum(one.is_to_verify for one in answered) / len(answered)


def answer_letter(corpus: Corpus, code: str, role: str) -> AnsweredLetter:
    """Give the opinion on an ordinary letter."""
    return AnsweredLetter(code, role, corpus.advise(ordinary_letter(corpus, code, role), as_of=DAY))


def letter_places(corpus: Corpus) -> tuple[str, ...]:
    """Return the places with law of their own that are no unions, and one without."""
    return (*(code for code in corpus.law.jurisdictions if code not in _UNIONS), _WITHOUT_LAW)


def ordinary_letter(corpus: Corpus, code: str, role: str) -> Scenario:
    """Tell of a letter to one person all that a lawyer of a place knows without asking."""
    vocabulary = corpus.law.vocabulary.facts
    told: dict[str, Any] = {
        "message.direction": "sent",
        "message.channel": "email",
        "message.kind": "one-to-one",
        "message.date": DAY.isoformat(),
        "message.already_sent": False,
        "message.is_direct_marketing": False,
        "message.is_commercial": False,
        "message.encourages_commerce": False,
        "message.hidden_data": False,
        "message.copies_own_client": "none",
        "message.encryption": "transport",
        "message.is_highly_sensitive": False,
        "message.special_security_required": False,
        "message.concerns_matter": True,
        "message.carries_client_information": True,
        "tracking.mechanisms": [],
        "lawyer.admitted_in": [code],
        "lawyer.knows_of_violation": False,
        "firm.established_in": [code],
        "firm.acting_office_in": [code],
        "matter.before_tribunal": False,
        "matter.predominant_effect": code,
        "matter.conduct_in": code,
        "matter.representing_client": True,
        "matter.client_in_breach": False,
        **{name: False for name, fact in vocabulary.items() if fact.is_wrong},
    }
    for name in _DONE_WELL:
        judged = name in vocabulary and vocabulary[name].judgment is not None
        told[name] = {"value": True, **_DECIDED} if judged else True
    facts = {name: value for name, value in told.items() if name in vocabulary}
    person = {"name": "Ann Reader", "role": role, "located_in": code}
    return corpus.scenario({"facts": facts, "recipients": [person]})
