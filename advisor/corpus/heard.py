"""What words mean, read from `heard_as`, `roles`, `towns` and `cues` of vocabulary files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.model.heard import (
    DATE_SLOT,
    NO_MEMBERS,
    NUMBER_SLOT,
    PLACE_SLOT,
    ROLE_SLOT,
    SLOTS,
    CueKind,
    HeardValue,
    HeardWords,
)
from advisor.model.vocabulary import RECIPIENT, Fact, FactType
from advisor.source.diagnostics_sink import did_you_mean, quoted, word_list
from advisor.source.nodes import MapNode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from advisor.corpus.parsed_files import ParsedFile
    from advisor.corpus.schema.vocabulary import HeardValueModel, VocabularyModel
    from advisor.corpus.symbols import SymbolTable
    from advisor.diagnostics import Span
    from advisor.source.diagnostics_sink import DiagnosticSink

ROLE_FACT = f"{RECIPIENT}.role"
_SLOT_OF_TYPE = {
    FactType.PLACE: PLACE_SLOT,
    FactType.PLACES: PLACE_SLOT,
    FactType.DATE: DATE_SLOT,
    FactType.NUMBER: NUMBER_SLOT,
}
_WHY = "what is heard in a description becomes a fact only as the vocabulary says"


class HeardWordsParser:
    """Reads what words mean; what does not fit the facts is noted and omitted."""

    def __init__(self, known: SymbolTable, problems: DiagnosticSink) -> None:
        self.known = known
        self.problems = problems
        self.first: dict[tuple[str, str], tuple[object, Span]] = {}

    def read(self, sheets: Iterable[ParsedFile[VocabularyModel]]) -> HeardWords:
        """Return what the words of all files mean together."""
        values: list[HeardValue] = []
        roles: dict[str, tuple[str, ...]] = {}
        towns: dict[str, str] = {}
        cues: dict[CueKind, tuple[str, ...]] = {}
        for sheet in sheets:
            values += self._values(sheet)
            for role, names in sheet.wire.roles.items():
                self._check_role(role, sheet.node.map("roles").key_span(role))
                roles[role] = (*roles.get(role, ()), *names)
            for town, code in sheet.wire.towns.items():
                self.known.check_place(code, sheet.node.map("towns").span_of(town), self.problems)
                towns[town] = code
            for kind, words in sheet.wire.cues.items():
                cues[kind] = (*cues.get(kind, ()), *words)
        return HeardWords(tuple(values), roles, towns, cues)

    def _values(self, sheet: ParsedFile[VocabularyModel]) -> Iterator[HeardValue]:
        holder = sheet.node.map("heard_as")
        for name, entries in sheet.wire.heard_as.items():
            fact = self._fact(name, holder.key_span(name))
            nodes = holder.list(name).items
            for wire, node in zip(entries, nodes, strict=True):
                if fact is not None and isinstance(node, MapNode):
                    yield from self._value(fact, wire, node)

    def _fact(self, name: str, at: Span) -> Fact | None:
        fact = self.known.facts.get(name)
        if fact is None:
            if self.known.complete and name not in self.known.broken:
                fix = did_you_mean(name, self.known.facts, "declare the fact in a vocabulary")
                what = f"no fact is named {quoted(name)}"
                self.problems.add("unknown-fact", at, what, why=_WHY, fix=fix)
            return None
        if fact.judgment is not None or fact.type is FactType.TEXT:
            self.problems.add(
                "wrong-type",
                at,
                f"{quoted(name)} cannot be heard in a description",
                why="a judgment is made by a person who gives reasons, and text is no value",
                fix="remove it from `heard_as`",
            )
            return None
        return fact

    def _value(self, fact: Fact, wire: HeardValueModel, node: MapNode) -> Iterator[HeardValue]:
        if not self._fits(fact, wire.value, node):
            return
        slot = _slot(fact) if wire.value is None else None
        for key, phrases in (("says", wire.says), ("implies", wire.implies)):
            for phrase, item in zip(phrases, node.list(key).items, strict=True):
                self._check_phrase(fact, wire.value, phrase, item.span, slot)
        yield HeardValue(
            fact.name,
            wire.value,
            tuple(wire.says),
            tuple(wire.implies),
            self._follows(wire, node),
            node.span,
        )

    def _follows(self, wire: HeardValueModel, node: MapNode) -> dict[str, tuple[bool | str, ...]]:
        holder = node.map("follows")
        return {
            name: tuple(values)
            for name, values in wire.follows.items()
            if self._fact(name, holder.key_span(name)) is not None
        }

    def _fits(self, fact: Fact, value: bool | str | None, node: MapNode) -> bool:  # noqa: FBT001
        if value is None:
            fits, expected = _slot(fact) is not None, "write the `value` that the phrases tell"
        elif fact.type is FactType.FLAG:
            fits, expected = isinstance(value, bool), "write `true` or `false`"
        else:
            allowed = [*fact.options, *([NO_MEMBERS] if fact.type is FactType.CHOICES else [])]
            fits, expected = (
                value in allowed,
                did_you_mean(
                    str(value),
                    allowed,
                    f"write one of {word_list(allowed)}"
                    if allowed
                    else f"leave `value` out, and write {quoted(_slot(fact) or '')} in the phrases",
                ),
            )
        if not fits:
            self.problems.add(
                "bad-value",
                node.span_of("value") if "value" in node.values else node.span,
                f"{quoted(fact.name)} has no such value",
                why=_WHY,
                fix=expected,
            )
        return fits

    def _check_phrase(
        self, fact: Fact, value: object, phrase: str, at: Span, slot: str | None
    ) -> None:
        if slot is not None and slot not in phrase:
            self.problems.add(
                "bad-value",
                at,
                f"{quoted(phrase)} does not say where the value stands",
                why="without a `value` the phrase itself has to hold it",
                fix=f"write {quoted(slot)} at its place",
            )
        ends = phrase.split()[:1] + phrase.split()[-1:]
        if any(word.startswith((".", "[")) for word in ends):
            self.problems.add(
                "bad-value",
                at,
                f"{quoted(phrase)} begins or ends with what may be missing",
                why="a phrase stands between two words, so that it is known where it stands",
                fix="begin and end it with a word or a slot",
            )
        unknown = [word for word in phrase.split() if "{" in word and word not in SLOTS]
        if unknown:
            self.problems.add(
                "bad-value",
                at,
                f"{quoted(unknown[0])} is no slot",
                why=_WHY,
                fix=f"write one of {word_list(SLOTS)}",
            )
        other, first = self.first.setdefault((fact.name, phrase.casefold()), (value, at))
        if first is not at:
            self.problems.add(
                "duplicate-id",
                at,
                f"{quoted(phrase)} stands for a value of {quoted(fact.name)} already, at {first}",
                why="a phrase that stands for two values tells neither"
                if other != value
                else "once is enough",
                fix="leave it with the value that it means",
            )

    def _check_role(self, role: str, at: Span) -> None:
        fact = self.known.facts.get(ROLE_FACT)
        if fact is not None and role not in fact.options:
            self.problems.add(
                "bad-value",
                at,
                f"no recipient can be {quoted(role)}",
                why=_WHY,
                fix=did_you_mean(role, fact.options, f"name an option of {quoted(ROLE_FACT)}"),
            )


def _slot(fact: Fact) -> str | None:
    """Return the slot from which a value of the fact can be taken, if there is one."""
    if fact.name.endswith(".role"):
        return ROLE_SLOT
    return _SLOT_OF_TYPE.get(fact.type)
