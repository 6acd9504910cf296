"""Tables of Word: headings that repeat, cells that rows share, a name to be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from advisor.reports.document import cell_text
from advisor.reports.render.as_paper import cell_sentence

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Row
    from docx.text.paragraph import Paragraph

    from advisor.reports.document import Cell, ReportTable, Sentence


def write_table(
    block: ReportTable, document: Document, add: Callable[[Paragraph, Sentence], None]
) -> None:
    """Write a table; `add` puts a sentence into a paragraph."""
    made = document.add_table(rows=1, cols=len(block.head), style="Memo Table")
    made.autofit = False
    _name(made, cell_text(block.title))
    total = sum(block.widths)
    line = _line(document)
    widths = [line * width // total for width in block.widths]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Twips(width)

    def fill(row: _Row, cells: Sequence[Cell | None]) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public way
        for cell, words, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Twips(width)
            paragraph = cell.paragraphs[0]
            paragraph.style = "Memo Table Text"
            if words is not None:
                add(paragraph, cell_sentence(words))

    fill(made.rows[0], block.head)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - no public way
    for group in block.groups():
        for index, cells in enumerate(group):
            row = made.add_row()
            fill(row, cells if index == 0 else (None, *cells[1:]))
            if len(group) > 1:
                _share(row, first=index == 0)
    document.add_paragraph().paragraph_format.space_after = Twips(0)


def _line(document: Document) -> int:
    """Measure the paper between its margins, in twentieths of a point."""
    section = document.sections[0]
    wide = (section.page_width, section.left_margin, section.right_margin)
    paper, left, right = (0 if item is None else item.twips for item in wide)
    return paper - left - right


def _name(made: WordTable, title: str) -> None:
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    made._tbl.tblPr.append(caption)  # noqa: SLF001 - no public way


def _share(row: _Row, *, first: bool) -> None:
    """Let the first cell of a row be one with that of the row above, or begin such a run."""
    merge = OxmlElement("w:vMerge")
    merge.set(qn("w:val"), "restart" if first else "continue")
    row.cells[0]._tc.get_or_add_tcPr().append(merge)  # noqa: SLF001 - no public way that keeps the cell empty
