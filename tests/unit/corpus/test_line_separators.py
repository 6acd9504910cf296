"""U+0085, U+2028 and U+2029 end no line of a file."""

from __future__ import annotations

import pytest
import yaml
from unit.corpus.utopia import NORM, POLICY, Reader

from advisor.facts.read_scenario import read_scenario
from advisor.facts.scenario_writer import scenario_text
from advisor.model.law import Law
from advisor.model.scenarios import Scenario
from advisor.source import yaml_parser
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.files import parse_bytes
from advisor.source.nodes import MapNode, plain_value

SIGNS = ["\x85", "\u2028", "\u2029"]
NONCHARACTERS = "".join(map(chr, range(0xFDD0, 0xFDF0)))


@pytest.fixture(params=["C", "Python"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with each of the two parsers of PyYAML."""
    if request.param == "Python":
        monkeypatch.setattr(yaml_parser, "_Loader", yaml.SafeLoader)


@pytest.mark.parametrize("sign", SIGNS)
def test_no_date_is_hidden_behind_a_title(sign: str, law: Law) -> None:
    """What looks like a second line to some programs sets no day."""
    scenario, (problem,) = read_scenario(f"scenario: Letter{sign}as_of: 2019-01-01\n", law)

    assert scenario is None
    assert ("line-separator", sign) == (problem.code, problem.at.text)
    assert (1, 17) == (problem.at.line, problem.at.column)
    assert f"U+{ord(sign):04X}" in problem.what


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize("sign", SIGNS)
def test_within_quotation_marks_they_are_text(sign: str) -> None:
    """JSON holds them so; the places of what follows stay right."""
    problems = DiagnosticSink()
    text = f'{{"a{sign} b": "x{sign}  y", "c": 1}}\n'
    node = parse_bytes(text, "x.yaml", problems)

    assert isinstance(node, MapNode)
    assert {f"a{sign} b": f"x{sign}  y", "c": 1} == plain_value(node)
    assert [] == problems.found
    assert ("1", 1, text.index("1") + 1) == (
        node.span_of("c").text,
        node.span_of("c").line,
        node.span_of("c").column,
    )


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "text",
    [
        "a: x{}\n",
        "a: [b,{} c]\n",
        "a: >\n  x{}  y\n",
        "# remark{}b: 2\na: 1\n",
        "a:{}  - b\n",
        "a: 'x' {}\n",
        "a: {{b: c{}d: e}}\n",
    ],
)
def test_elsewhere_each_is_the_one_problem(text: str, sign: str) -> None:
    """Nothing is read of a file that two programs would read as two things."""
    problems = DiagnosticSink()
    node = parse_bytes(text.format(sign), "x.yaml", problems)

    assert (node, ["line-separator"]) == (None, [problem.code for problem in problems.found])
    assert sign == problems.found[0].at.text


def test_an_open_quotation_mark_is_told_first() -> None:
    """A separator after the mistake is not the mistake."""
    problems = DiagnosticSink()
    parse_bytes('a: "x\u2028', "x.yaml", problems)

    assert ["yaml-syntax"] == [problem.code for problem in problems.found]


def test_a_separator_before_a_mistake_is_told_first() -> None:
    """Whatever the parser stumbles over later may follow from it."""
    problems = DiagnosticSink()
    parse_bytes("a: x\u2028\nb: [c", "x.yaml", problems)

    assert ["line-separator"] == [problem.code for problem in problems.found]


def test_rare_characters_beside_them_stay_as_they_are() -> None:
    """What stands in for a separator while parsing is never one that the text holds."""
    problems = DiagnosticSink()
    some = NONCHARACTERS[:29]

    assert f"{some}\u2028" == plain_value(
        parse_bytes(f'"{some}\u2028"', "x.yaml", problems) or None
    )
    assert [] == problems.found
    assert parse_bytes(f'"{NONCHARACTERS}\u2028"', "x.yaml", problems) is None
    assert ["line-separator"] == [problem.code for problem in problems.found]


def test_a_policy_cannot_hide_a_key(over: Reader) -> None:
    """A sentence of the law ends where its line does."""
    _, (problem,) = over(
        {
            "policies/x.yaml": f"{POLICY}norms:\n{NORM}".replace(
                "An example", "An\u2028summary: example"
            )
        }
    )

    assert ("line-separator", "policies/x.yaml") == (problem.code, problem.at.source)


@pytest.mark.parametrize("sign", SIGNS)
def test_what_is_written_is_read_back(sign: str) -> None:
    """A title with a separator is written so that it is text."""
    text = scenario_text(Scenario(title=f"a{sign} b"))
    node = parse_bytes(text, "x.yaml", DiagnosticSink())

    assert isinstance(node, MapNode)
    assert f"a{sign} b" == node.values["scenario"].raw
    assert sign not in text


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_a_slip_is_told_whatever_ends_a_line(end: str, law: Law) -> None:
    """A line that ends in a carriage return is a line where a slip is looked for, too."""
    text = end.join(("scenario: x", "facts:", "  a: 1", "  b: [1, 2", "  c: 3", ""))
    scenario, problems = read_scenario(text, law)

    assert scenario is None
    assert ["yaml-syntax"] == [problem.code for problem in problems]
    assert 4 == problems[0].at.line
