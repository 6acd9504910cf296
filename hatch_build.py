"""The build of the wheel: every catalogue is compiled into it, as gettext reads it at run time."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from types import ModuleType


class CompiledCatalogues(BuildHookInterface):
    """Puts `advisor/i18n/de.mo` into the wheel for `advisor/i18n/de.po`; so for each language."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues; an editable install compiles its own when it needs them."""
        if version == "editable":
            return
        self.made = TemporaryDirectory()
        catalogues = Path(self.root, "advisor", "i18n")
        po = _loaded(catalogues / "po.py")
        for source in sorted(catalogues.glob("*.po")):
            target = Path(self.made.name, f"{source.stem}.mo")
            target.write_bytes(po.compiled(po.read(source.read_text(encoding="utf-8"))))
            build_data["force_include"][str(target)] = f"advisor/i18n/{target.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what was compiled; the wheel has it."""
        del build_data, artifact_path
        if version != "editable":
            self.made.cleanup()


def _loaded(path: Path) -> ModuleType:
    """Load one module without its package, whose dependencies a build does not have."""
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
