"""`advisor new`: the files of a policy of one's own, ready to be filled in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

from advisor.cli import clock
from advisor.cli.console import echo
from advisor.cli.errors import exit_with_error, tell
from advisor.cli.exit_codes import FAILED
from advisor.cli.options import Today
from advisor.cli.parameters import Argument, Misuse, Option

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")


def new_policy(
    name: Annotated[str, Argument(metavar="ID", help="Its id, as in `acme/no-pixels`.")],
    *,
    into: Annotated[
        Path, Option("--into", metavar="DIR", help="The folder of your layer of law.")
    ] = Path(),
    jurisdiction: Annotated[
        str, Option("--jurisdiction", metavar="CODE", help="Where it governs.")
    ] = "US",
    today: Today = None,
) -> None:
    """
    Write a policy and its cases, with one norm that shows every key.

    Nothing that exists is overwritten. `advisor check --policies DIR` lays the folder
    over the bundled law, `advisor lint DIR` and `advisor test DIR` examine it.
    """
    if not _ID.fullmatch(name):
        raise Misuse(
            f"`{name}` is not an id; write small words and digits, with `-` and `/` between",
            option="ID",
        )
    day = today or clock.today()
    base = into / "policies" / name
    files = {
        base.with_name(f"{base.name}.yaml"): _policy(name, jurisdiction, day),
        base.with_name(f"{base.name}.cases.yaml"): _cases(name, jurisdiction, day),
    }
    existing = [path for path in files if path.exists()]
    for path in existing:
        tell(
            "file-exists",
            "the file exists already",
            "what you wrote there would be lost",
            "choose another id, or remove the file",
            where=str(path),
        )
    if existing:
        raise SystemExit(FAILED)
    for path, text in files.items():
        _write(path, text)
    echo("\n".join(f"wrote {path}" for path in files))
    echo(f"next: edit them, then `advisor lint {into}` and `advisor test {into}`")


commands = {"policy": new_policy}
"""What can be started, by the word after `advisor new`."""


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        exit_with_error(
            "cannot-write",
            f"the file cannot be written: {(error.strerror or 'unknown error').lower()}",
            "a policy needs both of its files",
            "check the path and the permissions, or give another folder with `--into`",
            where=str(path),
        )


def _policy(name: str, jurisdiction: str, day: date) -> str:
    title = name.rpartition("/")[2].replace("-", " ").capitalize()
    return f"""\
policy: {name}
title: {title}
authority:
  kind: firm-policy
  cite: {title}, our own policy
  issuer: Our firm
  jurisdiction: {jurisdiction}
  in_force: {{from: {day}}}
  # primary once you have held these norms against the text they come from
  verified: {{on: {day}, by: unverified}}
  review_by: {day.replace(year=day.year + 1, day=min(day.day, 28))}

norms:
  - id: no-tracking-of-clients
    act: track-email
    bearer: sending-lawyer
    must_not: track a message to {{recipient}} who has not agreed to it
    when:
      message.direction: sent
      recipient.role: client
    breached_if:
      message.is_tracked: true
      recipient.consented: false
    unless:
      security:
        means: the tracking serves nothing but the security of an account
        when: {{tracking.purposes: {{only: [security]}}}}
        cites: [{{pinpoint: section 2}}]
    cites: [{{pinpoint: section 1}}]
    because: Say in one sentence why.
    topics: [clients, tracking]
"""


def _cases(name: str, jurisdiction: str, day: date) -> str:
    facts = (
        f"    facts: {{message: {{direction: sent}}, lawyer: {{admitted_in: [{jurisdiction}]}}, "
    )
    norm = f"{name}#no-tracking-of-clients"
    return f"""\
policy: {name}
cases:
  - name: a tracked message to a client who has not agreed
    as_of: {day}
{facts}tracking: {{mechanisms: [pixel], purposes: [performance]}}}}
    recipients: [{{name: The client, role: client, consented: false}}]
    expect:
      findings: {{{norm}: breached}}
  - name: the same message to a client who has agreed
    as_of: {day}
{facts}tracking: {{mechanisms: [pixel], purposes: [performance]}}}}
    recipients: [{{name: The client, role: client, consented: true}}]
    expect:
      findings: {{{norm}: met}}
  - name: the same message where the tracker serves security alone
    as_of: {day}
{facts}tracking: {{mechanisms: [pixel], purposes: [security]}}}}
    recipients: [{{name: The client, role: client, consented: false}}]
    expect:
      findings: {{{norm}: defeated}}
"""
