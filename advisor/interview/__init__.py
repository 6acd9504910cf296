"""What to ask next, and when no answer can change the result any more."""

from advisor.interview.certificates import Certificate
from advisor.interview.interviews import Interview
from advisor.interview.questions import InterviewQuestion, RecipientsQuestion, WaitingFor

__all__ = ["Certificate", "Interview", "InterviewQuestion", "RecipientsQuestion", "WaitingFor"]
