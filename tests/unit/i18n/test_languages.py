"""A language says whole sentences, counts, and writes days."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from advisor.i18n import (
    AMERICAN,
    BRITISH,
    ENGLISH,
    Dates,
    Language,
    LawText,
    Message,
    Piece,
    UnknownLanguage,
    and_list,
    language,
    layout,
    message,
    or_list,
    plural_message,
    series,
)

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
    assert said == language(name, dates).day(DAY)


@pytest.mark.parametrize(("name", "tag"), [("DE", "de"), ("de-AT", "de-AT"), ("en-gb", "en-GB")])
def test_tags(name: str, tag: str) -> None:
    """A tag goes by any case, and a region by its language."""
    assert tag == language(name).tag
    assert ("2. März 2026" if "de" in tag else "2 March 2026") == language(name).day(DAY)


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    """Nobody gets English who asked for another language."""
    with pytest.raises(UnknownLanguage, match="`fr` is not one of en, en-GB, en-US, de"):
        language("fr")


def test_a_translators_own_file(tmp_path: Path) -> None:
    """A file that is being worked on can be tried; what it lacks is said in English."""
    own = tmp_path / "nl.po"
    own.write_text(
        'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgctxt "answer"\nmsgid "yes"\nmsgstr "ja"\n',
        encoding="utf-8",
    )

    found = language(str(own))

    assert "nl" == found.tag
    answers = [message(text, context="answer") for text in ("yes", "no")]
    assert ["ja", "no"] == list(map(found.render, answers))


def test_lists_and_numbers(german: Language) -> None:
    """Lists and numbers are written as the language does."""
    assert "a, b und c" == german.render(and_list(["a", "b", "c"]))
    assert "a oder b" == german.render(or_list(["a", "b"]))
    half = layout("{number}", number=2.5)
    assert ("2,5", "2.5") == (german.render(half), ENGLISH.render(half))


def test_an_opinions_message_is_rendered_last(german: Language) -> None:
    """A sentence that an opinion holds in English is said in the language, days too."""
    said = message("{authority}: silent on {day}.", authority="Z. R. 1", day=DAY)

    assert "Z. R. 1: silent on 2 March 2026." == said
    assert "Z. R. 1: am 2. März 2026 ohne Geltung." == german.render(said)
    assert "Z. R. 1: silent on March 2, 2026." == AMERICAN.render(said)
    assert "Der Satz." == german.render("Der Satz.")


def test_counted_sentences_nest(german: Language) -> None:
    """A frame within a frame is said in the language as well."""
    inner = message(
        "Only text that nobody has verified speaks against it; check it: {first}", first="X."
    )
    said = plural_message(
        2, "{sentence} (and {count} more)", "{sentence} (and {count} more)", sentence=inner
    )

    assert said.endswith("X. (and 2 more)")
    assert german.render(said).endswith("prüfen Sie ihn: X. (und 2 weitere)")


def test_a_message_travels(german: Language) -> None:
    """Another process gets template and slots along with the sentence."""
    said = plural_message(2, "{count} norm", "{count} norms")

    again = pickle.loads(pickle.dumps(said))  # noqa: S301 - our own bytes

    assert (said, hash(said), said.slots) == (again, hash(again), again.slots)
    assert "2 norms" == str(again)
    assert german.render(said) == german.render(again)


def test_a_message_never_changes() -> None:
    """What a message says cannot be set, and neither can what fills its slots."""
    said = message("Law of {place}", place="Zedland")

    with pytest.raises(AttributeError, match="never changes"):
        said.template = "Other law"
    with pytest.raises(TypeError):
        said.slots["place"] = "Ayland"  # type: ignore[index]
    assert "Law of Ayland" == said.fill(place="Ayland")
    assert "Law of Zedland" == said


def test_an_open_message_is_filled_later(german: Language) -> None:
    """A table holds messages with open slots; a plural waits for its count."""
    said = Message("{count} governing finding", plural="{count} governing findings")

    assert "{count} governing finding" == said
    wanted = ["1 maßgeblicher Befund", "2 maßgebliche Befunde"]
    assert wanted == [german.render(said.fill(count=n)) for n in (1, 2)]


def test_the_laws_words_are_told_apart(german: Language) -> None:
    """In pieces, the law's words are marked, at any depth; names and layout are not."""
    cited = series([LawText("Z. R. 1"), LawText("Z. R. 2")])
    said = message("{authority} in {place}", authority=cited, place="Zedland")

    assert german.pieces(said) == (
        Piece("Z. R. 1", is_law=True),
        Piece("; "),
        Piece("Z. R. 2", is_law=True),
        Piece(" ("),
        Piece("Zedland"),
        Piece(")"),
    )
    assert "".join(piece.text for piece in german.pieces(said)) == german.render(said)


def test_a_layout_is_the_same_everywhere(brackets: Language) -> None:
    """What only sets texts together is never looked up, and what it holds is."""
    said = layout("{authority} [{weight}]", authority="Z. R. 1", weight=message("binding"))

    assert f"Z. R. 1 [{brackets.render(message('binding'))}]" == brackets.render(said)


def test_an_empty_message_is_empty(german: Language) -> None:
    """The head of a catalogue, which stands under the empty message, is nobody's sentence."""
    assert "" == german.render(message(""))


def test_paper() -> None:
    """Americans print on letter paper, others on A4."""
    sizes = {one.tag: one.prints_on_letter for one in (ENGLISH, BRITISH, AMERICAN, Language("de"))}

    assert {"en": True, "en-GB": False, "en-US": True, "de": False} == sizes
