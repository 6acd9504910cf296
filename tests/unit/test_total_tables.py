"""A table by modality, outcome, verdict, reason, weight or verification misses no member."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path
from runpy import run_path
from typing import Any, Literal, cast, get_args, get_origin

import pytest

import advisor
from advisor.corpus.schema.policy import NormModel
from advisor.model.authorities import Verification, Weight
from advisor.model.norms import Bearing, Modality, Outcome, Stance
from advisor.model.opinions import Reason, Verdict

WATCHED: tuple[type[Enum], ...] = (
    Modality,
    Stance,
    Outcome,
    Bearing,
    Verdict,
    Reason,
    Weight,
    Verification,
)

PARTIAL = {
    (
        "advisor.advice.summary",
        "_FRAMES",
    ): "the others use the sentence of a norm",
    ("advisor.advice.summary", "_COULD_BE"): "an open duty can come to no other verdict",
    ("advisor.reports.audit.sentences", "_TO_VERIFY"): "the others make another verdict",
    ("advisor.advice.conflicts", "_STRONGER"): "what persuades is stronger than nothing",
    ("advisor.model.comparisons", "WEIGHTIEST_FIRST"): "what is open counts in the place of the "
    "worst that it can come to",
    ("advisor.receipts.receipt_schema", "ReceiptOutcome"): "a receipt keeps what has an answer",
    ("advisor.reports.audit.sentences", "COUNTED_OUTCOMES"): "what does not apply is not counted",
    ("advisor.reports.charts.map_svg", "_FILLS"): "a law that says none of these is left bare",
    ("advisor.reports.comparisons", "ANSWER_WORDS"): "the answer of a law is open, and never "
    "undetermined",
    ("advisor.reports.finding_entries", "_REASONS"): "the others say why in other words",
    ("advisor.reports.survey_map", "_CELLS"): "as ANSWER_WORDS",
    ("advisor.reports.survey_map", "_HEADS"): "the others share one head",
    ("advisor.reports.verdict_banner", "_RESTS"): "what was read needs no warning",
}
"""Tables that are not to have every member, and why."""

ROOT = Path(__file__).resolve().parents[2]
ROWS = {
    "Modality": "modality",
    "Stance": "stance",
    "Outcome": "outcome",
    "Bearing": "bearing of an outcome",
    "Verdict": "verdict",
    "Reason": "reason for a verdict",
}
"""How the page calls each enumeration."""

LISTS = {"COUNTED_OUTCOMES", "ORDER", "WEIGHTIEST_FIRST"}
"""Orders that are written out, which count as tables."""

_OPTIONAL = ("py4j", "pyspark", "spark")


def _modules() -> Iterator[tuple[str, Mapping[str, object]]]:
    for found in pkgutil.walk_packages(advisor.__path__, "advisor."):
        if not found.name.endswith("__main__"):
            try:
                yield found.name, vars(import_module(found.name))
            except ImportError as missing:  # of a large extra that few install
                if not any(name in f"{missing.name} {found.name}" for name in _OPTIONAL):
                    raise


def _tables() -> Iterator[tuple[tuple[str, str], Any]]:
    """Return every table once, of the model where others have it from there."""
    seen = set()
    for module, names in sorted(_modules(), key=lambda one: not one[0].startswith("advisor.model")):
        for name, value in names.items():
            is_table = isinstance(value, Mapping) or get_origin(value) is Literal
            if (is_table or name in LISTS) and id(value) not in seen:
                seen.add(id(value))
                yield (module, name), value


def _gaps() -> Iterator[tuple[tuple[str, str], set[object]]]:
    """Return what each table of these members, or of their words, leaves out."""
    for table, value in _tables():
        if get_origin(value) is Literal:
            said = set(get_args(value))
            for kind in WATCHED:
                words = {member.value for member in kind}
                if len(said & words) > len(words) / 2 and said <= words:
                    yield table, words - said
            continue
        keys = [key[0] if isinstance(key, tuple) and key else key for key in value]
        for kind in {type(key) for key in keys if isinstance(key, WATCHED)}:
            yield table, {member for member in kind if member not in keys}


GAPS = tuple(_gaps())


def test_a_table_has_every_member() -> None:
    """A new outcome or verdict is given its words and its place, or a reason why it has none."""
    missing = {table: gap for table, gap in GAPS if gap and table not in PARTIAL}

    assert {} == missing


@pytest.mark.parametrize("table", PARTIAL, ids=".".join)
def test_what_is_partial_still_is(table: tuple[str, str]) -> None:
    """An excuse that is no longer needed goes."""
    assert [gap for found, gap in GAPS if found == table and gap]


def test_a_norm_can_be_written_with_every_modality() -> None:
    """Each modality is a key of a norm."""
    assert {modality.value for modality in Modality} <= NormModel.model_fields.keys()


def test_the_page_names_every_place_that_a_new_modality_comes_to() -> None:
    """What the type check names and the tables by modality, all of them there."""
    page = (ROOT / "docs/how-to/add-a-modality.md").read_text(encoding="utf-8")
    typed_part = page.partition("## What the type check names")[2]
    typed = run_path(str(ROOT / "tests/typing/new_members.py"))["PLACES"]
    tables = {
        module.replace(".", "/") + ".py"
        for (module, name), _ in GAPS
        if not name.startswith("_") and _is_of_modalities(vars(import_module(module))[name])
    }

    for place in sorted(tables | {f"advisor/{one}" for one in typed["Modality"] | typed["Stance"]}):
        assert f"`{place}`" in page
    for name, places in typed.items():
        row = next(line for line in typed_part.splitlines() if line.startswith(f"| {ROWS[name]} |"))
        assert set(re.findall(r"`advisor/([^`]+)`", row)) == places
    for place in re.findall(r"`((?:advisor|docs|tests)/[^`]+)`", page):
        assert (ROOT / place).exists(), place


def _is_of_modalities(table: object) -> bool:
    members = set(get_args(table) if get_origin(table) is Literal else cast("Any", table))
    return members <= {*Modality, *(modality.value for modality in Modality)}


def test_tables_are_found() -> None:
    """The words for verdicts, outcomes and modalities are among what is looked at."""
    tables = {table for table, _ in GAPS}

    assert ("advisor.model.verdict_words", "VERDICTS") in tables
    for name in ("OUTCOME_LABELS", "MODALITIES", "WEIGHTS", "VERIFICATIONS"):
        assert ("advisor.reports.labels", name) in tables
    assert ("advisor.reports.machine.opinion_schema", "ModalityWord") in tables
