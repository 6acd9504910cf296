"""`advisor gate`: the content filter of a mail server."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import exit_with_error, require_libraries
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading import corpus_loader, mail_input
from advisor.cli.loading.clock import today
from advisor.cli.loading.profile_input import ProfileFinder
from advisor.cli.output.console import echo
from advisor.cli.parsing.options import ConsentsFile
from advisor.cli.parsing.parameters import Argument, Option
from advisor.corpus.law_cache.file import cache_file

if TYPE_CHECKING:
    from advisor.gate.message_check import Sources
    from advisor.gate.settings import GateSettings

GATE_EXTRA = "gate"


def command(  # noqa: PLR0913 - one parameter for each option
    config: Annotated[
        Path | None,
        Argument(metavar="[CONFIG]", help="The gate's settings (YAML)."),
    ] = None,
    *,
    listen: Annotated[
        str | None, Option("--listen", metavar="HOST:PORT", help="Where mail comes in.")
    ] = None,
    next_hop: Annotated[
        str | None, Option("--next-hop", metavar="HOST:PORT", help="Where mail goes on to.")
    ] = None,
    mode: Annotated[
        str | None, Option("--mode", metavar="MODE", help="`record`, `header` or `return`.")
    ] = None,
    state: Annotated[
        Path | None, Option("--state", metavar="DIR", help="Folder of records and ledger.")
    ] = None,
    people: Annotated[
        Path | None, Option("--people", metavar="FILE", help="Who people are (YAML or CSV).")
    ] = None,
    consents: ConsentsFile = None,
    known: Annotated[
        Path | None,
        Option("--scenario", metavar="FILE", help="Facts that hold for the whole firm."),
    ] = None,
    matters: Annotated[
        Path | None, Option("--matters", metavar="FILE", help="Facts by matter (YAML).")
    ] = None,
    profile: Annotated[
        Path | None,
        Option("--profile", metavar="FILE", help="Facts of the lawyer and the firm (YAML)."),
    ] = None,
    policies: Annotated[
        list[Path] | None,
        Option("--policies", metavar="DIR", help="Policies over the bundled law; repeatable."),
    ] = None,
    check: Annotated[
        bool, Option("--check", help="Only read everything, and tell what is wrong.")
    ] = False,
) -> None:
    """
    Check every outgoing message of a mail server, as its content filter.

    A message is taken only when the next hop has taken it; nothing is kept and nothing is
    lost. `record`, the default, changes and delays nothing and writes down what was found;
    `header` adds the verdict to the message; `return` gives a message that must not be sent
    back to its author, with the opinion.

    Settings stand in a file, or in options, which count before the file. SIGTERM lets what
    is under way finish.
    """
    _need_libraries()
    told: dict[str, str | list[str]] = {
        name: str(value)
        for name, value in {
            "listen": listen,
            "next_hop": next_hop,
            "mode": mode,
            "state": state,
            "people": people,
            "consents": consents,
            "scenario": known,
            "matters": matters,
            "profile": profile,
        }.items()
        if value is not None
    }
    if policies:
        told["policies"] = [str(policy) for policy in policies]
    settings = _settings(config, told)
    sources = _sources(settings)
    if check:
        echo(f"ready: {_described(settings)}")
        return
    _serve(settings, sources)


def _need_libraries() -> None:
    missing = () if find_spec("aiosmtpd") else ("aiosmtpd",)
    require_libraries("the gate needs", missing, GATE_EXTRA, others="only mail servers need it")


def _settings(config: Path | None, told: dict[str, str | list[str]]) -> GateSettings:
    from advisor.gate.configuration import read_settings

    settings, problems = read_settings(config, told, hostname=socket.gethostname())
    corpus_loader.report_diagnostics(problems)
    if settings is None:
        raise SystemExit(FAILED)
    return settings


def _sources(settings: GateSettings) -> Sources:
    """Read everything once, so that what is wrong is told now and not by a checker."""
    from advisor.gate.message_check import Sources

    corpus = corpus_loader.load_corpus(settings.policies)
    mail_input.open_mail_input(
        corpus,
        today(),
        direction=None,
        people=settings.people,
        consents=settings.consents,
        known=str(settings.scenario) if settings.scenario else None,
        block_list=settings.block_list,
        matters=settings.matters,
    )
    if settings.profile is not None:
        ProfileFinder(corpus.law, str(settings.profile)).profile()
    _try_certificates(settings)
    return Sources(
        policies=settings.policies,
        people=settings.people,
        consents=settings.consents,
        scenario=settings.scenario,
        matters=settings.matters,
        profile=settings.profile,
        usual=settings.usual,
        block_list=settings.block_list,
        image=cache_file(settings.policies),
    )


def _try_certificates(settings: GateSettings) -> None:
    from advisor.gate.encryption import UnusableCertificate, client_context, server_context

    try:
        server_context(settings)
        client_context(settings)
    except UnusableCertificate as error:
        exit_with_error(
            "unreadable",
            f"`{error.filename}` cannot be used as a certificate: {_said(error)}",
            "without it the gate would have to speak in the clear",
            "name PEM files: `certificate` with its `private_key`, and `next_hop_ca`",
        )


def _serve(settings: GateSettings, sources: Sources) -> None:
    from advisor.gate.acceptance_log import AcceptanceLogInUse
    from advisor.gate.checker_pool import CheckerPool
    from advisor.gate.server import SmtpGate
    from advisor.workers import WorkerNotReady

    _log_to_standard_error(settings)
    try:
        settings.state.mkdir(mode=0o700, parents=True, exist_ok=True)
        checkers = CheckerPool(sources, settings.checkers, settings.time_limit)
        gate = SmtpGate(settings, checkers, _key(settings))
    except AcceptanceLogInUse:
        exit_with_error(
            "already-running",
            f"another gate keeps its ledger in `{settings.state}`",
            "two gates with one ledger could hand the same message on twice",
            "stop the other one, or give this one a `state` folder of its own",
        )
    except OSError as error:
        exit_with_error(
            "cannot-write",
            f"`{error.filename or settings.state}` cannot be used: {_said(error)}",
            "without its ledger the gate could not keep its word",
            "check the paths `state` and `key_file`, and who may use them",
        )

    async def serve() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for item in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(item, stop.set)
        await gate.run(stop, lambda: echo(f"ready: {_described(settings)}"))

    try:
        asyncio.run(serve())
    except WorkerNotReady as error:
        exit_with_error(
            "not-ready",
            f"a checker could not start: {error}",
            "without checkers no message would be checked",
            "mend what it names, and start the gate again",
        )
    except OSError as error:
        exit_with_error(
            "cannot-listen",
            f"the gate cannot listen on {settings.listen}: {_said(error)}",
            "the mail server would find nobody there",
            "stop what uses the port, or choose another with `--listen`",
        )


def _key(settings: GateSettings) -> bytes | None:
    from advisor.gate.settings import Identifiers

    if settings.identifiers is Identifiers.PLAIN or settings.key_file is None:
        return None
    key = settings.key_file.read_bytes()
    least = 16
    if len(key) < least:
        exit_with_error(
            "weak-key",
            f"the key in `{settings.key_file}` is shorter than {least} bytes",
            "a short key can be found by trying",
            f"make one with `head -c 32 /dev/urandom > {settings.key_file}`",
        )
    return key


def _described(settings: GateSettings) -> str:
    return (
        f"mail comes in at {settings.listen} and goes on to {settings.next_hop}; "
        f"mode {settings.mode.value}, unchecked mail: {settings.unchecked.value}; "
        f"records in {settings.state / 'records.jsonl'}"
    )


class _JsonLines(logging.Formatter):
    """Writes each line of the log as a JSON object; what is said stays what it was."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname, "logger": record.name}
        return json.dumps({**told, "message": record.getMessage()}, ensure_ascii=False)


def _log_to_standard_error(settings: GateSettings) -> None:
    from advisor.gate.settings import LogFormat

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    if settings.log_format is LogFormat.JSON:
        for handler in logging.getLogger().handlers:
            handler.setFormatter(_JsonLines())
    # The library writes every address, and at a lower level every line of every message.
    logging.getLogger("mail.log").disabled = True


def _said(error: OSError) -> str:
    return (error.strerror or "unknown error").lower()
