"""What a consent register tells of the recipients of a message."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING

from advisor.consents import ConsentSource, MessageTracking, consent_answer
from advisor.consents.standing import is_of_agreement
from advisor.i18n import message
from advisor.model.consent_fact_names import HAS_CONSENTED
from advisor.model.law_clock import SENT_ON
from advisor.model.scenarios import Origin, Recipient, Scenario, Source
from advisor.values import dataclass, replace

if TYPE_CHECKING:
    from advisor.model.vocabulary import Value

CONSENTS_ORIGIN = Origin(Source.TOLD, message("the consent register", context="source"))


@dataclass(frozen=True, slots=True)
class SendingDay:
    """
    The day that a message counts as sent on where it tells none, and what is known by when.

    With `is_leaving` it is on its way out now.
    """

    today: date
    as_of: date | None = None
    is_leaving: bool = False

    @property
    def asked_about(self) -> date | None:
        """Return the day that the message is taken as sent on, whatever it tells; or none."""
        return self.as_of or (self.today if self.is_leaving else None)


def apply_consents(
    scenario: Scenario,
    addresses: tuple[str, ...],
    told: Mapping[int, Collection[str]],
    consents: ConsentSource,
    sending: SendingDay,
) -> tuple[Scenario, tuple[str, ...]]:
    """
    Return a scenario with what a register says of its recipients, and notices of what it cannot.

    Of a person in it the register alone says whether there is an agreement, but for what the
    user tells of this message: `told` names those facts by the place of the recipient.
    """
    people = scenario.recipients
    if people is None:
        return scenario, ()
    asked = _asked(scenario, sending)
    if asked is None:
        return scenario, ()
    notices: list[str] = []
    registered = []
    for place, person in enumerate(people):
        known = consents.of(addresses[place]) if place < len(addresses) else None
        own = told.get(place, ())
        if known is None or HAS_CONSENTED in own:
            registered.append(person)
            continue
        answer = consent_answer(known, asked)
        registered.append(_with_facts(person, answer.facts, own))
        if answer.notice:
            notices.append(
                f"the consent register leaves open whether `{person.name}` agreed: {answer.notice}"
            )
    return replace(scenario, recipients=tuple(registered)), tuple(notices)


def _asked(scenario: Scenario, sending: SendingDay) -> MessageTracking | None:
    """Return what to ask a register; `None` where the day could be one of several."""
    sent_on = scenario.facts.get(SENT_ON)
    if scenario.sent_within is not None and not isinstance(sent_on, date):
        return None
    mechanisms, purposes = (
        frozenset(value) if isinstance(value := scenario.facts.get(name), frozenset) else None
        for name in ("tracking.mechanisms", "tracking.purposes")
    )
    known_by = sending.as_of or sending.today
    return MessageTracking(
        sent_on if isinstance(sent_on, date) else known_by,
        known_by,
        mechanisms,
        purposes,
        is_leaving=sending.is_leaving,
        has_date=isinstance(sent_on, date),
    )


def _with_facts(person: Recipient, facts: Mapping[str, Value], own: Collection[str]) -> Recipient:
    """Put what is registered in the place of what others say of an agreement."""
    kept = {
        name: value
        for name, value in person.facts.items()
        if name in own or not is_of_agreement(name)
    }
    laid = {name: value for name, value in facts.items() if name not in own}
    origins = {name: origin for name, origin in person.origins.items() if name in kept}
    return replace(
        person,
        facts={**kept, **laid},
        origins={**origins, **dict.fromkeys(laid, CONSENTS_ORIGIN)},
    )
