"""Norms over all scenarios of one day: where each governs, applies, is met and is breached."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from advisor.advice.scopes import ScopeIndex
from advisor.model.authorities import Weight
from advisor.model.conditions import is_per_recipient
from advisor.model.norms import Outcome
from advisor.model.propositions import of_nobody
from advisor.proof.clauses import ALWAYS, HOLDS, OPEN_RAIL, Rail
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.advice.norms_in_force import LawOnDate, NormInstance
    from advisor.model.conditions import Condition
    from advisor.proof.rails import RailEncoder


@dataclass(frozen=True)
class NormRails:
    """
    One norm of one place, for one recipient or the whole message.

    `there` is the literal that a finding is made of it; `governs` is as if its law governed
    where it only persuades.
    """

    instance: NormInstance
    who: int | None
    there: int
    governs: Rail
    when: Rail
    exceptions: tuple[Rail, ...]
    compliance: Rail | None
    encoder: RailEncoder = field(repr=False, compare=False)

    @cached_property
    def applies(self) -> Rail:
        """Return the rails of its applying (policy language, section 5)."""
        lifted = [exception.negated for exception in self.exceptions]
        return self.encoder.all_of([self.governs, self.when, *lifted])

    @property
    def id(self) -> str:
        """Return the norm and where it stands."""
        return self.instance.id

    @property
    def met(self) -> int:
        """Return the literal that it is met; never for what only allows or asks."""
        return self._complied(wanted=True)

    @property
    def disregarded(self) -> int:
        """Return the literal of the worst outcome that it can come to."""
        if self.compliance is None:
            return self.at_stake
        return self._complied(wanted=False)

    @property
    def at_stake(self) -> int:
        """Return the literal that it applies to somebody."""
        return self.encoder.book.all_of((self.there, self.applies.true))

    @property
    def is_kept(self) -> int:
        """Return the literal that it is surely not disregarded: met, or not applying."""
        book = self.encoder.book
        return book.any_of((-self.there, self.applies.false, self.met))

    def _complied(self, *, wanted: bool) -> int:
        if self.compliance is None:
            return -HOLDS
        commands = self.instance.norm.modality.commands
        held = self.compliance if commands is wanted else self.compliance.negated
        return self.encoder.book.all_of((self.at_stake, held.true))

    def lifted_by(self, at: int) -> int:
        """Return the literal that an exception lifts it where it would apply."""
        both = self.encoder.book.all_of
        return both((self.there, self.governs.true, self.when.true, self.exceptions[at].true))

    def lifted_alone(self, at: int) -> int:
        """Return the literal that nothing but this exception keeps it from applying."""
        others = [one.false for place, one in enumerate(self.exceptions) if place != at]
        return self.encoder.book.all_of((self.lifted_by(at), *others))

    def outcome(self, outcome: Outcome) -> int:
        """Return the literal of an outcome that a scenario settles."""
        match outcome:
            case Outcome.MET:
                return self.met
            case Outcome.BREACHED | Outcome.NOT_FOLLOWED:
                return self.disregarded
            case Outcome.AVAILABLE | Outcome.UNSETTLED:
                return self.at_stake
            case Outcome.DEFEATED:
                lifted = (self.lifted_by(at) for at in range(len(self.exceptions)))
                return self.encoder.book.any_of(lifted)
            case Outcome.INAPPLICABLE | Outcome.OPEN | Outcome.UNDETERMINED:
                return -HOLDS


class NormEncoder:
    """
    The norms of one day of law, encoded as they are asked for.

    Scopes are those of the law as a whole, as an opinion looks them up on that day.
    """

    def __init__(self, encoder: RailEncoder, spoken: LawOnDate) -> None:
        self.encoder = encoder
        self.spoken = spoken
        self.law = encoder.law
        scopes = ScopeIndex.of(self.law)
        self.every_scope = scopes
        self.scopes = scopes.on(encoder.day, spoken.unions_of)
        self._made: dict[tuple[str, int | None], NormRails] = {}

    def in_play(self, code: str) -> Rail:
        """Return the rails of the law of a place governing, by whichever scope."""
        owned = self.scopes.by_jurisdiction.get(code, ())
        return self.encoder.any_of([self.folded(one.scope.when) for one in owned])

    def folded(self, when: Condition) -> Rail:
        """Return the rails of a scope for the message as a whole."""
        encoder = self.encoder
        if not is_per_recipient(when, self.law.per_recipient):
            return encoder.rail(when, None)
        each = [encoder.rail(when, who) for who in encoder.subjects(personal=True)]
        nobody = encoder.rail(of_nobody(when, self.law), None)
        first = encoder.exists[0] if encoder.exists else -HOLDS
        book, some = encoder.book, encoder.some(each)
        return Rail(
            book.any_of((some.true, book.all_of((-first, nobody.true)))),
            book.all_of((some.false, book.any_of((first, nobody.false)))),
        )

    def governs(self, instance: NormInstance, who: int | None) -> Rail:
        """Return the rails of an instance's law governing the finding of one subject."""
        if only_persuades(instance):
            return ALWAYS
        if instance.scope is None:
            return OPEN_RAIL
        when = instance.scope.when
        if who is not None and instance.per_recipient_scope:
            own = self.encoder.rail(when, who)
        else:
            own = self.folded(when)
        if instance.governs in self.every_scope.apart:
            return own
        return self.encoder.all_of([own, self.in_play(instance.jurisdiction)])

    def subjects(self, instance: NormInstance) -> Sequence[int | None]:
        """Return those of whom a finding is made: one recipient stands for all."""
        if instance.per_recipient:
            return (0,)
        return (0, None) if instance.per_recipient_scope else (None,)

    def norm(self, instance: NormInstance, who: int | None) -> NormRails:
        """Return an instance as rails, for one of its subjects."""
        key = instance.id, who
        if key not in self._made:
            self._made[key] = self._norm(instance, who)
        return self._made[key]

    def each(self, instance: NormInstance) -> list[NormRails]:
        """Return an instance as rails, for each of its subjects."""
        return [self.norm(instance, who) for who in self.subjects(instance)]

    def _norm(self, instance: NormInstance, who: int | None) -> NormRails:
        rail = self.encoder.rail
        when = rail(instance.when_condition, who)
        return NormRails(
            instance,
            who,
            self._there(instance, who),
            self.governs(instance, who),
            Rail(-HOLDS, when.false) if instance.day_unread else when,
            tuple(rail(exception.when, who) for exception in instance.norm.exceptions),
            None if instance.compliance is None else rail(instance.compliance, who),
            self.encoder,
        )

    def _there(self, instance: NormInstance, who: int | None) -> int:
        if who is None and instance.per_recipient_scope and not instance.per_recipient:
            return -self.encoder.exists[0] if self.encoder.exists else HOLDS
        return self.encoder.there(who)


def only_persuades(instance: NormInstance) -> bool:
    """Return whether a norm only persuades where it was made, and governs nowhere."""
    return instance.weight is Weight.PERSUASIVE and not instance.stands_in
