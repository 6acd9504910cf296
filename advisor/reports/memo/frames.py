"""Every sentence that a memo may say in its own name; the rest is the law's or the scenario's."""

# ruff: noqa: E501 - a sentence stands on one line, as a translator wants it
from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from advisor.i18n import LawText, Message, Slot, named_messages
from advisor.printable import printable
from advisor.reports.document import Basis, Sentence, SentenceSource
from advisor.reports.memo.letter_frames import LETTER_FRAMES

FRAMES: Mapping[str, Message] = MappingProxyType(
    {
        **LETTER_FRAMES,
        **named_messages(
            "memo: ",
            {
                # The head
                "title": "Memorandum",
                "draft": "Draft for the reviewing attorney: no person has reviewed it yet.",
                "notes": "Notes",
                "notes.name": "Note {number}",
                "notes.back": "Back to where note {number} is called",
                "head.to": "To",
                "head.to.reviewer": "The reviewing attorney",
                "head.from": "From",
                "head.from.program": "Advisor {version}, a rules engine",
                "head.re": "Re",
                "head.re.untitled": "An email message",
                "head.language": "Language",
                "head.as-of": "Law as of",
                "head.as-of.day": "{day}",
                "head.as-of.days": "{sent} on what was done by sending, {day} on the rest",
                # Question presented
                "question": "Question presented",
                "question.sent": "As of {day}, does the law that governs stand against sending this message?",
                "question.sent.to": "As of {day}, does the law that governs stand against sending this message to {recipients}?",
                "question.received": "As of {day}, does the law that governs stand against how this received message is handled?",
                "question.either": "As of {day}, does the law that governs stand against how this message is sent or handled?",
                # Short answer
                "answer": "Short answer",
                "answer.word": "{verdict}",
                "answer.stop.binding": "Yes, with binding weight: on the facts given, a binding norm that governs is breached.",
                "answer.stop.advisory": "Yes, with advisory weight: on the facts given, a norm of advisory authority that governs is breached.",
                "answer.stop.advisory.limit": "Such an authority says how its issuer reads the rules; it does not say that discipline follows.",
                "answer.stop.persuasive": "Yes, with persuasive weight: on the facts given, a norm of persuasive authority is breached.",
                "answer.verify": "It cannot be said before what was not read has been checked.",
                "answer.unsettled": "The authorities do not settle it.",
                "answer.ask": "It cannot be answered on the facts given.",
                "answer.clear": "No: nothing in these sources, as of this date, stands against it.",
                "answer.clear.by-model": "For a part of this the model rule stands for a local text that was not read: {places}.",
                "answer.weight": "What speaks here is {weight} authority.",
                "answer.rests": "The least well read authority that it rests on: {verification}.",
                "answer.besides": (
                    "Besides, one governing finding is open, undetermined or unsettled.",
                    "Besides, {count} governing findings are open, undetermined or unsettled.",
                ),
                "answer.against": "What stands against it:",
                "answer.against.more": (
                    "One more finding is against it; see “Analysis”.",
                    "{count} more findings are against it; see “Analysis”.",
                ),
                "answer.next": "What would settle most:",
                "answer.candidate": "{place}: if its law governed, the answer would be {verdict}.",
                "answer.candidate.weight": "{place}: if its law governed, the answer would be {verdict}, with {weight} weight.",
                "answer.usual": (
                    "If the usual holds (one fact, listed under “If the usual holds”), the answer is {verdict}.",
                    "If the usual holds ({count} facts, listed under “If the usual holds”), the answer is {verdict}.",
                ),
                "answer.usual.weight": (
                    "If the usual holds (one fact, listed under “If the usual holds”), the answer is {verdict}, with {weight} weight.",
                    "If the usual holds ({count} facts, listed under “If the usual holds”), the answer is {verdict}, with {weight} weight.",
                ),
                # Footnotes
                "note.since": "Since then, from {day}:",
                "note": "{authority}.",
                "note.pinpoint": "{authority}, {pinpoint}.",
                "note.quote": "{authority}: “{quote}”.",
                "note.pinpoint.quote": "{authority}, {pinpoint}: “{quote}”.",
                "note.weak": "{authority} [{verification}].",
                "note.weak.pinpoint": "{authority}, {pinpoint} [{verification}].",
                "note.weak.quote": "{authority}: “{quote}” [{verification}].",
                "note.weak.pinpoint.quote": "{authority}, {pinpoint}: “{quote}” [{verification}].",
                # Facts
                "facts": "Facts",
                "facts.given": "Facts given",
                "facts.given.none": "No facts were given.",
                "facts.subject": "About",
                "facts.question": "Question",
                "facts.answer": "Answer",
                "facts.subject.message": "The message",
                "facts.subject.tracking": "The tracking",
                "facts.subject.lawyer": "The lawyer",
                "facts.subject.firm": "The firm",
                "facts.subject.matter": "The matter",
                "facts.subject.sender": "The sender",
                "facts.subject.recipient": "{recipient}",
                "facts.subject.anyone": "The recipients",
                "facts.ask": "{question}",
                "facts.value": "{answer}",
                "facts.known": "How it is known",
                "facts.known.told": "Told",
                "facts.known.by": "From {name}",
                "facts.known.quoted": "Told as “{because}”",
                "facts.known.message": "Read off the message",
                "facts.known.matter": "From the matter {name}",
                "facts.known.profile": "From the profile {name}",
                "facts.known.confirmed": "Usual, and confirmed",
                "facts.known.assumed": "Usual, and assumed",
                "facts.known.against": "{known}; {because}, which does not count",
                "facts.people.none": "The message has no recipients.",
                "facts.people.unknown": "Nothing is known of who receives the message; one unknown person stands for them.",
                "facts.unknown": "Facts assumed unknown",
                "facts.unknown.say": "No value was assumed for any of these; each can still change a finding.",
                "facts.unknown.none": "No answer to any remaining question can change what the law that governs says.",
                "facts.concluded": "What follows from the facts",
                "facts.concluded.from": "From which facts, and why",
                "facts.concluded.why": "{facts}. {reason}",
                "facts.concluded.premise": "{question} {answer}",
                "facts.concluded.words": "{reason}",
                "facts.concluded.say": "From these follows:",
                "facts.concluded.value": "{answer}.",
                "facts.more": (
                    "One more fact was given, on which nothing that is set out here rests.",
                    "{count} more facts were given, on which nothing that is set out here rests.",
                ),
                "facts.open": (
                    "One question is open; no answer to it was assumed.",
                    "{count} questions are open; no answer to any of them was assumed.",
                ),
                "facts.usual": "If the usual holds",
                "facts.usual.say": "None of these was told. Any colleague would assume them; if all of them hold, the answer is {verdict}.",
                "facts.usual.answer": "Usual answer",
                "facts.usual.why": "Why it is usual",
                "facts.usual.because": "{reason}",
                "facts.usual.change": "{reason} If that is not so, the answer is {verdict}.",
                "facts.waiting": "What waits for it",
                "facts.waiting.norms": "{authorities}",
                "facts.waiting.governing": "Whether this law governs: {places}",
                "facts.waiting.both": "{authorities}. Whether this law governs: {places}",
                "facts.waiting.many": "Whether the law of {count} places governs; they are named under “Limits” or “Governing law”",
                "facts.waiting.both.many": "{authorities}. Whether the law of {count} places governs; they are named under “Limits” or “Governing law”",
                # Governing law
                "governing": "Governing law",
                "governing.true": "{place}: its law governs.",
                "governing.unknown": "{place}: whether its law governs is not known.",
                "governing.none": "No law in the corpus is known to govern.",
                # Analysis
                "analysis": "Analysis",
                "analysis.none": "No norm of law that governs, or may govern, speaks on these facts.",
                "analysis.place": "{place}",
                "analysis.authority": "{authority}",
                "analysis.act": "{act}",
                "analysis.standing.short": "({weight}; {verification})",
                "analysis.waiting": "What waits for a fact",
                "analysis.waiting.for": "It waits for this: {question}",
                "analysis.waiting.more": (
                    "One more norm may apply, depending on what has not been told.",
                    "{count} more norms may apply, depending on what has not been told.",
                ),
                "analysis.cited.met": "Met ({authorities}).",
                "analysis.cited.defeated": "Lifted by an exception ({authorities}).",
                "analysis.cited.available": "Allowed ({authorities}).",
                "analysis.standing": "{kind}; {weight}; {verification}.",
                "analysis.layer": "It comes from the policies of {layer}, laid over the bundled law.",
                "analysis.breached": "Breached.",
                "analysis.stands-in": "This is a model rule, which stands for a local text that was not read.",
                "analysis.not-followed": "Not followed.",
                "analysis.unsettled": "Unsettled.",
                "analysis.open": "Open.",
                "analysis.undetermined": "Undetermined.",
                "analysis.available": "Available.",
                "analysis.met": "Met.",
                "analysis.defeated": "Lifted.",
                "analysis.inapplicable": "Does not apply.",
                "analysis.about": "As to {recipient}:",
                "analysis.governs.unknown": "It speaks here only if this law governs, which is not known: {place}.",
                "analysis.applies": "It applies on these facts.",
                "analysis.applies.always": "It applies whatever the facts.",
                "analysis.applies.unknown": "Whether it applies depends on these facts.",
                "analysis.applies.not": "It does not apply on these facts.",
                "analysis.complied.met": "It is met on these facts.",
                "analysis.complied.breached": "It is breached on these facts.",
                "analysis.complied.not-followed": "It is not followed on these facts.",
                "analysis.complied.open": "Whether it is met depends on these facts.",
                "analysis.exception.true": "Exception made out: {means}.",
                "analysis.exception.false": "Exception not made out: {means}.",
                "analysis.exception.unknown": "Exception that may be made out: {means}.",
                "analysis.position": "One position:",
                "analysis.position.more": (
                    "One more position stands in the long form.",
                    "{count} more positions stand in the long form.",
                ),
                "analysis.says": "{words}.",
                "analysis.caveat": "Caveat:",
                "analysis.overridden": "It is set aside here by {authority}.",
                "analysis.judgment": "A judgment stands between the facts and this finding; see “Judgments”.",
                "reason.told": "{question} {answer}.",
                "reason.told.person": "{recipient}: {question} {answer}.",
                "reason.untold": "{question} Not known.",
                "reason.untold.person": "{recipient}: {question} Not known.",
                "reason.derived.true": "Made out: {means}.",
                "reason.derived.false": "Not made out: {means}.",
                "reason.derived.unknown": "Not known: {means}.",
                # Judgments
                "judgments": "Judgments",
                "judgments.say": "No fact settles these standards; a person decides each of them, on the factors that its authority lists.",
                "judgments.standard": "{question}",
                "judgments.standard.person": "{recipient}: {question}",
                "judgments.factors": "Factors that the authority lists:",
                "judgments.decided": "{person} decided it on {day}: {answer}.",
                "judgments.decided.unnamed": "It was decided on {day}: {answer}.",
                "judgments.weighed": "Factors weighed:",
                "judgments.because": "Reasons given:",
                "judgments.because.none": "No reasons are recorded.",
                "judgments.open": "Nobody has decided it, so both branches are shown.",
                "judgments.branch.yes": "If yes: {authority}, {outcome}.",
                "judgments.branch.no": "If no: {authority}, {outcome}.",
                "judgments.branch.yes.person": "If yes: {authority}, as to {recipient}, {outcome}.",
                "judgments.branch.no.person": "If no: {authority}, as to {recipient}, {outcome}.",
                # Conflicting authority
                "conflicts": "Conflicting authority",
                "conflicts.none": "No two authorities that apply here conflict.",
                "conflicts.against": "Against it:",
                "conflicts.towards": "For it:",
                "conflicts.act": "{act}.",
                "conflicts.act.person": "{act}, as to {recipient}.",
                "conflicts.line": "{act}: {authority} forbids what {authorities} allows, and nothing in these sources resolves it.",
                "conflicts.resolved": "It is resolved by this: {reason}; {authority} is left standing.",
                "conflicts.unresolved": "Nothing in these sources resolves it.",
                # Law from elsewhere
                "persuasive": "Persuasive authority",
                "persuasive.say": "These authorities do not govern here; each is weighed as if it did.",
                "persuasive.place": "{place}.",
                "persuasive.cited": "({authorities})",
                "persuasive.acts": (
                    "Law from elsewhere speaks on one more act.",
                    "Law from elsewhere speaks on {count} more acts.",
                ),
                "persuasive.breached": "It would be breached.",
                "persuasive.not-followed": "It would not be followed.",
                "persuasive.unsettled": "There the question is open.",
                "persuasive.available": "It would be available.",
                "persuasive.met": "It would be met.",
                "persuasive.open": "Whether it would be met is not known.",
                "persuasive.defeated": "An exception would lift it.",
                "persuasive.more": (
                    "One more norm from elsewhere might speak, depending on facts that are not known.",
                    "{count} more norms from elsewhere might speak, depending on facts that are not known.",
                ),
                # Since then
                "since": "Since then",
                "since.say": "The message is of {day}. What follows came later and decides nothing here; it is what would be said of the same message sent today.",
                "since.from": "From {day}:",
                "persuasive.side.must-not": ("One place forbids it:", "{count} places forbid it:"),
                "persuasive.side.should-not": (
                    "One place advises against it:",
                    "{count} places advise against it:",
                ),
                "persuasive.side.must": ("One place requires it:", "{count} places require it:"),
                "persuasive.side.should": ("One place advises it:", "{count} places advise it:"),
                "persuasive.side.unsettled": (
                    "One place leaves it open:",
                    "{count} places leave it open:",
                ),
                "persuasive.side.may": ("One place allows it:", "{count} places allow it:"),
                "persuasive.side.need-not": (
                    "One place does not require it:",
                    "{count} places do not require it:",
                ),
                "persuasive.alike": (
                    "One more authority says the same.",
                    "{count} more authorities say the same.",
                ),
                # Remedies
                "remedies": "Remedies",
                "remedies.none": "No change to the facts that anyone here controls leads to an answer without a breach.",
                "remedies.none.searched": "No set of up to {count} changes that anyone here controls leads to an answer without a breach; larger ones were not tried.",
                "remedies.past": "The message was sent before the day that is asked about, and cannot be changed any more.",
                "remedies.say": "Each of these, alone, leads to an answer without a breach; the smallest come first, and what is ours to change before what is theirs.",
                "remedies.more": (
                    "One more set of changes would do as well.",
                    "{count} more sets of changes would do as well.",
                ),
                "remedies.afterwards": "What can still be done:",
                "remedies.afterwards.none": "Nothing that was read for the law that governs speaks of this.",
                "remedies.afterwards.done": "This is done.",
                "remedies.afterwards.depends": "Whether it applies depends on what has not been told.",
                "remedies.incurable": "No change that anyone here controls cures this:",
                "remedies.then": "The answer would then be {verdict}.",
                "remedies.change.ours": "We change this: {question} {answer}.",
                "remedies.change.theirs": "They change this: {question} {answer}.",
                "remedies.change.ours.person": "We change this for {recipient}: {question} {answer}.",
                "remedies.change.theirs.person": "{recipient} changes this: {question} {answer}.",
                "remedies.opens": "It leaves open: {authorities}.",
                # Table of authorities
                "authorities": "Table of authorities",
                "authorities.authority": "Authority",
                "authorities.weight": "Weight here",
                "authorities.read": "How it was read",
                "authorities.notes": "Notes",
                "authorities.none": "No authority is cited.",
                "authorities.weight.value": "{weight} {kind}",
                "authorities.weight.cited": "cited in support",
                "authorities.weight.cited.kind": "{kind}, cited in support",
                "authorities.read.value": "{verification}",
                "authorities.read.dated": "{verification}, {day}",
                "authorities.read.unknown": "not recorded",
                "authorities.notes.value": "{numbers}",
                "authorities.notes.passim": "passim",
                # Limits
                "limits": "Limits",
                "limits.information": "This is information for a lawyer's own judgment, not advice on what to do.",
                "limits.silence": "Where these sources are silent, their silence permits nothing.",
                "limits.written-in": "The law, its questions and its quotations stand in English, as they were written; only what is said around them has been translated.",
                "limits.notices": (
                    "One more notice of these sources stands in the long form.",
                    "{count} more notices of these sources stand in the long form.",
                ),
                "limits.more": "More is said than is encoded here (by {authorities}).",
                "limits.made.line": "Law as of {day}, corpus {hash}; Advisor {version}; rules engine {engine}.",
                "limits.made.checked": "Checked by {engine}.",
                "limits.left-open": (
                    "The facts do not rule out that the law of one more place governs: {places}.",
                    "The facts do not rule out that the law of {count} more places governs: {places}.",
                ),
                "limits.layers": "Policies laid over the bundled law: {layers}.",
                "limits.made": "Made from and by",
                "limits.made.what": "What",
                "limits.made.which": "Which",
                "limits.corpus": "Law (hash of the corpus)",
                "limits.corpus.value": "{hash}",
                "limits.advisor": "Program",
                "limits.advisor.value": "Advisor {version}",
                "limits.engine": "Rules engine",
                "limits.engine.value": "{engine}",
                "limits.checked": "Checked by",
                "limits.checked.value": "{engine}",
                "limits.as-of": "Law as of",
                # The long form
                "appendix": "Appendix: the long form",
                "appendix.say": "What stands above is drawn from this: every fact, every finding with the facts that decide it, every authority.",
                # Review
                "review": "Review",
                "review.say": "The reviewing attorney decides, and signs.",
                "review.adopted": "Adopted",
                "review.changed": "Adopted with the changes marked",
                "review.rejected": "Not adopted",
                "review.signature": "Signature",
                "review.name": "Name",
                "review.admitted": "Admitted in",
                "review.date": "Date",
            },
        ),
    }
)
"""The catalogue: what is to be translated, and nothing else."""


