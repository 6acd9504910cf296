"""One scenario through the years."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from unit.cli.runs import Command

SVG = "{http://www.w3.org/2000/svg}"


def drawn(path: Path) -> str:
    """Read every text of a picture."""
    picture = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own
    return " ".join("".join(one.itertext()) for one in picture.iter(f"{SVG}text"))


def test_the_day_the_answer_changed(advisor: Command, pixel: Path) -> None:
    """The table tells the day of the opinion, the new answer, and whose law made it."""
    done = advisor("timeline", pixel)
    (row,) = (one for one in done.out.splitlines() if one.strip().startswith("26 January 2018"))

    assert "STOP" in row
    assert "Illinois: silent to breached" in row
    assert 0 == done.status


def test_elsewhere_is_told_apart(advisor: Command, pixel: Path) -> None:
    """A change of law that does not govern says that it is from elsewhere."""
    done = advisor("timeline", pixel)
    (row,) = (one for one in done.out.splitlines() if one.strip().startswith("26 October 2016"))

    assert "elsewhere, Alaska" in row


def test_since(advisor: Command, pixel: Path) -> None:
    """A later start leaves out what came before it."""
    done = advisor("timeline", pixel, "--since", "2018-06-01")

    assert "1 June 2018" in done.out
    assert "2001" not in done.out.partition("From ")[0]


def test_not_from_tomorrow(advisor: Command, pixel: Path) -> None:
    """A timeline cannot start after today."""
    done = advisor("timeline", pixel, "--since", "2999-01-01")

    assert "cannot start after today" in done.err
    assert 2 == done.status


def test_for_programs(advisor: Command, pixel: Path) -> None:
    """Each era tells its days, its verdict and each finding that changed."""
    eras = json.loads(advisor("timeline", pixel, "--output", "json").out)
    stop = next(one for one in eras if one["verdict"] == "stop")

    assert "2018-01-26" == stop["from"]
    assert eras[-1]["until"] is None
    changed = {one["norm"]: (one["before"], one["after"]) for one in stop["changes"]}
    assert (None, "breached") == changed["us/il/isba-18-01#no-tracking-without-consent"]


def test_picture(advisor: Command, pixel: Path, tmp_path: Path) -> None:
    """The picture says in words what each band is, and dates each turn of the verdict."""
    path = tmp_path / "timeline.svg"
    done = advisor("timeline", pixel, "--output", "svg", "--to", path)
    said = drawn(path)

    assert 0 == done.status
    for words in ("ASK", "STOP", "26 January 2018", "breached", "Op. 18-01"):
        assert words in said


def test_picture_is_told_to_the_ear(advisor: Command, pixel: Path, tmp_path: Path) -> None:
    """The picture carries a title and a description of every era."""
    path = tmp_path / "timeline.svg"
    advisor("timeline", pixel, "--output", "svg", "--to", path)
    text = path.read_text(encoding="utf-8")

    assert 'role="img"' in text
    assert "From 26 January 2018 until" in text


def test_hostile_title(advisor: Command, pixel: Path, tmp_path: Path) -> None:
    """A title cannot become markup."""
    told = pixel.read_text(encoding="utf-8").replace("Settlement offer", "<script>x</script> &")
    pixel.write_text(told, encoding="utf-8")
    path = tmp_path / "timeline.svg"
    advisor("timeline", pixel, "--output", "svg", "--to", path)

    assert "<script" not in path.read_text(encoding="utf-8")
    assert "<script>x</script> &" in drawn(path)


@pytest.mark.parametrize(("output", "begins"), [("text", "STOP"), ("json", "[")])
def test_to_a_file(advisor: Command, pixel: Path, tmp_path: Path, output: str, begins: str) -> None:
    """A file gets the form that was asked for."""
    path = tmp_path / "timeline"
    done = advisor("timeline", pixel, "--output", output, "--to", path)

    assert "" == done.out
    assert path.read_text(encoding="utf-8").startswith(begins)


def test_broken_scenario(advisor: Command, broken: Path) -> None:
    """A scenario that cannot be read is complained of, once."""
    done = advisor("timeline", broken)

    assert "did you mean `message.direction`?" in done.err
    assert 1 == done.status


def test_a_file_that_cannot_be_written(advisor: Command, pixel: Path, tmp_path: Path) -> None:
    """A file in a folder that is not there is told of, and the command fails."""
    done = advisor("timeline", pixel, "--output", "svg", "--to", tmp_path / "none" / "a.svg")

    assert 1 == done.status
    assert done.err.startswith("advisor: error[cannot-write]: ")
    assert "   = why: no such file or directory\n   = fix: " in done.err
