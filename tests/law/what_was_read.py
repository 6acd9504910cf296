"""What the corpus says that it cites: by authority, by norm, by place; and the list of it."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from advisor.model.authorities import Citation, Period, Verification
    from advisor.model.jurisdictions import Jurisdiction
    from advisor.model.law import Law

    Words = Mapping[str, Mapping[str, list[str]]]

NONE_QUOTED = "none quoted"
"""The part of the list that tells which texts were read without a word of them being kept."""

LIST = Path(__file__).with_name("read.json")


def listed() -> Words:
    """Return the list: what somebody said of each authority, norm and place to have read."""
    return json.loads(LIST.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def write(words: Words) -> None:
    """Write the list, one word a line, so that two changes of it rarely meet."""
    text = json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True)
    LIST.write_text(f"{text}\n", encoding="utf-8")


def told(law: Law) -> Words:
    """Return the citations, days, pinpoints, addresses and quotations of the corpus."""
    words: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for policy in law.policies.values():
        own = words[policy.id]
        periods = [policy.authority.in_force, *(norm.in_force for norm in policy.norms)]
        own["cite"] |= {policy.authority.cite}
        own["urls"] |= {policy.authority.url}
        own["days"] |= _days(one for one in periods if one)
    for code, place in law.jurisdictions.items():
        words[code]["urls"] |= {row.url for row in place.profile}
        for norm, adoption in place.adoptions.items():
            own = words[f"{code} {norm}"]
            own["cite"] |= {adoption.cite}
            own["urls"] |= {adoption.url}
            own["days"] |= _days([adoption.period])
            own["quotes"] |= {adoption.quote}
        for norm, stand_in in place.stand_ins.items():
            own = words[f"{code} for {norm}"]
            own["cite"] |= {stand_in.cite}
            own["urls"] |= {stand_in.url}
            own["days"] |= _days([stand_in.period])
    for where, one in citations(law):
        elsewhere = one.policy or one.norm or ""
        words[where]["pinpoints"] |= {f"{elsewhere} {one.pinpoint}".strip()} - {elsewhere}
        words[where]["quotes"] |= {one.quote}
    for name, level in without_words(law):
        words[name][NONE_QUOTED] |= {level.value}
    return {
        name: {part: sorted(found - {""}) for part, found in sorted(parts.items()) if found - {""}}
        for name, parts in sorted(words.items())
        if any(found - {""} for found in parts.values())
    }


def without_words(law: Law) -> Iterator[tuple[str, Verification]]:
    """Return what was read in the original and rests on no quoted word, with the level."""
    for policy in law.policies.values():
        for norm in policy.norms:
            if norm.verified.is_first_hand and not any(one.quote for one in norm.all_citations):
                yield norm.id, norm.verified
    for code, place in law.jurisdictions.items():
        for name, adoption in place.adoptions.items():
            if adoption.verified.is_first_hand and not adoption.quote:
                yield f"{code} {name}", adoption.verified


def difference(one: Words, other: Words) -> Words:
    """Return what the first says that the second does not."""
    left: dict[str, dict[str, list[str]]] = {}
    for name, parts in one.items():
        for part, words in parts.items():
            known = other.get(name, {}).get(part, [])
            more = [word for word in words if word not in known]
            if more:
                left.setdefault(name, {})[part] = more
    return left


def lines(words: Words) -> Iterator[str]:
    """Write one line for each word, with what says it."""
    for name, parts in words.items():
        for part, found in parts.items():
            yield from (f"{name}: {part}: {word}" for word in found)


def citations(law: Law) -> Iterator[tuple[str, Citation]]:
    """Walk over every citation of the corpus, with where it stands."""
    for policy in law.policies.values():
        groups = [(derived.name, derived.citations) for derived in policy.derived]
        groups += [(policy.id, notice.citations) for notice in policy.untranslatable]
        if policy.scope:
            groups.append((policy.id, policy.scope.citations))
        for norm in policy.norms:
            groups.append((norm.id, norm.all_citations))
        yield from _pairs(groups)
    for place in law.jurisdictions.values():
        yield from _pairs(_groups_of_place(place))


def _groups_of_place(place: Jurisdiction) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    for norm, adoption in place.adoptions.items():
        yield f"{place.code} {norm}", adoption.citations
    for norm, stand_in in place.stand_ins.items():
        yield f"{place.code} for {norm}", stand_in.citations
    for norm, declined in place.refusals.items():
        yield f"{place.code} without {norm}", declined.citations
    for scope in (place.scope, place.exposure):
        if scope:
            yield place.code, scope.citations
    for notice in place.notices:
        yield place.code, notice.citations


def _pairs(
    groups: Iterable[tuple[str, tuple[Citation, ...]]],
) -> Iterator[tuple[str, Citation]]:
    yield from ((where, one) for where, group in groups for one in group)


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
