"""Every page is open to everybody: by day, by night, and on a narrow screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from pages.visiting import (
    BROKEN,
    MESSAGE,
    begin,
    commit,
    drop,
    open_example,
    reopen,
    settled,
    violations,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page


SHOWN = {
    "welcome": "/",
    "check": "/check",
    "message": "/message",
    "compare": "/compare?left=US-IL&right=US-AK",
    "map": "/compare/map",
    "law": "/law",
    "search": "/law?q=pixel",
    "norm": "/law/entry?name=us/il/isba-18-01%23no-tracking-without-consent",
    "place": "/law/entry?name=US-IL",
    "authorities": "/law/authorities?where=US-IL",
    "facts": "/law/facts",
    "timelines": "/law/timeline",
    "train": "/train",
    "door": "/room",
    "nowhere": "/no/such/page",
}

TOLD = (
    "I'm admitted in Illinois. My paralegal used Mailtrack on an email to opposing counsel in "
    "our federal case in Chicago. Nobody asked her. I am fairly sure the client's name was in it."
)
MADE = ("unfolded", "read", "broken", "timeline", "people", "exercise", "revealed", "score")


@pytest.mark.parametrize("goes_on", [False, True], ids=["described", "told"])
def test_axe_finds_nothing_in_what_was_described(page: Page, *, goes_on: bool) -> None:
    """The facts that a text offers, and the interview that begins with them."""
    page.goto("/")
    page.get_by_label("Or tell it in your own words").fill(TOLD)
    page.get_by_role("button", name="Read it").click()
    if goes_on:
        page.get_by_role("button", name="Go on with these").click()
    page.get_by_role("heading", level=1).wait_for()

    assert_open(page)


@pytest.mark.parametrize("name", [*SHOWN, *MADE])
def test_axe_finds_nothing(page: Page, name: str) -> None:
    """Every page, by day and by night, keeps the accessibility rules of axe; none runs off."""
    match name:
        case "unfolded":
            open_example(page)
            for one in page.locator("main details").all():
                one.evaluate("one => one.open = true")
        case "timeline":
            open_example(page)
            page.get_by_role("button", name="Through the years").click()
            page.locator(".drawing svg").wait_for()
        case "exercise" | "revealed" | "score":
            begin(page)
            for _ in range({"exercise": 0, "revealed": 1, "score": 5}[name]):
                if page.locator(".option").count() == 0:
                    page.get_by_role("button", name="Next exercise").click()
                    page.locator(".option").first.wait_for()
                commit(page)
            if name == "score":
                page.get_by_role("button", name="See your score").click()
                page.locator(".calibration").wait_for()
        case "read":
            drop(page, MESSAGE)
        case "broken":
            reopen(page, BROKEN)
        case "people":
            reopen(page, b"as_of: 2026-03-02\nfacts: {}\nrecipients: [{name: Opposing counsel}]\n")
            page.get_by_role("button", name="Add a person").click()
            settled(page)
        case _:
            page.goto(SHOWN[name])

    assert_open(page)


def assert_open(page: Page) -> None:
    """Hold a page to the rules of axe by day and by night, and to a narrow screen."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert [] == violations(page), scheme
    page.set_viewport_size({"width": 320, "height": 800})
    assert 320 >= page.evaluate("document.documentElement.scrollWidth")
