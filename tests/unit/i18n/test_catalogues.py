"""Every catalogue is whole: nothing missing, nothing left over, every slot in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import advisor
from advisor.i18n.catalog import CatalogMessage
from advisor.i18n.extract import extract_messages
from advisor.i18n.lookup import tags
from advisor.i18n.po_file import read_po

ADVISOR = Path(advisor.__file__).parent
CATALOGUES = sorted(ADVISOR.joinpath("words").glob("*.po"))


@pytest.fixture(scope="module")
def messages() -> dict[tuple[str, str], CatalogMessage]:
    """Gather what is to be translated out of the code."""
    return {key: message for key, (message, _) in extract_messages(ADVISOR).items()}


def test_a_second_language_exists() -> None:
    """German is there, beside the English of the code."""
    assert ("en", "en-GB", "en-US", "de") == tags()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_missing(path: Path, messages: dict[tuple[str, str], CatalogMessage]) -> None:
    """Every sentence of the frame has its translation; that slots agree, reading holds."""
    found = read_po(path.read_text(encoding="utf-8"))

    assert [] == list(found.untranslated)
    assert [] == sorted(messages.keys() - found.catalogue.entries.keys())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_left_over(path: Path, messages: dict[tuple[str, str], CatalogMessage]) -> None:
    """No entry translates a sentence that is not said any more."""
    found = read_po(path.read_text(encoding="utf-8"))

    assert [] == sorted(found.catalogue.entries.keys() - messages.keys())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_plurals_are_plurals(path: Path, messages: dict[tuple[str, str], CatalogMessage]) -> None:
    """What counts has a form for each number, and nothing else has."""
    entries = read_po(path.read_text(encoding="utf-8")).catalogue.entries

    forms = {key: len(entries[key]) for key in messages}

    assert {key: 2 if one.many else 1 for key, one in messages.items()} == forms


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_ends_as_english_does(path: Path, messages: dict[tuple[str, str], CatalogMessage]) -> None:
    """A full stop, a colon or a question mark stands where the English sentence has it."""
    entries = read_po(path.read_text(encoding="utf-8")).catalogue.entries

    strays = [
        text
        for key, message in messages.items()
        for text in entries[key]
        if message.one[-1:] in ".:?" and text[-1:] not in f"{message.one[-1]}.)"
    ]

    assert [","] == strays, "only the decimal mark differs"
