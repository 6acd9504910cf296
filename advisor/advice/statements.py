"""The sentence of a norm, filled in for one scenario."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.model.recipient_names import spoken_name
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.norms import Norm

_HOLE = re.compile(r"\{(recipient|sender|jurisdiction)\}")


@dataclass(frozen=True)
class StatementNames:
    """The words that a corpus and a scenario lend to a sentence."""

    bearers: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    sender: str = "the sender"


def norm_statement(
    norm: Norm, text: str, instance: NormInstance, recipient: str | None, speech: StatementNames
) -> str:
    """
    Say one norm as a sentence.

    The words between the holes are the author's own; nothing is added but the bearer
    and the verb of the modality.
    """
    holes = {
        "recipient": spoken_name(recipient) if recipient else "each recipient",
        "sender": speech.sender,
        "jurisdiction": speech.names.get(instance.jurisdiction, instance.jurisdiction),
    }
    filled = _HOLE.sub(lambda hole: holes[hole[1]], text).strip()
    if norm.modality.leaves_open:
        return _sentence(f"it is unsettled {filled}")
    bearer = speech.bearers.get(norm.bearer, norm.bearer.replace("-", " "))
    return _sentence(f"{bearer} {norm.modality.verb} {filled}")


def _sentence(words: str) -> str:
    ended = words if words.endswith((".", "?", "!")) else f"{words}."
    return ended[0].upper() + ended[1:]
