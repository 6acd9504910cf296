"""What each code means, how bad it is and which parts of the program find it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from advisor.diagnostics.problems import Severity

if TYPE_CHECKING:
    from advisor.diagnostics.codes import Code


class Finder(Enum):
    """A part of the program that finds problems: its packages, and what they are found in."""

    FILES = "corpus source facts", "reading files and scenarios"
    CHECKS = "checks", "checking a corpus"
    TABLES = "advice", "answering scenarios and tables"
    MAIL = "mail", "messages and address books"
    AUDIT = "audit", "audits"
    RECEIPTS = "receipts", "receipts"
    TRAINING = "training", "training"
    GATE = "gate", "the gate"
    PROOFS = "proof", "proofs of law"
    VERBS = "application", "what programs and assistants ask"
    HTTP = "web/api", "requests over HTTP"
    PAGES = "web", "pages in a browser"
    COMMANDS = "cli", "commands"

    def __init__(self, packages: str, activity: str) -> None:
        self.packages = packages.split()
        self.activity = activity


class Meaning:
    """
    What a code says, whatever the wording of one problem, and who finds it.

    `severity` is the same for every problem of the code.
    """

    __slots__ = ("found_by", "severity", "text")

    def __init__(self, text: str, *found_by: Finder, severity: Severity = Severity.ERROR) -> None:
        self.text = text
        self.found_by = found_by
        self.severity = severity


def codes_of(finder: Finder) -> tuple[Code, ...]:
    """Return the codes that a part of the program can find, in the order of the registry."""
    return tuple(code for code, meaning in REGISTRY.items() if finder in meaning.found_by)


def meaning_of(code: str) -> Meaning | None:
    """Return what a code of any origin means; `None` for one that is unknown."""
    return REGISTRY.get(cast("Code", code))


REGISTRY: Mapping[Code, Meaning] = MappingProxyType(
    {
        # the file as such
        "unreadable": Meaning(
            "a file or folder cannot be opened",
            Finder.FILES,
            Finder.TABLES,
            Finder.MAIL,
            Finder.RECEIPTS,
            Finder.TRAINING,
            Finder.COMMANDS,
        ),
        "too-large": Meaning(
            "a file, a layer or a request is larger than the limit",
            Finder.FILES,
            Finder.MAIL,
            Finder.HTTP,
            Finder.PAGES,
        ),
        "not-utf8": Meaning(
            "a text is not UTF-8",
            Finder.FILES,
            Finder.MAIL,
            Finder.HTTP,
            Finder.PAGES,
            Finder.COMMANDS,
        ),
        "byte-order-mark": Meaning(
            "a file starts with a byte-order mark", Finder.FILES, severity=Severity.WARNING
        ),
        "control-character": Meaning(
            "a text holds a character that is not text", Finder.FILES, Finder.HTTP
        ),
        "line-separator": Meaning(
            "U+0085, U+2028 or U+2029 stands outside quotation marks", Finder.FILES, Finder.MAIL
        ),
        "empty-file": Meaning("a file says nothing", Finder.FILES),
        "bad-link": Meaning(
            "a link leads out of its layer, back to a folder around it or nowhere", Finder.FILES
        ),
        "empty-layer": Meaning("a layer holds no law", Finder.FILES),
        # YAML
        "yaml-syntax": Meaning("a file is not well-formed YAML", Finder.FILES, Finder.MAIL),
        "tab-indent": Meaning("a line is indented with a tab", Finder.FILES),
        "several-documents": Meaning("a file holds more than one YAML document", Finder.FILES),
        "duplicate-key": Meaning("a mapping has the same key twice", Finder.FILES, Finder.HTTP),
        "key-not-text": Meaning(
            "a key is a number, a truth value, a list or a mapping", Finder.FILES
        ),
        "merge-key": Meaning("a mapping uses the merge key `<<`", Finder.FILES),
        "explicit-tag": Meaning("a value carries a YAML tag", Finder.FILES),
        "unknown-anchor": Meaning(
            "an alias names no anchor, or one that is still open", Finder.FILES
        ),
        "too-many-aliases": Meaning("anchors and aliases go beyond the limit", Finder.FILES),
        "too-deep": Meaning(
            "values or folders are nested beyond the limit", Finder.FILES, Finder.HTTP
        ),
        # the shape of a file
        "unknown-key": Meaning(
            "a mapping has a key that means nothing there", Finder.FILES, Finder.GATE, Finder.HTTP
        ),
        "missing-key": Meaning(
            "a mapping lacks a key that it needs", Finder.FILES, Finder.MAIL, Finder.GATE
        ),
        "wrong-indentation": Meaning(
            "a key stands outside or inside the key that it belongs to", Finder.FILES
        ),
        "wrong-type": Meaning(
            "a value is of the wrong kind", Finder.FILES, Finder.TABLES, Finder.VERBS, Finder.HTTP
        ),
        "blank": Meaning("what was left to be filled in is still `___`", Finder.FILES),
        "bad-value": Meaning(
            "a value is not one of those that are allowed",
            Finder.FILES,
            Finder.TABLES,
            Finder.MAIL,
            Finder.GATE,
            Finder.VERBS,
            Finder.HTTP,
            Finder.PAGES,
            Finder.COMMANDS,
        ),
        "bad-name": Meaning("a name is not spelt as names are", Finder.FILES),
        "bad-date": Meaning(
            "a date is not one day of the calendar, written YYYY-MM-DD",
            Finder.FILES,
            Finder.TABLES,
            Finder.VERBS,
        ),
        "empty-period": Meaning("a period ends before it begins", Finder.FILES),
        # names
        "id-not-path": Meaning("a file says another name than its path", Finder.FILES),
        "duplicate-id": Meaning(
            "two files, or two entries, claim the same name",
            Finder.FILES,
            Finder.MAIL,
            Finder.COMMANDS,
        ),
        "unknown-fact": Meaning(
            "a fact is not declared in a vocabulary, or cannot be told there",
            Finder.FILES,
            Finder.MAIL,
            Finder.COMMANDS,
        ),
        "unknown-option": Meaning("a fact has no such option", Finder.FILES),
        "unknown-act": Meaning(
            "an act is not declared in a vocabulary", Finder.FILES, Finder.VERBS
        ),
        "unknown-bearer": Meaning("a bearer is not declared in a vocabulary", Finder.FILES),
        "unknown-place": Meaning("a place code is not known", Finder.FILES),
        "dangling-reference": Meaning(
            "a policy or norm is named that does not exist", Finder.FILES
        ),
        "other-layer": Meaning("a layer touches the law of another layer", Finder.FILES),
        # what the law says
        "wrong-test": Meaning("a test does not fit the type of its fact", Finder.FILES),
        "empty-condition": Meaning(
            "an `all`, `any`, `none`, `some` or `every`, or a clue of a matter, holds nothing",
            Finder.FILES,
            Finder.MAIL,
        ),
        "misplaced-quantifier": Meaning(
            "`some` or `every` speaks of more than recipients", Finder.FILES
        ),
        "derived-cycle": Meaning("derived facts are defined by one another", Finder.FILES),
        "bad-relation": Meaning(
            "a relation among facts that could not be read as one", Finder.FILES
        ),
        "bad-cure": Meaning(
            "what is said of how a remedy may change a fact does not fit the fact", Finder.FILES
        ),
        "contradictory-facts": Meaning(
            "facts that cannot all be so, by the meaning of their words",
            Finder.TABLES,
            Finder.VERBS,
        ),
        "no-modality": Meaning("a norm has no modality", Finder.FILES),
        "two-modalities": Meaning("a norm has more than one modality", Finder.FILES),
        "missing-compliance": Meaning(
            "a command or prohibition does not say when it is kept", Finder.FILES
        ),
        "needless-compliance": Meaning(
            "a norm says when it is kept although it cannot be broken", Finder.FILES
        ),
        "unknown-hole": Meaning("a sentence has a hole that nothing fills", Finder.FILES),
        "no-citation": Meaning("a statement of law has no citation", Finder.FILES),
        "verified-too-strong": Meaning(
            "a norm claims to be better read than its authority", Finder.FILES
        ),
        "outside-in-force": Meaning(
            "a norm claims to be in force when its authority is not", Finder.FILES
        ),
        "overlapping-dates": Meaning("a place is told twice to lie within another", Finder.FILES),
        "ambiguous-scope": Meaning(
            "two unions say when the law of one place governs", Finder.FILES
        ),
        # a scenario
        "future-as-of": Meaning("the as-of date has not come yet", Finder.FILES, Finder.VERBS),
        "judgment-unrecorded": Meaning(
            "a judgment is told without who made it, when and why", Finder.FILES
        ),
        "told-twice": Meaning("one fact is told twice", Finder.FILES, Finder.TABLES, Finder.MAIL),
        "idle-origin": Meaning(
            "how a fact is known is said where the fact is not told",
            Finder.FILES,
            severity=Severity.WARNING,
        ),
        "not-lasting": Meaning(
            "a profile, or a file of matters, tells what belongs to one message", Finder.FILES
        ),
        "misplaced-fact": Meaning(
            "a fact of a recipient stands elsewhere, or the reverse", Finder.FILES
        ),
        "derived-told": Meaning("a scenario tells a fact that the law derives", Finder.FILES),
        "impossible-value": Meaning("a number that cannot be true", Finder.FILES),
        "unknown-recipient": Meaning(
            "a case expects something of a recipient it does not have", Finder.FILES
        ),
        "shared-place-code": Meaning(
            "a code of a country is a postal code too where all other places are",
            Finder.FILES,
            Finder.VERBS,
            severity=Severity.WARNING,
        ),
        "message-after-as-of": Meaning(
            "the message is dated more than a day after the scenario's own as-of date",
            Finder.FILES,
        ),
        "outside-sender": Meaning(
            "facts of an outside sender are told of a message that was sent", Finder.FILES
        ),
        # the soundness of a corpus
        "missing-case": Meaning(
            "no case says what a norm does, or a relation among facts", Finder.CHECKS
        ),
        "no-scope": Meaning("nothing says when the law of a policy governs", Finder.CHECKS),
        "past-review": Meaning(
            "an authority is past the day on which it was to be read again",
            Finder.CHECKS,
            severity=Severity.WARNING,
        ),
        "never-true": Meaning(
            "a condition asks for two things that exclude each other", Finder.CHECKS
        ),
        "same-norm": Meaning(
            "two norms of a policy say the same thing under the same conditions",
            Finder.CHECKS,
            severity=Severity.WARNING,
        ),
        "override-cycle": Meaning("norms override one another in a circle", Finder.CHECKS),
        "place-cycle": Meaning("a place lies within itself", Finder.FILES),
        "unused-fact": Meaning(
            "a declared fact is tested by nothing", Finder.CHECKS, severity=Severity.WARNING
        ),
        "undirected-fact": Meaning(
            "a remedy could change a flag for the worse", Finder.CHECKS, severity=Severity.WARNING
        ),
        "contradictory-relations": Meaning(
            "relations among facts that no scenario can meet", Finder.CHECKS
        ),
        "muted-fact": Meaning(
            "a norm waits for a fact that does not arise", Finder.CHECKS, severity=Severity.WARNING
        ),
        "two-way-act": Meaning(
            "an act that one norm commands and another forbids",
            Finder.CHECKS,
            severity=Severity.WARNING,
        ),
        "wrong-side": Meaning(
            "a norm binds somebody on the other side of the message",
            Finder.CHECKS,
            severity=Severity.WARNING,
        ),
        "same-wrong": Meaning(
            "two norms of one place that the same conduct breaks",
            Finder.CHECKS,
            severity=Severity.WARNING,
        ),
        "unread-excerpt": Meaning(
            "a text said to have been read whose place was not read",
            Finder.CHECKS,
            severity=Severity.WARNING,
        ),
        "later-citation": Meaning(
            "a text that cites what came after it, and does not say so",
            Finder.CHECKS,
            severity=Severity.WARNING,
        ),
        "stands-outside": Meaning(
            "a model rule stands for the text of a place outside its own union", Finder.CHECKS
        ),
        "foreign-act": Meaning(
            "a norm builds on a derived fact that does not serve its act", Finder.CHECKS
        ),
        # answers
        "missing-as-of": Meaning(
            "a scenario of a program does not say for which day it asks",
            Finder.TABLES,
            Finder.AUDIT,
        ),
        "engine-failure": Meaning(
            "an engine broke, or two evaluators disagree: there is no answer",
            Finder.RECEIPTS,
            Finder.VERBS,
            Finder.PAGES,
            Finder.COMMANDS,
        ),
        "missing-extra": Meaning(
            "an optional part of the program that this needs is not installed",
            Finder.MAIL,
            Finder.PAGES,
            Finder.COMMANDS,
        ),
        # messages and address books
        "unreadable-message": Meaning(
            "a message cannot be read, so nothing is told of it", Finder.MAIL, Finder.PAGES
        ),
        "csv-syntax": Meaning("an address book is not well-formed CSV", Finder.MAIL),
        "contradiction": Meaning(
            "an address book tells two things of one address or domain", Finder.MAIL
        ),
        "ambiguous-recipient": Meaning(
            "a name may mean several recipients who are called the same", Finder.MAIL
        ),
        "matters-disagree": Meaning(
            "a message belongs to two matters that tell one fact otherwise", Finder.MAIL
        ),
        # audits
        "cannot-audit": Meaning(
            "a path is no mail and no table of scenarios, or cannot be read", Finder.AUDIT
        ),
        "no-messages": Meaning("there is no message in what was named", Finder.AUDIT, Finder.PAGES),
        "input-changed": Meaning(
            "a file changed between the plan of an audit and its reading", Finder.AUDIT
        ),
        "cannot-write": Meaning("a file cannot be written", Finder.AUDIT, Finder.COMMANDS),
        "disk-full": Meaning("there is no room for what an audit writes", Finder.AUDIT),
        "audit-running": Meaning("the same audit is being made by another process", Finder.AUDIT),
        "worker-lost": Meaning(
            "a process that answers was ended from outside more than once", Finder.AUDIT
        ),
        "audit-fault": Meaning(
            "a fault of this program kept it from answering a file", Finder.AUDIT
        ),
        "no-spark": Meaning("Spark cannot be started", Finder.AUDIT),
        "spark-failed": Meaning("Spark ended before the audit did", Finder.AUDIT),
        # receipts
        "receipt-foreign": Meaning("a file is not a receipt", Finder.RECEIPTS),
        "receipt-version": Meaning(
            "a receipt has a form of another version of the program", Finder.RECEIPTS
        ),
        "receipt-damaged": Meaning("a receipt is not what was saved", Finder.RECEIPTS),
        "receipt-unproved": Meaning(
            "a receipt was kept under a key and none is told, or the other way round",
            Finder.RECEIPTS,
        ),
        # training
        "session-foreign": Meaning("a file is not a session", Finder.TRAINING),
        "session-damaged": Meaning(
            "a session is not what was saved", Finder.TRAINING, Finder.PAGES
        ),
        "session-other": Meaning(
            "a session was begun with other exercises, or under other law",
            Finder.PAGES,
            Finder.COMMANDS,
        ),
        "no-exercises": Meaning(
            "no exercise is found that is as it was asked for", Finder.PAGES, Finder.COMMANDS
        ),
        # what programs and assistants ask
        "too-many": Meaning(
            "more was given at once than is answered at once",
            Finder.FILES,
            Finder.VERBS,
            Finder.HTTP,
            Finder.PAGES,
        ),
        "unknown-jurisdiction": Meaning(
            "no jurisdiction has this code or name", Finder.VERBS, Finder.PAGES
        ),
        "unknown-name": Meaning(
            "nothing in the law has this name",
            Finder.VERBS,
            Finder.HTTP,
            Finder.PAGES,
            Finder.COMMANDS,
        ),
        "place-in-doubt": Meaning(
            "a place is written so that two could be meant, and the others do not decide",
            Finder.VERBS,
        ),
        "unknown-policy": Meaning("no policy has this id", Finder.VERBS),
        # requests
        "bad-parameter": Meaning(
            "a parameter of the address is unknown, or cannot be what is written", Finder.HTTP
        ),
        "busy": Meaning("too many requests are waiting already", Finder.HTTP, Finder.PAGES),
        "internal-error": Meaning(
            "the program made a mistake, and gives no answer", Finder.HTTP, Finder.PAGES
        ),
        "invalid-request": Meaning("what was asked has several problems", Finder.HTTP),
        "json-syntax": Meaning("the body of a request is not well-formed JSON", Finder.HTTP),
        "rate-limited": Meaning("one caller asks more often than is allowed", Finder.HTTP),
        "strange-host": Meaning(
            "a request names a host that this program is not reached by", Finder.PAGES
        ),
        "strange-origin": Meaning("a browser sent the request from another site", Finder.PAGES),
        "too-slow": Meaning("an answer took longer than is waited for", Finder.HTTP, Finder.PAGES),
        "unauthenticated": Meaning(
            "a request does not say who asks, or nobody knows the key", Finder.HTTP
        ),
        "unknown-page": Meaning("an address names nothing", Finder.HTTP, Finder.PAGES),
        "untrusted-address": Meaning(
            "only a trusted proxy may ask, and this was another address", Finder.HTTP
        ),
        "wrong-media-type": Meaning(
            "the body of a request is of a kind that is not read", Finder.HTTP
        ),
        "wrong-method": Meaning(
            "an address is not asked for in that way", Finder.HTTP, Finder.PAGES
        ),
        "refused": Meaning(
            "a request cannot be answered, for a reason of the protocol", Finder.PAGES
        ),
        # pages
        "invalid-scenario": Meaning(
            "a file that was handed in is no scenario without errors", Finder.PAGES
        ),
        "no-file": Meaning("a form was sent without the file that it asks for", Finder.PAGES),
        "same-jurisdiction": Meaning("a jurisdiction is to be compared with itself", Finder.PAGES),
        "stale-form": Meaning("a form belongs to a page that is no longer open", Finder.PAGES),
        "too-long": Meaning("a field of a form holds more than is read", Finder.PAGES),
        "unknown-choice": Meaning("a form asks for a choice that is not offered", Finder.PAGES),
        "unknown-format": Meaning(
            "a memo is asked for in a format or language that there is not", Finder.PAGES
        ),
        "unknown-person": Meaning(
            "a form speaks of a recipient that the scenario does not have", Finder.PAGES
        ),
        "unreadable-form": Meaning("a form is not as its page sends it", Finder.PAGES),
        # training in a room
        "no-room": Meaning("no room is open under this code", Finder.PAGES),
        "not-here": Meaning("a room is to be opened from another machine", Finder.PAGES),
        "not-the-instructor": Meaning(
            "somebody else asks for what only the instructor may do", Finder.PAGES
        ),
        "room-full": Meaning("a room has as many people as it takes", Finder.PAGES),
        "this-machine-only": Meaning(
            "phones are to join pages that only this machine reaches", Finder.PAGES
        ),
        "too-many-rooms": Meaning("as many rooms are open as there may be", Finder.PAGES),
        # commands
        "already-running": Meaning(
            "another gate keeps its ledger in the same folder", Finder.COMMANDS
        ),
        "bad-catalogue": Meaning("the sentences of a language cannot be used", Finder.COMMANDS),
        "bad-register": Meaning(
            "a consent register cannot be used, or cannot do what is asked of it", Finder.COMMANDS
        ),
        "bad-keys": Meaning("a line of a file of API keys is no key", Finder.COMMANDS),
        "cannot-listen": Meaning("a port cannot be listened on", Finder.COMMANDS),
        "file-exists": Meaning("a file would be written over", Finder.COMMANDS),
        "no-receipts": Meaning("a folder holds no receipt", Finder.COMMANDS),
        "stale-review": Meaning(
            "a review accepts a flaw of the law that is no longer there", Finder.PROOFS
        ),
        "not-ready": Meaning(
            "what has to come first has not: a process that cannot start, a case that fails",
            Finder.COMMANDS,
        ),
        "open-interface": Meaning(
            "other machines could ask a server that asks nobody who they are", Finder.COMMANDS
        ),
        "unread-answer": Meaning(
            "an answer that was prepared cannot be understood", Finder.COMMANDS
        ),
        "weak-key": Meaning("a file holds no key that hashes can rely on", Finder.COMMANDS),
    }
)
"""Every code with its meaning, in the order of the generated page."""
