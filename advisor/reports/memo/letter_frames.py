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
        "client.about.plan": "We want to send an email, and you should know what it does.",
        "client.about.sent": "We have sent an email, and you should know what it does.",
        "client.about.received": "We have received an email, and you should know what it does.",
        "client.about.either": "This is about an email, and you should know what it does.",
        "client.goes-to": "It goes to {recipients}.",
        "client.goes-to.many": "It goes to {count} people.",
        "client.about.day": "We go by what the rules said on {day}.",
        # What is known
        "client.facts": "The email",
        "client.fact": "{clause}.",
        # Where it stands
        "client.stands": "Where it stands",
        "client.stop.plan": "We will not send it as it is now.",
        "client.stop.sent": "It has gone out. We look at how it was sent, and tell you what you need to know.",
        "client.stop.received": "We take care how we use it, and tell you what you need to know.",
        "client.stop.either": "We take care with it, and tell you what you need to know.",
        "client.open": "We still check what the rules ask of us here.",
        "client.clear": "In the sources that we looked at, nothing speaks against it on that day.",
        "client.clear.by-model": "For a part of this we went by a model rule. We have not read the local rule.",
        # What can be done
        "client.ways": "What we can do",
        "client.ways.one": "This takes away what speaks against it now:",
        "client.ways.several": "Each of these takes away what speaks against it now. Your lawyer keeps the one that is chosen:",
        "client.ways.open": "What is left open then we still check.",
        "client.ways.blank": "[Your lawyer says here what will be done.]",
        "client.change.theirs": "We need this from others: {clause}.",
        # What only the client can say
        "client.asks": "What we ask of you",
        "client.asks.lead": "Please tell us:",
        # What is owed to the client afterwards
        "client.afterwards": "What we do for you now",
        "client.afterwards.depends": "We still check if this is called for.",
        # What the letter is
        "client.limits": "What else you should know",
        "client.blank": "[Your lawyer adds what else matters in your case.]",
        "client.limits.one-email": "This letter is about one email. It does not tell you all that the rules say.",
        "client.limits.written-in": "Some of it stands in English, as it was written.",
        "client.limits.ask-us": "Please ask us what you want to know.",
        "client.sign.lawyer": "Your lawyer",
        "client.sign.date": "Date",
    },
)
"""The catalogue of the letter: what is to be translated, and nothing else."""
