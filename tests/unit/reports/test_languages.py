"""An opinion's page in another language."""

from __future__ import annotations

import pytest
from unit.reports.makers import FindingMaker, OpinionMaker

from advisor.i18n import AMERICAN, Language, language
from advisor.model.law import Law
from advisor.model.norms import Outcome
from advisor.reports import labels, reasons
from advisor.reports.opinions import opinion_page
from advisor.reports.render.markdown import markdown
from advisor.reports.render.plain_text import plain_text
from advisor.reports.render.terminal import terminal


@pytest.fixture(scope="module")
def german() -> Language:
    """Give German."""
    return language("de")


def test_a_page_in_german(
    opinion: OpinionMaker, finding: FindingMaker, law: Law, german: Language
) -> None:
    """Headings, reasons and grounds are German; the norm keeps its words and its citation."""
    one = finding(outcome=Outcome.BREACHED, caveats=("Read in a digest.",))
    said = terminal(opinion_page(opinion(findings=(one,)), law, language=german), width=200)

    assert "Anwendbares Recht" in said
    assert "Stopp: verletzt" in said
    assert one.statement in said
    assert "Zedland Bar Op. 1, Digest" in said
    assert "Vorbehalt: Read in a digest." in said
    assert "stehen auf Englisch" in said


def test_words_in_german(german: Language) -> None:
    """Answers, tests and names of facts follow German grammar."""
    assert "ja" == german.render(labels.told_text(value=True))
    assert "client oder co-counsel" == german.render(labels.wanted("[client, co-counsel]"))
    assert "mindestens 13, unter 16" == german.render(labels.wanted("{at_least: 13, below: 16}"))
    assert "`consented` bei Ann" == german.render(reasons.named_fact("recipient.consented", "Ann"))


def test_every_hand_speaks_it(
    opinion: OpinionMaker, finding: FindingMaker, law: Law, german: Language
) -> None:
    """What a screen reader or a file is given besides the page is German as well."""
    told = opinion_page(opinion(findings=(finding(),)), law, explain=True, language=german)

    assert "Quelle: Zedland Bar Op. 1" in plain_text(told, width=200)
    assert "Quelle: " in markdown(told)
    assert "Authority: " not in plain_text(told, width=200) + markdown(told)


def test_american_days(opinion: OpinionMaker, law: Law) -> None:
    """Days are American, and all else is the English there is."""
    told = opinion_page(opinion(), law, language=AMERICAN)
    house = opinion_page(opinion(), law)

    assert terminal(told).count("March 2, 2026") == terminal(house).count("2 March 2026") > 0
    assert (
        terminal(told).replace("March 2, 2026", "2 March 2026").split() == terminal(house).split()
    )
