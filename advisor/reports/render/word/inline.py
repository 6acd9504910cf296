"""What stands within a paragraph of Word: runs, links, fields, calls of footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from advisor.reports.web_address import is_web_address

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement

    from advisor.reports.document import Note, Sentence


_LAW = "en-US"
"""What Word calls the language of the law."""


def add_run(text: str, style: str = "", language: str = "") -> BaseOxmlElement:
    """Make words of one look; `style` is the id of a character style, `language` a tag."""
    made = OxmlElement("w:r")
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    look += f'<w:lang w:val="{language}"/>' if language else ""
    if look:
        made.append(parse_xml(f"<w:rPr {nsdecls('w')}>{look}</w:rPr>"))
    words = OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    made.append(words)
    return made


def add_runs(sentence: Sentence, style: str = "") -> list[BaseOxmlElement]:
    """Make the words of a sentence, those of the law in its language, for the spelling."""
    if not sentence.pieces:
        return [add_run(sentence.text, style)]
    return [add_run(piece.text, style, _LAW if piece.is_law else "") for piece in sentence.pieces]


def sentence_runs(sentence: Sentence, part: Part) -> list[BaseOxmlElement]:
    """Make the words of a sentence, as a link of `part` where they lead somewhere."""
    if not is_web_address(sentence.link):
        return add_runs(sentence, "Strong" if sentence.strong else "")
    link = OxmlElement("w:hyperlink")
    target = part.relate_to(sentence.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    link.extend(add_runs(sentence, "Hyperlink"))
    return [link]


def call(number: int) -> BaseOxmlElement:
    """Call a footnote by its number."""
    return parse_xml(
        f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def footnote(note: Note, part: Part) -> BaseOxmlElement:
    """Make a footnote of the part that holds them all."""
    made = parse_xml(
        f'<w:footnote {nsdecls("w")} w:id="{note.number}"><w:p>'
        '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        "</w:p></w:footnote>"
    )
    for citation in note.citations:
        made[0].append(add_run(" "))
        made[0].extend(sentence_runs(citation, part))
    return made


def add_field(code: str) -> BaseOxmlElement:
    """Make a field that the word processor fills in, such as the number of the page."""
    made = OxmlElement("w:fldSimple")
    made.set(qn("w:instr"), code)
    made.append(add_run("1"))
    return made
