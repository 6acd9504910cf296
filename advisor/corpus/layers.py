"""Folders of law: the shipped one, and those that a firm lays over it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.corpus.walking import FolderWalk
from advisor.model.policies import BUNDLED
from advisor.values import dataclass

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from advisor.source.diagnostics_sink import DiagnosticSink

POLICIES = "policies"
JURISDICTIONS = "jurisdictions"
CASES = ".cases.yaml"
_SUFFIX = ".yaml"


class LayerFolder(Enum):
    """Which half of a layer a file stands in."""

    POLICIES = POLICIES
    JURISDICTIONS = JURISDICTIONS


@dataclass(frozen=True, slots=True)
class Layer:
    """
    A folder with `policies/`, `jurisdictions/` or loose policy files.

    `name` is what outputs call it; `shown` is put before the paths in messages.
    """

    name: str
    root: Traversable
    shown: str = ""


@dataclass(frozen=True, slots=True)
class LawFile:
    """
    One file of a layer.

    `path` is relative to the layer, with `/`; `id` is what the path says it holds,
    without suffix; `source` is how messages name it. `root` is the layer's own folder.
    """

    layer: str
    folder: LayerFolder
    path: str
    id: str
    source: str
    root: Traversable

    @property
    def file(self) -> Traversable:
        """Find the file itself."""
        return self.root.joinpath(self.path)

    @property
    def on_disk(self) -> str:
        """Return the path by which the file can be opened; empty where it is no file of its own."""
        return f"{self.root}/{self.path}" if isinstance(self.root, Path) else ""

    @property
    def is_cases(self) -> bool:
        """Return whether the file holds cases rather than law."""
        return self.path.endswith(CASES)


def bundled_layer() -> Layer:
    """Find the shipped law: in a checkout beside the package, else inside it."""
    package = Path(__file__).resolve().parents[1]
    checkout = package.parent
    if (checkout / POLICIES).is_dir() and (checkout / JURISDICTIONS).is_dir():
        return Layer(BUNDLED, checkout)
    if (package / "law").is_dir():
        return Layer(BUNDLED, package / "law")
    from importlib.resources import files  # for a program that is no folder, and slow to load

    return Layer(BUNDLED, files("advisor") / "law")


def layer_at(path: str | Path) -> Layer:
    """Take a folder as a layer, under its own name; only the shipped law is `bundled`."""
    root = Path(path)
    name = root.resolve().name or str(root)
    name = f"{name} (2)" if name == BUNDLED else name
    return Layer(name, root, f"{root.as_posix().rstrip('/')}/")


def law_files(layer: Layer, problems: DiagnosticSink) -> list[LawFile]:
    """
    List the files of a layer by their paths, cases included.

    What cannot be followed is noted. Raises `OSError` where a folder cannot be read.
    """
    found: list[LawFile] = []
    walk = FolderWalk(layer.root, layer.shown, problems)
    halves = [half for half in LayerFolder if (layer.root / half.value).is_dir()]
    for half in halves:
        inner = walk.files(half.value, _SUFFIX)
        found += (_law_file(layer, half, f"{half.value}/{path}", path) for path in inner)
    if not halves and layer.root.is_dir():
        loose = walk.files("", _SUFFIX)
        found += (_law_file(layer, LayerFolder.POLICIES, path, path) for path in loose)
    return sorted(found, key=lambda file: file.path)


def _law_file(layer: Layer, half: LayerFolder, path: str, inner: str) -> LawFile:
    suffix = CASES if inner.endswith(CASES) else _SUFFIX
    name = inner.removesuffix(suffix)
    return LawFile(layer.name, half, path, name, f"{layer.shown}{path}", layer.root)
