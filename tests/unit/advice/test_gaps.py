"""What was not read is owned: stand-ins, told wrongs, places and topics."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import OTTO, PLACES, Data, ask, law_of, norm, policy

from advisor import Corpus, Opinion

SAYS = "  UN/model#n: {verified: secondary, note: The title was seen.}\n".replace("UN/", "")
STOOD_IN = PLACES["AA"] + "stands_for:\n" + SAYS
WRONG = "  message.false: {type: flag, ask: Is it false?, wrong: true}\n"
TOPIC = "topics:\n  - {id: songs, name: songs, raised_by: {message.kind: true}}\n"
HUSHED = {"message.sent": True}
MODEL = policy("model", norm("n", "must_not"), kind="model-rule", place="UN")


def why(opinion: Opinion) -> tuple[str, str]:
    """Return the verdict and its reason."""
    return opinion.verdict.value, opinion.because.value


def stood_in(folder: Path, *laws: Data, note: str = STOOD_IN) -> Corpus:
    """Return a law in which a model stands for the unread text of Ayland."""
    return law_of(folder, MODEL, *laws, places={**PLACES, "AA": note})


def test_a_breached_model_that_stands_in_has_to_be_verified(tmp_path: Path) -> None:
    """It is a finding of the place whose text was not read, and the sentence says so."""
    opinion = ask(stood_in(tmp_path))
    (found,) = [one for one in opinion.findings if one.stands_in]

    assert ("verify", "stand-in") == why(opinion)
    assert ("AA", "persuasive", "true") == (
        found.jurisdiction,
        found.weight.value,
        found.governs.value,
    )
    assert () == opinion.persuasive
    assert "The title was seen." in found.caveats
    assert "The text of Ayland was not read: check it." in opinion.summary


@pytest.mark.parametrize(
    ("sent", "lent", "reason"),
    [
        ("2008-12-31", None, "stand-in"),
        ("2009-01-01", "breached", "stand-in"),
        ("2012-07-01", "undetermined", "unread-day"),
        ("2013-01-01", None, "stand-in"),
    ],
)
def test_a_model_stands_in_only_while_the_local_text_stood(
    tmp_path: Path, sent: str, lent: str | None, reason: str
) -> None:
    """Before its first day and after its last the model is law from elsewhere."""
    note = STOOD_IN.replace("{verified", "{from: 2009-01-01, until: 2012, verified")
    model = policy("model", norm("n", "must_not"), kind="model-rule", place="UN")
    corpus = law_of(tmp_path, model, places={**PLACES, "AA": note})

    opinion = ask(corpus, {"message.date": sent})
    assert ("verify", reason) == why(opinion)
    assert lent == next((one.outcome.value for one in opinion.findings if one.stands_in), None)
    assert (lent is None) is bool(opinion.persuasive)


@pytest.mark.parametrize("modality", ["may", "must_not"])
def test_a_model_is_named_beside_what_it_is_against(tmp_path: Path, modality: str) -> None:
    """What governs and says otherwise is told on one line with the model that stands in."""
    opinion = ask(stood_in(tmp_path, policy("a", norm("k", modality))))
    named = [one.says for one in opinion.notices if "stands for a text of Ayland" in one.says]

    assert (1 if modality == "may" else 0) == len(named)
    assert all("Cite of model, p. n" in one and "Cite of a, p. k" in one for one in named)
    assert () == opinion.conflicts


def test_a_text_that_was_read_stops_whatever_a_model_says(tmp_path: Path) -> None:
    """A stop rests on what was read."""
    opinion = ask(stood_in(tmp_path, policy("a", norm("n", "must_not", "sing", act="sing"))))

    assert ("stop", "breach") == why(opinion)
    assert "The speaker must not sing." == opinion.summary


def test_a_model_that_may_be_breached_is_asked_about(tmp_path: Path) -> None:
    """A prohibition that stands in holds the verdict open, and its question is asked."""
    opinion = ask(stood_in(tmp_path), {"message.loud": None})

    assert ("ask", "missing") == why(opinion)
    assert ["message.loud"] == [one.fact.name for one in opinion.asks]


def test_a_model_of_which_nobody_knows_that_it_stands_in_holds_nothing_open(
    tmp_path: Path,
) -> None:
    """It is law from elsewhere: breached it has to be verified, open it is no question."""
    corpus = law_of(tmp_path, MODEL)

    assert ("verify", "stand-in") == why(ask(corpus))
    assert ("clear", "silence") == why(ask(corpus, {"message.loud": None}))


def test_a_model_is_read_for_a_place_that_only_may_govern(tmp_path: Path) -> None:
    """Where it is open of a named place whether it governs, that place's text is to be checked."""
    seated = "{matter.seats: self, message.kind: true, cites: [{policy: words}]}"
    union = (
        "jurisdiction: UN\nname: The Union\n"
        "governs_when: {message.sent: true, cites: [{policy: words}]}\n"
        f"members_governed_when: {seated}\n"
    )
    opinion = ask(law_of(tmp_path, MODEL, places={**PLACES, "UN": union}))

    assert ("verify", "stand-in") == why(opinion)
    assert "The text of Ayland was not read: check it." in opinion.summary


