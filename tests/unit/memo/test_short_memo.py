"""The memo that a lawyer reads to the end: what it holds, in which order, and how long it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from advisor.advice import Corpus
from advisor.application.proposed_remedies import propose_remedies
from advisor.model.norms import Outcome
from advisor.model.opinions import Opinion, Verdict
from advisor.reports.memo import compose
from advisor.reports.render import MARKDOWN, render

Asking = Callable[..., Opinion]
MOST_WORDS = 1_900
"""Four to five pages of paper hold so many, addresses of links among them."""
APPENDIX = "# Appendix: the long form"


def short(opinion: Opinion, corpus: Corpus, **more: Any) -> str:  # noqa: ANN401 - options
    """Write the memo as Markdown."""
    return render(compose(opinion, corpus.law, **more), MARKDOWN).decode()


def headings(text: str) -> list[str]:
    """Return the numbered headings of a memo."""
    return [line.partition(". ")[2] for line in text.split("\n") if line.startswith("## ")]


def test_memos_of_all_kinds_stay_short(bundled: Corpus) -> None:
    """Cases from all over the law, with what would cure them and what is usual."""
    long = {}
    for case in bundled.law.cases[7::40]:
        opinion = bundled.with_usual(bundled.advise(case.scenario))
        text = short(opinion, bundled, cures=propose_remedies(opinion, bundled))
        if len(text.split()) > MOST_WORDS:
            long[case.name] = len(text.split())

    assert long == {}


def test_the_answer_comes_before_its_reasons(bundled: Corpus) -> None:
    """Then what can be done about it, and the signature at the end, with text before it."""
    opinion = bundled.advise("docs/examples/settlement-offer.yaml")
    found = headings(short(opinion, bundled, cures=propose_remedies(opinion, bundled)))

    assert found[:5] == ["Question presented", "Short answer", "Remedies", "Facts", "Analysis"]
    assert found[-3:] == ["Table of authorities", "Limits", "Review"]


def test_findings_on_one_act_stand_together(bundled: Corpus) -> None:
    """The weightiest leads, and the grounds of the others stand beneath it."""
    opinion = bundled.advise("docs/examples/settlement-offer.yaml")
    text = short(opinion, bundled)
    acts = [line for line in text.split("\n") if line.startswith("### ")]

    assert len(acts) == len(set(acts))
    for finding in opinion.findings:
        if finding.outcome in (Outcome.BREACHED, Outcome.UNSETTLED):
            assert finding.statement in text.replace("\\", "")


def test_a_conflict_that_nothing_settles_has_its_line(ask: Asking, zedland: Corpus) -> None:
    """It names the act and both authorities; one that is settled waits in the long form."""
    opinion = ask()
    (conflict, *_) = opinion.conflicts
    unsettled = replace(opinion, conflicts=(replace(conflict, resolved_by=None, prevails=None),))

    line = "nothing in these sources resolves it"
    assert line in short(unsettled, zedland)
    settled = replace(conflict, resolved_by="lex posterior", prevails=conflict.allows.id)
    assert line not in short(replace(opinion, conflicts=(settled,)), zedland)


def test_what_was_not_read_is_said(bundled: Corpus) -> None:
    """A memo of a verdict to verify says so, and what has to be read, with every stand-in."""
    case = next(
        case
        for case in bundled.law.cases
        if bundled.advise(case.scenario).verdict is Verdict.VERIFY
    )
    opinion = bundled.advise(case.scenario)

    text = short(opinion, bundled)
    assert "It cannot be said before what was not read has been checked." in text
    assert str(opinion.summary).split("{")[0][:40] in text.replace("\\", "")


def test_the_long_form_is_appended_where_it_is_asked_for(ask: Asking, zedland: Corpus) -> None:
    """With every fact that was told and every question that is open."""
    opinion = ask()
    assert APPENDIX not in short(opinion, zedland)

    _, _, appended = short(opinion, zedland, appendix=True).partition(APPENDIX)
    for name in opinion.scenario.facts:
        assert zedland.law.vocabulary.facts[name].ask in appended.replace("\\", "")
    for one in opinion.asks:
        assert one.fact.ask in appended.replace("\\", "")
