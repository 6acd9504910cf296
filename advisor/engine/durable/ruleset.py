"""One compiled rule set with its one session: assert, drain, retract."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from advisor.diagnostics import EngineFailure
from advisor.engine.durable.c_module import error_meaning
from advisor.engine.durable.ruleset_json import BOOT, ruleset_json

if TYPE_CHECKING:
    from advisor.engine.durable.c_module import RulesModule
    from advisor.engine.durable.ruleset_json import Rules

_NOT_HANDLED = 1
_NO_HANDLE = 0  # they count from 1
_SILENT = "a rule matched and did not fire"
_BOOT = f'{{"id":"0","{BOOT}":0}}'
_RETRACTED = '{"id":"1"}'
_OPENING = '{"id":"1"'


class RuleSet:
    """
    Rules with names of one letter, compiled at the first fact.

    `about` names what the rules decide, for messages; `problem` is the limit of the
    engine that they would pass, and then they are never compiled. A handle is not for two
    threads at once, so each rule set has a lock.
    """

    def __init__(
        self, extension: RulesModule, rules: Rules, about: tuple[str, ...], problem: str | None
    ) -> None:
        self._extension = extension
        self._rules = rules
        self._about = about
        self._problem = problem
        self._lock = threading.Lock()
        self._handle = _NO_HANDLE

    def fired(self, seen: str) -> str:
        """
        Return the letters of the rules that fire on one fact, some of them repeated.

        `seen` continues a JSON object: `,"L17":1,"L4":0`.
        """
        with self._lock:
            try:
                return self._drained(f"{_OPENING}{seen}}}")
            except BaseException as error:
                # What is left in the session would be taken for part of the next fact.
                self._abandon()
                if isinstance(error, EngineFailure) or not isinstance(error, Exception):
                    raise
                raise self._failure(error_meaning(error)) from error

    def _drained(self, fact: str) -> str:
        extension = self._extension
        handle = self._handle or self._compiled()
        code, offset = extension.assert_fact(handle, fact)
        if code == _NOT_HANDLED:  # nothing is certain, and nothing was stored
            return ""
        first = extension.start_action_for_state(handle, offset)
        if code or first is None:
            raise self._failure(error_meaning(code) if code else _SILENT)
        letters = first[1][2]  # {"A":[{"m":{...}}]}
        complete = extension.complete_and_start_action
        while (found := complete(handle, offset)) is not None:
            letters += found[2]
        code, _ = extension.retract_fact(handle, _RETRACTED)
        if code:
            raise self._failure(error_meaning(code))
        return letters

    def _compiled(self) -> int:
        if self._problem is not None:
            raise self._failure(f"the rules have {self._problem}")
        extension = self._extension
        handle = extension.create_ruleset("rules", ruleset_json(self._rules))
        self._handle = handle
        # A session in which nothing has ever fired is not safe to work with.
        _, offset = extension.assert_fact(handle, _BOOT)
        if extension.start_action_for_state(handle, offset) is None:
            raise self._failure("the session did not start")
        if extension.complete_and_start_action(handle, offset) is not None:
            raise self._failure("the session started with more than it was told")
        extension.retract_fact(handle, _BOOT)
        return handle

    def _abandon(self) -> None:
        handle, self._handle = self._handle, _NO_HANDLE
        if handle:
            self._extension.delete_ruleset(handle)

    def _failure(self, why: str) -> EngineFailure:
        names = ", ".join(f"`{name}`" for name in dict.fromkeys(self._about))
        return EngineFailure(f"durable_rules could not decide {names}: {why}", norm=self._about[0])
