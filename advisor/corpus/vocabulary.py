"""Vocabulary files to facts, and derived facts in the order in which they build up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.cures import CureParser
from advisor.corpus.fact_clauses import check_clauses
from advisor.model.conditions import is_per_recipient, leaves
from advisor.model.vocabulary import (
    ENTITIES,
    RECIPIENT,
    DerivedFact,
    Fact,
    FactType,
    Judgment,
)
from advisor.source.diagnostics_sink import did_you_mean, quoted, word_list
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from advisor.corpus.citations import Citations
    from advisor.corpus.parse_context import ParseContext
    from advisor.corpus.parsed_files import ParsedFile
    from advisor.corpus.schema.parts import DerivedFactModel
    from advisor.corpus.schema.vocabulary import FactModel, VocabularyModel
    from advisor.corpus.symbols import SymbolTable
    from advisor.diagnostics import Span
    from advisor.model.authorities import Verification
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import MapNode

_CHOSEN = (FactType.CHOICE, FactType.CHOICES)


def read_fact(
    name: str, wire: FactModel, holder: MapNode, order: int, citations: Citations
) -> Fact:
    """Read one fact of the mapping `facts`, noting what does not fit together."""
    node, at, problems = holder.map(name), holder.key_span(name), citations.problems
    check_entity(name, at, problems)
    if (wire.options is None) is (wire.type in _CHOSEN):
        lacks = wire.options is None
        problems.add(
            "missing-key" if lacks else "unknown-key",
            at if lacks else node.key_span("options"),
            f"{quoted(name)} is a {wire.type.value} and {'lacks' if lacks else 'has'} `options`",
            why="choices are made among listed options, and nothing else is",
            fix="list the options, each with its label" if lacks else "remove `options`",
        )
    if "unknown" in (wire.options or {}):
        problems.add(
            "bad-name",
            node.map("options").key_span("unknown"),
            "no option can be named `unknown`",
            why="`unknown` is what a scenario says of any fact that is not known",
            fix="choose another word, or remove the option",
        )
    judgment = None
    if wire.judgment is not None:
        cited = citations.read(wire.judgment.cites, node.map("judgment"))
        judgment = Judgment(tuple(wire.judgment.factors), cited)
        if wire.type is not FactType.FLAG:
            problems.add(
                "wrong-type",
                node.span_of("type"),
                f"the judgment {quoted(name)} is a {wire.type.value}",
                why="a judgment is answered with yes or no, and with reasons",
                fix="write `type: flag`",
            )
    if wire.wrong and wire.type is not FactType.FLAG:
        problems.add(
            "wrong-type",
            node.key_span("wrong"),
            f"the wrong {quoted(name)} is a {wire.type.value}",
            why="whether a wrong was done is answered with yes or no",
            fix="write `type: flag`, or remove `wrong`",
        )
    if wire.ask_client is not None and name.partition(".")[0] == RECIPIENT:
        problems.add(
            "unknown-key",
            node.key_span("ask_client"),
            f"{quoted(name)} is about a recipient, and has `ask_client`",
            why="a letter to the client asks about the message and the matter",
            fix="remove `ask_client`",
        )
    fact = Fact(
        name,
        wire.type,
        wire.ask,
        help=wire.help or "",
        options=dict(wire.options or {}),
        control=wire.control,
        judgment=judgment,
        is_lasting=wire.lasting,
        is_wrong=wire.wrong,
        known_by=wire.known_by or "",
        says=dict(wire.says or {}),
        is_told_to_client=wire.tell_client,
        asked_of_client=wire.ask_client or "",
        order=order,
        at=at,
    )
    if wire.says is not None:
        check_clauses(fact, node.map("says"), problems)
    if wire.cure is None:
        return fact
    return replace(fact, cure=CureParser(fact, node.map("cure"), problems).read(wire.cure))


def read_derived(
    name: str,
    wire: DerivedFactModel,
    holder: MapNode,
    desk: ParseContext,
    owner: tuple[str, Verification] | None = None,
) -> DerivedFact:
    """Read one derived fact; `owner` is the policy it stands in and its level, if any."""
    node, at = holder.map(name), holder.key_span(name)
    policy, level = owner or (None, None)
    check_entity(name, at, desk.problems)
    for act, item in zip(wire.serves, node.list("serves").items, strict=True):
        desk.known.check_act(act, item.span, desk.problems)
    if policy is None:
        cited = desk.citations.read(wire.cites, node)
    else:
        cited = desk.citations.needed(wire.cites, node, at, f"the derived fact {quoted(name)}")
    return DerivedFact(
        name,
        wire.means,
        desk.conditions.read(node.values.get("when")),
        citations=cited,
        verified=wire.verified or level,
        policy=policy,
        serves=frozenset(wire.serves),
        at=at,
    )


def check_known_by(
    sheets: Iterable[ParsedFile[VocabularyModel]],
    facts: Mapping[str, Fact],
    known: SymbolTable,
    problems: DiagnosticSink,
) -> None:
    """Note facts said to be known by what is no fact, or by one of another kind."""
    for sheet in sheets:
        holder = sheet.node.map("facts")
        for name, wire in sheet.wire.facts.items():
            if wire.known_by is None:
                continue
            at, other = holder.map(name).span_of("known_by"), facts.get(wire.known_by)
            if other is None:
                if known.complete and wire.known_by not in known.broken:
                    problems.add(
                        "unknown-fact",
                        at,
                        f"no fact is named {quoted(wire.known_by)}",
                        why="an interview asks for it in the place of another fact",
                        fix=did_you_mean(
                            wire.known_by, facts, "declare it in a vocabulary, with its question"
                        ),
                    )
            elif (other.type, other.entity) != (wire.type, name.partition(".")[0]) or (
                other.name == name
            ):
                problems.add(
                    "wrong-type",
                    at,
                    f"{quoted(name)} cannot be known by {quoted(other.name)}",
                    why="one is taken for the other, so both are of one type, and about the same",
                    fix=f"name another fact of that {quoted(name.partition('.')[0])} "
                    f"that is a {wire.type.value}",
                )


def check_entity(name: str, at: Span, problems: DiagnosticSink) -> None:
    """Note a fact of an entity that a scenario does not have."""
    entity = name.partition(".")[0]
    if entity not in ENTITIES:
        problems.add(
            "bad-name",
            at,
            f"{quoted(name)} belongs to no entity",
            why="a scenario has places for the facts of its entities only",
            fix=f"start the name with one of {word_list(ENTITIES)}",
        )


def in_order(
    derived: Mapping[str, DerivedFact], problems: DiagnosticSink
) -> tuple[dict[str, DerivedFact], frozenset[str]]:
    """
    Sort derived facts so that each comes after those it builds on.

    Gives also the names of those that differ from one recipient to the next.
    A cycle is noted once, with its path, and its members are omitted.
    """
    ordered: dict[str, DerivedFact] = {}
    per_recipient: set[str] = set()
    state: dict[str, bool] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name not in derived or state.get(name):
            return
        if name in path:
            _report_cycle(derived, path[path.index(name) :], problems)
            return
        for leaf in leaves(derived[name].when):
            visit(leaf.fact, (*path, name))
        if name not in state:
            state[name] = True
            ordered[name] = derived[name]
            if is_per_recipient(derived[name].when, frozenset(per_recipient)):
                per_recipient.add(name)

    for name in derived:
        visit(name, ())
    return ordered, frozenset(per_recipient)


def check_inside(
    met: Iterable[tuple[str, Span]], per_recipient: frozenset[str], problems: DiagnosticSink
) -> None:
    """Note derived facts inside `some` or `every` that are not about recipients."""
    for name, span in met:
        if name not in per_recipient:
            problems.add(
                "misplaced-quantifier",
                span,
                f"{quoted(name)} is no fact of a recipient",
                why="inside `some` and `every` only recipients are spoken of, one at a time",
                fix="move it out of the `some` or `every`, beside it",
            )


def _report_cycle(
    derived: Mapping[str, DerivedFact], path: tuple[str, ...], problems: DiagnosticSink
) -> None:
    first = min(range(len(path)), key=lambda n: path[n])
    path = (*path[first:], *path[:first])
    at = derived[path[0]].at
    if at is None or any(p.code == "derived-cycle" and p.at == at for p in problems.found):
        return
    shown = " → ".join(map(quoted, (*path, path[0])))
    problems.add(
        "derived-cycle",
        at,
        f"this derived fact is defined by itself: {shown}",
        why="going round in a circle, none of them could ever be found true or false",
        fix="take one of the steps out",
    )
