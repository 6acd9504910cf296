"""An opinion as a notebook shows it: the verdict, then what is found, in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.i18n import ENGLISH
from advisor.reports import labels
from advisor.reports.duty_groups import by_duty
from advisor.reports.recipient_groups import group_recipients
from advisor.reports.render.html_environment import html_environment
from advisor.reports.verdict_banner import banner

if TYPE_CHECKING:
    from advisor.model.opinions import Opinion

_MOST_ROWS = 12


def opinion_html(opinion: Opinion) -> str:
    """
    Return an opinion as a piece of HTML: no script, no address, every value escaped.

    Its table has the worst findings first, those on several people as one, and counts what it
    leaves out.
    """
    groups = [
        group
        for findings in by_duty(opinion.findings).values()
        for group in group_recipients(findings)
    ]
    template = html_environment("advisor.reports.render", ENGLISH).get_template("notebook.html")
    return template.render(
        banner=banner(opinion),
        rows=[
            (
                labels.OUTCOME_LABELS[group.first.outcome],
                group.statement,
                group.first.cited_as,
                labels.weight_word(group.first.weight, group.first.kind),
                labels.verification_text(group.first.verified),
            )
            for group in groups[:_MOST_ROWS]
        ],
        more=max(len(groups) - _MOST_ROWS, 0),
        asks=list(dict.fromkeys(ask.fact.ask for ask in opinion.asks))[:3],
        disclaimer=labels.DISCLAIMER,
    )
