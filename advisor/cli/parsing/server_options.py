"""Who may ask the interface of `advisor serve`, as the command line tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.errors import exit_with_error
from advisor.cli.parsing.parameters import Misuse
from advisor.diagnostics.lines import split_lines

if TYPE_CHECKING:
    from advisor.web.api.access import Access
    from advisor.web.api.api_settings import ApiSettings
    from advisor.web.settings import TrustedNetwork

_HEADER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")


def networks(given: Sequence[str] | None) -> tuple[TrustedNetwork, ...]:
    """Read the addresses of the proxies."""
    from advisor.web.api.access import network

    found = []
    for text in given or ():
        try:
            found.append(network(text))
        except ValueError:
            raise Misuse(
                f"`{text}` is no address; write it as 127.0.0.1 or 10.0.0.0/8",
                option="--trusted-proxy",
            ) from None
    return tuple(found)


def access(keys: Path | None, header: str, proxies: tuple[TrustedNetwork, ...]) -> Access | None:
    """Choose how callers are known; `None` where nothing was told."""
    from advisor.web.api.access import KeyHolders, ThroughProxy

    if keys is not None and header:
        raise Misuse("callers show a key or come through the proxy; tell one of them")
    if header and not proxies:
        raise Misuse(
            "without an address anybody could write that header; add `--trusted-proxy`",
            option="--trusted-header",
        )
    if header and not _HEADER.fullmatch(header):
        raise Misuse(f"`{header}` is no name of a header", option="--trusted-header")
    if keys is not None:
        from advisor.web.api.keys import BadKeys, read_keys

        try:
            return KeyHolders(read_keys(split_lines(keys.read_text("utf-8"))))
        except BadKeys as bad:
            exit_with_error(
                "bad-keys",
                str(bad),
                "a key that cannot be read would lock its caller out, or let another in",
                "write `name sha256:hash` on each line; `advisor api-key NAME` prints one",
                where=f"{keys}:{bad.line}",
            )
        except (OSError, UnicodeDecodeError) as error:
            why = getattr(error, "strerror", None) or "it is not text in UTF-8"
            exit_with_error(
                "unreadable",
                f"{keys} cannot be read",
                str(why).casefold(),
                "give the file that `advisor api-key NAME --to FILE` writes to",
            )
    return ThroughProxy(header, proxies) if header else None


def interface(
    access: Access | None, host: str, rate: int, *, root: str = "", only: bool
) -> ApiSettings | None:
    """
    Choose how programs are answered; `None` where they are not.

    On this machine everybody may ask. From other machines nobody may of whom nothing is
    known.
    """
    from advisor.web.api.access import Open
    from advisor.web.api.api_settings import ApiSettings
    from advisor.web.settings import ServerSettings

    if access is None and not ServerSettings(host).is_loopback:
        if only:
            exit_with_error(
                "open-interface",
                "other machines could ask, and nobody is asked who",
                "`--host` lets other machines in",
                "add `--api-keys FILE`, or `--trusted-header NAME --trusted-proxy ADDRESS`",
            )
        return None
    return ApiSettings(access or Open(), per_minute=rate, root=root)


def log_requests() -> None:
    """Write one line for each request to standard error, and never a word that was sent."""
    import logging
    import sys

    stream_handler = logging.StreamHandler(sys.stderr)
    stream_handler.setFormatter(logging.Formatter("%(message)s"))
    interface_log = logging.getLogger("advisor.web")
    interface_log.addHandler(stream_handler)
    interface_log.setLevel(logging.INFO)
    interface_log.propagate = False
