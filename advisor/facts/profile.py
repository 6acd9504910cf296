"""The profile: what is true of a lawyer and a firm from message to message, told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.facts.scenario_parser import FACTS_KEY, ScenarioParser
from advisor.facts.source_layers import lay_under
from advisor.model.scenarios import Origin, Source
from advisor.printable import printable_line
from advisor.source.diagnostics_sink import DiagnosticSink, quoted
from advisor.source.files import SCENARIO_LIMIT, parse_bytes, read_bytes
from advisor.source.nodes import MapNode, ScalarNode
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from advisor.diagnostics import Diagnostic, Span
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario
    from advisor.model.vocabulary import Fact, Value
    from advisor.source.nodes import Node

PROFILE_KEY = "profile"
PROFILE_ENTITIES = ("lawyer", "firm")
MATTER_ENTITY = "matter"
_KEYS = frozenset({PROFILE_KEY, FACTS_KEY})


@dataclass(frozen=True, slots=True)
class Profile:
    """Facts of a lawyer and a firm; `source` is the name of the file that tells them."""

    title: str
    source: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict, compare=False, repr=False)

    @property
    def origin(self) -> Origin:
        """Return how a fact from this profile is known."""
        return Origin(Source.PROFILE, self.source)


def apply_profile(scenario: Scenario, profile: Profile | None) -> Scenario:
    """
    Return a scenario with the facts of a profile where it tells nothing itself.

    What the scenario says is unknown stays so.
    """
    return scenario if profile is None else _told_by(scenario, profile)


def _told_by(scenario: Scenario, profile: Profile) -> Scenario:
    return lay_under(scenario, profile.facts, profile.origin, profile.spans)


def is_profile_fact(fact: Fact) -> bool:
    """Return whether a profile may tell a fact."""
    return fact.is_lasting and fact.judgment is None and fact.entity in PROFILE_ENTITIES


def is_matter_fact(fact: Fact) -> bool:
    """Return whether a matter may tell a fact: its own, or a lasting one of those who act in it."""
    return (fact.entity == MATTER_ENTITY and fact.judgment is None) or is_profile_fact(fact)


def read_profile(path: Path, law: Law) -> tuple[Profile | None, tuple[Diagnostic, ...]]:
    """Read a profile, with every problem; with an error among them there is none."""
    problems = DiagnosticSink()
    data = read_bytes(path, str(path), SCENARIO_LIMIT, problems)
    root = None if data is None else parse_bytes(data, str(path), problems)
    profile = None if root is None else _profile(root, path.name, law, problems)
    return (None if problems.stop else profile), problems.told()


def is_profile_file(path: Path) -> bool:
    """
    Return whether a file is there that calls itself a profile, be it well-formed or not.

    A scenario may be called like one, and is none.
    """
    if not path.is_file():
        return False
    data = read_bytes(path, str(path), SCENARIO_LIMIT, DiagnosticSink())
    if data is None:
        return False
    root = parse_bytes(data, str(path), DiagnosticSink())
    if isinstance(root, MapNode):
        return PROFILE_KEY in root.values
    return any(line.startswith(f"{PROFILE_KEY}:".encode()) for line in data.split(b"\n"))


def _profile(root: Node, source: str, law: Law, problems: DiagnosticSink) -> Profile | None:
    node, title = _outlined(root, problems)
    if node is None:
        return None
    facts, spans = lasting_facts(node.map(FACTS_KEY), law, problems)
    return Profile(printable_line(title), source, facts, spans)


def _outlined(root: Node, problems: DiagnosticSink) -> tuple[MapNode | None, str]:
    """Return the mapping and its title; the models are loaded only where there is an error."""
    if isinstance(root, MapNode) and root.values.keys() <= _KEYS:
        title, facts = root.values.get(PROFILE_KEY), root.values.get(FACTS_KEY)
        is_titled = isinstance(title, ScalarNode) and isinstance(title.value, str) and title.value
        is_told = facts is None or isinstance(facts, MapNode)
        if isinstance(title, ScalarNode) and is_titled and is_told:
            return root, title.raw
    from advisor.facts.known_schema import ProfileModel
    from advisor.source.shape_validation import validate_shape

    wire, node = validate_shape(root, ProfileModel, problems)
    return node, "" if wire is None else wire.profile


def lasting_facts(
    node: MapNode, law: Law, problems: DiagnosticSink
) -> tuple[dict[str, Value], dict[str, Span]]:
    """Read facts of the lawyer and the firm, noting those that a profile may not tell."""
    parser = ScenarioParser(law, problems)
    known = law.vocabulary.facts
    facts, spans = parser.message_facts(node)
    for name, at in spans.items():
        if name in known and not is_profile_fact(known[name]):
            report_not_lasting(known[name], at, _otherwise(known[name]), problems)
    return facts, spans


def _otherwise(fact: Fact) -> str:
    if fact.entity == MATTER_ENTITY:
        return "tell it in the file of matters (`--matters`)"
    if fact.judgment is not None:
        return "tell it in the scenario, with who decided it, when and why"
    return "tell it in the scenario"


def report_not_lasting(fact: Fact, at: Span, fix: str, problems: DiagnosticSink) -> None:
    """Note a fact that belongs to one message."""
    problems.add(
        "not-lasting",
        at,
        f"{quoted(fact.name)} can change from message to message",
        why="it would be taken for true of every message, also of those it is wrong of",
        fix=fix,
    )
