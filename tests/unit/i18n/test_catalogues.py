"""Every catalogue is whole: nothing missing, nothing left over, every slot in its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

import advisor
from advisor.i18n import tags
from advisor.i18n.po import MessageKey, read
from docs.translate.__main__ import updated
from docs.translate.extraction import UnextractableMessage, catalogue, python_messages

CATALOGUES = sorted(Path(advisor.__file__).parent.joinpath("i18n").glob("*.po"))


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Extract what is to be translated out of the code."""
    return catalogue()


@pytest.fixture(scope="module")
def messages(template: Catalog) -> dict[MessageKey, tuple[str, str]]:
    """Return the singular and the plural of each message by its key."""
    found = {}
    for one in template:
        if one.id:
            singular, plural = (one.id, "") if isinstance(one.id, str) else one.id
            found[one.context or "", singular] = singular, plural
    return found


def test_a_second_language_exists() -> None:
    """German is there, beside the English of the code."""
    assert ("en", "en-GB", "en-US", "de") == tags()


def test_messages_are_found(messages: dict[MessageKey, tuple[str, str]]) -> None:
    """Every way of making a message is read: alone, counted, in a table, under a name."""
    assert ("memo: title", "Memorandum") in messages
    assert ("verdict", "STOP") in messages
    assert ("", "{words} and {last}") in messages
    assert ("memo: answer.besides", "{count} more points{hint}") not in messages
    assert messages["", "{count} governing finding"] == (
        "{count} governing finding",
        "{count} governing findings",
    )


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_is_up_to_date(path: Path, template: Catalog) -> None:
    """The file holds what the code says, and nothing else, as the tool would write it."""
    assert updated(path, template) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_missing(path: Path, messages: dict[MessageKey, tuple[str, str]]) -> None:
    """Every sentence of the frame has its translation; that slots agree, reading holds."""
    found = read(path.read_text(encoding="utf-8"))

    assert [] == list(found.untranslated)
    assert [] == sorted(messages.keys() - found.entries.keys())


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_nothing_is_left_over(path: Path, messages: dict[MessageKey, tuple[str, str]]) -> None:
    """No entry translates a sentence that is not said any more, not even as obsolete."""
    text = path.read_text(encoding="utf-8")

    assert [] == sorted(read(text).entries.keys() - messages.keys())
    assert "#~" not in text


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_plurals_are_plurals(path: Path, messages: dict[MessageKey, tuple[str, str]]) -> None:
    """What counts has a form for each number, and nothing else has."""
    entries = read(path.read_text(encoding="utf-8")).entries

    forms = {key: len(entries[key].forms) for key in messages}

    assert {key: 2 if plural else 1 for key, (_, plural) in messages.items()} == forms


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_ends_as_english_does(path: Path, messages: dict[MessageKey, tuple[str, str]]) -> None:
    """A full stop, a colon or a question mark stands where the English sentence has it."""
    entries = read(path.read_text(encoding="utf-8")).entries

    strays = [
        text
        for key, (singular, _) in messages.items()
        for text in entries[key].forms
        if singular[-1:] in ".:?" and text[-1:] not in f"{singular[-1]}.)"
    ]

    assert [","] == strays, "only the decimal mark differs"


@pytest.mark.parametrize(
    "call",
    [
        'message(f"Law of {place}")',
        'message("Law of " + place)',
        "message(text)",
        'plural_message(2, one, "{count} norms")',
        'messages(context, {1: "a"})',
        'layout("{a} and {b}", a=a, b=b)',
    ],
)
def test_what_nobody_could_translate_is_refused(call: str, tmp_path: Path) -> None:
    """A sentence that is put together in the code is an error, with its line."""
    module = tmp_path / "module.py"
    names = "layout, message, messages, plural_message"
    module.write_text(f"from advisor.i18n import {names}\n{call}\n", encoding="utf-8")

    with module.open("rb") as file, pytest.raises(UnextractableMessage, match="line 2: "):
        list(python_messages(file, {}, (), {}))


def test_an_update_keeps_what_was_translated(tmp_path: Path, template: Catalog) -> None:
    """A new file has every message; what was translated stays; what was said before is kept."""
    path = tmp_path / "nl.po"
    path.write_text(updated(path, template), encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    known = 'msgctxt "answer"\nmsgid "yes"\nmsgstr "'
    assert f'{known}"' in text
    text = text.replace(f'{known}"', f'{known}ja"')
    path.write_text(f'{text}\nmsgid "Said no more."\nmsgstr "Weg."\n', encoding="utf-8")

    again = updated(path, template)

    assert f'{known}ja"' in again
    assert '#~ msgid "Said no more."\n#~ msgstr "Weg."' in again
    assert "ja" == read(again).entries["answer", "yes"].forms[0]
