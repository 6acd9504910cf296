"""What the parts of a message hold, gathered before anything is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from advisor.mail.detect.addresses import Address, address
from advisor.mail.detect.disclosure import hints
from advisor.mail.detect.link_rewriters import unwrap_link
from advisor.mail.detect.quoting import answers_or_forwards, own_lines
from advisor.mail.detect.vendor_data import Knowledge
from advisor.mail.parse import markup
from advisor.mail.parse.charsets import decode_text
from advisor.mail.parse.headers import decode_words
from advisor.mail.parse.markup import Link, Load
from advisor.mail.parse.mime import PAGE_KINDS
from advisor.mail.parse.parsed_message import Headers, MessagePart, ParsedMessage
from advisor.mail.parse.rtf import read_rtf
from advisor.mail.signals import SignalOrigin
from advisor.values import dataclass, field, replace

TEXT_ONLY = "it holds plain text only, and images may have been taken out"
LIST_COPY = "a mailing list passed it on and may have changed it"
BEFORE_TRANSIT = "this copy has not travelled, and trackers may be added on the way"
NO_TEXT = "it holds no text that could be read"
SEALED = "a security gateway has sealed its links"
UNREADABLE_ADDRESS = "an address in it cannot be read"
TOO_MANY_ADDRESSES = "it holds more addresses than are read"
PART_ELSEWHERE = "a part of it lies elsewhere"
DAMAGED_RICH = "a part of it is rich text that could not be read to its end"
LOADS, LINKS = 3_000, 3_000
_RICH_KINDS = {"text/rtf", "application/rtf", "application/x-rtf"}
_ELSEWHERE = {"message/partial", "message/external-body"}

# Spelt out, since a search that minds no case cannot skip to where a match may begin.
_URL = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"'\u201d\u00bb)\]}]+")
_REMOTE = re.compile(r"\s*(https?:)?//\S", re.IGNORECASE)
_LIST_MARKS = ("x-mailman-version", "list-post", "x-content-filtered-by", "mailing-list")


@dataclass
class CollectedResources:
    """Loads, links and the sender's own text, and the reasons why that may not be all."""

    loads: list[tuple[str, Load, Address]] = field(default_factory=list)
    links: list[tuple[str, Link, Address]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    rich: bool = False
    plain: bool = False


def collect_resources(letter: ParsedMessage, known: Knowledge) -> CollectedResources:
    """Gather from every part of a message, and from its headers why absence cannot be told."""
    headers = letter.headers
    subject = decode_words(headers.get("subject"))
    answers = headers.has("in-reply-to") or answers_or_forwards(subject)
    work = _Gathering(known, subject, answers, CollectedResources(gaps=list(letter.gaps)))
    for part in letter.parts:
        work.add(part)
    result = work.found
    result.gaps.extend(_copy_gaps(headers, result))
    result.gaps = list(dict.fromkeys(result.gaps))
    return result


def _copy_gaps(headers: Headers, collected_resources: CollectedResources) -> Iterator[str]:
    if not collected_resources.rich:
        yield TEXT_ONLY if collected_resources.plain else NO_TEXT
    if any(headers.has(item) for item in _LIST_MARKS):
        yield LIST_COPY
    if not headers.has("received"):
        yield BEFORE_TRANSIT


@dataclass
class _Gathering:
    known: Knowledge
    subject: str
    answers: bool
    found: CollectedResources
    seen: dict[str, Address | None] = field(default_factory=dict)

    def add(self, part: MessagePart) -> None:
        """Gather from one part."""
        if part.kind in PAGE_KINDS:
            self._page(part)
        elif part.kind in _RICH_KINDS and not part.attached:
            self._rich(part)
        elif part.kind.startswith("text/") and not part.attached:
            self._plain(part)
        elif part.kind in _ELSEWHERE:
            self.found.gaps.append(PART_ELSEWHERE)

    def _rich(self, part: MessagePart) -> None:
        """Gather from rich text, which is a page or was made into one."""
        rich = read_rtf(part.data)
        if not rich.whole:
            self.found.gaps.append(DAMAGED_RICH)
        made = replace(part, kind=rich.kind, raw=rich.text.encode(), charset="utf-8", encoding="")
        self.add(made)

    def _page(self, part: MessagePart) -> None:
        html = decode_text(part.data, part.charset or markup.declared_charset(part.data))
        if len(html) > markup.MARKUP_LIMIT:
            self.found.gaps.append(markup.TOO_LONG)
        if markup.breaks_off(html):
            self.found.gaps.append(markup.TRUNCATED_TAG)
        attached = part.origin is SignalOrigin.ATTACHED or part.attached
        page = markup.parse_html(
            html, subject=self.subject, answers=self.answers,
            origin=SignalOrigin.ATTACHED if attached else SignalOrigin.OWN,
        )  # fmt: skip
        if page.cut:
            self.found.gaps.append(markup.MARKUP_TOO_DEEP)
        if len(page.loads) > LOADS or len(page.links) > LINKS:
            self.found.gaps.append(TOO_MANY_ADDRESSES)
        for load in page.loads[:LOADS]:
            self._load(part.path, load)
        for link in page.links[:LINKS]:
            self._link(part.path, link)
        if not attached:
            self.found.rich = True
            if hints(page.all_text, self.known):
                self.found.text.append(markup.visible_text(page))

    def _plain(self, part: MessagePart) -> None:
        self.found.plain = True
        if part.rival:
            return
        text = decode_text(part.data, part.charset)[: markup.MARKUP_LIMIT]
        own = own_lines(text)
        attached = part.origin is SignalOrigin.ATTACHED
        urls = _urls(text)
        own_urls = set(urls if own == text else _urls(own))
        for url in urls:
            origin = SignalOrigin.OWN if url in own_urls else SignalOrigin.QUOTED
            self._link(
                part.path, Link("text", url, "", SignalOrigin.ATTACHED if attached else origin)
            )
        if not attached:
            self.found.text.append(own)

    def _load(self, path: str, load: Load) -> None:
        where = self._address(load.text)
        if where is not None:
            self.found.loads.append((path, load, where))
        elif _REMOTE.match(load.text) and "." in load.text:
            self.found.gaps.append(UNREADABLE_ADDRESS)

    def _link(self, path: str, link: Link) -> None:
        where = self._address(link.text)
        if where is None:
            return
        if where.sealed:
            self.found.gaps.append(SEALED)
        else:
            self.found.links.append((path, link, where))

    def _address(self, text: str) -> Address | None:
        """Take an address apart once, however often it stands in the message."""
        if text in self.seen:
            return self.seen[text]
        where = address(text)
        result = self.seen[text] = unwrap_link(where, self.known) if where else None
        return result


def _urls(text: str) -> list[str]:
    return [item[0].rstrip(".,;:!?>") for item in islice(_URL.finditer(text), LINKS)]
