"""Where law governs, which model law was adopted there, and under which local citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from advisor.model.authorities import ALWAYS_IN_FORCE, Period, Verification
from advisor.model.policies import BUNDLED
from advisor.values import dataclass, field

if TYPE_CHECKING:
    from advisor.diagnostics import Span
    from advisor.model.authorities import Citation
    from advisor.model.conditions import Condition
    from advisor.model.policies import Notice, Scope


@dataclass(frozen=True, slots=True)
class Adoption:
    """
    A model norm as it was made law in one jurisdiction.

    `cite` is the local citation, `quote` words seen verbatim in the local text. `when`,
    `compliance` and `text`, where given, stand instead of the model's own; `differs` says
    so in words. `is_day_unread` tells that nothing was read of its first day: it is then
    taken to begin with the model.
    """

    norm: str
    cite: str
    period: Period = ALWAYS_IN_FORCE
    is_day_unread: bool = False
    verified: Verification = Verification.UNVERIFIED
    citations: tuple[Citation, ...] = ()
    quote: str = ""
    url: str = ""
    differs: str = ""
    caveat: str = ""
    text: str = ""
    when: Condition | None = None
    compliance: Condition | None = None
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StandIn:
    """
    A model norm that stands for a local text which was not read.

    `verified` tells how well it is known, by `url` and `note`, that the place has such a
    rule; `cite` is its local citation, where that was seen, `period` the days on which that
    text stands, as far as they are known.
    """

    norm: str
    verified: Verification
    period: Period = ALWAYS_IN_FORCE
    cite: str = ""
    url: str = ""
    note: str = ""
    citations: tuple[Citation, ...] = ()
    at: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class DeclinedNorm:
    """
    A model norm that a jurisdiction is known not to have adopted.

    `instead` says what stands there in its place.
    """

    norm: str
    verified: Verification
    note: str = ""
    instead: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class JurisdictionRow:
    """One cell of what is known of a jurisdiction's law; shown, never evaluated."""

    section: str
    row: str
    value: str
    verified: Verification
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """
    A place where authorities govern.

    `scope` is when its law governs; `None` means that nothing in the corpus says so.
    `exposure` is when its authorities may discipline, whichever law governs. `layer`
    names the folder that tells of the place, `bundled` for the shipped law.
    """

    code: str
    name: str
    scope: Scope | None = None
    exposure: Scope | None = None
    adoptions: Mapping[str, Adoption] = field(default_factory=dict)
    stand_ins: Mapping[str, StandIn] = field(default_factory=dict)
    refusals: Mapping[str, DeclinedNorm] = field(default_factory=dict)
    profile: tuple[JurisdictionRow, ...] = ()
    notices: tuple[Notice, ...] = ()
    layer: str = BUNDLED
    at: Span | None = field(default=None, compare=False)
