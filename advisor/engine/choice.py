"""Which engine answers, and which one checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import EngineFailure
from advisor.engine.checked import Checked
from advisor.engine.reference import VERSION

if TYPE_CHECKING:
    from advisor.model.law import Law

NAMES = ("auto", "durable", "reference", "planes")
# Uses before a check is compiled, see `Planes`: to compile costs what so many walks do.
_PATIENCE = 8


def choose(name: str, law: Law) -> tuple[Checked, str | None]:
    """
    Return an engine for a law, with a warning in one line where it is not the usual one.

    `auto` is durable_rules checked by the reference; where durable_rules cannot be used it
    is the reference checked by planes, and the warning says why and how to cure it. The
    others are what they are called: `durable` and `planes` checked by the reference, and
    `reference` checked by planes.

    Raises `EngineFailure` where an engine that was asked for by name cannot be used.
    """
    match name:
        case "auto":
            return _usual(law)
        case "durable":
            return _durable(law), None
        case "reference":
            return _reference(law), None
        case "planes":
            from advisor.engine.planes import Planes

            return Checked(law, Planes(law)), None
        case _:
            known = ", ".join(f"`{known}`" for known in NAMES)
            raise EngineFailure(f"no engine is called `{name}`; there are {known}")


# The engines that are not chosen are not imported: every start would pay for them.


def _usual(law: Law) -> tuple[Checked, str | None]:
    from advisor.engine.durable import Unavailable

    try:
        return _durable(law), None
    except Unavailable as failure:
        return _reference(law), f"answers come from the {VERSION} evaluator: {failure}"


def _durable(law: Law) -> Checked:
    from advisor.engine.durable import Durable

    return Checked(law, Durable(law))


def _reference(law: Law) -> Checked:
    from advisor.engine.planes import Planes

    return Checked(law, Planes(law, patience=_PATIENCE), reference_first=True)
