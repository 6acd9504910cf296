"""`advisor new`: the files of a policy or of an opinion, ready to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import exit_with_error
from advisor.cli.loading import clock, corpus_loader
from advisor.cli.output.console import echo
from advisor.cli.parsing.options import Today
from advisor.cli.parsing.parameters import Argument, Misuse, Option
from advisor.cli.scaffold import filled, refuse_existing, schema_files, write_all
from advisor.values import replace

if TYPE_CHECKING:
    from advisor.model.law import Law

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_CODE = re.compile(r"[A-Z]{2,4}(?:-[A-Z0-9]{1,4})?")
_NUMBER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Into = Annotated[Path, Option("--into", metavar="DIR", help="The folder of your layer of law.")]


def new_policy(
    name: Annotated[str, Argument(metavar="ID", help="Its id, as in `acme/no-pixels`.")],
    *,
    into: Into = Path(),
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
    values = {
        "id": name,
        "title": name.rpartition("/")[2].replace("-", " ").capitalize(),
        "code": jurisdiction,
        "day": day,
        "review": day.replace(year=day.year + 1, day=min(day.day, 28)),
    }
    law = corpus_loader.load_corpus(None, engine="reference").law
    _write(into, _pair(into, "policy", name, values), law)
    echo(f"next: edit them, then `advisor lint {into}` and `advisor test {into}`")


def new_opinion(
    code: Annotated[str, Argument(metavar="CODE", help="Whose opinion it is, as in `US-PA`.")],
    number: Annotated[str, Argument(metavar="NUMBER", help="Its number, as in `2024-100`.")] = "1",
    *,
    into: Into = Path(),
    today: Today = None,
) -> None:
    """
    Write the opinion of a bar and its cases, with one norm and marked blanks.

    A place that the law does not know yet gets a file of its own. Nothing that exists is
    overwritten. `advisor lint DIR` lists the blanks that are left.
    """
    if not _CODE.fullmatch(code):
        raise Misuse(
            f"`{code}` is no code of a place; write capitals, as in `US-PA` or `DE`",
            option="CODE",
        )
    if not _NUMBER.fullmatch(number):
        raise Misuse(
            f"`{number}` is no number; write small letters and digits, with `-` between",
            option="NUMBER",
        )
    law = corpus_loader.load_corpus(None, engine="reference").law
    place = code.lower().replace("-", "/")
    name = f"{place}/opinion-{number}"
    if name in law.policies:
        exit_with_error(
            "duplicate-id",
            f"the bundled law has a policy `{name}` already",
            "a layer may add to the law beneath it, and never redefine it",
            f"choose another number; `advisor explain {name}` shows what there is",
        )
    values = {"id": name, "code": code, "day": today or clock.today()}
    texts = _pair(into, "opinion", name, values)
    if code not in law.jurisdictions:
        texts |= _jurisdiction(into, place, code, name, law)
        names = {**law.places.names, code: law.places.names.get(code, code)}
        law = replace(law, places=replace(law.places, names=names))
    _write(into, texts, law)
    written = into / "policies" / f"{name}.yaml"
    echo(
        "next:\n"
        f"  1. read the opinion, and fill in {written}\n"
        f"  2. advisor lint {into}    lists what is still to be filled in, and every mistake\n"
        f"  3. advisor test {into}    tells whether the cases come out as expected\n"
        f"  4. advisor check SCENARIO --policies {into}    uses it"
    )


commands = {"policy": new_policy, "opinion": new_opinion}
"""What can be started, by the word after `advisor new`."""


def _pair(into: Path, template: str, name: str, values: dict[str, object]) -> dict[Path, str]:
    """Return the texts of a policy and of its cases."""
    base = into / "policies" / name
    return {
        path: filled(f"{template}{suffix}", path, into, values)
        for suffix in (".yaml", ".cases.yaml")
        for path in (base.with_name(f"{base.name}{suffix}"),)
    }


def _jurisdiction(into: Path, place: str, code: str, name: str, law: Law) -> dict[Path, str]:
    """Return the text of the file of a place that has none."""
    path = into / "jurisdictions" / f"{place}.yaml"
    values = {"code": code, "name": law.places.names.get(code, "___")}
    text = filled("jurisdiction.yaml", path, into, values)
    union = code.partition("-")[0]
    if union != code and union in law.jurisdictions:
        text += f"within: {union}\n"
    else:
        text += (
            "# When its law governs.\n"
            "governs_when:\n"
            "  lawyer.admitted_in: self\n"
            f"  cites: [{{policy: {name}, pinpoint: ___}}]\n"
        )
    return {path: text}


def _write(into: Path, texts: dict[Path, str], law: Law) -> None:
    refuse_existing(texts)
    write_all({**texts, **schema_files(into, law)})
    echo("\n".join(f"wrote {path}" for path in texts))
