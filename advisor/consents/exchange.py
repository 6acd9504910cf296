"""Records as CSV and as JSON, in and out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from advisor.consents.records import Act, ConsentEvent, ConsentRecord, RegisterProblem
from advisor.consents.register import address_key, new_record_id
from advisor.consents.words import ConsentWords
from advisor.source.csv_dialect import read_csv_dialect

SCHEMA = "advisor/consents/1"
_COLUMNS = (
    "record_id",
    "address",
    "mechanisms",
    "purposes",
    "told",
    "state",
    "day",
    "method",
    "evidence_sha256",
    "valid_until",
)
_NEEDED = ("address", "mechanisms", "state", "day")
_SHA256_LENGTH = 64


def consents_json(records: Iterable[ConsentRecord]) -> str:
    """Return records as JSON, with the states named by their terms."""
    document = {"schema": SCHEMA, "records": [_record_document(record) for record in records]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def consents_csv(records: Iterable[ConsentRecord]) -> str:
    """Return records as CSV, a line for each event."""
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\n")
    table.writerow(_COLUMNS)
    for record in records:
        told = " ".join(f"{name}={str(value).lower()}" for name, value in record.told)
        head = (
            record.id,
            record.address,
            " ".join(record.mechanisms),
            " ".join(record.purposes),
            told,
        )
        for event in record.events:
            until = event.valid_until.isoformat() if event.valid_until else ""
            table.writerow(
                (
                    *head,
                    event.act.word,
                    event.day.isoformat(),
                    event.method,
                    event.evidence,
                    until,
                )
            )
    return written.getvalue()


def read_consents_json(text: str, words: ConsentWords) -> tuple[ConsentRecord, ...]:
    """Read records from JSON; raises `RegisterProblem` naming the record that is wrong."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise RegisterProblem(
            "the file is not well-formed JSON", "nothing was taken from it", "mend its JSON"
        ) from None
    if not isinstance(document, dict) or document.get("schema") != SCHEMA:
        raise RegisterProblem(
            f"the file does not say `{SCHEMA}` under `schema`",
            "what another program means by its words is not known here",
            "import a CSV with the columns that `docs/how-to/consent.md` names",
        )
    found = []
    for number, told in enumerate(_list(document, "records"), 1):
        with_place = _Place(f"record {number}")
        found.append(with_place.run(_record, told, words))
    return tuple(found)


def read_consents_csv(text: str, words: ConsentWords) -> tuple[ConsentRecord, ...]:
    """
    Read records from CSV; raises `RegisterProblem` naming the line that is wrong.

    Lines of one `record_id` are the events of one record, in their order. Lines without one are
    where address, mechanisms and purposes are the same.
    """
    opened = io.StringIO(text, newline="")
    try:
        dialect = read_csv_dialect(opened)
        rows = list(csv.reader(opened, delimiter=dialect.delimiter))
    except (ValueError, csv.Error):
        raise RegisterProblem(
            "the file is not well-formed CSV", "nothing was taken from it", "save it again"
        ) from None
    missing = [name for name in _NEEDED if name not in dialect.columns]
    if missing:
        raise RegisterProblem(
            f"the first line names no column `{missing[0]}`",
            "without it a consent cannot be told",
            f"begin with a line as `{','.join(_COLUMNS)}`",
        )
    records: dict[tuple[str, ...], dict[str, Any]] = {}
    first = dialect.blank_lines + dialect.header_lines + 1
    for line, row in enumerate(rows, first):
        cells = {name: cell.strip() for name, cell in zip(dialect.columns, row, strict=False)}
        if not any(cells.values()):
            continue
        plain = address_key(cells.get("address", ""))
        key = (
            (cells["record_id"],)
            if cells.get("record_id")
            else (plain, cells.get("mechanisms", ""), cells.get("purposes", ""))
        )
        head = records.setdefault(key, {**_csv_head(cells), "event": [], "line": line})
        if {name: head[name] for name in _csv_head(cells)} != _csv_head(cells):
            raise RegisterProblem(
                f"line {line}: it says something else of its record than line {head['line']}",
                "a record is one consent of one person to some tracking",
                "correct one of the two, or give one another `record_id`",
            )
        head["event"].append(_csv_event(cells))
    return tuple(
        _Place(f"the record of line {head['line']}").run(_record, head, words)
        for head in records.values()
    )


