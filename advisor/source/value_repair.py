"""Values in the wrong form: each noted once, and given as its fix would write it."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING

from advisor.source.diagnostics_sink import nearest, quoted
from advisor.source.field_forms import FieldKind, forms, main_key
from advisor.source.nodes import ListNode, MapNode, ScalarNode, described
from advisor.source.scalars import parse_date, parse_day_span, scalar
from advisor.source.value_diagnostics import report_type

if TYPE_CHECKING:
    from advisor.source.diagnostics_sink import DiagnosticSink
    from advisor.source.field_forms import FieldForm
    from advisor.source.nodes import Node

_FACT = re.compile(r"[a-z]+\.[a-z][a-z0-9_]*")
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%B %d, %Y", "%B %d %Y", "%d %B %Y")
_NO_NAME = re.compile(r"\^(https|\[\^#)")
"""Begins the pattern of an address, or of a name put together of two."""
_BARE = re.compile(r"[A-Za-z0-9§][A-Za-z0-9 _./()§'+-]*")
_TRUTHS = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}


BLANK = "___"
"""What stands in a file that somebody has still to fill in."""


def is_blank(node: Node) -> bool:
    """Return whether a value is still to be filled in."""
    return isinstance(node, ScalarNode) and node.raw == BLANK


def filler(node: Node, form: FieldForm) -> Node | None:
    """Return what may stand in place of a blank while the rest is checked; `None` for nothing."""

    def text(word: str) -> ScalarNode:
        return ScalarNode(node.page, node.place, word, word, quoted=True)

    match form.kind:
        case FieldKind.TEXT:
            return None if form.pattern else node
        case FieldKind.WORD:
            return text(form.words[-1])
        case FieldKind.DAY:
            return text("2000-01-01") if form.is_needed else None
        case FieldKind.CONDITION | FieldKind.TABLE:
            return MapNode(node.page, node.place)
        case FieldKind.LIST:
            list_node = ListNode(node.page, node.place)
            inner = filler(node, form.inner) if form.inner is not None else None
            list_node.items += [] if inner is None else [inner]
            return list_node
        case FieldKind.MODEL:
            return _wrapped_blank(text(BLANK), form)
        case FieldKind.FLAG | FieldKind.OTHER:
            return None


def _wrapped_blank(node: ScalarNode, form: FieldForm) -> MapNode | None:
    result = _wrapped(node, form)
    if result is None or form.model is None:
        return None
    for key, value in list(result.values.items()):
        stand_in = filler(value, forms(form.model)[key])
        if stand_in is None:
            del result.keys[key], result.values[key]
        else:
            result.values[key] = stand_in
    return result


def is_nothing(node: Node) -> bool:
    """Return whether nothing was written after a key."""
    return isinstance(node, ScalarNode) and node.value is None


def last_line(node: Node) -> int:
    """Return the last line, from 0, of a value."""
    if isinstance(node, ScalarNode):
        _, _, line, column = node.place
        return line if column else max(line - 1, node.place[0])
    if isinstance(node, ListNode):
        return max(map(last_line, node.items), default=node.place[0])
    return max(map(last_line, (*node.keys.values(), *node.values.values())), default=node.place[0])


def lines_text(first: int, last: int) -> str:
    """
    Name lines that count from 0.

    >>> lines_text(1, 1), lines_text(1, 3)
    ('line 2', 'lines 2 to 4')
    """
    return f"line {first + 1}" if first >= last else f"lines {first + 1} to {last + 1}"


def flow_text(node: Node) -> str:
    """Write a value on one line, quoted where YAML asks for it."""
    match node:
        case ScalarNode():
            if node.value is not node.raw and not isinstance(node.value, str):
                return node.raw or "null"
            is_bare = _BARE.fullmatch(node.raw) and isinstance(scalar(node.raw), str)
            return node.raw if is_bare else json.dumps(node.raw, ensure_ascii=False)
        case ListNode():
            return f"[{', '.join(map(flow_text, node.items))}]"
        case MapNode():
            parts = (f"{key}: {flow_text(value)}" for key, value in node.values.items())
            return f"{{{', '.join(parts)}}}"


def repaired_value(key: str, node: Node, form: FieldForm, problems: DiagnosticSink) -> Node:
    """Return a value in the form that its key asks for; as it is where that is not clear."""
    if is_nothing(node):
        return node
    match form.kind:
        case FieldKind.LIST:
            return _as_list(key, node, form, problems)
        case FieldKind.MODEL:
            return _as_mapping(key, node, form, problems)
        case FieldKind.CONDITION:
            return _as_condition(key, node, problems)
        case FieldKind.TEXT:
            return _as_text(key, node, form, problems)
        case FieldKind.WORD:
            return _as_word(key, node, form, problems)
        case FieldKind.DAY:
            return _as_day(node, problems)
        case FieldKind.FLAG:
            return _as_flag(key, node, problems)
        case FieldKind.TABLE:
            return _as_table(key, node, form, problems)
        case FieldKind.OTHER:
            return node


def _as_list(key: str, node: Node, form: FieldForm, problems: DiagnosticSink) -> Node:
    inner = form.inner
    if isinstance(node, ListNode) or inner is None:
        return node
    item: Node | None = None
    if inner.kind is FieldKind.MODEL and inner.model is not None:
        item = node
        if isinstance(node, ScalarNode):
            item = _wrapped(node, inner)
        elif not node.values.keys() & forms(inner.model).keys():
            item = None
    elif inner.kind is FieldKind.TEXT and isinstance(node, ScalarNode):
        item = node if isinstance(node.value, str) else None
    if item is None:
        return node
    list_node = ListNode(node.page, node.place)
    list_node.items.append(item)
    fix = f"write `{flow_text(list_node)}`"
    if isinstance(node, MapNode) and not node.is_flow:
        first, last = node.place[0], last_line(node)
        fix = f"write `- ` before {quoted(next(iter(node.keys)))}"
        if first < last:
            fix += f", and indent {lines_text(first + 1, last)} by 2 more spaces"
    report_type(node, key, "a list", problems, fix)
    return list_node


def _as_mapping(key: str, node: Node, form: FieldForm, problems: DiagnosticSink) -> Node:
    if isinstance(node, ScalarNode) and (result := _wrapped(node, form)) is not None:
        report_type(node, key, "a mapping", problems, f"write `{flow_text(result)}`")
        return result
    return _merged(key, node, problems) or node


def _as_table(key: str, node: Node, form: FieldForm, problems: DiagnosticSink) -> Node:
    is_table = form.inner is not None and form.inner.kind is FieldKind.MODEL
    if not isinstance(node, ListNode) or not is_table:
        return node
    map_node = MapNode(node.page, node.place)
    for number, item in enumerate(node.items, 1):
        name = f"first-{number}"
        map_node.keys[name] = ScalarNode(item.page, item.place, name, name)
        map_node.values[name] = item
    lines = [str(item.place[0] + 1) for item in node.items]
    where = f"line {lines[0]}" if len(lines) == 1 else f"each of lines {', '.join(lines)}"
    fix = f"write a name with a colon, such as `consent:`, above {where}, in place of its `- `"
    report_type(node, key, "a mapping", problems, fix)
    return map_node


def _as_condition(key: str, node: Node, problems: DiagnosticSink) -> Node:
    if (merged := _merged(key, node, problems)) is not None:
        return merged
    items = node.items if isinstance(node, ListNode) else [node]
    map_node = MapNode(node.page, node.place)
    for item in items:
        if not isinstance(item, ScalarNode):
            return node
        fact, _, value = item.raw.partition(" ")
        if not _FACT.fullmatch(fact):
            return node
        told = value.strip() or "true"
        map_node.keys[fact] = ScalarNode(item.page, item.place, fact, fact)
        truth = _TRUTHS.get(told)
        map_node.values[fact] = ScalarNode(
            item.page, item.place, told if truth is None else truth, told
        )
    if not map_node.values:
        return node
    report_type(node, key, "a mapping", problems, f"write `{flow_text(map_node)}`")
    return map_node


def _as_text(key: str, node: Node, form: FieldForm, problems: DiagnosticSink) -> Node:
    if isinstance(node, ListNode):
        return node
    raw = _source(node) if isinstance(node, MapNode) else node.raw
    if isinstance(node, ScalarNode) and isinstance(node.value, str):
        meant = _spelt(raw, form)
        if meant is None:
            return node
        problems.add(
            "bad-name",
            node.span,
            f"{quoted(raw)} is not spelt as {quoted(key)} is",
            why="names are spelt one way only, so that they can be found everywhere",
            fix=f"write `{meant}`",
        )
        return ScalarNode(node.page, node.place, meant, meant)
    if isinstance(node, MapNode) and not (node.is_flow and raw):
        return node
    if isinstance(node, ScalarNode) and node.quoted:
        return node
    sign = '"' if "'" in raw else "'"
    report_type(node, key, "text", problems, f"write `{sign}{raw}{sign}`")
    return ScalarNode(node.page, node.place, raw, raw, quoted=True)


_CODE = re.compile(r"[A-Za-z]{2,3}([-_ ][A-Za-z0-9]{1,3})?")


def _spelt(raw: str, form: FieldForm) -> str | None:
    """Return how a name was meant, where only case, spaces or underscores are wrong."""
    if form.pattern is None or _NO_NAME.match(form.pattern.pattern) or form.pattern.search(raw):
        return None
    slug = re.sub(r"[\s_]+", "-", raw.strip())
    tries = (slug, slug.lower(), *([slug.upper()] if _CODE.fullmatch(raw) else []))
    return next((one for one in tries if form.pattern.search(one)), None)


def _as_word(key: str, node: Node, form: FieldForm, problems: DiagnosticSink) -> Node:
    if not isinstance(node, ScalarNode) or node.raw in form.words:
        return node
    slug = re.sub(r"[\s_]+", "-", node.raw.strip().lower())
    meant = slug if slug in form.words else nearest(node.raw, form.words)
    if meant is None:
        return node
    problems.add(
        "bad-value",
        node.span,
        f"{described(node)} is not one of the words allowed for {quoted(key)}",
        why="each word has a fixed meaning, and this one has none",
        fix=f"did you mean {quoted(meant)}?",
    )
    return ScalarNode(node.page, node.place, meant, meant, quoted=True)


def is_day(node: Node, *, is_span: bool = False) -> bool:
    """Return whether a value is a day, however it is written; or a month or a year (`is_span`)."""
    if not isinstance(node, ScalarNode):
        return False
    read = parse_day_span(node.value) if is_span else parse_date(node.value)
    return bool(read or _meant_day(node))


def _as_day(node: Node, problems: DiagnosticSink) -> Node:
    if not isinstance(node, ScalarNode) or parse_date(node.value) is not None:
        return node
    meant = _meant_day(node)
    if not meant:
        return node
    problems.add(
        "bad-date",
        node.span,
        f"{described(node)} is not written as days are here",
        why="a day is written one way only, so that nobody takes its month for its day",
        fix=f"write `{meant}`",
    )
    return ScalarNode(node.page, node.place, meant, meant)


def _meant_day(node: ScalarNode) -> str:
    """Return a day as it is written here, where it was written in another way."""
    for form in _DAYS:
        try:
            return datetime.strptime(node.raw.strip(), form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return ""


def _as_flag(key: str, node: Node, problems: DiagnosticSink) -> Node:
    if not isinstance(node, ScalarNode) or isinstance(node.value, bool):
        return node
    truth = _TRUTHS.get(node.raw.lower())
    if truth is None:
        return node
    word = "true" if truth else "false"
    report_type(node, key, "`true` or `false`", problems, f"write `{word}`")
    return ScalarNode(node.page, node.place, truth, word)


def _wrapped(node: ScalarNode, form: FieldForm) -> MapNode | None:
    """Return a text as the mapping that it stands for, where a shape has a main key."""
    main = main_key(form.model) if form.model is not None else ""
    if not main or isinstance(node.value, bool) or node.value is None:
        return None
    map_node = MapNode(node.page, node.place)
    map_node.keys[main] = ScalarNode(node.page, node.place, main, main)
    map_node.values[main] = ScalarNode(node.page, node.place, node.raw, node.raw, quoted=True)
    return map_node


def _merged(key: str, node: Node, problems: DiagnosticSink) -> MapNode | None:
    """Return the mappings of a list as one, where a mapping was asked for."""
    if not isinstance(node, ListNode) or not node.items:
        return None
    map_node = MapNode(node.page, node.items[0].place)
    for item in node.items:
        if not isinstance(item, MapNode) or item.values.keys() & map_node.values.keys():
            return None
        map_node.keys.update(item.keys)
        map_node.values.update(item.values)
    fix = f"write `{flow_text(map_node)}`"
    if not node.is_flow:
        where = lines_text(node.place[0], last_line(node))
        fix = f"write two spaces in place of each `- ` in {where}"
    report_type(node, key, "a mapping", problems, fix)
    return map_node


def _source(node: MapNode) -> str:
    """Return a mapping in braces as it stands in its line."""
    line, start, end_line, end = node.place
    return node.page.lines[line][start:end] if line == end_line else ""
