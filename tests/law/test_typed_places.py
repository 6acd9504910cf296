"""Places of the bundled law as American lawyers type them, at a terminal and on a page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pytest
from mcp import Client
from mcp.types import CallToolResult
from starlette.datastructures import FormData
from starlette.testclient import TestClient

from advisor.advice import Corpus, load
from advisor.application.interview import ask_next
from advisor.application.opinions import check_scenario
from advisor.application.results import RefusedRequest
from advisor.application.scenario_input import ScenarioRequest, scenario_request
from advisor.facts.place_names import told_places
from advisor.facts.read_scenario import scenario_from
from advisor.interview.answer_parser import Unread, parse_answer
from advisor.mcp.server import server
from advisor.model.scenarios import Recipient, Scenario
from advisor.web.api.api_settings import ApiSettings
from advisor.web.application import application
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
    ("firm", "typed", "code"),
    [
        ("CA-ON", "CA", "CA"),
        ("US-NY", "CA", "US-CA"),
        ("CA-ON", "NL", "CA-NL"),
        ("DE", "NL", "NL"),
        ("CA", "BC", "CA-BC"),
    ],
)
def test_a_canadian_firm(
    corpus: Corpus, surface: Surface, firm: str, typed: str, code: str
) -> None:
    """A province goes by its letters, and what was told says whether `CA` is Canada."""
    assert code == surface(corpus, told(firm), typed)


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize(
    ("typed", "offered"),
    [("CA", "California (US-CA) or Canada"), ("NL", "Newfoundland and Labrador (CA-NL) or ")],
)
def test_canada_in_doubt(corpus: Corpus, surface: Surface, typed: str, offered: str) -> None:
    """With nothing told it is asked which place is meant."""
    with pytest.raises(Unread, match=re.escape(offered)):
        surface(corpus, told(), typed)


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
        ("Ontario", "CA-ON"),
        ("Toronto", "CA-ON"),
        ("Vancouver, B.C.", "CA-BC"),
        ("Québec", "CA-QC"),
        ("Montreal, Canada", "CA-QC"),
        ("Kanada", "CA"),
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


def told_to_programs(*firm: str, located_in: str) -> dict[str, Any]:
    """Write the same as a program sends it."""
    facts = {"facts": {FIRM: list(firm)}} if firm else {}
    return {**facts, "recipients": [{"name": "Ann Lee", "located_in": located_in}]}


@pytest.mark.parametrize("code", POSTAL_CODES)
def test_an_interview_of_programs(corpus: Corpus, code: str) -> None:
    """Over HTTP and to an assistant a postal code is its state too, and it is said so."""
    document = told_to_programs("US-NY", located_in=code)
    read = scenario_request(corpus, document, as_of=None, today=TODAY, asked=True)

    assert isinstance(read, ScenarioRequest)
    assert f"US-{code}" == read.scenario.value(FACT, 0)
    said = [(warning.code, warning.at.source) for warning in read.warnings]
    shared = code in corpus.law.places.names
    assert said == [("shared-place-code", "recipients[0].located_in")] * shared


@pytest.mark.parametrize("code", POSTAL_CODES)
@pytest.mark.parametrize("firm", [(), ("US-NY", "FR")])
def test_programs_in_doubt(corpus: Corpus, code: str, firm: tuple[str, ...]) -> None:
    """In doubt an interview of programs is refused, with what to write for either place."""
    document = told_to_programs(*firm, located_in=code)
    read = scenario_request(corpus, document, as_of=None, today=TODAY, asked=True)

    if code in corpus.law.places.names and code != "PR":
        assert isinstance(read, RefusedRequest)
        (problem,) = read.diagnostics
        assert "place-in-doubt" == problem.code
        assert f"`US-{code}` or `" in problem.fix
    else:
        assert isinstance(read, ScenarioRequest)
        assert f"US-{code}" == read.scenario.value(FACT, 0)


@pytest.mark.parametrize("code", POSTAL_CODES)
def test_a_file(corpus: Corpus, code: str) -> None:
    """In a file, and in a check by a program, a code keeps its meaning, with a warning."""
    document = told_to_programs("US-NY", located_in=code)
    scenario, problems = scenario_from(document, corpus.law)
    read = scenario_request(corpus, document, as_of=None, today=TODAY)

    if code not in corpus.law.places.names:
        assert scenario is None
        assert f"write `US-{code}`" == problems[0].fix
        assert isinstance(read, ScenarioRequest)
        assert (f"US-{code}", ()) == (read.scenario.value(FACT, 0), read.warnings)
        return
    assert scenario is not None
    assert isinstance(read, ScenarioRequest)
    assert code == scenario.value(FACT, 0) == read.scenario.value(FACT, 0)
    (problem,) = problems
    assert (problem,) == read.warnings
    assert ("shared-place-code", code) == (problem.code, problem.at.text)
    assert f"write `US-{code}`" in problem.fix


@pytest.mark.parametrize(
    ("firm", "located_in"),
    [(("DE",), "DE"), (("FR", "US-NY"), "DE"), (("FR",), "IL"), ((), "IL"), (("IL",), "CA")],
)
def test_no_warning(corpus: Corpus, firm: tuple[str, ...], located_in: str) -> None:
    """Beside places of other countries, and beside none, a code in a file is what it is."""
    _, problems = scenario_from(told_to_programs(*firm, located_in=located_in), corpus.law)

    assert () == problems


def test_two_slips(corpus: Corpus) -> None:
    """One code in doubt says nothing of another: both are looked at."""
    document = told_to_programs("US-NY", "CA", located_in="IL")
    _, problems = scenario_from(document, corpus.law)

    assert {"IL", "CA"} == {problem.at.text for problem in problems}


def test_an_answer_goes_round(corpus: Corpus) -> None:
    """What an interview gives back is read again as it was meant, Israel too."""
    document = told_to_programs("US-NY", located_in="Israel")
    for _ in range(2):
        reply = ask_next(corpus, document, today=TODAY)
        assert not isinstance(reply, RefusedRequest)
        document = reply["scenario"]
        assert "warnings" not in reply
        assert "Israel" == document["recipients"][0]["located_in"]

    checked = check_scenario(corpus, document, today=TODAY)
    assert not isinstance(checked, RefusedRequest)
    assert "warnings" not in checked


def test_over_http_and_to_an_assistant(corpus: Corpus) -> None:
    """Both surfaces read a postal code, say so, and ask where it is in doubt."""
    api = TestClient(
        application(corpus, interface=ApiSettings(today=lambda: TODAY)),
        base_url="http://localhost/api/v1/",
    )
    sure, doubtful = (told_to_programs(*firm, located_in="IL") for firm in (("US-NY",), ()))

    async def talk() -> tuple[CallToolResult, CallToolResult]:
        async with Client(server(corpus, lambda: TODAY)) as client:
            read = await client.call_tool("ask", {"scenario": sure})
            return read, await client.call_tool("ask", {"scenario": doubtful})

    read, refused = asyncio.run(talk())
    answers = [api.post("ask", json=sure).json(), read.structured_content or {}]
    for answer in answers:
        assert "US-IL" == answer["scenario"]["recipients"][0]["located_in"]
        assert "shared-place-code" == answer["warnings"][0]["code"]
    for answer in (api.post("ask", json=doubtful).json(), refused.structured_content or {}):
        assert "`IL` could be Illinois or Israel" == answer["errors"][0]["what"]
    checked = api.post("check", json=sure).json()
    assert "write `US-IL` for Illinois" in checked["warnings"][0]["fix"]
