"""
Exercises drawn from the law, sittings over them, and what a score is worth.

`draw(corpus, wanted)` gives exercises (`advisor.model.training`), `Sitting` and `respond`
(`advisor.model.sittings`) hold what was answered, `scored` says what that is worth,
and `read_sitting`, `save_sitting` and `sitting_text` keep a sitting in a file.
"""

from advisor.training.drawing import draw
from advisor.training.files import read_sitting, save_sitting, sitting_text
from advisor.training.scoring import scored

__all__ = ["draw", "read_sitting", "save_sitting", "scored", "sitting_text"]
