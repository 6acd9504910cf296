"""No sentence of a memo stands on nothing: each is walked back to what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor.advice import Corpus
from advisor.i18n import message
from advisor.model.authorities import Citation, Weight
from advisor.model.citation_days import first_day
from advisor.model.conclusions import Remaining
from advisor.model.law import Law
from advisor.model.opinions import Finding, Opinion, Verdict
from advisor.model.proofs import Proof
from advisor.model.recipient_names import spoken_name
from advisor.model.scenarios import Origin, Source
from advisor.model.truth import Truth
from advisor.model.verdict_words import VERDICTS
from advisor.model.vocabulary import Control
from advisor.printable import printable
from advisor.reports.basis import HASH_SHOWN
from advisor.reports.coverage_line import places_stood_in
from advisor.reports.document import (
    Basis,
    Paragraph,
    ReportDocument,
    ReportTable,
    Sentence,
    SentenceSource,
    cell_text,
)
from advisor.reports.fact_clauses import as_statement
from advisor.reports.labels import (
    AUTHORITY_KINDS,
    OUTCOME_LABELS,
    VERIFICATIONS,
    counted_text,
    day_text,
    weight_word,
)
from advisor.reports.memo import compose
from advisor.reports.memo.frames import FRAMES
from advisor.reports.periods import began_text
from advisor.reports.proposed_remedies import (
    ProposedChange,
    ProposedRemedies,
    ProposedRemedy,
)
from advisor.reports.reasons import told_fact
from advisor.reports.remaining import concluded_text

_OPINION = {
    "title",
    "as_of",
    "verdict",
    "weight",
    "summary",
    "relies_on",
    "governing",
    "findings",
    "persuasive",
    "conflicts",
    "asks",
    "left_open",
    "usual",
}


class Grounds:
    """Everything that an opinion, with its law, can support."""

    def __init__(self, opinion: Opinion, law: Law) -> None:
        self.opinion, self.law = opinion, law
        later = (one.finding for one in opinion.since_then)
        self.found = (*opinion.findings, *opinion.persuasive, *later)
        self.findings = {(one.id, one.recipient): one for one in self.found}
        self.nodes = list(self._nodes())
        self.authorities = {one.cite for one in self._citations()}
        self.people = {person.name for person in opinion.scenario.people}
        self._called = self.people | set(map(spoken_name, self.people))
        self.names = {one.name for one in law.jurisdictions.values()}
        self.names |= set(law.places.names.values())

    def _nodes(self) -> Iterator[Proof]:
        def walk(proof: Proof) -> Iterator[Proof]:
            yield proof
            for part in proof.of:
                yield from walk(part)

        for one in self.found:
            yield from walk(one.why)
            if one.complied is not None:
                yield from walk(one.complied)
        for place in self.opinion.governing:
            yield from walk(place.why)

    def _citations(self) -> Iterator[Citation]:
        opinion, words = self.opinion, self.law.vocabulary
        for one in self.found:
            yield from one.citations
            for exception in one.norm.exceptions:
                yield from exception.citations
            for position in one.positions:
                yield from position.citations
        for holder in (*opinion.governing, *opinion.notices, *opinion.conflicts):
            yield from holder.citations
        for name in {node.fact for node in self.nodes} & words.derived.keys():
            yield from words.derived[name].citations
        judged = {ruling.fact for ruling in opinion.scenario.rulings}
        judged |= {branch.fact for one in opinion.findings for branch in one.branches}
        for fact in judged:
            judgment = words.facts[fact].judgment
            yield from judgment.citations if judgment else ()

    def supports(self, sentence: Sentence) -> str:
        """Return what is wrong with a sentence, and nothing where it stands."""
        if sentence.frame:
            if sentence.frame not in FRAMES:
                return "no such frame"
            frame, holes = FRAMES[sentence.frame], dict(sentence.holes)
            template = frame.plural if frame.plural and holes["count"] != "1" else frame.template
            if sentence.text != template.format_map(holes):
                return "not the words of its frame"
            if sentence.holes and sentence.source.basis is Basis.FRAME:
                return "a filled frame that rests on itself"
        elif sentence.text not in {
            printable(words).strip() for words in self._said(sentence.source)
        }:
            return "words that nobody said"
        missing = self._missing(sentence.source) or self._belied(sentence)
        return missing or "".join(
            f"`{words}` is not of this opinion; "
            for hole, words in sentence.holes
            if not self._of_here(hole, words)
        )

    def _said(self, source: SentenceSource) -> Iterator[str]:
        """Return the words that a source says itself."""
        opinion = self.opinion
        match source.basis:
            case Basis.OPINION:
                yield opinion.scenario.title if source.id == "title" else opinion.summary
            case Basis.FINDING:
                one = self.findings[source.id, source.recipient]
                yield from (one.statement, one.norm.because, *one.caveats)
            case Basis.NOTICE:
                yield opinion.notices[int(source.id)].says
            case Basis.FACT:
                fact = self.law.vocabulary.facts.get(source.id)
                yield "" if fact is None else fact.asked_of_client
            case Basis.JUDGMENT:
                judgment = self.law.vocabulary.facts[source.id].judgment
                yield from judgment.factors if judgment else ()
                for ruling in opinion.scenario.rulings:
                    if ruling.fact == source.id:
                        yield from (ruling.because, *ruling.factors)

    def _missing(self, source: SentenceSource) -> str:
        """Say that a source is not there."""
        match source.basis:
            case Basis.FRAME:
                there = source.id in FRAMES
            case Basis.OPINION:
                there = source.id in _OPINION or source.id.partition(".")[2] in {
                    one.jurisdiction for one in self.opinion.candidates
                }
            case Basis.FINDING:
                there = (source.id, source.recipient) in self.findings
            case Basis.FACT:
                there = self._knows(source)
            case Basis.AUTHORITY:
                there = source.id in self.authorities
            case Basis.GOVERNING:
                there = any(
                    source.id == one.jurisdiction for one in (*self.found, *self.opinion.governing)
                )
            case Basis.CONFLICT:
                there = int(source.id) < len(self.opinion.conflicts)
            case Basis.NOTICE:
                there = int(source.id) < len(self.opinion.notices)
            case Basis.JUDGMENT:
                there = any(source.id == one.fact for one in self.opinion.scenario.rulings) or any(
                    source.id == branch.fact for one in self.found for branch in one.branches
                )
            case Basis.RECEIPT:
                there = hasattr(self.opinion.receipt, source.id)
            case Basis.REMEDY:
                there = True
        return "" if there else f"{source} is not there"

    def _knows(self, source: SentenceSource) -> bool:
        scenario = self.opinion.scenario
        told = {(name, None) for name in scenario.facts}
        told |= {(name, one.name) for one in scenario.people for name in one.facts}
        told |= {(node.fact, node.recipient) for node in self.nodes}
        told |= {(ask.fact.name, ask.recipient) for ask in self.opinion.asks}
        people = self.opinion.scenario.people
        told |= {
            (one.fact, None if one.who is None else people[one.who].name)
            for one in self.opinion.conclusions
        }
        told |= {("recipient", person) for person in self.people} | {("recipients", None)}
        return (source.id, source.recipient) in told

    def _belied(self, sentence: Sentence) -> str:
        """Say that a frame claims another outcome, truth or value than the source has."""
        source, name = sentence.source, sentence.frame
        if source.basis is Basis.FINDING:
            one = self.findings[source.id, source.recipient]
            outcome = name.rpartition(".")[2]
            if outcome in {o.value for o in OUTCOME_LABELS} and outcome != one.outcome.value:
                return f"claims {outcome} where the finding is {one.outcome.value}"
            if name.startswith("analysis.exception."):
                wanted = name.rpartition(".")[2]
                proofs = [p for part in one.why.of if part.label == "unless" for p in part.of]
                if wanted not in {p.truth.value for p in proofs}:
                    return "claims of an exception what its proof does not"
        if name.startswith("reason."):
            nodes = [
                n for n in self.nodes if (n.fact, n.recipient) == (source.id, source.recipient)
            ]
            if not any(self._bears(node, sentence) for node in nodes):
                return "no proof node bears it out"
        if name in ("governing.true", "governing.unknown"):
            truths = {one.jurisdiction: one.truth for one in self.opinion.governing}
            if truths[source.id].value != name.rpartition(".")[2]:
                return "claims of a place what its proof does not"
        return ""

    def _bears(self, node: Proof, sentence: Sentence) -> bool:
        kind = sentence.frame.removesuffix(".person")
        match kind:
            case "reason.told":
                return node.op == "fact" and node.value is not None
            case "reason.untold":
                return node.op == "fact" and node.value is None and node.truth is Truth.UNKNOWN
            case _:
                return node.op == "derived" and node.of[0].truth.value == kind.rpartition(".")[2]

    def _of_here(self, hole: str, words: str) -> bool:
        if hole in ("count", "numbers"):
            return all(part.isdigit() for part in words.split(", "))
        if hole == "answer":
            return self._answers(words)
        if hole == "facts":
            asked = {
                self.law.vocabulary.facts[premise.fact].ask
                for conclusion in self.opinion.conclusions
                for premise in conclusion.premises
            }
            return self._answers(_without(words, asked).replace(";", ""))
        if hole == "clause":
            return self._is_known(words)
        if hole in ("layer", "layers"):
            return set(words.split(" and ")) <= set(self.opinion.receipt.layers)
        if hole == "recipients":
            return all(printable(spoken_name(name)) in words for name in self.people)
        if hole == "others":
            people = {
                printable(called(name)) for name in self.people for called in (str, spoken_name)
            }
            return not _without(words, people).replace(" and ", "").strip(" ,")
        if hole == "places":
            return not _without(words, self.names).replace(" and ", "").strip(" ,")
        if hole in ("authority", "authorities"):
            pinpoints = {one.pinpoint for one in self._citations()}
            return not _without(words, self.authorities | pinpoints).strip(" ;,")
        if hole in ("kind", "act"):
            words = words.casefold()
        return words in self._phrases()[hole]

    def _is_known(self, clause: str) -> bool:
        """Return whether a clause tells a value that was told, of whom it was told."""
        scenario = self.opinion.scenario
        holders = [(None, scenario.facts), *((one.name, one.facts) for one in scenario.people)]
        return clause in {
            as_statement(told_fact(name, value, who, self.law))
            for who, facts in holders
            for name, value in facts.items()
        }

    def _phrases(self) -> dict[str, set[str]]:
        """Return the words that may fill each hole."""
        opinion, law, receipt = self.opinion, self.law, self.opinion.receipt
        read = {policy.authority.verified_on for policy in law.policies.values()} - {None}
        days = {*read, opinion.as_of, *(one.on for one in opinion.scenario.rulings)}
        cited_days = {first_day(one, law) for one in self._citations()} - {None}
        days |= {day for day in cited_days if day > (opinion.sent_on or opinion.as_of)}
        derived = law.vocabulary.derived.values()
        exceptions = [one for finding in self.found for one in finding.norm.exceptions]
        positions = [one for finding in self.found for one in finding.positions]
        engines = {receipt.engine, receipt.checked_by}
        scenario = opinion.scenario
        holders = (scenario, *scenario.people)
        origins = [origin for holder in holders for origin in holder.origins.values()]
        return {
            "day": {day_text(one) for one in days if one is not None}
            | {began_text(one.since_then) for one in self._citations() if one.since_then},
            "sent": {day_text(opinion.sent_on)} if opinion.sent_on is not None else set(),
            "recipient": {printable(name) for name in self._called},
            "verdict": set(VERDICTS.values()),
            "weight": {weight_word(one.weight, one.kind) for one in self.found}
            | {one.value for one in Weight},
            "verification": set(VERIFICATIONS.values()),
            "kind": set(AUTHORITY_KINDS.values()),
            "outcome": set(OUTCOME_LABELS.values()),
            "question": {fact.ask for fact in law.vocabulary.facts.values()},
            "place": self.names,
            "places": {places_stood_in(opinion)},
            "pinpoint": {one.pinpoint for one in self._citations()},
            "quote": {one.quote for one in self._citations()},
            "means": {_clause(one.means) for one in (*derived, *exceptions)},
            "words": {_clause(one.says) for one in positions},
            "person": {printable(one.decided_by) for one in opinion.scenario.rulings},
            "act": {_clause(text).casefold() for text in law.vocabulary.acts.values()},
            "reason": {one.resolved_by or "" for one in opinion.conflicts}
            | {one.by[0].because for one in opinion.conclusions},
            "hash": {receipt.corpus, receipt.corpus[:HASH_SHOWN]},
            "version": {receipt.advisor},
            "engine": engines,
            "name": {printable(one.detail) for one in origins},
            "because": {printable(one.because) for one in origins},
            "known": {
                frame.template.format(name=printable(one.detail))
                for name, frame in FRAMES.items()
                for one in origins
                if name.startswith("facts.known.") and "because" not in frame.template
            },
        }

    def _answers(self, words: str) -> bool:
        """Return whether an answer is made of labels, places, or a plain word."""
        known = {"yes", "no", "none at all", "nowhere"}
        for fact in self.law.vocabulary.facts.values():
            known |= {label.casefold() for label in fact.options.values()}
            known |= {name.replace("-", " ").casefold() for name in fact.options}
        known |= {name.casefold() for name in self.names}
        scenario = self.opinion.scenario
        holders = (scenario.facts, *(person.facts for person in scenario.people))
        told = {value for holder in holders for value in holder.values()}
        known |= {day_text(value) for value in told if isinstance(value, date)}
        known |= {f"{value:g}" for value in told if isinstance(value, float | int)}
        known |= {day_text(self.opinion.as_of)}
        known |= {
            concluded_text(one, self.law, self.opinion.as_of).casefold()
            for one in self.opinion.conclusions
            if isinstance(one.known, Remaining)
        }
        return not _without(words, known).replace(" and ", "").strip(" ,")


def _clause(words: str) -> str:
    return printable(words).strip().rstrip(".")


def _without(words: str, known: set[str]) -> str:
    """Take every known phrase out of some words, the longest first."""
    rest = words.casefold()
    for phrase in sorted(known, key=len, reverse=True):
        rest = rest.replace(phrase.casefold(), "")
    return rest


def unsupported(memo: ReportDocument, opinion: Opinion, law: Law) -> list[str]:
    """Return every sentence that does not stand, with why."""
    grounds = Grounds(opinion, law)
    return [
        f"{one.text!r}: {wrong}" for one in memo.sentences() if (wrong := grounds.supports(one))
    ]


def _given(memo: ReportDocument) -> list[tuple[Any, ...]]:
    """Return the rows of the facts that were given."""
    tables = [block for block in memo.blocks if isinstance(block, ReportTable)]
    return [
        row for table in tables for row in table.rows if cell_text(table.title) == "Facts given"
    ]


VARIANTS: list[dict[str, Any]] = [
    {},
    {"people": []},
    {"lawyer__admitted_in": None},
    {"lawyer__admitted_in": None, "matter__tribunal": None, "message__direction": "received"},
    {"matter__tribunal": None, "message__direction": None},
    {"tracking__mechanisms": []},
    {"tracking__mechanisms": None, "title": ""},
    {"people": [{"name": "Ann", "role": "client", "consented": True}]},
    {"people": [{"role": "client"}, {"role": "opposing-counsel", "in_danger": True}]},
    {
        "lawyer__reasonable_efforts": {
            "value": False,
            "decided_by": "A. Partner",
            "on": "2026-02-01",
            "because": "Nothing was done.",
            "factors": ["the cost of more safeguards"],
        }
    },
]


@pytest.mark.parametrize("told", VARIANTS, ids=str)
def test_every_sentence_stands(
    told: dict[str, Any], ask: Callable[..., Opinion], zedland: Corpus
) -> None:
    """Whatever is told, each sentence is a listed frame or the words of its source."""
    opinion = ask(**told)

    assert [] == unsupported(compose(opinion, zedland.law, appendix=True), opinion, zedland.law)


def test_every_sentence_stands_under_hostile_names(hostile: Opinion, zedland: Corpus) -> None:
    """A name that imitates markup is still only a name."""
    assert [] == unsupported(compose(hostile, zedland.law, appendix=True), hostile, zedland.law)


def test_every_origin_stands(ask: Callable[..., Opinion], zedland: Corpus) -> None:
    """The memo says of each fact how it is known, and only where not all were merely told."""
    opinion = ask()
    assert not [
        cell for cell in _given(compose(opinion, zedland.law, appendix=True)) if len(cell) > 3
    ]

    told = opinion.scenario
    for name, origin in (
        ("lawyer.admitted_in", Origin(Source.PROFILE, "firm.yaml")),
        ("matter.tribunal", Origin(Source.MATTER, "A | B", because="the profile says ZZ")),
        ("tracking.mechanisms", Origin(Source.MESSAGE, "observed")),
    ):
        told = told.told(name, told.facts[name], origin=origin)
    for name, origin in (
        ("recipient.role", Origin(Source.TOLD, "the address book")),
        ("recipient.consented", Origin(Source.ASSUMED, because="nobody asked")),
        ("recipient.in_danger", Origin(Source.CONFIRMED)),
    ):
        told = told.told(name, told.people[0].facts[name], 0, origin)
    document = compose(zedland.advise(told), zedland.law, appendix=True)

    assert [] == unsupported(document, zedland.advise(told), zedland.law)
    assert {
        "From the profile firm.yaml",
        "From the matter A | B; the profile says ZZ, which does not count",
        "Read off the message",
        "From the address book",
        "Usual, and assumed",
        "Usual, and confirmed",
        "Told",
    } == {str(cells[3].text) for cells in _given(document)}


def test_every_remedy_stands(ask: Callable[..., Opinion], zedland: Corpus) -> None:
    """What would cure a breach is told in questions of the vocabulary and answers to them."""
    opinion = ask()
    change = ProposedChange(
        "recipient.consented", value=True, control=Control.THEIRS, recipient="Ann"
    )
    cures = ProposedRemedies(
        (ProposedRemedy((change,), Verdict.ASK),), more=1, incurable=opinion.findings[:1]
    )

    memo = compose(opinion, zedland.law, cures=cures, appendix=True)

    assert [] == unsupported(memo, opinion, zedland.law)


def test_every_sentence_stands_in_the_bundled_law(bundled: Corpus) -> None:
    """Cases from all over the law that ships make memos in which each sentence stands."""
    wrong = []
    for case in bundled.law.cases[::23]:
        opinion = bundled.advise(case.scenario, everything=True)
        wrong += unsupported(compose(opinion, bundled.law, appendix=True), opinion, bundled.law)

    assert [] == wrong


@pytest.mark.parametrize(
    "rogue",
    [
        Sentence(
            "Counsel will be disbarred.", SentenceSource(Basis.FINDING, "zz/rules#deceit@ZZ", "Ann")
        ),
        Sentence(
            FRAMES["analysis.met"], SentenceSource(Basis.FINDING, "zz/rules#deceit@ZZ", "Ann")
        ),
        Sentence(FRAMES["analysis.breached"], SentenceSource(Basis.FINDING, "zz/rules#none@ZZ")),
        Sentence(
            message("All is well.", context="memo: well"), SentenceSource(Basis.FRAME, "well")
        ),
    ],
    ids=["invented words", "another outcome", "an invented norm", "an unlisted frame"],
)
def test_a_sentence_that_stands_on_nothing_is_found(
    rogue: Sentence, ask: Callable[..., Opinion], zedland: Corpus
) -> None:
    """The walk itself is not blind."""
    opinion = ask()
    memo = compose(opinion, zedland.law, appendix=True)
    memo = memo._replace(blocks=(*memo.blocks, Paragraph((rogue,))))

    try:
        wrong = unsupported(memo, opinion, zedland.law)
    except KeyError as missing:
        wrong = [str(missing)]

    assert 1 == len(wrong)


def test_a_finding_that_goes_takes_its_sentences_along(
    ask: Callable[..., Opinion], zedland: Corpus
) -> None:
    """Nothing is said of a norm that found nothing."""
    opinion = ask()
    gone: Finding = opinion.findings[0]
    rest = replace(opinion, findings=opinion.findings[1:], conflicts=())

    said = [
        one
        for one in compose(rest, zedland.law, appendix=True).sentences()
        if one.source.id == gone.id
    ]

    assert [] == said


def test_notes_are_numbered_as_they_are_called(
    ask: Callable[..., Opinion], zedland: Corpus
) -> None:
    """Footnotes count up in reading order, and every one is called once."""
    memo = compose(ask(), zedland.law, appendix=True)

    called = [number for one in memo.sentences() for number in one.notes]

    assert list(range(1, len(memo.notes) + 1)) == called
    assert [note.number for note in memo.notes] == called


def test_counts_are_right(ask: Callable[..., Opinion], zedland: Corpus) -> None:
    """A number in a sentence is the number of the things it counts."""
    opinion = ask()
    memo = compose(opinion, zedland.law, appendix=True)
    open_ones = [one for one in opinion.findings if one.outcome.value in ("open", "unsettled")]

    besides = [one for one in memo.sentences() if one.frame.startswith("answer.besides")]

    assert "stop" == opinion.verdict.value
    assert counted_text(len(open_ones), "x") == "2 xs"
    assert "2" in besides[0].text
