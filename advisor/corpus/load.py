"""Layers of files to one law."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.corpus.law_cache.key import image_key
from advisor.corpus.law_cache.read import load_image
from advisor.corpus.layers import Layer, law_files
from advisor.diagnostics import Span
from advisor.source.diagnostics_sink import DiagnosticSink, quoted
from advisor.source.files import LAW_LIMIT, read_bytes
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from advisor.corpus.layers import LawFile, Layer
    from advisor.corpus.symbols import SymbolTable
    from advisor.diagnostics import Diagnostic
    from advisor.model.law import Law


def read_law(
    layers: Sequence[Layer], *, image: Path | None = None, cases: bool = False
) -> tuple[Law | None, tuple[Diagnostic, ...]]:
    """
    Read all layers into one law, the first beneath the others.

    Every problem of every file is told; with an error among them there is no law.
    `image` is a file that keeps the law between runs, read only where it was made from
    the same bytes; `cases` reads the case files too.
    """
    problems = DiagnosticSink()
    law = _read(layers, problems, image=image, cases=cases)
    return (None if problems.stop else law), problems.told()


def read_partly(layers: Sequence[Layer]) -> tuple[Law, tuple[Diagnostic, ...]]:
    """
    Read what can be read of all layers, cases included, to be examined further.

    With an error among the problems nothing may be answered by it.
    """
    problems = DiagnosticSink()
    law = _read(layers, problems, image=None, cases=True)
    return law, problems.told()


def _read(
    layers: Sequence[Layer], problems: DiagnosticSink, *, image: Path | None, cases: bool
) -> Law:
    layers = deduplicate_layer_names(layers)
    files = [file for layer in layers for file in _files(layer, problems)]
    law_only = [file for file in files if not file.is_cases]
    contents = _contents(law_only, problems)
    names = tuple(layer.name for layer in layers)
    law, known = _law(law_only, contents, names, problems, image)
    if cases:
        from advisor.corpus.cases import read_cases

        case_files = [file for file in files if file.is_cases]
        found = read_cases(case_files, _contents(case_files, problems), law, problems, known)
        law = replace(
            law,
            cases=tuple(found.of_policies),
            relation_cases=tuple(found.of_relations),
        )
    return law


def deduplicate_layer_names(layers: Sequence[Layer]) -> list[Layer]:
    """
    Give layers of one name a number, so that no folder can pass for another.

    >>> layers = [Layer("a", Path()), Layer("a", Path("x"))]
    >>> [layer.name for layer in deduplicate_layer_names(layers)]
    ['a', 'a (2)']
    """
    found: list[Layer] = []
    for layer in layers:
        same = sum(one.name == layer.name for one in layers[: len(found)])
        found.append(replace(layer, name=f"{layer.name} ({same + 1})") if same else layer)
    return found


def law_hash(files: Iterable[LawFile], contents: Mapping[str, bytes]) -> str:
    """Return one hash over the paths and bytes of law files, whatever their order."""
    from hashlib import sha256  # a start from an image needs none of it

    digest = sha256()
    for file in sorted(files, key=lambda file: (file.path, file.layer)):
        data = contents.get(file.source, b"")
        digest.update(f"{file.path}\0{len(data)}\0".encode())
        digest.update(data)
    return f"sha256:{digest.hexdigest()}"


def _law(
    files: Sequence[LawFile],
    contents: Mapping[str, bytes],
    names: tuple[str, ...],
    problems: DiagnosticSink,
    image: Path | None,
) -> tuple[Law, SymbolTable | None]:
    """Return the law, and the names that its files declare unless it was read before."""
    key = b""
    if image is not None and not problems.found:
        with suppress(OSError):  # a program without readable sources has no key
            key = image_key(_parts(files, contents, names))
    if image is not None and key and (kept := load_image(image, key)) is not None:
        problems.found += kept[1]
        return kept[0], None
    from advisor.corpus.assemble import assemble
    from advisor.corpus.parsed_files import read_sheets

    law, known = assemble(read_sheets(files, contents, problems), problems)
    law = replace(law, hash=law_hash(files, contents), layers=names)
    if image is not None and key and not problems.stop:
        from advisor.corpus.law_cache.write import save_image

        save_image(image, key, (law, problems.told()))
    return law, known


def _parts(
    files: Sequence[LawFile], contents: Mapping[str, bytes], names: tuple[str, ...]
) -> list[bytes]:
    parts = ["\0".join(names).encode()]
    for file in files:
        parts += [f"{file.layer}\0{file.source}\0{file.path}".encode(), contents[file.source]]
    return parts


def _files(layer: Layer, problems: DiagnosticSink) -> list[LawFile]:
    at = Span(layer.shown or layer.name)
    before = len(problems.found)
    try:
        files = law_files(layer, problems)
    except OSError as error:
        problems.add(
            "unreadable",
            at,
            f"the folder cannot be read: {(error.strerror or 'unknown error').lower()}",
            why="without it the answer would rest on part of what was given",
            fix="check the path and the permissions",
        )
        return []
    if not files and len(problems.found) == before:
        problems.add(
            "empty-layer",
            at,
            f"the layer {quoted(layer.name)} holds no law",
            why="a layer that adds nothing is more often a wrong path than an intention",
            fix="give a folder with `policies/`, `jurisdictions/` or policy files in it",
        )
    return files


def _contents(files: Iterable[LawFile], problems: DiagnosticSink) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for file in files:
        data = read_bytes(file.on_disk or file.file, file.source, LAW_LIMIT, problems)
        if data is not None:
            contents[file.source] = data
    return contents
