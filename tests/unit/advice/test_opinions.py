"""What becomes of a scenario: verdicts, weights, persuasion, adoption, notices, questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from advisor import Corpus, InvalidCorpus, InvalidScenario, load
from advisor.advice.norms_in_force import is_unread
from advisor.model.authorities import Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from advisor import Opinion

    Advise = Callable[..., Opinion]

LAW = Path(__file__).with_name("law")
FOE = {"name": "Foe", "role": "foe", "agreed": False}
FRIEND = {"name": "Friend", "role": "friend", "agreed": False}
CONSENTING = {"name": "Foe", "role": "foe", "agreed": True}
CAREFUL = {
    "value": True,
    "decided_by": "A. Partner",
    "on": "2021-04-30",
    "because": "It was looked at.",
}
LOUD: dict[str, Any] = {
    "message__sent": True,
    "message__loud": True,
    "message__urgent": False,
    "message__careful": CAREFUL,
    "matter__seat": "AA",
}


def outcomes(opinion: Opinion) -> dict[str, str]:
    """Return the outcome of each governing norm by its id."""
    return {one.norm.id: one.outcome.value for one in opinion.findings}


def test_a_breach_stops_with_the_weight_of_the_strongest(advise: Advise) -> None:
    """A breached rule is a stop, and the verdict says that it binds."""
    opinion = advise(FOE, **LOUD)

    assert ("stop", "binding") == (opinion.verdict.value, opinion.weight.value)
    assert "The speaker must not shout at Foe." == opinion.findings[0].statement
    assert opinion.summary.startswith("The speaker must not shout at Foe.")


def test_a_finding_names_the_facts_that_decided_it(advise: Advise) -> None:
    """The proof of a breach keeps the facts that made it one, with what was told."""
    found = next(one for one in advise(FOE, **LOUD).findings if "no-shouting" in one.norm.id)
    leaves = {node.fact: node.value for node in found.complied.determining().of}

    assert {"message.loud": True, "recipient.agreed": False} == leaves


def test_an_exception_lifts_its_own_norm_only(advise: Advise) -> None:
    """Urgency lifts the rule it stands in; the opinion from elsewhere is not touched."""
    opinion = advise(FOE, **(LOUD | {"message__urgent": True}))
    lifted = next(one for one in opinion.findings if one.norm.id == "aa/rules#no-shouting")

    assert ("defeated", "it is urgent") == (lifted.outcome.value, lifted.exception)
    assert "r. 1(b)" == lifted.exception_citations[0].pinpoint
    assert "breached" == opinion.persuasive[0].outcome.value


def test_advice_that_is_not_followed_is_never_clear(advise: Advise) -> None:
    """A model rule that is breached and of which nothing local was read comes before advice."""
    opinion = advise(CONSENTING, **LOUD)

    assert "not-followed" == outcomes(opinion)["aa/rules#whisper"]
    assert ("verify", "stand-in") == (opinion.verdict.value, opinion.because.value)
    assert opinion.summary.startswith("Model Rule r. 3 says stop: The speaker must report Foe.")


def test_law_from_elsewhere_is_silent_where_law_here_speaks(advise: Advise) -> None:
    """Beeland's prohibition is shown, and does not decide, where Ayland permits."""
    quiet = LOUD | {"message__loud": True}
    opinion = advise(CONSENTING, **quiet)
    conflict = next(one for one in opinion.conflicts if one.act == "shout")

    assert "bb/opinion#never-shout" == conflict.forbids.norm.id
    assert "aa/opinion#may-shout@AA" == conflict.prevails
    assert "the other does not govern here" == conflict.resolved_by


def test_where_nothing_was_read_law_from_elsewhere_settles_nothing(advise: Advise) -> None:
    """A place that governs, and of which no norm was read, has to be read first."""
    opinion = advise(FRIEND, **(LOUD | {"matter__seat": "DD"}))

    assert () == opinion.findings
    assert ("verify", None) == (opinion.verdict.value, opinion.weight)
    assert opinion.summary.startswith("No law was read for Deeland, which you told:")


