"""Layers of law."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from unit.corpus.utopia import NORM, POLICY, Reader

from advisor.corpus import Layer, layer_at, read_law, walking
from advisor.corpus.layers import law_files
from advisor.source.diagnostics_sink import DiagnosticSink


def test_loose_files_are_policies(tmp_path: Path, ground: Layer) -> None:
    """A folder of policies alone is a layer, named as the folder is."""
    folder = tmp_path / "house-rules"
    folder.mkdir()
    (folder / "x.yaml").write_text(f"{POLICY}norms:\n{NORM}")

    law, problems = read_law([ground, layer_at(folder)])

    assert () == problems
    assert law is not None
    assert ("ground", "house-rules") == law.layers
    assert "house-rules" == law.policies["x"].layer


def test_messages_name_files_as_the_user_wrote_them(tmp_path: Path, ground: Layer) -> None:
    """The folder as it was given stands before the path."""
    (tmp_path / "x.yaml").write_text("policy: [")

    _, (problem,) = read_law([ground, layer_at(tmp_path)])

    assert f"{tmp_path}/x.yaml" == problem.at.source


def test_no_folder_passes_for_the_shipped_law(tmp_path: Path, ground: Layer) -> None:
    """Two layers of one name are told apart, so neither speaks for the other."""
    folder = tmp_path / "ground"
    folder.mkdir()
    (folder / "x.yaml").write_text(
        f"{POLICY}norms:\n{NORM}"
        "    overrides: [{norm: model/rules#no-tracking, cites: [{pinpoint: p. 1}]}]\n"
    )

    _, (problem,) = read_law([ground, layer_at(folder)])

    assert "other-layer" == problem.code
    assert "bundled" != layer_at(tmp_path / "bundled").name


def test_a_layer_may_add(over: Reader) -> None:
    """New facts, acts, places, policies and jurisdictions are welcome."""
    law, problems = over(
        {
            "policies/vocabulary/more.yaml": "vocabulary: more\nfacts:\n"
            "  firm.size: {type: number, ask: How many are you?}\n"
            "acts: {greet: say hello}\nplaces: {BC: Borogovia}\n",
            "policies/x.yaml": f"{POLICY}norms:\n{NORM}".replace("act: track-email", "act: greet"),
            "jurisdictions/lp.yaml": "jurisdiction: LP\nname: Laputa\nwithin: BC\n",
        }
    )

    assert () == problems
    assert law is not None
    assert {"firm.size", "LP"} <= {*law.vocabulary.facts, *law.jurisdictions}


def test_a_layer_cannot_move_the_places_of_another(over: Reader) -> None:
    """To move a place out of a norm's reach would lift the norm."""
    _, (problem,) = over(
        {"jurisdictions/no.yaml": "jurisdiction: NO\nname: Norway\nwithin: [UT]\n"}
    )

    assert ("other-layer", "UT") == (problem.code, problem.at.text)
    assert "`NO` lies within `UT`" in problem.what


def test_a_missing_folder_is_told() -> None:
    """A wrong path is an error, not an empty law."""
    _, problems = read_law([layer_at("no/such/folder")])

    assert ["empty-layer"] == [problem.code for problem in problems]


def test_law_inside_a_zip_is_found(tmp_path: Path) -> None:
    """A layer need not be a folder on disk."""
    with zipfile.ZipFile(tmp_path / "law.zip", "w") as archive:
        archive.writestr("policies/x.yaml", POLICY)
        archive.writestr("policies/.hidden.yaml", POLICY)

    files = law_files(Layer("zip", zipfile.Path(tmp_path / "law.zip")), DiagnosticSink())

    assert ["policies/x.yaml"] == [file.path for file in files]


def read_layer(folder: Path) -> list[tuple[str, str]]:
    """Read a folder alone, giving the codes and files of its problems."""
    _, problems = read_law([Layer("over", folder)])
    return [(problem.code, problem.at.source) for problem in problems]


def test_a_link_out_of_a_layer_is_not_followed(tmp_path: Path) -> None:
    """A folder linked to `/` would make a layer of the whole disk."""
    layer = tmp_path / "layer"
    (layer / "policies").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("policy: [")
    (layer / "policies" / "all").symlink_to("/")
    (layer / "policies" / "x.yaml").symlink_to(tmp_path / "secret.yaml")
    (layer / "jurisdictions").symlink_to(tmp_path)

    assert [
        ("bad-link", "jurisdictions"),
        ("bad-link", "policies/all"),
        ("bad-link", "policies/x.yaml"),
    ] == read_layer(layer)


def test_a_link_within_a_layer_is_followed(tmp_path: Path, ground: Layer) -> None:
    """A layer may be put together of links, and be reached through one."""
    layer, real = tmp_path / "layer", tmp_path / "layer" / ".release" / "ut"
    real.mkdir(parents=True)
    (real / "x.yaml").write_text(f"{POLICY}norms:\n{NORM}".replace("policy: x", "policy: ut/x"))
    (layer / "policies").mkdir()
    (layer / "policies" / "ut").symlink_to("../.release/ut")
    (tmp_path / "linked").symlink_to(layer)

    law, problems = read_law([ground, layer_at(tmp_path / "linked")])

    assert () == problems
    assert law is not None
    assert "ut/x" in law.policies


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    """A folder that holds itself is told and left aside."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "self.yaml").symlink_to(tmp_path / "self.yaml")

    assert [("bad-link", "a/b/up"), ("bad-link", "self.yaml")] == read_layer(tmp_path)


def test_a_walk_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too deep or too many is no layer."""
    monkeypatch.setattr(walking, "MOST_ENTRIES", 20)
    (tmp_path / "deep" / "/".join("abcdefghijklmno")).mkdir(parents=True)
    wide = tmp_path / "wide"
    wide.mkdir()
    for number in range(21):
        (wide / f"{number}.txt").touch()

    assert [("too-deep", "a/b/c/d/e/f/g/h/i/j/k/l/m")] == read_layer(tmp_path / "deep")
    assert ["too-large"] == [code for code, _ in read_layer(wide)]
