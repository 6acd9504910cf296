"""Opinions on standard output, in the form that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from advisor.cli.loading.corpus_loader import report_engine_failure
from advisor.cli.output.console import echo, open_console
from advisor.i18n import ENGLISH, Language

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion
    from advisor.reports.document import ReportDocument

_NEXT = "\n\n"


class OpinionFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which an opinion can be had."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    CLIENT = "client"


class Detail(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """How much of an opinion is given."""

    BRIEF = "brief"
    FULL = "full"


MACHINE_FORMATS = (OpinionFormat.JSON, OpinionFormat.SARIF)
"""What programs read."""


class Audience(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """Who reads what is written."""

    LAWYER = "lawyer"
    CLIENT = "client"


class CheckedInput(NamedTuple):
    """
    One input with its opinion; `None` where none could be had.

    `provenance` says of the facts of a real message how each is known.
    """

    source: str
    opinion: Opinion | None
    provenance: Mapping[str, str] | None = None


class OpinionWriter(NamedTuple):
    """How opinions are written: one page after another, or one document on a line."""

    corpus: Corpus
    several: bool
    explain: bool
    everything: bool
    plain: bool
    to: Path | None = None
    depth: int | None = None
    language: Language = ENGLISH
    reader: Audience = Audience.LAWYER
    full: bool = False
    brief: bool = False

    def tell(
        self, answers: Iterable[CheckedInput], output: OpinionFormat
    ) -> Iterator[CheckedInput]:
        """Write each answer as it comes, and pass it on."""
        match output:
            case OpinionFormat.TEXT:
                yield from self._text(answers)
            case OpinionFormat.JSON:
                yield from self._json(answers)
            case OpinionFormat.SARIF:
                yield from self._sarif(answers)
            case (
                OpinionFormat.MARKDOWN
                | OpinionFormat.HTML
                | OpinionFormat.DOCX
                | OpinionFormat.PDF
                | OpinionFormat.CLIENT
            ):
                yield from self._memo(answers, output)

    def _page(self, opinion: Opinion) -> ReportDocument:
        if not (self.full or self.explain or self.everything):
            return self._brief(opinion)
        from advisor.reports.opinions import opinion_page

        whole = opinion_page(
            opinion,
            self.corpus.law,
            explain=self.explain,
            everything=self.everything,
            language=self.language,
        )
        if self.depth is None:
            return whole
        from advisor.reports.depth_limit import limit_depth

        return limit_depth(whole, self.depth)

    def _brief(self, opinion: Opinion) -> ReportDocument:
        """Lay out the answer on one screen; raises `EngineFailure` where remedies are in doubt."""
        from advisor.application.proposed_remedies import propose_remedies
        from advisor.reports.brief import brief_page

        remedies = propose_remedies(opinion, self.corpus)
        return brief_page(opinion, self.corpus.law, remedies, language=self.language)

    def _text(self, answers: Iterable[CheckedInput]) -> Iterator[CheckedInput]:
        from advisor.diagnostics import EngineFailure

        reader = open_console(plain=self.plain)
        for at, answer in enumerate(answers):
            if answer.opinion is None:
                yield answer
                continue
            try:
                page = self._page(answer.opinion)
            except EngineFailure as failure:
                report_engine_failure(failure)
                yield answer._replace(opinion=None)
                continue
            if self.several:
                echo(f"{_NEXT if at else ''}{answer.source}")
            reader.show(page)
            yield answer

    def _memo(
        self, answers: Iterable[CheckedInput], output: OpinionFormat
    ) -> Iterator[CheckedInput]:
        from advisor.cli.output.memo_output import write_memo

        for answer in answers:
            if answer.opinion is not None:
                write_memo(
                    answer.opinion,
                    self.corpus,
                    output.value,
                    self.to,
                    language=self.language,
                    for_client=self.reader is Audience.CLIENT,
                    appendix=self.full,
                )
            yield answer

    def _json(self, answers: Iterable[CheckedInput]) -> Iterator[CheckedInput]:
        from advisor.reports.machine.opinion_json import as_json

        indent = None if self.several else 2
        for answer in answers:
            if answer.opinion is not None and self.brief:
                echo(self._brief_json(answer.opinion, indent))
            elif answer.opinion is not None:
                written = as_json(
                    answer.opinion,
                    self.corpus.law,
                    everything=self.everything,
                    indent=indent,
                    provenance=answer.provenance,
                )
                echo(written)
            yield answer

    def _brief_json(self, opinion: Opinion, indent: int | None) -> str:
        from advisor.application.proposed_remedies import propose_remedies
        from advisor.cli.exit_codes import FAILED
        from advisor.diagnostics import EngineFailure
        from advisor.reports.machine.brief_json import brief_opinion_document

        try:
            remedies = propose_remedies(opinion, self.corpus)
        except EngineFailure as failure:
            report_engine_failure(failure)
            raise SystemExit(FAILED) from None
        made = brief_opinion_document(opinion, self.corpus.law, remedies)
        return made.model_dump_json(by_alias=True, indent=indent)

    def _sarif(self, answers: Iterable[CheckedInput]) -> Iterator[CheckedInput]:
        import json

        from advisor.reports.machine.sarif import of_opinions

        given = tuple(answers)
        found = [(item.source, item.opinion) for item in given if item.opinion is not None]
        log = of_opinions(found, self.corpus.law, carrying_only=self.brief)
        echo(json.dumps(log, indent=2))
        yield from given
