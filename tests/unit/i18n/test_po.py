"""A translator's file is read strictly: each mistake is named with its line."""

from __future__ import annotations

import pytest

from advisor.i18n.po import BadCatalogue, read, translations

HEAD = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def test_reads_contexts_plurals_and_long_lines() -> None:
    """What editors write is understood: contexts, plural forms, words over several lines."""
    text = (
        f"{HEAD}#: somewhere.py\n"
        'msgctxt "month"\nmsgid "May"\nmsgstr "Mai"\n\n'
        'msgid "{count} norm"\nmsgid_plural "{count} norms"\n'
        'msgstr[0] "{count} Norm"\nmsgstr[1] ""\n"{count} "\n"Normen"\n'
    )

    found = translations(text)

    assert "Mai" == found.pgettext("month", "May")
    assert "May" == found.gettext("May")
    assert "{count} Norm" == found.ngettext("{count} norm", "{count} norms", 1)
    assert "{count} Normen" == found.ngettext("{count} norm", "{count} norms", 0)


def test_three_forms() -> None:
    """A language with three forms picks the right one by its own rule."""
    polish = (
        'msgid ""\nmsgstr "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 '
        '&& (n%100<10 || n%100>=20) ? 1 : 2);\\n"\n\n'
        'msgid "{count} norm"\nmsgid_plural "{count} norms"\n'
        'msgstr[0] "{count} norma"\nmsgstr[1] "{count} normy"\nmsgstr[2] "{count} norm"\n'
    )

    found = translations(polish)

    assert ["{count} norma", "{count} normy", "{count} norm"] == [
        found.ngettext("{count} norm", "{count} norms", count) for count in (1, 22, 5)
    ]


def test_a_fuzzy_or_empty_entry_is_left_to_english() -> None:
    """A guess of the editor's is not printed."""
    text = f'{HEAD}#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr ""\n'

    found = read(text)

    assert {} == found.entries
    assert (("", "a"), ("", "c")) == found.untranslated


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('msgid "a {day}"\nmsgstr "b"\n', 4, "slots that differ from English: day"),
        ('msgid "a"\nmsgstr "b {day}"\n', 4, "slots that differ from English: day"),
        ('msgid "a"\nmsgstr "b {"\n', 4, "braces that do not match"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 7, "a second entry for `a`"),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', 4, "1 forms where there are 2"),
        ("msgid a\n", 4, "this is no line of a catalogue"),
        ('msgid "a"\n', 4, "an entry that is not finished"),
        ('"a"\n', 4, "words that belong to no entry"),
        ('msgid "a\\q"\nmsgstr "b"\n', 4, "is no sign that can be written so"),
    ],
)
def test_names_the_line(text: str, line: int, what: str) -> None:
    """A wrong entry is refused where it stands."""
    with pytest.raises(BadCatalogue) as caught:
        read(HEAD + text)

    assert str(caught.value).startswith(f"line {line}: ")
    assert what in str(caught.value)


def test_a_header_that_does_not_count_is_refused() -> None:
    """Without the rule of plurals no count could be said."""
    with pytest.raises(BadCatalogue, match="how to count"):
        read('msgid ""\nmsgstr "Language: de\\n"\n')
