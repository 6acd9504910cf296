"""All that a user knows beside a message, laid over and under what the message shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from advisor.consents import ConsentSource
from advisor.facts.profile import Profile, apply_profile
from advisor.facts.scenario_checks import impossible_facts
from advisor.mail.scenario.address_book import AddressBook
from advisor.mail.scenario.consent_facts import SendingDay, apply_consents
from advisor.mail.scenario.matter_match import MatterFile, apply_matters, disagreements
from advisor.mail.scenario.provenance import provenance
from advisor.mail.scenario.to_scenario import (
    ambiguous_people,
    merge_known_facts,
    people_meant,
    to_scenario,
)
from advisor.mail.signals import Provenance
from advisor.model.law_clock import moved_to
from advisor.model.scenarios import Scenario
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.diagnostics import Diagnostic
    from advisor.mail.scenario.matter_match import Disagreement
    from advisor.mail.scenario.matters import Matter
    from advisor.mail.scenario.to_scenario import MessageScenario
    from advisor.mail.signals import MessageAnalysis


class MessageFacts(NamedTuple):
    """
    What is known of one message: what it shows, and what was `told` beside it.

    `matters` are those it belongs to; where they disagree, the scenario holds of what is
    disputed what the first of them tells, and is not to be answered.
    """

    scenario: Scenario
    made: MessageScenario
    told: Scenario | None
    notices: tuple[str, ...]
    matters: tuple[Matter, ...]
    disagreements: tuple[Disagreement, ...]

    def impossible(self, *, own_day: bool) -> tuple[Diagnostic, ...]:
        """
        Return why these facts cannot be answered: they cannot be so, or of whom is not clear.

        Without `own_day` another day is asked about than is told beside the message.
        """
        unclear = () if self.told is None else ambiguous_people(self.made, self.told)
        return (*impossible_facts(self.scenario, own_day=own_day), *unclear)

    @property
    def provenance(self) -> Mapping[str, Provenance]:
        """Say of each fact whether it was read off the message, concluded from it, or told."""
        known = dict(provenance(self.made, self.told))
        for name in self.scenario.facts:
            known.setdefault(name, Provenance.ASSERTED)
        return dict(sorted(known.items()))


@dataclass(frozen=True)
class KnownSources:
    """
    What a user knows beside messages, each of which may be missing.

    Of one fact `known` counts before the message, the message before its matter, the matter
    before the address book, and all of these before the profile. On consents their register
    counts before matter and address book.
    """

    people: AddressBook | None = field(default=None, repr=False)
    matters: MatterFile | None = field(default=None, repr=False)
    known: Scenario | None = field(default=None, repr=False)
    profile: Profile | None = field(default=None, repr=False)
    consents: ConsentSource | None = field(default=None, repr=False)

    def read(
        self,
        reading: MessageAnalysis,
        direction: str | None = None,
        sending: SendingDay | None = None,
    ) -> MessageFacts:
        """
        Return what is known of a message; `direction` is what the user says of it.

        A register of consents answers for the day of the message, and needs `sending`: where
        another day is asked about, the message is taken as sent on that one. Raises `ValueError`
        without.
        """
        made = to_scenario(reading, self.people, direction)
        matters = self.matters.of(reading) if self.matters is not None else ()
        disputed = disagreements(matters, made.addresses, self.known) if matters else ()
        made = apply_matters(made, matters, self.known)
        scenario, notices = made.scenario, made.notices
        if self.known is not None:
            scenario, more = merge_known_facts(made, self.known)
            notices = (*notices, *more)
        if self.consents is not None:
            if sending is None:
                raise ValueError("a consent register answers for a day: give `sending`")
            scenario, more = self._with_consents(scenario, made, sending, self.consents)
            notices = (*notices, *more)
        scenario = apply_profile(scenario, self.profile)
        return MessageFacts(scenario, made, self.known, notices, matters, disputed)

    def _with_consents(
        self,
        scenario: Scenario,
        made: MessageScenario,
        sending: SendingDay,
        consents: ConsentSource,
    ) -> tuple[Scenario, tuple[str, ...]]:
        if sending.asked_about is not None:
            scenario = moved_to(scenario, sending.asked_about)
        told = people_meant(made, self.known) if self.known is not None else {}
        return apply_consents(scenario, made.addresses, told, consents, sending)
