"""The first page's doors: situations in plain words, and a box for one's own."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from advisor.web.situations import situations

STORY = (
    "I'm admitted in Illinois. My paralegal used Mailtrack on an email to opposing counsel. "
    "Nobody asked her. I am fairly sure the client's name was in it."
)


def token(page: str) -> str:
    """Return the proof that a form of a page carries."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def scenario(page: str) -> dict[str, Any]:
    """Return the scenario that a page carries."""
    found = re.search(r'name="state" value="([^"]*)"', page)
    assert found is not None
    carried: dict[str, Any] = json.loads(html.unescape(found[1]))["scenario"]
    return carried


def offered(client: TestClient, text: str = STORY) -> str:
    """Send a text by the box of the first page; return the page that offers its facts."""
    answer = client.post("/begin/words", data={"token": token(client.get("/").text), "text": text})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_first_page_asks_what_happened(client: TestClient) -> None:
    """Each situation is a door, in the language of the page."""
    page = html.unescape(client.get("/").text)
    german = html.unescape(client.get("/", headers={"accept-language": "de"}).text)

    assert 4 <= len(situations()) <= 5
    for one in situations():
        assert f'href="/begin/{one.name}"' in page
        assert one.says["en"] in page
        assert one.says["de"] in german


@pytest.mark.parametrize("name", [one.name for one in situations()])
def test_a_situation_tells_what_it_says(client: TestClient, name: str) -> None:
    """It begins the interview with its facts, and no others."""
    told = next(one.facts for one in situations() if one.name == name)

    assert scenario(client.get(f"/begin/{name}").text)["facts"] == told
    assert client.get("/begin/nothing", follow_redirects=False).status_code == 307


def test_nothing_is_used_before_it_is_ticked(client: TestClient) -> None:
    """What was said is ticked, what seems to follow is not; what is doubtful is shown alone."""
    page = html.unescape(offered(client))
    ticks = re.findall(r'value="(\d+)"( checked)?> <span>(.*?)</span></label>', page)

    ticked = " ".join(said for _, on, said in ticks if on)
    open_ones = " ".join(said for _, on, said in ticks if not on)
    assert "Illinois" in ticked
    assert "“Mailtrack”" in ticked
    assert "Does a vendor receive the tracking data?" in open_ones
    assert "“I am fairly sure the client's name was in it.”" in page


def test_what_is_ticked_is_told_with_its_words(client: TestClient) -> None:
    """The scenario has the ticked facts only, and says that they were told in these words."""
    page = html.unescape(offered(client))
    (number,) = re.findall(r'value="(\d+)" checked> <span>Where are you admitted', page)
    sent = {"token": token(page), "text": STORY, "fact": [number]}
    answer = client.post("/begin/confirmed", data=sent)

    told = scenario(answer.text)
    assert told["facts"] == {"lawyer": {"admitted_in": ["US-IL"]}}
    assert "admitted in Illinois" in json.dumps(told["origins"])
    assert "“admitted in Illinois”" in html.unescape(answer.text)


def test_a_page_that_was_not_ours_is_refused(client: TestClient) -> None:
    """A form needs its proof, and numbers are of what was offered."""
    assert client.post("/begin/words", data={"text": STORY}).status_code == 403
    sent = {"token": token(offered(client)), "text": STORY, "fact": ["4000"]}
    assert client.post("/begin/confirmed", data=sent).status_code == 400


def test_words_are_shown_and_never_obeyed(client: TestClient) -> None:
    """Markup in a story is text."""
    page = offered(client, "<script>alert(1)</script> I used Mailtrack.")

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
