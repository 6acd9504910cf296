"""`advisor api-key`: a key for a program that asks over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from advisor.atomic_files import write_whole
from advisor.cli.errors import exit_with_error
from advisor.cli.output.console import echo, echo_err
from advisor.cli.parsing.parameters import Argument, Misuse, Option


def command(
    name: Annotated[str, Argument(metavar="NAME", help="Whose key it is: letters, digits, `.-_`.")],
    *,
    to: Annotated[
        Path | None,
        Option("--to", metavar="FILE", help="Add the hash of the key to this file."),
    ] = None,
) -> None:
    """
    Make a key for a program that asks over HTTP.

    The key is shown once. What is kept is its hash: a line for the file that
    `advisor serve --api-keys` reads, printed below the key or added to FILE.
    """
    from advisor.web.api.keys import is_name, key_line, new_key

    if not is_name(name):
        raise Misuse(f"`{name}` is no name for it; use small letters, digits, `.-_`")
    key = new_key()
    kept = key_line(name, key)
    if to is None:
        echo(key)
        echo(kept)
        return
    try:
        before = to.read_bytes() if to.exists() else b""
        joint = b"" if before.endswith(b"\n") or not before else b"\n"
        # A file of keys that is there keeps its owner and its permissions.
        write_whole(to, before + joint + f"{kept}\n".encode(), private=not before)
    except OSError as error:
        exit_with_error(
            "cannot-write",
            f"{to} cannot be written",
            (error.strerror or "the system refused").casefold(),
            "give another file with `--to`",
        )
    echo(key)
    echo_err(f"its hash was added to {to}; start `advisor serve --api-keys {to}` again to use it")
