"""Properties of values that do not change, worked out when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from functools import cached_property as once
else:

    class once:  # noqa: N801 - a decorator
        """
        Keep what a property gives; see `functools.cached_property`, whose lock costs more here.

        Python 3.11 takes that lock at each first use, and reading one message has thousands.
        """

        def __init__(self, work: Any) -> None:  # noqa: ANN401 - a method
            """Take the place of a method, whose name the value will have."""
            self._work = work
            self._name = work.__name__
            self.__doc__ = work.__doc__

        def __get__(self, given: Any, kind: type | None = None) -> Any:  # noqa: ANN401 - of any class
            """Work the value out and put it where it is found before this is asked again."""
            if given is None:
                return self
            result = given.__dict__[self._name] = self._work(given)
            return result


__all__ = ["once"]
