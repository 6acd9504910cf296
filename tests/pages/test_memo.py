"""A memo in a real browser: open to everybody, needing nothing, and fit to print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from advisor.advice import load
from advisor.reports.memo import compose
from advisor.reports.render import HTML, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLE = Path(__file__).parents[2] / "docs/examples/settlement-offer.yaml"


@pytest.fixture(scope="module")
def memo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the memo on the example scenario as a page."""
    corpus = load(engine="reference")
    page = tmp_path_factory.mktemp("memo") / "memo.html"
    page.write_bytes(render(compose(corpus.advise(EXAMPLE), corpus.law), HTML))
    return page


@pytest.fixture
def browser_page(browser: Browser, memo: Path) -> Iterator[Page]:
    """Open the memo in Chromium, from a file, as a reader would."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(memo.as_uri())
    assert [memo.as_uri()] == asked
    yield page
    page.close()


def test_axe_finds_nothing(browser_page: Page) -> None:
    """The accessibility rules of axe, best practices included, find no violation."""
    from axe_playwright_python.sync_playwright import Axe

    # The page forbids all script; axe comes in by the debugger, which it does not bind.
    found = Axe().run(browser_page)

    assert [] == [
        (one["id"], [node["html"] for node in one["nodes"]]) for one in found.response["violations"]
    ]


def test_a_note_is_reached_and_left_by_its_links(browser_page: Page) -> None:
    """From the call to the note and back, without a mouse."""
    browser_page.locator("#call-1").focus()
    browser_page.keyboard.press("Enter")
    assert browser_page.url.endswith("#note-1")

    browser_page.locator("#note-1 a.back").focus()
    browser_page.keyboard.press("Enter")
    assert browser_page.url.endswith("#call-1")


@pytest.mark.parametrize("width", [320, 768, 1400])
def test_nothing_runs_off_the_side(browser_page: Page, width: int) -> None:
    """At the width of a telephone, a tablet and a desk there is no sideways scrolling."""
    browser_page.set_viewport_size({"width": width, "height": 900})

    wide = browser_page.evaluate("document.documentElement.scrollWidth")

    assert width >= wide


def test_it_prints(browser_page: Page) -> None:
    """The browser's own printer makes pages of it."""
    assert browser_page.pdf(format="Letter").startswith(b"%PDF")
