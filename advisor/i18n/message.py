"""A sentence of the frame as a value: English with slots, put into a language last of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NoReturn, Self, TypeAlias, TypeVar, Union

Slot: TypeAlias = Union[str, date, int, float, "tuple[Slot, ...]"]
"""What may fill a slot: words, a day, a number, or several of these with commas between."""

_Key = TypeVar("_Key")
_NO_SLOTS: Mapping[str, Slot] = MappingProxyType({})


class Count(int):
    """
    A number that is written with its thousands apart.

    >>> message("{number} messages", number=Count(1234567))
    '1,234,567 messages'
    """

    __slots__ = ()


class Decimals(float):
    """
    A number that is written with two decimals.

    >>> message("Score {score}", score=Decimals(0.5))
    'Score 0.50'
    """

    __slots__ = ()


class LawText(str):
    """
    Words of the law: shown as written, in no translation, and marked as of its language.

    >>> LawText("Did they agree?").upper()
    'DID THEY AGREE?'
    """

    __slots__ = ()


class Message(str):
    """
    A sentence that reads as English, and that a `Language` renders in any other.

    `template` is the English sentence with its slots, and `context` tells a translator
    apart what is spelt alike. `plural` is the template for any number but one; the slot
    `count` then holds the number. A slot may hold another message.

    It is a `str` of its English text, so that whoever wants no other language need not
    know of it; two messages are equal where they read alike.
    """

    __slots__ = ("context", "plural", "slots", "template")

    template: str
    context: str
    plural: str
    slots: Mapping[str, Slot]

    def __new__(
        cls,
        template: str,
        slots: Mapping[str, Slot] = _NO_SLOTS,
        context: str = "",
        plural: str = "",
    ) -> Self:
        """Keep a template together with what fills it; without slots it stays open."""
        english = plural if plural and count_of(slots) != 1 else template
        if slots:
            english = english.format_map({name: in_english(slot) for name, slot in slots.items()})
        made = super().__new__(cls, english)
        object.__setattr__(made, "template", template)
        object.__setattr__(made, "context", context)
        object.__setattr__(made, "plural", plural)
        object.__setattr__(made, "slots", MappingProxyType(dict(slots)))
        return made

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Refuse: a message never changes."""
        raise AttributeError(f"a message never changes: `{name}` cannot be set")

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Travel to another process with template and slots."""
        return type(self), (self.template, dict(self.slots), self.context, self.plural)

    def fill(self, **slots: Slot) -> Self:
        """
        Return this message with its slots filled.

        >>> message("Law of {place}").fill(place="Zedland")
        'Law of Zedland'
        """
        return type(self)(self.template, {**self.slots, **slots}, self.context, self.plural)


class Layout(Message):
    """Texts set together in a form that is the same in every language; nothing to translate."""

    __slots__ = ()


def message(template: str, /, *, context: str = "", **slots: Slot) -> Message:
    """
    Return a sentence of the frame.

    >>> message("No law of {place} governs.", place="Zedland")
    'No law of Zedland governs.'
    """
    return Message(template, slots, context)


def plural_message(count: int, singular: str, plural: str, /, **slots: Slot) -> Message:
    """
    Return a sentence that counts; both forms may have the slot `count`.

    >>> plural_message(1, "{count} finding waits.", "{count} findings wait.")
    '1 finding waits.'
    """
    return Message(singular, {**slots, "count": count}, plural=plural)


def messages(context: str, texts: Mapping[_Key, str]) -> Mapping[_Key, Message]:
    """
    Return a table of sentences in one context, by what they stand for.

    >>> messages("answer", {True: "yes", False: "no"})[True]
    'yes'
    """
    return MappingProxyType({key: Message(text, context=context) for key, text in texts.items()})


def named_messages(
    prefix: str, texts: Mapping[str, str | tuple[str, str]]
) -> Mapping[str, Message]:
    """
    Return a table of sentences whose context is their name, with the prefix before it.

    Two texts are the singular and the plural of one sentence.

    >>> named_messages("memo: ", {"title": "Memorandum"})["title"].context
    'memo: title'
    """
    made = {}
    for name, text in texts.items():
        singular, plural = (text, "") if isinstance(text, str) else text
        made[name] = Message(singular, context=f"{prefix}{name}", plural=plural)
    return MappingProxyType(made)


def layout(template: str, /, **slots: Slot) -> Layout:
    """
    Return several texts as one; what stands between the slots holds no word.

    >>> layout("{authority} [{weight}]", authority="Z. R. 1", weight=message("binding"))
    'Z. R. 1 [binding]'
    """
    return Layout(template, slots)


def series(texts: Iterable[str], separator: str = "; ") -> str:
    """
    Return texts one after the other, with a mark between them.

    >>> series(["a", "b", "c"])
    'a; b; c'
    """
    slots = {f"text{number}": text for number, text in enumerate(texts)}
    return Layout(separator.join(f"{{{name}}}" for name in slots), slots)


def and_list(words: Iterable[str]) -> str:
    """
    Join words as a sentence does that names all of them.

    >>> and_list(["a", "b", "c"])
    'a, b and c'
    """
    *head, last = tuple(words) or ("",)
    return message("{words} and {last}", words=tuple(head), last=last) if head else last


def or_list(words: Iterable[str]) -> str:
    """
    Join words of which one will do.

    >>> or_list(["a", "b", "c"])
    'a, b or c'
    """
    *head, last = tuple(words) or ("",)
    return message("{words} or {last}", words=tuple(head), last=last) if head else last


def count_of(slots: Mapping[str, Slot]) -> int:
    """Return the number that a sentence counts to; one where it counts nothing."""
    count = slots.get("count", 1)
    return count if isinstance(count, int) else 1


def in_english(slot: Slot) -> str:
    """
    Return what fills a slot as English has it.

    >>> in_english((date(2019, 5, 4), 2.5, "a"))
    '4 May 2019, 2.5, a'
    """
    match slot:
        case str():
            return str(slot)
        case date():
            return f"{slot.day} {MONTHS[slot.month]} {slot.year}"
        case tuple():
            return ", ".join(map(in_english, slot))
        case Decimals():
            return f"{slot:.2f}"
        case float():
            return f"{slot:g}"
        case Count():
            return f"{slot:,}"
        case _:
            return str(slot)


MONTHS = messages(
    "month",
    {
        1: "January",
        2: "February",
        3: "March",
        4: "April",
        5: "May",
        6: "June",
        7: "July",
        8: "August",
        9: "September",
        10: "October",
        11: "November",
        12: "December",
    },
)
