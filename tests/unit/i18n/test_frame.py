"""No sentence of the frame escapes translation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pytest
from unit.i18n.tracing import Traces, frame_words, law_words

from advisor.advice import Corpus
from advisor.application.interview_text import certificate_lines, stopped_lines
from advisor.application.proposed_remedies import propose_remedies
from advisor.cli.conversation.answer_source import ScriptedAnswers
from advisor.cli.conversation.dialogue import Dialogue
from advisor.cli.conversation.prompt_style import PromptStyle
from advisor.cli.output.console import echo
from advisor.i18n import Language
from advisor.interview import Interview, InterviewQuestion
from advisor.model.opinions import Opinion
from advisor.model.scenarios import Scenario
from advisor.reports.document import (
    Banner,
    FindingEntry,
    Line,
    ReasonNode,
    ReportDocument,
    Role,
    Section,
    SideBySide,
    Tone,
)
from advisor.reports.memo import compose, letter
from advisor.reports.opinions import opinion_page
from advisor.reports.render import HTML, render
from advisor.reports.render.markdown import markdown
from advisor.reports.render.plain_text import plain_text
from advisor.reports.render.terminal import terminal

_TAG = re.compile(r"<style>.*?</style>|<[^>]+>", re.DOTALL)
_ARIA = re.compile(r'aria-label="([^"]*)"')
_ESCAPES = {"&#34;": '"', "&#39;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&"}
DAY = date(2026, 3, 2)
STEP = 131
"""From one case of the bundled law to the next that is looked at."""


@pytest.fixture(scope="module")
def frames() -> frozenset[str]:
    """Return the words of the frame that stand alone."""
    return frame_words()


def pages(opinion: Opinion, corpus: Corpus, language: Language) -> dict[str, str]:
    """Write an opinion in every form that a person reads."""
    law = corpus.law
    whole = opinion_page(opinion, law, explain=True, everything=True, language=language)
    brief = opinion_page(opinion, law, language=language)
    said = {
        "markdown": markdown(whole),
        "brief": markdown(brief),
    }
    found = propose_remedies(opinion, corpus)
    for name, write in (("memo", compose), ("letter", letter)):
        memo = write(opinion, law, cures=found, language=language)
        said[name] = "\x00".join(one.text for one in memo.rendered().sentences())
        html = render(memo, HTML).decode()
        bare = "\x00".join([_TAG.sub("\x00", html), *_ARIA.findall(html)])
        for sign, letter_ in _ESCAPES.items():
            bare = bare.replace(sign, letter_)
        said[f"{name} in html"] = bare
    return said


def leaks(
    opinion: Opinion,
    corpus: Corpus,
    language: Language,
    law: frozenset[str],
    frames: frozenset[str],
) -> list[str]:
    """Return every word that is neither in brackets nor the law's nor a fact."""
    traces = Traces(law, opinion, frames)
    return [
        f"{form}: {word}"
        for form, text in pages(opinion, corpus, language).items()
        for word in dict.fromkeys(traces.untraced(text))
    ]


def test_nothing_escapes_in_the_bundled_law(
    bundled: Corpus, brackets: Language, frames: frozenset[str]
) -> None:
    """Cases from all over the law leave no word of the frame outside of the catalogue."""
    found: list[str] = []
    law = law_words(bundled.law)
    for case in bundled.law.cases[::STEP]:
        opinion = bundled.advise(case.scenario, everything=True)
        found += leaks(opinion, bundled, brackets, law, frames)

    assert [] == sorted(set(found))


TOLD: dict[str, dict[str, object]] = {
    "breached": {},
    "nobody": {"people": []},
    "nothing": {"facts": {}},
    "received": {"facts": {"message.direction": "received", "lawyer.admitted_in": ["ZZ"]}},
    "judged": {
        "facts": {
            "message.direction": "sent",
            "lawyer.admitted_in": ["ZZ"],
            "lawyer.reasonable_efforts": {
                "value": False,
                "decided_by": "A. Partner",
                "on": "2026-02-01",
                "because": "Nobody did a thing.",
                "factors": ["the cost of more safeguards"],
            },
        }
    },
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD.keys())
def test_nothing_escapes_in_zedland(
    told: dict[str, object], zedland: Corpus, brackets: Language, frames: frozenset[str]
) -> None:
    """Where all that a memo prints occurs, no word escapes either."""
    opinion = zedland.advise(scenario(told))

    assert [] == leaks(opinion, zedland, brackets, law_words(zedland.law), frames)


def scenario(told: dict[str, object]) -> dict[str, object]:
    """Describe an offer with a pixel, otherwise where told."""
    facts = {
        "message.direction": "sent",
        "tracking.mechanisms": ["pixel"],
        "lawyer.admitted_in": ["ZZ"],
        "matter.tribunal": "ZZ-N",
    }
    ann = {"name": "Ann", "role": "opposing-counsel", "consented": False, "in_danger": False}
    bob = {**ann, "name": "Bob"}
    return {
        "scenario": "An offer",
        "as_of": "2026-03-02",
        "facts": told.get("facts", facts),
        "recipients": told.get("people", [ann, bob]),
    }


def test_no_hand_adds_a_word(brackets: Language) -> None:
    """What a terminal, a screen reader or Markdown adds to a page is in the language too."""
    lines = tuple(Line(role, f"x{role.value}") for role in Role)
    entry = FindingEntry(
        "xword", Tone.OPEN, "xtext", lines, (ReasonNode("xtruth", Tone.FOR, "xwhy", "xask"),)
    )
    pair = SideBySide("xtitle", entry, entry, lines, lead="xlead")
    sections = (Section("xsection", Tone.QUIET, (entry, pair)),)
    told = ReportDocument(Banner("xbanner", Tone.FOR, "xaside", "xsentence"), sections, brackets)

    said = [plain_text(told), terminal(told), markdown(told)]

    bare = [re.sub("\u27e6[^\u27e7]*\u27e7", " ", text) for text in said]
    strays = [
        word
        for text in bare
        for word in re.findall(r"[A-Za-z]{2,}", text.replace("<br>", ""))
        if word[0] not in "xX"
    ]
    assert [] == strays
    assert all("\u27e6" in text for text in said)


class Listening(PromptStyle):
    """A voice that is heard and not seen: each paragraph as it was said."""

    def line(self, text: str = "", *, style: str = "", indent: int = 0) -> None:
        """Say one paragraph whole."""
        del style, indent
        echo(text)

    def options(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Say what can be answered, one on each line."""
        for key, label in pairs:
            echo(f"{key}\n{label}")


def test_nothing_escapes_in_the_interview(
    zedland: Corpus,
    brackets: Language,
    frames: frozenset[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Questions, hints, reasons and the certificate are all in the language."""
    interview = Interview(zedland, DAY, Scenario())
    typed = ["?", "f", "", "qqqq", "unknown", "b", "?"]
    hearing = ScriptedAnswers(iter([*typed, *["d"] * 40]), {}, in_order=True)
    voice = Listening(84, colour=False, plain=True)
    talk = Dialogue(interview, voice, hearing, DAY, language=brackets)

    talk.run()

    for lines in (certificate_lines, stopped_lines):
        for text, _ in lines(talk.interview):
            voice.line(brackets.render(text))
    traces = Traces(law_words(zedland.law), talk.interview.opinion, frames)
    words = set(traces.untraced(capsys.readouterr().out))
    question = interview.question
    assert isinstance(question, InterviewQuestion)
    norms = {one.text.rstrip(".") for one in interview.why(question)}
    assert set() == words - norms - {*typed, "d", "s"}
