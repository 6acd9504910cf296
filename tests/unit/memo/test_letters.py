"""The letter to the client says what the opinion says, in everyday words, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from unit.memo.test_support import VARIANTS, unsupported

from advisor.advice import Corpus
from advisor.i18n import Language, language
from advisor.model.norms import Modality, Outcome
from advisor.model.opinions import Finding, Opinion, Verdict
from advisor.model.vocabulary import Control
from advisor.reports.document import Basis, ReportDocument
from advisor.reports.memo import letter
from advisor.reports.memo.letter_frames import LETTER_FRAMES
from advisor.reports.proposed_remedies import (
    ProposedChange,
    ProposedRemedies,
    ProposedRemedy,
    ProposedStep,
)
from advisor.reports.render import HTML, MARKDOWN, TEXT, Format, render

Asking = Callable[..., Opinion]
_VERDICT = re.compile(r"client\.(?:word\.)?(stop|unsettled|ask|clear)\b")


def overstated(memo: ReportDocument, opinion: Opinion) -> Iterator[str]:
    """Return every sentence that claims more than the opinion does."""
    found = {(one.id, one.recipient): one for one in (*opinion.findings, *opinion.persuasive)}
    truths = {one.jurisdiction: one.truth.value for one in opinion.governing}
    for one in memo.sentences():
        verdict = _VERDICT.match(one.frame)
        if verdict and verdict[1] != opinion.verdict.value:
            yield f"{one.text}: the verdict is {opinion.verdict.value}"
        if one.frame in ("client.stop.binding", "client.stop.advisory", "client.stop.persuasive"):
            weight = opinion.weight.value if opinion.weight is not None else ""
            if not one.frame.endswith(weight):
                yield f"{one.text}: the weight is {weight}"
        if one.frame.startswith("client.rests.") and opinion.relies_on is not None:
            level = opinion.relies_on.value
            if not one.frame.endswith(f".{level}"):
                yield f"{one.text}: it was read as {level}"
        if one.frame in ("client.law.true", "client.law.unknown"):
            truth = truths[one.source.id]
            if not one.frame.endswith(truth):
                yield f"{one.text}: that is {truth}"
        if one.source.basis is Basis.FINDING and one.frame.startswith("client."):
            yield from _misled(one.frame, found[one.source.id, one.source.recipient], one.text)


def _misled(frame: str, finding: Finding, text: str) -> Iterator[str]:
    if frame == "client.same":
        return
    _, kind, outcome = frame.split(".")
    if outcome != finding.outcome.value:
        yield f"{text}: the outcome is {finding.outcome.value}"
    if kind == "rule" and outcome == "breached" and finding.weight.value != "binding":
        yield f"{text}: what is {finding.weight.value} is no rule that is broken"
    if (kind == "exempt") is not (finding.modality is Modality.NEED_NOT):
        yield f"{text}: the modality is {finding.modality.value}"


@pytest.mark.parametrize("told", VARIANTS, ids=str)
def test_every_sentence_stands(told: dict[str, Any], ask: Asking, zedland: Corpus) -> None:
    """Each sentence is a listed frame on its source, or the words of its source."""
    opinion = ask(**told)
    memo = letter(opinion, zedland.law)

    assert [] == unsupported(memo, opinion, zedland.law)
    assert [] == list(overstated(memo, opinion))


def test_every_sentence_stands_in_the_bundled_law(bundled: Corpus) -> None:
    """So it does for cases from all over the law that ships."""
    wrong = []
    for case in bundled.law.cases[::37]:
        opinion = bundled.advise(case.scenario)
        memo = letter(opinion, bundled.law)
        wrong += [*unsupported(memo, opinion, bundled.law), *overstated(memo, opinion)]

    assert [] == wrong


def test_what_is_unknown_stays_unknown(ask: Asking, zedland: Corpus) -> None:
    """Where nothing is answered the letter answers nothing, and asks."""
    opinion = ask(tracking__mechanisms=None, matter__tribunal=None)
    text = render(letter(opinion, zedland.law), TEXT).decode()

    assert Verdict.ASK is opinion.verdict
    assert "We need to know more" in text
    assert "We cannot answer this yet." in text
    assert opinion.asks[0].fact.ask in text
    assert "is broken" not in text


def test_what_is_left_out_is_counted(ask: Asking, zedland: Corpus) -> None:
    """A rule that might apply is never passed over in silence."""
    opinion = ask(matter__tribunal=None, message__direction=None)
    perhaps = {
        one.id
        for one in opinion.findings
        if one.outcome is Outcome.UNDETERMINED and not one.overridden_by
    }
    text = render(letter(opinion, zedland.law), TEXT).decode()

    assert perhaps
    assert "may count here. We do not know yet." in text


def test_a_way_out_is_told(ask: Asking, zedland: Corpus) -> None:
    """What would change the answer is told with who would have to change it."""
    opinion = ask()
    change = ProposedChange(
        "recipient.consented", value=True, control=Control.THEIRS, recipient="Ann"
    )
    cures = ProposedRemedies(
        (ProposedRemedy((change,), Verdict.ASK),), incurable=opinion.findings[:1]
    )

    memo = letter(opinion, zedland.law, cures=cures)
    text = " ".join(render(memo, TEXT).decode().split())

    assert "Ann would have to change this: Has this recipient agreed? Yes." in text
    assert "The short answer would then be: We need to know more." in text
    assert [] == unsupported(memo, opinion, zedland.law)


@pytest.mark.parametrize("form", [HTML, MARKDOWN, TEXT])
def test_hostile_names_are_only_names(form: Format, hostile: Opinion, zedland: Corpus) -> None:
    """A name that imitates markup does not become any."""
    text = render(letter(hostile, zedland.law), form).decode()

    if form is HTML:
        assert "<script" not in text
        assert "<img" not in text
        assert "<i>" not in text
    assert "\x1b" not in text


# -- everyday words


def sentences(texts: list[str]) -> Iterator[list[str]]:
    """Return the words of each sentence; what a slot will hold is not the letter's own."""
    for text in texts:
        bare = re.sub(r"\{\w+\}", "", text)
        for part in re.split(r"[.:?!]", bare):
            words = re.findall(r"[A-Za-zÄÖÜäöüß'-]+", part)
            if words:
                yield words


