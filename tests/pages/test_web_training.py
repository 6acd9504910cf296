"""*Train* in a real browser: a learner alone, and a room on its phones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages.visiting import (
    begin,
    commit,
    violations,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize


def test_a_learner_commits_sees_the_law_and_is_scored(page: Page) -> None:
    """Five exercises, each revealed with its reason; the session, sheets and papers to keep."""
    begin(page)
    for number in range(1, 6):
        assert f"Exercise {number} of 5" in page.locator(".kicker").inner_text()
        commit(page, number % 2)
        assert "ight" in page.locator(".verdict-word").inner_text()
        page.get_by_role("heading", name="Why").wait_for()
        page.get_by_role("button", name="See your score" if number == 5 else "Next").click()
    page.get_by_role("heading", name="of 5 right").wait_for()
    for button, magic in (
        ("Session file", b"{"),
        ("Attendance (CSV)", b"\xef\xbb\xbfname"),
        ("Answer key (Word)", b"PK"),
    ):
        with page.expect_download() as taken:
            page.get_by_role("button", name=button).click()
        assert Path(taken.value.path()).read_bytes().startswith(magic)


def test_a_session_is_gone_on_with(page: Page) -> None:
    """A session that was saved is opened where it was left."""
    begin(page)
    commit(page)
    page.get_by_role("button", name="Next exercise").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the session").click()
    data = Path(saved.value.path()).read_bytes()

    page.goto("/train")
    file = {"name": "session.json", "mimeType": "application/json", "buffer": data}
    page.set_input_files("#file", file)
    page.get_by_role("button", name="Open it").click()

    assert "Exercise 2 of 5" in page.locator(".kicker").inner_text()


def test_a_room_answers_on_its_phones(browser: Browser, address: str) -> None:
    """The wall asks, phones answer, the tally runs, and the reveal cites; all of it accessible."""
    projector: ViewportSize = {"width": 1280, "height": 720}
    wall = browser.new_context(base_url=address, viewport=projector).new_page()
    phone = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}).new_page()
    wall.goto("/train")
    wall.get_by_label("Where from").select_option("case")
    wall.get_by_role("button", name="Open a room").click()
    code = wall.locator(".room-code").inner_text()
    assert [] == violations(wall)

    phone.goto("/room")
    phone.get_by_label("The code on the wall").fill(code.lower())
    phone.get_by_role("button", name="Join").click()
    phone.get_by_label("Your name").wait_for()
    assert [] == violations(phone)
    phone.get_by_label("Your name").fill("<b>A. Partner</b>")
    phone.get_by_role("button", name="Take a seat").click()
    wall.get_by_text("1 in the room").wait_for()

    wall.get_by_role("button", name="First question").click()
    phone.locator(".option").first.wait_for()
    assert 0 == wall.locator("meter").count()
    choices = wall.locator(".wall-choices").bounding_box() or pytest.fail("no choices")
    assert choices["y"] + choices["height"] <= projector["height"]
    assert [] == [*violations(wall), *violations(phone)]
    commit(phone)
    phone.get_by_role("heading", name="You chose A").wait_for()
    wall.get_by_text("1 of 1 answered").wait_for()

    wall.get_by_role("button", name="Reveal").click()
    wall.locator(".is-right").wait_for()
    assert 1 == wall.locator(".is-right").count()
    assert wall.locator("main .cite").count() > 0
    phone.locator(".verdict-word").wait_for()
    assert [] == [*violations(wall), *violations(phone)]

    wall.get_by_text("End here").click()
    wall.get_by_role("button", name="End for everybody").click()
    with wall.expect_download() as taken:
        wall.get_by_role("button", name="Attendance (CSV)").click()
    assert "A. Partner" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    wall.get_by_role("button", name="Close the room").click()
    wall.get_by_role("heading", name="Train").wait_for()
    assert 404 == (phone.goto(f"/room/{code}") or pytest.fail("no answer")).status
    wall.context.close()
    phone.context.close()


def test_the_wall_is_its_instructors(browser: Browser, address: str, page: Page) -> None:
    """Whoever knows the code sits in the room; only who opened it conducts it."""
    wall = browser.new_context(base_url=address).new_page()
    wall.goto("/train")
    wall.get_by_role("button", name="Open a room").click()

    stranger = page.goto(f"/train/room/{wall.locator('.room-code').inner_text()}")

    assert stranger is not None
    assert 403 == stranger.status
    wall.context.close()
