"""Files to law."""

from __future__ import annotations

import pytest
from unit.corpus.utopia import NORM, POLICY, Reader

from advisor.corpus import bundled_layer, read_law
from advisor.model.authorities import Citation, Kind, Period, Verification
from advisor.model.conditions import Is, Leaf, Within, leaves
from advisor.model.law import Law
from advisor.model.places import Membership

CYCLE = """\
vocabulary: more
derived:
  message.is_a: {means: It is a., when: {message.is_b: true}}
  message.is_b: {means: It is b., when: {message.is_a: true}}
  message.is_c: {means: It is c., when: {message.is_tracked: true}}
"""


def test_the_bundled_law_is_sound() -> None:
    """The law that is shipped has no problem that reading could find."""
    law, problems = read_law([bundled_layer()], cases=True)

    assert () == problems
    assert law is not None
    assert ("bundled",) == law.layers


def test_norms_stand_under_their_policy(over: Reader) -> None:
    """A norm takes kind and level of its authority, and its citations are resolved."""
    cites = (
        "[{pinpoint: p. 1}, {norm: model/rules#no-tracking}, {policy: model/rules, pinpoint: r. 2}]"
    )

    law, problems = over(
        {"policies/x.yaml": f"{POLICY}norms:\n{NORM}".replace("[{pinpoint: p. 1}]", cites)}
    )

    assert () == problems
    assert law is not None
    norm = law.norm("x#a")
    assert norm is not None
    assert (Kind.ETHICS_OPINION, Verification.SECONDARY) == (norm.kind, norm.verified)
    assert "over" == law.policies["x"].layer
    assert "a" == (norm.at.text if norm.at else "")
    assert norm.citations == (
        Citation("Utopia Op. 1", "p. 1", "https://example.org/op"),
        Citation("Model Rules", "r. 1", norm="model/rules#no-tracking"),
        Citation("Model Rules", "r. 2", policy="model/rules"),
    )


def test_self_is_the_place_in_whose_file_it_applies(law: Law) -> None:
    """A union's default governs each place within it as that place, itself omitted."""
    scope = law.jurisdictions["UT-AM"].scope

    assert scope is not None
    assert Leaf("lawyer.admitted_in", Within(frozenset({"UT-AM"})), "UT-AM") == scope.when
    assert law.jurisdictions["UT"].scope is None


def test_an_own_condition_goes_before_the_default(over: Reader) -> None:
    """A jurisdiction that says when it governs is not overruled by its union."""
    law, problems = over(
        {
            "jurisdictions/ut/bc.yaml": "jurisdiction: UT-BC\nname: Borogovia\nwithin: UT\n"
            "governs_when: {matter.tribunal: self, cites: [{policy: model/rules}]}\n"
        }
    )

    assert () == problems
    assert law is not None
    scope = law.jurisdictions["UT-BC"].scope
    assert scope is not None
    assert ["matter.tribunal"] == [leaf.fact for leaf in leaves(scope.when)]
    assert "Model Rules" == scope.citations[0].cite


def test_places_come_from_all_files(law: Law) -> None:
    """A vocabulary names places, a jurisdiction is one and may lie within another."""
    names = {"AM": "Amland", "NO": "Norway", "UT": "Utopia", "UT-AM": "Amaurot"}
    assert names == dict(law.places.names)
    assert (Membership("UT-AM", "UT"),) == law.places.memberships


def test_adoptions_keep_what_differs(over: Reader) -> None:
    """A local condition stands beside the model's own, with its own dates."""
    law, problems = over(
        {
            "jurisdictions/ut/bc.yaml": "jurisdiction: UT-BC\nname: Borogovia\nadopts:\n"
            "  model/rules#no-tracking:\n"
            "    {as: Rule 2, from: 2019-01-01, breached_if: {message.is_tracked: true}}\n"
        }
    )

    assert () == problems
    assert law is not None
    adoption = law.jurisdictions["UT-BC"].adoptions["model/rules#no-tracking"]
    assert ("Rule 2", Verification.UNVERIFIED) == (adoption.cite, adoption.verified)
    assert "2019-01-01" == str(adoption.period.start)
    assert Leaf("message.is_tracked", Is(value=True), "true") == adoption.compliance
    assert adoption.when is None


def test_derived_facts_come_after_those_they_build_on(over: Reader) -> None:
    """The order of the files does not matter, that of the definitions does."""
    law, problems = over(
        {
            "policies/vocabulary/more.yaml": "vocabulary: more\nderived:\n"
            "  message.is_odd: {means: It is odd., when: {recipient.is_even: false}}\n"
            "  recipient.is_even: {means: It is even., when: {recipient.consented: true}}\n"
            "  message.is_asked:\n    means: It is asked.\n"
            "    when: {some: {recipient: {recipient.is_even: true}}}\n"
        }
    )

    assert () == problems
    assert law is not None
    names = list(law.vocabulary.derived)
    assert names.index("recipient.is_even") < names.index("message.is_odd")
    assert {"message.is_odd", "recipient.is_even"} == law.per_recipient


