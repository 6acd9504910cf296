"""What to ask next, and when no answer can change the result any more."""

from advisor.interview.certificates import Certificate
from advisor.interview.interviews import Interview
from advisor.interview.questions import People, Question, Waiting

__all__ = ["Certificate", "Interview", "People", "Question", "Waiting"]
