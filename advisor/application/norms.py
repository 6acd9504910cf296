"""The norms of the law: a list of them, and everything behind one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from advisor.application.citation_document import citation_document, dated
from advisor.application.law_search import found_norms
from advisor.application.results import Document, RefusedRequest, Reply, refuse
from advisor.diagnostics import Diagnostic, Span
from advisor.reports.conditions import condition_tree
from advisor.reports.norms import norm_sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from advisor.advice import Corpus
    from advisor.diagnostics.codes import Code
    from advisor.model.conditions import Condition
    from advisor.model.law import Law
    from advisor.model.norms import Norm
    from advisor.reports.document import ReasonNode

NORMS_SCHEMA = "advisor/norms/1"
PAGE = 50


def norms(  # noqa: PLR0913 - one for each way to narrow the list
    corpus: Corpus,
    *,
    jurisdiction: str = "",
    policy: str = "",
    act: str = "",
    text: str = "",
    limit: int = PAGE,
    offset: int = 0,
) -> Reply:
    """
    List norms: of one place (its own, or adopted there), one policy, one act, by words.

    Where `text` is given those come first that it most likely means: the number of a rule, or
    what people say.

    `total` counts all that fit; `limit` and `offset` choose a page of them.
    """
    law = corpus.law
    wrong = [*_misnamed(law, jurisdiction, policy, act)]
    if wrong:
        return RefusedRequest(tuple(wrong))
    found = [
        norm
        for norm in (found_norms(text, law) if text.strip() else _every(law))
        if policy in ("", norm.policy)
        and act in ("", norm.act)
        and (not jurisdiction or jurisdiction.upper() in _places(norm, law))
    ]
    return {
        "schema": NORMS_SCHEMA,
        "total": len(found),
        "offset": offset,
        "norms": [_brief(item, law) for item in found[offset : offset + limit]],
    }


def norm(corpus: Corpus, name: str) -> Reply:
    """Give everything behind one norm: conditions, exceptions, citations, adoptions."""
    law = corpus.law
    found = law.norm(name.partition("@")[0])
    if found is None:
        return _unknown(name, law)
    policy = law.policies[found.policy]
    return {
        **_brief(found, law),
        "because": found.because,
        "caveat": found.caveat,
        "instrument": {
            "title": policy.title,
            "issuer": policy.authority.issuer,
            "verified_on": _day(policy.authority.verified_on),
            **dated(policy.authority.in_force),
        },
        "applies_when": _tree(condition_tree(found.when, law)),
        "complied": _complied(found.compliance, law, commands=found.modality.commands),
        "exceptions": [
            {
                "name": exception.name,
                "means": exception.means,
                "when": _tree(condition_tree(exception.when, law)),
                "citations": citation_document(exception.citations),
            }
            for exception in found.exceptions
        ],
        "overrides": [
            {"norm": override.norm, "citations": citation_document(override.citations)}
            for override in found.overrides
        ],
        "positions": [
            {"says": position.says, "citations": citation_document(position.citations)}
            for position in found.positions
        ],
        "adoptions": list(_adoptions(found, law)),
        "topics": list(found.topics),
    }


def _misnamed(law: Law, jurisdiction: str, policy: str, act: str) -> Iterator[Diagnostic]:
    """Note what narrows to nothing: an empty list would look like an answer."""
    names: tuple[tuple[Code, str, str, Collection[str]], ...] = (
        ("unknown-jurisdiction", "jurisdiction", jurisdiction.upper(), law.jurisdictions),
        ("unknown-policy", "policy", policy, law.policies),
        ("unknown-act", "act", act, law.vocabulary.acts),
    )
    for code, where, name, known in names:
        if name and name not in known:
            near = " or ".join(
                f"`{get_close_match}`" for get_close_match in get_close_matches(name, known, n=2)
            )
            yield Diagnostic(
                code,
                Span(where),
                f"no {where} is named `{name}`",
                "a list narrowed by a name that means nothing would be empty, and look complete",
                f"did you mean {near}?" if near else f"leave `{where}` out, and look there",
            )


def _every(law: Law) -> Iterator[Norm]:
    for policy in law.policies.values():
        yield from policy.norms


def _places(norm: Norm, law: Law) -> set[str]:
    adopting = {code for code, one in law.jurisdictions.items() if norm.id in one.adoptions}
    return {law.policies[norm.policy].authority.jurisdiction, *adopting}


def _brief(norm: Norm, law: Law) -> Document:
    policy = law.policies[norm.policy]
    return {
        "norm": norm.id,
        "statement": norm_sentence(norm, law),
        "act": norm.act,
        "bearer": norm.bearer,
        "modality": norm.modality.value,
        "jurisdiction": policy.authority.jurisdiction,
        "kind": norm.kind.value,
        "layer": policy.layer,
        "verified": norm.verified.value,
        "citations": citation_document(norm.citations),
    }


def _adoptions(norm: Norm, law: Law) -> Iterator[Document]:
    for code, jurisdiction in law.jurisdictions.items():
        adopted = jurisdiction.adoptions.get(norm.id)
        refused_there = jurisdiction.refusals.get(norm.id)
        if adopted is not None:
            yield {
                "jurisdiction": code,
                "adopted": True,
                "cite": adopted.cite,
                "quote": adopted.quote,
                "verified": adopted.verified.value,
                "says": adopted.differs,
                **dated(adopted.period),
            }
        elif refused_there is not None:
            yield {
                "jurisdiction": code,
                "adopted": False,
                "cite": "",
                "quote": "",
                "verified": refused_there.verified.value,
                "says": refused_there.note,
                **dated(None),
            }


def _complied(condition: Condition | None, law: Law, *, commands: bool) -> Document | None:
    if condition is None:
        return None
    said = "met" if commands else "breached"
    return {"means": said, "when": _tree(condition_tree(condition, law))}


def _tree(nodes: Iterable[ReasonNode]) -> list[Document]:
    return [{"test": node.text, "asks": node.note, "of": _tree(node.of)} for node in nodes]


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _unknown(name: str, law: Law) -> Reply:
    names = [item.id for item in _every(law)]
    near = [one for one in names if one.rpartition("#")[2] == name.rpartition("#")[2]][:3]
    near = near or get_close_matches(name, names, n=3, cutoff=0.5)
    meant = " or ".join(f"`{item}`" for item in near)
    return refuse(
        "unknown-name",
        "norm",
        f"no norm is named `{name}`",
        why="a norm is named `policy#norm`, exactly as every opinion names it",
        fix=f"did you mean {meant}?" if meant else "list the norms and take a name from there",
    )
