"""Conditions against the vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from advisor.diagnostics import Diagnostic
from advisor.model.conditions import (
    ALWAYS_TRUE,
    All,
    Any,
    Between,
    Condition,
    During,
    Every,
    IncludesAll,
    Is,
    Leaf,
    Nor,
    OneOf,
    Only,
    Some,
    Test,
    Within,
    WithinAll,
)

Read = Callable[[str], tuple[Condition, list[Diagnostic]]]


def of(*words: str) -> frozenset[str]:
    """Return a set of words."""
    return frozenset(words)


@pytest.mark.parametrize(
    ("text", "test", "shown"),
    [
        ("recipient.consented: true", Is(value=True), "true"),
        ("message.is_tracked: false", Is(value=False), "false"),
        ("message.direction: sent", OneOf(of("sent")), "sent"),
        ("message.direction: [sent, received]", OneOf(of("sent", "received")), "[sent, received]"),
        ("tracking.mechanisms: pixel", OneOf(of("pixel")), "pixel"),
        (
            "tracking.mechanisms: {includes_all: [pixel, link]}",
            IncludesAll(of("pixel", "link")),
            "{includes_all: [pixel, link]}",
        ),
        ("tracking.mechanisms: {only: [pixel]}", Only(of("pixel")), "{only: [pixel]}"),
        ("tracking.mechanisms: {only: []}", Only(of()), "{only: []}"),
        ("matter.tribunal: UT", Within(of("UT")), "UT"),
        ("matter.tribunal: none", Within(of("none")), "none"),
        ("matter.tribunal: self", Within(of("UT-AM")), "UT-AM"),
        ("matter.tribunal: [self, NO]", Within(of("UT-AM", "NO")), "[UT-AM, NO]"),
        (
            "lawyer.admitted_in: {includes_all: [UT, NO]}",
            WithinAll(of("UT", "NO")),
            "{includes_all: [UT, NO]}",
        ),
        (
            "recipient.age: {at_least: 13, below: 16}",
            Between(at_least=13, below=16),
            "{at_least: 13, below: 16}",
        ),
        (
            "matter.opened: {from: 2018-05-25}",
            During(start=date(2018, 5, 25)),
            "{from: 2018-05-25}",
        ),
    ],
)
def test_tests(condition: Read, text: str, test: Test, shown: str) -> None:
    """Each test is read for its type, and keeps its author's words."""
    fact = text.partition(":")[0]

    assert (Leaf(fact, test, shown), []) == condition(text)


def test_joints_and_quantifiers(condition: Read) -> None:
    """A mapping means all of its entries; lists join by their key."""
    sent = Leaf("message.direction", OneOf(of("sent")), "sent")
    tracked = Leaf("message.is_tracked", Is(value=True), "true")
    agreed = Leaf("recipient.consented", Is(value=True), "true")

    found, problems = condition(
        "message.direction: sent\n"
        "any: [{message.is_tracked: true}, {all: [{message.direction: sent}]}]\n"
        "none: [{message.is_tracked: true, message.direction: sent}]\n"
        "some: {recipient: {recipient.consented: true}}\n"
        "every: {recipient: {any: [{recipient.consented: true}]}}\n"
    )

    assert [] == problems
    assert found == All(
        (
            sent,
            Any((tracked, All((sent,)))),
            Nor((All((tracked, sent)),)),
            Some(agreed),
            Every(Any((agreed,))),
        )
    )


def test_an_empty_mapping_always_holds(condition: Read) -> None:
    """`when: {}` says *always*."""
    assert (ALWAYS_TRUE, []) == condition("{}")


@pytest.mark.parametrize(
    ("text", "code", "underlined", "fix"),
    [
        ("message.direktion: sent", "unknown-fact", "message.direktion", "message.direction"),
        ("consented: true", "unknown-fact", "consented", "recipient.consented"),
        ("message.direction: send", "unknown-option", "send", "sent"),
        ("tracking.mechanisms: {only: [pixle]}", "unknown-option", "pixle", "pixel"),
        ("matter.tribunal: XX", "unknown-place", "XX", "ISO 3166"),
        ("recipient.consented: 'true'", "wrong-test", "'true'", "`true`, without"),
        ("recipient.consented: [true]", "wrong-test", "[true]", "`true` or `false`"),
        ("message.direction: []", "wrong-test", "[]", "one option"),
        ("message.direction: true", "wrong-test", "true", "one option"),
        ("tracking.mechanisms: {includes: [pixel]}", "wrong-test", "{includes: [pixel]}", "only"),
        ("matter.tribunal: {only: [UT]}", "wrong-test", "{only: [UT]}", "place code"),
        ("recipient.age: {at_least: '13'}", "wrong-test", "{at_least: '13'}", "at_least"),
        ("recipient.age: {}", "wrong-test", "{}", "at_least"),
        ("matter.opened: 2018-05-25", "wrong-test", "2018-05-25", "from"),
        ("matter.opened: {from: 2018}", "bad-date", "2018", "2026-03-02"),
        ("recipient.name: Alice", "wrong-test", "recipient.name", "flag or a choice"),
        ("any: {message.is_tracked: true}", "wrong-type", "{message.is_tracked: true}", "brackets"),
        ("any: [message.is_tracked]", "wrong-type", "message.is_tracked", "a mapping"),
        ("none: [{}]", "empty-condition", "{}", "condition"),
        ("some: {recipient.consented: true}", "wrong-type", "{recipient.consented: true}", "some"),
        (
            "some: {recipient: {some: {recipient: {recipient.consented: true}}}}",
            "misplaced-quantifier",
            "some",
            "beside it",
        ),
    ],
)
def test_what_cannot_be_tested(
    condition: Read, text: str, code: str, underlined: str, fix: str
) -> None:
    """A problem is told once, at its own words, with what was probably meant."""
    _, (problem,) = condition(text)

    assert code == problem.code
    assert underlined == problem.at.text
    assert fix in problem.fix


def test_all_problems_are_told(condition: Read) -> None:
    """The first problem hides no other."""
    _, problems = condition("message.a: true\nany: [{message.b: true}, {message.direction: c}]")

    assert ["unknown-fact", "unknown-fact", "unknown-option"] == [p.code for p in problems]
