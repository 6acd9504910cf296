"""The pages of the vocabulary and of the codes of diagnostics."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import advisor
from advisor.application.codes import CODES as VERB_CODES
from advisor.audit.codes import CODES as AUDIT_CODES
from advisor.checks.codes import CODES as CHECK_CODES
from advisor.mail.codes import CODES as MAIL_CODES
from advisor.mail.problems import missing_extra, unreadable
from advisor.model.vocabulary import ENTITIES
from advisor.receipts.codes import CODES as RECEIPT_CODES
from advisor.source.codes import CODES as FILE_CODES
from advisor.training.codes import CODES as TRAINING_CODES
from advisor.web.api.codes import CODES as REQUEST_CODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from advisor.diagnostics import Diagnostic
    from advisor.model.vocabulary import Fact

_VOCABULARY = """\
# The vocabulary

Every fact that a scenario may tell, with the question a lawyer would ask.
What may be told of a fact is its type.
[The policy format](policy-format.md) says how to write and test it.
This page is generated from `policies/vocabulary/`.
`advisor facts` shows the same in a terminal.
"""
_DIAGNOSTICS = """\
# The codes of diagnostics

A code is stable; its wording may change.
This page is generated.

## Found in reading files and scenarios

"""


def vocabulary_page() -> str:
    """List facts by entity, then what is derived from them, acts and bearers."""
    words = advisor.load().law.vocabulary
    parts = [_VOCABULARY]
    by_entity = sorted(words.facts.values(), key=lambda fact: ENTITIES.index(fact.entity))
    for entity, facts in groupby(by_entity, key=lambda fact: fact.entity):
        parts.append(f"## {entity}\n")
        parts += [line for fact in facts for line in _fact(fact)]
    parts.append("## Derived facts\n")
    parts.append(_table({name: _said(one.means) for name, one in words.derived.items()}))
    parts.append("## Acts\n\nTwo norms can conflict only about the same act.\n")
    parts.append(_table(words.acts))
    parts.append("## Bearers\n")
    parts.append(_table(words.bearers))
    return "\n".join(parts)


def diagnostics_page() -> str:
    """List every code with what it means."""
    return (
        _DIAGNOSTICS
        + _table(FILE_CODES)
        + "\n## Found in checking a corpus\n\n"
        + _table(CHECK_CODES)
        + "\n## Found in messages and address books\n\n"
        + _table(MAIL_CODES)
        + "\n"
        + _shown(missing_extra("mail", ("selectolax",)), unreadable("letter.eml", "it is empty"))
        + "\n## Found in audits\n\n"
        + _table(AUDIT_CODES)
        + "\n## Found in receipts\n\n"
        + _table(RECEIPT_CODES)
        + "\n## Found in training\n\n"
        + _table(TRAINING_CODES)
        + "\n## Found in what programs and assistants ask\n\n"
        + _table(VERB_CODES)
        + "\n## Found in requests over HTTP\n\n"
        + _table(REQUEST_CODES)
    )


def _fact(fact: Fact) -> Iterator[str]:
    yield f"### `{fact.name}`\n"
    yield f"{_said(fact.ask)}\n"
    if fact.help:
        yield f"{_said(fact.help)}\n"
    judged = " A judgment: it stays unknown until a person records it." if fact.judgment else ""
    yield f"Type: `{fact.type.value}`. Control: `{fact.control.value}`.{judged}\n"
    if fact.judgment:
        yield "\n".join([*(f"- {factor}" for factor in fact.judgment.factors), ""])
    if fact.options:
        yield "\n".join([*(f"- `{key}`: {_said(says)}" for key, says in fact.options.items()), ""])


def _shown(*problems: Diagnostic) -> str:
    """Show problems as they are told in a terminal."""
    told = (
        f"{one.at.source}: error[{one.code}]: {one.what}\n"
        f"   = why: {one.why}\n   = fix: {one.fix}\n"
        for one in problems
    )
    return f"```text\n{chr(10).join(told)}```\n"


def _table(words: Mapping[str, str]) -> str:
    rows = (f"| `{name}` | {means.replace('|', chr(92) + '|')} |" for name, means in words.items())
    return "\n".join(["| name | means |", "| --- | --- |", *rows, ""])


def _said(text: str) -> str:
    return " ".join(text.split())
