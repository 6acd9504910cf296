"""`advisor facts`: the vocabulary of a scenario."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated

from advisor.cli.errors import exit_with_error
from advisor.cli.loading import corpus_loader
from advisor.cli.output.console import open_console
from advisor.cli.parsing.options import Plain, Policies
from advisor.cli.parsing.parameters import Argument

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.vocabulary import DerivedFact, Fact


def command(
    pattern: Annotated[
        str,
        Argument(metavar="PATTERN", help="Part of a name, or a pattern with `*`."),
    ] = "",
    *,
    policies: Policies = None,
    plain: Plain = False,
) -> None:
    """
    List what a scenario may tell, and what the law derives from it.

    With a pattern, tell everything of the facts that match.
    """
    law = corpus_loader.load_corpus(policies, engine="reference").law
    from advisor.reports.facts import facts_page

    found = matching(pattern, law)
    if not found:
        exit_with_error(
            "unknown-fact",
            f"no fact matches `{pattern}`",
            "only facts declared in a vocabulary can be told",
            "`advisor facts` without a pattern lists them all",
        )
    open_console(plain=plain).show(facts_page(found, law, brief=not pattern))


def matching(pattern: str, law: Law) -> list[Fact | DerivedFact]:
    """Find facts by part of their name, or by a pattern with `*` and `?`."""
    every: list[Fact | DerivedFact] = [
        *law.vocabulary.facts.values(),
        *law.vocabulary.derived.values(),
    ]
    if any(sign in pattern for sign in "*?["):
        return [item for item in every if fnmatchcase(item.name, pattern)]
    return [item for item in every if pattern.casefold() in item.name]
