"""`advisor prove`: what a body of law says over every possible scenario."""

from __future__ import annotations

import json
from datetime import date
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from advisor.cli.errors import exit_with_error, require_libraries, write_or_stop
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import clock, corpus_loader
from advisor.cli.output.console import echo
from advisor.cli.parsing.options import Plain, parse_day
from advisor.cli.parsing.parameters import Argument, Misuse, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from advisor.advice import Corpus
    from advisor.model.law_flaws import FlawReview


class ProofFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which a proof can be had."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"


def command(  # noqa: PLR0913 - one parameter for each option
    folders: Annotated[
        list[Path] | None,
        Argument(metavar="DIR", help="Folders of law, laid over the bundled law."),
    ] = None,
    *,
    on: Annotated[
        date | None,
        Option("--on", metavar="DATE", parser=parse_day, help="The day; otherwise today."),
    ] = None,
    every_day: Annotated[
        bool, Option("--every-day", help="Every day on which law changes, beside that one.")
    ] = False,
    witness: Annotated[
        str | None,
        Option("--witness", metavar="NORM", help="Show the smallest scenarios of one norm."),
    ] = None,
    reviewed: Annotated[
        Path | None,
        Option(
            "--reviewed",
            metavar="FILE",
            help="Flaws that were accepted; otherwise `reviewed.yaml` beside the law.",
        ),
    ] = None,
    to: Annotated[
        Path | None,
        Option("--to", metavar="FOLDER", help="Write each scenario to a file of this folder."),
    ] = None,
    output: Annotated[ProofFormat, Option("--output", help="The form of the answer.")] = (
        ProofFormat.TEXT
    ),
    plain: Plain = False,
) -> None:
    """
    Ask of every norm, over all possible scenarios, what no case can show.

    What never applies, cannot be breached or met, adds nothing, or conflicts: each with the
    smallest scenario that shows it, answered again by both evaluators, or proved. The exit
    status is 1 where law cannot be meant as it stands and nobody reviewed it, or where a review
    is stale; what is only worth a look leaves it at 0.
    """
    missing = () if find_spec("pysat") else ("python-sat",)
    require_libraries("a proof needs", missing, "proof")
    corpus = corpus_loader.load_corpus(folders, cases=witness is None)
    day = on or clock.today()
    from advisor.diagnostics import EngineFailure
    from advisor.proof.prove import proof_days

    try:
        if witness is not None:
            _show_norm(corpus, witness, day, to, output)
            return
        days = proof_days(corpus.law, day) if every_day else (day,)
        _prove(corpus, folders or [], days, reviewed, _Shown(to, output, plain))
    except EngineFailure as failure:
        corpus_loader.report_engine_failure(failure)
        raise SystemExit(FAILED) from None


class _Shown(NamedTuple):
    """Where an answer goes, and in which form."""

    to: Path | None
    output: ProofFormat
    plain: bool


def _prove(
    corpus: Corpus,
    folders: Sequence[Path],
    days: Sequence[date],
    reviewed: Path | None,
    shown: _Shown,
) -> None:
    from advisor.cli.output.proof_output import (
        proof_document,
        proof_sarif,
        proof_text,
        watch_days,
        write_witnesses,
    )
    from advisor.model.policies import BUNDLED
    from advisor.proof.case_relations import missed_contradictions
    from advisor.proof.prove import prove_law
    from advisor.proof.reviews import with_reviews

    reviews = _reviews(reviewed, folders)
    layers = frozenset(corpus.law.layers) - {BUNDLED} if folders else frozenset()
    with watch_days(len(days), plain=shown.plain) as watch:
        missed = tuple(missed_contradictions(corpus, days[0], layers))
        report = prove_law(corpus, days, layers=layers, watch=watch)
    flaws, stale = with_reviews((*missed, *report.flaws), reviews)
    # What is not so on one day may be so on another: only all days tell that a review is stale.
    stale = stale if len(days) > 1 else ()
    files = {} if shown.to is None else write_witnesses(flaws, shown.to, write_or_stop)
    match shown.output:
        case ProofFormat.TEXT:
            echo(proof_text(report, flaws, files))
        case ProofFormat.JSON:
            echo(json.dumps(proof_document(report, flaws), indent=2, ensure_ascii=False))
        case ProofFormat.SARIF:
            echo(json.dumps(proof_sarif(flaws), indent=2, ensure_ascii=False))
    corpus_loader.report_diagnostics(stale)
    failed = stale or any(one.kind.is_error and one.review is None for one in flaws)
    raise SystemExit(FAILED if failed else 0)


def _reviews(named: Path | None, folders: Sequence[Path]) -> Sequence[FlawReview]:
    from advisor.corpus import bundled_layer
    from advisor.proof.reviews import REVIEWS_FILE, read_reviews

    beside = folders or [Path(str(bundled_layer().root))]
    paths = [named] if named is not None else [folder / REVIEWS_FILE for folder in beside]
    found: list[FlawReview] = []
    for path in paths:
        if named is None and not path.is_file():
            continue
        reviews, problems = read_reviews(path)
        corpus_loader.report_diagnostics(problems)
        if problems:
            raise SystemExit(FAILED)
        found += reviews
    return found


def _show_norm(corpus: Corpus, norm: str, day: date, to: Path | None, output: ProofFormat) -> None:
    from advisor.cli.output.proof_output import norm_document, norm_text, write_scenarios
    from advisor.proof.norm_witnesses import norm_witnesses

    if output is ProofFormat.SARIF:
        raise Misuse("the scenarios of a norm are no problems", option="--output")
    if corpus.law.norm(norm.partition("@")[0]) is None:
        from advisor.source.diagnostics_sink import did_you_mean

        known = [one.id for policy in corpus.law.policies.values() for one in policy.norms]
        exit_with_error(
            "unknown-name",
            f"no norm is called `{norm}`",
            "the scenarios of a norm are found from its conditions",
            did_you_mean(norm, known, "`advisor cite` and `advisor explain` name the norms"),
        )
    shown = norm_witnesses(corpus, norm, day)
    if not shown:
        exit_with_error(
            "unknown-name",
            f"`{norm}` is not in force on {day}, or does not govern there",
            "only law that is in force can be met or breached",
            "name another day with `--on`, or another place as `NORM@PLACE`",
        )
    if to is not None:
        write_scenarios([one.scenario for one in shown if one.scenario], to, write_or_stop)
    if output is ProofFormat.JSON:
        echo(json.dumps([norm_document(one) for one in shown], indent=2, ensure_ascii=False))
    else:
        echo(norm_text(shown))
