"""A memo as one HTML page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from advisor.i18n import LAW
from advisor.reports.memo.links import is_web_address
from advisor.reports.memo.memo_blocks import (
    Callout,
    Fields,
    Heading,
    MemoBlock,
    MemoPoints,
    MemoTable,
    Paragraph,
    Signature,
)

if TYPE_CHECKING:
    from advisor.i18n import SentencePiece
    from advisor.reports.memo.memo_blocks import Memo, MemoPoint, Note, Sentence

_JOINER = "\u2060"
"""Keeps the call of a note on the line of the word before it."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def stylesheet(name: str) -> str:
    """Read one of the stylesheets that travel beside this module."""
    return files("advisor.reports.memo").joinpath(name).read_text(encoding="utf-8")


def memo_html(memo: Memo) -> str:
    """Write a memo for a screen and for a browser's printer, its notes at the end."""
    return _page(memo, _Ends(memo), stylesheet("memo.css") + stylesheet("screen.css"))


def printed_page(memo: Memo) -> str:
    """Write a memo for a typesetter, each note where it is called, to fall to the page's foot."""
    feet = _Feet({note.number: note for note in memo.notes})
    return _page(memo, feet, _paper(memo))


def printed_with_ends(memo: Memo) -> str:
    """Write a memo for a typesetter, its notes at the end."""
    return _page(memo, _Ends(memo), _paper(memo))


def _paper(memo: Memo) -> str:
    size = "letter" if memo.is_letter_size else "A4"
    return f"{stylesheet('memo.css')}{stylesheet('paper.css')}@page {{ size: {size}; }}\n"


class _Ends:
    """Notes that are called by number and stand at the end."""

    def __init__(self, memo: Memo) -> None:
        self._name, self._back = memo.note_name, memo.note_back

    def call(self, numbers: Iterable[int]) -> str:
        return "".join(
            f'<sup><a class="call" id="call-{n}" href="#note-{n}" role="doc-noteref" '
            f'aria-label="{escape(self._name.format(number=n))}">{n}</a></sup>'
            for n in numbers
        )

    def end(self, memo: Memo) -> Iterator[str]:
        if not memo.notes:
            return
        yield '<section role="doc-endnotes" class="notes" aria-labelledby="notes">'
        yield f'<h2 id="notes">{_words(memo.notes_title)}</h2>'
        yield "<ol>"
        for note in memo.notes:
            back = (
                f'<a class="back" href="#call-{note.number}" role="doc-backlink" '
                f'aria-label="{escape(self._back.format(number=note.number))}">↩</a>'
            )
            yield f'<li id="note-{note.number}">{_citations(note)} {back}</li>'
        yield "</ol></section>"


class _Feet:
    """Notes that stand where they are called; the typesetter numbers and moves them."""

    def __init__(self, notes: dict[int, Note]) -> None:
        self._notes = notes

    def call(self, numbers: Iterable[int]) -> str:
        return "".join(
            f'{_JOINER}<span class="foot">{_citations(self._notes[number])}</span>'
            for number in numbers
        )

    def end(self, memo: Memo) -> Iterator[str]:
        del memo
        return iter(())


def _page(memo: Memo, notes: _Ends | _Feet, style: str) -> str:
    title = f"{escape(memo.title.text)}: {escape(memo.subject.text)}"
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(memo.language)}">',
        '<head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{title}</title>",
        f"<style>{style}</style></head>",
        '<body><main><header class="top">',
        f'<p class="draft">{_words(memo.draft)}</p>',
        f"<h1>{_words(memo.title)}</h1>",
        *_block(memo.head, notes),
        "</header>",
    ]
    for block in memo.blocks:
        lines.extend(_block(block, notes))
    return "\n".join([*lines, *notes.end(memo), "</main></body></html>", ""])


def _words(one: Sentence) -> str:
    words = "".join(map(_piece, one.pieces)) or escape(one.text)
    if is_web_address(one.link):
        words = f'<a href="{escape(one.link)}">{words}</a>'
    return words


def _piece(piece: SentencePiece) -> str:
    text = escape(piece.text)
    return f'<span lang="{LAW}">{text}</span>' if piece.is_law else text


def _citations(note: Note) -> str:
    return " ".join(_words(one) for one in note.citations)


def _sentence(one: Sentence, notes: _Ends | _Feet) -> str:
    words = _words(one)
    if one.strong:
        words = f"<strong>{words}</strong>"
    return words + notes.call(one.notes)


def _line(sentences: Iterable[Sentence], notes: _Ends | _Feet) -> str:
    return " ".join(_sentence(one, notes) for one in sentences)


def _block(block: MemoBlock, notes: _Ends | _Feet) -> Iterator[str]:
    match block:
        case Heading():
            number = f'<span class="number">{escape(block.number)}</span> ' if block.number else ""
            level = block.level + 1
            yield f"<h{level}>{number}{_sentence(block.text, notes)}</h{level}>"
        case Paragraph():
            kind = ' class="aside"' if block.aside else ""
            yield f"<p{kind}>{_line(block.sentences, notes)}</p>"
        case Callout():
            yield f'<div class="answer {block.tone.value}">'
            yield f'<p class="word">{_sentence(block.word, notes)}</p>'
            yield f"<p>{_line(block.sentences, notes)}</p></div>"
        case MemoPoints():
            yield from _points(block.items, notes)
        case MemoTable():
            yield from _table(block, notes)
        case Fields():
            yield '<dl class="head">'
            for key, value in block.rows:
                yield f"<div><dt>{_words(key)}</dt><dd>{_sentence(value, notes)}</dd></div>"
            yield "</dl>"
        case Signature():
            yield from _signature(block)


def _points(items: Iterable[MemoPoint], notes: _Ends | _Feet) -> Iterator[str]:
    yield "<ul>"
    for item in items:
        yield f"<li>{_line(item.sentences, notes)}"
        if item.of:
            yield from _points(item.of, notes)
        yield "</li>"
    yield "</ul>"


def _table(table: MemoTable, notes: _Ends | _Feet) -> Iterator[str]:
    kind = ' class="grouped"' if table.grouped else ""
    yield f"<table{kind}><caption>{_words(table.title)}</caption><colgroup>"
    total = sum(table.widths)
    yield "".join(f'<col style="width:{width * 100 / total:.4g}%">' for width in table.widths)
    head = "".join(f'<th scope="col">{_sentence(one, notes)}</th>' for one in table.head)
    yield f"</colgroup><thead><tr>{head}</tr></thead>"
    for group in table.groups():
        yield "<tbody>"
        for index, row in enumerate(group):
            cells = "".join(f"<td>{_sentence(one, notes)}</td>" for one in row[1:])
            if index == 0:
                scope = "rowgroup" if len(group) > 1 else "row"
                span = f' rowspan="{len(group)}"' if len(group) > 1 else ""
                cells = f'<th scope="{scope}"{span}>{_sentence(row[0], notes)}</th>{cells}'
            yield f"<tr>{cells}</tr>"
        yield "</tbody>"
    yield "</table>"


def _signature(block: Signature) -> Iterator[str]:
    yield '<div class="review"><ul class="choices">'
    for one in block.choices:
        yield f'<li><span class="box" aria-hidden="true"></span>{_words(one)}</li>'
    yield "</ul>"
    for one in block.lines:
        yield f'<p class="line"><span>{_words(one)}</span><span class="rule"></span></p>'
    yield "</div>"
