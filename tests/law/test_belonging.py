"""
Each authority keeps its own citation, days and pinpoints.

A day or a pinpoint that was read somewhere can still be wrong where it stands. The list
beside this file says which belongs to which, and was held against the sources; whoever
reads more adds to it, in the same change as the law, and so says that it was read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from law.test_known import citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from advisor.model.authorities import Period
    from advisor.model.law import Law

LIST = Path(__file__).with_name("belonging.json")
_HOW = "add what was read of it to tests/law/belonging.json, or correct the law"


@pytest.fixture(scope="module")
def law() -> Law:
    """Read the bundled law once."""
    from advisor import load

    return load().law


def found(law: Law) -> dict[str, dict[str, list[str]]]:
    """Return what the corpus says: by authority, by norm, and by place and model norm."""
    told: dict[str, dict[str, set[str]]] = {}
    for policy in law.policies.values():
        periods = [policy.authority.in_force, *(norm.in_force for norm in policy.norms)]
        told[policy.id] = {
            "cite": {policy.authority.cite},
            "days": _days(one for one in periods if one),
        }
    for where, one in citations(law):
        if one.pinpoint:
            pinpoints = told.setdefault(where, {}).setdefault("pinpoints", set())
            pinpoints.add(f"{one.policy or one.norm or ''} {one.pinpoint}".strip())
    for code, place in law.jurisdictions.items():
        for norm, adoption in place.adoptions.items():
            told[f"{code} {norm}"] = {
                "cite": {adoption.cite},
                "days": _days([adoption.period]),
            }
        for norm, stand_in in place.stand_ins.items():
            if stand_in.cite:
                told[f"{code} for {norm}"] = {"cite": {stand_in.cite}}
    return {
        name: {part: sorted(words) for part, words in parts.items() if words}
        for name, parts in sorted(told.items())
    }


def _days(periods: Iterable[Period]) -> set[str]:
    """Return the days on which periods begin and end; of one that nobody read, its span."""
    return {
        _span(first, last)
        for one in periods
        for first, last in ((one.start, one.start_by), (one.until_from, one.until))
        if (first or last) is not None
    }


def _span(first: date | None, last: date | None) -> str:
    return " to ".join(day.isoformat() for day in (first, last) if day is not None)


def test_everything_stands_where_it_belongs(law: Law) -> None:
    """No authority has a citation, a day or a pinpoint that was read of another."""
    listed: Mapping[str, Mapping[str, list[str]]] = json.loads(LIST.read_text("utf-8"))

    strays = [
        f"{name}: {part} {word!r}"
        for name, parts in found(law).items()
        for part, words in parts.items()
        for word in words
        if word not in listed.get(name, {}).get(part, [])
    ]
    assert [] == strays, _HOW


def test_the_list_tells_authorities_apart(law: Law) -> None:
    """The day of one authority is a stray with another: most have days of their own."""
    listed = json.loads(LIST.read_text("utf-8"))
    moved = {
        (name, day)
        for name in law.policies
        for other in law.policies
        for day in found_days(listed, other)
        if day not in found_days(listed, name)
    }
    assert len(moved) > len(law.policies) ** 2 // 2


def found_days(listed: Mapping[str, Mapping[str, list[str]]], name: str) -> list[str]:
    """Return the days that are listed for an authority."""
    return listed.get(name, {}).get("days", [])
