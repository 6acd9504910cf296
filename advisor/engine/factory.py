"""Which engine answers, and which one checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import EngineFailure
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.engine.reference import REFERENCE_VERSION

if TYPE_CHECKING:
    from advisor.model.law import Law

ENGINE_NAMES = ("auto", "durable", "reference", "planes")
# Uses before a check is compiled, see `BitsetEngine`: to compile costs what so many walks do.
_PATIENCE = 8


def choose_engine(name: str, law: Law) -> tuple[CrossCheckedEngine, str | None]:
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
            from advisor.engine.bitset.engine import BitsetEngine

            return CrossCheckedEngine(law, BitsetEngine(law)), None
        case _:
            known = ", ".join(f"`{known}`" for known in ENGINE_NAMES)
            raise EngineFailure(f"no engine is called `{name}`; there are {known}")


# The engines that are not chosen are not imported: every start would pay for them.


def _usual(law: Law) -> tuple[CrossCheckedEngine, str | None]:
    from advisor.engine.durable import Unavailable

    try:
        return _durable(law), None
    except Unavailable as failure:
        return _reference(law), f"answers come from the {REFERENCE_VERSION} evaluator: {failure}"


def _durable(law: Law) -> CrossCheckedEngine:
    from advisor.engine.durable import DurableEngine

    return CrossCheckedEngine(law, DurableEngine(law))


def _reference(law: Law) -> CrossCheckedEngine:
    from advisor.engine.bitset.engine import BitsetEngine

    return CrossCheckedEngine(law, BitsetEngine(law, patience=_PATIENCE), reference_first=True)
