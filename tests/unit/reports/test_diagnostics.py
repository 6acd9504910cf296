"""Diagnostics as people see them."""

from __future__ import annotations

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.reports.render.diagnostics import WIDEST, render_diagnostics, width


def problem(at: Span, what: str = "something is wrong") -> Diagnostic:
    """Make a diagnostic at a place."""
    return Diagnostic("unknown-fact", at, what, "it matters", "mend it")


def test_four_parts_under_one_another() -> None:
    """Where and what, the words themselves, why and fix."""
    at = Span("a.yaml", 14, 7, 10, "      dog: 1")

    assert render_diagnostics([problem(at, "no fact is named `dog`")]) == (
        "a.yaml:14:7: error[unknown-fact]: no fact is named `dog`\n"
        "   |\n"
        "14 |       dog: 1\n"
        "   |       ^^^\n"
        "   = why: it matters\n"
        "   = fix: mend it\n"
    )


def test_nothing_is_shown_where_there_is_no_line() -> None:
    """A problem of a whole file has no words to underline."""
    assert render_diagnostics([problem(Span("a.yaml"))]) == (
        "a.yaml:1:1: error[unknown-fact]: something is wrong\n"
        "  = why: it matters\n"
        "  = fix: mend it\n"
    )


def test_several_stand_apart_and_none_is_empty() -> None:
    """A blank line parts them; of none there is no text."""
    one = render_diagnostics([problem(Span("a.yaml"))])

    assert f"{one}\n{one}" == render_diagnostics([problem(Span("a.yaml"))] * 2)
    assert "" == render_diagnostics([])


def test_wide_letters_are_underlined_whole() -> None:
    """East Asian letters take two columns, accents none."""
    line, marks = render_diagnostics([problem(Span("a", 1, 4, 6, "日e\u0301日本x"))]).splitlines()[
        2:4
    ]

    assert "1 | 日e\u0301日本x" == line
    assert "  |    ^^^^" == marks


def test_long_lines_are_cut_around_the_words() -> None:
    """A line of a million letters shows those that are meant."""
    text = "x" * 500_000 + "HERE" + "y" * 500_000

    line, marks = render_diagnostics([problem(Span("a", 1, 500_001, 500_005, text))]).splitlines()[
        2:4
    ]

    start = marks.index("^")
    assert "HERE" == line[start : start + marks.count("^")]
    assert width(line) < WIDEST + 10
    assert line.startswith("1 | …")
    assert line.endswith("…")


def test_words_longer_than_the_line_are_underlined_as_far_as_they_show() -> None:
    """The marks end where the line does."""
    text = "x" * 5_000

    line, marks = render_diagnostics([problem(Span("a", 1, 1, 5_001, text))]).splitlines()[2:4]

    assert line.count("x") == marks.count("^") == WIDEST


def test_nothing_steers_the_terminal() -> None:
    """Neither excerpts nor words carry an escape to the screen."""
    at = Span("\x1b[2J.yaml", 1, 1, 2, "\x1b]0;title\x07\u202e\x9b31m\ttab")

    said = render_diagnostics([problem(at, "no `\x1b[31m` here\r\n")])

    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\t", "\r"} & set(said)


def test_warnings_say_that_they_are() -> None:
    """What stops nothing is not called an error."""
    one = Diagnostic("same-norm", Span("a"), "what", "why", "fix", Severity.WARNING)

    assert "a:1:1: warning[same-norm]: what" == render_diagnostics([one]).splitlines()[0]


def test_colour_is_asked_for() -> None:
    """Plain text has no escapes, coloured text has the same words."""
    at = Span("a.yaml", 1, 1, 4, "dog: 1")

    assert "\x1b[" not in render_diagnostics([problem(at)])
    assert "\x1b[1;31merror[unknown-fact]\x1b[0m" in render_diagnostics([problem(at)], color=True)
