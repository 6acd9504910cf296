"""Places of the bundled law as American lawyers type them, at a terminal and on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest
from starlette.datastructures import FormData

from advisor.advice import Corpus, load
from advisor.facts.place_names import told_places
from advisor.interview.answer_parser import Unread, parse_answer
from advisor.model.scenarios import Recipient, Scenario
from advisor.web.form_actions import FormActions
from advisor.web.state import CarriedState, Naming

TODAY = date(2026, 11, 2)
FACT, FIRM = "recipient.located_in", "firm.established_in"
POSTAL_CODES = re.findall(
    r"\w+",
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE
NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR""",
)
SHARED = 26
"""So many of them are codes of countries too; Puerto Rico is one place under two codes."""

Surface: TypeAlias = Callable[[Corpus, Scenario, str], object]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the bundled law."""
    return load(engine="reference")


def at_a_terminal(corpus: Corpus, scenario: Scenario, typed: str) -> object:
    """Answer where the recipient is."""
    facts, places = corpus.law.vocabulary.facts, corpus.law.places
    told = told_places(scenario, facts, without=(FACT, 0))
    return parse_answer(typed, facts[FACT], places, TODAY, told=told)


def on_a_page(corpus: Corpus, scenario: Scenario, typed: str) -> object:
    """Answer the same by its form."""
    form = FormActions(corpus, TODAY, FormData({"value": typed}))
    state, *_ = form.done("answer", f"{FACT}@0", CarriedState(scenario, Naming.DONE))
    return state.scenario.value(FACT, 0)


SURFACES = (at_a_terminal, on_a_page)


def told(*places: str) -> Scenario:
    """Tell where the firm is, and that there is one recipient."""
    facts = {FIRM: frozenset(places)} if places else {}
    return Scenario(facts=facts, recipients=(Recipient("Ann Lee"),))


def test_there_are_52(corpus: Corpus) -> None:
    """Every state, the District and Puerto Rico is a place of the law, and many are shared."""
    assert {f"US-{code}" for code in POSTAL_CODES} <= corpus.law.places.names.keys()
    assert SHARED + 1 == len(corpus.law.places.names.keys() & set(POSTAL_CODES))


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("code", POSTAL_CODES)
def test_an_american_firm(corpus: Corpus, surface: Surface, code: str) -> None:
    """Told that the firm is American, a postal code is its state, in any case."""
    for typed in (code, code.lower(), ".".join(code) + ".", f"Springfield, {code} 12345"):
        assert f"US-{code}" == surface(corpus, told("US-NY"), typed)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("code", POSTAL_CODES)
@pytest.mark.parametrize("firm", [(), ("US-NY", "FR")])
def test_in_doubt(corpus: Corpus, surface: Surface, code: str, firm: tuple[str, ...]) -> None:
    """With nothing told, or places on both sides, it is never a country in silence."""
    names = corpus.law.places.names
    if code in names and code != "PR":
        with pytest.raises(Unread, match=re.escape(f"(US-{code}) or {names[code]}")):
            surface(corpus, told(*firm), code)
    else:
        assert f"US-{code}" == surface(corpus, told(*firm), code)


@pytest.mark.parametrize("surface", SURFACES)
def test_a_european_firm(corpus: Corpus, surface: Surface) -> None:
    """Told that the firm is in France, `DE` is Germany, and `IL` is asked about."""
    assert "DE" == surface(corpus, told("FR"), "DE")
    with pytest.raises(Unread, match="Illinois \\(US-IL\\) or Israel"):
        surface(corpus, told("FR"), "IL")
    assert "IL" == surface(corpus, told("US-NY"), "Israel")


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("New York State", "US-NY"),
        ("Chicago, Illinois", "US-IL"),
        ("State of Texas", "US-TX"),
        ("N.Y.", "US-NY"),
        ("Calif.", "US-CA"),
        ("Ga.", "US-GA"),
        ("Washington DC", "US-DC"),
        ("Washington, D.C.", "US-DC"),
        ("D.C.", "US-DC"),
        ("Washington", "US-WA"),
        ("Puerto Rico", "US-PR"),
        ("Atlanta, Georgia, USA", "US-GA"),
        ("England", "GB-EAW"),
        ("UK", "GB"),
        ("Schweiz", "CH"),
    ],
)
def test_other_ways(corpus: Corpus, surface: Surface, typed: str, code: str) -> None:
    """Titles, abbreviations and towns need nothing told before."""
    assert code == surface(corpus, told(), typed)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(
    ("typed", "offered"),
    [("Ilinois", "Illinois"), ("Chicago Illinois", "Illinois"), ("Germny", "Germany")],
)
def test_a_slip(corpus: Corpus, surface: Surface, typed: str, offered: str) -> None:
    """What is misspelt is met with the nearest name."""
    with pytest.raises(Unread, match=f"did you mean {offered} "):
        surface(corpus, told("US-NY"), typed)


def test_every_spelling_leads_to_a_place(corpus: Corpus) -> None:
    """What the vocabulary says is typed for a place is read as that place, whatever was told."""
    places = corpus.law.places
    for spelling, code in places.typed_as.items():
        assert code == at_a_terminal(corpus, told(), spelling)
