"""`advisor explain`: everything behind one name of the law."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Annotated, NoReturn

from advisor.cli.errors import exit_with_error
from advisor.cli.loading import corpus_loader
from advisor.cli.output.console import echo, echo_err, open_console
from advisor.cli.parsing.options import Plain, Policies
from advisor.cli.parsing.parameters import Argument, Option

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.reports.document import ReportDocument


_MOST_OTHERS = 3


class ExplanationFormat(str, Enum):  # noqa: UP042 - the command line shows the bare value
    """The forms in which an explanation can be had."""

    TEXT = "text"
    MARKDOWN = "markdown"


def command(
    name: Annotated[
        str,
        Argument(metavar="NAME", help="A norm, a policy, a fact, a place, or a number."),
    ],
    *,
    policies: Policies = None,
    output: Annotated[ExplanationFormat, Option("--output", help="The form of the answer.")] = (
        ExplanationFormat.TEXT
    ),
    plain: Plain = False,
) -> None:
    """
    Show everything behind a norm, a policy, a fact or a jurisdiction.

    A norm is written `policy#name`, as every opinion names it; the number of a rule, such as
    `4.2` or `1.6(c)`, finds the norm that stands under it.
    """
    law = corpus_loader.load_corpus(policies, engine="reference", cases=True).law
    from advisor.reports.explain import page_of

    found = page_of(name, law)
    if found is None:
        found = _numbered(name, law)
    if output is ExplanationFormat.MARKDOWN:
        from advisor.reports.render.markdown import markdown

        echo(markdown(found))
    else:
        open_console(plain=plain).show(found)


def _numbered(name: str, law: Law) -> ReportDocument:
    """Return the page of the norm under the number of a rule; the others are told."""
    from advisor.application.law_search import numbered_norms
    from advisor.reports.norms import norm_page

    named_so = numbered_norms(name, law)
    if not named_so:
        _stop_unknown(name, law)
    first, *others = named_so
    if others:
        named = ", ".join(f"`{norm.id}`" for norm in others[:_MOST_OTHERS])
        echo_err(f"`{name}` is the number of others too, such as {named}")
    return norm_page(first, law)


def _stop_unknown(name: str, law: Law) -> NoReturn:
    names = [
        *(norm.id for policy in law.policies.values() for norm in policy.norms),
        *law.policies,
        *law.vocabulary.facts,
        *law.vocabulary.derived,
        *law.jurisdictions,
    ]
    near = [one for one in names if one.rpartition("#")[2] == name]
    policy, _, tail = name.partition("#")
    if not near and policy in law.policies:
        tails = [norm.id.partition("#")[2] for norm in law.policies[policy].norms]
        near = [
            f"{policy}#{get_close_match}"
            for get_close_match in get_close_matches(tail, tails, n=2, cutoff=0.5)
        ]
    near = near or get_close_matches(name, names, n=3, cutoff=0.5)
    fix = " or ".join(f"`{item}`" for item in near[:3])
    exit_with_error(
        "unknown-name",
        f"nothing is named `{name}`",
        "a name is the id of a norm, policy, fact or jurisdiction, exactly as written",
        f"did you mean {fix}?" if fix else "see `advisor cite` and `advisor facts`",
    )
