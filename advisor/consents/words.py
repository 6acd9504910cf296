"""The words of the vocabulary that a register may use."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from advisor.consents.records import RegisterProblem
from advisor.consents.standing import CONCLUDED, is_of_agreement
from advisor.model.vocabulary import FactType
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """The mechanisms, the purposes and the facts of an agreement that can be registered."""

    mechanisms: frozenset[str]
    purposes: frozenset[str]
    facts: frozenset[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> ConsentWords:
        """Take them from a vocabulary: what stands in the events themselves is not told again."""
        facts = vocabulary.facts
        return cls(
            frozenset(facts["tracking.mechanisms"].options),
            frozenset(facts["tracking.purposes"].options),
            frozenset(
                name
                for name, fact in facts.items()
                if is_of_agreement(name)
                and name not in CONCLUDED
                and fact.judgment is None
                and fact.type is FactType.FLAG
            ),
        )

    def read_mechanisms(self, named: Iterable[str]) -> tuple[str, ...]:
        """Return the mechanisms of a consent in their order; at least one has to be named."""
        found = _sorted(named, self.mechanisms, "means of tracking")
        if not found:
            raise RegisterProblem(
                "no means of tracking is named",
                "a consent to tracking is one to some tracking in particular",
                f"name them: {', '.join(sorted(self.mechanisms))}",
            )
        return found

    def read_purposes(self, named: Iterable[str]) -> tuple[str, ...]:
        """Return the purposes of a consent in their order; there need not be any."""
        return _sorted(named, self.purposes, "purpose of tracking")

    def read_told(self, told: Iterable[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
        """Return what is told of how somebody was asked, by the whole names of facts."""
        found = {(name if "." in name else f"recipient.{name}"): value for name, value in told}
        _sorted(found, self.facts, "fact of an agreement")
        return tuple(sorted(found.items()))


def _sorted(named: Iterable[str], known: frozenset[str], kind: str) -> tuple[str, ...]:
    found = frozenset(named)
    for word in sorted(found - known):
        close = get_close_matches(word, known, 1)
        raise RegisterProblem(
            f"no {kind} is named `{word[:60]}`",
            "a register speaks in the words of the vocabulary, so that it can be compared",
            f"did you mean `{close[0]}`?" if close else f"write one of {', '.join(sorted(known))}",
        )
    return tuple(sorted(found))
