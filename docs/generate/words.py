"""The pages of the vocabulary, of what was read on it, and of the codes of diagnostics."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cells import before_and_after
from examples import ROOT

import advisor
from advisor.advice.rule_cells import survey_cells
from advisor.diagnostics import Severity
from advisor.diagnostics.registry import REGISTRY, Finder
from advisor.mail.problems import missing_extra, unreadable
from advisor.model.vocabulary import ENTITIES
from advisor.reports.coverage import coverage_page
from advisor.reports.render.diagnostics import unplaced
from advisor.reports.render.markdown import markdown
from advisor.reports.unread import unread_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from advisor.diagnostics import Diagnostic
    from advisor.diagnostics.registry import Meaning
    from advisor.model.vocabulary import Fact, Vocabulary

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

Every problem that the program tells of has a code, on every surface.
A code is stable; its wording may change.
Each is listed once, where it is found first; the last column says where else.
All are errors but those that are called a warning.
This page is generated from `advisor/diagnostics/registry.py`.
"""
_COVERAGE = """\
# What was read, place by place

Each topic of the vocabulary, and each wrong that may be told, against each place.
[The policy language](policy-language.md#8-the-verdict) says when a text covers a topic.
`advisor coverage` shows the same in a terminal.
`advisor coverage PLACE` shows one place, with its citations and where to look for the rest.
This page is generated from the law, as of the last day on which a text of it was read.
"""
_UNREAD = """\
# What is not read

Which local texts of the model rules remain to be read, place by place, with where to look.
Then what was read in the original and keeps no word of it.
Whoever reads a text closes a cell: [how to write a policy](../how-to/write-a-policy.md).
`advisor coverage --unread` shows the same in a terminal.
`advisor coverage --unread PLACE` shows one place, with what is known of each cell.
This page is generated from the law, as of the last day on which a text of it was read.
"""
_CELLS = """\
## Ten rules in 53 American places, before and after

How local texts were known before they were read again on 30 November 2026, and are now.
Before is commit `c36c4c0d`; `python docs/generate/cells.py CHECKOUT` counts any checkout.
A single number did not change.
"""


def coverage_table() -> str:
    """Print for each place by what each topic is covered."""
    corpus = advisor.load(engine="reference")
    read = [policy.authority.verified_on for policy in corpus.law.policies.values()]
    day = max(filter(None, read))
    page = markdown(coverage_page(corpus.coverage(as_of=day), corpus.law))
    _, _, below = page.partition("\n")
    return f"{_COVERAGE}\n{below.lstrip()}"


def unread_table() -> str:
    """Print what remains to be read, by rule and place, with where to look."""
    law = advisor.load(engine="reference").law
    read = [policy.authority.verified_on for policy in law.policies.values()]
    page = markdown(unread_page(survey_cells(law, max(filter(None, read)))))
    _, _, below = page.partition("\n")
    cells = before_and_after(ROOT)
    return f"{_UNREAD}\n{below.lstrip()}\n{_CELLS}\n{cells}\n"


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
    parts += _relations(words)
    parts.append("## Acts\n\nTwo norms can conflict only about the same act.\n")
    parts.append(_table(words.acts))
    parts.append("## Bearers\n")
    parts.append(_table(words.bearers))
    return "\n".join(parts)


def _relations(words: Vocabulary) -> Iterator[str]:
    yield "## Relations\n\n[What they mean](policy-language.md#3-facts): always so, by the words.\n"
    yield _table({one.id: _said(one.because) for one in words.relations})
    yield "## Usual values\n\nWhat is assumed and said so, never in silence.\n"
    yield _table({one.id: _said(one.because) for one in words.usual})


def diagnostics_page() -> str:
    """List every code with what it means, below the part of the program that finds it first."""
    problems = missing_extra("mail", ("selectolax",)), unreadable("letter.eml", "it is empty")
    parts = [_DIAGNOSTICS]
    for finder in Finder:
        rows = {
            code: (_meaning(meaning), ", ".join(one.name.lower() for one in meaning.found_by[1:]))
            for code, meaning in REGISTRY.items()
            if meaning.found_by[0] is finder
        }
        if rows:
            parts += [f"## Found in {finder.activity}\n", _codes(rows)]
        if finder is Finder.MAIL:
            parts.append(_shown(*problems))
    return "\n".join(parts)


def _meaning(meaning: Meaning) -> str:
    is_warning = meaning.severity is Severity.WARNING
    return f"{meaning.text} (a warning)" if is_warning else meaning.text


def _codes(rows: Mapping[str, tuple[str, str]]) -> str:
    lines = [f"| `{code}` | {means} | {others} |" for code, (means, others) in rows.items()]
    return "\n".join(["| name | means | also found in |", "| --- | --- | --- |", *lines, ""])


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
    written = (
        unplaced(one.code, one.what, one.why, one.fix, where=one.at.source) for one in problems
    )
    return f"```text\n{chr(10).join(f'{text}{chr(10)}' for text in written)}```\n"


def _table(words: Mapping[str, str]) -> str:
    rows = (f"| `{name}` | {means.replace('|', chr(92) + '|')} |" for name, means in words.items())
    return "\n".join(["| name | means |", "| --- | --- |", *rows, ""])


def _said(text: str) -> str:
    return " ".join(text.split())
