"""Every sentence of the law reads well aloud, whoever it is said of, and so do the pages."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

import advisor
from advisor.advice.norms_in_force import norms_in_force
from advisor.advice.statements import StatementNames, norm_statement
from advisor.application.proposed_remedies import propose_remedies
from advisor.i18n import language
from advisor.reports.brief import brief_page
from advisor.reports.memo import compose
from advisor.reports.opinions import opinion_page
from advisor.reports.render.plain_text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from advisor.model.law import Law

DAYS = (date(2006, 7, 1), date(2016, 7, 1), date(2026, 11, 30))
NAMES = ("Subscribers", "Anna Weiss", "Ms Jones")
SLIPS = {
    "a second s": r"s['\u2019]s\b",
    "a capital within a sentence": r"(?<=[a-z,:;] )(?:The|An?) [a-z]",
    "a space before a sign": r" [,.;:?!](?:\s|$)",
    "two signs": r"[,.;:!?][,;:](?!\))|(?<!\.)\.\.(?!\.)",
    "two spaces": r"\S  \S",
    "an empty bracket": r"\(\s*\)",
}
PAGE_SLIPS = {
    "a second s": SLIPS["a second s"],
    "a capital within a sentence": r"(?<=[a-z,] )The (?:client|opposing|judge|subscriber)\b",
    "a space before a sign": r"[a-z] [,.;:?!](?:\s|$)",
    "two signs": r"[a-z]\.[;.](?!\.)(?:\s|$)",
}
ENGLISH_SLIPS = SLIPS | {
    "a word twice": r"\b([a-z]{2,}) \1\b",
    "a before a vowel": r"\b[Aa] (?!one\b|uni|use|user|European|u[a-z]?\.)[aeiou][a-z]",
    "an before a consonant": r"\b[Aa]n (?!hour|honest|heir)[bcdfghjklmnpqrstvwxyz][a-z]",
}


def slips(text: str, kinds: dict[str, str]) -> Iterator[str]:
    """Return what would trip a reader, each with the words around it."""
    for kind, pattern in kinds.items():
        for found in re.finditer(pattern, text):
            around = text[max(0, found.start() - 40) : found.end() + 30]
            yield f"{kind}: {around}"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("must not open Subscribers's mail.", "a second s"),
        ("write to The client without consent.", "a capital within a sentence"),
        ("as to The client: act dishonestly", "a capital within a sentence"),
        ("tell the the sender.", "a word twice"),
        ("send a email.", "a before a vowel"),
        ("send an letter.", "an before a consonant"),
        ("wait , then send.", "a space before a sign"),
        ("It is so.. Wait.", "two signs"),
        ("It is so. . Wait.", "a space before a sign"),
        ("It is so.; wait.", "two signs"),
    ],
)
def test_each_slip_is_heard(said: str, kind: str) -> None:
    """What this page listens for is heard where it is said."""
    assert [kind] == [one.partition(":")[0] for one in slips(said, ENGLISH_SLIPS)]


def test_every_norm_reads_well_of_everybody(law: Law) -> None:
    """The sentence of each norm, wherever it stands, of every kind of recipient."""
    roles = law.vocabulary.facts["recipient.role"].options
    names = (*(f"The {role.replace('-', ' ')}" for role in roles), *NAMES)
    places = {code: place.name for code, place in law.jurisdictions.items()}
    speech = StatementNames(law.vocabulary.bearers, places)
    heard = {
        f"{instance.norm.id}: {slip}"
        for day in DAYS
        for instance in norms_in_force(law, day)
        for name in names
        for slip in slips(
            norm_statement(instance.norm, instance.text, instance, name, speech), ENGLISH_SLIPS
        )
    }
    assert set() == heard


def test_the_rest_of_the_law_reads_well(law: Law) -> None:
    """Reasons, caveats, exceptions, views, notices, definitions, questions and acts."""
    assert [] == [
        f"{where}: {slip}" for where, said in sayings(law) for slip in slips(said, ENGLISH_SLIPS)
    ]


def sayings(law: Law) -> Iterator[tuple[str, str]]:
    """Walk over the sentences of the law that stand beside its norms."""
    for policy in law.policies.values():
        yield from ((policy.id, notice.says) for notice in policy.untranslatable)
        for norm in policy.norms:
            yield norm.id, norm.because
            yield norm.id, norm.caveat
            yield from ((norm.id, one.means) for one in norm.exceptions)
            yield from ((norm.id, one.says) for one in norm.positions)
    for code, place in law.jurisdictions.items():
        yield from ((code, notice.says) for notice in place.notices)
        for adoption in place.adoptions.values():
            yield from ((code, said) for said in (adoption.text, adoption.differs, adoption.caveat))
        yield from ((code, one.note) for one in place.stand_ins.values())
    for name, fact in law.vocabulary.facts.items():
        yield from ((name, said) for said in (fact.ask, fact.help, *fact.options.values()))
    yield from ((name, one.means) for name, one in law.vocabulary.derived.items())
    yield from law.vocabulary.acts.items()


@pytest.mark.parametrize("code", ["en", "de"])
@pytest.mark.parametrize("role", ["client", "opposing-counsel", "judge-or-court", "subscriber"])
def test_pages_and_memos_read_well(corpus: advisor.Corpus, code: str, role: str) -> None:
    """Whoever is written to, named by an article or by many, in every language of the pages."""
    told = {
        "as_of": "2026-11-30",
        "facts": {
            "message": {"direction": "sent", "channel": "email"},
            "lawyer": {"admitted_in": ["US-IL"], "knows_of_tracking": True},
            "matter": {"representing_client": True, "before_tribunal": True, "tribunal": "US-IL"},
            "tracking": {"mechanisms": ["pixel"], "disclosure": "none"},
        },
        "recipients": [
            {"name": f"The {role.replace('-', ' ')}", "role": role, "consented": False},
            {"name": "Subscribers", "role": role, "consented": False},
        ],
    }
    opinion = corpus.advise(told)
    tongue = language(code)
    page = opinion_page(opinion, corpus.law, explain=True, language=tongue)
    paper = compose(opinion, corpus.law, language=tongue)
    brief = brief_page(opinion, corpus.law, propose_remedies(opinion, corpus), language=tongue)
    text = "\n\n".join(map(plain_text, (page, paper, brief)))

    assert set() == {slip for part in paragraphs(text) for slip in slips(part, PAGE_SLIPS)}


def paragraphs(text: str) -> Iterator[str]:
    """Return what stands together, with the lines of it joined."""
    for part in re.split(r"\n\s*\n", text):
        yield " ".join(part.split())


@pytest.fixture(scope="module")
def corpus() -> advisor.Corpus:
    """Read the bundled law once."""
    return advisor.load()


@pytest.fixture(scope="module")
def law(corpus: advisor.Corpus) -> Law:
    """Return the bundled law."""
    return corpus.law
