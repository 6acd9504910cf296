"""Norms found by how people write: numbers of rules, and words for what the law says."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from advisor.application.describe import description
from advisor.model.conditions import IncludesAll, Is, OneOf, Only, leaves
from advisor.reports.norms import norm_sentence
from advisor.told import OfferBasis, OfferedFact
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.model.conditions import Test
    from advisor.model.law import Law
    from advisor.model.norms import Norm

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\b\d+(?:[.:-]\d+)*(?:\s?\(\w{1,4}\)|-[a-z]\b)*", re.IGNORECASE)
_ENDINGS = ("ings", "ing", "ers", "er", "ed", "es", "s")
_SHORTEST_STEM = 4
_SENTENCE, _FACT, _FILED, _REASON = 3.0, 1.0, 2.0, 0.5
"""How much a word counts where it stands: in what the norm says, tests, is filed under, means."""
_ADOPTED = 0.05
"""How much it counts that a norm is law in many places."""
_HEARD, _MOST_TELLING, _IMPLIED = 5.0, 2.0, 0.3
"""How much it counts that a norm tests a value that the words tell, however rare it is."""
_COMMON = 1.0
"""What so many norms test tells nothing of what one is about, such as sending."""
_TOLD = 0.3
"""How much a word counts beside the value that it tells."""
_CIRCUMSTANCES, _CIRCUMSTANCE = ("recipient", "sender", "matter"), 0.5
"""Who is written to narrows what is asked about, and what is done is the subject."""
_NEAR = 0.4
"""What is found for less than this share of the best is left out."""
_indexes: list[tuple[Law, LawIndex]] = []


@dataclass(frozen=True)
class LawIndex:
    """The words of every norm with their weights, and how rare each is."""

    norms: tuple[Norm, ...]
    words: tuple[Mapping[str, float], ...]
    rarity: Mapping[str, float]
    adoptions: Mapping[str, int]
    stop_words: frozenset[str]
    tested: tuple[frozenset[tuple[str, str]], ...]
    rare_values: Mapping[tuple[str, str], float]


def found_norms(text: str, law: Law) -> list[Norm]:
    """
    Return norms by what was typed, the likeliest first.

    A number of a rule finds the norms that stand under it; words find norms by what they say,
    what they test, and by the phrases in which people tell that. A word that stands nowhere
    in the law finds nothing.
    """
    numbered = numbered_norms(text, law)
    words = _NUMBER.sub(" ", text) if numbered else text
    ranked = _ranked(words, law)
    if not numbered:
        return ranked
    place = {norm.id: at for at, norm in enumerate(ranked)}
    return sorted(numbered, key=lambda norm: place.get(norm.id, len(place)))


def numbered_norms(text: str, law: Law) -> list[Norm]:
    """Return the norms of the rules whose numbers are typed, those that most places adopt first."""
    wanted = {_provision(number) for number in _NUMBER.findall(text)} - {""}
    if not wanted:
        return []
    index = _index(law)
    found = []
    for at, norm in enumerate(index.norms):
        own = {_provision(norm.id.partition("#")[2]), _provision(norm.citations[0].pinpoint)}
        below = any(name.startswith(f"{number}(") for number in wanted for name in own)
        if own & wanted or below:
            rank = (not own & wanted, -index.adoptions.get(norm.id, 0), at)
            found.append((rank, norm))
    return [norm for _, norm in sorted(found, key=lambda one: one[0])]


def _ranked(text: str, law: Law) -> list[Norm]:
    index = _index(law)
    told = description(law, text).offered
    asked: dict[str, float] = {}
    for match in _WORD.finditer(text.casefold()):
        stem = _stem(match[0])
        is_told = any(one.start <= match.start() < one.end for one in told)
        if stem not in index.stop_words:
            asked[stem] = max(asked.get(stem, 0.0), _TOLD if is_told else 1.0)
        if stem not in index.rarity and stem not in index.stop_words and not is_told:
            return []
    values = {
        (one.fact, str(member)): _share(one)
        for one in told
        for member in (one.value if isinstance(one.value, frozenset) else (one.value,))
    }
    scored = []
    for at, (norm, words) in enumerate(zip(index.norms, index.words, strict=True)):
        score = sum(
            words.get(stem, 0.0) * index.rarity.get(stem, 0.0) * share
            for stem, share in asked.items()
        )
        score *= sum(stem in words for stem in asked) / max(1, len(asked))
        heard = index.tested[at] & values.keys()
        score += _HEARD * sum(index.rare_values[value] * values[value] for value in heard)
        if score:
            score += _ADOPTED * math.log1p(index.adoptions.get(norm.id, 0))
            scored.append(((-score, at), norm))
    scored.sort(key=lambda one: one[0])
    return [norm for (score, _), norm in scored if score <= _NEAR * scored[0][0][0]]


def _share(one: OfferedFact) -> float:
    said = 1.0 if one.basis is OfferBasis.STATED else _IMPLIED
    return said * (_CIRCUMSTANCE if one.fact.startswith(_CIRCUMSTANCES) else 1.0)


def _index(law: Law) -> LawIndex:
    if not _indexes or _indexes[0][0] is not law:
        _indexes[:] = [(law, _made(law))]
    return _indexes[0][1]


def _made(law: Law) -> LawIndex:
    norms = tuple(norm for policy in law.policies.values() for norm in policy.norms)
    tested = tuple(frozenset(_tested(norm, law)) for norm in norms)
    values = Counter(value for one in tested for value in one)
    rare_values = {
        value: min(_MOST_TELLING, math.log(1 + len(norms) / count))
        for value, count in values.items()
    }
    told = {
        value: words
        for value, words in _told_words(law).items()
        if rare_values.get(value, 0.0) > _COMMON
    }
    words = tuple(_weights(norm, law, told, own) for norm, own in zip(norms, tested, strict=True))
    held = Counter(stem for one in words for stem in one)
    rarity = {stem: math.log(1 + len(norms) / count) for stem, count in held.items()}
    adoptions = Counter(norm for place in law.jurisdictions.values() for norm in place.adoptions)
    cues = (cue for cues in law.vocabulary.heard.cues.values() for cue in cues)
    stop = frozenset(_stem(word) for cue in cues for word in _words(cue.replace("_", " ")))
    return LawIndex(norms, words, rarity, adoptions, stop, tested, rare_values)


def _weights(
    norm: Norm,
    law: Law,
    told: Mapping[tuple[str, str], frozenset[str]],
    own: Iterable[tuple[str, str]],
) -> dict[str, float]:
    policy = law.policies[norm.policy]
    weights: dict[str, float] = {}
    act = law.vocabulary.acts.get(norm.act, "")
    for weight, text in (
        (
            _REASON,
            f"{norm.because} {policy.title} {policy.authority.cite} {norm.citations[0].cite}",
        ),
        (_FILED, f"{norm.id} {act} {' '.join(norm.topics)}"),
        (_SENTENCE, norm_sentence(norm, law)),
    ):
        weights.update((_stem(word), weight) for word in _words(text))
    for value in own:
        for stem in told.get(value, ()):
            weights[stem] = max(_FACT, weights.get(stem, 0.0))
    return weights


def _tested(norm: Norm, law: Law) -> Iterator[tuple[str, str]]:
    """Return the values that a norm tests, of derived facts those that they are found from."""
    waiting = [norm.when, *([norm.compliance] if norm.compliance is not None else [])]
    while waiting:
        for leaf in leaves(waiting.pop()):
            derived = law.vocabulary.derived.get(leaf.fact)
            if derived is not None:
                waiting.append(derived.when)
            for value in _values(leaf.test):
                yield leaf.fact, value


def _values(test: Test) -> Iterable[str]:
    """Return the values that a test names; a flag is tested for being so or not."""
    if isinstance(test, Is):
        return (str(test.value),)
    return test.options if isinstance(test, (OneOf, IncludesAll, Only)) else ()


def _told_words(law: Law) -> dict[tuple[str, str], frozenset[str]]:
    """Return the words in which people tell a value: its label, and the phrases for it."""
    texts: dict[tuple[str, str], list[str]] = {}
    for fact in law.vocabulary.facts.values():
        for option, label in fact.options.items():
            texts[fact.name, option] = [option, label]
    heard = law.vocabulary.heard
    for value in heard.values:
        if value.value is not None:
            known = texts.setdefault((value.fact, str(value.value)), [])
            known += (*value.says, *value.implies)
    for role, names in heard.roles.items():
        texts.setdefault(("recipient.role", role), []).extend(names)
    return {
        key: frozenset(_stem(word) for text in said for word in _words(text.replace("_", " ")))
        for key, said in texts.items()
    }


def _provision(text: str) -> str:
    """Return a number of a rule in one spelling: `1.6(c)`, `1.6-c` and `1.6 (C)` are alike."""
    match = _NUMBER.search(text)
    if match is None:
        return ""
    bare = match[0].casefold().replace(" ", "")
    return re.sub(r"-([a-z])$", r"(\1)", bare)


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(text.casefold())


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word
