"""A real YAML language server, driven as an editor drives it, over what `advisor new` writes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from services.yaml_server import MISSING, NAME, YamlServer

from advisor.cli import main

NUMBERS = count(1)  # every change is a file of its own to the server
POLICY = "policies/us/zz/opinion-12.yaml"

pytestmark = pytest.mark.skipif(shutil.which(NAME) is None, reason=MISSING)


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a layer with one opinion."""
    folder = tmp_path_factory.mktemp("editor") / "our-law"
    with pytest.raises(SystemExit) as left:
        main(["new", "opinion", "US-ZZ", "12", "--into", str(folder)])
    assert not left.value.code
    return folder


@pytest.fixture(scope="module")
def server(layer: Path) -> Iterator[YamlServer]:
    """Start the server on the layer."""
    server = YamlServer(layer)
    yield server
    server.close()


class Editor:
    """The opinion as its author changes it; `|` is where the cursor stands."""

    def __init__(self, server: YamlServer, text: str) -> None:
        self.server = server
        self.text = text

    def offered(self, before: str, after: str) -> dict[str, str]:
        """Return what is offered after a change."""
        uri, line, column = self._changed(before, after)
        return self.server.offered(uri, line, column)

    def shown(self, before: str, after: str) -> str:
        """Return what is shown at the cursor after a change."""
        return self.server.shown(*self._changed(before, after))

    def marked(self, before: str, after: str) -> list[str]:
        """Return the words that are marked after a change."""
        uri, _, _ = self._changed(before, f"{after}|")
        lines = self.text.replace(before, after).split("\n")
        found = []
        for problem in self.server.problems(uri):
            start, end = problem["range"]["start"], problem["range"]["end"]
            found.append(lines[start["line"]][start["character"] : end["character"]])
        return found

    def _changed(self, before: str, after: str) -> tuple[str, int, int]:
        assert before in self.text
        text = self.text.replace(before, after, 1)
        at = text.index("|")
        name = POLICY.replace("12", f"12-{next(NUMBERS)}")
        uri = self.server.open(name, text.replace("|", "", 1))
        return uri, text.count("\n", 0, at), at - (text.rfind("\n", 0, at) + 1)


@pytest.fixture
def editor(layer: Path, server: YamlServer) -> Editor:
    """Open the opinion with its blanks filled in."""
    text = (layer / POLICY).read_text("utf-8")
    return Editor(server, text.replace("from: ___", "from: 2020-05-01").replace("url: ___\n", ""))


def test_the_modeline_leads_to_the_schema(editor: Editor) -> None:
    """Nothing is marked in what is sound, and a key that means nothing is."""
    assert [] == editor.marked("title: ___", "title: A")
    assert ["titel"] == editor.marked("title: ___", "title: A\ntitel: B")


def test_facts_are_offered_with_their_questions(editor: Editor) -> None:
    """Where a condition begins every fact may follow, and each asks its question."""
    offered = editor.offered("breached_if: {message.is_tracked: true}", "breached_if:\n      |")

    assert {"message.direction", "recipient.role", "message.is_tracked", "all"} <= offered.keys()
    assert offered["message.direction"].startswith("Do you send this message")
    assert "track" not in offered["all"]


def test_values_of_a_fact_are_offered(editor: Editor) -> None:
    """After a fact come its own options, truth values or places."""
    before = "breached_if: {message.is_tracked: true}"

    assert {"sent", "received"} == editor.offered(
        before, "breached_if:\n      message.direction: |"
    ).keys()
    assert {"true", "false"} == editor.offered(
        before, "breached_if:\n      message.is_tracked: |"
    ).keys()
    places = editor.offered(before, "breached_if:\n      recipient.located_in: |")
    assert "Illinois" == places["US-IL"]
    assert "self" in places


def test_acts_bearers_and_places_are_offered(editor: Editor) -> None:
    """The names of the law stand in a list, each with its meaning."""
    acts = editor.offered("act: track-email", "act: |")
    bearers = editor.offered("bearer: sending-lawyer", "bearer: |")
    places = editor.offered("jurisdiction: US-ZZ", "jurisdiction: |")

    assert acts["track-email"].startswith("learn through the message")
    assert "the sending lawyer" == bearers["sending-lawyer"]
    assert "Pennsylvania" == places["US-PA"]


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("message.is_tracked", "message.is_traked", "message.is_traked"),
        ("act: track-email", "act: trak-email", "trak-email"),
        ("bearer: sending-lawyer", "bearer: sending-lawyr", "sending-lawyr"),
        ("jurisdiction: US-ZZ", "jurisdiction: US-XX", "US-XX"),
        ("must_not: ___", "mustnot: x", "mustnot"),
        ("direction: sent", "direction: outgoing", "outgoing"),
    ],
)
def test_what_is_misspelt_is_marked(editor: Editor, before: str, after: str, marked: str) -> None:
    """The mark is at the very word."""
    assert marked in editor.marked(before, after)


def test_a_fact_shows_its_question(editor: Editor) -> None:
    """Whoever points at a fact reads what it asks."""
    shown = editor.shown("message.direction: sent", "message.dir|ection: sent")

    assert "Do you send this message" in shown
