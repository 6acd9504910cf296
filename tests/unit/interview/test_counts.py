"""How many steps an interview about golden stories takes; the counts are always the same."""

from __future__ import annotations

import pytest

from advisor.advice import Corpus, load
from advisor.interview import Interview
from advisor.interview.confirmations import MOST_LINES
from advisor.interview.questions import MOST_FIELDS
from benchmarks.stories import Story, story_teller
from benchmarks.talks import hold

# The most steps until the verdict is final, and to the end.
BOUNDS = {
    "us/G01": (5, 10),
    "us/G19": (8, 9),
    "us/G28": (8, 9),  # the day on which it was sent is asked
    "eu/G03": (8, 13),
    "eu/G12": (8, 8),
    "eu/G15": (7, 7),
}


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law with its cases."""
    return load(cases=True, engine="planes")


@pytest.fixture(scope="module")
def stories(corpus: Corpus) -> dict[str, Story]:
    """Tell some of the golden stories."""
    return {one.name: one for one in story_teller(corpus).stories() if one.name in BOUNDS}


@pytest.mark.parametrize("name", BOUNDS)
def test_few_steps_lead_to_the_verdict(
    corpus: Corpus, stories: dict[str, Story], name: str
) -> None:
    """No step has more than four fields, no page more than seven lines, no question is silly."""
    story = stories[name]
    talk = hold(Interview(corpus, story.day), story.told)
    final, end = BOUNDS[name]

    assert talk.final <= final
    assert talk.steps <= end
    assert 0 == talk.silly
    assert talk.lines <= MOST_LINES
    assert all(len(step) <= max(MOST_FIELDS, talk.lines) for step in talk.order)
    told = corpus.advise(story.told, as_of=story.day)
    assert told.verdict.value == talk.verdict
