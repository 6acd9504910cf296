"""A language says whole sentences, counts, and writes days."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from advisor.i18n import AMERICAN, BRITISH, ENGLISH, Dates, Language, framed, framed_count
from advisor.i18n.lookup import UnknownLanguage, find_language

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("name", "dates", "said"),
    [
        ("en", Dates.OWN, "2 March 2026"),
        ("en-GB", Dates.OWN, "2 March 2026"),
        ("en-US", Dates.OWN, "March 2, 2026"),
        ("de", Dates.OWN, "2. März 2026"),
        ("en", Dates.AMERICAN, "March 2, 2026"),
        ("en-US", Dates.BRITISH, "2 March 2026"),
        ("de", Dates.ISO, "2026-03-02"),
    ],
)
def test_days(name: str, dates: Dates, said: str) -> None:
    """A day is written as the language does, or as was asked for."""
    assert said == find_language(name, dates).day(DAY)


@pytest.mark.parametrize(("name", "tag"), [("DE", "de"), ("de-AT", "de-AT"), ("en-gb", "en-GB")])
def test_tags(name: str, tag: str) -> None:
    """A tag goes by any case, and a region by its language."""
    assert tag == find_language(name).tag
    assert ("2. März 2026" if "de" in tag else "2 March 2026") == find_language(name).day(DAY)


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    """Nobody gets English who asked for another language."""
    with pytest.raises(UnknownLanguage, match="`fr` is not one of en, en-GB, en-US, de"):
        find_language("fr")


def test_a_translators_own_file(tmp_path: Path) -> None:
    """A file that is being worked on can be tried; what it lacks is said in English."""
    own = tmp_path / "nl.po"
    own.write_text(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgctxt "answer"\nmsgid "yes"\nmsgstr "ja"\n',
        encoding="utf-8",
    )

    found = find_language(str(own))

    assert "nl" == found.tag
    assert ("ja", "no") == (found.term("answer", "yes"), found.term("answer", "no"))


def test_lists_and_numbers(german: Language) -> None:
    """Lists and numbers are written as the language does."""
    assert "a, b und c" == german.joined(["a", "b", "c"])
    assert "a oder b" == german.either(["a", "b"])
    assert ("2,5", "2.5", "3") == (german.number(2.5), ENGLISH.number(2.5), german.number(3))


def test_what_was_framed_below_is_said_again(german: Language) -> None:
    """A sentence that an opinion holds in English is said in the language, days too."""
    said = framed("{authority}: silent on {day}.", authority="Z. R. 1", day=DAY)

    assert "Z. R. 1: silent on 2 March 2026." == said
    assert "Z. R. 1: am 2. März 2026 ohne Geltung." == german.retold(said)
    assert "Z. R. 1: silent on March 2, 2026." == AMERICAN.retold(said)
    assert "Der Satz." == german.retold("Der Satz.")


def test_counted_sentences_nest(german: Language) -> None:
    """A frame within a frame is said in the language as well."""
    inner = framed(
        "Only authority that has not been verified speaks against it: {first}", first="X."
    )
    said = framed_count(
        2, "{sentence} (and {count} more)", "{sentence} (and {count} more)", sentence=inner
    )

    assert said.endswith("X. (and 2 more)")
    assert german.retold(said).endswith("nicht überprüft ist: X. (und 2 weitere)")


def test_a_framed_sentence_travels() -> None:
    """Another process gets the frame along with the sentence."""
    said = framed("{authority}: silent on {day}.", authority="Z. R. 1", day=DAY)

    again = pickle.loads(pickle.dumps(said))  # noqa: S301 - our own bytes

    assert (said, said.frame, said.holes) == (again, again.frame, again.holes)


def test_paper() -> None:
    """Americans print on letter paper, others on A4."""
    sizes = {one.tag: one.prints_on_letter for one in (ENGLISH, BRITISH, AMERICAN, Language("de"))}

    assert {"en": True, "en-GB": False, "en-US": True, "de": False} == sizes
