"""The texts from which the examples are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from advisor.diagnostics import Diagnostic
from advisor.model.law import Law

GROUND = Path(__file__).parents[2] / "golden" / "bad" / "_ground"
POLICY = """\
policy: x
title: An example
authority:
  kind: ethics-opinion
  cite: Utopia Op. 1
  issuer: Bar of Utopia
  jurisdiction: UT
  in_force: {from: 2018-01-26}
  verified: {by: secondary}
  url: https://example.org/op
"""
NORM = """\
  - id: a
    act: track-email
    bearer: sending-lawyer
    must_not: track an email
    breached_if: {message.is_tracked: true}
    cites: [{pinpoint: p. 1}]
"""

Found = tuple[Law | None, tuple[Diagnostic, ...]]
Reader = Callable[[Mapping[str, str]], Found]
