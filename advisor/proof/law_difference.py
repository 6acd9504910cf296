"""What a new law says otherwise than an old one: norm by norm, in every possible scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.law_versions import LawVersions
from advisor.diagnostics import InvalidScenario
from advisor.facts.scenario_writer import scenario_document
from advisor.model.law_changes import ChangeKind, LawChange, LawDifference
from advisor.proof.clauses import HOLDS
from advisor.proof.law_pair import LawPair, LawWords, relation_words, wording
from advisor.proof.pair_questions import are_opposed, conflicts
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from advisor.advice import Corpus
    from advisor.advice.norms_in_force import NormInstance
    from advisor.model.law import Law
    from advisor.model.opinions import Opinion
    from advisor.model.scenarios import Recipient, Scenario
    from advisor.model.vocabulary import Value
    from advisor.proof.law_of_day import ProvableDay
    from advisor.proof.norm_rails import NormRails


_STANDS = "whether the model rule stands in for the local text changed"


_MOST_LEARNT = 32


def differing_days(old: Corpus, new: Corpus, day: date) -> tuple[date, ...]:
    """Return a day, and of those on which a law changes each on which other norms differ."""
    words = LawWords(old.law, new.law)
    chosen = [day]
    seen = set(LawPair(old, new, day, words).differing)
    turns = {*LawVersions.of(old.law).turns, *LawVersions.of(new.law).turns} - {day}
    for turn in sorted(turns, reverse=True):
        found = LawPair(old, new, turn, words).differing
        if not found <= seen:
            chosen.append(turn)
            seen |= found
    return tuple(chosen)


def compare_laws(
    old: Corpus,
    new: Corpus,
    days: Sequence[date],
    *,
    watch: Callable[[int], None] = lambda _: None,
) -> LawDifference:
    """
    Return what a new law says otherwise than an old one on some days.

    Each change comes with the smallest scenario that shows it, answered by both laws. What is
    told of one day is not told of another again. Raises `EngineFailure` where two evaluators
    disagree.
    """
    changes: dict[tuple[ChangeKind, tuple[str, ...]], LawChange] = {}
    norms = unchanged = proved = 0
    words = LawWords(old.law, new.law)
    for done, day in enumerate(days):
        pair = LawPair(old, new, day, words)
        touched = [name for name in pair.names if not pair.is_untouched(name)]
        norms += len(pair.names)
        unchanged += len(pair.names) - len(touched)
        for name in touched:
            found = list(_NormComparison(pair, name).changes(changes))
            proved += not any(one.kind is not ChangeKind.REWORDED for one in found)
            for change in found:
                _add(changes, change)
        for change in _conflict_changes(pair, set(touched)):
            _add(changes, change)
        pair.new.close()
        watch(done + 1)
    order = list(ChangeKind)
    told = sorted(
        changes.values(), key=lambda one: (order.index(one.kind), one.places, one.act, one.norms)
    )
    lacking = tuple(_vocabulary_changes(old.law, new.law))
    return LawDifference(tuple(told), tuple(days), norms, unchanged, proved, lacking)


def _add(changes: dict[tuple[ChangeKind, tuple[str, ...]], LawChange], change: LawChange) -> None:
    """Add a change, or its places to that of another place."""
    key = change.kind, change.norms
    known = changes.get(key)
    if known is None:
        changes[key] = change
        return
    places = tuple(dict.fromkeys((*known.places, *change.places)))
    changes[key] = replace(known, places=places)


class _NormComparison:
    """One norm in its place, before and after."""

    def __init__(self, pair: LawPair, name: str) -> None:
        self.pair = pair
        self.name = name
        self.before = pair.before.get(name)
        self.after = pair.after.get(name)
        shown = self.after or self.before
        assert shown is not None  # noqa: S101 - it stands in one of the two
        self.shown: NormInstance = shown
        self.rails = list(self._rails())

    def _rails(self) -> Iterator[tuple[NormRails | None, NormRails | None]]:
        """Walk over the subjects of whom one law or the other makes a finding."""
        subjects: dict[int | None, None] = {}
        for day, one in ((self.pair.old, self.before), (self.pair.new, self.after)):
            if one is not None:
                subjects.update(dict.fromkeys(day.norms.subjects(one)))
        for who in subjects:
            yield (
                _at(self.pair.old, self.before, who),
                _at(self.pair.new, self.after, who),
            )

    def changes(
        self, known: Mapping[tuple[ChangeKind, tuple[str, ...]], LawChange]
    ) -> Iterator[LawChange]:
        """Walk over what became of the norm; with the scenario where it is the first of a kind."""
        if self.before is not None and self.after is not None:
            if self.before.stands_in != self.after.stands_in:
                kind = ChangeKind.UNREAD if self.after.stands_in else ChangeKind.READ
                yield self._change(kind, _STANDS)
            yield from self._reworded(self.before, self.after)
        for kind, literal in self._ways():
            if not self.pair.new.can(literal, self.pair.concluding):
                continue
            if (kind, (self.shown.norm.id,)) in known:
                yield self._change(kind, "")
                continue
            change = self._shown(kind, literal)
            if change is not None:
                yield change

    def _reworded(self, before: NormInstance, after: NormInstance) -> Iterator[LawChange]:
        old, new = wording(before), wording(after)
        words = [word for word in old if old[word] != new[word]]
        if words:
            yield self._change(ChangeKind.REWORDED, f"it changed: {', '.join(words)}")

    def _ways(self) -> Iterator[tuple[ChangeKind, int]]:
        """Walk over the ways in which it can have changed, each with the literal that it did."""
        book = self.pair.new.encoder.book
        modality = self.shown.norm.modality
        stricter = (ChangeKind.STRICTER, ChangeKind.LAXER)
        # What only allows or exempts is laxer where there is more of it.
        first, second = stricter[::-1] if modality.permits or modality.exempts else stricter
        yield first, book.any_of(_worse(old, new, book.all_of) for old, new in self.rails)
        yield second, book.any_of(_worse(new, old, book.all_of) for old, new in self.rails)
        settled = [(_settled(old), _settled(new)) for old, new in self.rails]
        yield ChangeKind.ASKED, book.any_of(book.all_of((a, -b)) for a, b in settled)
        yield ChangeKind.NOT_ASKED, book.any_of(book.all_of((b, -a)) for a, b in settled)

    def _shown(self, kind: ChangeKind, literal: int) -> LawChange | None:
        """
        Return a change with the smallest scenario that shows it, answered by both laws.

        What follows from told facts is concluded, and then nothing is asked of it: such
        scenarios are learnt, until one is left that shows a change, or none.
        """
        pair = self.pair
        for _ in range(_MOST_LEARNT):
            title = f"{self.name}: {kind.value}"
            scenario = pair.new.witnesses.find(literal, pair.concluding, title=title)
            if scenario is None:
                return None
            before = _answer(pair.old, scenario, self.name)
            after = _answer(pair.new, scenario, self.name)
            if before != after:
                says = f"{before} before, {after} now"
                change = self._change(kind, says)
                return replace(change, witness=scenario, before=before, after=after)
            if not pair.learn(scenario):
                break
        return self._change(kind, "in some scenario, of which none was found that shows it")

    def _change(self, kind: ChangeKind, says: str) -> LawChange:
        norm = self.shown.norm
        return LawChange(
            kind, (norm.id,), norm.act, (self.shown.jurisdiction,), self.pair.day, says
        )


def _at(day: ProvableDay, instance: NormInstance | None, who: int | None) -> NormRails | None:
    if instance is None or who not in day.norms.subjects(instance):
        return None
    return day.norms.norm(instance, who)


def _worse(
    old: NormRails | None, new: NormRails | None, both: Callable[[tuple[int, int]], int]
) -> int:
    """Return the literal that the new norm is disregarded, and the old one surely not."""
    if new is None:
        return -HOLDS
    return both((new.disregarded, HOLDS if old is None else old.is_kept))


def _settled(norm: NormRails | None) -> int:
    """Return the literal that the outcome of a norm is settled."""
    if norm is None:
        return HOLDS
    book = norm.encoder.book
    if norm.compliance is None:
        return book.any_of((-norm.there, norm.applies.false, norm.applies.true))
    known = book.any_of(norm.compliance)
    return book.any_of((-norm.there, norm.applies.false, book.all_of((norm.applies.true, known))))


def _answer(day: ProvableDay, scenario: Scenario, name: str) -> str:
    """Return what the opinion of one law says of a norm, with its verdict."""
    opinion = opinion_on(day.corpus, scenario)
    if isinstance(opinion, str):
        return opinion
    outcomes = {
        finding.outcome.value
        for finding in opinion.findings
        if f"{finding.norm.id}@{finding.jurisdiction}" == name
    }
    word = opinion.verdict.value.upper()
    return f"{', '.join(sorted(outcomes)) or 'inapplicable'} ({word})"


def opinion_on(corpus: Corpus, scenario: Scenario) -> Opinion | str:
    """Return the opinion of a law on a scenario, without facts that it lacks; or its refusal."""
    try:
        return corpus.advise(scenario_document(_known_to(corpus.law, scenario)))
    except InvalidScenario as invalid:
        return f"refused: {invalid.diagnostics[0].what}"


def _known_to(law: Law, scenario: Scenario) -> Scenario:
    """Return a scenario without the facts that a law does not know."""

    def known(facts: Mapping[str, Value]) -> dict[str, Value]:
        return {name: value for name, value in facts.items() if name in law.vocabulary.facts}

    def person(one: Recipient) -> Recipient:
        return replace(one, facts=known(one.facts))

    people = scenario.recipients
    return replace(
        scenario,
        facts=known(scenario.facts),
        recipients=None if people is None else tuple(map(person, people)),
    )


def _conflict_changes(pair: LawPair, touched: set[str]) -> Iterator[LawChange]:
    """Walk over the pairs of norms that can conflict under one law, and not under the other."""
    named = [
        (name, instance)
        for name, instance in {**pair.before, **pair.after}.items()
        if not instance.stands_in and not instance.day_unread
    ]
    for one, first in named:
        for other, second in named:
            if one in touched or other in touched:
                subject = first.norm.act, first.norm.bearer
                alike = subject == (second.norm.act, second.norm.bearer)
                if alike and are_opposed(first, second):
                    yield from _conflict_change(pair, one, other)


def _conflict_change(pair: LawPair, one: str, other: str) -> Iterator[LawChange]:
    laws = ((pair.old, pair.before), (pair.new, pair.after))
    literals = [_conflict_in(day, norms, one, other) for day, norms in laws]
    before, after = (pair.new.can(literal) for literal in literals)
    if before == after:
        return
    kind = ChangeKind.CONFLICT if after else ChangeKind.RECONCILED
    witness = pair.new.witnesses.find(literals[after], title=f"{one} against {other}")
    shown = (pair.after if after else pair.before)[one]
    yield LawChange(
        kind,
        (one.partition("@")[0], other.partition("@")[0]),
        shown.norm.act,
        tuple(dict.fromkeys(name.rpartition("@")[2] for name in (one, other))),
        pair.day,
        "they can conflict now" if after else "they cannot conflict any more: proved",
        witness,
    )


def _conflict_in(day: ProvableDay, norms: Mapping[str, NormInstance], one: str, other: str) -> int:
    if one not in norms or other not in norms or not are_opposed(norms[one], norms[other]):
        return -HOLDS
    return conflicts(day, norms[one], norms[other])


def _vocabulary_changes(old: Law, new: Law) -> Iterator[str]:
    """Walk over what one vocabulary has and the other lacks."""
    kinds = (
        ("fact", set(old.vocabulary.facts), set(new.vocabulary.facts)),
        (
            "relation",
            {one.id for one in old.vocabulary.relations},
            {one.id for one in new.vocabulary.relations},
        ),
        ("place", set(old.places.names), set(new.places.names)),
    )
    for word, before, after in kinds:
        yield from (f"new {word} `{name}`" for name in sorted(after - before))
        yield from (f"{word} `{name}` is gone" for name in sorted(before - after))
    known = {one.id: relation_words(one) for one in old.vocabulary.relations}
    for relation in new.vocabulary.relations:
        if known.get(relation.id, relation_words(relation)) != relation_words(relation):
            yield f"relation `{relation.id}` changed"
