"""Every sentence that a letter to a client may say in its own name, in everyday words."""

# ruff: noqa: E501 - a sentence stands on one line, as a translator wants it
from __future__ import annotations

from collections.abc import Mapping

from advisor.i18n import Message, named_messages

LETTER_FRAMES: Mapping[str, Message] = named_messages(
    "memo: ",
    {
        # The head
        "client.title": "About an email",
        "client.draft": "Draft: the lawyer checks and signs it before it goes to the client.",
        "client.notes": "Sources",
        "client.head.re": "About",
        "client.head.as-of": "As of",
        "client.greeting": "Dear client,",
        "client.about.sent": "This letter is about an email that a lawyer sends.",
        "client.about.received": "This letter is about an email that a lawyer has received.",
        "client.about.either": "This letter is about an email.",
        "client.about.day": "It tells you what the rules said about it on {day}.",
        # The short answer
        "client.answer": "The short answer",
        "client.word.stop": "Stop",
        "client.word.verify": "To be checked first",
        "client.word.unsettled": "Not settled",
        "client.word.ask": "We need to know more",
        "client.word.clear": "We found nothing against it",
        "client.stop.binding": "As the facts stand, this breaks a rule that must be kept.",
        "client.stop.advisory": "As the facts stand, this goes against what a body that explains the rules has said.",
        "client.stop.advisory.limit": "Such a body says how it reads the rules. It does not say that someone will be punished.",
        "client.stop.persuasive": "As the facts stand, this goes against a source that can guide us but does not bind us.",
        "client.verify.stand-in": "A model rule speaks against it. We have not read the local rule, which has to be checked first.",
        "client.verify.unverified": "Only a source that we have not checked speaks against it. It has to be checked first.",
        "client.verify.unread": "We have read no rule on a part of what you told us. The local rules have to be checked first.",
        "client.unsettled": "The sources that we looked at do not settle this.",
        "client.unsettled.conflict": "Sources that count here do not agree, and nothing tells us which one prevails.",
        "client.unsettled.advice": "No rule is broken, but a source that counts here advises something else.",
        "client.unsettled.elsewhere": "No source that counts here settles this. Sources from other places raise doubts.",
        "client.unsettled.nothing-governs": "We do not know of any law in our sources that counts here, so we cannot say.",
        "client.ask": "We cannot answer this yet. The answer depends on facts that we do not know.",
        "client.clear": "In the sources that we looked at, nothing speaks against it on that day.",
        "client.clear.by-model": "For a part of this we went by a model rule. We have not read the local rule.",
        "client.rests.primary-excerpt": "We have read a part of the text that this rests on, not all of it.",
        "client.rests.secondary": "We know a part of this only from what others have written about it.",
        "client.rests.unverified": "A part of this has not been checked against the text itself.",
        # What the rules say
        "client.rules": "What the rules say",
        "client.rules.none": "No rule in our sources speaks on these facts.",
        "client.rule.breached": "This rule is broken:",
        "client.model.breached": "This model rule speaks against it, and we have not read the local rule:",
        "client.advice.not-followed": "This advice is not followed:",
        "client.guidance.breached": "This guidance is not kept:",
        "client.rule.unsettled": "This is not settled:",
        "client.rule.open": "We do not know yet if this rule is kept:",
        "client.guidance.open": "We do not know yet if this guidance is kept:",
        "client.advice.open": "We do not know yet if this advice is followed:",
        "client.rule.available": "The rules allow this:",
        "client.exempt.available": "The rules do not ask for this:",
        "client.rule.met": "This rule is kept:",
        "client.guidance.met": "This guidance is kept:",
        "client.advice.met": "This advice is followed:",
        "client.rule.defeated": "An exception lifts this rule:",
        "client.elsewhere.breached": "A rule of another place speaks against it:",
        "client.elsewhere.not-followed": "Advice from another place speaks against it:",
        "client.elsewhere.unsettled": "In another place this is not settled:",
        "client.same": "The same is true for {others}.",
        "client.told": "We were told: {question} {answer}.",
        "client.told.person": "We were told of {recipient}: {question} {answer}.",
        "client.governs.unknown": "It counts only if the law of this place does, and we do not know that yet: {place}.",
        "client.more": (
            "One more rule is not listed here.",
            "{count} more rules are not listed here.",
        ),
        "client.perhaps": (
            "One more rule may count here. We do not know yet.",
            "{count} more rules may count here. We do not know yet.",
        ),
        "client.conflict": (
            "Two sources do not agree here, and nothing tells us which one counts.",
            "In {count} points the sources do not agree, and nothing tells us which one counts.",
        ),
        # Whose law
        "client.law": "Whose law counts",
        "client.law.true": "{place}: its law counts here.",
        "client.law.unknown": "{place}: we do not know yet if its law counts here.",
        "client.law.none": "We do not know of any law in our sources that counts here.",
        "client.law.others": "The law of places that nobody has told us about could count too.",
        # What we do not know
        "client.asks": "What we still need to know",
        "client.asks.more": (
            "We have one more question.",
            "We have {count} more questions.",
        ),
        # What would help
        "client.ways": "What would help",
        "client.ways.say": "Each of these would change the answer:",
        "client.ways.past": "The email has gone out, so it cannot be changed any more.",
        "client.ways.none": "We found no change that would put this right.",
        "client.ways.more": (
            "We found one more way.",
            "We found {count} more ways.",
        ),
        "client.ways.incurable": "No change would put this right:",
        "client.change.ours": "We can change this: {question} {answer}.",
        "client.change.ours.person": "We can change this for {recipient}: {question} {answer}.",
        "client.change.theirs": "Others would have to change this: {question} {answer}.",
        "client.change.theirs.person": "{recipient} would have to change this: {question} {answer}.",
        "client.then": "The short answer would then be: {verdict}.",
        # What is owed to the client afterwards
        "client.afterwards": "What we still owe you",
        "client.afterwards.depends": "We do not know yet if we owe it.",
        # What the letter is
        "client.limits": "What this letter is",
        "client.limits.information": "It tells you what the rules say. It does not tell you what to do: please ask us.",
        "client.limits.silence": "Where the sources say nothing, a thing is not allowed for that reason alone.",
        "client.limits.elsewhere": "We left out what the law of other places says.",
        "client.limits.elsewhere.more": "We left out what else the law of other places says.",
        "client.limits.memo": "The lawyer has a longer note that says more, with every reason.",
        "client.limits.written-in": "The rules and the questions stand in English, as they were written.",
        "client.sign.lawyer": "Your lawyer",
        "client.sign.date": "Date",
    },
)
"""The catalogue of the letter: what is to be translated, and nothing else."""
