"""`advisor serve`: the pages, for a browser on this machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import exit_with_error, require_libraries, stop_unwritable
from advisor.cli.loading import corpus_loader
from advisor.cli.loading.profile_input import ProfileFinder
from advisor.cli.output.console import echo, echo_err
from advisor.cli.parsing.options import EngineOption, Engines, Policies, ProfileFile, spoken
from advisor.cli.parsing.parameters import Misuse, Option

if TYPE_CHECKING:
    import socket

HOST, PORT, RATE = "127.0.0.1", 8710, 600
_PORTS = 65_536
_PATH = re.compile(r"(?:/[A-Za-z0-9_~][A-Za-z0-9._~-]*)*")
OWN_PATHS = frozenset(
    (
        "api",
        "begin",
        "check",
        "compare",
        "coverage",
        "language",
        "law",
        "message",
        "room",
        "static",
        "train",
    )
)
"""How the addresses of the pages begin."""


def port(text: str) -> int:
    """Read the number of a port; 0 takes one that is free."""
    if str(text).isdecimal() and int(text) < _PORTS:
        return int(text)
    raise Misuse(f"`{text}` is no port; write a number from 1 to {_PORTS - 1}")


def rate(text: str) -> int:
    """Read how often one caller may ask in a minute."""
    if str(text).isdecimal() and int(text) > 0:
        return int(text)
    raise Misuse(f"`{text}` is no rate; write 1 or more")


def root_path(text: str) -> str:
    """Read the path under which a proxy serves the pages; the one in front of all is empty."""
    path = str(text).rstrip("/")
    if not _PATH.fullmatch(path):
        raise Misuse(f"`{text}` is no path; write it as /ethics")
    if path.split("/")[1:2] and path.split("/")[1] in OWN_PATHS:
        raise Misuse(f"`{path}` is an address of the pages themselves; take another")
    return path


def command(  # noqa: PLR0913 - one parameter for each option
    *,
    host: Annotated[
        str | None,
        Option(
            "--host",
            metavar="ADDRESS",
            help="Where to listen. Told, it lets other machines in; untold, this one only.",
        ),
    ] = None,
    port: Annotated[
        int,
        Option("--port", metavar="N", parser=port, help="On which port; 0 takes a free one."),
    ] = PORT,
    names: Annotated[
        list[str] | None,
        Option(
            "--name", metavar="HOST", help="A name it is reached by, behind a proxy; repeatable."
        ),
    ] = None,
    profile: ProfileFile = None,
    policies: Policies = None,
    engine: EngineOption = Engines.AUTO,
    api_keys: Annotated[
        Path | None,
        Option(
            "--api-keys",
            metavar="FILE",
            help="Let programs ask with these keys only; `advisor api-key` makes one.",
        ),
    ] = None,
    trusted_header: Annotated[
        str,
        Option(
            "--trusted-header",
            metavar="NAME",
            help="Let programs ask whom the proxy signed on; it says so in this header.",
        ),
    ] = "",
    trusted_proxies: Annotated[
        list[str] | None,
        Option(
            "--trusted-proxy",
            metavar="ADDRESS",
            help="The address, or range, of a proxy whose headers are believed; repeatable.",
        ),
    ] = None,
    api_only: Annotated[
        bool, Option("--api-only", help="Answer programs, and serve no pages.")
    ] = False,
    api_rate: Annotated[
        int,
        Option(
            "--api-rate", metavar="N", parser=rate, help="Let one caller ask so often a minute."
        ),
    ] = RATE,
    language: Annotated[
        str | None,
        Option(
            "--language",
            metavar="TAG",
            help="Write the pages in this language; otherwise in the one that a browser asks for.",
        ),
    ] = None,
    root_path: Annotated[
        str,
        Option(
            "--root-path",
            metavar="PATH",
            parser=root_path,
            help="The path under which a proxy serves it, such as /ethics.",
        ),
    ] = "",
    rooms: Annotated[
        Path | None,
        Option(
            "--rooms",
            metavar="FOLDER",
            help="Keep training rooms in this folder, so that a restart loses no answer.",
        ),
    ] = None,
    browser: Annotated[bool, Option("--open", help="Open the first page in your browser.")] = False,
) -> None:
    """
    Serve the advisor as web pages, until Ctrl-C.

    Without `--host` only this machine reaches them, and your own profile tells of the lawyer
    and the firm; with it only a profile that `--profile` names does. Nothing that is typed
    there is stored or logged, but for the answers of training rooms with `--rooms`, and nothing
    is sent anywhere. Programs ask under `/api/v1`;
    where other machines are let in, only with a key or through a proxy that signs them on.
    """
    _needed()
    from advisor.cli.parsing import server_options

    tongue = spoken(language, None) if language is not None else None

    proxies = server_options.networks(trusted_proxies)
    access = server_options.access(api_keys, trusted_header, proxies)
    interface = server_options.interface(
        access, host or HOST, api_rate, root=root_path, only=api_only
    )
    listening = _listening(host or HOST, port)
    _kept_rooms(rooms)
    corpus = corpus_loader.load_corpus(policies, engine=engine.value, cases=True)
    if host is None or profile is not None:  # others have another lawyer and another firm
        corpus = corpus.with_profile(ProfileFinder(corpus.law, profile).profile())
    from advisor.web.application import application
    from advisor.web.listen_urls import here, there
    from advisor.web.server import server_on
    from advisor.web.settings import ServerSettings

    where = listening.getsockname()
    settings = ServerSettings(
        host or HOST,
        where[1],
        tuple(names or ()),
        room=host is not None,
        proxies=proxies,
        language=tongue,
        root=root_path,
        rooms=rooms,
    )
    address = f"{here(settings)}/"
    if not api_only:
        echo(f"advisor: open {address} in a browser; Ctrl-C ends it")
    if interface is not None:
        echo(f"advisor: programs ask at {address}api/v1; openapi.json there describes it")
    if not settings.is_loopback and not api_only:
        echo_err(
            f"advisor: warning: other machines can open these pages, at {there(settings)}/\n"
            "   = why: `--host` was told, and there is no sign-on here\n"
            "   = fix: leave `--host` out, or put it behind a proxy that asks who is there"
        )
    if browser:
        import webbrowser

        webbrowser.open(address)
    if access is not None or api_only:
        server_options.log_requests()
    try:
        app = application(corpus, settings, interface, pages=not api_only)
    except OSError as error:  # a room that is not ours to read
        stop_unwritable(rooms, error)
    server_on(app).run(sockets=[listening])


def _needed() -> None:
    """Leave with status 1 where the extra is not installed."""
    from advisor.web import WEB_EXTRA, missing_web_libraries

    require_libraries("the pages need", missing_web_libraries(), WEB_EXTRA)


def _kept_rooms(folder: Path | None) -> None:
    """Make the folder of the rooms; leaves with status 1 where it cannot be written to."""
    if folder is None:
        return
    from advisor.web.room_journal import RoomJournal

    try:
        RoomJournal.opened(folder)
    except OSError as error:
        stop_unwritable(folder, error)


def _listening(host: str, port: int) -> socket.socket:
    """Take the port before anything is loaded; leaves with status 1 where that cannot be."""
    from advisor.web.server import listening_socket

    try:
        return listening_socket(host, port)
    except (OSError, TypeError, UnicodeError) as error:  # a name that no host can have
        reason = getattr(error, "strerror", None) or "that is no name of a host"
        exit_with_error(
            "cannot-listen",
            f"`{host}:{port}` cannot be listened on",
            str(reason).casefold(),
            "end the other program, or take another port with `--port`; `--port 0` finds one",
        )
