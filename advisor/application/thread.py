"""A thread of messages, each answered on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.reports.threads import AnsweredEvent

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.threads import MessageThread


def answer_thread(corpus: Corpus, thread: MessageThread) -> tuple[AnsweredEvent, ...]:
    """
    Return the events of a thread, each message with its opinion by the law of its day.

    The profile of the corpus tells what the thread does not. Raises `InvalidScenario` for
    facts that cannot all be so, and `EngineFailure` where two evaluators disagree.
    """
    from advisor.facts.profile import apply_profile

    answered = []
    for event in thread.events:
        opinion = None
        if event.scenario is not None:
            told = apply_profile(event.scenario, corpus.profile)
            opinion = corpus.with_usual(corpus.advise(told, as_of=event.on))
        answered.append(AnsweredEvent(event, opinion))
    return tuple(answered)
