"""Questions of law that are put to many laws at once."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class LawQuestion:
    """
    A question of law: the acts whose norms answer it, and a scenario that poses it.

    The scenario has one recipient and tells no place.
    """

    text: str
    acts: tuple[str, ...]
    ground: Scenario


def tracking_question(corpus: Corpus) -> LawQuestion:
    """Read the question of tracked email, which is data beside this module."""
    found = json.loads(files("advisor.compare").joinpath("question.json").read_text("utf-8"))
    return LawQuestion(found["question"], tuple(found["acts"]), corpus.scenario(found["ground"]))
