"""The blocks of a paper as paragraphs, lists, tables and footnotes of Word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches, Mm, RGBColor, Twips

from advisor.reports.document import (
    Callout,
    Fields,
    Heading,
    Paragraph,
    Points,
    ReportTable,
    Signature,
    TextBlock,
    Tone,
)
from advisor.reports.render.as_paper import Paper
from advisor.reports.render.word.inline import add_field, call, footnote, sentence_runs
from advisor.reports.render.word.parts import footnotes, look
from advisor.reports.render.word.tables import write_table

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph as WordParagraph

    from advisor.reports.document import Point, Sentence

_COLOURS = {
    Tone.AGAINST: ("9B1C1C", "FBF2F1"),
    Tone.CHECK: ("6A2A7A", "F8F1FA"),
    Tone.OPEN: ("7A5200", "FDF7E8"),
    Tone.FOR: ("2F6B3A", "F0F7F1"),
    Tone.QUIET: ("5B616B", "F4F5F7"),
}
_BULLETS = ("List Bullet", "List Bullet 2", "List Bullet 3")
_LETTER = Inches(8.5), Inches(11)
_A4 = Mm(210), Mm(297)
_NO_DAY = datetime(1980, 1, 1, tzinfo=UTC)
_AFTER_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


class DocxWriter:
    """One document while it is written."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.document = docx.Document()
        look(self.document, paper.language.tag)
        self._notes = {note.number: note for note in paper.notes}
        self._footnotes = footnotes(self.document)

    def write(self) -> None:
        """Write the whole paper."""
        self._about()
        self._page()
        front = self.paper.front
        if front.draft.text:
            self._line([front.draft], "Memo Draft")
        self._line([front.title], "Title")
        for block in (front.head, *self.paper.blocks):
            self._block(block)

    def _about(self) -> None:
        about = self.document.core_properties
        about.title = self.paper.title
        about.subject = self.paper.front.draft.text
        about.author = about.last_modified_by = "Advisor"
        about.comments = about.keywords = ""
        about.language = self.paper.language.tag
        about.created = about.modified = _NO_DAY

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = (
            _LETTER if self.paper.language.prints_on_letter else _A4
        )
        section.left_margin = section.right_margin = Inches(1)
        section.top_margin = section.bottom_margin = Inches(0.8)
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].add_run(self.paper.front.subject.text)
        for footer in (section.footer, section.first_page_footer):
            paragraph = footer.paragraphs[0]
            paragraph.style = "Footer"
            paragraph._p.append(add_field("PAGE"))  # noqa: SLF001 - python-docx has no fields
            paragraph.add_run(" / ")
            paragraph._p.append(add_field("NUMPAGES"))  # noqa: SLF001 - likewise

    def _block(self, block: TextBlock) -> None:
        match block:
            case Heading():
                lead = f"{block.number} " if block.number else ""
                self._line([block.text], f"Heading {block.level}", lead=lead)
            case Paragraph():
                self._line(block.sentences, "Memo Aside" if block.aside else "Normal")
            case Callout():
                self._answer(block)
            case Points():
                self._points(block.items, 0)
            case ReportTable():
                write_table(block, self.document, self._add)
            case Fields():
                self._fields(block)
            case Signature():
                self._signature(block)
            case _:
                assert_never(block)

    def _line(self, sentences: Sequence[Sentence], style: str, *, lead: str = "") -> WordParagraph:
        paragraph = self.document.add_paragraph(lead, style=style)
        for index, sentence in enumerate(sentences):
            if index:
                paragraph.add_run(" ")
            self._add(paragraph, sentence)
        return paragraph

    def _add(self, paragraph: WordParagraph, sentence: Sentence) -> None:
        inside = paragraph._p  # noqa: SLF001 - python-docx has neither links nor footnotes
        inside.extend(sentence_runs(sentence, self.document.part))
        for number in sentence.notes:
            inside.append(call(number))
            self._footnotes.element.append(footnote(self._notes[number], self._footnotes))

    def _fields(self, block: Fields) -> None:
        for key, value in block.rows:
            paragraph = self.document.add_paragraph(style="Memo Head")
            paragraph.add_run(f"{key.text}:", style="Strong")
            paragraph.add_run("\t")
            self._add(paragraph, value)

    def _answer(self, block: Callout) -> None:
        bar, ground = _COLOURS[block.tone]
        word = self.document.add_paragraph(style="Memo Answer Word")
        word.add_run(block.word.text).font.color.rgb = RGBColor.from_string(bar)
        for paragraph in (word, self._line(block.sentences, "Memo Answer")):
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - no public way to a border
            border = (
                f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="4" w:space="4" '
                f'w:color="{ground}"/><w:left w:val="single" w:sz="32" w:space="8" '
                f'w:color="{bar}"/><w:bottom w:val="single" w:sz="4" w:space="4" '
                f'w:color="{ground}"/></w:pBdr>'
            )
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ground}"/>'
            properties.insert_element_before(parse_xml(border), *_AFTER_BORDER)
            properties.insert_element_before(parse_xml(shade), *_AFTER_BORDER[1:])
        self.document.add_paragraph().paragraph_format.space_after = Twips(0)

    def _points(self, items: Iterable[Point], depth: int) -> None:
        for item in items:
            self._line(item.sentences, _BULLETS[min(depth, len(_BULLETS) - 1)])
            self._points(item.of, depth + 1)

    def _signature(self, block: Signature) -> None:
        choices = "      ".join(f"☐ {choice.text}" for choice in block.choices)
        self.document.add_paragraph(choices, style="Memo Line")
        for line in block.lines:
            self._line([line], "Memo Line").add_run("\t\t")
