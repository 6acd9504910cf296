"""*Drop a message*, *Compare* and *Law* in a real browser: the main path of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.visiting import (
    MESSAGE,
    drop,
    open_example,
    verdict,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_message_becomes_facts(page: Page) -> None:
    """A message shows its tracker and how that is known; what is unticked is left behind."""
    drop(page, MESSAGE)

    facts = page.locator("fieldset.facts").inner_text()
    assert "Invisible image" in facts
    assert "concluded from the message" in facts
    page.get_by_label("By what channel").uncheck()
    page.get_by_role("button", name="Carry on to the opinion").click()

    told = page.get_by_role("region", name="What you have told").inner_text()
    assert "Invisible image" in told
    assert "Opposing Counsel" in told
    assert "By what channel" not in told


def test_what_is_no_message_is_turned_away(page: Page) -> None:
    """A file that is no message is not guessed at."""
    drop(page, b"\x89PNG\r\n not mail", "a.eml")

    assert "not a mail message" in page.locator("h1").inner_text()


def test_two_laws_stand_side_by_side(page: Page) -> None:
    """Two laws are chosen from lists, and what tells them apart is cited on both sides."""
    page.goto("/compare")
    page.get_by_label("One law").select_option("US-IL")
    page.get_by_label("The other law").select_option("US-AK")
    page.get_by_role("button", name="Compare").click()

    page.locator(".pair").first.wait_for()
    sides = page.locator(".pair").first.locator(".side").all_inner_texts()
    assert "Illinois" in sides[0]
    assert "Alaska" in sides[1]


def test_a_scenario_is_put_to_two_laws(page: Page) -> None:
    """From *Check* a scenario is carried over and answered under two laws."""
    open_example(page)
    page.get_by_role("button", name="Under two laws").click()
    page.get_by_label("One law").select_option("US-IL")
    page.get_by_label("The other law").select_option("US-NY")
    page.get_by_role("button", name="Compare").click()

    page.get_by_role("heading", name="What differs").wait_for()
    assert "If the law of Illinois governed: STOP" in page.locator("main").inner_text()


def test_the_law_is_searched(page: Page) -> None:
    """Words find norms, each with its citation and how it was read; a hit leads to all of it."""
    page.goto("/law")
    page.get_by_label("Search norms").fill("pixel newsletter")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="results for").wait_for()

    page.locator(".hits a").first.click()

    page.get_by_role("heading", name="It applies when").wait_for()


def test_a_scenario_goes_through_the_years(page: Page) -> None:
    """The timeline is drawn and told, and leads back to the scenario."""
    open_example(page)
    page.get_by_role("button", name="Through the years").click()
    page.locator(".drawing svg").wait_for()
    assert "26 January 2018" in page.locator("table").first.inner_text()

    page.get_by_role("button", name="Back to the scenario").click()

    assert "STOP" in verdict(page).inner_text()
