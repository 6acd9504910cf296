"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated

from advisor.cli.loading.clock import today
from advisor.cli.parsing.parameters import Misuse, Option
from advisor.i18n import Dates, Language
from advisor.source.scalars import parse_date


class Engines(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The engines that can be asked for by name."""

    AUTO = "auto"
    DURABLE = "durable"
    REFERENCE = "reference"
    PLANES = "planes"


class DateForm(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """How a day can be written, whatever the language."""

    BRITISH = "british"
    AMERICAN = "american"
    ISO = "iso"


def spoken(name: str, form: DateForm | None) -> Language:
    """Find the language that was asked for; leaves with status 1 where its file is bad."""
    from advisor.i18n import UnknownLanguage, language

    dates = Dates(form.value) if form is not None else Dates.OWN
    try:
        return language(name, dates)
    except UnknownLanguage as unknown:
        raise Misuse(str(unknown), option="--language") from None
    except (OSError, ValueError) as error:
        from advisor.cli.errors import exit_with_error

        why = getattr(error, "strerror", None) or str(error)
        exit_with_error(
            "bad-catalogue",
            f"{name} cannot be used",
            f"{why[:1].lower()}{why[1:]}",
            "correct that line; docs/how-to/languages.md tells the form",
        )


def parse_day(text: str) -> date:
    """Read a date of the command line."""
    day = parse_date(text)
    if day is None:
        raise Misuse(f"`{text}` is not a date; write it as 2026-03-02")
    return day


def day_come(text: str) -> date:
    """Read a day whose law can be asked for: today or an earlier one."""
    asked = parse_day(text)
    if asked > today():
        problem = f"`{text}` has not come yet, and nobody knows what will be in force then"
        raise Misuse(f"{problem}; write {today()} or an earlier day")
    return asked


def parse_depth(text: str) -> int:
    """Read how many steps an explanation may have; at least one."""
    if str(text).isdecimal() and int(text) > 0:
        return int(text)
    raise Misuse(f"`{text}` is no number of steps; write 1 or more")


Policies = Annotated[
    list[Path] | None,
    Option(
        "--policies",
        metavar="DIR",
        help="Lay a folder of policies over the bundled law; may be repeated.",
    ),
]
EngineOption = Annotated[Engines, Option("--engine", help="Which evaluator answers.")]
AsOf = Annotated[
    date | None,
    Option(
        "--as-of",
        metavar="DATE",
        parser=day_come,
        help="Ask by the law of this day and as if sent on it, whatever the scenario says.",
    ),
]
ReceiptKey = Annotated[
    Path | None,
    Option(
        "--key",
        metavar="FILE",
        help="Keep or read receipts under the key in this file, so that nobody else can make one.",
    ),
]
ProfileFile = Annotated[
    str | None,
    Option(
        "--profile",
        metavar="FILE",
        help="Facts of the lawyer and the firm, told once; otherwise a profile `firm.yaml` beside"
        " the scenario or in your configuration folder. `none` takes none.",
    ),
]
MattersFile = Annotated[
    Path | None,
    Option(
        "--matters",
        metavar="FILE",
        help="Of messages: facts by matter, found by address, domain, tag, folder or header.",
    ),
]
ConsentsFile = Annotated[
    Path | None,
    Option(
        "--consents",
        metavar="FILE",
        help="Of messages: the consent register (see `advisor consent`).",
    ),
]
Tongue = Annotated[
    str,
    Option(
        "--language",
        metavar="TAG",
        help="Say what is not the law's own in `en`, `en-GB`, `en-US`, `de`, or by a `.po` file.",
    ),
]
DatesIn = Annotated[
    DateForm | None,
    Option("--dates", help="How days are written; otherwise as the language does."),
]
Today = Annotated[
    date | None,
    Option("--today", metavar="DATE", parser=parse_day, help="Hold review dates against this day."),
]
Plain = Annotated[
    bool,
    Option("--plain", help="Line after line, without signs or colour: for screen readers."),
]
