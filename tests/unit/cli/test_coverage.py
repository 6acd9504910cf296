"""What was read, place by place, on the command line."""

from __future__ import annotations

import json

import pytest
from unit.cli.runs import Command


def test_all_places_fit_a_terminal(advisor: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row for each place with one sign for each subject, no line wider than 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    done = advisor("coverage")
    (row,) = (line.split() for line in done.out.splitlines() if line.startswith("  US-IL "))

    assert 0 == done.status
    assert max(map(len, done.out.splitlines())) <= 80
    assert {"R", "u", "m", "·"} >= set(row[1:])
    assert "R: the place's own law was read" in done.out


def test_for_the_ear(advisor: Command) -> None:
    """Read aloud, each place names the topics that were read and those that were not."""
    out = " ".join(advisor("coverage", "--plain").out.split())
    illinois = out.partition("Illinois: ")[2].partition(". ")[0]

    assert illinois.startswith("the place's own law was read: ")
    assert "nothing was read: " in illinois


def test_one_place(advisor: Command) -> None:
    """A place, by code or name, says what was read with its citation, and what was not."""
    done = advisor("coverage", "us-il")

    assert done.out == advisor("coverage", "Illinois").out
    read, _, rest = done.out.partition("Nothing was read")
    assert "18-01" in read.partition("mail that reports back how it is read")[2]
    assert "writing to a journalist" in rest


def test_one_topic(advisor: Command) -> None:
    """A topic lists the places of each sign; a place and a topic are one subject."""
    out = advisor("coverage", "--topic", "tracking").out
    both = advisor("coverage", "US-IL", "--topic", "tracking", "--output", "json").out

    assert "Illinois" in out.partition("Read in its own law")[2]
    assert ["tracking"] == [item["subject"] for item in json.loads(both)["subjects"]]


def test_for_programs(advisor: Command) -> None:
    """Each place has each subject with own law and the law of its unions apart."""
    document = json.loads(advisor("coverage", "--output", "json").out)
    places = {place["place"]: place for place in document["places"]}
    germany = {item["subject"]: item for item in places["DE"]["subjects"]}

    assert "advisor/coverage/1" == document["schema"]
    assert ["EEA", "EU"] == places["DE"]["unions"]
    assert {len(document["subjects"])} == {len(place["subjects"]) for place in places.values()}
    assert ("nothing", "read") == (
        germany["sensitive-data"]["own"],
        germany["sensitive-data"]["level"],
    )
    assert all("@E" in norm for norm in germany["sensitive-data"]["norms"])


def test_as_markdown(advisor: Command) -> None:
    """The table is one of Markdown too, its first row the heads of the columns."""
    out = advisor("coverage", "--output", "markdown").out

    assert "|  | a | b |" in out
    assert "| US-IL | " in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Atlantis",), "no place is called `Atlantis`"),
        (("GA",), "`GA` could be Georgia or Gabon"),
        (("--topic", "trackin"), "did you mean `tracking`?"),
    ],
)
def test_unknown_names(advisor: Command, arguments: tuple[str, ...], said: str) -> None:
    """A name that means nothing, or two things, is refused with what would do."""
    done = advisor("coverage", *arguments)

    assert (1, "") == (done.status, done.out)
    assert said in done.err


def test_in_german(advisor: Command) -> None:
    """The words around the law are German on request; the topics are the law's own."""
    out = advisor("coverage", "US-IL", "--language", "de").out

    assert "Nichts wurde gelesen" in out
    assert "writing to a journalist" in out


def test_what_remains_to_be_read(advisor: Command) -> None:
    """All places are counted rule by rule; one place shows each open cell with its address."""
    everywhere = advisor("coverage", "--unread")
    here = advisor("coverage", "--unread", "new york")

    assert 0 == everywhere.status == here.status
    assert "4.2 " in everywhere.out
    assert "New York (US-NY)" in everywhere.out
    assert "the model rule stands for a local text that was not read" in here.out
    assert "New York (US-NY)" not in here.out
    assert "Model Rules of Prof'l Conduct (Am. Bar Ass'n), 1.4" in here.out


def test_what_remains_to_be_read_for_programs(advisor: Command) -> None:
    """Each place has each rule with how it was read and where; a place is refused as ever."""
    document = json.loads(advisor("coverage", "--unread", "--output", "json").out)
    rules = [rule["norm"] for rule in document["rules"]]
    refused = advisor("coverage", "--unread", "Atlantis")

    assert "advisor/unread/1" == document["schema"]
    assert all(rules == [cell["norm"] for cell in place["cells"]] for place in document["places"])
    assert "no place is called `Atlantis`" in refused.err
    assert "| rule | quoted |" in advisor("coverage", "--unread", "--output", "markdown").out
