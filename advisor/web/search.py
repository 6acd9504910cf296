"""Search in the law: norms, instruments, places and facts that hold every word asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.reports import words
from advisor.reports.norms import sentence
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.law import Law

MOST = 60
_KINDS = ("norm", "policy", "place", "fact")


@dataclass(frozen=True)
class Hit:
    """
    Something that was found; `name` leads to it.

    `text` is what it says, `note` where it stands.
    """

    kind: str
    name: str
    text: str
    note: str
    mark: str = ""


@dataclass(frozen=True)
class Found:
    """The best of what was found, and how much there is in all."""

    hits: tuple[Hit, ...]
    total: int


def search(wanted: str, law: Law) -> Found:
    """
    Find what holds every word, whatever its case.

    What holds them in its own sentence or name comes before what is only filed under them.
    """
    parts = wanted.casefold().split()
    if not parts:
        return Found((), 0)
    ranked: list[tuple[int, int, int, Hit]] = []
    for at, (hit, more) in enumerate(_everything(law)):
        said = f"{hit.text} {hit.name}".casefold()
        whole = f"{said} {hit.note} {more}".casefold()
        if all(part in whole for part in parts):
            near = sum(part not in said for part in parts)
            ranked.append((near, _KINDS.index(hit.kind), at, hit))
    ranked.sort(key=lambda one: one[:3])
    return Found(tuple(one[3] for one in ranked[:MOST]), len(ranked))


def _everything(law: Law) -> Iterator[tuple[Hit, str]]:
    for policy in law.policies.values():
        cite = policy.authority.cite
        for norm in policy.norms:
            read = words.VERIFICATIONS[norm.verified]
            more = f"{' '.join(norm.topics)} {norm.because} {policy.title} {norm.act}"
            yield Hit("norm", norm.id, sentence(norm, law), cite, read), more
        read = words.VERIFICATIONS[policy.authority.verified]
        yield Hit("policy", policy.id, policy.title, cite, read), policy.summary
    for code, one in law.jurisdictions.items():
        rules = words.counted(
            len(one.adoptions), "model rule is law here", "model rules are law here"
        )
        yield Hit("place", code, one.name, rules if one.adoptions else ""), ""
    for fact in law.vocabulary.facts.values():
        options = " ".join(fact.options.values())
        yield Hit("fact", fact.name, fact.ask, fact.help), options
    for derived in law.vocabulary.derived.values():
        yield Hit("fact", derived.name, derived.means, ""), ""
