"""Keys of what is kept between starts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.corpus.law_cache import key
from advisor.source.read_bytes import bytes_of

PACKAGE = Path(key.__file__).parents[2]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the sources that a key covers, and have it be the program."""
    for name in key.PACKAGES:
        shutil.copytree(
            PACKAGE / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    monkeypatch.setattr(key, "__file__", str(tmp_path / "corpus" / "law_cache" / "key.py"))
    return tmp_path


def test_the_same_has_the_same_key(program: Path) -> None:
    """Two starts of one program over one law agree, compiled modules left aside."""
    first = key.image_key([b"law"])
    (program / "model" / "__pycache__").mkdir()
    (program / "model" / "__pycache__" / "law.cpython-311.pyc").write_bytes(b"compiled")

    assert first == key.image_key([b"law"])


@pytest.mark.parametrize("parts", [[b"lax"], [b"la", b"w"], [b"law", b""], [b"", b"law"], []])
def test_other_law_has_another_key(parts: list[bytes], program: Path) -> None:
    """Where one file ends and the next begins is part of what is read."""
    assert program.is_dir()
    assert key.image_key([b"law"]) != key.image_key(parts)


@pytest.mark.parametrize(
    "module", ["model/law.py", "corpus/schema/policy.py", "diagnostics/spans.py"]
)
def test_another_program_has_another_key(module: str, program: Path) -> None:
    """A module that was changed, renamed or added leaves nothing kept from before."""
    first = key.image_key([b"law"])
    (program / module).write_text("# changed\n" + (program / module).read_text())
    second = key.image_key([b"law"])
    (program / module).rename((program / module).with_name("another.py"))
    third = key.image_key([b"law"])
    (program / module).write_text("")

    assert 4 == len({first, second, third, key.image_key([b"law"])})


def test_another_python_or_version_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one Python or one release made, no other reads."""
    first = key.image_key([b"law"])
    monkeypatch.setattr(key, "VERSION", "0.0.0.dev0")
    second = key.image_key([b"law"])
    monkeypatch.setattr("sys.version", "another")

    assert 3 == len({first, second, key.image_key([b"law"])})


def test_further_packages_can_be_covered() -> None:
    """What other packages made is keyed by their sources too."""
    assert key.image_key([b"law"]) != key.image_key([b"law"], (*key.PACKAGES, "engine"))


def test_a_program_that_cannot_be_read_has_no_key(program: Path) -> None:
    """Without the sources nothing tells whether a program is still the same."""
    shutil.rmtree(program / "model")

    with pytest.raises(OSError, match="model"):
        key.image_key([b"law"])


def test_a_file_is_read_just_beyond_a_limit(tmp_path: Path) -> None:
    """Of a file without end only so much is read as tells that it is too large."""
    path = tmp_path / "law"
    path.write_bytes(b"x" * 300_000)

    assert 300_000 == len(bytes_of(str(path)))
    assert 100_000 < len(bytes_of(str(path), 100_000)) < 300_000
