"""Opinions on standard output, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from advisor.cli.screen import say, screen
from advisor.i18n import ENGLISH, Language

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion
    from advisor.reports.document_tree import Document

_NEXT = "\n\n"
_KNOWN = {
    "observed": "Seen in the message",
    "inferred": "Concluded from it",
    "asserted": "Told beside it",
}


class Output(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which an opinion can be had."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    CLIENT = "client"


class Reader(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """Who reads what is written."""

    LAWYER = "lawyer"
    CLIENT = "client"


class Answer(NamedTuple):
    """
    One input with its opinion; `None` where none could be had.

    `provenance` says of the facts of a real message how each is known.
    """

    source: str
    opinion: Opinion | None
    provenance: Mapping[str, str] | None = None


class Telling(NamedTuple):
    """How opinions are written: one page after another, or one document on a line."""

    corpus: Corpus
    several: bool
    explain: bool
    everything: bool
    plain: bool
    to: Path | None = None
    depth: int | None = None
    language: Language = ENGLISH
    reader: Reader = Reader.LAWYER

    def tell(self, answers: Iterable[Answer], output: Output) -> Iterator[Answer]:
        """Write each answer as it comes, and pass it on."""
        match output:
            case Output.TEXT:
                yield from self._text(answers)
            case Output.JSON:
                yield from self._json(answers)
            case Output.SARIF:
                yield from self._sarif(answers)
            case Output.MARKDOWN | Output.HTML | Output.DOCX | Output.PDF | Output.CLIENT:
                yield from self._memo(answers, output)

    def _page(self, opinion: Opinion) -> Document:
        from advisor.reports.opinions import page

        whole = page(
            opinion,
            self.corpus.law,
            explain=self.explain,
            everything=self.everything,
            language=self.language,
        )
        if self.depth is None:
            return whole
        from advisor.reports.pruning import pruned

        return pruned(whole, self.depth)

    def _text(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        reader = screen(plain=self.plain)
        for at, one in enumerate(answers):
            if one.opinion is not None:
                if self.several:
                    say(f"{_NEXT if at else ''}{one.source}")
                reader.show(_sourced(self._page(one.opinion), one.provenance or {}))
            yield one

    def _memo(self, answers: Iterable[Answer], output: Output) -> Iterator[Answer]:
        from advisor.cli.memos import write_memo

        for one in answers:
            if one.opinion is not None:
                write_memo(
                    one.opinion,
                    self.corpus,
                    output.value,
                    self.to,
                    language=self.language,
                    for_client=self.reader is Reader.CLIENT,
                )
            yield one

    def _json(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        from advisor.reports.serial import as_json

        indent = None if self.several else 2
        for one in answers:
            if one.opinion is not None:
                written = as_json(
                    one.opinion,
                    self.corpus.law,
                    everything=self.everything,
                    indent=indent,
                    provenance=one.provenance,
                )
                say(written)
            yield one

    def _sarif(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        import json

        from advisor.reports.sarif import of_opinions

        given = tuple(answers)
        found = [(one.source, one.opinion) for one in given if one.opinion is not None]
        say(json.dumps(of_opinions(found, self.corpus.law), indent=2))
        yield from given


def _sourced(page: Document, provenance: Mapping[str, str]) -> Document:
    """Add to the page of a real message how each of its facts is known."""
    if not provenance:
        return page
    from advisor.reports.document_tree import Line, Role, Section, Tone

    lines = []
    for kind, said in _KNOWN.items():
        names = ", ".join(name for name, how in provenance.items() if how == kind)
        if names:
            lines.append(Line(Role.NOTE, f"{said}: {names}."))
    section = Section("How the facts are known", Tone.QUIET, tuple(lines))
    return page._replace(blocks=(*page.blocks, section))
