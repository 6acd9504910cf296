"""Pages on a terminal."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len
from unit.reports.makers import FindingMaker, OpinionMaker

from advisor.model.law import Law
from advisor.printable import printable
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReasonNode,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    SideBySide,
    Tone,
    Tree,
)
from advisor.reports.opinions import opinion_page
from advisor.reports.render.markdown import markdown
from advisor.reports.render.plain_text import plain_text
from advisor.reports.render.terminal import MEASURE, terminal

HOSTILE = ("<script>alert(1)</script>", "[red]x[/red]", "a\x1b[2Jb", "日本語の名前", "x" * 300)
ESCAPE = "\x1b"
OWN_LINK = re.compile(r"(?<!\\)\]\(<https://bar\.example/[\w/]+>\)")


def everything() -> ReportDocument:
    """Make a page with a block of every shape and words that do not break well."""
    long = "supercalifragilistic" * 8
    entry = FindingEntry(
        "breached",
        Tone.AGAINST,
        f"A sentence with {long} in it",
        (Line(Role.CITE, "Op. 1", "https://bar.example/1"), Line(Role.CAVEAT, "Mind.")),
        (ReasonNode("holds", Tone.FOR, long, "asked?", (ReasonNode("x", Tone.OPEN, "deep"),)),),
    )
    table = ReportTable("t", ("a", "b"), (("one", long), ("two", "2")))
    blocks = (
        entry,
        SideBySide("act", entry, entry),
        table,
        Tree(entry.tree),
        Line(Role.NOTE, long),
    )
    return ReportDocument(
        Banner("STOP", Tone.AGAINST, "binding", long), (Section("S", Tone.OPEN, blocks),)
    )


@pytest.mark.parametrize("width", [1, 40, 41, 50, 80, 133, 200, 1000])
def test_nothing_is_wider_than_the_screen(width: int) -> None:
    """No line runs over, on any screen between 40 and 200 columns."""
    room = max(40, min(width, 200))

    assert max(map(cell_len, terminal(everything(), width=width).splitlines())) <= room


@pytest.mark.parametrize("width", [40, 80])
def test_plain_fits(width: int) -> None:
    """The page for the ear fits too."""
    assert max(map(len, plain_text(everything(), width=width).splitlines())) <= width


def test_no_colour_no_codes() -> None:
    """Without colour the output is text and nothing else."""
    assert ESCAPE not in terminal(everything())


def test_colour_does_not_change_the_words() -> None:
    """Colour adds codes and changes no word."""
    coloured = terminal(everything(), colour=True)
    stripped = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", coloured)

    assert ESCAPE in coloured
    assert [line.strip() for line in terminal(everything()).splitlines()[1:]] == [
        line.strip() for line in stripped.splitlines()[1:]
    ]


def test_columns_where_they_fit() -> None:
    """Conflicts stand side by side on a wide screen and one below the other on a narrow one."""
    side = FindingEntry("against", Tone.AGAINST, "must not"), FindingEntry("for", Tone.FOR, "may")
    made = ReportDocument(
        Banner("X", Tone.OPEN, "", ""), (Section("S", Tone.OPEN, (SideBySide("act", *side),)),)
    )

    assert "│" in terminal(made, width=80)
    assert "│" not in terminal(made, width=40)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names(name: str, opinion: OpinionMaker, finding: FindingMaker, law: Law) -> None:
    """A recipient's name is only ever a name, whatever it looks like."""
    made = opinion_page(opinion(finding(name)), law, explain=True)
    texts = terminal(made), plain_text(made), markdown(made)

    assert not any(ESCAPE in text for text in texts)
    assert not re.search(r"(?<!\\)<", OWN_LINK.sub("", texts[2]))
    if len(name) < MEASURE:
        assert all(printable(name) in " ".join(text.split()) for text in texts[:2])


def test_plain_has_no_signs(opinion: OpinionMaker, finding: FindingMaker, law: Law) -> None:
    """For a screen reader there are words only, no signs and no boxes."""
    text = plain_text(opinion_page(opinion(finding("Ann"), finding("Bob")), law, explain=True))

    assert text.isascii()
    assert not set("│─└├✓✗|") & set(text)


def test_plain_says_the_sign() -> None:
    """What a sign says on the screen, a word says in plain text."""
    assert "Breached: A sentence" in plain_text(everything())


def test_markdown_neutralises_markup() -> None:
    """What a file says cannot become a tag, a link, emphasis or a table cell."""
    evil = "<img src=x> *a* [b](javascript:c) | ```<img src=y>` ` <b>`"
    made = ReportDocument(Banner("W", Tone.OPEN, "", evil), ())

    assert not re.search(r"(?<!\\)[<>|`\[]|(?<![\\*])\*(?!\*)", markdown(made))


def test_markdown_links_are_web_addresses() -> None:
    """Only an ordinary web address becomes a link."""
    for link, linked in (("https://bar.example/1", True), ("javascript:alert(1)", False)):
        line = Line(Role.CITE, "Op. 1", link)
        made = ReportDocument(Banner("W", Tone.OPEN, "", ""), (Section("S", Tone.OPEN, (line,)),))

        assert (f"](<{link}>)" in markdown(made)) is linked


def test_markdown_shows_a_leading_number() -> None:
    """A text that begins as a list would is shown as it stands, in whatever reads Markdown."""
    made = ReportDocument(Banner("W", Tone.OPEN, "", ""), (Section("1. Part", Tone.OPEN, ()),))

    assert "<h2>1. Part</h2>" in MarkdownIt("commonmark").render(markdown(made))
