"""*Check* in a real browser: asked, answered, unfolded, cured, saved and printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pages.visiting import (
    BROKEN,
    leave,
    open_example,
    reopen,
    settled,
    verdict,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_the_form_grows_with_each_answer(page: Page) -> None:
    """Each answer brings the next question, without leaving the page, and turns the opinion."""
    page.goto("/check")
    assert "ASK" in verdict(page).inner_text()

    page.get_by_label("We send it", exact=True).check()
    page.get_by_role("button", name="Answer", exact=True).click()
    settled(page).get_by_label("Who receives the message?").fill("none")
    page.get_by_role("button", name="Answer", exact=True).click()
    settled(page).get_by_label("Invisible image").check()
    page.get_by_role("button", name="Answer", exact=True).click()

    told = settled(page).get_by_role("region", name="What you have told")
    assert "We send it" in told.inner_text()
    assert "Invisible image" in told.inner_text()
    assert "question" == page.evaluate("document.activeElement.id")
    assert "The opinion is now: ASK" in page.locator("#spoken").inner_text()
    assert page.url.endswith("/check")


def test_every_finding_unfolds_to_why_and_citation(page: Page) -> None:
    """A breach shows its authority and how it was read, and unfolds to the facts that decide."""
    open_example(page)
    assert "STOP" in verdict(page).inner_text()
    finding = page.locator(".finding.tone-against").first

    assert "Ill. State Bar" in finding.locator("summary").inner_text()
    assert "read in an excerpt" in finding.locator("summary").inner_text()
    assert not finding.locator(".more").is_visible()
    finding.locator("summary").focus()
    page.keyboard.press("Enter")

    unfolded = finding.locator(".more").inner_text()
    assert "its condition is fulfilled" in unfolded
    assert "what it forbids is done" in unfolded
    assert "this asks for" in unfolded
    finding.get_by_role("link", name="The norm in full").click()
    page.get_by_role("heading", name="prior informed consent").wait_for()


def test_what_does_not_apply_says_why_not(page: Page) -> None:
    """What governs and does not apply is shown when asked for, each with the reason."""
    open_example(page)
    assert 0 == page.get_by_role("heading", name="Does not apply").count()

    page.get_by_role("button", name="Show what does not apply").click()

    settled(page).get_by_role("heading", name="Does not apply").wait_for()
    silent = page.locator(".finding.tone-quiet").first
    silent.locator("summary").click()
    assert "does not hold" in silent.locator(".more").inner_text()


def test_a_cure_can_be_tried_and_taken_back(page: Page) -> None:
    """What would cure a breach is shown, turns the verdict when tried, and can be undone."""
    open_example(page)
    page.get_by_role("button", name="Try cure 1", exact=True).click()
    assert "STOP" not in settled(page).locator(".verdict-word").first.inner_text()

    page.get_by_role("button", name="Change: By what means").click()
    settled(page).get_by_label("Invisible image").check()
    page.get_by_role("button", name="Answer", exact=True).click()

    assert "STOP" in settled(page).locator(".verdict-word").first.inner_text()


def test_without_script_the_main_path_works(browser: Browser, address: str) -> None:
    """With script turned off: asked, answered, named, saved and given as a memo."""
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/check")
    page.get_by_label("We send it", exact=True).check()
    leave(page, "Answer")
    page.get_by_label("Who receives the message?").fill("Our client")
    leave(page, "Answer")
    page.get_by_label("Invisible image").check()
    leave(page, "Answer")
    leave(page, "I don't know any of these")
    page.get_by_text("Tell something else").click()
    leave(page, "Add a person")
    page.get_by_label("Name or description of one person").fill("Opposing counsel")
    leave(page, "Add this person")
    leave(page, "That is everyone")

    told = page.get_by_role("region", name="What you have told").inner_text()
    assert "We send it" in told
    assert "I don't know" in told
    assert "Opposing counsel" in told
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the scenario").click()
    assert b"direction: sent" in Path(saved.value.path()).read_bytes()
    with page.expect_download() as memo:
        page.get_by_role("button", name="Markdown").click()
    assert b"# " in Path(memo.value.path()).read_bytes()
    context.close()


def test_a_name_cannot_become_markup(page: Page) -> None:
    """A recipient named like a script is a name: on the page, in the form, in the memo."""
    name = "<script>document.title='owned'</script>"
    reopen(
        page,
        f'as_of: 2026-03-02\nscenario: "{name}"\nfacts: {{message: {{direction: sent}}, tracking: '
        f"{{mechanisms: [pixel]}}, lawyer: {{admitted_in: [US-IL]}}}}\n"
        f'recipients: [{{name: "{name}", role: opposing-counsel, located_in: US-IL, '
        f"consented: false}}]\n".encode(),
    )

    assert name in page.locator("main").inner_text()
    assert "owned" != page.title()
    assert 1 == page.locator("script").count()
    with page.expect_download() as memo:
        page.get_by_role("button", name="HTML", exact=True).click()
    assert b"<script" not in Path(memo.value.path()).read_bytes()


def test_a_saved_scenario_is_reopened_as_it_was(page: Page) -> None:
    """What is saved, reopened and saved again is the same file, open questions included."""
    open_example(page)
    page.get_by_role("button", name="I don't know any of these").click()
    with settled(page).expect_download() as first:
        page.get_by_role("button", name="Save the scenario").click()
    data = Path(first.value.path()).read_bytes()
    assert b": unknown" in data

    reopen(page, data)

    assert "STOP" in verdict(page).inner_text()
    with page.expect_download() as again:
        page.get_by_role("button", name="Save the scenario").click()
    assert data == Path(again.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("called", "magic"), [("Word", b"PK"), ("PDF", b"%PDF"), ("HTML", b"<!doctype html>")]
)
def test_the_memo_is_had_in_each_format(page: Page, called: str, magic: bytes) -> None:
    """The memo comes as a file of its kind, named after the scenario."""
    open_example(page)

    with page.expect_download() as memo:
        page.get_by_role("button", name=called, exact=True).click()

    assert Path(memo.value.path()).read_bytes().startswith(magic)
    assert memo.value.suggested_filename.startswith("a-hidden-pixel-in-a-settlement")


def test_a_broken_file_is_explained(page: Page) -> None:
    """Every problem of a broken file has its place, the words that are meant, why, and a fix."""
    reopen(page, BROKEN)

    said = page.locator("main").inner_text()
    assert "line 2" in said
    assert "line 3" in said
    assert ["sideways", "mechanism"] == page.locator(".excerpt mark").all_inner_texts()
    assert "Did you mean tracking.mechanisms?" in said


def test_by_keyboard_alone(page: Page) -> None:
    """The first answer is given without a mouse: skip the menu, choose, press Enter."""
    page.goto("/check")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(4):
        if "sent" == page.evaluate("document.activeElement.value"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    assert (
        "We send it" in settled(page).get_by_role("region", name="What you have told").inner_text()
    )


def test_a_judgment_is_somebodys(page: Page) -> None:
    """A standard that no fact settles takes a name and a reason, and both are kept."""
    reopen(page, b"as_of: 2026-03-02\nfacts: {message: {direction: sent}}\n")
    page.get_by_text("Tell something else").click()
    page.get_by_label("Any other fact").select_option("lawyer.reasonable_efforts")
    page.get_by_role("button", name="Answer it").click()
    settled(page).get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Record the decision").click()
    assert "the name of whoever decides it" in settled(page).get_by_role("alert").inner_text()

    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Who decides it").fill("A. Partner")
    page.get_by_label("Why, in a sentence").fill("Encrypted, and the vendor is bound.")
    page.get_by_role("button", name="Record the decision").click()

    settled(page).get_by_text("judged Were reasonable efforts").click()
    assert "decided by A. Partner" in page.locator(".right").inner_text()


def test_it_prints(page: Page) -> None:
    """On paper the opinion comes first, as far as it was unfolded, and no button is left."""
    open_example(page)

    assert page.pdf(format="Letter").startswith(b"%PDF")
    page.emulate_media(media="print")
    assert not page.locator(".question").is_visible()
    assert not any(one.is_visible() for one in page.locator("button").all())
    opinion, told = page.locator(".right").bounding_box(), page.locator(".told").bounding_box()
    assert opinion is not None
    assert told is not None
    assert opinion["y"] < told["y"]