_LAWS_OWN = frozenset(
    ("act", "authorities", "authority", "means", "pinpoint", "question", "quote", "reason", "words")
)
"""The slots that only words of the law ever fill."""


def say_frame(
    name: str,
    source: SentenceSource | None = None,
    *,
    notes: tuple[int, ...] = (),
    strong: bool = False,
    link: str = "",
    **slots: Slot,
) -> Sentence:
    """
    Return a listed frame as a sentence, its slots filled.

    A frame with slots rests on `source`; one without may stand on itself.

    >>> say_frame("head.as-of.day", SentenceSource(Basis.OPINION, "as_of"), day="14 May 2019").text
    '14 May 2019'
    """
    return fill_frame(name, source, slots, notes=notes, link=link)._replace(strong=strong)


def fill_frame(
    name: str,
    source: SentenceSource | None,
    slots: Mapping[str, Slot],
    *,
    notes: tuple[int, ...] = (),
    link: str = "",
) -> Sentence:
    """Return a listed frame whose slots were gathered before; see `say_frame`."""
    filled = {slot: _law(slot, _clean(words)) for slot, words in slots.items()}
    text = FRAMES[name].fill(**filled) if filled else FRAMES[name]
    return Sentence(text, source or SentenceSource(Basis.FRAME, name), notes=notes, link=link)


