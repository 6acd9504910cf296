"""What was read for each place, on every topic and wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor import Corpus, load
from advisor.model.authorities import Verification
from advisor.model.coverage import CoverageLevel, SubjectCoverage

DAY = date(2026, 1, 1)
VOCABULARY = """
vocabulary: facts
acts: {write: write a letter, hide: hide it}
bearers: {lawyer: the lawyer}
facts:
  message.threatens: {type: flag, ask: Does it threaten?, wrong: true}
  message.tracked: {type: flag, ask: Is it tracked?}
  message.loud: {type: flag, ask: Is it loud?}
topics:
  - {id: threats, name: threats, raised_by: {message.threatens: true}}
  - {id: tracking, name: tracking, raised_by: {message.tracked: true}}
  - {id: noise, name: noise, raised_by: {message.loud: true}}
places: {CA: Canada}
"""
POLICY = """
policy: {name}
title: {name}
authority:
  kind: {kind}
  cite: {cite}
  issuer: A
  jurisdiction: {place}
  in_force: {force}
  verified: {{on: 2026-01-01, by: {by}}}
norms:
  - id: {norm}
    act: write
    bearer: lawyer
    must_not: do it
    breached_if: {{{fact}: true}}
    cites: [{{pinpoint: '8'}}]
"""
US = "jurisdiction: US\nname: United States\n"
LOCAL = """
jurisdiction: US-{code}
name: {name}
within: US
"""
STANDS = """stands_for:
  us/model#no-threat: {as: Y R. 8, verified: secondary, url: 'https://y.example', note: Title seen.}
"""
ADOPTS = "adopts:\n  us/model#no-threat: {as: Z R. 8, verified: primary, from: 2020-01-01}\n"
DECLINES = "declines:\n  us/model#no-threat: {verified: secondary, instead: Custom of W.}\n"


def _policy(name: str, place: str, fact: str, **more: str) -> str:
    said = {
        "kind": "court-rule",
        "cite": name,
        "by": "primary",
        "norm": "a",
        "force": "{}",
        **more,
    }
    return POLICY.format(name=name, place=place, fact=fact, **said)


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a model on threats, a statute of the union on tracking, and four members."""
    folder = tmp_path_factory.mktemp("law")
    files = {
        "policies/vocabulary/facts.yaml": VOCABULARY,
        "policies/us/model.yaml": _policy(
            "us/model", "US", "message.threatens", kind="model-rule", norm="no-threat", cite="MR"
        ),
        "policies/us/code.yaml": _policy("us/code", "US", "message.tracked", kind="statute"),
        "policies/us/z/rumour.yaml": _policy(
            "us/z/rumour", "US-Z", "message.loud", by="unverified"
        ),
        "jurisdictions/us.yaml": US,
        "jurisdictions/us/z.yaml": LOCAL.format(code="Z", name="Zed") + ADOPTS,
        "jurisdictions/us/y.yaml": LOCAL.format(code="Y", name="Why") + STANDS,
        "jurisdictions/us/w.yaml": LOCAL.format(code="W", name="Double") + DECLINES,
        "jurisdictions/us/v.yaml": LOCAL.format(code="V", name="Vee"),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def corpus(law: Path) -> Corpus:
    """Read it."""
    return load(law, bundled=False, engine="reference")


def _on(corpus: Corpus, place: str, subject: str, day: date = DAY) -> SubjectCoverage:
    (surveyed,) = corpus.coverage(place, as_of=day).only(subject).places
    (item,) = surveyed.subjects
    return item


def test_every_place_with_law_and_every_subject(corpus: Corpus) -> None:
    """A table holds each place once, and in it each topic and each wrong."""
    survey = corpus.coverage(as_of=DAY)
    assert {"US", "US-Z", "US-Y", "US-W", "US-V"} == {place.place for place in survey.places}
    subjects = ["threats", "tracking", "noise", "message.threatens"]
    assert all([one.subject.id for one in place.subjects] == subjects for place in survey.places)
    place = survey.places[-1]
    assert ["message.threatens"] == [one.subject.id for one in place.wrongs]
    assert subjects[:-1] == [one.subject.id for one in place.topics]


@pytest.mark.parametrize("subject", ["threats", "message.threatens"])
def test_an_adopted_rule_is_read(corpus: Corpus, subject: str) -> None:
    """A rule that was read where it was adopted covers its topic and its wrong, by its citation."""
    item = _on(corpus, "US-Z", subject)
    (norm,) = item.norms
    assert (CoverageLevel.READ, "Z R. 8") == (item.own, norm.citation.cite)
    assert ("us/model#no-threat@US-Z", False) == (norm.id, norm.stands_in)
    assert () == item.unread


def test_a_rule_not_yet_adopted_is_not(corpus: Corpus) -> None:
    """Coverage is asked of a day: before its adoption nothing was read."""
    item = _on(corpus, "US-Z", "threats", date(2019, 12, 31))
    assert CoverageLevel.NOTHING is item.level


def test_a_model_that_stands_in_says_where_to_look(corpus: Corpus) -> None:
    """The level is the model's, and the local citation, address and note come with it."""
    item = _on(corpus, "US-Y", "threats")
    (norm,) = item.own_norms
    assert CoverageLevel.STAND_IN is item.level
    assert (True, "Y R. 8", Verification.SECONDARY) == (
        norm.stands_in,
        norm.citation.cite,
        norm.verified,
    )
    assert ("https://y.example", "Title seen.") == (norm.url, norm.note)


def test_union_law_counts_apart(corpus: Corpus) -> None:
    """A statute of the union covers its members, and is never called their own."""
    item = _on(corpus, "US-V", "tracking")
    assert (CoverageLevel.READ, CoverageLevel.NOTHING) == (item.level, item.own)
    assert ["US"] == [norm.jurisdiction for norm in item.union_norms]
    assert ("US",) == corpus.coverage("US-V", as_of=DAY).places[0].unions


def test_an_unverified_text_covers_nothing(corpus: Corpus) -> None:
    """What nobody verified was not read."""
    assert CoverageLevel.NOTHING is _on(corpus, "US-Z", "noise").level


def test_where_nothing_was_read_the_model_is_named(corpus: Corpus) -> None:
    """The model rule on the subject says which local form to look for; a declined one says so."""
    (missing,) = _on(corpus, "US-V", "threats").unread
    (declined,) = _on(corpus, "US-W", "threats").unread
    assert ("us/model#no-threat", "MR", False) == (
        missing.norm,
        missing.citation.cite,
        missing.is_declined,
    )
    assert (True, "Custom of W.") == (declined.is_declined, declined.note)
    assert () == _on(corpus, "US", "threats").unread


def test_a_place_without_law(corpus: Corpus) -> None:
    """A place that is only named is covered by nothing, and one that nobody knows is refused."""
    assert CoverageLevel.NOTHING is _on(corpus, "CA", "tracking").level
    with pytest.raises(LookupError, match="`XX`"):
        corpus.coverage("XX", as_of=DAY)


def test_a_layer_gives_no_coverage(law: Path, tmp_path: Path) -> None:
    """A norm that a firm lays over the law was not read for the place."""
    layer = tmp_path / "policies/firm/loud.yaml"
    layer.parent.mkdir(parents=True)
    layer.write_text(_policy("firm/loud", "US-V", "message.loud", kind="firm-policy"), "utf-8")
    layered = load(law, tmp_path, bundled=False, engine="reference")
    assert layered.law.norm("firm/loud#a") is not None
    assert CoverageLevel.NOTHING is _on(layered, "US-V", "noise").level
