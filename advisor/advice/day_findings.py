"""The findings of one scenario by the law of one day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.advice.decision import AssessedNorms
from advisor.advice.findings import assess_norm, make_finding
from advisor.advice.norm_selection import NormSelection
from advisor.advice.statements import StatementNames
from advisor.model.authorities import Weight
from advisor.model.norms import Outcome
from advisor.model.propositions import scope_id
from advisor.model.truth import Truth
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from advisor.advice.governing import ScopeTruths
    from advisor.advice.norms_in_force import LawOnDate, NormInstance
    from advisor.model.law import Law
    from advisor.model.opinions import Finding, Governing
    from advisor.model.scenarios import Scenario

_SILENT = (Outcome.INAPPLICABLE,)
_SILENT_ABROAD = (Outcome.INAPPLICABLE, Outcome.UNDETERMINED)


class DayFindings:
    """The findings of one scenario by the law of one day, made from what an engine found."""

    def __init__(
        self,
        within: ScopeTruths,
        governs: Sequence[Governing],
        spoken: LawOnDate,
        speaking: frozenset[str],
        *,
        everything: bool,
    ) -> None:
        self.within = within
        self.speaking = speaking
        self.governs, self.spoken = governs, spoken
        self.everything = everything
        self.law = within.view.law
        self.speech = _speech(self.law, within.view.scenario)
        in_play = {one.jurisdiction for one in governs if one.named or one.truth is Truth.TRUE}
        heard = NormSelection(within, in_play, spoken, everything=everything)
        self.here, self.abroad = heard.here, heard.abroad
        self._standing_in = heard.standing_in
        called = (*self.here, *self._standing_in, *self.abroad)
        groups = {group: None for one in called for group in one.groups}
        within.proving.ask(list(groups))

    def is_open(self, governing: Governing) -> bool:
        """
        Return whether the law of a place may or may not govern.

        An instrument with a scope of its own may govern where the rest is still open.
        """
        own = scope_id(governing.jurisdiction)
        is_own_open = own in self.speaking and self.within.folded.get(own) is Truth.UNKNOWN
        return is_own_open or governing.truth is Truth.UNKNOWN

    def governing(self) -> AssessedNorms:
        """Return the findings of law that governs or may govern."""
        return self._weighed(self.here, None)

    def standing_in(self) -> AssessedNorms:
        """Return the findings of models that stand for texts which were not read."""
        return self._weighed(self._standing_in, None)

    def persuasive(self) -> AssessedNorms:
        """Return the findings of law from elsewhere, weighed as if it governed."""
        weighed = self._weighed(self.abroad, Truth.TRUE)
        findings = tuple(replace(finding, governs=Truth.FALSE) for finding in weighed.findings)
        return replace(weighed, findings=findings)

    def newer_than(self, day: date) -> Iterator[tuple[date, Finding]]:
        """Return the findings of governing law that began after a day, each with its first."""
        for instance in self.here:
            if instance.since is not None and instance.since > day:
                for finding in self._weighed([instance], None).findings:
                    yield instance.since, finding

    def of_candidate(self, code: str) -> AssessedNorms:
        """Return the findings that would follow if one jurisdiction governed."""
        return self._weighed([item for item in self.here if item.jurisdiction == code], Truth.TRUE)

    def models_of_candidate(self, code: str) -> AssessedNorms:
        """Return what the models would be that stand in for texts of that jurisdiction."""
        models = [item for item in self._standing_in if item.jurisdiction == code]
        return self._weighed(models, Truth.TRUE)

    def _weighed(self, instances: Sequence[NormInstance], governs: Truth | None) -> AssessedNorms:
        abroad = instances is self.abroad
        silent = _SILENT_ABROAD if abroad else _SILENT
        assessed = [
            one
            for instance in instances
            for one in assess_norm(instance, self.within, governs=governs)
        ]
        findings = tuple(
            make_finding(
                one,
                self.within,
                self.speech,
                Weight.PERSUASIVE if abroad else one.instance.weight,
            )
            for one in assessed
            if self.everything or one.result[0] not in silent
        )
        return AssessedNorms(assessed, findings)


def _speech(law: Law, scenario: Scenario) -> StatementNames:
    names = {code: jurisdiction.name for code, jurisdiction in law.jurisdictions.items()}
    role = law.vocabulary.facts.get("sender.role")
    told = scenario.value("sender.role")
    label = role.options.get(str(told), "") if role is not None and told else ""
    return StatementNames(law.vocabulary.bearers, names, label or "the sender")


def joined_norms(found: Iterable[AssessedNorms]) -> AssessedNorms:
    """Return the norms of several days as those of one."""
    every = list(found)
    return AssessedNorms(
        [item for one in every for item in one.assessed],
        [item for one in every for item in one.findings],
    )
