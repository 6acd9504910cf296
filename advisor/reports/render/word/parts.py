"""The parts of a Word file that python-docx has no words for: the look, the footnotes."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from advisor.i18n import LAW

if TYPE_CHECKING:
    from docx.document import Document

_SEPARATORS = {-1: "separator", 0: "continuationSeparator"}


def look(document: Document, language: str) -> None:
    """Put our styles and bullets in the place of the template's, to be spelt in a language."""
    styles = document.styles.element
    _replace(styles, "styles.xml")
    if language != LAW:
        for told in styles.iter(qn("w:lang")):
            told.set(qn("w:val"), language)
    _replace(document.part.numbering_part.element, "numbering.xml")


def _replace(element: Any, name: str) -> None:  # noqa: ANN401 - an XML element
    text = files("advisor.reports.render.word").joinpath(name).read_bytes()
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(text)))


def footnotes(document: Document) -> XmlPart:
    """
    Return the document a footnotes part, with the separators that Word wants in it.

    ECMA-376, part 1, section 11.3.7; python-docx 1.2 has no footnotes of its own.
    """
    root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
    for number, kind in _SEPARATORS.items():
        root.append(
            parse_xml(
                f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
                '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
                f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
            )
        )
    name, package = PackURI("/word/footnotes.xml"), document.part.package
    part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, root, package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    settings = document.settings.element
    told = "".join(f'<w:footnote w:id="{number}"/>' for number in _SEPARATORS)
    compat = settings.find(qn("w:compat"))
    compat.addprevious(parse_xml(f"<w:footnotePr {nsdecls('w')}>{told}</w:footnotePr>"))
    return part
