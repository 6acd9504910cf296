"""What was read on what a scenario raises, in one line under the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import LawText, and_list, layout, message, messages
from advisor.model.coverage import CoverageLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from advisor.model.opinions import Opinion

_LEVELS = messages(
    "coverage",
    {
        CoverageLevel.READ: "Read on {topics}.",
        CoverageLevel.STAND_IN: "By the model rule alone, the text of {places} not read: {topics}.",
        CoverageLevel.NOTHING: "Nothing read for {places} on {topics}.",
    },
)

_NOWHERE = message("No law is known to govern yet; it raises {topics}.", context="coverage")


def coverage_line(opinion: Opinion) -> str:
    """Say on which topics texts were read, for which a model stands in, and on which nothing."""
    said = ""
    for level, frame in _LEVELS.items():
        topics = [topic for topic in opinion.coverage.topics if topic.level is level]
        if topics:
            places = dict.fromkeys(place for topic in topics for place in topic.places)
            is_nowhere = not places and level is CoverageLevel.NOTHING
            sentence = (_NOWHERE if is_nowhere else frame).fill(
                topics=and_list([LawText(topic.name) for topic in topics]),
                places=_names(opinion, places),
            )
            said = layout("{said} {sentence}", said=said, sentence=sentence) if said else sentence
    return said or message("Nothing that was told raises a topic left unread.")


def by_the_model(opinion: Opinion) -> str:
    """Say for which places a model rule stands, whose own text was not read."""
    return message(
        "by the model rule; the text of {places} was not read",
        places=places_stood_in(opinion),
    )


def places_stood_in(opinion: Opinion) -> str:
    """Name the places for whose unread text a model rule stands."""
    return _names(opinion, opinion.coverage.stood_in)


def _names(opinion: Opinion, codes: Iterable[str]) -> str:
    names = {item.jurisdiction: item.name for item in opinion.governing}
    return and_list([LawText(names.get(code, code)) for code in codes])
