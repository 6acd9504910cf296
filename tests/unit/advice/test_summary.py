"""The one sentence under a verdict."""

from __future__ import annotations

from pathlib import Path

from unit.advice.small_law import Data, ask, law_of, norm, policy

WAITING = policy("waiting", norm("n", "must_not", when={"message.kind": True}))


def no(name: str, says: str = "shout", **more: object) -> Data:
    """Write a rule of one prohibition."""
    return policy(name, norm("n", "must_not", says), **more)


def test_each_further_sentence_is_counted(tmp_path: Path) -> None:
    """Under the first breach stands how many more there are."""
    laws = no("a"), no("b", "bawl"), no("c", "cry")

    assert "The speaker must not shout. (and 2 more)" == ask(law_of(tmp_path, *laws)).summary


def test_an_open_question_is_its_own_sentence(tmp_path: Path) -> None:
    """What is unsettled by law needs no frame of ours, and its number is told."""
    laws = [policy(one, norm("n", "unsettled", f"whether one may {one}")) for one in ("a", "b")]

    assert "It is unsettled whether one may a. (and 1 more)" == ask(law_of(tmp_path, *laws)).summary


def test_the_same_sentence_is_counted_once(tmp_path: Path) -> None:
    """Two texts that say one thing are one sentence under the verdict."""
    assert "The speaker must not shout." == ask(law_of(tmp_path, no("a"), no("b"))).summary


def test_open_findings_are_counted(tmp_path: Path) -> None:
    """An open verdict says of how many findings it is."""
    laws = (
        WAITING,
        policy("more", norm("n", "must", "sing", act="sing", when={"message.kind": True})),
    )

    assert (
        "Not answered yet: 2 findings depend on what has not been told."
        == ask(law_of(tmp_path, *laws)).summary
    )
