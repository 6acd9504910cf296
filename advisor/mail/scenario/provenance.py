"""How each fact of a scenario that was made from a message is known."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.mail.scenario.to_scenario import MessageScenario
from advisor.mail.signals import Provenance
from advisor.model.scenarios import Scenario

_WEAKEST = (Provenance.INFERRED, Provenance.ASSERTED, Provenance.OBSERVED)
_BY_DOMAIN = "recipient.same_firm"


def provenance(given: MessageScenario, told: Scenario | None = None) -> Mapping[str, Provenance]:
    """
    Say of each fact whether it was read off the message, concluded from it, or told by a person.

    `told` is what the user tells beside the message: it counts, so it is what the fact rests on.
    Of a fact that recipients have in different ways the weakest is said.
    """
    known = dict(given.provenance)
    if told is not None:
        known.update(dict.fromkeys(told.facts, Provenance.ASSERTED))
    for person in given.scenario.recipients or ():
        for name in person.facts:
            how = Provenance.INFERRED if name == _BY_DOMAIN else Provenance.ASSERTED
            known[name] = _weaker(known.get(name, how), how)
    for person in (told.recipients if told is not None else None) or ():
        for name in person.facts:
            known[name] = _weaker(known.get(name, Provenance.ASSERTED), Provenance.ASSERTED)
    return dict(sorted(known.items()))


def _weaker(one: Provenance, other: Provenance) -> Provenance:
    return min(one, other, key=_WEAKEST.index)
