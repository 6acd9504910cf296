"""What a page makes of text: safe, linked, and in the words of every other surface."""

from __future__ import annotations

from typing import get_args

import pytest
from unit.reports.makers import every_block, words_of

from advisor.advice import Corpus, load
from advisor.diagnostics import Span
from advisor.i18n import ENGLISH
from advisor.reports.document import FindingBlock, Grid, Section, Tone
from advisor.reports.render.html_environment import coded
from advisor.web.examples import examples, scenario
from advisor.web.opinions import laid_out
from advisor.web.remedies import remedies_shown, search_remedies
from advisor.web.search import search_law as find
from advisor.web.template_renderer import TemplateRenderer, citation_parts, excerpted, names_of


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law with its cases."""
    return load(engine="reference", cases=True)


def test_text_cannot_become_markup() -> None:
    """Neither plain text nor what stands in backticks, nor signs that steer."""
    assert "&lt;b&gt;<code>&lt;i&gt;</code>" == str(coded("<b>`<i>`"))
    assert "\u202e" not in str(coded("a\u202eb"))


def test_names_of_the_law_lead_to_it(corpus: Corpus) -> None:
    """A norm, a fact or a place is a link; what only looks like one is not."""
    press = TemplateRenderer(names_of(corpus.law))
    linked = press._linked  # noqa: SLF001 - what the templates call

    assert 'href="/law/entry?name=us/il/isba-18-01"' in linked("see us/il/isba-18-01")
    assert "<code><a" in linked("`message.direction` is sent")
    assert 'name=US-IL"' in linked("Illinois (US-IL)")
    for text in ("a/b and example.com", "US-XX", "../../etc"):
        assert "<a" not in linked(text)


def test_no_citation_loses_a_word(corpus: Corpus) -> None:
    """Marks stand apart from a citation; brackets that belong to it stay in it."""
    norms = [norm for policy in corpus.law.policies.values() for norm in policy.norms]
    places = {one.place for norm in norms for one in norm.citations}

    assert any(one.endswith("]") for one in places)
    for one in places:
        assert (one, ()) == citation_parts(one)
        marked = citation_parts(f"{one} [guidance to a binding rule; not verified; from firm]")
        assert (one, ("guidance to a binding rule", "not verified", "from firm")) == marked


def test_an_excerpt_is_parted_at_the_words_meant() -> None:
    """The words that a problem means stand apart."""
    assert ("a: ", "dog", "") == excerpted(Span("a.yaml", 1, 4, 7, "a: dog"))


def test_every_example_can_be_opened(corpus: Corpus) -> None:
    """Each has a name of its own and a scenario of the law."""
    listed = examples(corpus.law)

    assert len(listed) >= 30
    assert len(listed) == len({one.key for one in listed})
    assert all(scenario(one.key, corpus) is not None for one in listed)
    assert scenario("nothing", corpus) is None


def test_nothing_on_a_page_speaks_of_the_command_line(corpus: Corpus) -> None:
    """What only somebody at a command line can do is omitted, in every example."""
    for one in examples(corpus.law)[::6]:
        told = scenario(one.key, corpus)
        assert told is not None
        answer = laid_out(corpus.advise(told), corpus.law)
        text = repr((answer.before, answer.after, answer.parts))
        assert "--all" not in text
        assert "advisor ask" not in text


def test_a_cure_says_what_changes_and_what_follows(corpus: Corpus) -> None:
    """Each way out names its steps and the verdict it leads to; elsewhere there is none."""
    stopped = [scenario(one.key, corpus) for one in examples(corpus.law)]
    opinion = next(
        found
        for told in stopped
        if told is not None and (found := corpus.advise(told)).verdict.value == "stop"
    )

    found = remedies_shown(search_remedies(corpus, opinion), corpus.law)

    assert found is not None
    assert all(one.steps and one.verdict != "STOP" for one in found.ways)
    assert found.limits


def test_search_wants_every_word(corpus: Corpus) -> None:
    """Words in any case and order; what says them itself comes first."""
    found = find("PIXEL newsletter", corpus.law)

    assert found.hits
    assert "newsletter" in found.hits[0].text.casefold() + found.hits[0].name
    assert 0 == find("pixel xyzzy", corpus.law).total
    assert 0 == find("   ", corpus.law).total


def test_every_kind_of_finding_is_shown() -> None:
    """No block of a page is omitted of it in the browser, but a picture that a table repeats."""
    blocks = [block for block in every_block().blocks if isinstance(block, get_args(FindingBlock))]
    shown = [block for block in blocks if not isinstance(block, Grid | Section)]
    section = Section("A section", Tone.OPEN, tuple(shown))
    template = '{% import "blocks.html" as show %}{{ show.section(section) }}'
    environment = TemplateRenderer()._environment(ENGLISH)  # noqa: SLF001 - that of every page

    html = environment.from_string(template).render(section=section).casefold()

    assert len(shown) >= 2
    assert [] == sorted(word for word in words_of(section) if word not in html)
