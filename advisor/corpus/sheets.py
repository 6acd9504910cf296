"""The files of all layers, each read into its shape, before anything is resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from advisor.corpus.files import marked
from advisor.corpus.layers import Folder
from advisor.corpus.marks import MarkedMap
from advisor.corpus.problems import quoted
from advisor.corpus.repair import repair
from advisor.corpus.shapes import shaped
from advisor.corpus.wire.jurisdiction import JurisdictionWire
from advisor.corpus.wire.policy import PolicyWire
from advisor.corpus.wire.vocabulary import VocabularyWire
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from advisor.corpus.layers import LawFile
    from advisor.corpus.problems import Problems

W = TypeVar("W", bound=BaseModel)
_ONLY_IN_VOCABULARIES = frozenset({"facts", "acts", "bearers", "places"})


@dataclass(frozen=True)
class Sheet(Generic[W]):
    """One file: its shape, its values with their places, and all it held at first."""

    file: LawFile
    wire: W
    node: MarkedMap


@dataclass
class Sheets:
    """
    All files by kind.

    `roots` holds also what has errors in its shape, for the names declared there;
    `complete` is false where a file could not be read at all.
    """

    vocabularies: list[Sheet[VocabularyWire]] = field(default_factory=list)
    policies: list[Sheet[PolicyWire]] = field(default_factory=list)
    jurisdictions: list[Sheet[JurisdictionWire]] = field(default_factory=list)
    roots: list[tuple[LawFile, MarkedMap]] = field(default_factory=list)
    complete: bool = True


def read_sheets(
    files: Iterable[LawFile], contents: Mapping[str, bytes], problems: Problems
) -> Sheets:
    """Read every law file into its shape; cases are left aside."""
    sheets = Sheets()
    for file in files:
        if file.is_cases:
            continue
        data = contents.get(file.source)
        root = None if data is None else marked(data, file.source, problems)
        if not isinstance(root, MarkedMap):
            sheets.complete = False
            if root is not None:
                shaped(root, PolicyWire, problems)
            continue
        sheets.roots.append((file, root))
        _take(sheets, file, root, problems)
    return sheets


def _take(sheets: Sheets, file: LawFile, root: MarkedMap, problems: Problems) -> None:
    if file.folder is Folder.JURISDICTIONS:
        settle(root, JurisdictionWire, "jurisdiction", codes_of(file), problems)
        _shape(sheets.jurisdictions, JurisdictionWire, file, root, problems)
    elif is_vocabulary(root):
        settle(root, VocabularyWire, "vocabulary", (file.id.rpartition("/")[2],), problems)
        _shape(sheets.vocabularies, VocabularyWire, file, root, problems)
    else:
        settle(root, PolicyWire, "policy", (file.id,), problems)
        _shape(sheets.policies, PolicyWire, file, root, problems)


def is_vocabulary(root: MarkedMap) -> bool:
    """Tell a vocabulary from a policy, by its name or else by what it holds."""
    keys = root.values.keys()
    return "vocabulary" in keys or ("policy" not in keys and bool(keys & _ONLY_IN_VOCABULARIES))


def settle(
    root: MarkedMap, model: type[BaseModel], key: str, allowed: tuple[str, ...], problems: Problems
) -> None:
    """Put right the slips of a file and the name it gives itself, noting each."""
    repair(root, model, problems)
    check_path(root, key, allowed, problems)


def _shape(
    kept: list[Sheet[W]], model: type[W], file: LawFile, root: MarkedMap, problems: Problems
) -> None:
    wire, node = shaped(root, model, problems)
    if wire is not None and node is not None:
        kept.append(Sheet(file, wire, node))


def codes_of(file: LawFile) -> tuple[str, ...]:
    """
    Give the codes that a jurisdiction file may hold by its path.

    `aa/bb.yaml` is `AA-BB`, or `BB` where `aa` is a union, which is no part of the code.
    """
    *folders, last = file.id.upper().split("/")
    return (f"{folders[-1]}-{last}", last) if folders else (last,)


def check_path(root: MarkedMap, key: str, allowed: tuple[str, ...], problems: Problems) -> None:
    """Note a file that names itself otherwise than its path does, or not at all."""
    said = root.values.get(key)
    if said is None:
        problems.add(
            "missing-key",
            root.span,
            f"the key {quoted(key)} is missing",
            why="a file names itself, so that nobody takes it for another",
            fix=f"add `{key}: {allowed[0]}`",
        )
        root.name(key, allowed[0])
        return
    name = getattr(said, "raw", None)
    if name is not None and name not in allowed:
        problems.add(
            "id-not-path",
            said.span,
            f"this file says {quoted(name)}, its path says {quoted(allowed[0])}",
            why="the path is the name, so that everything can be found by its name",
            fix=f"write `{allowed[0]}`, or move the file",
        )
        root.name(key, allowed[0])
