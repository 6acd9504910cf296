"""Slips that authors make in a sound policy."""

from __future__ import annotations

import re
from typing import NamedTuple

PATH = "policies/ut/opinion-12.yaml"
POLICY = """\
policy: ut/opinion-12
title: Web bugs in email to other lawyers
summary: A lawyer does not watch what another lawyer reads.
authority:
  kind: ethics-opinion
  cite: Utopia Bar Ass'n, Op. 12 (2020)
  issuer: Utopia Bar Association
  jurisdiction: UT
  in_force: {from: 2020-05-01}
  verified: {on: 2026-03-02, by: primary}

norms:
  - id: no-tracking-of-counsel
    act: track-email
    bearer: sending-lawyer
    must_not: track a message to {recipient}
    when:
      message.direction: sent
    breached_if:
      message.is_tracked: true
    unless:
      consent:
        means: the recipient agreed beforehand
        when: {recipient.consented: true}
        cites: [{pinpoint: part II}]
    cites: [{pinpoint: part I}]
    because: What counsel does with a message is counsel's own affair.

  - id: consent
    act: track-email
    bearer: sending-lawyer
    may: track a message to {recipient} who agreed
    when:
      all:
        - message.direction: sent
        - recipient.consented: true
    cites: [{pinpoint: part II}]
"""
CASES = """\
policy: ut/opinion-12
cases:
  - name: a pixel is forbidden
    as_of: 2026-03-02
    facts:
      message: {direction: sent}
      lawyer: {admitted_in: [UT]}
      tracking: {mechanisms: [pixel]}
    recipients: [{name: Counsel, consented: false}]
    expect:
      verdict: stop
      findings: {ut/opinion-12#no-tracking-of-counsel: breached}
"""


class Slip(NamedTuple):
    """
    What an author wrote instead of `right`, and the one error that it draws.

    `said` is what the author then writes where the fix leaves that open.
    """

    name: str
    right: str
    wrong: str
    code: str
    underlined: str
    said: str = ""


_AUTHORITY = POLICY[POLICY.index("  kind: ") : POLICY.index("\nnorms:")]
_CONSENT = POLICY[
    POLICY.index("      consent:\n") : POLICY.index("    cites: [{pinpoint: part I}]")
]
_FLAT = re.sub(r"(?m)^  ", "", _AUTHORITY)
_SECOND = POLICY[POLICY.index("\n  - id: consent") :]
_FIRST = POLICY[POLICY.index("norms:") : POLICY.index("\n  - id: consent")]
_HEAD = "    act: track-email\n    bearer: sending-lawyer\n    must_not"
_BECAUSE = "because: What counsel does with a message is counsel's own affair."

