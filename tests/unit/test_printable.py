"""One policy for characters that are obeyed rather than shown."""

from __future__ import annotations

import sys

import pytest

from advisor.printable import printable, printable_line


@pytest.mark.parametrize(
    "text", ["\x1b[31m", "\x9b31m", "\u202e", "\u2066", "\x00", "\x7f", "\u200b", "\x85", "\u2028"]
)
def test_controls_are_shown(text: str) -> None:
    """Nothing that steers a terminal or turns the writing round survives."""
    assert printable(text).isprintable()
    assert "\\" in printable(text)


def test_a_break_is_a_space() -> None:
    """A name with a line break stays on its line."""
    assert "a b" == printable("a\nb")


@pytest.mark.parametrize("text", ["Zoë", "日本語", "[red]", "<script>", "§ 5"])
def test_letters_stay(text: str) -> None:
    """Letters and signs of every language stay as they are."""
    assert text == printable(text)


def test_every_character_is_shown_on_one_line() -> None:
    """No character of Unicode steers, breaks the line, or vanishes."""
    every = [printable(chr(code)) for code in range(sys.maxunicode + 1)]

    assert all(shown and shown.isprintable() for shown in every)


def test_what_differs_looks_different() -> None:
    """Two names that differ in a hidden character are two names to the reader."""
    assert "Ann\\u202e" == printable_line("Ann\u202e") != printable_line("Ann\u202d")
    assert printable("Ann") == printable_line(" Ann\n")
