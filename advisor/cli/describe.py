"""`advisor describe`: an email told in one's own words, as facts to confirm."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from advisor.cli.errors import exit_with_diagnostics, exit_with_error, tell_unsaved
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.cli.output.console import echo, echo_err, open_console
from advisor.cli.parsing.options import Plain, Policies
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from advisor.advice import Corpus

_STDIN = "-"
_ALL, _SAID, _NONE = "all", "said", "none"
_QUESTION = "Which of them are so? Numbers such as 1-4,7; `said`, `all` or `none`: "


def command(  # noqa: PLR0913 - one parameter for each option
    told: Annotated[
        str, Argument(metavar="FILE", help="A text that tells what happened; `-` is a pipe.")
    ],
    *,
    save: Annotated[
        Path | None,
        Option("--save", metavar="FILE", help="Keep a scenario of what is confirmed."),
    ] = None,
    confirm: Annotated[
        str,
        Option(
            "--confirm",
            metavar="NUMBERS",
            help="What is so: numbers such as 1-4,7, or `said`, `all`, `none`.",
        ),
    ] = "",
    as_json: Annotated[bool, Option("--json", help="Show it for a program.")] = False,
    policies: Policies = None,
    plain: Plain = False,
) -> None:
    """
    Offer the facts that a text tells, each with the words it came from.

    Nothing is used until it is confirmed. What was only thought, wished or heard is not taken,
    and what is not understood is shown.
    """
    from advisor.application.describe import description_document
    from advisor.application.results import RefusedRequest
    from advisor.reports.description import description_page

    text = _text(told)
    corpus = corpus_loader.load_corpus(policies, engine="reference")
    document = description_document(corpus, text)
    if isinstance(document, RefusedRequest):
        exit_with_diagnostics(document.diagnostics)
    if as_json:
        echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        open_console(plain=plain).show(description_page(document))
    if save is not None:
        _save(
            corpus, text, _confirmed(confirm, document["offered"], from_pipe=told == _STDIN), save
        )


def _text(name: str) -> str:
    try:
        data = sys.stdin.buffer.read() if name == _STDIN else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        exit_with_error(
            "unreadable",
            f"`{name}` cannot be read: {error.strerror}",
            "without the text there is nothing to describe",
            "name a text file, or `-` for a pipe",
        )
    except UnicodeDecodeError:
        exit_with_error(
            "not-utf8",
            f"`{name}` is not a text in UTF-8",
            "words that are read wrongly would be taken for others",
            "save it as plain text in UTF-8",
        )


def _confirmed(given: str, offered: list[dict[str, Any]], *, from_pipe: bool) -> set[int]:
    answer = given
    if not answer and not from_pipe and sys.stdin.isatty():
        answer = _asked()
    if not answer:
        exit_with_error(
            "bad-parameter",
            "nothing was confirmed, and nothing is saved",
            "a fact that nobody confirmed is no fact",
            "add `--confirm said`, or the numbers of what is so",
        )
    if answer in (_ALL, _SAID, _NONE):
        return {
            number
            for number, one in enumerate(offered)
            if (answer == _ALL and one["basis"] != "asked")
            or (answer == _SAID and one["basis"] == "stated")
        }
    try:
        return {number - 1 for part in answer.split(",") for number in _span(part)}
    except ValueError:
        exit_with_error(
            "bad-value",
            f"`{answer}` names no facts",
            "facts are confirmed by their numbers",
            "write numbers such as `1-4,7`, or `said`, `all`, `none`",
        )


def _asked() -> str:
    try:
        return input(_QUESTION).strip()
    except EOFError:
        return ""


def _span(part: str) -> range:
    first, _, last = part.strip().partition("-")
    return range(int(first), int(last or first) + 1)


def _save(corpus: Corpus, text: str, confirmed: set[int], path: Path) -> None:
    from advisor.application.describe import confirmed_scenario
    from advisor.application.results import RefusedRequest
    from advisor.atomic_files import write_whole
    from advisor.facts.scenario_writer import document_text

    scenario = confirmed_scenario(corpus, text, confirmed)
    if isinstance(scenario, RefusedRequest):
        exit_with_diagnostics(scenario.diagnostics)
    kept = document_text(scenario)
    try:
        write_whole(path, kept.encode())
    except OSError as error:
        tell_unsaved(path, error, "choose another place with `--save`", kept)
        raise SystemExit(FAILED) from None
    echo_err(f"Saved to {path}.")
