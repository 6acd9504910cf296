"""Where the sender's own words end and those of others begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.diagnostics.lines import split_lines
from advisor.mail.parse.styles import hides
from advisor.mail.signals import SignalOrigin
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CONTAINERS = (
    "blockquote,.gmail_quote,.gmail_extra,.yahoo_quoted,[id^=yahoo_quoted],.moz-forward-container,"
    ".protonmail_quote,.tutanota_quote,.zmail_extra,#OLK_SRC_BODY_SECTION,.ntes-mailmaster-quote,"
    "#isReplyContent,#isForwardContent,[class$=_quote],[class$=-quote],[name=quote]"
)
_SEPARATORS = (
    "[id$=divRplyFwdMsg],[id$=appendonsend],hr[id$=stopSpelling],.OutlookMessageHeader,"
    "#reply-intro,.moz-cite-prefix,.moz-email-headers-table,hr[id$=zwchr],"
    "div[style*='border-top'],[id=mail-editor-reference-message-container]"
)
_RULE = re.compile(
    r"border-top:\s*(?:solid|1pt|1\.0pt)[^;]*;.*padding\s*:\s*3", re.IGNORECASE | re.DOTALL
)
_FROM = re.compile(
    r"\s*(?:\*?(?:from|von|de|da|van|fr(?:å|o)n|fra|od|lähettäjä|от|发件人|寄件者|差出人)\s*\*?\s*[::])",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"forwarded message|begin forwarded|weitergeleitete|message (?:transféré|transmis)"
    r"|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|转发"
)
_LINE = re.compile(
    # Three dashes and no more are asked for: a run of a million must not be gone through anew.
    r"---\s*(?:original message|forwarded message|urspr(?:ü|ue)ngliche nachricht"
    r"|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|原始邮件)",
    re.IGNORECASE,
)
MOST_QUOTED_LINES = 300
_OWN = SignalOrigin.OWN
_FORWARD_SUBJECT = re.compile(r"\s*(?:fwd?|wg|tr|rv|i|enc|doorst|vs|vb)\s*:", re.IGNORECASE)
_REPLY_SUBJECT = re.compile(r"\s*(?:re|aw|sv|antw|r|res|odp|回复|答复)\s*[::\[]", re.IGNORECASE)


@dataclass
class Surroundings:
    """Tells of each element whose part it stands in and whether it is shown."""

    subject: str
    answers: bool
    whole: SignalOrigin = SignalOrigin.OWN
    _marks: dict[int, SignalOrigin] = field(default_factory=dict)
    _seen: dict[int, tuple[SignalOrigin, bool]] = field(default_factory=dict)
    _hidden: set[int] = field(default_factory=set)
    _swept: set[int] = field(default_factory=set)

    def survey(self, tree: LexborHTMLParser, html: str) -> None:
        """Mark every quotation and everything after a separator; `html` is the page's text."""
        # To ask the tree costs less than to look in the text for what the selectors name.
        for node in tree.css(_CONTAINERS)[:MOST_QUOTED_LINES]:
            if self._is_quotation(node):
                self._marks[node.mem_id] = self._kind(node)
        for node in tree.css(_SEPARATORS)[:MOST_QUOTED_LINES]:
            if node.tag != "div" or node.id or self._is_rule(node):
                self._after(node)
        if "---" in html and _LINE.search(html):
            self._lines(tree)

    def conceal(self, tree: LexborHTMLParser) -> None:
        """Note which elements are hidden by themselves."""
        styles = {"": False}
        for node in tree.css("[hidden],[style]"):
            given = node.attributes
            style = given.get("style") or ""
            if style not in styles:
                styles[style] = hides(style)
            if ("hidden" in given or styles[style]) and node.tag != "html":
                self._hidden.add(node.mem_id)

    def place(self, node: LexborNode) -> tuple[SignalOrigin, bool]:
        """Return the origin of an element, and whether it or one around it is hidden."""
        if not self._marks and not self._hidden:
            return self.whole, False
        result = self._seen.get(node.mem_id)
        if result is None:
            result = self._look(node)
        return result

    def _look(self, node: LexborNode) -> tuple[SignalOrigin, bool]:
        chain: list[int] = []
        at: LexborNode | None = node
        result = self.whole, False
        while at is not None:
            number = at.mem_id
            if number in self._seen:
                result = self._seen[number]
                break
            chain.append(number)
            at = at.parent
        for number in reversed(chain):
            origin, hidden = result
            if origin is _OWN and number in self._marks:
                result = self._marks[number], hidden
            if not hidden and number in self._hidden:
                result = result[0], True
            self._seen[number] = result
        return result

    def _is_quotation(self, node: LexborNode) -> bool:
        if node.tag != "blockquote":
            return True
        given = node.attributes
        if given.get("type") == "cite" or "cite" in given or "quote" in (given.get("class") or ""):
            return True
        return self.answers or _REPLY_SUBJECT.match(self.subject) is not None

    def _kind(self, node: LexborNode) -> SignalOrigin:
        given = node.attributes
        if "forward" in f"{given.get('class') or ''}{given.get('id') or ''}".lower():
            return SignalOrigin.FORWARDED
        start = _beginning(node, 300)
        if _FORWARD_SUBJECT.match(self.subject) or _FORWARDED.search(start.lower()):
            return SignalOrigin.FORWARDED
        return SignalOrigin.QUOTED

    def _is_rule(self, node: LexborNode) -> bool:
        style = (node.attributes.get("style") or "")[:1_000]
        return bool(_RULE.search(style)) and bool(_FROM.match(_beginning(node, 80).strip()))

    def _after(self, node: LexborNode) -> None:
        at: LexborNode | None = node
        while at is not None and at.tag not in {"body", "html"}:
            following = at.next
            if following is not None and any(_means(item) for item in _from(following)):
                break
            at = at.parent
        kind = (
            SignalOrigin.FORWARDED if _FORWARD_SUBJECT.match(self.subject) else SignalOrigin.QUOTED
        )
        self._marks.setdefault(node.mem_id, kind)
        if at is not None and at.tag not in {"body", "html"}:
            for entry in _from(at.next):
                if entry.mem_id in self._swept:
                    break  # all behind it were marked with it
                self._swept.add(entry.mem_id)
                self._marks.setdefault(entry.mem_id, kind)

    def _lines(self, tree: LexborHTMLParser) -> None:
        body = tree.body
        if body is None:
            return
        for node in body.traverse(include_text=True):
            if node.tag == "-text" and _LINE.search(node.text(deep=False) or ""):
                parent = node.parent
                if parent is not None and self.place_raw(parent) is None:
                    self._after(node)
                return

    def place_raw(self, node: LexborNode) -> SignalOrigin | None:
        """Return the mark of the nearest marked element around one."""
        at: LexborNode | None = node
        while at is not None:
            if at.mem_id in self._marks:
                return self._marks[at.mem_id]
            at = at.parent
        return None


def _beginning(node: LexborNode, length: int) -> str:
    """Return how a text begins, without gathering all of it: quotations stand within quotations."""
    words: list[str] = []
    for item in node.traverse(include_text=True):
        if item.tag == "-text":
            words.append((item.text(deep=False) or "")[:length])
            length -= len(words[-1]) + 1
            if length <= 0:
                break
    return " ".join(words)


def _from(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.next


def _means(node: LexborNode) -> bool:
    return node.tag != "-text" or bool((node.text(deep=False) or "").strip())


def answers_or_forwards(subject: str) -> bool:
    """Return whether a subject says that a message answers or passes on another."""
    return bool(_REPLY_SUBJECT.match(subject) or _FORWARD_SUBJECT.match(subject))


def own_lines(text: str) -> str:
    r"""
    Return the lines of plain text that are the sender's own.

    >>> own_lines("Yes.\n> No?\n-----Original Message-----\nFrom: a")
    'Yes.'
    """
    kept = []
    for line in split_lines(text):
        start = line.lstrip()
        if start[:3] == "---" and _LINE.match("---" + start.lstrip("-")):
            break
        if start[:1] not in {">", "|"}:
            kept.append(line)
    return "\n".join(kept)
