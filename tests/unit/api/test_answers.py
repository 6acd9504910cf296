"""What programs are answered: the documents of the command line, or problem details."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from unit import lands

import advisor
from advisor.advice import Corpus
from advisor.corpus import read_scenario, scenario_from
from advisor.diagnostics.codes import Code
from advisor.diagnostics.registry import REGISTRY
from advisor.reports.machine.opinion_json import as_json
from advisor.web.api import examples
from advisor.web.api.api_settings import ApiSettings
from advisor.web.application import application

EXAMPLE = Path(__file__).parents[3] / "docs/examples/settlement-offer.yaml"
SENT = {**lands.SENT, "as_of": "2026-03-02"}


def problem(response: Any, status: int, code: str) -> dict[str, Any]:  # noqa: ANN401 - a response
    """Hold an answer to the form of problem details, and give its first problem."""
    assert status == response.status_code, response.text
    assert "application/problem+json" == response.headers["content-type"]
    told = response.json()
    assert {"type", "title", "status", "detail", "instance", "code", "errors"} == set(told)
    assert status == told["status"]
    assert code == told["code"]
    assert told["type"].endswith(f"/problems/{code}")
    assert told["title"]
    assert all(one["what"] and one["why"] and one["fix"] for one in told["errors"])
    return dict(told["errors"][0])


def test_an_opinion_is_that_of_the_command_line(api: TestClient, corpus: Corpus) -> None:
    """The document is the one that `advisor check --output json` writes, value for value."""
    found = api.post("check", json=SENT)

    assert 200 == found.status_code
    assert json.loads(as_json(corpus.advise(SENT), corpus.law)) == found.json()


def test_every_problem_is_told_with_its_place(api: TestClient) -> None:
    """Each problem has the code, path and cure that the command line tells."""
    told = {"facts": {"message": {"direcion": "sent"}}, "recipients": [{"role": "cousel"}]}
    first = problem(api.post("check", json=told), 422, "invalid-request")
    codes = [one["code"] for one in api.post("check", json=told).json()["errors"]]

    assert "facts.message.direcion" == first["where"]
    assert "did you mean `message.direction`?" == first["fix"]
    assert len(codes) >= 2
    assert "unknown-option" in codes


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "json-syntax"),
        (b'{"as_of": NaN}', 400, "json-syntax"),
        (b"\xff", 400, "not-utf8"),
        (b'{"facts": {}, "facts": {}}', 422, "duplicate-key"),
        (b'{"scenario": "\\ud800"}', 422, "control-character"),
        (b"[" * 100_000, 422, "too-deep"),
        (b'{"facts": ' + b'{"a":' * 90 + b"1" + b"}" * 91, 422, "too-deep"),
        (b'{"facts": {"matter": {"sealed": 1' + b"0" * 5000 + b"}}}", 422, "wrong-type"),
        (b"[]", 422, "wrong-type"),
        (b'{"as_of": "2026-03-03"}', 422, "future-as-of"),
        (b'{"recipients": [' + b"{}," * 200 + b"{}]}", 422, "too-many"),
    ],
    ids=lambda one: one[:24] if isinstance(one, bytes) else "",
)
def test_no_body_is_guessed_at(api: TestClient, body: bytes, status: int, code: str) -> None:
    """What is no scenario is refused by name, however it is broken."""
    headers = {"content-type": "application/json"}
    found = api.post("check", content=body, headers=headers)

    assert status == found.status_code
    assert code in {one["code"] for one in found.json()["errors"]}


def test_a_body_without_a_kind_is_not_read(api: TestClient) -> None:
    """A page elsewhere can make a browser send text, and no JSON: so text is refused."""
    sent = api.post("check", content=b"{}", headers={"content-type": "text/plain"})

    problem(sent, 415, "wrong-media-type")


def test_a_large_body_is_refused(serve: Callable[..., TestClient]) -> None:
    """Told or not, no more is read than the limit."""
    api = serve(body_limit=100)
    json_kind = {"content-type": "application/json"}

    problem(api.post("check", content=b" " * 101, headers=json_kind), 413, "too-large")
    parts = (b" " * 60 for _ in range(2))
    problem(api.post("check", content=parts, headers=json_kind), 413, "too-large")


def test_a_parameter_that_means_nothing_is_refused(api: TestClient) -> None:
    """A misspelt parameter is an error, since an answer without it would look like one with it."""
    one = problem(api.post("check?as-of=2020-01-01", json=SENT), 422, "bad-parameter")

    assert "as-of" == one["where"]


def test_an_interview_goes_to_its_certificate(api: TestClient) -> None:
    """Each question says where its answer goes; in the end nothing more can matter."""
    answers = {
        "lawyer.admitted_in": ["ZZ"],
        "message.direction": "sent",
        "tracking.mechanisms": ["pixel"],
        "matter.sealed": False,
        "recipient.role": "counsel",
        "recipient.consented": False,
    }
    scenario: Any = {}
    found: Any = {}
    for _ in range(20):
        found = api.post("ask?opinion=true", json=scenario).json()
        question, scenario = found["question"], found["scenario"]
        if question is None:
            break
        assert question["why"]["says"]
        *way, last = question["pointer"].strip("/").split("/")
        at = scenario
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
        if question["kind"] == "people":
            at[last] = [{"name": "Their counsel"}]
        else:
            at[last] = answers.get(question["fact"], "unknown")

    assert found["certificate"]["final"]
    assert "stop" == found["verdict"] == found["opinion"]["verdict"]
    assert found["certificate"]["says"]


def test_who_receives_it_may_stay_unknown(api: TestClient) -> None:
    """People whom nobody can name are asked for once."""
    first = api.post("ask", json={**SENT, "recipients": None}).json()
    then = api.post("ask", json=first["scenario"]).json()

    assert "unknown" == first["scenario"]["recipients"]
    assert "people" != (then["question"] or {}).get("kind")


def test_a_description_is_offered_and_not_taken(api: TestClient) -> None:
    """Of a law that means nothing by any words all is left over; a body of another kind fails."""
    found = api.post("describe", json={"text": "I emailed opposing counsel."})

    assert 200 == found.status_code
    assert [] == found.json()["offered"]
    assert ["I emailed opposing counsel."] == [
        one["words"] for one in found.json()["not_understood"]
    ]
    problem(api.post("describe", json={"told": "a"}), 422, "wrong-type")
    problem(api.post("describe", json={"text": 1}), 422, "wrong-type")


def test_remedies_and_comparisons(api: TestClient) -> None:
    """The other verbs answer as the command line does."""
    cured = api.post("fix", json=SENT).json()
    parted = api.post("compare", json={"laws": ["ZZ", "YY"]}).json()
    beside = api.post("compare", json={"laws": ["zedland", "YY"], "scenario": SENT}).json()

    assert cured["remedies"][0]["changes"]
    assert cured["breached"][0]["citations"]
    assert parted["separations"]
    assert 2 == len(beside["verdicts"])
    problem(api.post("compare", json={"laws": ["ZZ", "XX"]}), 422, "unknown-jurisdiction")
    problem(api.post("compare", json={"laws": ["ZZ"]}), 422, "bad-value")
    problem(api.post("compare", json={"law": []}), 422, "unknown-key")


def test_a_batch_is_answered_line_by_line(api: TestClient) -> None:
    """One scenario that cannot be answered stops no other."""
    found = api.post("batch", json={"scenarios": [SENT, 3, {"facts": {"x": 1}}]})
    lines = [json.loads(line) for line in found.text.splitlines()]

    assert "application/x-ndjson" == found.headers["content-type"]
    assert [0, 1, 2] == [one["index"] for one in lines]
    assert api.post("check", json=SENT).json() == lines[0]["opinion"]
    assert ["wrong-type"] == [one["code"] for one in lines[1]["errors"]]
    assert ["unknown-fact"] == [one["code"] for one in lines[2]["errors"]]


def test_a_batch_comes_in_lines_too(api: TestClient) -> None:
    """A line that cannot be read refuses the whole, before anything is answered."""
    kind = {"content-type": "application/x-ndjson"}
    line = json.dumps(SENT).encode()

    two = api.post("batch", content=b"\n".join([line, b"", line]), headers=kind)

    assert 2 == len(two.text.splitlines())
    one = problem(api.post("batch", content=line + b"\n{", headers=kind), 400, "json-syntax")
    assert "line 2" == one["where"]


def test_a_batch_has_an_end(serve: Callable[..., TestClient]) -> None:
    """More scenarios than are answered at once are refused, and so are none."""
    api = serve(batch_most=2)

    problem(api.post("batch", json={"scenarios": [{}] * 3}), 422, "too-many")
    problem(api.post("batch", json={"scenarios": []}), 422, "bad-value")
    problem(api.post("batch?as_of=tomorrow", json={"scenarios": [{}]}), 422, "bad-date")


def test_the_law_can_be_read(api: TestClient) -> None:
    """Norms, instruments, authorities and facts are listed; a wrong name is no empty list."""
    listed = api.get("norms?jurisdiction=ZZ&text=track").json()
    name = listed["norms"][0]["norm"]

    assert 1 == len(api.get("norms?limit=1").json()["norms"])
    assert name == api.get(f"norms/{name.replace('#', '%23')}").json()["norm"]
    assert api.get("policies/zz/rules").json()["norms"]
    assert api.get("authorities?jurisdiction=ZZ").json()["total"]
    assert api.get("facts?text=direction").json()["total"]
    problem(api.get("norms/zz/rules"), 404, "unknown-name")
    problem(api.get("norms?act=tracking"), 422, "unknown-act")
    problem(api.get("authorities?jurisdiction=XX"), 422, "unknown-jurisdiction")


def test_coverage_can_be_asked() -> None:
    """Every place in brief; one in full, with citations; a wrong place or topic is refused."""
    app = application(
        advisor.load(engine="reference"), interface=ApiSettings(today=lambda: lands.DAY)
    )
    api = TestClient(app, base_url="http://localhost/api/v1/")
    brief = api.get("coverage?topic=tracking").json()
    places = {place["place"]: place["subjects"] for place in brief["places"]}
    full = api.get("coverage/US-IL?topic=tracking").json()
    (subject,) = full["subjects"]

    assert "read" == places["US-IL"][0]["own"]
    assert [["tracking"]] * len(places) == [
        [one["subject"] for one in it] for it in places.values()
    ]
    assert any("18-01" in norm["citation"]["cite"] for norm in subject["own_norms"])
    assert {"US"} == {norm["jurisdiction"] for norm in subject["union_norms"]}
    problem(api.get("coverage/Atlantis"), 422, "unknown-jurisdiction")
    problem(api.get("coverage/GA"), 422, "place-in-doubt")
    problem(api.get("coverage?as_of=2999-01-01"), 422, "future-as-of")
    problem(api.get("coverage?topic=trackin"), 404, "unknown-name")
    problem(api.get("coverage?place=US-IL"), 422, "bad-parameter")


def test_addresses_that_are_none(api: TestClient) -> None:
    """An unknown address and a wrong method are told in the same form."""
    problem(api.get("nothing"), 404, "unknown-page")
    problem(api.get("norms/line%0Abreak"), 404, "unknown-page")
    wrong = api.delete("check")

    problem(wrong, 405, "wrong-method")
    assert "POST" == wrong.headers["allow"]


@pytest.mark.parametrize("code", sorted(REGISTRY))
def test_every_code_says_what_it_means(api: TestClient, code: Code) -> None:
    """The `type` of a problem is an address that answers."""
    assert {"code": code, "means": REGISTRY[code].text} == api.get(f"problems/{code}").json()


def test_the_description_is_sound(api: TestClient) -> None:
    """Every address has a summary, an example and a schema that is one."""
    described = api.get("openapi.json").json()

    assert "3.1.0" == described["openapi"]
    for path, methods in described["paths"].items():
        for operation in methods.values():
            assert operation["description"], path
            assert "422" in operation["responses"], path
    for one in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(one)


def test_examples_are_what_is_answered() -> None:
    """The example is the scenario of the documentation, and each answer is worked out."""
    corpus = advisor.load()
    told, _ = read_scenario(EXAMPLE, corpus.law)
    asked, _ = scenario_from(examples.requests()["/check"]["application/json"], corpus.law)
    answered = examples.answers(corpus, date(2026, 3, 2))

    assert told is not None
    assert told == asked
    assert "stop" == answered["/check"]["verdict"]
    assert {"/check", "/ask", "/fix", "/compare", "/batch", "/norms"} <= set(answered)
