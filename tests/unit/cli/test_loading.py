"""The compiled law between starts."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.cli.runs import Command

import advisor as advisor_package
from advisor.corpus.law_cache.file import cache_file
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.engine.durable import Unavailable
from advisor.model.law import Law


def test_in_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The image is kept where the user's caches are."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    kept = cache_file(())

    assert kept is not None
    assert tmp_path / "advisor" == kept.parent


def test_other_layers_other_image(tmp_path: Path) -> None:
    """Each set of folders has an image of its own."""
    assert cache_file(()) != cache_file((tmp_path,))


def test_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache can be turned off."""
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")

    assert cache_file(()) is None


def test_nowhere_to_keep_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, advisor: Command, pixel: Path
) -> None:
    """A cache that cannot be made costs time and nothing else."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))

    assert cache_file(()) is None
    assert 3 == advisor("check", pixel).status


def test_open_to_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder that others may write to is not trusted with what will be loaded."""
    folder = tmp_path / "advisor"
    folder.mkdir()
    folder.chmod(0o777)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert cache_file(()) is None


def test_a_program_keeps_the_law_as_a_command_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`load()` writes the image that the next start reads; told not to, it writes none."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("ADVISOR_NO_CACHE", raising=False)

    without = advisor_package.load(image=False)
    assert [] == list(tmp_path.rglob("*.image"))

    assert without.law.hash == advisor_package.load().law.hash
    kept = cache_file(())
    assert [kept] == list(tmp_path.rglob("*.image"))

    monkeypatch.setattr("advisor.corpus.load.law_hash", None)  # called where files are parsed
    assert without.law.hash == advisor_package.load().law.hash


def test_law_that_stands_alone_has_an_image_of_its_own(tmp_path: Path) -> None:
    """A folder over the bundled law is not the folder alone."""
    assert cache_file((tmp_path,)) != cache_file((tmp_path,), bundled=False)


def test_damaged_image(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, advisor: Command, pixel: Path
) -> None:
    """An image that is damaged is made anew."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    before = advisor("check", pixel).out
    kept = cache_file(())
    assert kept is not None
    kept.write_bytes(kept.read_bytes()[:1000])

    assert before == advisor("check", pixel).out


def test_bad_layer(advisor: Command, pixel: Path, tmp_path: Path) -> None:
    """A layer with errors is told of, with every error; no opinion is given."""
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "own.yaml").write_text("policy: own\ntitel: Own\n", encoding="utf-8")
    done = advisor("check", pixel, "--policies", tmp_path / "acme")

    assert (1, "") == (done.status, done.out)
    assert "error[unknown-key]" in done.err


def test_engine_that_cannot_work(
    monkeypatch: pytest.MonkeyPatch, advisor: Command, pixel: Path, silent: Path
) -> None:
    """Where the default engine cannot work, one line says so, and answers are given."""

    def choose(_: str, law: Law) -> tuple[CrossCheckedEngine, str]:
        engine = CrossCheckedEngine(law, BitsetEngine(law), reference_first=True)
        return engine, "the rules engine is not installed; `pip install` it"

    monkeypatch.setattr("advisor.advice.corpus.choose_engine", choose)
    done = advisor("check", pixel, silent)

    assert 3 == done.status
    assert "advisor: warning: the rules engine is not installed; `pip install` it\n" == done.err


def test_engine_that_is_not_there(
    monkeypatch: pytest.MonkeyPatch, advisor: Command, pixel: Path
) -> None:
    """An engine that is not installed is no fault of the program, and is not called one."""

    def unavailable() -> None:
        raise Unavailable("is not installed")

    monkeypatch.setattr("advisor.engine.durable.executor.load_module", unavailable)
    done = advisor("check", pixel, "--engine", "durable")

    assert 1 == done.status
    assert "durable_rules is not installed; to cure it" in done.err
    assert "fix: install it, or leave `--engine` out" in done.err
    assert "fault of this program" not in done.err