def _law(name: str, slot: Slot) -> Slot:
    """Mark the words of the law by the slot that they fill."""
    return LawText(slot) if name in _LAWS_OWN and type(slot) is str else slot


def cleaned(text: Message) -> Message:
    """Return a message with every word in its slots made safe to print."""
    return text.fill(**{name: _clean(slot) for name, slot in text.slots.items()})


def _clean(slot: Slot) -> Slot:
    match slot:
        case Message():
            return cleaned(slot)
        case LawText():
            return LawText(printable(slot))
        case str():
            return printable(slot)
        case tuple():
            return tuple(map(_clean, slot))
        case _:
            return slot


def quote(
    text: str,
    source: SentenceSource,
    *,
    notes: tuple[int, ...] = (),
    strong: bool = False,
    link: str = "",
) -> Sentence:
    """Return words of the law or of the scenario as they stand, on one line."""
    said = printable(text).strip()
    words = LawText(said) if isinstance(text, LawText) else said
    return Sentence(words, source, notes=notes, strong=strong, link=link)


def retell(text: str, source: SentenceSource, *, notes: tuple[int, ...] = ()) -> Sentence:
    """Return what an opinion said in a message of its own, or in words of the law."""
    if not isinstance(text, Message):
        return quote(LawText(text), source, notes=notes)
    return Sentence(cleaned(text), source, notes=notes)
