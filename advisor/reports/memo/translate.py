"""A memo in another language: every frame said again, every word of the law as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from advisor.i18n import AsWritten, Language, SentencePiece
from advisor.reports.memo.frames import FRAMES
from advisor.reports.memo.memo_blocks import (
    Callout,
    Fields,
    Heading,
    Memo,
    MemoBlock,
    MemoPoint,
    MemoPoints,
    MemoTable,
    Note,
    Paragraph,
    Sentence,
    Signature,
)
from advisor.values import replace

CONTEXT = "memo: "
"""Stands before the name of a frame, to tell a translator where it is said."""
_ONE, _MANY = ".one", ".many"
_LAWS_OWN = frozenset(
    ("act", "authorities", "authority", "means", "pinpoint", "question", "quote", "words")
)
"""The holes that only words of the law ever fill."""


def translate_memo(memo: Memo, language: Language) -> Memo:
    """Say a memo that was written in English in another language."""
    if language.translations is None:
        return replace(memo, language=language.tag, is_letter_size=language.prints_on_letter)
    teller = _Teller(language, FRAMES, CONTEXT)
    return teller.memo(memo)


class _Teller:
    """Says the frames of one catalogue in one language."""

    def __init__(self, language: Language, frames: Mapping[str, str], context: str) -> None:
        self.language = language
        self.frames = frames
        self.context = context

    def memo(self, memo: Memo) -> Memo:
        return replace(
            memo,
            title=self.sentence(memo.title),
            subject=self.sentence(memo.subject),
            draft=self.sentence(memo.draft),
            notes_title=self.sentence(memo.notes_title),
            head=self.fields(memo.head),
            blocks=tuple(map(self.block, memo.blocks)),
            notes=tuple(Note(one.number, self.line(one.citations)) for one in memo.notes),
            language=self.language.tag,
            note_name=self.frame("notes.name", {}),
            note_back=self.frame("notes.back", {}),
            is_letter_size=self.language.prints_on_letter,
        )

    def frame(self, name: str, holes: Mapping[str, str]) -> str:
        """Find a frame; two that differ by a count are two forms of one."""
        stem, one, many = name, f"{name}{_ONE}", f"{name}{_MANY}"
        for ending in (_ONE, _MANY):
            if name.endswith(ending):
                stem = name.removesuffix(ending)
                one, many = f"{stem}{_ONE}", f"{stem}{_MANY}"
        if one in self.frames and many in self.frames:
            count = int(holes.get("count", "1"))
            return self.language.form(
                count, self.frames[one], self.frames[many], f"{self.context}{stem}"
            )
        return self.language.frame(self.frames[name], f"{self.context}{name}")

    def sentence(self, one: Sentence) -> Sentence:
        if one.pieces:
            return one
        if not one.frame:
            return (
                replace(one, pieces=(SentencePiece(one.text, is_law=True),)) if one.is_law else one
            )
        holes = dict(one.holes)
        law = {
            name: AsWritten(words) if name in _LAWS_OWN else words for name, words in holes.items()
        }
        count = {"count": "1"} if "count" not in law else {}
        pieces = self.language.pieces(self.frame(one.frame, holes), {**law, **count})
        return replace(one, text="".join(piece.text for piece in pieces), pieces=pieces)

    def line(self, sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(map(self.sentence, sentences))

    def fields(self, fields: Fields) -> Fields:
        rows = ((self.sentence(key), self.sentence(value)) for key, value in fields.rows)
        return Fields(tuple(rows))

    def point(self, point: MemoPoint) -> MemoPoint:
        return MemoPoint(self.line(point.sentences), tuple(map(self.point, point.of)))

    def block(self, block: MemoBlock) -> MemoBlock:
        match block:
            case Heading():
                return replace(block, text=self.sentence(block.text))
            case Paragraph():
                return replace(block, sentences=self.line(block.sentences))
            case Callout():
                word = self.sentence(block.word)
                return replace(block, word=word, sentences=self.line(block.sentences))
            case MemoPoints():
                return MemoPoints(tuple(map(self.point, block.items)))
            case MemoTable():
                return replace(
                    block,
                    title=self.sentence(block.title),
                    head=self.line(block.head),
                    rows=tuple(map(self.line, block.rows)),
                )
            case Fields():
                return self.fields(block)
            case Signature():
                return Signature(self.line(block.choices), self.line(block.lines))
            case _:
                assert_never(block)
