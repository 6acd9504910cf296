"""
The frame around the law's own words, in the language that a reader asked for.

English stands in the code, and needs no file.
Every other language is one `.po` file beside this one, which any translator's editor opens.
"""

from advisor.words.languages import AMERICAN, BRITISH, ENGLISH, LAW, Dates, Language, Piece
from advisor.words.messages import AsWritten, Framed, framed, framed_count, listed, sentences

__all__ = [
    "AMERICAN",
    "BRITISH",
    "ENGLISH",
    "LAW",
    "AsWritten",
    "Dates",
    "Framed",
    "Language",
    "Piece",
    "framed",
    "framed_count",
    "listed",
    "sentences",
]
