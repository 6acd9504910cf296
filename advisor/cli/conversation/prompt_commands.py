"""What can be typed instead of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from advisor.i18n import ENGLISH, Language, messages


class PromptCommand(Enum):
    """What can be typed instead of an answer."""

    WHY = "why"
    UNKNOWN = "unknown"
    BACK = "back"
    SO_FAR = "so far"
    STOP = "stop"


PROMPT_COMMANDS: Mapping[str, PromptCommand] = {
    "?": PromptCommand.WHY,
    "why": PromptCommand.WHY,
    "why do you ask": PromptCommand.WHY,
    "d": PromptCommand.UNKNOWN,
    "don't know": PromptCommand.UNKNOWN,
    "i don't know": PromptCommand.UNKNOWN,
    "dont know": PromptCommand.UNKNOWN,
    "unknown": PromptCommand.UNKNOWN,
    "b": PromptCommand.BACK,
    "back": PromptCommand.BACK,
    "f": PromptCommand.SO_FAR,
    "so far": PromptCommand.SO_FAR,
    "what do we have so far": PromptCommand.SO_FAR,
    "s": PromptCommand.STOP,
    "stop": PromptCommand.STOP,
    "stop here": PromptCommand.STOP,
}


_WISHED = messages(
    "what can be typed",
    {
        PromptCommand.WHY: "why do you ask",
        PromptCommand.UNKNOWN: "I don't know",
        PromptCommand.BACK: "back",
        PromptCommand.SO_FAR: "what do we have so far",
        PromptCommand.STOP: "stop here",
    },
)


def prompt_command(typed: str, language: Language = ENGLISH) -> PromptCommand | None:
    """
    Return whether something else than an answer was typed, in English or in the language.

    >>> prompt_command("Why do you ask?")
    <PromptCommand.WHY: 'why'>
    """
    words = " ".join(typed.replace("\u2019", "'").casefold().split())
    bare = words.rstrip("?.! ")
    result = PROMPT_COMMANDS.get(words) or PROMPT_COMMANDS.get(bare)
    if result is not None or language.translations is None:
        return result
    own = {language.render(text).casefold(): item for item, text in _WISHED.items()}
    return own.get(bare)
