"""What was read, place by place, in a browser."""

from __future__ import annotations

import re

from starlette.testclient import TestClient
from unit.web.test_check import Form


def test_every_place_in_a_table(client: TestClient) -> None:
    """A row for each place with one sign for each column, and what each sign means."""
    page = client.get("/coverage").text
    head = page.partition("<thead>")[2].partition("</thead>")[0].count("<th ")
    row = page.partition('<a href="/coverage/US-IL">')[2].partition("</tr>")[0]

    assert head - 1 == row.count("<td ")
    assert "R" in re.findall(r"<td class=\"coverage-own\">(.)</td>", row)
    assert "nothing was read" in page


def test_one_place(client: TestClient) -> None:
    """A place shows what was read with its citations, and leads to the rest of its law."""
    page = client.get("/coverage/US-IL").text

    assert "<h1>Illinois</h1>" in page
    assert "writing to a journalist" in page.partition("Nothing was read")[2]
    assert 'href="/law/entry?name=US-IL"' in page


def test_a_place_without_law(client: TestClient) -> None:
    """Of Australia nothing was read, and the page says so; of no place there is no page."""
    page = client.get("/coverage/Australia").text

    assert "<h1>Australia</h1>" in page
    assert "Read in its own law" not in page
    assert 404 == client.get("/coverage/Atlantis").status_code
    assert 404 == client.get("/coverage/GA").status_code


def test_ways_to_it(client: TestClient) -> None:
    """The law, the page of a place, and the line under a verdict lead to it."""
    assert 'href="/coverage"' in client.get("/law").text
    assert 'href="/coverage/US-IL"' in client.get("/law/entry?name=us-il").text
    assert "/coverage/" not in client.get("/law/entry?name=us/il/isba-18-01").text


def test_the_line_under_a_verdict_leads_on(client: TestClient) -> None:
    """What was read stands under the verdict, with the way to each place that governs."""
    form = Form(client)
    form.scenario["facts"] = {
        "lawyer": {"admitted_in": ["US-IL"]},
        "matter": {"before_tribunal": True, "tribunal": "US-IL"},
        "tracking": {"mechanisms": ["pixel"]},
    }
    form.send(do="about", title="A letter", as_of="2026-03-02")

    assert "Read on mail that reports back how it is read." in form.text
    assert '<a href="/coverage/US-IL">Illinois</a>' in form.text


def test_in_german(client: TestClient) -> None:
    """The words around the law are German where a browser asks for it."""
    page = client.get("/coverage/US-IL", headers={"accept-language": "de"}).text

    assert "Nichts wurde gelesen" in page
