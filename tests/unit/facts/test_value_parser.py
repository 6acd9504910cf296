"""The same words mean the same, whichever way they come in."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from unit.corpus.utopia import GROUND

from advisor.advice.batch.cell_parser import CellParser, cell_as_is, cell_as_text
from advisor.cli.what_if import _told_otherwise
from advisor.corpus import Layer, read_law
from advisor.facts.read_scenario import read_scenario, scenario_from
from advisor.facts.value_parser import FactValueError, FactValueParser
from advisor.interview.answer_parser import Unread, parse_answer
from advisor.mail import read_address_book
from advisor.model.law import Law
from advisor.model.places import Places
from advisor.model.scenarios import Scenario
from advisor.model.vocabulary import FactType, Value
from advisor.values import replace

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "reference" / "fact-values.md"
TODAY = date(2026, 3, 2)
FACTS = """
  {entity}.flag: {{type: flag, ask: Is it so?}}
  {entity}.choice:
    type: choice
    ask: Who?
    options: {{client: our client, opposing-counsel: lawyer of the other side}}
  {entity}.choices:
    type: choices
    ask: Which?
    options: {{pixel: invisible image, link: tracked link}}
  {entity}.place: {{type: place, ask: Where?}}
  {entity}.places: {{type: places, ask: Where else?}}
  {entity}.date: {{type: date, ask: When?}}
  {entity}.number: {{type: number, ask: How many?}}
  {entity}.text: {{type: text, ask: How?}}
