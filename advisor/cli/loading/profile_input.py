"""The profile of the lawyer and the firm: the one that was named, or the one that lies near."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.facts.profile import Profile
    from advisor.model.law import Law
    from advisor.model.scenarios import Scenario

PROFILE_FILE = "firm.yaml"
NO_PROFILE = "none"


def user_profile_path() -> Path | None:
    """Return where the user's own profile is kept, be there one or not."""
    base = os.environ.get("XDG_CONFIG_HOME", "")
    try:
        home = Path(base) if base.startswith("/") else Path.home() / ".config"
    except RuntimeError:  # nobody's home is known
        return None
    return home / "advisor" / PROFILE_FILE


@dataclass
class ProfileFinder:
    """
    Finds profiles: the one that was named, else one beside the scenario, else the user's own.

    `given` is a file, or `none` for no profile. Leaves with status 1 and every problem told
    where a profile cannot be used.
    """

    law: Law
    given: str | None = None
    kept: dict[Path, Profile | None] = field(default_factory=dict)

    def profile(self, near: Path | None = None) -> Profile | None:
        """Return the profile for a scenario; `near` is its file, or a folder."""
        if self.given is not None:
            return None if self.given == NO_PROFILE else self._read(Path(self.given))
        candidates = [_beside(near), user_profile_path()]
        for path in filter(None, candidates):
            if path in self.kept:
                return self.kept[path]
            if path.is_file() and _is_profile(path):
                return self._read(path)
        return None

    def apply(self, scenario: Scenario, near: Path | None = None) -> Scenario:
        """Return a scenario with the facts of its profile where it tells nothing itself."""
        profile = self.profile(near)
        if profile is None:
            return scenario
        from advisor.facts.profile import apply_profile

        return apply_profile(scenario, profile)

    def _read(self, path: Path) -> Profile | None:
        if path not in self.kept:
            from advisor.facts.profile import read_profile

            profile, problems = read_profile(path, self.law)
            corpus_loader.report_diagnostics(problems)
            if profile is None:
                sys.exit(FAILED)
            self.kept[path] = profile
        return self.kept[path]


def _beside(near: Path | None) -> Path | None:
    if near is None:
        return None
    return (near if near.is_dir() else near.parent) / PROFILE_FILE


def _is_profile(path: Path) -> bool:
    from advisor.facts.profile import is_profile_file

    return is_profile_file(path)
