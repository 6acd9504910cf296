"""Two places that say the same are proved to, however each writes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.proof.faulty_law import DAY, JURISDICTION, POLICY, SOUND, law_with

from advisor.advice import load
from advisor.advice.norms_in_force import LawOnDate
from advisor.compare.distinguish import separate
from advisor.proof.alike_norms import AlikeNorms
from advisor.reports.comparisons import separated_page
from advisor.reports.render.plain_text import plain_text

WHEN = "when: {message.direction: sent, recipient.role: client}"
OTHERWISE = "when: {all: [{recipient.role: client}, {none: [{message.direction: received}]}]}"
PROVED = "say the same in every possible scenario: proved"


def _proved(folder: Path, there: str) -> tuple[str, ...]:
    """Return on what the law of a second place is proved to say the same."""
    law_with(folder)
    other = JURISDICTION.replace("AA", "BB").replace("aa/rules", "bb/rules")
    (folder / "jurisdictions" / "bb.yaml").write_text(other, encoding="utf-8")
    (folder / "policies" / "bb").mkdir()
    policy = POLICY.replace("aa/rules", "bb/rules").replace("jurisdiction: AA", "jurisdiction: BB")
    (folder / "policies" / "bb" / "rules.yaml").write_text(policy + there, encoding="utf-8")
    corpus = load(folder, bundled=False, engine="planes")
    return separate(corpus, "AA", "BB", as_of=DAY).proved


@pytest.mark.parametrize(
    ("there", "proved"),
    [
        (SOUND, ("track",)),
        (SOUND.replace(WHEN, OTHERWISE), ("track",)),
        (SOUND.replace("recipient.role: client", "recipient.role: [client, counsel]"), ()),
        (SOUND.replace("must_not", "should_not"), ()),
        (SOUND + SOUND.replace("no-tracking", "none").replace("role: client", "role: counsel"), ()),
    ],
)
def test_what_says_the_same_is_proved_to(
    tmp_path: Path, there: str, proved: tuple[str, ...]
) -> None:
    """The same condition in other words is the same; another condition, or a norm more, is not."""
    assert proved == _proved(tmp_path, there)


def test_the_page_says_that_it_is_proved(tmp_path: Path) -> None:
    """What is proved stands apart from what was only tried."""
    _proved(tmp_path, SOUND)
    corpus = load(tmp_path, bundled=False, engine="planes")

    page = separated_page(separate(corpus, "AA", "BB", as_of=DAY), corpus.law)

    assert PROVED in plain_text(page)


@pytest.mark.parametrize(
    ("changed", "alike"),
    [
        (SOUND.replace(WHEN, OTHERWISE), True),
        (SOUND.replace("recipient.role: client", "recipient.role: [client, counsel]"), False),
        (SOUND.replace("recipient.consented: false", "recipient.consented: true"), False),
        (SOUND.replace("when: {", "when: {message.kind: [letter, newsletter, notice], "), True),
    ],
)
def test_norms_are_held_against_each_other(tmp_path: Path, changed: str, alike: bool) -> None:  # noqa: FBT001 - it is expected
    """What differs in a single scenario that is told to its end is not alike."""
    _proved(tmp_path, changed)
    corpus = load(tmp_path, bundled=False, engine="planes")
    instances = LawOnDate(corpus.law, DAY).instances
    sides = [[one for one in instances if one.jurisdiction == code] for code in ("AA", "BB")]

    assert alike is AlikeNorms(corpus, "AA", "BB").are_alike(*sides)