def test_law_speaks_only_while_it_is_in_force(advise: Advise) -> None:
    """Before its first day a rule leaves no finding, and the opinion says which one is silent."""
    opinion = advise(FOE, **LOUD, as_of="2009-12-31")

    assert "aa/rules#no-shouting" not in outcomes(opinion)
    assert any("A. R.: silent on 31 December 2009" in one.says for one in opinion.notices)


def test_an_adopted_model_rule_binds_under_its_local_citation(advise: Advise) -> None:
    """From the day of adoption the model rule is the court rule of the place."""
    found = next(one for one in advise(FOE, **LOUD).findings if one.norm.id == "un/model#care")

    assert ("AA", "binding", "A. R. 2") == (
        found.jurisdiction,
        found.weight.value,
        found.citations[0].cite,
    )
    assert "un/model#care" not in outcomes(advise(FOE, **LOUD, as_of="2011-12-31"))


def test_a_model_rule_nobody_adopted_is_a_baseline(advise: Advise) -> None:
    """It persuades, binds nobody, and says that the local text was not verified."""
    opinion = advise(FOE, **LOUD)
    found = next(one for one in opinion.persuasive if one.norm.id == "un/model#report")

    assert "persuasive" == found.weight.value
    assert any("the local text has not been verified: Ayland" in n.says for n in opinion.notices)


def test_a_local_text_that_began_later_leaves_the_model_as_a_baseline(advise: Advise) -> None:
    """What stood before it was not read, which is no permission: the opinion says so."""
    opinion = advise(FOE, **LOUD, as_of="2011-12-31")
    found = next(one for one in opinion.persuasive if one.norm.id == "un/model#care")

    assert "persuasive" == found.weight.value
    assert any("the local text has not been verified: Ayland" in n.says for n in opinion.notices)
    assert "un/model#care" not in {one.norm.id for one in advise(FOE, **LOUD).persuasive}


def test_a_novelty_was_not_there_before_it_was_adopted(corpus: Corpus) -> None:
    """Where the model norm itself began on a day, an earlier text cannot have had it."""
    ayland, norm = corpus.law.jurisdictions["AA"], corpus.law.norm("un/model#care")
    assert norm is not None
    novelty = replace(norm, in_force=Period(date(2010, 1, 1)))

    assert is_unread(ayland, norm, date(2011, 12, 31))
    assert not is_unread(ayland, novelty, date(2011, 12, 31))
    assert not is_unread(ayland, norm, date(2012, 1, 1))


def test_statutes_and_rules_of_elsewhere_do_not_persuade(advise: Advise) -> None:
    """Ayland's court rule binds in Ayland and says nothing in Beeland."""
    opinion = advise(FOE, **(LOUD | {"matter__seat": "BB"}))

    assert "aa/rules#no-shouting" not in {one.norm.id for one in opinion.persuasive}
    assert "aa/opinion#may-shout" not in outcomes(opinion)


def test_what_is_not_told_is_asked_and_nothing_else(advise: Advise) -> None:
    """An untold fact leaves findings open and is asked; a told one is not."""
    told = {name: value for name, value in LOUD.items() if name != "message__loud"}
    opinion = advise(FRIEND, **told)

    assert "ask" == opinion.verdict.value
    assert ["message.loud"] == [one.fact.name for one in opinion.asks]


def test_a_judgment_shows_both_branches_until_someone_decides(advise: Advise) -> None:
    """The engine never computes a judgment: it says what each answer would mean."""
    told = {name: value for name, value in LOUD.items() if name != "message__careful"}
    found = next(one for one in advise(FOE, **told).findings if one.norm.id == "un/model#care")

    assert "open" == found.outcome.value
    assert {True: "met", False: "breached"} == {
        branch.value: branch.outcome.value for branch in found.branches
    }


