"""The pages of `advisor serve` in a real browser: the main path of each, open to everybody."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
import uvicorn

from advisor.advice import load
from advisor.web.application import application
from advisor.web.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_EXAMPLE = "A hidden pixel in a settlement offer to opposing counsel"
_MESSAGE = b"""\
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
_BROKEN = b"facts:\n  message: {direction: sideways}\n  tracking: {mechanism: [pixel]}\n"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs the browser Chromium")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the pages on a free port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    settings = Settings(
        port=listening.getsockname()[1], seconds=120, room=True, today=lambda: date(2026, 11, 2)
    )
    app = application(load(engine="reference", cases=True), settings)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{settings.port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser once."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """Give a visitor whose every request goes to the pages and nowhere else."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    assert [] == [one for one in asked if not one.startswith(address)]


@pytest.fixture
def page(visit: BrowserContext) -> Page:
    """Open a page that complains of nothing."""
    opened = visit.new_page()
    opened.on("pageerror", lambda error: pytest.fail(f"the page's script failed: {error}"))
    return opened


def open_example(page: Page) -> None:
    """Begin from the example."""
    page.goto("/check")
    page.get_by_text("An example (").click()
    page.get_by_role("link", name=_EXAMPLE).click()
    page.get_by_role("heading", name=_EXAMPLE).wait_for()


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

MADE = ("unfolded", "read", "broken", "timeline", "people", "exercise", "revealed", "score")


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
            drop(page, _MESSAGE)
        case "broken":
            reopen(page, _BROKEN)
        case "people":
            reopen(page, b"as_of: 2026-03-02\nfacts: {}\nrecipients: [{name: Opposing counsel}]\n")
            page.get_by_role("button", name="Add a person").click()
            settled(page)
        case _:
            page.goto(SHOWN[name])

    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert [] == violations(page), scheme
    page.set_viewport_size({"width": 320, "height": 800})
    assert 320 >= page.evaluate("document.documentElement.scrollWidth")


def test_the_form_grows_with_each_answer(page: Page) -> None:
    """Each answer brings the next question, without leaving the page, and turns the opinion."""
    page.goto("/check")
    assert "ASK" in verdict(page).inner_text()

    page.get_by_role("button", name="We send it", exact=True).click()
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
    leave(page, "We send it")
    page.get_by_label("Invisible image").check()
    leave(page, "Answer")
    leave(page, "I don't know")
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
    page.get_by_role("button", name="I don't know").click()
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
    reopen(page, _BROKEN)

    said = page.locator("main").inner_text()
    assert "line 2" in said
    assert "line 3" in said
    assert ["sideways", "mechanism"] == page.locator(".excerpt mark").all_inner_texts()
    assert "Did you mean tracking.mechanisms?" in said


def test_a_message_becomes_facts(page: Page) -> None:
    """A message shows its tracker and how that is known; what is unticked is left behind."""
    drop(page, _MESSAGE)

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


def test_by_keyboard_alone(page: Page) -> None:
    """The first answer is given without a mouse: skip the menu, choose, press Enter."""
    page.goto("/check")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for _ in range(4):
        if "We send it" == page.evaluate("document.activeElement.textContent.trim()"):
            break
        page.keyboard.press("Tab")
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
    wall = browser.new_context(base_url=address).new_page()
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

    wall.get_by_role("button", name="End here").click()
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
