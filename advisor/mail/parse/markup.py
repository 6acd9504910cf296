"""HTML taken apart: what it would fetch and where it would lead, without doing either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from advisor.mail.detect.quoting import Surroundings
from advisor.mail.parse.bounded_html import parse_bounded
from advisor.mail.parse.styles import in_dots, loads, sides
from advisor.mail.signals import SignalOrigin
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MARKUP_LIMIT, ELEMENTS, COMMENTS = 8_000_000, 50_000, 500
TOO_LONG = "its text is longer than is read"
MARKUP_TOO_DEEP = "its markup is too deep or too crowded to be read to its end"
TRUNCATED_TAG = "its text breaks off within a tag"

_SRC = ("src",)
_SOURCES = {
    "img": ("src", "srcset", "data-src", "lowsrc", "dynsrc"),
    "link": ("href",),
    "video": ("src", "poster"),
    "source": ("src", "srcset"),
    "iframe": ("src", "srcdoc"),
    "object": ("data",),
    "image": ("href", "xlink:href", "src"),
    "use": ("href", "xlink:href"),
    **dict.fromkeys(("audio", "track", "frame", "embed", "bgsound", "input", "script"), _SRC),
    "amp-img": ("src", "srcset"),
    **dict.fromkeys(("amp-anim", "amp-list", "amp-video", "amp-pixel"), _SRC),
    **dict.fromkeys(("v:fill", "v:image", "v:imagedata", "v:background"), _SRC),
}
_TAGS = frozenset(_SOURCES) | {"a", "area", "form", "style"}
# What any element may fetch.
_ATTRIBUTES = "[background],[style*='url(' i],[lowsrc],[poster]"
_WORTHY = ("src", "href", "background", "poster", "data", "action", "url(", "@import")
_WORTH = re.compile(r"(?:src|href|background|poster|data|action)\s*=|url\(|@import")
_NUMBER = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]{1,4}|%)?", re.IGNORECASE)
_SIZED = re.compile(r"(?<![-\w])(?:max-|min-)?(?:width|height)\s*:", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_BLOCKS = {"p", "div", "br", "td", "li", "tr", "h1", "h2", "h3", "table"}
_INVISIBLE = {"style", "script", "head", "title", "noscript"}


@dataclass(frozen=True, slots=True)
class Load:
    """
    Something that opening the message fetches; sizes are `None` where none is declared in dots.

    `sized` tells that one is declared at all, `described` that words stand for it.
    """

    tag: str
    how: str
    text: str = field(repr=False)
    origin: SignalOrigin
    hidden: bool
    width: float | None = None
    height: float | None = None
    last: bool = False
    sized: bool = False
    described: bool = False

    @property
    def tiny(self) -> bool:
        """Return whether it is declared too small to be seen."""
        return max(self.width or 0, self.height or 0) <= 3 and (  # noqa: PLR2004 - a dot
            self.width is not None and self.height is not None
        )

    @property
    def thin(self) -> bool:
        """Return whether one of its sides is declared too small to be seen."""
        return any(side is not None and side <= 2 for side in (self.width, self.height))  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Link:
    """Something the reader may follow."""

    tag: str
    text: str = field(repr=False)
    shown: str = field(repr=False)
    origin: SignalOrigin


@dataclass(frozen=True)
class HtmlPage:
    """
    All loads and links of one HTML part, in the order in which they stand.

    `cut` tells that it was too deep or too crowded to be read to its end.
    """

    loads: tuple[Load, ...]
    links: tuple[Link, ...]
    tree: LexborHTMLParser = field(repr=False, compare=False)
    surroundings: Surroundings = field(repr=False, compare=False)
    cut: bool = False

    @property
    def all_text(self) -> str:
        """Return every word, be it seen or not and whosoever's it is."""
        body = self.tree.body
        return body.text() if body is not None else ""


def breaks_off(html: str) -> bool:
    """
    Return whether a page ends within a tag, so that it went on once.

    >>> breaks_off('<p>Hello</p><img src="https://t.exam'), breaks_off("<p>2 < 3")
    (True, False)
    """
    last = html.rfind("<")
    return last >= 0 and html[last + 1 : last + 2].isalpha() and html.find(">", last) < 0


def declared_charset(data: bytes) -> str:
    """Return the charset that a page declares of itself."""
    match = _META.search(data[:4_000])
    return match.group(1).decode("ascii") if match else ""


def parse_html(
    html: str, *, subject: str = "", answers: bool = False, origin: SignalOrigin = SignalOrigin.OWN
) -> HtmlPage:
    """Take a page apart; `origin` is whose part the whole of it is."""
    text = html[:MARKUP_LIMIT].replace("\x00", "")
    tree, cut = parse_bounded(text)
    around = Surroundings(subject, answers, origin)
    around.survey(tree, text)
    around.conceal(tree)
    loads_, links = _walk(tree, around)
    if "<!--[if" in text:
        seen, known = {load.text for load in loads_}, {link.text for link in links}
        for comment in dict.fromkeys(_conditional(text)):
            lower = comment.lower()
            if not any(item in lower for item in _WORTHY) or not _WORTH.search(lower):
                continue
            alone = Surroundings("", answers=False, whole=origin)
            within = parse_bounded(comment)[0]
            alone.conceal(within)
            inner, more = _walk(within, alone)
            loads_.extend(item for item in inner if item.text not in seen)
            links.extend(item for item in more if item.text not in known)
            seen.update(item.text for item in inner)
            known.update(item.text for item in more)
    return HtmlPage(tuple(loads_), tuple(links), tree, around, cut)


