"""What was told on *Check* is not lost: back, forward, reload, a lost program, a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages.visiting import open_example, settled, verdict, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route


def told(page: Page) -> str:
    """Return what the page says was told."""
    return page.get_by_role("region", name="What you have told").inner_text()


def answer_direction(page: Page) -> None:
    """Give the first answer."""
    page.goto("/check")
    page.get_by_label("We send it", exact=True).check()
    page.get_by_role("button", name="Answer", exact=True).click()
    settled(page).get_by_label("Who receives the message?").wait_for()


def test_back_and_forward_show_what_was_told_then(page: Page) -> None:
    """Each answer is an entry of the history."""
    answer_direction(page)
    page.get_by_label("Who receives the message?").fill("Our client")
    page.get_by_role("button", name="Answer", exact=True).click()
    settled(page).get_by_role("heading", name="Our client").wait_for()

    page.go_back()
    page.get_by_label("Who receives the message?").wait_for()
    assert "We send it" in told(page)
    assert "Our client" not in told(page)
    page.go_back()
    page.get_by_label("We send it", exact=True).wait_for()
    assert 0 == page.get_by_role("region", name="What you have told").count()
    page.go_forward()
    page.go_forward()

    page.get_by_role("heading", name="Our client").wait_for()


def test_a_reload_keeps_what_was_told(page: Page) -> None:
    """The page comes back as it was, from this tab alone."""
    answer_direction(page)

    page.reload()

    page.get_by_label("Who receives the message?").wait_for()
    assert "We send it" in told(page)


def test_a_page_opened_anew_offers_the_last_and_forgets_it(page: Page) -> None:
    """A new beginning offers what was told before; it goes on with it or forgets it."""
    answer_direction(page)
    page.get_by_role("link", name="Check", exact=True).click()
    page.get_by_text("still kept in this tab").wait_for()
    assert [] == violations(page)
    page.get_by_role("button", name="Go on with it").click()
    settled(page).get_by_label("Who receives the message?").wait_for()
    assert "We send it" in told(page)

    page.get_by_role("link", name="Check", exact=True).click()
    page.get_by_role("button", name="Forget it").click()
    page.reload()

    page.get_by_label("We send it", exact=True).wait_for()
    assert not page.get_by_text("still kept in this tab").is_visible()


def test_a_program_that_is_away_loses_nothing(page: Page) -> None:
    """What was chosen is still there, the page says so, and it can be sent again."""
    page.goto("/check")
    page.get_by_label("We send it", exact=True).check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Answer", exact=True).click()
    away = page.get_by_text("The program does not answer")
    away.wait_for()
    is_in_view = "one => one.getBoundingClientRect().top >= 0"
    assert away.evaluate(is_in_view)
    assert [] == violations(page)
    assert page.get_by_label("We send it", exact=True).is_checked()

    page.context.set_offline(False)
    page.get_by_role("button", name="Answer", exact=True).click()

    settled(page).get_by_label("Who receives the message?").wait_for()


def test_buttons_rest_while_the_page_works(page: Page) -> None:
    """What is under way is shown, and sent once."""
    page.goto("/check")
    sent: list[str] = []
    held: list[Route] = []
    page.on("request", lambda one: sent.append(one.method))

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/check", hold)
    page.get_by_label("We send it", exact=True).check()
    button = page.get_by_role("button", name="Answer", exact=True)
    button.click()

    page.locator("[aria-busy=true]").wait_for()
    assert button.is_disabled()
    assert 1 == sent.count("POST")
    held[0].continue_()
    settled(page).get_by_label("Who receives the message?").wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_a_refused_answer_keeps_what_was_typed(
    browser: Browser, address: str, *, script: bool
) -> None:
    """The error belongs to its field, and what was typed can be mended, with script and without."""
    context = browser.new_context(base_url=address, java_script_enabled=script)
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto("/check")
    page.get_by_text("Tell something else").click()
    page.get_by_label("Any other fact").select_option("message.date")
    page.get_by_role("button", name="Answer it").click()
    field = page.get_by_label("Your answer")
    field.wait_for()
    name, typed = field.get_attribute("type"), "2999-01-01"
    field.fill(typed)
    page.get_by_role("button", name="Answer", exact=True).click()

    refused = page.locator("[aria-describedby=problem][aria-invalid=true]")
    refused.wait_for()
    assert typed == refused.input_value()
    assert name == refused.get_attribute("type")
    assert page.locator("#problem").inner_text()
    context.close()


def test_an_example_is_kept_over_a_reload(page: Page) -> None:
    """What an example was changed to comes back, and not the example."""
    open_example(page)
    page.get_by_role("button", name="Try cure 1", exact=True).click()
    changed = settled(page).locator(".verdict-word").first.inner_text()

    page.reload()

    page.get_by_role("button", name="Take the last answer back").first.wait_for()
    assert changed == verdict(page).inner_text()