def test_what_nobody_verified_lends_nothing(tmp_path: Path) -> None:
    """That a model stands in has to be known from somewhere."""
    unverified = STOOD_IN.replace("secondary", "unverified")

    assert [] == [one.id for one in ask(stood_in(tmp_path, note=unverified)).findings]


def test_a_text_that_was_adopted_is_no_stand_in(tmp_path: Path) -> None:
    """From the day of an adoption its own text speaks; before it the model does."""
    adopted = STOOD_IN + "adopts:\n  model#n: {as: A. R. 1, from: 2020-01-01, verified: primary}\n"
    corpus = stood_in(tmp_path, note=adopted)

    assert ("stop", "breach") == why(ask(corpus, as_of="2020-01-01"))
    assert ("verify", "stand-in") == why(ask(corpus, as_of="2019-12-31"))


def test_what_advises_or_leaves_open_and_stands_in_only_unsettles(tmp_path: Path) -> None:
    """Advice of a model is no more than law from elsewhere."""
    model = policy("model", norm("n", "should_not"), kind="model-rule", place="UN")
    corpus = law_of(tmp_path, model, places={**PLACES, "AA": STOOD_IN})

    assert ("unsettled", "elsewhere") == why(ask(corpus))


def gapped(folder: Path, *laws: Data) -> Corpus:
    """Return a law whose vocabulary marks a wrong and names a topic."""
    return law_of(folder, *laws, more_facts=WRONG, more_words=TOPIC)


def test_a_told_wrong_that_nothing_looks_at_is_named(tmp_path: Path) -> None:
    """Told as true it is never clear; told as false, or not at all, it raises nothing."""
    corpus = gapped(tmp_path)
    opinion = ask(corpus, {"message.false": True})

    assert ("verify", "unread-wrong") == why(opinion)
    assert ["message.false"] == [one.fact for one in opinion.coverage.wrongs]
    assert "nothing that was read for Ayland speaks against it: Is it false? Yes." in (
        opinion.summary
    )
    assert ("clear", "silence") == why(ask(corpus, {"message.false": False}))
    assert ("clear", "silence") == why(ask(corpus))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"message.false": True}, ("stop", "breach")),
        ({"message.false": True, "message.kind": True}, ("ask", "missing")),
        ({"message.false": True, "message.sent": False}, ("verify", "unread-wrong")),
        ({"message.false": False}, ("verify", "unread-wrong")),
    ],
)
def test_a_norm_answers_a_wrong_only_where_it_speaks_against_it_or_may(
    tmp_path: Path, when: Data, expected: tuple[str, str]
) -> None:
    """A norm that does not apply, or is kept, has not looked at what was told."""
    ours = policy("a", norm("n", "must_not", when=when))

    assert expected == why(ask(gapped(tmp_path, ours), {"message.false": True}))


def test_a_layer_unmarks_no_wrong(tmp_path: Path) -> None:
    """A firm that allows it has not made it right."""
    over = {
        "firm": [policy("f", norm("y", "may", when={"message.false": True}), kind="firm-policy")]
    }
    corpus = law_of(tmp_path, over=over, more_facts=WRONG)

    assert ("verify", "unread-wrong") == why(ask(corpus, {"message.false": True}))


def test_a_topic_on_which_nothing_was_read_is_not_clear(tmp_path: Path) -> None:
    """Silence on what nobody read is no answer, and the verdict names the topic."""
    opinion = ask(gapped(tmp_path), {"message.kind": True})

    assert ("verify", "unread-topic") == why(opinion)
    assert "nothing was read on songs for Ayland: check it." in opinion.summary
    assert ("clear", "silence") == why(ask(gapped(tmp_path / "b"), {"message.kind": False}))


