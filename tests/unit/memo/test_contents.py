"""What a memo tells: judgments, branches, conflicts, remedies, and what is not known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from advisor.advice import Corpus
from advisor.model.law import Law
from advisor.model.norms import Outcome
from advisor.model.opinions import Opinion, Verdict
from advisor.model.vocabulary import Control
from advisor.reports.memo import compose
from advisor.reports.proposed_remedies import (
    ProposedChange,
    ProposedRemedies,
    ProposedRemedy,
)
from advisor.reports.render import MARKDOWN, render

Asking = Callable[..., Opinion]
RULING: dict[str, Any] = {
    "value": True,
    "decided_by": "A. Partner",
    "on": "2026-02-01",
    "because": "The mail was encrypted.",
    "factors": ["the likelihood of disclosure"],
}


def written(opinion: Opinion, law: Law, cures: ProposedRemedies | None = None) -> str:
    """Write the memo as Markdown."""
    return render(compose(opinion, law, cures=cures, appendix=True), MARKDOWN).decode()


def part(text: str, title: str) -> str:
    """Return one part of a memo, from its heading to the next, of the long form if it has it."""
    return text.rpartition(f". {title}\n")[2].partition("\n## ")[0]


def test_the_answer_comes_first_with_its_weight(ask: Asking, zedland: Corpus) -> None:
    """A breach of an ethics opinion is a stop of advisory weight, and no more is claimed."""
    answer = part(written(ask(), zedland.law), "Short answer")

    assert "**STOP**" in answer
    assert "with advisory weight" in answer
    assert "it does not say that discipline follows" in answer
    assert "must not track a message to Ann without that person's consent" in answer


def test_an_open_judgment_shows_both_branches(ask: Asking, zedland: Corpus) -> None:
    """Until somebody decides, what would follow either way stands there with the factors."""
    ledger = part(written(ask(), zedland.law), "Judgments")

    assert "If yes: Zed. R. Conduct, 6(c), met." in ledger
    assert "If no: Zed. R. Conduct, 6(c), breached." in ledger
    assert "- the cost of more safeguards" in ledger


def test_a_judgment_is_printed_with_who_when_and_why(ask: Asking, zedland: Corpus) -> None:
    """Once it is made, the ledger names the person, the day, the factors and the reasons."""
    ledger = part(written(ask(lawyer__reasonable_efforts=RULING), zedland.law), "Judgments")

    assert "A. Partner decided it on 1 February 2026: yes." in ledger
    assert "Reasons given: The mail was encrypted." in ledger
    assert "Factors weighed:\n\n- the likelihood of disclosure" in ledger
    assert "If yes" not in ledger


def test_conflicting_authority_gives_both_sides(ask: Asking, zedland: Corpus) -> None:
    """Two opinions that cannot both be followed are set against each other, each cited."""
    conflict = part(written(ask(), zedland.law), "Conflicting authority")

    assert "must not track a message to Ann" in conflict
    assert "may track a message to Ann" in conflict
    assert "Nothing in these sources resolves it." in conflict


def test_exceptions_are_weighed(ask: Asking, zedland: Corpus) -> None:
    """An exception that was not made out is named, with the fact that decides it."""
    analysis = part(written(ask(), zedland.law), "Analysis")

    assert "Exception not made out: the recipient is in danger and must be found." in analysis
    assert "Is this recipient in danger? No." in analysis


def test_what_is_unknown_is_listed_with_what_waits(ask: Asking, zedland: Corpus) -> None:
    """A fact nobody told stands under the unknown ones, with the norms it holds up."""
    people = [{"name": "Ann", "role": "client", "in_danger": False}]
    unknown = part(written(ask(people=people), zedland.law), "Facts").split("assumed unknown")[1]

    assert "| Ann | Has this recipient agreed? |" in unknown
    assert "Zedland Bar Op. 1 (2018), Digest" in unknown


def test_the_table_of_authorities_says_how_each_was_read(ask: Asking, zedland: Corpus) -> None:
    """Kind, weight, level and day of reading stand beside each authority."""
    table = part(written(ask(), zedland.law), "Table of authorities")

    assert "binding court rule | read in the original, 5 January 2026" in table
    assert "North Zedland Bar Op. 7 (2020) | advisory ethics opinion | secondary" in table


def test_remedies_are_printed_when_they_were_looked_for(ask: Asking, zedland: Corpus) -> None:
    """Without a search the memo is silent; with one it lists what was found, if anything."""
    opinion = ask()
    cure = ProposedRemedy(
        (
            ProposedChange("tracking.mechanisms", frozenset(), Control.OURS),
            ProposedChange(
                "recipient.consented", value=True, control=Control.THEIRS, recipient="Ann"
            ),
        ),
        Verdict.ASK,
        tuple(one for one in opinion.findings if one.norm.id == "zz/rules#safeguard"),
    )

    silent = written(opinion, zedland.law)
    nothing = part(written(opinion, zedland.law, cures=ProposedRemedies()), "Remedies")
    found = part(written(opinion, zedland.law, cures=ProposedRemedies((cure,), more=2)), "Remedies")

    assert "Remedies" not in silent
    assert "No change to the facts" in nothing
    assert (
        "We change this: By what means, if any, does the message report back? None at all." in found
    )
    assert "Ann changes this: Has this recipient agreed? Yes." in found
    assert "The answer would then be ASK. It leaves open: Zed. R. Conduct, 6(c)." in found
    assert "2 more sets of changes would do as well." in found


def test_a_search_that_stopped_early_says_so(ask: Asking, zedland: Corpus) -> None:
    """Not having tried is not having found nothing; what cannot be cured is named."""
    opinion = ask()
    breach = next(one for one in opinion.findings if one.outcome is Outcome.BREACHED)
    cures = ProposedRemedies(searched=3, exhausted=False, incurable=(breach,), is_past=True)

    text = part(written(opinion, zedland.law, cures=cures), "Remedies")

    assert "No set of up to 3 changes" in text
    assert "larger ones were not tried" in text
    assert "cannot be changed any more" in text
    assert breach.statement in text


def test_law_from_elsewhere_is_told_apart(ask: Asking, zedland: Corpus) -> None:
    """An opinion of a neighbour is weighed as if it governed and never mixed with what does."""
    text = written(ask(matter__tribunal="ZZ-N"), zedland.law)
    apart = part(text, "Persuasive authority")

    assert "**South Zedland.** The sending lawyer should not put a pixel" in apart
    assert "It would not be followed." in apart
    assert "South Zedland" not in part(text, "Analysis")


def test_a_layer_is_named(ask: Asking, zedland: Corpus) -> None:
    """A norm that a firm laid over the bundled law says so."""
    text = written(ask(), zedland.law)

    assert "It comes from the policies of zedland" in part(text, "Analysis")
    assert "Policies laid over the bundled law: zedland." in part(text, "Limits")


def test_many_places_elsewhere_stand_by_side(bundled: Corpus) -> None:
    """Places that differ on one act are told once, two of each side, and the others counted."""
    opinion = bundled.advise(
        {
            "as_of": "2026-03-02",
            "facts": {
                "message": {"direction": "received", "hidden_data": True},
                "lawyer": {"admitted_in": ["US-GA"], "reads_hidden_data": True},
                "matter": {"tribunal": "US-GA", "representing_client": True},
            },
            "recipients": [],
        }
    )
    text = written(opinion, bundled.law)
    elsewhere = part(text, "Persuasive authority")
    side = elsewhere.partition(" places allow it:\n")[2].partition("\n- ")[0].partition("\n\n")[0]

    assert 1 == elsewhere.count("**Look at data in a document that a reader would not see.**")
    assert 2 == side.count("It would be available.")
    assert "more authorities say the same." in side
    assert "No two authorities that apply here conflict." in part(text, "Conflicting authority")


def test_what_follows_is_set_out_with_its_reason(bundled: Corpus) -> None:
    """A fact that nobody told stands with those from which it follows, in the words of both."""
    told = {"matter": {"before_tribunal": False}, "message": {"direction": "sent"}}
    opinion = bundled.advise({"as_of": "2026-03-02", "facts": told})
    facts = part(written(opinion, bundled.law), "Facts")
    follows = facts.partition("### What follows from the facts\n")[2].partition("\n### ")[0]
    rows = [row for row in follows.splitlines() if "Where does the tribunal sit?" in row]

    assert 1 == len(rows)
    assert "nowhere" in rows[0].casefold()
    assert "Is the matter before a tribunal? No. A matter" in rows[0]
    assert "Where does the tribunal sit?" not in facts.partition("assumed unknown\n")[2]
