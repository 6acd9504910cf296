"""Which engine answers, and which one checks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.diagnostics import EngineFailure
from advisor.engine.bitset.engine import BitsetEngine
from advisor.engine.cross_check import CrossCheckedEngine
from advisor.model.propositions import Members

if TYPE_CHECKING:
    from advisor.engine.protocols import Engine
    from advisor.model.law import Law

ENGINE_NAMES = ("auto", "durable", "reference", "planes")
# Uses before a check is compiled, see `BitsetEngine`: to compile costs what so many walks do.
_PATIENCE = 8


def choose_engine(name: str, law: Law) -> tuple[Engine, str | None]:
    """
    Give an engine for a law, with a warning in one line where it is not the usual one.

    `auto` is durable_rules checked by planes; where durable_rules cannot be used it is
    the reference checked by planes, and the warning says why and how to cure it. The
    others are what they are called: `durable` and `reference` checked by planes, and
    `planes` checked by the reference.

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
            from advisor.engine.reference import ReferenceEngine

            return CrossCheckedEngine(BitsetEngine(law), ReferenceEngine(law)), None
        case _:
            known = ", ".join(f"`{known}`" for known in ENGINE_NAMES)
            raise EngineFailure(f"no engine is called `{name}`; there are {known}")


# The engines that are not chosen are not imported: every start would pay for them.


def _usual(law: Law) -> tuple[Engine, str | None]:
    from advisor.engine.durable import Unavailable

    try:
        return _durable(law), None
    except Unavailable as failure:
        engine = _reference(law)
        return engine, f"answers come from the {engine.version} evaluator: {failure}"


def _durable(law: Law) -> Engine:
    from advisor.engine.durable import DurableEngine

    members = Members(law)
    planes = BitsetEngine(law, patience=_PATIENCE, members=members)
    return CrossCheckedEngine(DurableEngine(law, members=members), planes)


def _reference(law: Law) -> Engine:
    from advisor.engine.reference import ReferenceEngine

    return CrossCheckedEngine(ReferenceEngine(law), BitsetEngine(law, patience=_PATIENCE))
