"""Plain words for truths, outcomes, weights, dates and told values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from advisor.i18n import Message, and_list, layout, message, messages, or_list, series
from advisor.model.authorities import Kind, Verification, Weight
from advisor.model.norms import Modality, Outcome
from advisor.model.opinions import Verdict
from advisor.model.truth import Truth
from advisor.model.verdict_words import VERDICTS
from advisor.printable import printable

if TYPE_CHECKING:
    from advisor.model.vocabulary import Fact, Value

OUTCOME_LABELS = messages(
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
TRUTHS = messages(
    "truth", {Truth.TRUE: "holds", Truth.FALSE: "does not hold", Truth.UNKNOWN: "not known"}
)
MODALITIES = {item: item.verb for item in Modality}
WEIGHTS = messages(
    "weight",
    {
        Weight.BINDING: "binding",
        Weight.ADVISORY: "advisory",
        Weight.PERSUASIVE: "persuasive",
    },
)
AUTHORITY_WORDS = messages(
    "weight",
    {
        Weight.BINDING: "binding authority",
        Weight.ADVISORY: "advisory authority",
        Weight.PERSUASIVE: "persuasive authority",
    },
)
VERDICT_WITHIN_SENTENCE = messages(
    "verdict within a sentence",
    {
        Verdict.STOP: "stop",
        Verdict.VERIFY: "verify",
        Verdict.UNSETTLED: "unsettled",
        Verdict.ASK: "ask",
        Verdict.CLEAR: "clear",
    },
)
BOUNDS = messages(
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
YES_NO_LABELS = messages("answer", {True: "yes", False: "no"})
VERIFICATIONS = messages(
    "how a text was read",
    {
        Verification.PRIMARY: "read in the original",
        Verification.PRIMARY_EXCERPT: "read in an excerpt",
        Verification.SECONDARY: "secondary source only",
        Verification.UNVERIFIED: "not verified",
    },
)
AUTHORITY_KINDS = messages(
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
KINDS_LEADING = messages(
    "kind of authority, beginning a sentence",
    {
        Kind.STATUTE: "Statute",
        Kind.REGULATION: "Regulation",
        Kind.DIRECTIVE: "Directive",
        Kind.COURT_RULE: "Court rule",
        Kind.COMMENT: "Comment",
        Kind.DECISION: "Court decision",
        Kind.TRIAL_RULING: "Trial ruling",
        Kind.ETHICS_OPINION: "Ethics opinion",
        Kind.GUIDANCE: "Guidance",
        Kind.FIRM_POLICY: "Firm policy",
        Kind.MODEL_RULE: "Model rule",
        Kind.DRAFT: "Draft",
    },
)
ALL_SHOWS_THEM = message(" (--all shows them)", context="hint at the command line")
"""Fills the slot `hint` of what is left out; a surface without that option empties it."""
DISCLAIMER = message(
    "Information for a lawyer's own judgment, not advice on what to do.", context="disclaimer"
)


def join_words(words: Iterable[str], last: str = "and") -> str:
    """
    Join words as a sentence does.

    >>> join_words(["a", "b", "c"])
    'a, b and c'
    """
    *head, tail = tuple(words) or ("",)
    return f"{', '.join(head)} {last} {tail}" if head else tail


def counted_text(count: int, one: str, many: str = "") -> str:
    """
    Say how many.

    >>> counted_text(2, "norm")
    '2 norms'
    """
    return f"{count} {one}" if count == 1 else f"{count} {many or one + 's'}"


def day_text(value: date) -> Message:
    """
    Write a date so that nobody can read it otherwise.

    >>> day_text(date(2019, 5, 4))
    '4 May 2019'
    """
    return layout("{day}", day=value)


def weight_word(value: Weight, kind: Kind | None = None) -> str:
    """
    Say what an authority is worth here; guidance to a rule says that it is that.

    >>> weight_word(Weight.ADVISORY, Kind.ETHICS_OPINION)
    'advisory'
    """
    if kind is Kind.COMMENT and value is Weight.BINDING:
        return message("guidance to a binding rule")
    return WEIGHTS[value]


def verdict_word(value: Verdict) -> Message:
    """Return the one word over an opinion."""
    return VERDICTS[value]


def outcome_word(value: Outcome) -> Message:
    """Say what became of a norm."""
    return OUTCOME_LABELS[value]


def truth_word(value: Truth) -> Message:
    """Return whether a condition holds."""
    return TRUTHS[value]


def verification_text(value: Verification) -> Message:
    """Say how a text was read."""
    return VERIFICATIONS[value]


def told_text(
    value: Value | None,
    fact: Fact | None = None,
    *,
    labels: bool = True,
) -> str:
    """Write a told value in the user's own words, with the `labels` of options behind them."""
    match value:
        case None:
            return message("not told", context="answer")
        case bool():
            return YES_NO_LABELS[value]
        case date():
            return day_text(value)
        case frozenset():
            members = sorted(value)
            if fact is not None and fact.options:
                members = [name for name in fact.options if name in value] or members
            if not members:
                return message("none at all", context="answer")
            return and_list(_labelled(name, fact if labels else None) for name in members)
        case str():
            return _labelled(value, fact if labels else None)
        case _:
            return layout("{number}", number=float(value))


def _labelled(name: str, fact: Fact | None) -> str:
    label = fact.options.get(name, "") if fact is not None else ""
    plain = name.replace("-", " ").casefold()
    shown = printable(name)
    return f"{shown} ({label})" if label and plain not in label.casefold() else shown


def wanted(test: str) -> str:
    """
    Write a test as a lawyer would say it.

    >>> wanted("[client, co-counsel]")
    'client or co-counsel'
    """
    text = printable(test).strip()
    if text in ("true", "false"):
        return YES_NO_LABELS[text == "true"]
    if text.startswith("[") and text.endswith("]"):
        return or_list(part.strip() for part in text[1:-1].split(","))
    if text.startswith("{") and text.endswith("}"):
        bounds = (part.strip().partition(":") for part in text[1:-1].split(","))
        return series((_bound(name, edge) for name, _, edge in bounds), ", ")
    return text


def _bound(name: str, edge: str) -> str:
    """Say a bound; a value without a name, as one of a list, stays as it stands."""
    said = BOUNDS.get(name)
    rest = edge.strip()
    if said is None:
        return f"{name} {rest}".replace("_", " ").strip()
    return layout("{bound} {edge}", bound=said, edge=rest) if rest else said
