"""What a visitor of the pages does again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

EXAMPLE = "A hidden pixel in a settlement offer to opposing counsel"
MESSAGE = b"""\
From: "A. Partner" <a.partner@firm.example>
To: "Opposing Counsel" <oc@other.example>
Date: Mon, 02 Mar 2026 10:00:00 +0000
Received: from a.example by b.example; Mon, 02 Mar 2026 10:00:01 +0000
Message-ID: <1@firm.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>Our offer.</p><img src="https://track.mailer.example/open/3f9a8c1e7b2d4a6f9e0c1b2a3d4e5f60.gif?\
u=8f14e45fceea167a5a36dedd4bea2543" width="1" height="1" alt="">
"""
BROKEN = b"facts:\n  message: {direction: sideways}\n  tracking: {mechanism: [pixel]}\n"


def open_example(page: Page) -> None:
    """Begin from the example."""
    page.goto("/check")
    page.get_by_text("An example (").click()
    page.get_by_role("link", name=EXAMPLE).click()
    page.get_by_role("heading", name=EXAMPLE).wait_for()


def drop(page: Page, data: bytes, name: str = "offer.eml") -> None:
    """Hand a message in."""
    page.goto("/message")
    page.set_input_files("#file", {"name": name, "mimeType": "message/rfc822", "buffer": data})
    page.get_by_label("We send it").check()
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("heading", name="Drop a message").wait_for(state="detached")


def reopen(page: Page, data: bytes) -> None:
    """Open a scenario file."""
    page.goto("/check")
    page.set_input_files("#file", {"name": "a.yaml", "mimeType": "text/yaml", "buffer": data})
    page.get_by_role("button", name="Open it").click()
    page.wait_for_url("**/check/open")


def begin(page: Page) -> None:
    """Begin to train by oneself."""
    page.goto("/train")
    page.get_by_label("How many").select_option("5")
    page.get_by_label("Where from").select_option("case")
    page.get_by_role("button", name="Begin").click()
    page.locator(".option").first.wait_for()


def commit(page: Page, choice: int = 0) -> None:
    """Choose an answer, and be rather sure of it."""
    page.locator(".option input").nth(choice).check()
    page.get_by_label("90 %", exact=True).check()
    page.get_by_role("button", name="Commit to this answer").click()
    page.locator(".option").first.wait_for(state="detached")


def leave(page: Page, button: str) -> None:
    """Press a button that leads to another page, and wait for it."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def settled(page: Page) -> Page:
    """Wait until the answer to what was sent is on the page."""
    page.locator("[aria-busy]").wait_for(state="detached")
    return page


def verdict(page: Page) -> Locator:
    """Find the verdict."""
    return page.locator(".verdict-word").first


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """Run the rules of axe, best practices included."""
    from axe_playwright_python.sync_playwright import Axe

    # The pages run no script but their own; axe comes in by the debugger.
    found = Axe().run(page)
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"]])
        for one in found.response["violations"]
    ]
