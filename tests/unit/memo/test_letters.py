"""The letter to the client says what the opinion says, in everyday words, and no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from unit.memo.test_support import VARIANTS, unsupported

from advisor.advice import Corpus
from advisor.application.proposed_remedies import propose_remedies
from advisor.i18n import Language, language
from advisor.model.opinions import Opinion, Verdict
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
_CONFESSING = re.compile(
    r"\b(?:breach\w*|broken|violat\w*|against a rule|not kept|illegal)\b", re.IGNORECASE
)


def overstated(memo: ReportDocument, opinion: Opinion) -> Iterator[str]:
    """Return every sentence that claims more than the opinion does, or says what is the memo's."""
    stands = {Verdict.STOP: "client.stop.", Verdict.CLEAR: "client.clear"}
    wanted = stands.get(opinion.verdict, "client.open")
    for one in memo.sentences():
        tells = one.frame.startswith(("client.stop.", "client.clear", "client.open"))
        if tells and not one.frame.startswith(wanted):
            yield f"{one.text}: the verdict is {opinion.verdict.value}"
        if one.source.basis is Basis.FINDING:
            yield f"{one.text}: a letter goes through no findings"
    if opinion.verdict is not Verdict.STOP and any(
        one.frame.startswith("client.ways.") for one in memo.sentences()
    ):
        yield "a way out where nothing stands against it"


@pytest.mark.parametrize("told", VARIANTS, ids=str)
def test_every_sentence_stands(told: dict[str, Any], ask: Asking, zedland: Corpus) -> None:
    """Each sentence is a listed frame on its source, or the words of its source."""
    opinion = ask(**told)
    memo = letter(opinion, zedland.law)

    assert [] == unsupported(memo, opinion, zedland.law)
    assert [] == list(overstated(memo, opinion))


def test_every_sentence_stands_in_the_bundled_law(bundled: Corpus) -> None:
    """So it does for cases from all over the law; no letter confesses a breach, or is long."""
    wrong = []
    for case in bundled.law.cases[::37]:
        opinion = bundled.advise(case.scenario)
        memo = letter(opinion, bundled.law)
        wrong += [*unsupported(memo, opinion, bundled.law), *overstated(memo, opinion)]
        said = " ".join(one.text for one in memo.sentences())
        wrong += _CONFESSING.findall(said.replace(opinion.scenario.title, ""))
        if len(said.split()) > LONGEST_LETTER:
            wrong.append(f"{case.name}: {len(said.split())} words")

    assert [] == wrong


LONGEST_LETTER = 300
"""Words of a letter that a client reads to its end."""


def told(opinion: Opinion, corpus: Corpus, cures: ProposedRemedies | None = None) -> str:
    """Return the text of a letter on one line."""
    return " ".join(render(letter(opinion, corpus.law, cures=cures), TEXT).decode().split())


def bundled_opinion(bundled: Corpus, **more: Any) -> Opinion:  # noqa: ANN401
    """Return an opinion on tracked mail to opposing counsel by the law that ships."""
    facts = {
        "message": {"direction": "sent", "channel": "email", "kind": "one-to-one"},
        "lawyer": {"admitted_in": ["US-IL"], "setting": "private", "knows_of_tracking": True},
        "firm": {"established_in": ["US-IL"]},
        "matter": {"representing_client": True, "before_tribunal": True, "tribunal": "US-IL"},
        "tracking": {"mechanisms": ["pixel"], "disclosure": "none", "captures": ["opened"]},
    }
    for name, value in more.items():
        entity, _, fact = name.partition("__")
        facts[entity][fact] = value
    scenario = {
        "scenario": "An offer",
        "as_of": "2026-03-02",
        "facts": facts,
        "recipients": [
            {"name": "Otto", "role": "opposing-counsel", "located_in": "US-IL", "consented": False}
        ],
    }
    return bundled.advise(scenario)


