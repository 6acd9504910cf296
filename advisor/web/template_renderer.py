"""Pages made from templates, in which nothing that was typed can become markup."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from advisor.i18n import ENGLISH, Language, Message, Slot, and_list, layout, message
from advisor.i18n.message import Layout
from advisor.model.authorities import Kind, Weight
from advisor.printable import printable
from advisor.reports import labels
from advisor.reports.render.diagnostics import excerpt
from advisor.reports.render.html_environment import IN_BACKTICKS, html_environment
from advisor.values import dataclass, field
from advisor.version import VERSION
from advisor.web.page_language import language_menu

if TYPE_CHECKING:
    from jinja2 import Environment

    from advisor.diagnostics import Span
    from advisor.model.law import Law

MENU = (
    ("check", "/check", message("Check", context="menu")),
    ("message", "/message", message("Drop a message", context="menu")),
    ("compare", "/compare", message("Compare", context="menu")),
    ("law", "/law", message("Law", context="menu")),
    ("train", "/train", message("Train", context="menu")),
)
"""The menu: the name of each place, where it is, and what it is called."""


@dataclass(frozen=True)
class TemplateRenderer:
    """
    Prints pages; every value that is put into one is made safe first.

    `names` are those of the law: where a text has one of them, it leads there. `root` stands
    before every address of ours, where a proxy serves the pages under a prefix.
    """

    names: Container[str] = frozenset()
    root: str = ""
    _environments: dict[Language, Environment] = field(default_factory=dict, repr=False)

    def _environment(self, language: Language) -> Environment:
        """Return the environment that renders messages in a language, one for each."""
        if language in self._environments:
            return self._environments[language]
        environment = html_environment("advisor.web", language)
        environment.globals.update(
            root=self.root,
            places=MENU,
            asset=self.asset,
            version=VERSION,
            disclaimer=labels.DISCLAIMER,
            language=language.tag,
            page_languages=language_menu(),
        )
        environment.filters.update(
            day=labels.day_text,
            joined=and_list,
            capital=lambda text: capital(language.render(text)),
            sentence=lambda text: as_sentence(language.render(text)),
            cited=citation_parts,
            excerpted=excerpted,
            host=host,
            linked=lambda text: self._linked(language.render(text)),
        )
        return self._environments.setdefault(language, environment)

    @cached_property
    def _assets(self) -> Mapping[str, str]:
        folder = files("advisor.web").joinpath("static")
        return {
            item.name: sha256(item.read_bytes()).hexdigest()[:12]
            for item in folder.iterdir()
            if item.is_file()
        }

    def html(
        self,
        template: str,
        language: Language = ENGLISH,
        **about: Any,  # noqa: ANN401 - whatever is shown
    ) -> str:
        """Fill a template in a language."""
        environment = self._environment(language)
        return environment.get_template(template).render({"place": "", **about})

    def _linked(self, text: str) -> Markup:
        """Make text safe, and let the names of the law in it lead to what they name."""
        parts = IN_BACKTICKS.split(printable(text))
        return Markup("").join(
            self._named(part.strip("`"), code=True) if at % 2 else self._named(part, code=False)
            for at, part in enumerate(parts)
        )

    def _named(self, text: str, *, code: bool) -> Markup:
        parts = _NAME.split(text)
        said = Markup("").join(
            _LINK.format(self.root, quote(part), part) if at % 2 and part in self.names else part
            for at, part in enumerate(parts)
        )
        return Markup("<code>{}</code>").format(said) if code else said

    def asset(self, name: str) -> str:
        """Return the address of a file of ours; it changes where the file does."""
        return f"{self.root}/static/{name}?{self._assets[name]}"


_MARKS = frozenset(
    (
        *labels.VERIFICATIONS.values(),
        *labels.WEIGHTS.values(),
        labels.weight_word(Weight.BINDING, Kind.COMMENT),
    )
)
_NAME = re.compile(
    r"([a-z]{2,}(?:/[\w-]+)+(?:#[\w-]+)?"  # an instrument or a norm
    r"|(?<![\w.])[a-z]+\.[a-z_]+(?![\w.])"  # a fact
    r"|\b[A-Z]{2}-[A-Z]{2}\b)"  # a place
)
_LINK = Markup('<a href="{}/law/entry?name={}">{}</a>')
_MARKED = re.compile(r"(.*) \[([^\[\]]+)\]", re.DOTALL)


def names_of(law: Law) -> frozenset[str]:
    """Return every name of the law that can be explained."""
    norms = (norm.id for policy in law.policies.values() for norm in policy.norms)
    vocabulary = law.vocabulary
    return frozenset(
        (*norms, *law.policies, *law.jurisdictions, *vocabulary.facts, *vocabulary.derived)
    )


class CitationParts(NamedTuple):
    """A citation in two: the authority with its place, and what it weighs and how it was read."""

    place: str
    marks: tuple[str, ...]


def citation_parts(text: str) -> CitationParts:
    """
    Take the marks of a citation off it; brackets of its own, as of a comment, stay.

    >>> citation_parts("Bar Op. 1, Digest [advisory; read in an excerpt]").marks
    ('advisory', 'read in an excerpt')
    >>> citation_parts("Rule 4.2 cmt. [3]")
    CitationParts(place='Rule 4.2 cmt. [3]', marks=())
    """
    if isinstance(text, Message):
        marked = text.slots.get("marks") or text.slots.get("verification")
        if "authority" in text.slots and isinstance(marked, str):
            inner = marked.slots.values() if isinstance(marked, Layout) else (marked,)
            return CitationParts(_text(text.slots["authority"]), tuple(map(_text, inner)))
    match = _MARKED.fullmatch(text)
    marks = tuple(match[2].split("; ")) if match is not None else ()
    if match is None or not all(mark in _MARKS or mark.startswith("from ") for mark in marks):
        return CitationParts(text, ())
    return CitationParts(match[1], marks)


def _text(slot: Slot) -> str:
    """Return what fills a slot as a text that can still be rendered."""
    return slot if isinstance(slot, str) else layout("{text}", text=slot)


class Excerpt(NamedTuple):
    """The line that a problem is in, parted at the words that are meant."""

    before: str
    under: str
    after: str


def excerpted(at: Span) -> Excerpt:
    """Part a line at the words that are meant; a long one is cut around them."""
    line, marks = excerpt(at)
    start = len(marks) - len(marks.lstrip(" "))
    end = len(marks)
    return Excerpt(line[:start], line[start:end] or " ", line[end:])


def host(address: str) -> str:
    """
    Return the name of the site that a link leads to.

    >>> host("https://www.bar.example/opinions/1")
    'bar.example'
    """
    return urlsplit(address).netloc.removeprefix("www.")


def capital(text: str) -> str:
    """Begin with a capital."""
    return f"{text[:1].upper()}{text[1:]}"


def as_sentence(text: str) -> str:
    """
    End as a sentence does.

    >>> as_sentence("did you mean `a`?"), as_sentence("write it")
    ('Did you mean `a`?', 'Write it.')
    """
    return capital(text) if text.endswith((".", "?", "!")) else f"{capital(text)}."
