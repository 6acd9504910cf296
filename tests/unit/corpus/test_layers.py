"""Layers of law."""

from __future__ import annotations

import zipfile
from pathlib import Path

from unit.corpus.utopia import NORM, POLICY, Reader

from advisor.corpus import Layer, layer_at, read_law
from advisor.corpus.layers import law_files


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

    files = law_files(Layer("zip", zipfile.Path(tmp_path / "law.zip")))

    assert ["policies/x.yaml"] == [file.path for file in files]
