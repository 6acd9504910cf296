"""The files of all layers, each read into its shape, before anything is resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from advisor.corpus.layers import LayerFolder
from advisor.corpus.schema.descriptions import describe_key
from advisor.corpus.schema.jurisdiction import JurisdictionModel
from advisor.corpus.schema.policy import PolicyModel
from advisor.corpus.schema.vocabulary import VocabularyModel
from advisor.source.diagnostics_sink import quoted
from advisor.source.files import parse_bytes
from advisor.source.nodes import MapNode
from advisor.source.shape_repair import repair_shape
from advisor.source.shape_validation import validate_shape
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from advisor.corpus.layers import LawFile
    from advisor.source.diagnostics_sink import DiagnosticSink

FileShape = TypeVar("FileShape", bound=BaseModel)
_ONLY_IN_VOCABULARIES = frozenset(
    {
        "facts",
        "acts",
        "afterwards",
        "bearers",
        "sides",
        "places",
        "typed_as",
        "steps",
        "relations",
        "usual",
        "topics",
        "heard_as",
        "roles",
        "towns",
        "cues",
    }
)


@dataclass(frozen=True)
class ParsedFile(Generic[FileShape]):
    """One file: its shape, its values with their places, and all it held at first."""

    file: LawFile
    wire: FileShape
    node: MapNode


@dataclass
class ParsedFiles:
    """
    All files by kind.

    `roots` holds also what has errors in its shape, for the names declared there;
    `complete` is false where a file could not be read at all.
    """

    vocabularies: list[ParsedFile[VocabularyModel]] = field(default_factory=list)
    policies: list[ParsedFile[PolicyModel]] = field(default_factory=list)
    jurisdictions: list[ParsedFile[JurisdictionModel]] = field(default_factory=list)
    roots: list[tuple[LawFile, MapNode]] = field(default_factory=list)
    complete: bool = True


def read_sheets(
    files: Iterable[LawFile], contents: Mapping[str, bytes], problems: DiagnosticSink
) -> ParsedFiles:
    """Read every law file into its shape; cases are left aside."""
    sheets = ParsedFiles()
    for file in files:
        if file.is_cases:
            continue
        data = contents.get(file.source)
        root = None if data is None else parse_bytes(data, file.source, problems)
        if not isinstance(root, MapNode):
            sheets.complete = False
            if root is not None:
                validate_shape(root, PolicyModel, problems)
            continue
        sheets.roots.append((file, root))
        _take(sheets, file, root, problems)
    return sheets


def _take(sheets: ParsedFiles, file: LawFile, root: MapNode, problems: DiagnosticSink) -> None:
    if file.folder is LayerFolder.JURISDICTIONS:
        settle(root, JurisdictionModel, "jurisdiction", place_codes_of(file), problems)
        _shape(sheets.jurisdictions, JurisdictionModel, file, root, problems)
    elif is_vocabulary(root):
        settle(root, VocabularyModel, "vocabulary", (file.id.rpartition("/")[2],), problems)
        _shape(sheets.vocabularies, VocabularyModel, file, root, problems)
    else:
        settle(root, PolicyModel, "policy", (file.id,), problems)
        _shape(sheets.policies, PolicyModel, file, root, problems)


def is_vocabulary(root: MapNode) -> bool:
    """Tell a vocabulary from a policy, by its name or else by what it holds."""
    keys = root.values.keys()
    return "vocabulary" in keys or ("policy" not in keys and bool(keys & _ONLY_IN_VOCABULARIES))


def settle(
    root: MapNode,
    model: type[BaseModel],
    key: str,
    allowed: tuple[str, ...],
    problems: DiagnosticSink,
) -> None:
    """Put right the slips of a file and the name it gives itself, noting each."""
    repair_shape(root, model, problems, describe_key)
    check_path(root, key, allowed, problems)


def _shape(
    kept: list[ParsedFile[FileShape]],
    model: type[FileShape],
    file: LawFile,
    root: MapNode,
    problems: DiagnosticSink,
) -> None:
    wire, node = validate_shape(root, model, problems)
    if wire is not None and node is not None:
        kept.append(ParsedFile(file, wire, node))


def place_codes_of(file: LawFile) -> tuple[str, ...]:
    """
    Return the codes that a jurisdiction file may hold by its path.

    `aa/bb.yaml` is `AA-BB`, or `BB` where `aa` is a union, which is no part of the code.
    """
    *folders, last = file.id.upper().split("/")
    return (f"{folders[-1]}-{last}", last) if folders else (last,)


def check_path(root: MapNode, key: str, allowed: tuple[str, ...], problems: DiagnosticSink) -> None:
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
