"""A register of consents: who agreed to what tracking, when, and what became of it since."""

from advisor.consents.records import (
    Act,
    ConsentEvent,
    ConsentRecord,
    PersonConsents,
    RegisterProblem,
)
from advisor.consents.register import ConsentRegister, ConsentSnapshot, ConsentSource
from advisor.consents.standing import ConsentAnswer, MessageTracking, Standing, consent_answer

__all__ = [
    "Act",
    "ConsentAnswer",
    "ConsentEvent",
    "ConsentRecord",
    "ConsentRegister",
    "ConsentSnapshot",
    "ConsentSource",
    "MessageTracking",
    "PersonConsents",
    "RegisterProblem",
    "Standing",
    "consent_answer",
]
