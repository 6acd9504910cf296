"""Everything behind one norm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.model.authorities import Kind
from advisor.reports import citations, labels
from advisor.reports.authorities import authority_lines
from advisor.reports.conditions import condition_tree
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReportDocument,
    ReportTable,
    Role,
    Section,
    Tone,
    Tree,
)
from advisor.reports.periods import dates

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.model.policies import Policy
    from advisor.reports.document import Block

_HOLES = {"{recipient}": "the recipient", "{sender}": "the sender", "{jurisdiction}": "the place"}


def norm_page(norm: Norm, law: Law) -> ReportDocument:
    """Lay out a norm; with a law that was read with its cases, its cases too."""
    policy = law.policies[norm.policy]
    return ReportDocument(
        Banner(
            norm.id,
            Tone.QUIET,
            labels.AUTHORITY_KINDS[norm.kind],
            norm_sentence(norm, law),
            (Line(Role.NOTE, _standing(norm, policy, law)),),
        ),
        tuple(
            Section(title, Tone.QUIET, blocks)
            for title, blocks in _sections(norm, policy, law)
            if blocks
        ),
    )


def _standing(norm: Norm, policy: Policy, law: Law) -> str:
    """Say what a norm is worth, and where."""
    if norm.kind is Kind.DRAFT:
        return "A draft: never in force."
    if policy.authority.kind is Kind.MODEL_RULE:
        return "Persuasive by itself; law where it was adopted."
    where = citations.jurisdiction(policy.authority.jurisdiction, law)
    weight = norm.kind.weight
    most = policy.authority.at_most
    if most is not None and weight.rank < most.rank:
        weight = most
    return f"{labels.weight_word(weight, norm.kind).capitalize()} where it governs: {where}."


def norm_sentence(norm: Norm, law: Law) -> str:
    """Say a norm as a sentence about nobody in particular."""
    text = norm.text.strip().rstrip(".")
    for hole, word in _HOLES.items():
        text = text.replace(hole, word)
    if norm.modality.leaves_open:
        return f"It is unsettled {text}."
    bearer = law.vocabulary.bearers.get(norm.bearer, norm.bearer)
    return f"{bearer[:1].upper()}{bearer[1:]} {labels.MODALITIES[norm.modality]} {text}."


def _sections(norm: Norm, policy: Policy, law: Law) -> Iterator[tuple[str, tuple[Block, ...]]]:
    notes = [Line(Role.NOTE, norm.because)] if norm.because else []
    if norm.caveat:
        notes.append(Line(Role.CAVEAT, norm.caveat))
    yield "Why", tuple(notes)
    yield (
        "Authority",
        (*citations.citation_text("", norm.citations), *authority_lines(policy, norm)),
    )
    applies = condition_tree(norm.when, law)
    always = Line(Role.REASON, "Always, where its law governs.")
    yield "It applies when", (Tree(applies),) if applies else (always,)
    if norm.compliance is not None:
        title = "It is met when" if norm.modality.commands else "It is breached when"
        tree = condition_tree(norm.compliance, law)
        yield title, (Tree(tree),)
    yield (
        "It is lifted where",
        tuple(
            FindingEntry(
                "exception",
                Tone.FOR,
                exception.means,
                citations.citation_text("", exception.citations),
                condition_tree(exception.when, law),
            )
            for exception in norm.exceptions
        ),
    )
    yield (
        "Who disagrees",
        tuple(
            FindingEntry(
                "position",
                Tone.OPEN,
                position.says,
                citations.citation_text("", position.citations),
            )
            for position in norm.positions
        ),
    )
    yield "What it stands against", tuple(_relations(norm, law))
    yield "Where it is law", tuple(_adoptions(norm, law))
    yield "Cases", tuple(_cases(norm, law))
    if norm.topics:
        yield "Topics", (Line(Role.NOTE, labels.join_words(norm.topics)),)


def _relations(norm: Norm, law: Law) -> Iterator[FindingEntry]:
    for override in norm.overrides:
        lines = citations.citation_text("", override.citations)
        yield FindingEntry("overrides", Tone.FOR, f"It overrides {override.norm}.", lines)
    for policy in law.policies.values():
        for other in policy.norms:
            if any(override.norm == norm.id for override in other.overrides):
                yield FindingEntry("overridden", Tone.AGAINST, f"{other.id} overrides it.")
            elif other.id != norm.id and any(
                citation.norm == norm.id for citation in other.citations
            ):
                yield FindingEntry("cited", Tone.QUIET, f"{other.id} cites it.")
    for code, jurisdiction in law.jurisdictions.items():
        scope = jurisdiction.scope
        if scope is not None and any(citation.norm == norm.id for citation in scope.citations):
            name = citations.jurisdiction(code, law)
            yield FindingEntry("cited", Tone.QUIET, f"{name} cites it for when its law governs.")


def _adoptions(norm: Norm, law: Law) -> Iterator[Block]:
    rows = []
    for code, jurisdiction in law.jurisdictions.items():
        adopted = jurisdiction.adoptions.get(norm.id)
        refused = jurisdiction.refusals.get(norm.id)
        name = citations.jurisdiction(code, law)
        if adopted is not None:
            read, words = labels.VERIFICATIONS[adopted.verified], citations.local_words(adopted)
            days = dates(adopted.period, is_day_unread=adopted.is_day_unread)
            rows.append((name, adopted.cite, days, read, words))
        elif refused is not None:
            read = labels.VERIFICATIONS[refused.verified]
            rows.append((name, "not adopted", "", read, refused.note))
    if rows:
        head = ("place", "local citation", "in force", "text", "differs")
        yield ReportTable("adoptions", head, tuple(rows))


def _cases(norm: Norm, law: Law) -> Iterator[FindingEntry]:
    for case in law.cases:
        expected = (*case.expect.findings, *case.expect.persuasive)
        found = [one for one in expected if one.norm == norm.id]
        outcomes = {
            f"{who}: {outcome}" if who else outcome
            for one in found
            for who, outcome in one.outcomes.items()
        }
        if outcomes:
            day = case.scenario.as_of
            asked = f", as of {labels.day_text(day)}" if day is not None else ""
            yield FindingEntry(
                "case", Tone.QUIET, f"{case.name}{asked}: {'; '.join(sorted(outcomes))}"
            )