"""
PLACES = {"DE": "Germany", "NO": "Norway", "US": "United States", "US-IL": "Illinois"}
REFUSED, UNKNOWN = "refused", "unknown"
KINDS = tuple(kind.value for kind in FactType)

Surface = Callable[[Law, str, str, Path], Value | None]


class Refused(Exception):
    """A surface says that a text is no value of the fact."""


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Law:
    """Read a law with a fact of every type, of the message and of a recipient."""
    root = tmp_path_factory.mktemp("law")
    shutil.copytree(GROUND, root, dirs_exist_ok=True)
    vocabulary = "vocabulary: values\nfacts:" + "".join(
        FACTS.format(entity=entity) for entity in ("message", "recipient")
    )
    words = root / "policies" / "vocabulary"
    mail = (words / "mail.yaml").read_text("utf-8")
    dated = "  message.date:\n    type: date\n    ask: When was it sent?\n"
    assert dated in mail
    (words / "mail.yaml").write_text(mail.replace(dated, ""), "utf-8")
    (words / "values.yaml").write_text(vocabulary, "utf-8")
    found, problems = read_law([Layer("ground", root)])
    assert found is not None, problems
    return replace(found, places=Places(PLACES))


def _told(scenario: Scenario | None, fact: str) -> Value | None:
    if scenario is None:
        raise Refused
    return scenario.facts.get(f"message.{fact}")


def by_yaml(law: Law, fact: str, text: str, _folder: Path) -> Value | None:
    """Write the text into a scenario file as it is."""
    scenario, _ = read_scenario(f"facts:\n  message:\n    {fact}: {text}\n", law, today=TODAY)
    return _told(scenario, fact)


def by_quoted_yaml(law: Law, fact: str, text: str, _folder: Path) -> Value | None:
    """Write the text into a scenario file, quoted."""
    told = f"facts:\n  message.{fact}: {json.dumps(text)}\n"
    return _told(read_scenario(told, law, today=TODAY)[0], fact)


def by_mapping(law: Law, fact: str, text: str, _folder: Path) -> Value | None:
    """Pass the text from Python, as an interface over HTTP does."""
    return _told(scenario_from({"facts": {f"message.{fact}": text}}, law, TODAY)[0], fact)


def _by_book(path: Path, law: Law, fact: str) -> Value | None:
    book, problems = read_address_book(path, law)
    if problems:
        raise Refused
    entry = book.of("a@b.example")
    assert entry is not None
    return entry.facts.get(f"recipient.{fact}")


def by_address_book(law: Law, fact: str, text: str, folder: Path) -> Value | None:
    """Write the text into an address book in YAML as it is."""
    path = folder / "book.yaml"
    path.write_text(f"people:\n  - address: a@b.example\n    {fact}: {text}\n", "utf-8")
    return _by_book(path, law, fact)


def by_address_table(law: Law, fact: str, text: str, folder: Path) -> Value | None:
    """Write the text into an address book in CSV."""
    path = folder / "book.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(
            [["address", f"recipient.{fact}"], ["a@b.example", text]]
        )
    return _by_book(path, law, fact)


def _by_cell(law: Law, fact: str, cell: object, spelling: Any) -> Value | None:  # noqa: ANN401
    cells = CellParser(law, TODAY)
    code, problem = cells.code(f"message.{fact}", cell, spelling)
    if problem is not None:
        raise Refused
    value: Value | None = cells.words(f"message.{fact}").values[code]
    return value


def by_cell(law: Law, fact: str, text: str, _folder: Path) -> Value | None:
    """Write the text into a cell of a CSV file."""
    return _by_cell(law, fact, text, cell_as_text)


def by_typed_cell(law: Law, fact: str, text: str, _folder: Path) -> Value | None:
    """Put the text into a column of texts in an Arrow table."""
    return _by_cell(law, fact, text, cell_as_is)


def by_what_if(law: Law, fact: str, text: str, _folder: Path) -> Value | None:
    """Return the text as a change on a command line."""
    corpus: Any = SimpleNamespace(law=law)
    try:
        return _told(_told_otherwise(Scenario(), [f"message.{fact}={text}"], corpus), fact)
    except SystemExit as left:
        raise Refused from left


def by_interview(law: Law, fact: str, text: str, _folder: Path) -> Value | None:
    """Type the text as an answer."""
    declared = law.vocabulary.facts[f"message.{fact}"]
    try:
        return parse_answer(text, declared, law.places, TODAY)
    except Unread as unread:
        raise Refused from unread


WRITTEN: tuple[Surface, ...] = (
    by_yaml,
    by_quoted_yaml,
    by_mapping,
    by_address_book,
    by_address_table,
    by_cell,
    by_typed_cell,
    by_what_if,
)


class Row(NamedTuple):
    """A text of the table of the page, with its value and where it is understood."""

    kind: str
    text: str
    told: str
    where: str


def _rows() -> Iterator[Row]:
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        kinds = KINDS[:-1] if cells[0] == "any but text" else [cells[0]] * (cells[0] in KINDS)
        for kind in kinds:
            for text in re.findall(r"`([^`]+)`", cells[1]):
                yield Row(kind, text, cells[2], cells[3])


def _expected(row: Row) -> object:
    """Return the value that the page names; its words say that the text itself is meant."""
    text = row.text
    match row.told:
        case "the code":
            return text
        case "the day":
            return date.fromisoformat(text)
        case "the whole number":
            return int(text)
        case "the number":
            return float(text)
        case "the text, each space once":
            return " ".join(text.split())
        case "refused" | "unknown":
            return row.told
    value = json.loads(row.told.strip("`"))
    if row.kind == FactType.DATE.value:
        return date.fromisoformat(value)
    return frozenset(value) if isinstance(value, list) else value


def _outcome(surface: Surface, law: Law, kind: str, text: str, folder: Path) -> object:
    try:
        value = surface(law, kind, text, folder)
    except Refused:
        return REFUSED
    return UNKNOWN if value is None else value


@pytest.mark.parametrize("row", list(_rows()), ids=lambda row: f"{row.kind}-{row.text}")
def test_the_same_words_mean_the_same(law: Law, tmp_path: Path, row: Row) -> None:
    """Every text of the page is understood, or refused, as it says and wherever it says."""
    expected = _expected(row)
    written = REFUSED if row.where == "interview" else expected

    for surface in WRITTEN:
        outcome = _outcome(surface, law, row.kind, row.text, tmp_path)
        assert (written, type(written)) == (outcome, type(outcome)), surface.__name__
    assert expected == _outcome(by_interview, law, row.kind, row.text, tmp_path)


def test_the_page_has_every_type() -> None:
    """The table says of each type what is understood, what is refused and what is unknown."""
    rows = list(_rows())

    for kind in KINDS:
        told = {row.told for row in rows if row.kind == kind}
        assert "unknown" in told
        assert "refused" in told or kind == FactType.TEXT.value
        assert len(told) > 1


@pytest.mark.parametrize("kind", list(FactType))
def test_nothing_is_not_known(law: Law, tmp_path: Path, kind: FactType) -> None:
    """A key without a value, an empty cell and an empty text say nothing of a fact."""
    for surface in (*WRITTEN[:-1], by_interview):
        assert UNKNOWN == _outcome(surface, law, kind.value, "", tmp_path), surface.__name__


@pytest.mark.parametrize(
    ("fact", "written"),
    [("flag", True), ("number", 1.5), ("date", TODAY), ("choices", {"pixel"}), ("places", ("DE",))],
)
def test_typed_values_are_what_their_text_is(law: Law, fact: str, written: object) -> None:
    """Truth values, numbers, dates, sets and tuples of Python are read as files write them."""
    scenario, problems = scenario_from({"facts": {f"message.{fact}": written}}, law, TODAY)

    assert () == problems
    value = _told(scenario, fact)
    assert (frozenset(written) if isinstance(written, set | tuple) else written) == value


@pytest.mark.parametrize("fact", ["flag", "choice", "place", "date", "number", "text"])
def test_a_list_is_no_single_value(law: Law, fact: str) -> None:
    """Only a set is told by a list, and no list holds what is no text."""
    parser = FactValueParser(law.places.names)
    with pytest.raises(FactValueError):
        parser.parse(law.vocabulary.facts[f"message.{fact}"], ["x"])
    with pytest.raises(FactValueError):
        parser.parse(law.vocabulary.facts["message.choices"], ["pixel", 1])


def test_a_judgment_takes_the_words_of_a_flag(law: Law) -> None:
    """Its value is told as a flag is; what is around it stays what it was."""
    told = "{value: YES, decided_by: A, on: 2026-01-01, because: B}"
    scenario, problems = read_scenario(f"facts: {{lawyer.reasonable_efforts: {told}}}", law)

    assert () == problems
    assert scenario is not None
    assert scenario.facts["lawyer.reasonable_efforts"] is True
