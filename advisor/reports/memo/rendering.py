"""A memo as words in its language: what every format begins with, and the last that is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

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

if TYPE_CHECKING:
    from advisor.i18n import Language


def rendered(memo: Memo) -> Memo:
    """
    Return a memo with every message as words in its language.

    Where that is not the language of the law, the law's own words are told apart by the
    pieces of each sentence.
    """
    if memo.language.is_english:
        return memo
    renderer = _Renderer(memo.language)
    return replace(
        memo,
        title=renderer.sentence(memo.title),
        subject=renderer.sentence(memo.subject),
        draft=renderer.sentence(memo.draft),
        notes_title=renderer.sentence(memo.notes_title),
        head=renderer.fields(memo.head),
        blocks=tuple(map(renderer.block, memo.blocks)),
        notes=tuple(Note(note.number, renderer.line(note.citations)) for note in memo.notes),
        note_name=memo.language.render(memo.note_name),
        note_back=memo.language.render(memo.note_back),
    )


class _Renderer:
    """Renders the blocks of a memo in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def sentence(self, sentence: Sentence) -> Sentence:
        pieces = () if self.language.is_laws else self.language.pieces(sentence.text)
        return replace(sentence, text=self.language.render(sentence.text), pieces=pieces)

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
