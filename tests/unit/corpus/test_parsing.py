"""YAML as it is read here."""

from __future__ import annotations

import pytest

from advisor.source import yaml_parser
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.files import LAW_LIMIT, parse_bytes
from advisor.source.nodes import MapNode, plain_value


def read(text: str | bytes) -> tuple[object, list[str]]:
    """Read a text, giving its values and the codes of its problems."""
    problems = DiagnosticSink()
    node = parse_bytes(text, "x.yaml", problems)
    return (None if node is None else plain_value(node)), [p.code for p in problems.found]


@pytest.mark.parametrize(
    "word", ["NO", "no", "yes", "on", "off", "y", "n", "12:30", "0o17", "0x1F"]
)
def test_words_that_look_like_values_stay_text(word: str) -> None:
    """Norway is not false, and a time is no number."""
    assert ({"a": word}, []) == read(f"a: {word}")


def test_core_scalars() -> None:
    """Truth values, numbers and nothing are read without quotes only."""
    text = "[true, False, null, ~, 12, -3, 1.5, 1e3, 'true', \"12\", 2018-05-25, .inf, 1e999]"

    values, problems = read(text)

    expected = [True, False, None, None, 12, -3, 1.5, 1000.0, "true", "12"]
    assert [*expected, "2018-05-25", ".inf", "1e999"] == values
    assert [] == problems


def test_every_value_knows_its_words() -> None:
    """A span underlines the words of a value, in the line where they stand."""
    node = parse_bytes("a: 1\nb: {role: client, name: 'A. B.'}\n", "x.yaml", DiagnosticSink())

    assert isinstance(node, MapNode)
    inner = node.map("b")
    assert "client" == inner.span_of("role").text
    assert "'A. B.'" == inner.span_of("name").text
    assert "role" == inner.key_span("role").text
    assert (2, "b: {role: client, name: 'A. B.'}") == (
        inner.span_of("role").line,
        inner.span_of("role").excerpt,
    )


def test_a_value_over_several_lines_is_underlined_in_its_first() -> None:
    """A span never leaves its line."""
    node = parse_bytes("a: >-\n  some long\n  text\n", "x.yaml", DiagnosticSink())

    assert isinstance(node, MapNode)
    assert ">-" == node.span_of("a").text


def test_all_duplicates_are_told() -> None:
    """The first of two equal keys is kept, each further one is told."""
    assert ({"a": 1, "b": {"c": 1}}, ["duplicate-key"] * 2) == read("a: 1\na: 2\nb: {c: 1, c: 2}")


def test_aliases_within_the_limit_are_read() -> None:
    """An anchor may save a few words."""
    assert ({"a": [1], "b": [1]}, []) == read("a: &x [1]\nb: *x")


def test_aliases_that_unfold_are_counted_by_what_they_hold() -> None:
    """Nested aliases reach the limit long before memory does."""
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9)]

    assert (None, ["too-many-aliases"]) == read("\n".join(lines))


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 50_000, "- " * 50_000, "a: " + "[" * 50])
def test_deep_nesting_ends_early(text: str) -> None:
    """Depth exhausts neither the stack nor patience."""
    values, codes = read(text)

    assert values is None
    assert codes in (["too-deep"], ["yaml-syntax"])


def test_a_value_cannot_hold_itself() -> None:
    """An alias to an anchor that is still open is an error."""
    assert (None, ["unknown-anchor"]) == read("a: &x [*x]")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"---\n", "empty-file"),
        (b"null", "empty-file"),
        ("a: ü".encode("latin-1"), "not-utf8"),
        ("a: b".encode("utf-16"), "not-utf8"),
        (b"a: b\x00", "control-character"),
        (b"a: \x1b[31m", "control-character"),
        (b"a: {b: [c", "yaml-syntax"),
        (b'a: "b', "yaml-syntax"),
        (b"a: @b", "yaml-syntax"),
        (b"a:\n\tb: c", "tab-indent"),
        (b"a: b\n---\nc: d\n", "several-documents"),
        (b"a: !secret b", "explicit-tag"),
        (b"1: b", "key-not-text"),
        (b"[a]: b", "key-not-text"),
        (b"<<: {a: b}", "merge-key"),
    ],
)
def test_what_is_no_plain_yaml_is_told_once(data: bytes, code: str) -> None:
    """Each way to spoil a file has its own code, and draws no other."""
    assert [code] == read(data)[1]


def test_a_byte_order_mark_is_passed_over_with_a_warning() -> None:
    """What some editors put first does not hide the first key."""
    assert ({"a": "b"}, ["byte-order-mark"]) == read(b"\xef\xbb\xbfa: b")


def test_json_is_read_with_its_escapes() -> None:
    """JSON is YAML here, surrogate pairs and tabs included."""
    text = '{\n\t"a": "\\ud83d\\ude00 \\u00e9 \\/",\n\t"b": "\\\\ud83d"\n}'

    assert ({"a": "😀 é /", "b": "\\ud83d"}, []) == read(text)


@pytest.mark.parametrize("text", ["a: 1\nb: [x, {c: d}]\n", "a: [", "a: *x", "'a': >\n  b\n"])
def test_the_slow_parser_reads_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML lacks its C part the same files are read alike."""
    import yaml

    fast = read(text)
    monkeypatch.setattr(yaml_parser, "_Loader", yaml.SafeLoader)

    assert fast == read(text)


def test_the_limit_of_a_law_file_leaves_room() -> None:
    """The limit stops what nobody writes by hand."""
    assert LAW_LIMIT >= 1_000_000