def syllables(word: str, vowels: str) -> int:
    """Count groups of vowels, as the formulas do; a silent English `e` at the end is none."""
    groups = len(re.findall(f"[{vowels}]+", word.casefold()))
    if vowels.endswith("y") and word.endswith("e") and not word.endswith("le") and groups > 1:
        groups -= 1
    return max(groups, 1)


def body(found: Language) -> list[str]:
    """Return the running sentences of the letter in a language."""
    return [found.render(text) for text in LETTER_FRAMES.values() if text.endswith((".", ":"))]


class Scale(NamedTuple):
    """A formula of reading ease: 100 is very easy, 30 is for scholars."""

    base: float
    by_word: float
    by_syllable: float
    vowels: str
    least: float


SCALES = {
    "en": Scale(206.835, 1.015, 84.6, "aeiouy", 85),  # Flesch: fairly easy
    "de": Scale(180.0, 1.0, 58.5, "aeiouäöüy ", 70),  # Amstad: plain
}
LONGEST = 20


@pytest.mark.parametrize("tag", SCALES)
def test_reads_easily(tag: str) -> None:
    """The frame scores as plain, and no sentence of it is long."""
    scale = SCALES[tag]
    said = list(sentences(body(language(tag))))
    words = [word for one in said for word in one]
    sounds = sum(syllables(word, scale.vowels) for word in words)

    length, weight = len(words) / len(said), sounds / len(words)
    ease = scale.base - scale.by_word * length - scale.by_syllable * weight

    assert scale.least <= ease, ease
    assert [] == [" ".join(one) for one in said if len(one) > LONGEST]


LAWYERS = (
    "norm",
    "governs",
    "breach",
    "binding",
    "persuasive",
    "advisory",
    "undetermined",
    "defeat",
)


def test_no_word_that_only_lawyers_use() -> None:
    """The letter does without the words of the memo's own trade."""
    said = " ".join(LETTER_FRAMES.values()).casefold()

    assert [] == [word for word in LAWYERS if re.search(rf"\b{word}\b", said)]


WHYS = {
    "client.unsettled.conflict": "Authorities that govern here disagree",
    "client.unsettled.advice": "No rule is broken, but authority that governs here advises",
    "client.unsettled.elsewhere": "No authority that was read here settles it; elsewhere",
    "client.unsettled.nothing-governs": "No law in this corpus governs here",
}


def test_says_why_nothing_is_settled(bundled: Corpus) -> None:
    """The letter gives the reason that the opinion itself gives, and no other."""
    met = set()
    for case in bundled.law.cases:
        if case.expect.verdict != Verdict.UNSETTLED.value:
            continue
        opinion = bundled.advise(case.scenario)
        frames = {one.frame for one in letter(opinion, bundled.law).sentences()}
        (told,) = {one for one in frames if one.startswith("client.unsettled")}
        own = [name for name, start in WHYS.items() if opinion.summary.startswith(start)]
        assert [told] == (own or ["client.unsettled"]), case.name
        met.add(told)

    assert "client.unsettled" in met


def test_what_is_owed_to_the_client_afterwards_is_told(zedland: Corpus, ask: Asking) -> None:
    """Only what some norm calls for, is owed to the client and is not done yet, in their words."""
    opinion = ask()
    (duty, *_) = [one for one in opinion.findings if one.citations]
    steps = (
        ProposedStep("Tell the client.", (duty,), to_client="We tell you what happened."),
        ProposedStep("Write it down.", (duty,)),
        ProposedStep("Warn the client.", (duty,), is_done=True, to_client="We warn you."),
        ProposedStep("Ask the client.", (), to_client="We ask you."),
    )
    said = render(
        letter(opinion, zedland.law, cures=ProposedRemedies(afterwards=steps)), TEXT
    ).decode()

    assert "We tell you what happened." in said
    for other in ("Write it down", "We warn you", "We ask you", "Tell the client"):
        assert other not in said
    assert "WHAT WE STILL OWE YOU" not in render(letter(opinion, zedland.law), TEXT).decode()
