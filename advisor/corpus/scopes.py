"""When the law of a place governs or may discipline, where only the union it lies in says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.corpus.desk import Desk
from advisor.corpus.places import unions
from advisor.corpus.problems import Problems, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from advisor.corpus.known import Known
    from advisor.corpus.sheets import Sheet
    from advisor.corpus.wire.jurisdiction import JurisdictionWire
    from advisor.corpus.wire.parts import Scoped
    from advisor.model.places import Places
    from advisor.model.policies import Scope

GOVERNED, EXPOSED = "members_governed_when", "members_exposed_when"


class Defaults:
    """The conditions of governing that unions give to all that lie within them."""

    def __init__(
        self,
        sheets: Mapping[str, Sheet[JurisdictionWire]],
        places: Places,
        known: Known,
        problems: Problems,
        *,
        key: str = GOVERNED,
    ) -> None:
        self.key = key
        self.giving = {c: s for c, s in sheets.items() if getattr(s.wire, key)}
        self.places = places
        self.known = known
        self.problems = problems
        for code in self.giving:
            self._made(code, code, problems)

    def scope(self, sheet: Sheet[JurisdictionWire]) -> Scope | None:
        """Find the default for a jurisdiction: that of the nearest union that gives one."""
        code = sheet.wire.jurisdiction
        for ring in unions(code, self.places):
            giving = [union for union in ring if union in self.giving]
            if len(giving) > 1 and self.key == GOVERNED and sheet.wire.governs_when is None:
                self.problems.add(
                    "ambiguous-scope",
                    sheet.node.span_of("jurisdiction"),
                    f"when this law governs is told by {listed(giving)} alike",
                    why="nothing says which of them is meant, and neither may be picked silently",
                    fix="add `governs_when` here",
                )
            if giving:
                return self._made(giving[0], code, Problems())
        return None

    def _made(self, union: str, here: str, problems: Problems) -> Scope | None:
        sheet = self.giving[union]
        wire: Scoped | None = getattr(sheet.wire, self.key)
        if wire is None:
            return None
        desk = Desk(self.known, problems, here=here)
        return desk.scope(sheet.node.map(self.key), sheet.node.key_span(self.key), wire.cites)