def test_a_cycle_is_told_once_with_its_path(over: Reader) -> None:
    """Derived facts that define one another are told, and the others still work."""
    law, (problem,) = over({"policies/vocabulary/more.yaml": CYCLE})

    assert law is None
    assert "derived-cycle" == problem.code
    assert "`message.is_a` → `message.is_b` → `message.is_a`" in problem.what


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"bc": "UT-BC\nname: Borogovia\nwithin: UT-MT\n",
          "mt": "UT-MT\nname: Mount\nwithin: UT-BC\n"}, "and that within it"),
        ({"bc": "UT-BC\nname: Borogovia\nwithin: UT-MT\n",
          "mt": "UT-MT\nname: Mount\nwithin: UT-NE\n",
          "ne": "UT-NE\nname: Nether\nwithin: UT-BC\n"}, "and that within it"),
        ({"bc": "UT-BC\nname: Borogovia\nwithin: UT-BC\n"}, "lies within itself"),
    ],
)  # fmt: skip
def test_no_place_lies_within_itself(over: Reader, files: dict[str, str], what: str) -> None:
    """Of places in a circle none would be the smaller one; the telling that closes it is named."""
    law, (problem,) = over(
        {f"jurisdictions/ut/{name}.yaml": f"jurisdiction: {text}" for name, text in files.items()}
    )

    assert law is None
    assert "place-cycle" == problem.code
    assert what in problem.what
    assert problem.at.source.startswith("jurisdictions/ut/")


def test_an_unreadable_vocabulary_blames_nobody_else(over: Reader) -> None:
    """Names that may stand in a broken file are not called unknown."""
    _, problems = over(
        {
            "policies/vocabulary/more.yaml": "vocabulary: more\nfacts: {message.a: [",
            "policies/x.yaml": f"{POLICY}norms:\n{NORM}    when: {{message.a: true}}\n",
        }
    )

    assert ["yaml-syntax"] == [problem.code for problem in problems]


def test_a_broken_fact_blames_nobody_else(over: Reader) -> None:
    """A test of a fact whose declaration has errors is left alone."""
    _, problems = over(
        {
            "policies/vocabulary/v.yaml": "vocabulary: v\nfacts:\n  message.a: {type: date}\n",
            "policies/x.yaml": f"{POLICY}norms:\n{NORM}"
            "    when: {message.a: {from: 2020-01-01}}\n",
        }
    )

    assert ["missing-key"] == [problem.code for problem in problems]


def test_problems_of_all_files_are_told_together(over: Reader) -> None:
    """An error in one norm hides neither the next norm nor the next file."""
    broken = NORM.replace("id: a", "id: b").replace("    act: track-email\n", "")
    odd = NORM.replace("track-email", "trak-email")

    _, problems = over(
        {
            "policies/x.yaml": f"{POLICY}norms:\n{broken}{odd}",
            "policies/y.yaml": POLICY.replace("policy: x", "policy: y").replace(
                "ethics-opinion", "gossip"
            ),
        }
    )

    assert [
        ("policies/x.yaml", "missing-key"),
        ("policies/x.yaml", "unknown-act"),
        ("policies/y.yaml", "bad-value"),
    ] == [(problem.at.source, problem.code) for problem in problems]


def test_a_draft_is_never_in_force(over: Reader) -> None:
    """A draft has no period; whatever else has an empty one is in force always."""
    in_force = "  in_force: {from: 2018-01-26}\n"
    law, problems = over(
        {
            "policies/x.yaml": POLICY.replace(in_force, "  in_force: {}\n"),
            "policies/y.yaml": POLICY.replace(in_force, "")
            .replace("policy: x", "policy: y")
            .replace("ethics-opinion", "draft"),
        }
    )

    assert () == problems
    assert law is not None
    assert Period() == law.policies["x"].authority.in_force
    assert law.policies["y"].authority.in_force is None


def test_whatever_is_no_draft_says_when_it_is_in_force(over: Reader) -> None:
    """Without a first day an opinion of 2018 would speak of a letter of 1990."""
    _, (problem,) = over(
        {"policies/x.yaml": POLICY.replace("  in_force: {from: 2018-01-26}\n", "")}
    )

    assert ("missing-key", 4) == (problem.code, problem.at.line)
    assert "`in_force` is missing in `authority`" in problem.what
    assert "`in_force: {}`" in problem.fix


def test_the_hash_follows_the_law_and_not_the_cases(over: Reader) -> None:
    """One changed byte of law is another law; a changed case is not."""
    cases = "policy: x\ncases: [{name: a, as_of: 2026-01-01, expect: {}}]\n"
    first, _ = over({"policies/x.yaml": f"{POLICY}norms: []\n"})
    second, _ = over({"policies/x.cases.yaml": cases})
    third, _ = over({"policies/x.yaml": f"{POLICY}norms: []\n\n"})

    assert first is not None
    assert second is not None
    assert third is not None
    assert first.hash == second.hash != third.hash
    assert 1 == len(second.cases)


def test_what_is_typed_for_places(over: Reader) -> None:
    """Other spellings lead to a place, whatever their case, and only to one that there is."""
    law, problems = over({"policies/v/w.yaml": "vocabulary: w\ntyped_as: {The Fort: UT-AM}\n"})
    _, wrong = over({"policies/v/w.yaml": "vocabulary: w\ntyped_as: {The Fort: XX}\n"})

    assert () == problems
    assert law is not None
    assert {"the fort": "UT-AM"} == dict(law.places.typed_as)
    assert [("unknown-place", "XX")] == [(one.code, one.at.text) for one in wrong]