KEYS = [
    Slip("a modality in one word", "must_not:", "mustnot:", "unknown-key", "mustnot"),
    Slip("a modality with a hyphen", "must_not:", "must-not:", "unknown-key", "must-not"),
    Slip("a modality with a space", "must_not:", "must not:", "unknown-key", "must not"),
    Slip("compliance misspelt", "breached_if:", "breachd_if:", "unknown-key", "breachd_if"),
    Slip("compliance with a hyphen", "breached_if:", "breached-if:", "unknown-key", "breached-if"),
    Slip("a key of the file misspelt", "title:", "titel:", "unknown-key", "titel"),
    Slip("the norms misspelt", "norms:", "norm:", "unknown-key", "norm"),
    Slip("the authority misspelt", "authority:", "autority:", "unknown-key", "autority"),
    Slip("a key of the authority misspelt", "kind:", "knd:", "unknown-key", "knd"),
    Slip("a needed key of a norm misspelt", "act:", "akt:", "unknown-key", "akt"),
    Slip(
        "one citation",
        "    cites: [{pinpoint: part I}]",
        "    cite: [{pinpoint: part I}]",
        "unknown-key",
        "cite",
    ),
    Slip("a key in curly quotes", "title:", "“title”:", "unknown-key", "“title”"),
    Slip(
        "a key twice",
        "    act: track-email\n",
        "    act: track-email\n    act: track-email\n",
        "duplicate-key",
        "act",
        "remove",
    ),
    Slip("no name", "policy: ut/opinion-12\n", "", "missing-key", "title: " + POLICY[29:63]),
    Slip("another name than the path", "ut/opinion", "opinion", "id-not-path", "opinion-12"),
    Slip(
        "no first day",
        "  in_force: {from: 2020-05-01}\n",
        "",
        "missing-key",
        "kind: ethics-opinion",
        "in_force: {from: 2020-05-01}",
    ),
    Slip(
        "no citation of the authority",
        "  cite: Utopia Bar Ass'n, Op. 12 (2020)\n",
        "",
        "missing-key",
        "kind: ethics-opinion",
        "cite: Utopia Bar Ass'n, Op. 12 (2020)",
    ),
    Slip(
        "a norm without a name",
        "  - id: no-tracking-of-counsel\n    act",
        "  - act",
        "missing-key",
        "act: track-email",
        "id: no-tracking-of-counsel",
    ),
    Slip(
        "a norm without cites",
        "    cites: [{pinpoint: part I}]\n",
        "",
        "no-citation",
        "no-tracking-of-counsel",
        "cites: [{pinpoint: part I}]",
    ),
    Slip(
        "an exception without cites",
        "when: {recipient.consented: true}\n        cites: [{pinpoint: part II}]\n",
        "when: {recipient.consented: true}\n",
        "no-citation",
        "consent",
        "cites: [{pinpoint: part II}]",
    ),
    Slip(
        "no compliance",
        "    breached_if:\n      message.is_tracked: true\n",
        "",
        "missing-compliance",
        "must_not",
        "breached_if: {message.is_tracked: true}",
    ),
    Slip("the other compliance", "breached_if:", "met_if:", "needless-compliance", "met_if"),
    Slip(
        "two modalities",
        "    must_not: track",
        "    must_not: track\n    should_not: track",
        "two-modalities",
        "should_not",
        "remove",
    ),
    Slip(
        "two norms of one name",
        "- id: consent",
        "- id: no-tracking-of-counsel",
        "duplicate-id",
        "no-tracking-of-counsel",
        "consent",
    ),
]
VALUES = [
    Slip("a word with a space", "s-opinion", "s opinion", "bad-value", "ethics opinion"),
    Slip("a word in capitals", "ethics-opinion", "Ethics-Opinion", "bad-value", "Ethics-Opinion"),
    Slip("a word with an underscore", "s-opinion", "s_opinion", "bad-value", "ethics_opinion"),
    Slip("another word", "by: primary", "by: original", "bad-value", "original", "primary"),
    Slip("a citation as text", "[{pinpoint: part I}]", "part I", "wrong-type", "part I"),
    Slip(
        "a citation as a mapping",
        "[{pinpoint: part I}]",
        "{pinpoint: part I}",
        "wrong-type",
        "{pinpoint: part I}",
    ),
    Slip("citations as texts", "[{pinpoint: part I}]", "[part I]", "wrong-type", "part I"),
    Slip("a number as pinpoint", "pinpoint: part I}", "pinpoint: 1.10}", "wrong-type", "1.10"),
    Slip("a topic as text", _BECAUSE, f"{_BECAUSE}\n    topics: a", "wrong-type", "a"),
    Slip("a period as a day", "{from: 2020-05-01}", "2020-05-01", "wrong-type", "2020-05-01"),
    Slip(
        "a reading as a word",
        "{on: 2026-03-02, by: primary}",
        "primary",
        "wrong-type",
        "primary",
    ),
    Slip("a short day", "2020-05-01", "2020-5-1", "bad-date", "2020-5-1"),
    Slip("a day in words", "2020-05-01", "May 1 2020", "bad-date", "May 1 2020"),
    Slip("no day", "2020-05-01", "2020-02-30", "bad-date", "2020-02-30", "2020-05-01"),
    Slip("yes", "is_tracked: true", "is_tracked: yes", "wrong-test", "yes"),
    Slip("quoted truth", "is_tracked: true", "is_tracked: 'true'", "wrong-test", "'true'"),
    Slip("an unknown fact", "message.is_t", "message.is_", "unknown-fact", "message.is_racked"),
    Slip(
        "a fact below its entity",
        "message.direction: sent\n    br",
        "message: {direction: sent}\n    br",
        "unknown-fact",
        "message",
        "message.direction: sent",
    ),
    Slip(
        "an unknown option",
        "direction: sent\n    br",
        "direction: outgoing\n    br",
        "unknown-option",
        "outgoing",
        "sent",
    ),
    Slip("an unknown act", "act: track-email", "act: trak-email", "unknown-act", "trak-email"),
    Slip("a bearer in words", "sending-l", "sending l", "bad-name", "sending lawyer"),
    Slip("a bearer misspelt", "sending-lawyer", "sendng-lawyer", "unknown-bearer", "sendng-lawyer"),
    Slip("a code in small letters", "jurisdiction: UT", "jurisdiction: ut", "bad-name", "ut"),
    Slip("the name of a place", "diction: UT", "diction: Utopia", "bad-name", "Utopia", "UT"),
    Slip("a hole misspelt", "{recipient}\n", "{reciever}\n", "unknown-hole", "{reciever}"),
    Slip(
        "a condition as text",
        "when:\n      message.direction: sent",
        "when: message.direction sent",
        "wrong-type",
        "message.direction sent",
    ),
    Slip(
        "a fact in place of a condition",
        "breached_if:\n      message.is_tracked: true",
        "breached_if: message.is_tracked",
        "wrong-type",
        "message.is_tracked",
    ),
    Slip(
        "facts in place of a condition",
        "breached_if:\n      message.is_tracked: true",
        "breached_if: [message.is_tracked]",
        "wrong-type",
        "[message.is_tracked]",
    ),
    Slip(
        "a condition as a list",
        "      message.direction: sent\n    br",
        "      - message.direction: sent\n    br",
        "wrong-type",
        "- message.direction: sent",
    ),
    Slip(
        "an empty condition",
        "when:\n      message.direction: sent",
        "when:",
        "wrong-type",
        "",
        "remove",
    ),
]
STRUCTURE = [
    Slip("a key too far left", f"    {_BECAUSE}", f"  {_BECAUSE}", "wrong-indentation", _BECAUSE),
    Slip(
        "a key too far right", f"    {_BECAUSE}", f"      {_BECAUSE}", "wrong-indentation", _BECAUSE
    ),
    Slip(
        "a modality too far left",
        "    must_not",
        "  must_not",
        "wrong-indentation",
        "must_not: track a message to {recipient}",
    ),
    Slip(
        "a modality too far right",
        "    must_not",
        "      must_not",
        "wrong-indentation",
        "must_not: track a message to {recipient}",
    ),
    Slip(
        "a condition beside its key",
        "      message.direction: sent\n    br",
        "    message.direction: sent\n    br",
        "wrong-indentation",
        "message.direction",
    ),
    Slip("an authority beside its key", _AUTHORITY, _FLAT, "wrong-indentation", "kind"),
    Slip(
        "one key of the authority too far left",
        "  issuer",
        "issuer",
        "wrong-indentation",
        "issuer: Utopia Bar Association",
    ),
    Slip(
        "the last key of the authority too far left",
        "  verified",
        "verified",
        "wrong-indentation",
        "verified",
    ),
    Slip(
        "an exception beside its key",
        _CONSENT,
        re.sub(r"(?m)^  ", "", _CONSENT),
        "wrong-indentation",
        "consent",
    ),
    Slip(
        "an exception beside its name",
        _CONSENT,
        re.sub(r"(?m)^        ", "      ", _CONSENT),
        "wrong-indentation",
        "means",
    ),
    Slip(
        "a modality within a condition",
        "    must_not: track a message to {recipient}\n    when:\n",
        "    when:\n      must_not: track a message to {recipient}\n",
        "wrong-indentation",
        "must_not",
    ),
    Slip(
        "a title within the authority",
        "title: Web bugs in email to other lawyers\n"
        "summary: A lawyer does not watch what another lawyer reads.\nauthority:\n",
        "summary: A lawyer does not watch what another lawyer reads.\nauthority:\n"
        "  title: Web bugs in email to other lawyers\n",
        "wrong-indentation",
        "title",
    ),
    Slip(
        "a norm too far left",
        "  - id: consent",
        "- id: consent",
        "wrong-indentation",
        "- id: consent",
    ),
    Slip(
        "a first norm without a dash",
        "  - id: no",
        "    id: no",
        "yaml-syntax",
        "id: no-tracking-of-counsel",
    ),
    Slip(
        "one norm without a dash",
        _FIRST + _SECOND,
        _FIRST.replace("- ", "  "),
        "wrong-type",
        "id: no-tracking-of-counsel",
    ),
    Slip(
        "exceptions as a list",
        "      consent:\n        means",
        "      - means",
        "wrong-type",
        "- means: the recipient agreed beforehand",
        "consent:",
    ),
    Slip(
        "conditions to be joined as a mapping",
        "- message.direction: sent\n        - recipient",
        "message.direction: sent\n        recipient",
        "wrong-type",
        "message.direction: sent",
        "- ",
    ),
    Slip("no colon", "bearer: s", "bearer s", "yaml-syntax", "bearer sending-lawyer"),
    Slip("no space after a colon", "act: t", "act:t", "yaml-syntax", "act:track-email"),
    Slip("a tab", _HEAD, f"\t{_HEAD[4:]}", "tab-indent", "\t"),
    Slip(
        "a space that is none",
        f"    {_BECAUSE}",
        f"\xa0   {_BECAUSE}",
        "wrong-indentation",
        _BECAUSE,
    ),
    Slip(
        "a colon in a title",
        "bugs in",
        "bugs: in",
        "yaml-syntax",
        "Web bugs: in email to other lawyers",
    ),
    Slip(
        "a colon in a sentence",
        "What counsel does",
        "Counsel: what",
        "yaml-syntax",
        "Counsel: what with a message is counsel's own affair.",
    ),
    Slip(
        "an apostrophe within apostrophes",
        _BECAUSE,
        "because: 'It is counsel's own affair.'",
        "yaml-syntax",
        "'It is counsel's own affair.'",
    ),
    Slip(
        "a quotation at the beginning",
        _BECAUSE,
        'because: "What" counsel does is counsel\'s own affair.',
        "yaml-syntax",
        '"What" counsel does is counsel\'s own affair.',
    ),
    Slip(
        "a hole at the beginning",
        "must_not: track a message to {recipient}",
        "must_not: {recipient} is tracked",
        "yaml-syntax",
        "{recipient} is tracked",
    ),
    Slip("a sign at the beginning", _BECAUSE, "because: @What", "yaml-syntax", "@What"),
    Slip(
        "an open brace",
        "{recipient.consented: true}\n",
        "{recipient.consented: true\n",
        "yaml-syntax",
        "when: {recipient.consented: true",
    ),
]
SLIPS = [*KEYS, *VALUES, *STRUCTURE]
