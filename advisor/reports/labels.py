"""Plain words for truths, outcomes, weights, dates and told values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH, Language, listed_words
from advisor.model.authorities import Kind, Verification, Weight
from advisor.model.norms import Modality, Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from advisor.model.vocabulary import Fact, Value

VERDICTS = listed_words(
    "verdict",
    {
        Verdict.STOP: "STOP",
        Verdict.UNSETTLED: "UNSETTLED",
        Verdict.ASK: "ASK",
        Verdict.CLEAR: "CLEAR",
    },
)
OUTCOME_LABELS = listed_words(
    "outcome",
    {
        Outcome.MET: "met",
        Outcome.BREACHED: "breached",
        Outcome.NOT_FOLLOWED: "not followed",
        Outcome.OPEN: "open",
        Outcome.AVAILABLE: "available",
        Outcome.UNSETTLED: "unsettled",
        Outcome.INAPPLICABLE: "does not apply",
        Outcome.DEFEATED: "lifted",
        Outcome.UNDETERMINED: "undetermined",
    },
)
TRUTHS = listed_words(
    "truth", {Truth.TRUE: "holds", Truth.FALSE: "does not hold", Truth.UNKNOWN: "not known"}
)
MODALITIES = {one: one.verb for one in Modality}
WEIGHTS = listed_words(
    "weight",
    {
        Weight.BINDING: "binding",
        Weight.ADVISORY: "advisory",
        Weight.PERSUASIVE: "persuasive",
    },
)
AUTHORITY_WORDS = listed_words(
    "weight",
    {
        Weight.BINDING: "binding authority",
        Weight.ADVISORY: "advisory authority",
        Weight.PERSUASIVE: "persuasive authority",
    },
)
VERDICT_WITHIN_SENTENCE = listed_words(
    "verdict within a sentence",
    {
        Verdict.STOP: "stop",
        Verdict.UNSETTLED: "unsettled",
        Verdict.ASK: "ask",
        Verdict.CLEAR: "clear",
    },
)
BOUNDS = listed_words(
    "bound",
    {
        "at_least": "at least",
        "at_most": "at most",
        "above": "above",
        "below": "below",
        "from": "from",
        "before": "before",
        "includes_all": "includes all",
        "only": "only",
    },
)
YES_NO_LABELS = listed_words("answer", {True: "yes", False: "no"})
VERIFICATIONS = listed_words(
    "how a text was read",
    {
        Verification.PRIMARY: "read in the original",
        Verification.PRIMARY_EXCERPT: "read in an excerpt",
        Verification.SECONDARY: "secondary source only",
        Verification.UNVERIFIED: "not verified",
    },
)
AUTHORITY_KINDS = listed_words(
    "kind of authority",
    {
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
    },
)
(DISCLAIMER,) = listed_words(
    "disclaimer", ("Information for a lawyer's own judgment, not advice on what to do.",)
)

_WEB = re.compile(r"https?://[^\s<>()\"'\\\x00-\x20\x7f-\xa0]+")


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


def join_words(words: Iterable[str], last: str = "and") -> str:
    """
    Join words as a sentence does.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    *head, tail = tuple(words) or ("",)
    return f"{', '.join(head)} {last} {tail}" if head else tail


def counted_text(count: int, one: str, many: str = "") -> str:
    """
    Say how many.

    >>> counted(2, "norm")
    '2 norms'
    """
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"


def day_text(value: date, language: Language = ENGLISH) -> str:
    """
    Write a date so that nobody can read it otherwise.

    >>> day(date(2019, 5, 4))
    '4 May 2019'
    """
    return language.day(value)


def weight_word(value: Weight, kind: Kind | None = None, language: Language = ENGLISH) -> str:
    """
    Say what an authority is worth here; guidance to a rule says that it is that.

    >>> weight(Weight.ADVISORY, Kind.ETHICS_OPINION)
    'advisory'
    """
    if kind is Kind.COMMENT and value is Weight.BINDING:
        return language.phrase("guidance to a binding rule")
    return language.term("weight", WEIGHTS[value])


def verdict_word(value: Verdict, language: Language) -> str:
    """Give the one word over an opinion."""
    return language.term("verdict", VERDICTS[value])


def outcome_word(value: Outcome, language: Language) -> str:
    """Say what became of a norm."""
    return language.term("outcome", OUTCOME_LABELS[value])


def truth_word(value: Truth, language: Language) -> str:
    """Say whether a condition holds."""
    return language.term("truth", TRUTHS[value])


def verification_text(value: Verification, language: Language) -> str:
    """Say how a text was read."""
    return language.term("how a text was read", VERIFICATIONS[value])


def told_text(
    value: Value | None,
    fact: Fact | None = None,
    *,
    labels: bool = True,
    language: Language = ENGLISH,
) -> str:
    """Write a told value in the user's own words, with the `labels` of options behind them."""
    match value:
        case None:
            return language.phrase("not told", context="answer")
        case bool():
            return language.term("answer", YES_NO_LABELS[value])
        case date():
            return language.day(value)
        case frozenset():
            members = sorted(value)
            if fact is not None and fact.options:
                members = [name for name in fact.options if name in value] or members
            if not members:
                return language.phrase("none at all", context="answer")
            return language.joined(_labelled(name, fact if labels else None) for name in members)
        case str():
            return _labelled(value, fact if labels else None)
        case _:
            return language.number(value)


def _labelled(name: str, fact: Fact | None) -> str:
    label = fact.options.get(name, "") if fact is not None else ""
    plain = name.replace("-", " ").casefold()
    shown = clean(name)
    return f"{shown} ({label})" if label and plain not in label.casefold() else shown


def wanted(test: str, language: Language = ENGLISH) -> str:
    """
    Write a test as a lawyer would say it.

    >>> wanted("[client, co-counsel]")
    'client or co-counsel'
    """
    text = clean(test).strip()
    if text in ("true", "false"):
        return language.term("answer", YES_NO_LABELS[text == "true"])
    if text.startswith("[") and text.endswith("]"):
        return language.either(part.strip() for part in text[1:-1].split(","))
    if text.startswith("{") and text.endswith("}"):
        bounds = (part.strip().partition(":") for part in text[1:-1].split(","))
        return ", ".join(_bound(name, edge, language) for name, _, edge in bounds)
    return text


def _bound(name: str, edge: str, language: Language) -> str:
    """Say a bound; a value without a name, as one of a list, stays as it stands."""
    said = BOUNDS.get(name)
    rest = edge.strip()
    if said is None:
        return f"{name} {rest}".replace("_", " ").strip()
    return f"{language.term('bound', said)} {rest}".strip()
