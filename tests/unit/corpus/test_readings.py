"""What is said to have been read is held against the place that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.checks import check
from advisor.corpus import read_law
from advisor.corpus.layers import layer_at

_POLICY = """
policy: model
title: Model
authority:
  kind: model-rule
  cite: Model Rule
  issuer: A
  jurisdiction: UT
  in_force: {{}}
  verified: {{on: 2026-01-01, by: primary}}
norms:
  - id: look
    act: look
    bearer: reader
    must: look
    when: {{message.direction: received}}
    met_if: {{message.is_odd: true}}
    verified: {verified}
    cites: [{{pinpoint: {pinpoint}}}]
"""
_VOCABULARY = """
vocabulary: facts
acts: {look: look for trackers}
bearers: {reader: the reader}
facts:
  message.direction: {type: choice, ask: Sent?, options: {sent: sent, received: received}}
  message.is_odd: {type: flag, ask: Is it odd?}
"""
_UT = """
jurisdiction: UT
name: Utopia
adopts: {{model#look: {{as: {cite}, verified: {verified}}}}}
"""


@pytest.mark.parametrize(
    ("verified", "place", "found"),
    [
        ("primary", "page not read", True),
        ("primary-excerpt", "page not read", True),
        ("secondary", "page not read", False),
        ("unverified", "page not read", False),
        ("primary-excerpt", "Digest", False),
    ],
)
def test_an_excerpt_knows_its_place(
    tmp_path: Path, verified: str, place: str, *, found: bool
) -> None:
    """A text read in the original stands never with a place that was not read."""
    contents = {
        "policies/vocabulary/facts.yaml": _VOCABULARY,
        "policies/model.yaml": _POLICY.format(verified=verified, pinpoint=place),
        "jurisdictions/ut.yaml": _UT.format(verified=verified, cite=f"U. R. 1 ({place})"),
    }
    for name, text in contents.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    law, problems = read_law([layer_at(tmp_path)])
    assert [] == list(problems)
    assert law is not None

    told = [one.what for one in check(law) if one.code == "unread-excerpt"]

    expected = [
        f"`model#look@UT` was read in the original, and its place says `U. R. 1 ({place})`",
        f"`model#look` was read in the original, and its place says `{place}`",
    ]
    assert (expected if found else []) == told


@pytest.mark.parametrize(("within", "codes"), [("within: FE\n", []), ("", ["stands-outside"])])
def test_a_model_stands_for_nothing_outside_its_union(
    tmp_path: Path, within: str, codes: list[str]
) -> None:
    """It is written for the places of its union; elsewhere it tells nothing of a text."""
    policy = _POLICY.format(verified="primary", pinpoint="Digest")
    files = {
        "policies/model.yaml": policy.replace("jurisdiction: UT", "jurisdiction: FE"),
        "policies/vocabulary/facts.yaml": _VOCABULARY,
        "jurisdictions/fe.yaml": "jurisdiction: FE\nname: The Federation\n",
        "jurisdictions/ut.yaml": f"jurisdiction: UT\nname: Utopia\n{within}"
        "stands_for: {model#look: {verified: secondary, note: The title was seen.}}\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    law, problems = read_law([layer_at(tmp_path)])
    assert law is not None, problems

    assert codes == [one.code for one in check(law) if one.code == "stands-outside"]
