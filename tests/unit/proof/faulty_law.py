"""A small law to which faults are added, each with the words of a norm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from advisor.advice import Corpus, load
from advisor.model.law_flaws import LawFlaw
from advisor.proof.prove import prove_law

DAY = date(2026, 3, 2)
VOCABULARY = """\
vocabulary: words
facts:
  message.direction:
    type: choice
    options: {sent: we send it, received: we received it}
    ask: Do you send this message, or did you receive it?
  message.date: {type: date, ask: On what day was it sent?}
  message.kind:
    type: choice
    options: {letter: a letter, newsletter: a newsletter, notice: a notice}
    ask: What kind of mail is it?
  message.labelled: {type: flag, ask: Does it say so?}
  tracking.mechanisms:
    type: choices
    options: {pixel: an invisible image, link: a tracked link}
    ask: By what means does the message report back?
  lawyer.admitted_in: {type: places, ask: Where are you admitted?}
  recipient.name: {type: text, ask: What shall we call this recipient?}
  recipient.role:
    type: choice
    options: {client: our client, counsel: counsel for another party, reporter: a reporter}
    ask: Who is this recipient?
  recipient.consented: {type: flag, ask: Has this recipient agreed?}
  recipient.informed: {type: flag, ask: Was it explained before?}
derived:
  message.is_tracked:
    means: Something in the message reports back to the sender.
    when: {tracking.mechanisms: [pixel, link]}
    cites: [{policy: aa/rules, pinpoint: '1'}]
relations:
  - id: no-consent-no-quality
    if: {recipient.consented: false}
    mute: [recipient.informed]
    because: What was never given has no quality.
  - id: newsletters-go-to-reporters
    if: {message.kind: newsletter}
    then: {recipient.role: reporter}
    because: Here newsletters go to reporters alone.
acts: {track: track the reader, label: say that it is tracked}
bearers: {lawyer: the lawyer}
"""
JURISDICTION = """\
jurisdiction: AA
name: Ayland
governs_when:
  lawyer.admitted_in: [self]
  cites: [{policy: aa/rules, pinpoint: '8'}]
"""
POLICY = """\
policy: aa/rules
title: Rules
authority:
  kind: statute
  cite: Rules
  issuer: Ayland
  jurisdiction: AA
  in_force: {from: 2010-01-01}
  verified: {on: 2026-01-05, by: primary}
norms:
"""
SOUND = """\
  - id: no-tracking
    act: track
    bearer: lawyer
    must_not: track {recipient} without consent
    when: {message.direction: sent, recipient.role: client}
    breached_if: {message.is_tracked: true, recipient.consented: false}
    cites: [{pinpoint: p. 1}]
    because: It is so.
"""


def law_with(folder: Path, *norms: str, words: str = VOCABULARY) -> Corpus:
    """Load the sound law with more norms, each as a file has it."""
    (folder / "policies" / "vocabulary").mkdir(parents=True)
    (folder / "policies" / "aa").mkdir()
    (folder / "jurisdictions").mkdir()
    (folder / "jurisdictions" / "aa.yaml").write_text(JURISDICTION, encoding="utf-8")
    (folder / "policies" / "vocabulary" / "words.yaml").write_text(words, encoding="utf-8")
    rules = folder / "policies" / "aa" / "rules.yaml"
    rules.write_text(POLICY + SOUND + "".join(norms), encoding="utf-8")
    return load(folder, bundled=False, engine="planes")


def flaws(corpus: Corpus) -> list[LawFlaw]:
    """Prove the law of one day, and return what is wrong with it."""
    return list(prove_law(corpus, (DAY,)).flaws)
