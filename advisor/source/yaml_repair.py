"""The one change of one line that makes YAML of a text, tried before it is proposed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from advisor.diagnostics.lines import BREAK
from advisor.source.diagnostics_sink import quoted
from advisor.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LARGEST = 200_000
MOST_TRIES = 80
_INDENT = re.compile(r"\s*")
_NO_SPACE = re.compile(r"(?P<start>\s*(?:- )?)(?P<key>[A-Za-z_]+):(?P<rest>[^\s:].*)")
_NO_COLON = re.compile(r"(?P<start>\s*(?:- )?)(?P<key>[a-z_]{2,}) +(?P<rest>\S.*)")
_KEYED = re.compile(r"(?P<start>\s*(?:- )*[^\s:'\"#{}\[\]][^:{}\[\]]*: +)(?P<rest>\S.*?)\s*")
_BESIDE = re.compile(r"[A-Za-z_]+:(\s|$)")
_SLOTTED = re.compile(r"(?<=: )(?P<text>[^,:'\"{}\[\]]*(?:\{\w+\}[^,:'\"{}\[\]]*)+)(?=[,}])")
"""A text with a slot, such as `{who}`, among the values of a mapping on one line."""
_CLOSERS = {"{": "}", "[": "]"}
_KEY = re.compile(r"(?P<start>\s+)(?P<key>[a-z_]+):(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class LineChange:
    """
    One line, counted from 0, as it should be.

    `wrong` are the words of it that are to be changed; `is_indent` where those are right,
    and the line only stands in the wrong place.
    """

    line: int
    text: str
    wrong: str
    what: str
    fix: str
    is_indent: bool = False


def find_change(
    text: str, near: Iterable[int], is_sound: Callable[[str], bool]
) -> LineChange | None:
    """Return the first change of a line in `near` after which the text is sound."""
    if len(text) > LARGEST:
        return None
    lines = BREAK.split(text)
    tried = 0
    for number in near:
        for change in _changes(lines, number):
            tried += 1
            if tried > MOST_TRIES:
                return None
            if is_sound("\n".join((*lines[:number], change.text, *lines[number + 1 :]))):
                return change
    return None


def _changes(lines: Sequence[str], number: int) -> Iterator[LineChange]:
    """Walk over what may be wrong with a line, the likeliest first."""
    line = lines[number]
    indent = _INDENT.match(line)
    start = indent[0] if indent else ""
    words = line[len(start) :]
    if start.strip(" "):
        yield from _spaced(lines, number, words)
    is_key = _stands_beside_keys(lines, number)
    if (found := _NO_SPACE.fullmatch(line)) and is_key:
        said = f"{found['key']}: {found['rest']}"
        what = f"{quoted(found['key'])} has no space after its colon"
        yield LineChange(number, f"{found['start']}{said}", words, what, f"write `{said}`")
    if (found := _NO_COLON.fullmatch(line)) and is_key:
        said = f"{found['key']}: {found['rest']}"
        what = f"{quoted(found['key'])} has no colon after it"
        yield LineChange(number, f"{found['start']}{said}", words, what, f"write `{said}`")
    if closers := _open(words):
        fix = f"close it with `{closers}`: `{words}{closers}`"
        yield LineChange(number, f"{line}{closers}", words, "a bracket or brace is not closed", fix)
    if _SLOTTED.search(words):
        said = _SLOTTED.sub(lambda found: _in_quotes(found["text"].strip()), words)
        what = "the braces of a text within a mapping on one line are not quoted"
        yield LineChange(number, f"{start}{said}", words, what, f"write `{said}`")
    if (found := _KEYED.fullmatch(line)) and not _open(found["rest"]):
        said = _in_quotes(found["rest"])
        what = "this text holds signs that mean something else to YAML"
        fix = f"quote the text: `{said}`"
        yield LineChange(number, f"{found['start']}{said}", found["rest"], what, fix)
    yield from _indented(lines, number, start, words)
    if (found := _KEY.fullmatch(line)) and len(start) > 1:
        what = f"{quoted(found['key'])} begins an item of a list, without the dash of one"
        text = f"{start[:-2]}- {words}"
        yield LineChange(number, text, words, what, f"write `- ` before {quoted(found['key'])}")


def _stands_beside_keys(lines: Sequence[str], number: int) -> bool:
    """Return whether the line before or after is a key that begins in the same column."""
    column = _column(lines[number])
    before = next((line for line in reversed(lines[:number]) if line.strip()), "")
    after = next((line for line in lines[number + 1 :] if line.strip()), "")
    return any(
        _column(line) == column and _BESIDE.match(line.lstrip(" -")) for line in (before, after)
    )


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _indented(lines: Sequence[str], number: int, start: str, words: str) -> Iterator[LineChange]:
    """Indent a line as other lines are, those nearby first."""
    for width in _widths(lines, number, words):
        more = width - len(start)
        if more:
            how = f"{abs(more)} {'more' if more > 0 else 'fewer'} spaces"
            yield LineChange(
                number,
                " " * width + words,
                words,
                "this line is not indented as those that it belongs to",
                f"indent line {number + 1} by {how}",
                is_indent=True,
            )


def _spaced(lines: Sequence[str], number: int, words: str) -> Iterator[LineChange]:
    """Write spaces in place of a tab or of spaces that do not count."""
    for width in _widths(lines, number, words):
        yield LineChange(
            number,
            " " * width + words,
            words,
            "this line begins with a character that is no ordinary space",
            f"write {width} ordinary spaces at the beginning of line {number + 1}",
            is_indent=True,
        )


def _widths(lines: Sequence[str], number: int, words: str) -> list[int]:
    """Return by how many spaces a line may be meant to be indented, the likeliest first."""
    is_item = words.startswith("- ")
    nearby = sorted(range(len(lines)), key=lambda other: (abs(other - number), other))
    widths = [
        len(line) - len(line.lstrip(" "))
        for line in (lines[other] for other in nearby)
        if line.strip() and line.lstrip().startswith("- ") == is_item
    ]
    before = next((line for line in reversed(lines[:number]) if line.strip()), "")
    below = [len(before) - len(before.lstrip(" ")) + 2] if before.rstrip().endswith(":") else []
    inner = [] if is_item else [width + 2 for width in widths]
    return list(dict.fromkeys((*below, *widths, *inner)))


def _open(words: str) -> str:
    """
    Return what would close the brackets and braces that a line leaves open.

    >>> _open("a: {b: [c"), _open("a: [b]")
    (']}', '')
    """
    closers: list[str] = []
    for sign in words:
        if sign in _CLOSERS:
            closers.append(_CLOSERS[sign])
        elif closers and sign == closers[-1]:
            closers.pop()
    return "".join(reversed(closers))


def _in_quotes(text: str) -> str:
    """Put a text into the quotation marks that it does not hold itself."""
    bare = text
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        bare = text[1:-1]
    if '"' not in bare and "\\" not in bare:
        return f'"{bare}"'
    return "'" + bare.replace("'", "''") + "'"
