"""What a layer may not say of the law beneath it."""

from __future__ import annotations

import pytest
from unit.corpus.utopia import NORM, POLICY, Reader

FIRM = POLICY.replace("kind: ethics-opinion", "kind: firm-policy")
BINDING = ("statute", "regulation", "directive", "court-rule", "comment", "decision")
ADVISING = ("trial-ruling", "ethics-opinion", "guidance", "firm-policy", "model-rule")
OWN = {"jurisdictions/ut/lp.yaml": "jurisdiction: UT-LP\nname: Laputa\nwithin: UT\n"}


def told(over: Reader, files: dict[str, str]) -> list[tuple[str, str]]:
    """Read a layer, giving the codes of its problems and the words at which they stand."""
    _, problems = over(files)
    return [(problem.code, problem.at.text) for problem in problems]


@pytest.mark.parametrize("kind", BINDING)
def test_a_layer_calls_nothing_binding_in_a_place_beneath(over: Reader, kind: str) -> None:
    """A firm that writes `statute` over its own word has made no statute."""
    text = f"{POLICY}norms:\n{NORM}".replace("kind: ethics-opinion", f"kind: {kind}")

    _, (problem,) = over({"policies/x.yaml": text})

    assert ("other-layer", kind) == (problem.code, problem.at.text)
    assert problem.fix == "write `kind: firm-policy`, or add `at_most: advisory` to the authority"


@pytest.mark.parametrize("kind", ADVISING)
def test_a_layer_may_advise_in_a_place_beneath(over: Reader, kind: str) -> None:
    """What weighs no more than a firm's own policy is welcome."""
    text = f"{POLICY}norms:\n{NORM}".replace("kind: ethics-opinion", f"kind: {kind}")

    assert [] == told(over, {"policies/x.yaml": text})


@pytest.mark.parametrize("more", ["  at_most: advisory\n", "  at_most: persuasive\n"])
def test_what_a_layer_caps_itself_is_welcome(over: Reader, more: str) -> None:
    """A text that weighs no more than advice may be called what it is."""
    text = f"{POLICY}{more}norms:\n{NORM}".replace("kind: ethics-opinion", "kind: statute")

    assert [] == told(over, {"policies/x.yaml": text})


def test_a_cap_at_binding_is_no_cap(over: Reader) -> None:
    """`at_most: binding` takes nothing away."""
    text = f"{POLICY}  at_most: binding\nnorms:\n{NORM}"

    assert [("other-layer", "statute")] == told(
        over, {"policies/x.yaml": text.replace("kind: ethics-opinion", "kind: statute")}
    )


def test_no_norm_of_a_layer_outweighs_its_instrument(over: Reader) -> None:
    """A heavier `kind` of one norm is refused as that of the instrument is."""
    text = f"{FIRM}norms:\n{NORM}    kind: statute\n"

    assert [("other-layer", "statute")] == told(over, {"policies/x.yaml": text})


def test_in_a_place_of_its_own_a_layer_tells_what_binds(over: Reader) -> None:
    """Who adds a place knows its law."""
    text = f"{POLICY}norms:\n{NORM}".replace("kind: ethics-opinion", "kind: statute")

    assert [] == told(over, OWN | {"policies/x.yaml": text.replace(": UT\n", ": UT-LP\n")})


@pytest.mark.parametrize("key", ["members", "within"])
def test_no_place_beneath_is_put_into_a_place_of_a_layer(over: Reader, key: str) -> None:
    """By way of a union of its own a layer could move a place into another, or out of its law."""
    text = {
        "members": "jurisdiction: LP\nname: Laputa\nwithin: UT\nmembers: {UT-AM: {}}\n",
        "within": "jurisdiction: NO\nname: Norway\nwithin: [LP]\n",
    }[key]
    places = "vocabulary: more\nplaces: {LP: Laputa}\n" if key == "within" else ""
    files = {"jurisdictions/lp.yaml" if key == "members" else "jurisdictions/no.yaml": text}
    files |= {"policies/vocabulary/more.yaml": places} if places else {}

    assert [("other-layer", "UT-AM" if key == "members" else "LP")] == told(over, files)


