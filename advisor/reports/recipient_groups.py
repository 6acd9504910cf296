"""Findings that differ by nothing but the recipient, told as one with a list of names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from advisor.i18n import and_list, message
from advisor.model.recipient_names import spoken_name

if TYPE_CHECKING:
    from advisor.model.opinions import Finding


class RecipientGroup(NamedTuple):
    """One sentence and the findings it speaks for, in their order."""

    statement: str
    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Return the finding that stands for all where they do not differ."""
        return self.findings[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Return the people concerned, each once."""
        return names(self.findings)


def names(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the recipients of findings as a sentence names them, each once, in order."""
    return tuple(
        dict.fromkeys(
            spoken_name(finding.recipient) for finding in findings if finding.recipient is not None
        )
    )


def group_recipients(findings: Iterable[Finding]) -> tuple[RecipientGroup, ...]:
    """Gather findings of one norm in one place with one outcome."""
    gathered: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        key = (
            finding.id,
            finding.outcome,
            finding.governs,
            finding.exception,
            finding.overridden_by,
            finding.weight,
        )
        gathered.setdefault(key, []).append(finding)
    groups: list[RecipientGroup] = []
    for alike in gathered.values():
        if _differ_by_name_only(alike):
            groups.append(RecipientGroup(_sentence(alike), tuple(alike)))
        else:
            groups += [RecipientGroup(item.statement, (item,)) for item in alike]
    return tuple(groups)


def group_acts(groups: Iterable[RecipientGroup]) -> list[list[RecipientGroup]]:
    """Gather groups by the act and its bearer, in their order."""
    acts: dict[tuple[str, str], list[RecipientGroup]] = {}
    for group in groups:
        acts.setdefault((group.first.act, group.first.bearer), []).append(group)
    return list(acts.values())


def _sentence(alike: list[Finding]) -> str:
    """
    Say the sentence of the first, and of whom else it is true.

    Names are not put into it together: the sentence was written about one person.
    """
    first = alike[0]
    others = names(item for item in alike if item.recipient != first.recipient)
    if not others or first.recipient is None or _name(first) not in first.statement:
        return first.statement
    said = first.statement.rstrip(".")
    return message("{statement} (the same for {people}).", statement=said, people=and_list(others))


def _differ_by_name_only(alike: list[Finding]) -> bool:
    """Return whether the statements are one sentence with another name filled in."""
    if len({item.statement for item in alike}) == 1:
        return True
    first, name = alike[0].statement, _name(alike[0])
    start = first.find(name) if name else -1
    while start >= 0:
        before, after = first[:start], first[start + len(name) :]
        if all(item.statement == f"{before}{_name(item)}{after}" for item in alike):
            return True
        start = first.find(name, start + 1)
    return all(
        item.statement.replace(_name(item), "\0") == first.replace(name, "\0") for item in alike
    )


def _name(finding: Finding) -> str:
    """Return what the statement calls the recipient."""
    return spoken_name(finding.recipient or "")