class _Place:
    """Says where a problem lies."""

    def __init__(self, place: str) -> None:
        self.place = place

    def run(self, read: Any, *given: Any) -> ConsentRecord:  # noqa: ANN401 - any reader
        """Read a record; a problem is told with its place."""
        try:
            record: ConsentRecord = read(*given)
        except RegisterProblem as problem:
            raise RegisterProblem(
                f"{self.place}: {problem.what}", problem.why, problem.fix
            ) from None
        return record


def _record_document(record: ConsentRecord) -> dict[str, Any]:
    return {
        "record_id": record.id,
        "pii_principal_id": record.address,
        "mechanisms": list(record.mechanisms),
        "purposes": list(record.purposes),
        "told": dict(record.told),
        "event": [_event_document(event) for event in record.events],
    }


def _event_document(event: ConsentEvent) -> dict[str, Any]:
    told = {
        "event_state": event.act.term,
        "event_time": event.day.isoformat(),
        "method": event.method,
        "evidence_sha256": event.evidence,
        "valid_until": event.valid_until.isoformat() if event.valid_until else "",
    }
    return {key: value for key, value in told.items() if value}


def _csv_head(cells: Mapping[str, str]) -> dict[str, Any]:
    told = (item.partition("=") for item in cells.get("told", "").split())
    return {
        "record_id": cells.get("record_id", ""),
        "pii_principal_id": address_key(cells.get("address", "")),
        "mechanisms": cells.get("mechanisms", "").split(),
        "purposes": cells.get("purposes", "").split(),
        "told": {name: {"true": True, "false": False}.get(word, word) for name, _, word in told},
    }


def _csv_event(cells: Mapping[str, str]) -> dict[str, str]:
    told = {
        "event_state": cells.get("state", ""),
        "event_time": cells.get("day", ""),
        "method": cells.get("method", ""),
        "evidence_sha256": cells.get("evidence_sha256", ""),
        "valid_until": cells.get("valid_until", ""),
    }
    return {key: value for key, value in told.items() if value}


def _record(told: object, words: ConsentWords) -> ConsentRecord:
    if not isinstance(told, dict):
        raise _unreadable("it is no object")
    facts = told.get("told") or {}
    if not isinstance(facts, dict) or not all(isinstance(value, bool) for value in facts.values()):
        raise _unreadable("`told` does not say `true` or `false` of each fact")
    return ConsentRecord(
        _text(told, "record_id") or new_record_id(),
        read_address(_text(told, "pii_principal_id")),
        words.read_mechanisms(_words(told, "mechanisms")),
        words.read_purposes(_words(told, "purposes")),
        words.read_told(facts.items()),
        tuple(_read_events(_list(told, "event"))),
    )


def _read_events(told: list[Any]) -> Iterator[ConsentEvent]:
    for item in told:
        if not isinstance(item, dict):
            raise _unreadable("an event is no object")
        act = Act.named(_text(item, "event_state"))
        if act is None:
            known = ", ".join(f"`{one.word}`" for one in Act)
            raise RegisterProblem(
                "an event has no state that is known", "an event says what happened",
                f"write {known}",
            )  # fmt: skip
        until = _text(item, "valid_until")
        yield ConsentEvent(
            act,
            _day(_text(item, "event_time")),
            _text(item, "method"),
            _hash(_text(item, "evidence_sha256")),
            _day(until) if until else None,
        )


def read_address(text: str) -> str:
    """Return an address as it is kept; raises `RegisterProblem` where it is none."""
    address = address_key(text)
    name, at, domain = address.rpartition("@")
    if not (name and at and domain) or set(address) & set(" <>,;\t\r\n"):
        raise RegisterProblem(
            "what is given as an address is none",
            "a consent is one person's",
            "write it as `ann@firm.example`, without a name",
        )
    return address


def _hash(text: str) -> str:
    if text and (len(text) != _SHA256_LENGTH or set(text) - set("0123456789abcdef")):
        raise _unreadable("the evidence is no SHA-256 in small letters")
    return text


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _unreadable(f"`{text[:20]}` is no day as `2026-03-02`") from None


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key, "")
    if not isinstance(value, str):
        raise _unreadable(f"`{key}` is no text")
    return value.strip()


def _list(told: Mapping[str, Any], key: str) -> list[Any]:
    value = told.get(key, [])
    if not isinstance(value, list):
        raise _unreadable(f"`{key}` is no list")
    return value


def _words(told: Mapping[str, Any], key: str) -> list[str]:
    value = _list(told, key)
    if not all(isinstance(item, str) for item in value):
        raise _unreadable(f"`{key}` is no list of words")
    return value


def _unreadable(what: str) -> RegisterProblem:
    return RegisterProblem(
        what, "what cannot be read could mean anything, so nothing was taken", "correct it there"
    )
