"""Findings that differ by nothing but the recipient, told as one with a list of names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from advisor.reports import words

if TYPE_CHECKING:
    from advisor.model.opinions import Finding


class Group(NamedTuple):
    """One sentence and the findings it speaks for, in their order."""

    statement: str
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Give the finding that stands for all where they do not differ."""
        return self.findings[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the people concerned, each once."""
        return names(self.findings)


def names(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Give the recipients of findings, each once, in order."""
    return tuple(dict.fromkeys(one.recipient for one in findings if one.recipient is not None))


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Gather findings of one norm in one place with one outcome."""
    gathered: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        key = (one.id, one.outcome, one.governs, one.exception, one.overridden_by, one.weight)
        gathered.setdefault(key, []).append(one)
    groups: list[Group] = []
    for alike in gathered.values():
        statement = _common(alike)
        if statement is None:
            groups += [Group(one.statement, (one,)) for one in alike]
        else:
            groups.append(Group(statement, tuple(alike)))
    return tuple(groups)


def _common(alike: list[Finding]) -> str | None:
    """
    Find the one sentence of which the statements differ only by the name filled in.

    `None` where there is none, so that a name can never be mistaken for a word.
    """
    statements = {one.statement for one in alike}
    if len(statements) == 1:
        return alike[0].statement
    first, name = alike[0].statement, alike[0].recipient or ""
    everyone = words.joined(names(alike))
    start = first.find(name) if name else -1
    while start >= 0:
        before, after = first[:start], first[start + len(name) :]
        if all(one.statement == f"{before}{one.recipient}{after}" for one in alike):
            return f"{before}{everyone}{after}"
        start = first.find(name, start + 1)
    return None
