"""
The frame around the law's own words, in the language that a reader asked for.

English stands in the code, and needs no file.
Every other language is one `.po` file beside this one, which any translator's editor opens.
"""

from advisor.i18n.languages import AMERICAN, BRITISH, ENGLISH, LAW, Dates, Language, Piece
from advisor.i18n.lookup import UnknownLanguage, language, tags
from advisor.i18n.message import (
    Count,
    Decimals,
    LawText,
    Message,
    Slot,
    and_list,
    layout,
    message,
    messages,
    named_messages,
    or_list,
    plural_message,
    series,
)

__all__ = [
    "AMERICAN",
    "BRITISH",
    "ENGLISH",
    "LAW",
    "Count",
    "Dates",
    "Decimals",
    "Language",
    "LawText",
    "Message",
    "Piece",
    "Slot",
    "UnknownLanguage",
    "and_list",
    "language",
    "layout",
    "message",
    "messages",
    "named_messages",
    "or_list",
    "plural_message",
    "series",
    "tags",
]
