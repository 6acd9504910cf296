"""How the facts of a scenario are known, as its file says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from advisor.model.scenarios import TOLD, Origin, Source
from advisor.printable import printable_line
from advisor.source.diagnostics_sink import did_you_mean, quoted, word_list
from advisor.source.nodes import MapNode, ScalarNode, described

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.nodes import Node

ORIGINS_KEY = "origins"
KNOWN_KEY, BY_KEY, BECAUSE_KEY = "known", "by", "because"
SOURCE_WORDS = tuple(source.value for source in Source)
_KEYS = (KNOWN_KEY, BY_KEY, BECAUSE_KEY)
_WHY = "an opinion says of each fact how it is known, and may not say it wrongly"


def read_origins(
    node: Node | None, told: Collection[str], problems: DiagnosticSink, prefix: str = ""
) -> dict[str, Origin]:
    """
    Read the mapping `origins`: dotted facts of `told`, each with how it is known.

    `prefix` is what the name of a fact may lack, such as `recipient.`. An origin of a fact
    that is not told is a warning and is left out.
    """
    if node is None or (isinstance(node, ScalarNode) and node.value is None):
        return {}
    if not isinstance(node, MapNode):
        problems.add(
            "wrong-type",
            node.span,
            f"{quoted(ORIGINS_KEY)} should be a mapping, and is {described(node)}",
            why=_WHY,
            fix="write a fact and a word on each line, such as `lawyer.admitted_in: profile`",
        )
        return {}
    origins: dict[str, Origin] = {}
    for key, value in node.values.items():
        name = key if "." in key or not prefix else f"{prefix}{key}"
        origin = _origin(name, value, problems)
        if name not in told:
            problems.warn(
                "idle-origin",
                node.key_span(key),
                f"{quoted(name)} has an origin, and nothing is told of it here",
                why="how a fact is known says nothing where the fact is not known",
                fix=did_you_mean(name, told, "tell the fact, or remove its origin"),
            )
        elif origin is not None and origin != TOLD:
            origins[name] = origin
    return origins


def _origin(name: str, node: Node, problems: DiagnosticSink) -> Origin | None:
    if not isinstance(node, MapNode):
        source = _source(name, node, problems)
        return None if source is None else Origin(source)
    for key in node.values:
        if key not in _KEYS:
            problems.add(
                "unknown-key",
                node.key_span(key),
                f"an origin has no key {quoted(key)}",
                why="a key that is passed over would look as if it said something",
                fix=did_you_mean(key, _KEYS, f"remove it; there are {word_list(_KEYS)}"),
            )
    source = _source(name, node.values.get(KNOWN_KEY, node), problems)
    by, because = (_words(node.values.get(key), key, problems) for key in (BY_KEY, BECAUSE_KEY))
    return None if source is None else Origin(source, by, because)


def _source(name: str, node: Node, problems: DiagnosticSink) -> Source | None:
    word = node.raw if isinstance(node, ScalarNode) else ""
    if word in SOURCE_WORDS:
        return Source(word)
    problems.add(
        "bad-value",
        node.span,
        f"how {quoted(name)} is known cannot be {described(node)}",
        why=_WHY,
        fix=did_you_mean(word, SOURCE_WORDS, f"write one of {word_list(SOURCE_WORDS)}"),
    )
    return None


def _words(node: Node | None, key: str, problems: DiagnosticSink) -> str:
    if node is None:
        return ""
    if isinstance(node, ScalarNode) and isinstance(node.value, str):
        return printable_line(node.raw)
    problems.add(
        "wrong-type",
        node.span,
        f"{quoted(key)} should be text, and is {described(node)}",
        why=_WHY,
        fix=f"write a few words, or remove {quoted(key)}",
    )
    return ""


def origins_document(origins: Mapping[str, Origin], told: Collection[str]) -> dict[str, Any]:
    """
    Write how facts are known as a mapping of plain values; those merely told stay out.

    >>> from advisor.model.scenarios import Origin, Source
    >>> known = {"lawyer.admitted_in": Origin(Source.PROFILE)}
    >>> origins_document(known, ["lawyer.admitted_in", "lawyer.setting"])
    {'lawyer.admitted_in': 'profile'}
    """
    return {
        name: _document(origin)
        for name, origin in origins.items()
        if name in told and origin != TOLD
    }


def _document(origin: Origin) -> Any:  # noqa: ANN401 - a word or a mapping
    if not origin.detail and not origin.because:
        return origin.source.value
    known = {KNOWN_KEY: origin.source.value, BY_KEY: origin.detail, BECAUSE_KEY: origin.because}
    return {key: str(words) for key, words in known.items() if words}
