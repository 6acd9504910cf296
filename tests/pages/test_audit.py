"""The report of an audit in a real browser: open to everybody, needing nothing, fit to print."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from advisor.advice import load
from advisor.model.audits import Audit, Counted, Month, Rule, Share, TrackingSide, Unknown
from advisor.model.authorities import Citation, Kind, Verification, Weight
from advisor.model.norms import Outcome
from advisor.model.opinions import Verdict
from advisor.reports.audit.audit_html import audit_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOSTILE = '<img src=x onerror="document.title=1">"&'


def _side(**given: object) -> TrackingSide:
    months = tuple(Month(date(2025, month, 1), month, 3, month % 2) for month in range(1, 13))
    told: dict[str, object] = {
        "messages": 120, "tracked": 78, "untracked": 36, "unclear": 6,
        "verdicts": {}, "months": months,
        "domains": (Share("shop.example", 40, 3, 50), Share(HOSTILE, 2, 0, 9)),
        "others": 4, "vendors": (Counted("Mailchimp", 40),), "unnamed": 38,
        "roles": (Counted("client", 30), Counted("", 48)), **given,
    }  # fmt: skip
    return TrackingSide(**told)  # type: ignore[arg-type]


def _audit() -> Audit:
    facts = load(engine="reference").law.vocabulary.facts
    cite = Citation("Op. 1 (2018)", "Digest", "https://bar.example/1")
    rule = Rule(
        "a/b#c", "US-IL", "Illinois", f"The lawyer must not {HOSTILE}.", cite,
        Kind.ETHICS_OPINION, "bundled", Weight.ADVISORY, Verification.SECONDARY,
        governing=True, outcomes={Outcome.BREACHED: 12, Outcome.UNDETERMINED: 4},
    )  # fmt: skip
    return Audit(
        sources=(HOSTILE,), as_of=(date(2026, 3, 2),), corpus="sha256:0", advisor="0",
        sealed=False, messages=250,
        verdicts={Verdict.STOP: 12, Verdict.UNSETTLED: 3, Verdict.ASK: 230, Verdict.CLEAR: 0},
        received=_side(), sent=_side(), unsaid=_side(messages=5),
        damages=(Counted(HOSTILE, 5),), reasons=(Counted("it is encrypted", 6),),
        rules=(rule,), waiting=233, looked_at=200,
        unknowns=(Unknown(facts["recipient.consented"], 200, 150),),
        notices=("there is no message in `x`",),
    )  # fmt: skip


@pytest.fixture(scope="module", name="report")
def _report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("audit") / "report.html"
    page.write_text(audit_html(_audit()), "utf-8")
    return page


def _opened(browser: Browser, report: Path, **how: object) -> Page:
    page = browser.new_page(**how)  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    assert [report.as_uri()] == asked
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, report: Path, scheme: str) -> None:
    """The accessibility rules of axe find no violation, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(_opened(browser, report, color_scheme=scheme))

    assert [] == [
        (one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]
    ]


@pytest.mark.parametrize("width", [320, 768, 1400])
def test_nothing_is_cut_off(browser: Browser, report: Path, width: int) -> None:
    """On no screen does the page have to be moved sideways."""
    page = _opened(browser, report, viewport={"width": width, "height": 800})

    assert width >= page.evaluate("document.documentElement.scrollWidth")


def test_what_stems_from_messages_is_text(browser: Browser, report: Path) -> None:
    """A hostile domain is shown as it is written, and does nothing."""
    page = _opened(browser, report)

    assert "Audit of tracked email" == page.title()
    assert page.get_by_text(HOSTILE).count() >= 3
    assert 0 == page.locator("img").count()


def test_every_picture_has_its_words(browser: Browser, report: Path) -> None:
    """A chart has a name and a description, and a bar stands beside its number."""
    page = _opened(browser, report)

    for chart in page.locator("svg[role=img]").all():
        assert chart.locator("title").text_content()
        assert "messages are tracked" in (chart.locator("desc").text_content() or "")
    for bar in page.locator("td svg.bar").all():
        assert "true" == bar.get_attribute("aria-hidden")
        row = bar.locator("xpath=ancestor::tr")
        assert row.locator("td.number").first.inner_text().strip()


def test_it_prints(browser: Browser, report: Path) -> None:
    """Printed from a dark screen, it is dark on white, and charts keep their colours."""
    page = _opened(browser, report, color_scheme="dark")
    page.emulate_media(media="print")

    assert "rgb(255, 255, 255)" == page.evaluate(
        "getComputedStyle(document.documentElement).backgroundColor"
    )
    assert page.pdf().startswith(b"%PDF")