def test_a_norm_that_tests_what_raises_a_topic_covers_it(tmp_path: Path) -> None:
    """It need not apply: it has looked. One of another layer, or of no place here, has not."""
    kept = norm("n", "must_not", when={"message.kind": True, "message.sent": False})
    for number, (laws, over, level) in enumerate(
        (
            ([policy("a", kept)], None, "read"),
            ([policy("a", kept, place="BB")], None, "nothing"),
            (
                [policy("a", kept, verified={"by": "unverified", "on": "2020-01-01"})],
                None,
                "nothing",
            ),
            ([], {"firm": [policy("a", kept, kind="firm-policy")]}, "nothing"),
        )
    ):
        corpus = law_of(tmp_path / str(number), *laws, over=over, more_words=TOPIC)
        opinion = ask(corpus, {"message.kind": True})

        assert [level] == [topic.level.value for topic in opinion.coverage.topics]
        assert ("clear" if level == "read" else "verify") == opinion.verdict.value


@pytest.mark.parametrize(("act", "level"), [("gossip", "read"), ("sing", "nothing")])
def test_a_topic_is_covered_by_the_law_of_the_day_of_each_act(
    tmp_path: Path, act: str, level: str
) -> None:
    """An instrument that began after a message was sent looks at what is done afterwards only."""
    ours = policy(
        "a",
        norm("k", "may", act=act, when={"message.kind": True}),
        in_force={"from": "2018-01-01"},
    )
    own = {"governs_when": {"matter.seats": "AA", "cites": [{"pinpoint": "art. 3"}]}}
    corpus = law_of(tmp_path, ours | own, more_words=TOPIC)
    opinion = ask(corpus, {"message.kind": True, "message.date": "2015-06-01"})

    assert [level] == [one.level.value for one in opinion.coverage.topics]


@pytest.mark.parametrize(
    ("when", "level"),
    [
        ({"message.kind": True}, "nothing"),
        ({"message.kind": True, "message.loud": True}, "read"),
    ],
)
def test_what_a_topic_leaves_out_has_to_be_looked_at_too(
    tmp_path: Path, when: Data, level: str
) -> None:
    """A norm about half of what raises a topic has not looked at the topic."""
    topic = TOPIC.replace(
        "{message.kind: true}", "{message.kind: true, none: [{message.loud: true}]}"
    )
    ours = policy(
        "a", norm("n", "must_not", when={**when, "message.sent": False}, breached_if=HUSHED)
    )
    corpus = law_of(tmp_path, ours, more_words=topic)
    opinion = ask(corpus, {"message.kind": True, "message.loud": False})

    assert [level] == [one.level.value for one in opinion.coverage.topics]


def test_clear_by_a_model_alone_says_so(tmp_path: Path) -> None:
    """The place whose text was not read is named beside a clear verdict."""
    model = policy(
        "model",
        norm("n", "must_not", when={"message.kind": True}),
        kind="model-rule",
        place="UN",
    )
    places = {**PLACES, "AA": STOOD_IN}
    corpus = law_of(tmp_path, model, places=places, more_words=TOPIC)
    opinion = ask(corpus, {"message.kind": True, "message.loud": False})

    assert ("clear", "silence") == why(opinion)
    assert ("AA",) == opinion.coverage.stood_in


def test_a_place_of_which_nothing_was_read_is_named(tmp_path: Path) -> None:
    """A seat that is told and that no law was read for has to be looked at; none is not."""
    corpus = law_of(tmp_path)

    assert ("verify", "unread-place") == why(ask(corpus, {"matter.seats": ["BB"]}))
    assert ("clear", "silence") == why(ask(corpus, {"matter.seats": ["AA"]}, OTTO))


def test_one_place_that_was_read_does_not_hide_another(tmp_path: Path) -> None:
    """Of several seats the one of which nothing was read is named, and no other."""
    opinion = ask(law_of(tmp_path), {"matter.seats": ["AA", "BB"]})

    assert ("verify", "unread-place") == why(opinion)
    assert [("BB",)] == [one.codes for one in opinion.coverage.places]


def test_a_member_of_a_read_union_leaves_no_other_union_of_it_unread(tmp_path: Path) -> None:
    """Who sits in one of two unions, and law was read for one of them, sits where law was read."""
    league = "jurisdiction: LG\nname: The League\n"
    both = {**PLACES, "LG": league, "BB": PLACES["BB"].replace("UN", "[UN, LG]")}
    corpus = law_of(tmp_path, places=both, read=("AA", "UN"))

    assert ("clear", "silence") == why(ask(corpus, {"matter.seats": ["BB"]}))
