"""The error for a format whose library is not installed."""

from __future__ import annotations


class MissingLibrary(RuntimeError):
    """A format cannot be written here; the message says why, and `fix` says what to install."""

    def __init__(self, message: str, *, fix: str) -> None:
        super().__init__(message)
        self.fix = fix
