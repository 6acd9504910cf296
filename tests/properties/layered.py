"""Layers that try to lift the law beneath them, written for the breaches of some scenarios."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from advisor.model.authorities import Kind, Weight
from advisor.model.law import Law
from advisor.model.norms import Modality
from advisor.model.opinions import Finding

Data = dict[str, Any]

OVER_A_PLACE = tuple(kind for kind in Kind if kind.weight is not Weight.BINDING)
OF_ITS_OWN = tuple(kind for kind in Kind if kind is not Kind.DRAFT)
"""The kinds that a layer may claim, over a place beneath and in one of its own."""

HOLDS: Data = {"message.direction": ["sent", "received"]}
FAILS: Data = {"none": [HOLDS]}
OPEN: Data = {"firm.told_nobody": True}
"""Conditions by the truth they have wherever the direction of a message is told."""

_VOCABULARY: Data = {
    "vocabulary": "firm-words",
    "facts": {"firm.told_nobody": {"type": "flag", "ask": "Does anybody know?"}},
}
_CITED = [{"pinpoint": "p. 1"}]


def write_lifting_layer(
    folder: Path, law: Law, breaches: Iterable[Finding], kind: Kind, *, own: bool
) -> Path:
    """
    Write a layer with every norm that could speak to these breaches, in every shape.

    For each act, bearer and place there is each modality, complied with and not, and
    under scopes of its own that hold, fail and are open. With `own` each place gets a
    place of the layer inside it, which governs everywhere and adopts every model norm.
    """
    subjects: dict[str, set[tuple[str, str]]] = {}
    for breach in breaches:
        subjects.setdefault(breach.jurisdiction, set()).add((breach.act, breach.bearer))
    _write(folder / "policies" / "vocabulary" / "firm-words.yaml", _VOCABULARY)
    for number, (beneath, acts) in enumerate(sorted(subjects.items())):
        place = f"X{chr(ord('A') + number % 26)}-{number}" if own else beneath
        if own:
            path = folder / "jurisdictions" / place[:2].lower() / f"{number}.yaml"
            _write(path, _place(place, beneath, law))
        norms = list(_norms(acts))
        scopes = (None,) if own else (None, HOLDS, FAILS, OPEN)
        for at, scope in enumerate(scopes):
            name = f"firm/p{number}-{at}"
            _write(folder / "policies" / f"{name}.yaml", _policy(name, place, kind, norms, scope))
    return folder


def _place(code: str, beneath: str, law: Law) -> Data:
    models = (
        norm.id
        for policy in law.policies.values()
        if policy.authority.kind is Kind.MODEL_RULE
        for norm in policy.norms
    )
    cites = [{"policy": next(iter(law.policies))}]
    adopted = {"as": "Rule 1", "verified": "primary", "when": HOLDS}
    return {
        "jurisdiction": code,
        "name": f"Own {code}",
        "within": beneath,
        "governs_when": {**HOLDS, "cites": cites},
        "adopts": dict.fromkeys(models, adopted),
    }


def _policy(name: str, place: str, kind: Kind, norms: list[Data], scope: Data | None) -> Data:
    made: Data = {
        "policy": name,
        "title": "What our firm says",
        "authority": {
            "kind": kind.value,
            "cite": "Firm handbook",
            "issuer": "Our firm",
            "jurisdiction": place,
            "verified": {"by": "primary", "on": "2020-01-01"},
        },
        "norms": norms,
    }
    if kind is not Kind.DRAFT:
        made["authority"]["in_force"] = {}
    if scope is not None:
        made["governs_when"] = {**scope, "cites": [{"policy": name}]}
    return made


def _norms(acts: Iterable[tuple[str, str]]) -> Iterator[Data]:
    number = count()
    for act, bearer in sorted(acts):
        for modality in Modality:
            base = {"act": act, "bearer": bearer, modality.value: "do as we say", "cites": _CITED}
            key = modality.compliance_key
            shapes = [{"when": HOLDS}, {"when": OPEN}, {"when": HOLDS, "unless": _lifted(OPEN)}]
            if key is not None:
                shapes = [{"when": HOLDS, key: one} for one in (HOLDS, FAILS, OPEN)]
            yield from ({"id": f"n{next(number)}", **base, **shape} for shape in shapes)


def _lifted(when: Data) -> Data:
    return {"consent": {"means": "they agreed", "when": when, "cites": _CITED}}


def _write(path: Path, data: Data) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
