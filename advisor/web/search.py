"""Search in the law: norms, instruments, places and facts that hold every word asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor.application.law_search import found_norms
from advisor.reports import labels
from advisor.reports.norms import norm_sentence
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.law import Law

MOST_HITS, _MOST_NORMS = 60, 40
_KINDS = ("norm", "policy", "place", "fact")


@dataclass(frozen=True)
class SearchHit:
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
class SearchResults:
    """The best of what was found, and how much there is in all."""

    hits: tuple[SearchHit, ...]
    total: int


def search_law(wanted: str, law: Law) -> SearchResults:
    """
    Find norms by what the words mean, and what else holds every word, whatever its case.

    What is named just so comes first, then norms; of the rest what holds the words in its own
    sentence or name comes before what is only filed under them.
    """
    parts = wanted.casefold().split()
    if not parts:
        return SearchResults((), 0)
    meant = {norm.id: at for at, norm in enumerate(found_norms(wanted, law)[:_MOST_NORMS])}
    ranked: list[tuple[int, int, int, SearchHit]] = []
    for at, (hit, more) in enumerate(_everything(law)):
        said = f"{hit.text} {hit.name}".casefold()
        whole = f"{said} {hit.note} {more}".casefold()
        if hit.kind == "norm" and hit.name in meant:
            ranked.append((-1, 0, meant[hit.name], hit))
        elif all(part in whole for part in parts):
            near = 1 + sum(part not in said for part in parts)
            if wanted.strip().casefold() in (hit.name.casefold(), hit.text.casefold()):
                near = -2
            ranked.append((near, _KINDS.index(hit.kind), at, hit))
    ranked.sort(key=lambda one: one[:3])
    return SearchResults(tuple(item[3] for item in ranked[:MOST_HITS]), len(ranked))


def _everything(law: Law) -> Iterator[tuple[SearchHit, str]]:
    for policy in law.policies.values():
        cite = policy.authority.cite
        for norm in policy.norms:
            read = labels.VERIFICATIONS[norm.verified]
            more = f"{' '.join(norm.topics)} {norm.because} {policy.title} {norm.act}"
            yield SearchHit("norm", norm.id, norm_sentence(norm, law), cite, read), more
        read = labels.VERIFICATIONS[policy.authority.verified]
        yield SearchHit("policy", policy.id, policy.title, cite, read), policy.summary
    for code, jurisdiction in law.jurisdictions.items():
        rules = labels.counted_text(
            len(jurisdiction.adoptions), "model rule is law here", "model rules are law here"
        )
        yield (
            SearchHit("place", code, jurisdiction.name, rules if jurisdiction.adoptions else ""),
            "",
        )
    for fact in law.vocabulary.facts.values():
        options = " ".join(fact.options.values())
        yield SearchHit("fact", fact.name, fact.ask, fact.help), options
    for derived in law.vocabulary.derived.values():
        yield SearchHit("fact", derived.name, derived.means, ""), ""
