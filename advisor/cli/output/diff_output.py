"""What law says otherwise, as text, JSON and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from advisor.cli.output.proof_output import indented
from advisor.facts.scenario_writer import scenario_document, scenario_text
from advisor.reports.labels import counted_text

if TYPE_CHECKING:
    from advisor.model.law_changes import LawChange, LawDifference

_MOST_PLACES = 8


def diff_text(difference: LawDifference) -> str:
    """Return a difference of laws as text."""
    lines: list[str] = []
    for kind, changes in groupby(difference.changes, key=lambda one: one.kind):
        lines.append(kind.value.upper())
        for change in changes:
            lines += [f"  {_headline(change)}", f"    {_said(change)}"]
            if change.witness is not None:
                lines += (f"  {line}" for line in indented(change.witness))
        lines.append("")
    lines += _sums(difference)
    return "\n".join(lines)


def diff_markdown(difference: LawDifference) -> str:
    """Return a difference of laws as Markdown, for a review."""
    lines = ["# What the law says otherwise", ""]
    for kind, changes in groupby(difference.changes, key=lambda one: one.kind):
        lines += [f"## {kind.value.capitalize()}", ""]
        for change in changes:
            lines += [f"- {_headline(change, mark='`')}: {_said(change)}"]
            if change.witness is not None:
                lines += ["", "  ```yaml"]
                text = scenario_text(change.witness).rstrip("\n")
                lines += [f"  {line}" for line in text.split("\n")]
                lines += ["  ```", ""]
        lines.append("")
    lines += _sums(difference)
    return "\n".join(lines)


def _headline(change: LawChange, mark: str = "") -> str:
    places = ", ".join(change.places[:_MOST_PLACES])
    more = len(change.places) - _MOST_PLACES
    if more > 0:
        places += f" and {more} more"
    norms = " against ".join(f"{mark}{norm}{mark}" for norm in change.norms)
    return f"{norms} in {places} ({change.act})"


def _said(change: LawChange) -> str:
    return f"{change.says}, on {change.day}"


def _sums(difference: LawDifference) -> Iterator[str]:
    if difference.vocabulary:
        yield f"The vocabulary: {'; '.join(difference.vocabulary)}."
    asked = difference.norms - difference.unchanged
    days = counted_text(len(difference.days), "day")
    if not difference.changes:
        yield "The same, proved: no possible scenario has another outcome."
    yield (
        f"{difference.norms:,} norms in their places on {days}: "
        f"{difference.unchanged:,} rest on no changed word, {difference.proved:,} of the other "
        f"{asked:,} are proved to be the same."
    )


def diff_document(difference: LawDifference) -> dict[str, Any]:
    """Return a difference of laws as plain values."""
    return {
        "days": [day.isoformat() for day in difference.days],
        "norms": difference.norms,
        "unchanged": difference.unchanged,
        "proved": difference.proved,
        "vocabulary": list(difference.vocabulary),
        "changes": [
            {
                "kind": change.kind.value,
                "norms": list(change.norms),
                "act": change.act,
                "places": list(change.places),
                "on": change.day.isoformat(),
                "says": change.says,
                "before": change.before or None,
                "after": change.after or None,
                "scenario": None if change.witness is None else scenario_document(change.witness),
            }
            for change in difference.changes
        ],
    }
