"""Places in a scenario that a program or an assistant passes on as a person typed them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.facts.place_names import PLACE_TYPES, PlaceInDoubt, PlaceReader, PlaceUnread
from advisor.facts.scenario_parser import FACTS_KEY, RECIPIENTS_KEY
from advisor.facts.value_parser import FactValueError, is_unknown, split_set
from advisor.model.places import NOWHERE
from advisor.model.vocabulary import RECIPIENT
from advisor.source.diagnostics_sink import quoted
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.vocabulary import Fact

Written = str | list[str]
Rewrite = Callable[[str, Written], Written]


@dataclass
class TypedPlaces:
    """
    A scenario with its places as codes; `problems` are what was read otherwise, or in doubt.

    In an interview (`asked`) a code of a country that is a postal code too is read by the
    other places that are told, and in doubt refused with both; elsewhere it keeps the meaning
    that it has in a file.
    """

    law: Law
    asked: bool = False
    problems: list[Diagnostic] = field(default_factory=list)
    named: set[str] = field(default_factory=set)

    def read(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """
        Return the document with codes for what was typed; what is no place stays.

        `named` are the codes that were told in other words, and so are not in doubt.
        """
        texts = self._texts(document)
        if all(map(self._is_plain, texts)):
            return document
        reader = PlaceReader(self.law.places, self._certain(texts))
        return rewritten(
            document,
            self.law,
            lambda path, written: _each(written, lambda typed: self._code(reader, path, typed)),
        )

    def unmistakable(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a document of codes so that `read` gives it back: by name what is in doubt."""
        codes = self._texts(document)
        if all(map(self._is_plain, codes)):
            return document
        reader = PlaceReader(self.law.places, self._certain(codes))

        def spelled(code: str) -> str:
            return code if _is_read_so(reader, code) else reader.unmistakable(code)

        return rewritten(document, self.law, lambda _, written: _each(written, spelled))

    def _texts(self, document: Mapping[str, Any]) -> list[str]:
        texts: list[str] = []

        def noted(_path: str, written: Written) -> Written:
            texts.extend([written] if isinstance(written, str) else written)
            return written

        rewritten(document, self.law, noted)
        return [text for text in texts if text != NOWHERE]

    def _is_plain(self, text: str) -> bool:
        """Return whether a text is a code that nobody could mean otherwise."""
        places = self.law.places
        return text in places.names and not (self.asked and places.parts_called(text))

    def _certain(self, texts: list[str]) -> set[str]:
        """Return the codes of the texts that can mean one place only."""
        places = self.law.places
        alone, codes = PlaceReader(places), set()
        for text in texts:
            if text in places.names and not places.parts_called(text):
                codes.add(text)
            else:
                try:
                    codes.add(alone.place(text))
                except (PlaceInDoubt, PlaceUnread):
                    continue
        return codes

    def _code(self, reader: PlaceReader, path: str, typed: str) -> str:
        if self._is_plain(typed):
            return typed
        try:
            code = reader.place(typed)
        except PlaceUnread:
            return typed
        except PlaceInDoubt as doubt:
            if self.asked:
                self.problems.append(_in_doubt(reader, path, doubt))
            return typed
        if typed in self.law.places.names and code != typed:
            self.problems.append(_read_otherwise(reader, path, typed, code))
        if typed != code:
            self.named.add(code)
        return code


def rewritten(document: Mapping[str, Any], law: Law, rewrite: Rewrite) -> dict[str, Any]:
    """Return a scenario's document with each place fact as `rewrite` gives it."""
    made = dict(document)
    facts = made.get(FACTS_KEY)
    if isinstance(facts, Mapping):
        made[FACTS_KEY] = _of_facts(facts, law, rewrite, FACTS_KEY, "")
    people = made.get(RECIPIENTS_KEY)
    if isinstance(people, list):
        made[RECIPIENTS_KEY] = [
            _of_facts(person, law, rewrite, f"{RECIPIENTS_KEY}[{number}]", RECIPIENT)
            if isinstance(person, Mapping)
            else person
            for number, person in enumerate(people)
        ]
    return made


def _of_facts(
    told: Mapping[str, Any], law: Law, rewrite: Rewrite, path: str, entity: str
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in told.items():
        at = f"{path}.{key}"
        if isinstance(value, Mapping) and not entity:
            made[key] = _of_facts(value, law, rewrite, at, key)
            continue
        fact = law.vocabulary.facts.get(key if "." in str(key) else f"{entity}.{key}")
        written = None if fact is None else _written(fact, value)
        made[key] = value if fact is None or written is None else rewrite(at, written)
    return made


def _written(fact: Fact, value: object) -> Written | None:
    """Return what is written for the places of a fact; `None` where that is not text."""
    if fact.type not in PLACE_TYPES:
        return None
    if isinstance(value, str) and not is_unknown(fact, value.strip()):
        return value.strip() if fact.type is PLACE_TYPES[0] else _split(value.strip())
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return [item.strip() for item in value]
    return None


def _split(text: str) -> Written:
    try:
        return [str(item) for item in split_set(text)]
    except FactValueError:
        return text


def _each(written: Written, read: Callable[[str], str]) -> Written:
    if isinstance(written, str):
        return written if written == NOWHERE else read(written)
    return [text if text == NOWHERE else read(text) for text in written]


def _is_read_so(reader: PlaceReader, code: str) -> bool:
    try:
        return reader.place(code) == code
    except (PlaceInDoubt, PlaceUnread):
        return False


def _in_doubt(reader: PlaceReader, path: str, doubt: PlaceInDoubt) -> Diagnostic:
    places = " or ".join(reader.places.names[code] for code in doubt.codes)
    fixes = " or ".join(quoted(reader.unmistakable(code)) for code in doubt.codes)
    return Diagnostic(
        "place-in-doubt",
        Span(path),
        f"{quoted(doubt.typed)} could be {places}",
        why="the places that are told do not decide it, and each has law of its own",
        fix=f"ask which is meant, and write {fixes}",
    )


def _read_otherwise(reader: PlaceReader, path: str, typed: str, code: str) -> Diagnostic:
    names = reader.places.names
    return Diagnostic(
        "shared-place-code",
        Span(path),
        f"{quoted(typed)} was read as {names[code]} ({code}), since every other place told is "
        f"within {quoted(code.partition('-')[0])}",
        why=f"it is the code of {names[typed]} too",
        fix=f"write {quoted(reader.unmistakable(typed))} if that is meant",
        severity=Severity.WARNING,
    )
