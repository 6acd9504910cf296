"""Where the law differs from place to place."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from unit.cli.runs import Command

SVG = "{http://www.w3.org/2000/svg}"


def test_two_laws(advisor: Command) -> None:
    """Two laws that part are set side by side, with what separates them and both citations."""
    done = advisor("compare", "US-NY", "US-PA")

    assert 0 == done.status
    for words in ("New York, unsettled", "Pennsylvania, breach", "Op. 749", "2017-300"):
        assert words in done.out


def test_by_name(advisor: Command) -> None:
    """A law may be named as people name it, in any case."""
    assert advisor("compare", "new york", "us-pa").out == advisor("compare", "US-NY", "US-PA").out


def test_silence_is_not_permission(advisor: Command) -> None:
    """Where one law has nothing of its own, the page says so and warns of reading it as leave."""
    done = advisor("compare", "US-AK", "US-WY")

    assert "Where only Alaska speaks" in done.out
    assert "not that the act is allowed" in " ".join(done.out.split())
    assert "Wyoming, allowed" not in done.out


def test_one_scenario(advisor: Command, pixel: Path) -> None:
    """One scenario under two laws: both verdicts, and only the acts on which they differ."""
    done = advisor("compare", "US-IL", "US-NY", pixel)

    assert "Illinois: STOP / New York: STOP" in done.out
    assert "obtain-consent" in done.out
    assert "answer alike, on track-email" in " ".join(done.out.split())
    assert 0 == done.status


def test_by_the_law_of_another_day(advisor: Command, pixel: Path) -> None:
    """Before the opinion, the law of Illinois had not spoken."""
    done = advisor("compare", "US-IL", "US-NY", pixel, "--as-of", "2017-01-01")

    assert "Illinois: ASK / New York: STOP" in done.out


def test_for_programs(advisor: Command, tmp_path: Path) -> None:
    """Each separating scenario is one that can be put to both laws again."""
    found = json.loads(advisor("compare", "US-NY", "US-PA", "--output", "json").out)
    first = found["separations"][0]
    path = tmp_path / "again.json"
    path.write_text(json.dumps(first["scenario"]), encoding="utf-8")
    again = json.loads(advisor("compare", "US-NY", "US-PA", path, "--output", "json").out)
    (contrast,) = (one for one in again["contrasts"] if one["act"] == first["act"])

    assert [one["answer"] for one in first["answers"]] == [
        one["answer"] for one in contrast["answers"]
    ]


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the name of a folder for the pictures of all laws."""
    return tmp_path_factory.mktemp("everywhere")


def test_all_laws(advisor: Command) -> None:
    """Each jurisdiction stands in one class, and each tile bears the letter of its own."""
    found = json.loads(advisor("compare", "--all", "--output", "json").out)
    members = [code for one in found["classes"] for code in one["members"]]
    silent = [one for one in found["classes"] if one["answer"] == "inapplicable"]
    by_member = {code: one for one in found["classes"] for code in one["members"]}

    assert len(members) == len(set(members))
    assert by_member["US-IL"] is not by_member["US-AK"]
    assert by_member["US-WY"] in silent
    assert not by_member["US-WY"]["own_authority"]
    assert by_member["US-IL"]["own_authority"]
    assert {"met", "available", "breached"}.isdisjoint(one["answer"] for one in silent)


def test_all_laws_on_a_screen(advisor: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """The map is readable without colour: a code and a letter on every tile."""
    monkeypatch.setenv("COLUMNS", "100")
    done = advisor("compare", "--all")
    (row,) = (one for one in done.out.splitlines() if one.strip().startswith("WA "))

    assert 11 == len(row.split()) // 2
    assert "No authority found" in done.out
    assert "nothing is said to be allowed" in done.out


def test_all_laws_to_the_ear(advisor: Command) -> None:
    """Without drawing, the map is told class by class."""
    done = advisor("compare", "--all", "--plain")

    assert "United States. A: " in done.out
    assert not set("✗✓│─") & set(done.out)


def test_all_laws_as_a_picture(advisor: Command, everywhere: Path) -> None:
    """Every state has a tile that names it, and every class a line that says what it means."""
    path = everywhere / "atlas.svg"
    done = advisor("compare", "--all", "--output", "svg", "--to", path)
    picture = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own
    said = ["".join(one.itertext()) for one in picture.iter(f"{SVG}text")]

    assert 0 == done.status
    for name in ("IL", "AK", "WY", "DC", "DE", "GB", "NO"):
        assert name in said
    assert any("Illinois: speaks against it" in one for one in said)
    assert any("no authority found" in one for one in said)


def test_all_laws_as_a_page(advisor: Command, everywhere: Path) -> None:
    """The page holds the map and the tables, and fetches nothing."""
    path = everywhere / "atlas.html"
    advisor("compare", "--all", "--output", "html", "--to", path)
    text = path.read_text(encoding="utf-8")

    assert "<svg" in text
    assert "<table" in text
    assert "default-src 'none'" in text
    for outside in ("<script", "<link", "@import", 'src="'):
        assert outside not in text


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        (["US-IL"], "name two laws"),
        ([], "name two laws"),
        (["US-IL", "US-AK", "--output", "svg"], "is drawn with `--all` only"),
        (["US-IL", "--all"], "name none beside it"),
    ],
)
def test_misuse(advisor: Command, given: list[str], complaint: str) -> None:
    """What cannot be compared is misuse, with what to write instead."""
    done = advisor("compare", *given)

    assert complaint in " ".join(done.err.split())
    assert 2 == done.status


def test_unknown_place(advisor: Command) -> None:
    """A place that has no law here is told with the nearest that has."""
    done = advisor("compare", "US-IL", "Alaskaa")

    assert "no jurisdiction is called `Alaskaa`" in done.err
    assert "did you mean `US-AK`?" in done.err
    assert 1 == done.status


def test_broken_scenario(advisor: Command, broken: Path) -> None:
    """A scenario that cannot be read is complained of."""
    done = advisor("compare", "US-IL", "US-AK", broken)

    assert "did you mean `message.direction`?" in done.err
    assert 1 == done.status


def test_a_file_that_cannot_be_written(advisor: Command, tmp_path: Path) -> None:
    """A file in a folder that is not there is told of, and the command fails."""
    done = advisor("compare", "US-IL", "US-AK", "--to", tmp_path / "none" / "a.txt")

    assert 1 == done.status
    assert done.err.startswith("advisor: error[cannot-write]: ")
