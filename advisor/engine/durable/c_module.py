"""The one door to durable_rules: its C module, how to get it, and what its codes mean."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from advisor.diagnostics import EngineFailure

PINNED = "2.0.28"
_MODULE = "durable_rules_engine"
_LAZY_SINCE = (3, 13)  # refers to `PyEval_CallObject`, gone since, and never calls it for us
_CURE = (
    "CPPFLAGS='-O2 -DPyEval_CallObject=PyObject_CallObject' "
    f"pip install --force-reinstall --no-cache-dir durable-rules=={PINNED}"
)
_MEANINGS = {
    1: "a fact matched no rule",
    2: "a fact was asserted twice",
    3: "a fact was put off",
    101: "it ran out of memory",
    106: "too many conditions under one parent",
    107: "too many joined alternatives under one parent",
    108: "too many rules on one identical condition",
    109: "a rule without a qualifier",
    111: "the rule set is gone",
    112: "too many rule sets",
    113: "too many groups of conditions in one rule",
    302: "too many properties in one fact",
    303: "one fact matched too many rules at once",
    304: "too many messages in a frame",
    305: "a fact was not found",
    306: "a location was not found",
    307: "a node was deleted under it",
    308: "a node was still being dispatched",
    309: "the session was not found",
    310: "no action was available",
    311: "a property was not found",
    312: "an operation is not supported",
    313: "a fact is too large",
    314: "a property of a fact is too large",
}


class RulesModule(Protocol):
    """What is used of the C module; handles and offsets are plain integers."""

    def create_ruleset(self, name: str, rules: str) -> int:
        """Compile rules written in JSON to a handle."""
        ...

    def delete_ruleset(self, handle: int) -> None:
        """Free a handle."""
        ...

    def assert_fact(self, handle: int, fact: str) -> tuple[int, int]:
        """Assert a fact written in JSON; gives a code and the session's offset."""
        ...

    def retract_fact(self, handle: int, fact: str) -> tuple[int, int]:
        """Retract a fact by its id."""
        ...

    def start_action_for_state(self, handle: int, offset: int) -> tuple[str, str] | None:
        """Return the state and the first rule that fired, if one did."""
        ...

    def complete_and_start_action(self, handle: int, offset: int) -> str | None:
        """Put the last rule aside and give the next, if there is one."""
        ...


class Unavailable(EngineFailure):
    """durable_rules cannot be used here; `cure` is the command that should help."""

    def __init__(self, why: str) -> None:
        self.cure = _CURE
        super().__init__(
            f"durable_rules {why}; to cure it, with a C compiler and the Python headers: {_CURE}"
        )


def load_module() -> tuple[RulesModule, str]:
    """
    Import the C module, with its version.

    Raises `Unavailable` with the reason and the cure.
    """
    try:
        module = _imported()
    except ModuleNotFoundError:
        raise Unavailable("is not installed") from None
    except ImportError as error:
        raise Unavailable(f"does not import ({error})") from error
    version = _version(module)
    if version != PINNED:
        # The C interface is not documented: another release may mean something else by it.
        raise Unavailable(f"{version} is installed, where exactly {PINNED} is needed")
    return cast("RulesModule", module), version


def _imported() -> Any:  # noqa: ANN401 - a module without types
    if sys.version_info < _LAZY_SINCE or not hasattr(sys, "setdlopenflags"):
        return import_module(_MODULE)
    before = sys.getdlopenflags()
    sys.setdlopenflags(os.RTLD_LAZY)
    try:
        return import_module(_MODULE)
    finally:
        sys.setdlopenflags(before)


def _version(module: Any) -> str:  # noqa: ANN401 - likewise
    # The module does not know its version; looking beside it costs a tenth of
    # `importlib.metadata`, which every start would pay for.
    folder = Path(module.__file__).parent
    for result in folder.glob("durable_rules-*.dist-info"):
        return result.name.removeprefix("durable_rules-").removesuffix(".dist-info")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("durable_rules")
    except PackageNotFoundError:
        return "of an unknown version"


def error_meaning(error: BaseException | int) -> str:
    """Put a code, or an exception that ends in one, into words."""
    if isinstance(error, MemoryError):
        return _MEANINGS[101]
    last = str(error).rpartition(" ")[2]
    code = int(last) if last.isdigit() else 0
    return f"{_MEANINGS.get(code, 'it gives no reason')} (code {code})" if code else str(error)
