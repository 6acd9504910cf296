"""Plain words for truths, outcomes, weights, dates and told values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from advisor.model.authorities import Kind, Verification, Weight
from advisor.model.norms import Modality, Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from advisor.model.vocabulary import Fact, Value

VERDICTS = {
    Verdict.STOP: "STOP",
    Verdict.UNSETTLED: "UNSETTLED",
    Verdict.ASK: "ASK",
    Verdict.CLEAR: "CLEAR",
}
OUTCOMES = {
    Outcome.MET: "met",
    Outcome.BREACHED: "breached",
    Outcome.NOT_FOLLOWED: "not followed",
    Outcome.OPEN: "open",
    Outcome.AVAILABLE: "available",
    Outcome.UNSETTLED: "unsettled",
    Outcome.INAPPLICABLE: "does not apply",
    Outcome.DEFEATED: "lifted",
    Outcome.UNDETERMINED: "undetermined",
}
TRUTHS = {Truth.TRUE: "holds", Truth.FALSE: "does not hold", Truth.UNKNOWN: "not known"}
MODALITIES = {
    Modality.MUST: "must",
    Modality.MUST_NOT: "must not",
    Modality.SHOULD: "should",
    Modality.SHOULD_NOT: "should not",
    Modality.MAY: "may",
    Modality.NEED_NOT: "need not",
    Modality.UNSETTLED: "unsettled",
}
VERIFICATIONS = {
    Verification.PRIMARY: "read in the original",
    Verification.PRIMARY_EXCERPT: "read in an excerpt",
    Verification.SECONDARY: "secondary source only",
    Verification.UNVERIFIED: "not verified",
}
KINDS = {
    Kind.STATUTE: "statute",
    Kind.REGULATION: "regulation",
    Kind.DIRECTIVE: "directive",
    Kind.COURT_RULE: "court rule",
    Kind.COMMENT: "comment",
    Kind.DECISION: "court decision",
    Kind.TRIAL_RULING: "trial ruling",
    Kind.ETHICS_OPINION: "ethics opinion",
    Kind.GUIDANCE: "guidance",
    Kind.FIRM_POLICY: "firm policy",
    Kind.MODEL_RULE: "model rule",
    Kind.DRAFT: "draft",
}
DISCLAIMER = "Information for a lawyer's own judgment, not advice on what to do."

_WEB = re.compile(r"https?://[^\s<>()\"'\\\x00-\x20\x7f-\xa0]+")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def clean(text: str) -> str:
    r"""
    Make text from a file safe to print: one line, nothing that steers a terminal.

    Controls, and marks that turn the direction of writing, become visible codes.

    >>> clean("a\x1b[31mb\nc")
    'a\\x1b[31mb c'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(sign) for sign in text)


def _visible(sign: str) -> str:
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return sign.encode("unicode_escape", "surrogatepass").decode("ascii")
    return sign


def web_address(text: str) -> bool:
    """
    Tell whether a link leads to a web page and can be printed as it stands.

    >>> web_address("https://bar.example/1"), web_address("javascript:alert(1)")
    (True, False)
    """
    return bool(_WEB.fullmatch(text))


def joined(words: Iterable[str], last: str = "and") -> str:
    """
    Join words as a sentence does.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    *head, tail = tuple(words) or ("",)
    return f"{', '.join(head)} {last} {tail}" if head else tail


def counted(count: int, one: str, many: str = "") -> str:
    """
    Say how many.

    >>> counted(2, "norm")
    '2 norms'
    """
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"


def day(value: date) -> str:
    """
    Write a date so that nobody can read it otherwise.

    >>> day(date(2019, 5, 4))
    '4 May 2019'
    """
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def weight(value: Weight, kind: Kind | None = None) -> str:
    """
    Say what an authority is worth here; guidance to a rule says that it is that.

    >>> weight(Weight.ADVISORY, Kind.ETHICS_OPINION)
    'advisory'
    """
    if kind is Kind.COMMENT and value is Weight.BINDING:
        return "guidance to a binding rule"
    return value.value


def told(value: Value | None, fact: Fact | None = None, *, labels: bool = True) -> str:
    """Write a told value in the user's own words, with the `labels` of options behind them."""
    match value:
        case None:
            return "not told"
        case bool():
            return "yes" if value else "no"
        case date():
            return day(value)
        case frozenset():
            members = sorted(value)
            if fact is not None and fact.options:
                members = [name for name in fact.options if name in value] or members
            if not members:
                return "none at all"
            return joined(_labelled(name, fact if labels else None) for name in members)
        case str():
            return _labelled(value, fact if labels else None)
        case _:
            return f"{value:g}"


def _labelled(name: str, fact: Fact | None) -> str:
    label = fact.options.get(name, "") if fact is not None else ""
    plain = name.replace("-", " ").casefold()
    shown = clean(name)
    return f"{shown} ({label})" if label and plain not in label.casefold() else shown


def wanted(test: str) -> str:
    """
    Write a test as a lawyer would say it.

    >>> wanted("[client, co-counsel]")
    'client or co-counsel'
    """
    text = clean(test).strip()
    if text in ("true", "false"):
        return "yes" if text == "true" else "no"
    if text.startswith("[") and text.endswith("]"):
        return joined((part.strip() for part in text[1:-1].split(",")), "or")
    if text.startswith("{") and text.endswith("}"):
        return text[1:-1].replace("_", " ").replace(":", "")
    return text
