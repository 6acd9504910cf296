"""The propositions of a law, all of them or those of one group."""

from __future__ import annotations

from hypothesis import given, settings
from properties.strategies import laws

from advisor.model.law import Law
from advisor.model.propositions import Members, propositions


@settings(deadline=None)
@given(laws())
def test_the_groups_together_are_the_whole_law(law: Law) -> None:
    """What is made group by group is what is made at once."""
    members = Members(law)
    every = list(propositions(law))
    groups = dict.fromkeys(one.group for one in every)

    assert sorted(every, key=str) == sorted(
        (one for group in groups for one in members.of(group)), key=str
    )


def test_an_unknown_group_has_no_members() -> None:
    """A name from outside names nothing, whatever it looks like."""
    members = Members(Law())

    assert [()] * 4 == [members.of(group) for group in ("scopes", "no/such", "no/such@US-IL", "@")]