def test_no_place_beneath_gets_another_name(over: Reader) -> None:
    """A layer that tells of Norway's law calls it Norway."""
    named = "jurisdiction: NO\nname: Norway\n"

    assert [] == told(over, {"jurisdictions/no.yaml": named})
    assert [("other-layer", "Sweden")] == told(
        over, {"jurisdictions/no.yaml": named.replace("Norway", "Sweden")}
    )


@pytest.mark.parametrize("spelling", ["Amland", "AMLAND", "ut-am", "am", "Utopia"])
def test_what_is_typed_for_a_place_beneath_means_no_other(over: Reader, spelling: str) -> None:
    """A spelling comes before names, so it could send a reader to another law."""
    text = f"vocabulary: more\ntyped_as: {{{spelling}: 'NO'}}\n"

    assert [("other-layer", spelling)] == told(over, {"policies/vocabulary/more.yaml": text})


def test_a_layer_may_add_spellings(over: Reader) -> None:
    """What is typed for no other place may be typed for any."""
    text = "vocabulary: more\ntyped_as: {Norge: 'NO', the fjords: 'NO'}\n"

    assert [] == told(over, {"policies/vocabulary/more.yaml": text})


@pytest.mark.parametrize("key", ["adopts", "declines", "stands_for"])
def test_a_layer_says_nothing_of_model_rules_in_a_place_beneath(over: Reader, key: str) -> None:
    """What a place made of a model rule is told by the layer that knows the place."""
    said = {
        "adopts": "{as: Rule 1, verified: secondary}",
        "declines": "{verified: secondary}",
        "stands_for": "{verified: secondary, url: 'https://example.org/'}",
    }[key]
    text = f"jurisdiction: UT-AM\nname: Amaurot\n{key}: {{model/rules#no-tracking: {said}}}\n"

    assert ("other-layer", "UT-AM") in told(over, {"jurisdictions/ut/am.yaml": text})


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("acts", "acts: {track-email: something else}"),
        ("places", "places: {'NO': Sweden}"),
        (
            "derived",
            "derived: {message.is_tracked: {means: No., when: {recipient.consented: true}}}",
        ),
        ("facts", "facts: {recipient.age: {type: flag, ask: Is it old?}}"),
        ("bearers", "bearers: {sending-lawyer: nobody}"),
    ],
)
def test_a_layer_redefines_nothing(over: Reader, key: str, text: str) -> None:
    """Each name has the meaning that the lowest layer gave it."""
    found = told(over, {"policies/vocabulary/more.yaml": f"vocabulary: more\n{text}\n"})

    assert ["other-layer"] == [code for code, _ in found], key


def test_a_policy_of_a_layer_redefines_no_derived_fact(over: Reader) -> None:
    """Nor does a policy that defines facts of its own."""
    derived = (
        "derived:\n  message.is_tracked:\n    means: Nothing is.\n"
        "    when: {recipient.consented: true}\n    cites: [{pinpoint: p. 1}]\n"
    )

    assert ("other-layer", "message.is_tracked") in told(
        over, {"policies/x.yaml": f"{FIRM}{derived}norms:\n{NORM}"}
    )


@pytest.mark.parametrize(
    "relation",
    [
        "{id: r, if: {recipient.consented: true}, then: {firm.large: true}, because: So.}",
        "{id: r, if: {firm.large: true}, never: {recipient.consented: true}, because: So.}",
        "{id: r, if: {firm.large: true}, mute: [recipient.consented], because: So.}",
    ],
)
def test_a_relation_of_a_layer_is_about_its_own_facts(over: Reader, relation: str) -> None:
    """Through a relation with its own fact a layer could settle one of another, backwards too."""
    text = (
        "vocabulary: more\nfacts:\n  firm.large: {type: flag, ask: Are you many?}\n"
        f"relations:\n  - {relation}\n"
    )

    found = told(over, {"policies/vocabulary/more.yaml": text})

    assert "other-layer" in [code for code, _ in found]


def test_a_usual_value_of_a_layer_is_of_its_own_fact(over: Reader) -> None:
    """What is usual of facts beneath is told beneath."""
    text = (
        "vocabulary: more\nfacts:\n  firm.large: {type: flag, ask: Are you many?}\n"
        "usual:\n  - {id: u, if: {firm.large: true}, because: So.,\n"
        "     usually: {recipient.consented: true}}\n"
    )

    assert ["other-layer"] == [
        code for code, _ in told(over, {"policies/vocabulary/more.yaml": text})
    ]