def test_what_is_planned_is_not_sent_as_it_is(bundled: Corpus) -> None:
    """The client reads what the email does, that it stays, and what would let it go."""
    opinion = bundled_opinion(bundled)
    said = told(opinion, bundled, propose_remedies(opinion, bundled))

    assert Verdict.STOP is opinion.verdict
    assert "We want to send an email" in said
    assert "It goes to Otto." in said
    assert "The message carries an invisible image that reports back." in said
    assert "We will not send it as it is now." in said
    assert "Nothing in the message reports back." in said
    assert "We need this from others: Otto agreed to the tracking by a clear act." in said


def test_what_has_gone_out_is_left_to_the_lawyer(bundled: Corpus) -> None:
    """There is no promise to hold it back, no confession, and room for what the lawyer decides."""
    opinion = bundled_opinion(bundled, message__already_sent=True)
    said = told(opinion, bundled, propose_remedies(opinion, bundled))

    assert Verdict.STOP is opinion.verdict
    assert "It has gone out." in said
    assert "[Your lawyer says here what will be done.]" in said
    assert "will not send" not in said


def test_a_way_out_promises_no_more_than_it_brings(bundled: Corpus) -> None:
    """What would end a breach and leave questions is no clearance, and the client reads that."""
    opinion = bundled_opinion(bundled)
    change = ProposedChange("tracking.mechanisms", value=frozenset(), control=Control.OURS)

    def after(verdict: Verdict) -> str:
        return told(opinion, bundled, ProposedRemedies((ProposedRemedy((change,), verdict),)))

    assert "What is left open then we still check." in after(Verdict.ASK)
    assert "What is left open then we still check." not in after(Verdict.CLEAR)
    assert "enough" not in after(Verdict.ASK)


def test_mail_of_an_earlier_day_has_gone_out(bundled: Corpus) -> None:
    """Whatever the verdict is, what its day tells to be past is not told as a plan."""
    untracked = {"tracking__mechanisms": [], "tracking__captures": []}
    opinion = bundled_opinion(
        bundled, message__date="2026-02-02", lawyer__knows_of_tracking=False, **untracked
    )

    assert Verdict.STOP is not opinion.verdict
    assert "We have sent an email" in told(opinion, bundled)
    assert "We have sent an email" in told(opinion, bundled, propose_remedies(opinion, bundled))


def test_many_recipients_are_counted(bundled: Corpus) -> None:
    """A letter names a few people, and of more it says how many they are."""
    people = [
        {"name": f"Otto {number}", "role": "opposing-counsel", "located_in": "US-IL"}
        for number in range(6)
    ]
    few, many = (
        bundled.advise({"scenario": "An offer", "as_of": "2026-03-02",
                        "facts": {"message": {"direction": "sent"}}, "recipients": named})
        for named in (people[:5], people)
    )  # fmt: skip

    assert "It goes to Otto 0, Otto 1, Otto 2, Otto 3 and Otto 4." in told(few, bundled)
    assert "It goes to 6 people." in told(many, bundled)


def test_only_a_client_can_say_it(bundled: Corpus) -> None:
    """A question that is open and that the vocabulary puts to clients is put in their words."""
    opinion = bundled_opinion(bundled, message__carries_client_information=True)
    (fact,) = [one.fact for one in opinion.asks if one.fact.name == "message.reveals_unauthorised"]

    assert fact.asked_of_client
    assert fact.asked_of_client in told(opinion, bundled)
    assert fact.ask not in told(opinion, bundled)


def test_a_fact_without_words_is_told_by_its_question(ask: Asking, zedland: Corpus) -> None:
    """What a layer declares has no clause, and a client never reads a name of the files."""
    opinion = ask()
    change = ProposedChange(
        "recipient.consented", value=True, control=Control.THEIRS, recipient="Ann"
    )
    memo = told(opinion, zedland, ProposedRemedies((ProposedRemedy((change,), Verdict.ASK),)))

    assert Verdict.STOP is opinion.verdict
    assert "We need this from others: Has this recipient agreed? Yes." in memo
    assert "recipient.consented" not in memo


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
    assert "WHAT WE DO FOR YOU NOW" not in render(letter(opinion, zedland.law), TEXT).decode()