def test_an_open_choice_of_law_is_answered_under_each_candidate(advise: Advise) -> None:
    """Where the facts leave open which law governs, each place named is answered for."""
    told = {name: value for name, value in LOUD.items() if name != "matter__seat"}
    opinion = advise(FOE, **told, lawyer__admitted_in=["AA", "BB"])

    assert {"AA": "stop", "BB": "stop"} == {
        one.jurisdiction: one.verdict.value for one in opinion.candidates
    }
    assert ["AA", "BB"] == sorted(one.jurisdiction for one in opinion.exposures)
    assert "ask" == opinion.verdict.value


def test_without_any_law_that_governs_it_is_never_clear(advise: Advise) -> None:
    """A place of which the corpus knows nothing is not a place where all is allowed."""
    opinion = advise(FOE, **(LOUD | {"matter__seat": "CC"}))

    assert "verify" == opinion.verdict.value
    assert "No law was read for Ceeland, which you told:" in opinion.summary


def test_unknown_recipients_are_told_of(corpus: Corpus) -> None:
    """Leaving recipients out is not saying that there are none."""
    opinion = corpus.advise({"as_of": "2021-05-01", "facts": {"message": {"sent": True}}})
    nobody = corpus.advise(
        {"as_of": "2021-05-01", "facts": {"message": {"sent": True}}, "recipients": []}
    )

    assert any("Nothing was told about who receives" in one.says for one in opinion.notices)
    assert not any("Nothing was told about who" in one.says for one in nobody.notices)


def test_what_no_norm_encodes_is_said(advise: Advise) -> None:
    """A policy that speaks says what of it was not encoded, and names itself once."""
    said = [one.says for one in advise(FOE, **LOUD).notices]

    songs = "Rules of Ayland: not encoded here: The rules also speak of songs."
    assert f"{songs} They mention dances." in said


def test_a_scenario_without_a_day_is_refused(corpus: Corpus) -> None:
    """The library looks at no clock: it asks for the day."""
    with pytest.raises(InvalidScenario) as refused:
        corpus.advise({"facts": {}, "recipients": []})

    assert ["missing-as-of"] == [one.code for one in refused.value.diagnostics]


def test_a_layer_above_can_tighten_and_never_lift(tmp_path: Path) -> None:
    """A firm's permission is shown with its layer and never makes a breach go away."""
    folder = tmp_path / "our-firm" / "policies" / "firm"
    folder.mkdir(parents=True)
    (folder / "shouting.yaml").write_text(FIRM, encoding="utf-8")
    corpus = load(LAW, tmp_path / "our-firm", bundled=False)
    opinion = corpus.advise({"as_of": "2021-05-01", "facts": _nested(LOUD), "recipients": [FOE]})
    ours = next(one for one in opinion.findings if one.layer == "our-firm")

    assert "stop" == opinion.verdict.value
    assert "available" == ours.outcome.value
    assert any(one.allows.norm.id == ours.norm.id for one in opinion.conflicts)


def test_a_layer_above_cannot_override_another_layer(tmp_path: Path) -> None:
    """An override of the law below is refused when the corpus is loaded."""
    folder = tmp_path / "our-firm" / "policies" / "firm"
    folder.mkdir(parents=True)
    lifting = FIRM + "    overrides: [{norm: aa/rules#no-shouting, cites: [{pinpoint: p. 1}]}]\n"
    (folder / "shouting.yaml").write_text(lifting, encoding="utf-8")

    with pytest.raises(InvalidCorpus):
        load(LAW, tmp_path / "our-firm", bundled=False)


def _nested(facts: dict[str, Any]) -> dict[str, Any]:
    return {name.replace("__", "."): value for name, value in facts.items()}


FIRM = """\
policy: firm/shouting
title: Our firm allows shouting
authority:
  kind: firm-policy
  cite: Firm handbook
  issuer: Our firm
  jurisdiction: AA
  in_force: {}
  verified: {on: 2026-01-01, by: primary}
norms:
  - id: shout-away
    act: shout
    bearer: speaker
    may: shout at {recipient}
    when: {message.sent: true, recipient.role: [friend, foe]}
    cites: [{pinpoint: p. 1}]
    because: We like it.
"""
