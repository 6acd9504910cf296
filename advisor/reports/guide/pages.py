"""All pages of the guide, by path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from advisor.reports.guide.conditions import guide_sentence
from advisor.reports.guide.jurisdictions import guide_jurisdiction_page
from advisor.reports.guide.policies import guide_policy_page

if TYPE_CHECKING:
    from advisor.model.law import Law
    from advisor.model.norms import Norm


GENERATED = "<!-- generated from the law; change the law instead -->"


def pages(law: Law) -> Mapping[str, str]:
    """
    Write the guide to a law that was read with its cases.

    Keys are paths within `docs/reference/policies/`, values whole files; the order is
    stable, so that a change of the law shows as a small difference.
    """
    found = {f"{policy.id}.md": guide_policy_page(policy, law) for policy in law.policies.values()}
    for code, jurisdiction in law.jurisdictions.items():
        found[f"jurisdictions/{code}.md"] = guide_jurisdiction_page(jurisdiction, law)
    found["index.md"] = _index(law)
    found["questions.md"] = _questions(law)
    return {path: f"{GENERATED}\n\n{text}" for path, text in sorted(found.items())}


def _index(law: Law) -> str:
    lines = ["# The law, file by file", "", "By question: [questions](questions.md).", ""]
    lines += ["## Policies", ""]
    for policy in sorted(law.policies.values(), key=lambda one: one.id):
        lines.append(f"- [{policy.title}]({policy.id}.md): {policy.authority.cite}")
    lines += ["", "## Jurisdictions", ""]
    for code, item in sorted(law.jurisdictions.items()):
        lines.append(f"- [{item.name}](jurisdictions/{code}.md)")
    return "\n".join(lines) + "\n"


def _questions(law: Law) -> str:
    topics: dict[str, list[Norm]] = {}
    for policy in law.policies.values():
        for norm in policy.norms:
            for topic in norm.topics:
                topics.setdefault(topic, []).append(norm)
    lines = ["# The law by question", ""]
    for topic in sorted(topics, key=str.casefold):
        lines += [f"## {topic.capitalize()}", ""]
        for norm in topics[topic]:
            title = law.policies[norm.policy].title
            anchor = norm.id.partition("#")[2]
            text = guide_sentence(norm.text, "the place")
            lines.append(f"- [{title}]({norm.policy}.md#{anchor}): {text}")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
