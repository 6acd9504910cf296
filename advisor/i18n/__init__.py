"""
The frame around the law's own words, in the language that a reader asked for.

English stands in the code, and needs no file.
Every other language is one `.po` file beside this one, which any translator's editor opens.
"""

from advisor.i18n.languages import AMERICAN, BRITISH, ENGLISH, LAW, Dates, Language, SentencePiece
from advisor.i18n.markers import AsWritten, Framed, framed, framed_count, listed_words, sentences

__all__ = [
    "AMERICAN",
    "BRITISH",
    "ENGLISH",
    "LAW",
    "AsWritten",
    "Dates",
    "Framed",
    "Language",
    "SentencePiece",
    "framed",
    "framed_count",
    "listed_words",
    "sentences",
]
