"""Why an interview may stop: what its result still depends on, if anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.interview.questions import AskedFact


@dataclass(frozen=True, slots=True)
class Certificate:
    """
    That no remaining answer moves a governing finding.

    `unanswered` are the questions that were put, got no answer, and could still change
    something; `coarse` the places told that leave an open point open because they are
    less exact than the law; `people_unknown` that nobody told who receives the message.
    Without any of them the result is final, of what was asked: `unasked_wrongs` are the facts
    whose wording describes a wrong that nobody told or denied.
    """

    unanswered: tuple[AskedFact, ...] = ()
    coarse: tuple[AskedFact, ...] = ()
    people_unknown: bool = False
    unasked_wrongs: tuple[str, ...] = ()

    @property
    def is_final(self) -> bool:
        """Return whether nothing at all is left open."""
        return not (self.unanswered or self.coarse or self.people_unknown)
