"""A letter past the other side's lawyer, in each American place, by what was read of Rule 4.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from law.places_read import where_read

import advisor

if TYPE_CHECKING:
    from collections.abc import Mapping

RULE = "us/aba/model-rules#4.2"


@pytest.fixture(scope="module")
def corpus() -> advisor.Corpus:
    """Read the bundled law once."""
    return advisor.load()


def letter(code: str, **told: bool) -> Mapping[str, object]:
    """Return a letter about the matter, before a court of a place, to a represented person."""
    opponent = {
        "role": "represented-person",
        "counsel_consented": False,
        "contact_authorised_by_law": False,
        "copied_by_own_lawyer": False,
        **told,
    }
    return {
        "as_of": "2026-11-30",
        "facts": {
            "message": {
                "direction": "sent",
                "channel": "email",
                "concerns_matter": True,
                "replies_to_all": False,
                "sent_through": "self",
            },
            "lawyer": {"admitted_in": [code]},
            "matter": {"representing_client": True, "before_tribunal": True, "tribunal": code},
            "tracking": {"mechanisms": []},
        },
        "recipients": [{"name": "The opponent", **opponent}],
    }


def unread(corpus: advisor.Corpus) -> list[str]:
    """Return the American places whose own text of the rule was not read."""
    read = where_read(corpus, RULE)
    return [
        code for code in corpus.law.jurisdictions if code.startswith("US-") and code not in read
    ]


def test_where_the_rule_was_read_the_letter_is_a_breach(corpus: advisor.Corpus) -> None:
    """Whoever knows of the lawyer breaks the local rule, and is told to stop."""
    read = where_read(corpus, RULE)
    verdicts = {code: corpus.advise(letter(code, known_represented=True)).verdict for code in read}

    assert len(read) >= 40
    assert dict.fromkeys(read, advisor.Verdict.STOP) == verdicts


def test_where_nobody_knew_of_the_lawyer_no_rule_is_broken(corpus: advisor.Corpus) -> None:
    """Every text that was read asks for knowledge, or for what diligence would show."""
    for code in where_read(corpus, RULE):
        told = letter(code, known_represented=False, should_know_represented=False)
        outcomes = {
            finding.outcome
            for finding in corpus.advise(told).findings
            if finding.id == f"{RULE}@{code}"
        }
        assert advisor.Outcome.BREACHED not in outcomes, code


def test_where_the_model_stands_in_the_letter_needs_a_look(corpus: advisor.Corpus) -> None:
    """The model says stop, and the local text must be read before anybody says so there."""
    places = corpus.law.jurisdictions
    standing_in = [code for code in unread(corpus) if RULE in places[code].stand_ins]
    opinions = {code: corpus.advise(letter(code, known_represented=True)) for code in standing_in}

    assert standing_in
    assert dict.fromkeys(standing_in, advisor.Verdict.VERIFY) == {
        code: opinion.verdict for code, opinion in opinions.items()
    }


def test_where_nothing_is_known_of_the_rule_the_letter_is_never_clear(
    corpus: advisor.Corpus,
) -> None:
    """A gap is no answer: neither a breach of a text that nobody read, nor leave to write."""
    settled = {advisor.Verdict.CLEAR, advisor.Verdict.STOP}
    places = corpus.law.jurisdictions
    unknown = [code for code in unread(corpus) if RULE not in places[code].stand_ins]
    verdicts = {
        code: corpus.advise(letter(code, known_represented=True)).verdict for code in unknown
    }

    assert unknown
    assert {} == {code: verdict for code, verdict in verdicts.items() if verdict in settled}
