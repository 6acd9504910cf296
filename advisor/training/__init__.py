"""
Exercises drawn from the law, sittings over them, and what a score is worth.

`draw(corpus, wanted)` gives exercises (`advisor.model.training`), `Sitting` and `respond`
(`advisor.model.training_session`) hold what was answered, `scored` says what that is worth,
and `read_sitting`, `save_sitting` and `sitting_text` keep a sitting in a file.
"""

from advisor.training.generator import draw_exercises
from advisor.training.scoring import scored
from advisor.training.session_file import read_sitting, save_sitting, sitting_text

__all__ = ["draw_exercises", "read_sitting", "save_sitting", "scored", "sitting_text"]