def _conditional(html: str) -> Iterator[str]:
    """Return what only Outlook reads."""
    at = 0
    for _ in range(COMMENTS):
        start = html.find("<!--[if", at)
        end = html.find("<![endif]-->", start)
        if start < 0 or end < 0:
            return
        yield html[html.find("]>", start) + 2 : end]
        at = end


def _fetching(tree: LexborHTMLParser) -> Iterator[LexborNode]:
    """Return what may fetch or lead somewhere, in the order in which it stands."""
    root = tree.root
    if root is None:
        return iter(())
    others = {node.mem_id for node in tree.css(_ATTRIBUTES)}
    if not others:
        return (node for node in root.traverse() if node.tag in _TAGS)
    return (node for node in root.traverse() if node.tag in _TAGS or node.mem_id in others)


def _walk(tree: LexborHTMLParser, around: Surroundings) -> tuple[list[Load], list[Link]]:
    found: list[Load] = []
    links: list[Link] = []
    nodes = list(islice(_fetching(tree), ELEMENTS))
    last = max((at for at, node in enumerate(nodes) if node.tag == "img"), default=-1)
    for at, node in enumerate(nodes):
        tag = node.tag or ""
        given = node.attributes
        if tag in {"a", "area", "form"}:
            target = given.get("action" if tag == "form" else "href")
            if target:
                shown = "" if tag == "form" else _shown(node)
                links.append(Link(tag, target, shown, around.place(node)[0]))
        sources = [*_sources(tag, given)] if tag in _SOURCES or "background" in given else []
        style = given.get("style") or ""
        if tag == "style":
            sources = [(how, item) for how, item in loads(node.text() or "")]
        elif "(" in style and "url(" in style.lower():
            sources.extend(loads(style))
        if sources:
            origin, hidden = around.place(node)
            width, height = _size(given, style)
            sized = "width" in given or "height" in given or _SIZED.search(style) is not None
            described = bool((given.get("alt") or "").strip())
            found.extend(
                Load(tag, how, item, origin, hidden, width, height, at == last, sized, described)
                for how, item in sources
                if item
            )
    return found, links


def _sources(tag: str, given: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    if tag == "input" and (given.get("type") or "").lower() != "image":
        return
    for name in _SOURCES.get(tag, ()):
        value = given.get(name)
        if not value:
            continue
        if name == "srcset":
            yield from (("srcset", item.strip().split(" ")[0]) for item in re.split(r",\s+", value))
        elif name == "srcdoc":
            inner = parse_html(value)
            yield from ((load.how, load.text) for load in inner.loads)
        elif tag == "link" and "stylesheet" not in (given.get("rel") or "stylesheet").lower():
            rel = (given.get("rel") or "").lower()
            if any(item in rel for item in ("prefetch", "preload", "preconnect", "icon", "dns")):
                yield "link", value
        elif tag == "link":
            fonts = "fonts." in value or "/css2?" in value
            yield ("font" if fonts else "import"), value
        else:
            yield "src", value
    if given.get("background"):
        yield "background", given["background"] or ""


def _size(given: dict[str, str | None], style: str) -> tuple[float | None, float | None]:
    declared = sides(style) if style else {}
    sizes = []
    for name in ("width", "height"):
        size = declared.get(name)
        text = given.get(name)
        if size is None and text:
            number = _NUMBER.match(text)
            size = in_dots(number[1], (number[2] or "").lower()) if number else None
        sizes.append(size)
    return sizes[0], sizes[1]


def _shown(node: LexborNode) -> str:
    return " ".join((node.text(separator=" ") or "").split())[:200]


def _single_spaced(text: str) -> str:
    r"""
    Make each run of space one blank.

    >>> _single_spaced("\n  at last\t"), _single_spaced("\xa0\n")
    (' at last ', ' ')
    """
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def visible_text(html_page: HtmlPage, *, limit: int = 200_000) -> str:
    """Return the sender's own visible words, blocks on lines of their own."""
    body = html_page.tree.body
    if body is None:
        return ""
    place, seen = html_page.surroundings.place, (SignalOrigin.OWN, False)
    words: list[str] = []
    size = 0
    for node in body.traverse(include_text=True, skip_empty=True):
        tag = node.tag
        if tag in _BLOCKS:
            words.append("\n")
        if tag != "-text":
            continue
        text = node.text(deep=False) or ""
        around = node.parent
        if not text or text.isspace() or around is None or around.tag in _INVISIBLE:
            continue
        if place(around) == seen:
            words.append(_single_spaced(unescape(text)))
            size += len(text)
            if size > limit:
                break
    return "".join(words)


__all__ = [
    "MARKUP_LIMIT",
    "MARKUP_TOO_DEEP",
    "TOO_LONG",
    "HtmlPage",
    "Link",
    "Load",
    "declared_charset",
    "parse_html",
    "visible_text",
]
