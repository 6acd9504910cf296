"""A small law written in a test, and what its opinion says of an email."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml
from properties.tabled import expected, found

from advisor import Corpus, Opinion, load

Data = dict[str, Any]

ENOUGH_ROWS = 12
"""So many rows are no longer answered one by one."""

VOCABULARY = """\
vocabulary: words
facts:
  message.sent: {type: flag, ask: Is it sent?}
  message.loud: {type: flag, ask: Is it loud?, control: ours}
  message.date: {type: date, ask: When is it sent?}
  message.kind: {type: flag, ask: Is it kind?}
  message.fair:
    type: flag
    ask: Is it fair?
    judgment: {factors: [its tone], cites: [{policy: words}]}
  matter.seats: {type: places, ask: Where are its seats?}
  recipient.name: {type: text, ask: What is their name?}
  recipient.role: {type: choice, options: {friend: a friend, foe: a foe}, ask: Who is it?}
  recipient.agreed: {type: flag, ask: Do they agree?, control: theirs}
  recipient.seat: {type: place, ask: Where do they sit?}
acts:
  shout: raise one's voice
  sing: sing
  write: write
  yell: yell
  gossip: {says: pass on what was heard, done: afterwards}
bearers: {speaker: the speaker, listener: the listener}
"""
"""The words of every small law."""

WORDS = """\
policy: words
title: What words mean
authority:
  kind: guidance
  cite: Words
  issuer: Nobody
  jurisdiction: UN
  in_force: {}
  verified: {by: primary, on: 2020-01-01}
"""

SEATED = "{matter.seats: self, cites: [{policy: words}]}"

PLACES = {
    "AA": "jurisdiction: AA\nname: Ayland\nwithin: UN\n",
    "BB": "jurisdiction: BB\nname: Beeland\nwithin: UN\n",
    "UN": f"jurisdiction: UN\nname: The Union\nmembers_governed_when: {SEATED}\n",
    "ZZ": f"jurisdiction: ZZ\nname: Zeeland\ngoverned: {SEATED}\n".replace(
        "governed", "governs_when"
    ),
}
"""Ayland and Beeland in one union, and Zeeland outside it: each governs where a seat is."""

UNSENT: Data = {"act": "write", "when": {"message.sent": False}}
SPOKEN: Data = {"message.sent": True, "message.loud": True, "matter.seats": ["AA"]}
OTTO: Data = {"name": "Otto", "role": "foe", "agreed": False}


def norm(name: str, modality: str, says: str = "shout", **more: object) -> Data:
    """Write a norm on shouting: loud is what it forbids or commands, unless `more` says else."""
    made: Data = {"id": name, "act": "shout", "bearer": "speaker", modality: says}
    made["when"] = {"message.sent": True}
    if modality in ("must_not", "should_not"):
        made["breached_if"] = {"message.loud": True}
    elif modality in ("must", "should"):
        made["met_if"] = {"message.loud": True}
    made |= {"cites": [{"pinpoint": f"p. {name}"}], "because": "It is so."}
    return made | more


def policy(
    name: str, *norms: Data, kind: str = "court-rule", place: str = "AA", **more: object
) -> Data:
    """Write a policy in force since ever; `more` is said of its authority."""
    authority: Data = {
        "kind": kind,
        "cite": f"Cite of {name}",
        "issuer": "Somebody",
        "jurisdiction": place,
        "in_force": {},
        "verified": {"by": "primary", "on": "2020-01-01"},
    }
    return {
        "policy": name,
        "title": f"Title of {name}",
        "authority": authority | more,
        "norms": list(norms),
    }


def write_layer(
    folder: Path, policies: Sequence[Data], places: Mapping[str, str] | None = None
) -> Path:
    """Write policies as the files of one layer, and the places that it tells of."""
    for code, text in (places or {}).items():
        file = folder / "jurisdictions" / f"{code.lower()}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for one in policies:
        file = folder / "policies" / f"{one['policy']}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(one, sort_keys=False), encoding="utf-8")
    return folder


def law_of(  # noqa: PLR0913 - the parts of a law, each by name
    folder: Path,
    *policies: Data,
    places: Mapping[str, str] = PLACES,
    over: Mapping[str, Sequence[Data]] | None = None,
    added: Mapping[str, str] | None = None,
    read: Sequence[str] = ("AA",),
    more_facts: str = "",
    more_words: str = "",
) -> Corpus:
    """
    Read a law of these policies, with the layers `over` it by their names.

    Of each place in `read` a norm was read that is silent on every email that is sent.
    `more_facts` and `more_words` are added to the vocabulary. Each of the layers tells of the
    places `added`.
    """
    silent = [
        policy(f"read/{code.lower()}", norm("silent", "may", **UNSENT), place=code)
        for code in read
        if code in places
    ]
    ground = write_layer(folder / "ground", (*policies, *silent), places)
    (ground / "policies" / "words.yaml").write_text(WORDS, encoding="utf-8")
    vocabulary = ground / "policies" / "vocabulary"
    vocabulary.mkdir(exist_ok=True)
    (vocabulary / "words.yaml").write_text(
        VOCABULARY.replace("facts:\n", f"facts:\n{more_facts}", 1) + more_words,
        encoding="utf-8",
    )
    layers = [write_layer(folder / name, made, added) for name, made in (over or {}).items()]
    return load(ground, *layers, bundled=False)


def ask(
    corpus: Corpus,
    facts: Data | None = None,
    *people: Data,
    as_of: str = "2020-06-01",
    nobody: bool = False,
) -> Opinion:
    """
    Answer an email that was sent aloud in Ayland, to Otto unless people are given, or `nobody`.

    A fact that is `None` is left untold. A table with the same email in each row has to
    say the same, one of a single row too: tables are answered by other code.
    """
    told = {name: value for name, value in {**SPOKEN, **(facts or {})}.items() if value is not None}
    recipients = [] if nobody else list(people or (OTTO,))
    opinion = corpus.advise({"as_of": as_of, "facts": told, "recipients": recipients})
    row = {"as_of": as_of, **told, "recipients": recipients}
    for count in (1, ENOUGH_ROWS):
        rows = found(corpus.advise_many(pa.Table.from_pylist([row] * count)).whole)
        assert [expected(opinion)] * count == list(rows.values())
    return opinion


def outcomes(opinion: Opinion) -> dict[str, str]:
    """Return the outcome of each governing norm by its name within its policy."""
    return {one.norm.id: one.outcome.value for one in opinion.findings}
