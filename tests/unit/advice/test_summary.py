"""The one sentence under a verdict."""

from __future__ import annotations

from pathlib import Path

from unit.advice.small_law import PLACES, SEATED, Data, ask, law_of, norm, policy

HEARD = "{message.kind: true, cites: [{policy: words}]}"
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


def test_an_open_verdict_says_the_worst_that_is_live(tmp_path: Path) -> None:
    """The norm that could stop comes first, with the one question that decides it."""
    advice = norm("n", "should", "sing", act="sing", when={"message.kind": True})
    model = policy("m", norm("n", "must_not", "howl"), kind="model-rule", place="UN")
    laws = WAITING, policy("more", advice), model
    opinion = ask(law_of(tmp_path, *laws), {"message.loud": False})

    assert "Could be STOP: The speaker must not shout. One question decides it: Is it kind?" in (
        opinion.summary
    )


def test_an_open_verdict_says_of_which_law_it_depends(tmp_path: Path) -> None:
    """Where some law would stop if it governed, that law is named."""
    places = {**PLACES, "ZZ": PLACES["ZZ"].replace(SEATED, HEARD)}
    laws = no("a"), no("z", place="ZZ")
    facts = {"message.loud": True, "matter.seats": ["ZZ"], "message.kind": None}
    opinion = ask(law_of(tmp_path, *laws, places=places), facts)

    assert "ask" == opinion.verdict.value
    assert opinion.summary.startswith("STOP if the law of Zeeland governs")
