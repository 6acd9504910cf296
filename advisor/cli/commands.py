"""Which commands there are, and where each is found."""

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, tuple[str, str]] = {
    "check": ("advisor.cli.check", "Give the opinion on a described email."),
    "what-if": ("advisor.cli.what_if", "Show the difference that other facts make."),
    "describe": ("advisor.cli.describe", "Tell what happened in your own words, as facts."),
    "ask": ("advisor.cli.ask", "Be asked, one question at a time, for what matters."),
    "fix": ("advisor.cli.fix", "Show the smallest changes that would cure a breach."),
    "timeline": ("advisor.cli.timeline", "Answer one scenario by the law of every year."),
    "thread": ("advisor.cli.thread", "Answer messages in their order, each on its day."),
    "compare": ("advisor.cli.compare", "Show where the law differs from place to place."),
    "train": ("advisor.cli.train", "Practise on exercises whose answers are proved."),
    "replay": ("advisor.cli.replay", "Ask an earlier opinion again, and say what has changed."),
    "impact": ("advisor.cli.impact", "Tell which earlier opinions an update of the law changes."),
    "serve": ("advisor.cli.serve", "Serve the advisor as pages for your browser."),
    "api-key": ("advisor.cli.api_key", "Make a key for a program that asks over HTTP."),
    "mcp": ("advisor.cli.mcp", "Answer an AI assistant over the Model Context Protocol."),
    "consent": ("advisor.cli.consent", "Keep a register of who agreed to what tracking."),
    "gate": ("advisor.cli.gate", "Check every outgoing message of a mail server."),
    "audit": ("advisor.cli.audit", "Audit mailboxes, archives and tables of scenarios."),
    "explain": ("advisor.cli.explain", "Show everything behind a norm, policy, fact or place."),
    "coverage": ("advisor.cli.coverage", "Show what was read, by place and topic."),
    "cite": ("advisor.cli.cite", "List the authorities."),
    "facts": ("advisor.cli.facts", "List what a scenario may tell."),
    "lint": ("advisor.cli.lint", "Find every problem in law files."),
    "prove": ("advisor.cli.prove", "Prove what law says over every possible scenario."),
    "diff": ("advisor.cli.diff", "Show what law says otherwise than it did, proved."),
    "test": ("advisor.cli.run_cases", "Run the cases beside the policies."),
    "new": ("advisor.cli.new", "Start a policy of your own."),
    "schema": ("advisor.cli.schema", "Print the JSON Schema of a file or of an opinion."),
    "version": ("advisor.cli.version", "Tell the versions at work."),
}
"""Each command with its module and its line in the overview; modules load when used."""
