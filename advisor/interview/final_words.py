"""
Where the word of a verdict is final, whatever may still be told.

What is settled stays: an answer refines what is unknown and moves nothing else. A breach of
a text that somebody verified is a stop, unless a norm that would set it aside may still come
to apply; a breach of a model that stands for an unread text has to be verified, unless
something may still stop. A question that the authorities leave open is never set aside; it
leaves the verdict unsettled unless something may still be breached or other law govern.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from advisor.advice.conflicts import speaks_on
from advisor.model.authorities import Verification
from advisor.model.norms import Stance
from advisor.model.truth import Truth

if TYPE_CHECKING:
    from advisor.advice.variants.analysis import NormOutcomes, VariantAnalysis, VariantOutcomes
    from advisor.engine.bitset.layout import LaneLayout
    from advisor.model.law_clock import LawClock
    from advisor.model.opinions import Opinion


def final_words(outlook: VariantOutcomes, prospects: VariantAnalysis, clock: LawClock) -> int:
    """Return the first bit of each variant in which no answer can change the verdict's word."""
    return (
        final_stops(outlook, prospects, clock)
        | final_models(outlook) & ~possible_stops(outlook)
        | final_open_questions(outlook) & ~possible_breaches(outlook) & ~open_scopes(outlook)
    )


def final_stops(outlook: VariantOutcomes, prospects: VariantAnalysis, clock: LawClock) -> int:
    """Return where something is breached for good."""
    standings = {standing.at: standing for standing in outlook.standings}
    result = 0
    for standing in outlook.standings:
        if standing.breached and _may_stop(standing):
            aside = 0
            for number in prospects.rivals(standing.at, clock):
                rival = standings.get(number)
                if rival is not None:
                    aside |= _reach(rival, standing, outlook.lanes)
            result |= _whole(standing.breached & ~aside, outlook.lanes)
    return result


def possible_stops(outlook: VariantOutcomes) -> int:
    """Return where something that a verified text forbids or commands may still be breached."""
    result = 0
    for standing in outlook.standings:
        if standing.instance.norm.modality.is_strict and _may_stop(standing):
            result |= _whole(standing.unapplied | standing.unsettled, outlook.lanes)
    return result


def possible_breaches(outlook: VariantOutcomes) -> int:
    """Return where a duty or prohibition may still be breached, however well it was read."""
    result = 0
    for standing in outlook.standings:
        if standing.instance.norm.modality.is_strict:
            result |= _whole(standing.unapplied | standing.unsettled, outlook.lanes)
    return result


def open_scopes(outlook: VariantOutcomes) -> int:
    """Return where it is open of some law whether it governs."""
    return reduce(or_, (reached.open for reached in outlook.reached), 0)


def final_models(outlook: VariantOutcomes) -> int:
    """Return where a model that stands for an unread text is breached for good."""
    result = 0
    for standing in outlook.standings:
        if standing.instance.stands_in:
            result |= _whole(standing.breached, outlook.lanes)
    return result


def _may_stop(standing: NormOutcomes) -> bool:
    """Return whether a breach of a norm makes a stop."""
    instance = standing.instance
    return instance.verified is not Verification.UNVERIFIED and not instance.stands_in


def final_open_questions(outlook: VariantOutcomes) -> int:
    """Return where a question that the authorities leave open arises for good."""
    result = 0
    for standing in outlook.standings:
        if standing.instance.norm.modality.leaves_open:
            result |= _whole(standing.against & ~standing.unsettled, outlook.lanes)
    return result


def stays_unsettled(
    opinion: Opinion, outlook: VariantOutcomes, prospects: VariantAnalysis, clock: LawClock
) -> bool:
    """
    Return whether what leaves a verdict unsettled is there for good.

    That is an open question; advice that is not followed, or an unverified text that is
    disregarded, which no norm can set aside any more; or law from elsewhere on an act on
    which no law that governs speaks, since what does not speak on it never will.
    """
    if final_open_questions(outlook) or _says_elsewhere(opinion):
        return True
    standings = {standing.at: standing for standing in outlook.standings}
    result = 0
    for standing in outlook.standings:
        plane = standing.breached
        if standing.instance.norm.modality.stance in (Stance.FORBIDS, Stance.COMMANDS):
            plane |= standing.against & ~standing.unsettled
        if any(number in standings for number in prospects.rivals(standing.at, clock)):
            continue
        result |= plane
    return bool(result)


def _says_elsewhere(opinion: Opinion) -> bool:
    """Return whether law from elsewhere speaks against an act on which no law here speaks."""
    spoken = {
        (finding.act, finding.recipient)
        for finding in opinion.findings
        if finding.overridden_by is None
    }
    governed = any(item.truth is Truth.TRUE for item in opinion.governing)
    return governed and any(
        finding.outcome.is_against and not speaks_on(spoken, finding.act, finding.recipient)
        for finding in opinion.persuasive
    )


def _reach(rival: NormOutcomes, standing: NormOutcomes, lanes: LaneLayout) -> int:
    """Return the findings of a norm that a rival may set aside, if it comes to apply."""
    plane = rival.applies | rival.unapplied | rival.unsettled
    if rival.personal is standing.personal:
        return plane
    return _whole(plane, lanes) * ((1 << lanes.each) - 1)


def _whole(plane: int, lanes: LaneLayout) -> int:
    """Return the first bit of each variant of which the plane holds any."""
    return (plane | lanes.some(plane)) & lanes.firsts
