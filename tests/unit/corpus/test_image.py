"""The law kept between runs."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from advisor.corpus import Layer, layer_at, read_law
from advisor.corpus.law_cache import key
from advisor.corpus.law_cache import read as images
from advisor.model.law import Law


@pytest.fixture
def image(tmp_path: Path, ground: Layer) -> Path:
    """Return an image of the ground."""
    path = tmp_path / "cache" / "law"
    read_law([ground], image=path)
    assert path.exists()
    return path


def test_the_same_law_comes_back(
    image: Path, ground: Layer, law: Law, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second start gives an equal law, places in the files included, and reads no YAML."""
    from advisor.corpus import parsed_files

    monkeypatch.delattr(parsed_files, "read_sheets")

    again, problems = read_law([ground], image=image)

    assert () == problems
    assert again == law
    assert again is not None
    norm, first = again.norm("model/rules#no-tracking"), law.norm("model/rules#no-tracking")
    assert norm is not None
    assert first is not None
    assert first.at == norm.at is not None


def test_a_changed_byte_makes_it_stale(image: Path, tmp_path: Path, ground: Layer) -> None:
    """Another law is read from its files, and kept in its turn."""
    folder = tmp_path / "extra"
    folder.mkdir()
    (folder / "v.yaml").write_text("vocabulary: v\nacts: {greet: say hello}\n")
    first, _ = read_law([ground, layer_at(folder)], image=image)
    (folder / "v.yaml").write_text("vocabulary: v\nacts: {greet: say good day}\n")

    second, _ = read_law([ground, layer_at(folder)], image=image)

    assert first is not None
    assert second is not None
    assert "say good day" == second.vocabulary.acts["greet"]
    assert first.hash != second.hash


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[: len(data) // 2],
        lambda _: b"",
        lambda data: data + b"x",
        lambda data: data[:-10] + bytes(10),
        lambda _: b"something else altogether",
    ],
)
def test_a_damaged_image_is_passed_over(
    image: Path,
    ground: Layer,
    law: Law,
    spoil: object,
) -> None:
    """Whatever happened to an image, the files say what the law is."""
    assert callable(spoil)
    image.write_bytes(spoil(image.read_bytes()))

    assert (law, ()) == read_law([ground], image=image)


def test_a_letter_of_a_citation_that_changed_is_noticed(
    image: Path, ground: Layer, law: Law
) -> None:
    """An image in which one letter of a citation was altered is not believed: the files are."""
    data = image.read_bytes()
    assert b"Model Rules" in data, "the citation stands in the image as it is written"

    image.write_bytes(data.replace(b"Model Rules", b"Model Rulez"))
    again, problems = read_law([ground], image=image)

    assert ((), law) == (problems, again)
    assert again is not None
    assert "Model Rules" == again.policies["model/rules"].authority.cite


class _Mischief:
    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return Path.write_text, (Path("mischief"), "done")


def test_an_image_runs_no_code(
    image: Path, ground: Layer, law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only parts of the law are read from an image, even from one that looks genuine."""
    monkeypatch.chdir(tmp_path)
    data = image.read_bytes()
    head = data[: len(images.MAGIC) + key.KEY_SIZE]
    body = pickle.dumps((_Mischief(), ()))
    image.write_bytes(head + key.digest(body) + body)

    assert (law, ()) == read_law([ground], image=image)
    assert not (tmp_path / "mischief").exists()


def test_a_law_with_errors_is_not_kept(tmp_path: Path, ground: Layer) -> None:
    """Problems are told at every start until they are mended."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "v.yaml").write_text("vocabulary: v\nacts: [")
    path = tmp_path / "law"

    law, problems = read_law([ground, layer_at(tmp_path / "x")], image=path)

    assert law is None
    assert 1 == len(problems)
    assert not path.exists()


def test_an_image_that_cannot_be_written_is_done_without(tmp_path: Path, ground: Layer) -> None:
    """A start without a cache is slower, and nothing else."""
    (tmp_path / "file").write_text("")

    law, problems = read_law([ground], image=tmp_path / "file" / "law")

    assert law is not None
    assert () == problems
