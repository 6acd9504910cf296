"""Whose law governs, whose only persuades, and who may discipline."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.advice.small_law import OTTO, PLACES, Data, ask, law_of, norm, outcomes, policy

from advisor import Opinion

OWN_SCOPE = {"governs_when": {"message.kind": False, "cites": [{"pinpoint": "art. 3"}]}}
BY_SEAT = "{recipient.seat: self, cites: [{policy: words}]}"
FAY: Data = {"name": "Fay", "role": "friend", "agreed": True}
NO = norm("n", "must_not")


def governing(opinion: Opinion) -> dict[str, str]:
    """Return the truth of each law that governs or may, in its order."""
    return {one.jurisdiction: one.truth.value for one in opinion.governing}


def persuading(opinion: Opinion) -> list[str]:
    """Return the names of the norms from elsewhere."""
    return [one.norm.id for one in opinion.persuasive]


def test_law_governs_where_its_condition_holds(tmp_path: Path) -> None:
    """The law of a seat governs, with the proof and the citation of that."""
    opinion = ask(law_of(tmp_path, policy("a", NO)))
    ayland = opinion.governing[0]

    assert ("AA", "Ayland", "true", True) == (
        ayland.jurisdiction,
        ayland.name,
        ayland.truth.value,
        ayland.named,
    )
    assert ["Words"] == [one.cite for one in ayland.citations]
    assert "true" == ayland.why.truth.value


def test_law_that_does_not_govern_leaves_no_finding(tmp_path: Path) -> None:
    """A rule of a place without a seat says nothing."""
    opinion = ask(law_of(tmp_path, policy("a", NO)), {"matter.seats": ["BB"]})

    assert {} == outcomes(opinion)
    assert "AA" not in governing(opinion)


def test_what_governs_stands_before_what_may(tmp_path: Path) -> None:
    """Laws that govern come first, then those named that may, then the others."""
    zeeland = (
        "jurisdiction: ZZ\nname: Zeeland\n"
        "governs_when: {message.kind: true, cites: [{policy: words}]}\n"
    )
    laws = policy("z", NO, place="ZZ"), policy("b", norm("n", "may"), place="BB")
    places = {**PLACES, "ZZ": zeeland}
    opinion = ask(law_of(tmp_path, *laws, places=places), {"matter.seats": ["BB"]})

    assert "BB" == next(iter(governing(opinion)))
    assert ("ZZ",) == opinion.left_open
    assert "ask" == opinion.verdict.value


def test_a_law_left_open_is_answered_under_itself(tmp_path: Path) -> None:
    """A place that is named and may govern has a verdict of its own, if it did."""
    zeeland = (
        "jurisdiction: ZZ\nname: Zeeland\n"
        "governs_when: {message.kind: true, cites: [{policy: words}]}\n"
    )
    laws = policy("z", NO, place="ZZ"), policy("q", norm("n", "should_not", act="sing"), place="ZZ")
    corpus = law_of(tmp_path, *laws, places={**PLACES, "ZZ": zeeland})
    opinion = ask(corpus, {"matter.seats": ["ZZ"]})
    (candidate,) = opinion.candidates

    assert ("ZZ", "stop", "binding", ("z#n@ZZ",)) == (
        candidate.jurisdiction,
        candidate.verdict.value,
        candidate.weight and candidate.weight.value,
        candidate.norms,
    )


def test_a_law_left_open_is_answered_with_the_models_that_stand_in(tmp_path: Path) -> None:
    """A model counts under a candidate where it stands in, there and in law that governs."""
    lent = "stands_for: {m#n: {verified: secondary, url: 'https://example.org', note: so}}\n"
    zeeland = (
        "jurisdiction: ZZ\nname: Zeeland\nwithin: UN\n"
        "governs_when: {message.kind: true, cites: [{policy: words}]}\n"
    )
    laws = (
        policy("m", norm("n", "must_not"), kind="model-rule", place="UN"),
        policy("q", norm("q", "should_not", act="sing"), place="ZZ"),
    )
    ayland = PLACES | {"AA": PLACES["AA"] + lent, "ZZ": zeeland}
    there = PLACES | {"ZZ": zeeland + lent}
    for number, places in enumerate((ayland, there)):
        opinion = ask(
            law_of(tmp_path / str(number), *laws, places=places), {"matter.seats": ["AA", "ZZ"]}
        )
        (candidate,) = opinion.candidates

        assert ("ZZ", "verify") == (candidate.jurisdiction, candidate.verdict.value)


def test_an_instrument_may_govern_by_a_scope_of_its_own(tmp_path: Path) -> None:
    """A policy that says when it governs brings its jurisdiction in, and only itself."""
    laws = (
        policy("own", NO, place="BB") | OWN_SCOPE,
        policy("other", norm("o", "must_not"), place="BB"),
    )
    opinion = ask(law_of(tmp_path, *laws), {"message.kind": False})

    assert {"own#n": "breached"} == outcomes(opinion)
    assert "true" == governing(opinion)["BB"]


def test_a_scope_of_its_own_stands_instead_of_the_jurisdictions(tmp_path: Path) -> None:
    """Where its own condition fails, an instrument is silent at home too."""
    own = policy("own", NO) | OWN_SCOPE
    corpus = law_of(tmp_path, own, policy("other", NO))

    assert {"other#n": "breached"} == outcomes(ask(corpus, {"message.kind": True}))


def test_law_may_govern_by_where_a_person_sits(tmp_path: Path) -> None:
    """A condition on the recipient makes law govern for those of whom it holds."""
    places = {**PLACES, "ZZ": f"jurisdiction: ZZ\nname: Zeeland\ngoverns_when: {BY_SEAT}\n"}
    corpus = law_of(tmp_path, policy("z", NO, place="ZZ"), places=places)
    opinion = ask(corpus, None, OTTO | {"seat": "ZZ"}, FAY | {"seat": "AA"})

    assert [("Otto", "breached")] == [
        (one.recipient, one.outcome.value) for one in opinion.findings
    ]
    assert "true" == governing(opinion)["ZZ"]


def test_law_by_persons_governs_nobody_where_there_are_none(tmp_path: Path) -> None:
    """Without any recipient such law does not govern, which is known."""
    places = {**PLACES, "ZZ": f"jurisdiction: ZZ\nname: Zeeland\ngoverns_when: {BY_SEAT}\n"}
    corpus = law_of(tmp_path, policy("z", NO, place="ZZ"), places=places)
    facts = {"message.sent": True, "message.loud": True, "matter.seats": ["AA"]}
    opinion = corpus.advise({"as_of": "2020-06-01", "facts": facts, "recipients": []})

    assert () == opinion.findings
    assert () == opinion.left_open
    assert "clear" == opinion.verdict.value


@pytest.mark.parametrize(
    ("seats", "reach", "outcome"),
    [
        (["ZZ"], "true", {"z#n": "breached"}),
        (["AA"], "no law", {}),
        (None, "left open", {}),
    ],
)
def test_law_by_persons_or_seat_governs_by_the_seat_where_there_are_none(
    tmp_path: Path, seats: list[str] | None, reach: str, outcome: dict[str, str]
) -> None:
    """Without recipients what hangs on none of them decides, of norms about the message too."""
    scope = "{any: [{recipient.seat: ZZ}, {matter.seats: ZZ}], cites: [{policy: words}]}"
    places = {**PLACES, "ZZ": f"jurisdiction: ZZ\nname: Zeeland\ngoverns_when: {scope}\n"}
    personal = norm("p", "must_not", says="shout at {recipient}")
    corpus = law_of(tmp_path, policy("z", NO, personal, place="ZZ"), places=places)
    opinion = ask(corpus, {"matter.seats": seats}, nobody=True)
    found = "left open" if "ZZ" in opinion.left_open else "no law"

    assert outcome == outcomes(opinion)
    assert reach == governing(opinion).get("ZZ", found)
    standings = corpus.prospects.outlook(opinion.scenario, opinion.as_of, [{}]).standings
    assert [*outcome] == [one.instance.norm.id for one in standings if one.breached]


def test_law_by_an_unknown_person_may_govern(tmp_path: Path) -> None:
    """Where nobody knows where a person sits, such law may govern, for that person."""
    places = {**PLACES, "ZZ": f"jurisdiction: ZZ\nname: Zeeland\ngoverns_when: {BY_SEAT}\n"}
    opinion = ask(law_of(tmp_path, policy("z", NO, place="ZZ"), places=places))

    assert ("ZZ",) == opinion.left_open
    assert "ask" == opinion.verdict.value


@pytest.mark.parametrize(
    ("kind", "heard"),
    [
        ("statute", False),
        ("regulation", False),
        ("directive", False),
        ("court-rule", False),
        ("comment", False),
        ("firm-policy", False),
        ("decision", True),
        ("trial-ruling", True),
        ("ethics-opinion", True),
        ("guidance", True),
    ],
)
def test_what_is_read_across_borders(tmp_path: Path, kind: str, *, heard: bool) -> None:
    """Opinions, guidance and decisions persuade elsewhere; statutes and rules bind their own."""
    opinion = ask(law_of(tmp_path, policy("b", NO, kind=kind, place="BB")))

    assert (["b#n"] if heard else []) == persuading(opinion)
    assert {"persuasive"} >= {one.weight.value for one in opinion.persuasive}
    assert {"false"} >= {one.governs.value for one in opinion.persuasive}


def test_only_places_of_one_union_are_heard(tmp_path: Path) -> None:
    """An opinion from outside the union is nothing to a member."""
    assert [] == persuading(ask(law_of(tmp_path, policy("z", NO, kind="decision", place="ZZ"))))


def test_what_only_persuades_is_silent_while_it_is_open(tmp_path: Path) -> None:
    """From elsewhere nothing is told of what depends on facts that nobody told."""
    waiting = policy(
        "b", norm("n", "must_not", when={"message.kind": True}), kind="decision", place="BB"
    )

    assert [] == persuading(ask(law_of(tmp_path, waiting)))


def test_where_no_place_is_in_play_all_are_heard(tmp_path: Path) -> None:
    """Where it is told that no place is concerned, every opinion is there to be read."""
    laws = policy("a", NO, kind="decision"), policy("z", NO, kind="decision", place="ZZ")
    opinion = ask(law_of(tmp_path, *laws), {"matter.seats": []})

    assert ["a#n", "z#n"] == persuading(opinion)


def test_a_model_is_read_where_it_was_not_read(tmp_path: Path) -> None:
    """A model rule is a baseline for a place of which nobody knows whether it adopted it."""
    model = policy("model", NO, kind="model-rule", place="UN")
    opinion = ask(law_of(tmp_path, model))

    assert ["model#n"] == persuading(opinion)
    assert "verify" == opinion.verdict.value


def test_a_model_of_another_union_is_no_baseline(tmp_path: Path) -> None:
    """A place outside the union has nothing to do with its models."""
    model = policy("model", NO, kind="model-rule", place="UN")

    assert [] == persuading(ask(law_of(tmp_path, model), {"matter.seats": ["ZZ"]}))


def test_who_may_discipline_is_told_whichever_law_governs(tmp_path: Path) -> None:
    """An authority over somebody named is exposed to, with why, though its law does not govern."""
    exposed = "exposed_when: {message.sent: true, cites: [{policy: words, pinpoint: p. 8}]}\n"
    places = {
        **PLACES,
        "ZZ": f"{PLACES['ZZ'].replace('matter.seats: self', 'message.sent: false')}{exposed}",
        "BB": f"{PLACES['BB']}{exposed}",
    }
    corpus = law_of(tmp_path, policy("a", NO), places=places)
    (exposure,) = ask(corpus, {"matter.seats": ["AA", "ZZ"]}).exposures

    assert ("ZZ", "Zeeland", "true") == (
        exposure.jurisdiction,
        exposure.name,
        exposure.truth.value,
    )
    assert ["p. 8"] == [one.pinpoint for one in exposure.citations]


@pytest.mark.parametrize("fact", ["false", "null"])
def test_nobody_is_exposed_to_what_is_not_known(tmp_path: Path, fact: str) -> None:
    """Where the condition of discipline fails or is open, nothing is said of it."""
    when = {"false": "message.sent: false", "null": "message.kind: true"}[fact]
    exposed = f"exposed_when: {{{when}, cites: [{{policy: words}}]}}\n"
    corpus = law_of(tmp_path, policy("a", NO), places={**PLACES, "AA": PLACES["AA"] + exposed})

    assert () == ask(corpus).exposures


def test_a_place_of_a_recipient_is_named_too(tmp_path: Path) -> None:
    """A place that is told of a recipient is one that the scenario mentions."""
    zeeland = (
        "jurisdiction: ZZ\nname: Zeeland\n"
        "governs_when: {message.kind: true, cites: [{policy: words}]}\n"
    )
    corpus = law_of(tmp_path, policy("z", NO, place="ZZ"), places={**PLACES, "ZZ": zeeland})

    assert ("ZZ",) == ask(corpus).left_open
    named = ask(corpus, None, OTTO | {"seat": "ZZ"})
    assert () == named.left_open
    assert "unknown" == governing(named)["ZZ"]
    assert ["ZZ"] == [one.jurisdiction for one in named.candidates]


def test_a_norm_without_a_condition_on_when_always_speaks(tmp_path: Path) -> None:
    """A norm that leaves out `when` concerns every email."""
    always = {key: value for key, value in NO.items() if key != "when"}

    assert {"a#n": "breached"} == outcomes(ask(law_of(tmp_path, policy("a", always))))


@pytest.mark.parametrize(
    ("when", "outcome"),
    [
        ({"message.sent": True, "message.kind": True}, "undetermined"),
        ({"any": [{"message.sent": False}, {"message.loud": True}]}, "breached"),
        ({"none": [{"message.sent": False}]}, "breached"),
        ({"recipient.role": "foe"}, "breached"),
        ({"recipient.role": "friend"}, None),
        ({"message.sent": False, "message.kind": True}, None),
        ({"some": {"recipient": {"recipient.role": "foe"}}}, "breached"),
    ],
)
def test_a_norm_is_passed_over_only_where_it_cannot_apply(
    tmp_path: Path, when: Data, outcome: str | None
) -> None:
    """What is looked at first to pass law over says no only where the whole condition does."""
    opinion = ask(law_of(tmp_path, policy("a", norm("n", "must_not", when=when))))

    assert outcome == outcomes(opinion).get("a#n")


def test_everything_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    """With `everything` the norms are told too that do not apply."""
    silent = policy("a", norm("n", "must_not", when={"message.sent": False}))
    corpus = law_of(tmp_path, silent, read=())
    scenario = {"as_of": "2020-06-01", "facts": {"message.sent": True, "matter.seats": ["AA"]}}

    assert {} == outcomes(corpus.advise(scenario))
    assert {"a#n": "inapplicable"} == outcomes(corpus.advise(scenario, everything=True))


def test_laws_by_places_and_by_persons_stand_side_by_side(tmp_path: Path) -> None:
    """A law of the whole email has one finding, beside one for each person of another law."""
    places = {**PLACES, "ZZ": f"jurisdiction: ZZ\nname: Zeeland\ngoverns_when: {BY_SEAT}\n"}
    for first, second in (("a", "z"), ("z", "a")):
        laws = [policy(one, NO, place=one.upper() * 2) for one in (first, second)]
        corpus = law_of(tmp_path / first, *laws, places=places)
        opinion = ask(corpus, None, OTTO | {"seat": "ZZ"}, FAY | {"seat": "ZZ"})

        found = [(one.norm.id, one.recipient) for one in opinion.findings]
        assert {("a#n", None), ("z#n", "Otto"), ("z#n", "Fay")} == set(found)
        assert 3 == len(found)


def test_a_comment_on_a_model_is_no_more_than_the_model(tmp_path: Path) -> None:
    """Where a model was made it binds nobody, nor does what is written beside it."""
    union = f"{PLACES['UN']}governs_when: {{message.sent: true, cites: [{{policy: words}}]}}\n"
    comment = policy("model", norm("n", "must_not", kind="comment"), kind="model-rule", place="UN")
    opinion = ask(law_of(tmp_path, comment, places={**PLACES, "UN": union}))

    assert {} == outcomes(opinion)
    assert [("model-rule", "persuasive")] == [
        (one.kind.value, one.weight.value) for one in opinion.persuasive
    ]


def test_a_caveat_is_printed_beside_its_finding(tmp_path: Path) -> None:
    """What a norm wants said with it stands beside it, and nothing beside one without."""
    laws = policy("a", norm("n", "must_not", caveat="But."), norm("m", "must_not"))
    opinion = ask(law_of(tmp_path, laws))

    assert {"a#n": ("But.",), "a#m": ()} == {one.norm.id: one.caveats for one in opinion.findings}


def test_why_law_governs_is_proved(tmp_path: Path) -> None:
    """The proof that law governs holds the fact that decides it, under its own label."""
    opinion = ask(law_of(tmp_path, policy("a", NO)))
    (finding,) = opinion.findings

    for proof in (opinion.governing[0].why, finding.why.of[0]):
        assert ("all", "governs", "true") == (proof.op, proof.label, proof.truth.value)
        (part,) = proof.of
        assert ("matter.seats", frozenset({"AA"})) == (part.fact, part.value)


def test_why_law_by_persons_governs_is_proved_of_each(tmp_path: Path) -> None:
    """Such law governs because of some recipient; a finding on one is proved of that one."""
    places = {**PLACES, "ZZ": f"jurisdiction: ZZ\nname: Zeeland\ngoverns_when: {BY_SEAT}\n"}
    corpus = law_of(tmp_path, policy("z", NO, place="ZZ"), places=places)
    opinion = ask(corpus, None, OTTO | {"seat": "AA"}, FAY | {"seat": "ZZ"})
    why = next(one.why for one in opinion.governing if one.jurisdiction == "ZZ")
    (finding,) = opinion.findings

    assert ("some", "governs", "true") == (why.op, why.label, why.truth.value)
    assert [("Otto", "false"), ("Fay", "true")] == [
        (one.recipient, one.truth.value) for one in why.of
    ]
    assert ("all", "true") == (finding.why.of[0].op, finding.why.of[0].truth.value)
    assert ["Fay"] == [one.recipient for one in finding.why.of[0].of]


def test_law_of_which_nobody_says_when_it_governs_stays_open(tmp_path: Path) -> None:
    """Where only one instrument of a place says when it governs, the others remain unknown."""
    places = {**PLACES, "BB": "jurisdiction: BB\nname: Beeland\n"}
    laws = policy("own", norm("n", "may"), place="BB") | OWN_SCOPE, policy("other", NO, place="BB")
    opinion = ask(law_of(tmp_path, *laws, places=places), {"message.kind": False})
    other = next(one for one in opinion.findings if one.norm.id == "other#n")

    assert ("undetermined", "unknown") == (other.outcome.value, other.governs.value)
    governs = other.why.of[0]
    assert ("fact", "governs", "unknown", ()) == (
        governs.op,
        governs.label,
        governs.truth.value,
        governs.of,
    )


def test_a_place_without_a_file_has_the_name_of_the_vocabulary(tmp_path: Path) -> None:
    """An instrument of a place of which only the name is known governs under that name."""
    file = tmp_path / "ground/policies/vocabulary/more.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("vocabulary: more\nplaces: {CC: Ceeland}\n")
    opinion = ask(
        law_of(tmp_path, policy("own", NO, place="CC") | OWN_SCOPE), {"message.kind": False}
    )

    assert "Ceeland" == next(one.name for one in opinion.governing if one.jurisdiction == "CC")
    assert {"own#n": "breached"} == outcomes(opinion)


def test_who_may_discipline_by_where_a_person_sits(tmp_path: Path) -> None:
    """A condition of discipline that looks at recipients holds because of some of them."""
    exposed = f"jurisdiction: ZZ\nname: Zeeland\nexposed_when: {BY_SEAT}\n"
    corpus = law_of(tmp_path, policy("a", NO), places={**PLACES, "ZZ": exposed})
    (exposure,) = ask(corpus, None, OTTO | {"seat": "AA"}, FAY | {"seat": "ZZ"}).exposures

    assert ("ZZ", "some") == (exposure.jurisdiction, exposure.why.op)
    assert ["false", "true"] == [one.truth.value for one in exposure.why.of]
    assert () == ask(corpus, {"matter.seats": ["AA", "ZZ"]}, OTTO | {"seat": "AA"}).exposures
