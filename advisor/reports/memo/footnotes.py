"""The footnotes of one memo as they are written, and every authority they cite."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from advisor.model.authorities import Verification
from advisor.reports.document import Basis, Note, NoteList, Sentence, SentenceSource
from advisor.reports.labels import verification_text
from advisor.reports.memo.frames import FRAMES, fill_frame, say_frame
from advisor.reports.periods import began_text
from advisor.values import dataclass

if TYPE_CHECKING:
    from advisor.i18n import Slot
    from advisor.model.authorities import Citation, Period
    from advisor.model.opinions import Finding

_WEAK = (Verification.SECONDARY, Verification.UNVERIFIED)


@dataclass(frozen=True, slots=True)
class FootnoteCitation:
    """One citation where it stood: the number of its note, and the finding it was for."""

    citation: Citation
    number: int
    finding: Finding | None = None
    own: bool = False


class Footnotes:
    """Numbers footnotes in reading order; one for each memo that is written."""

    def __init__(self) -> None:
        self._notes: list[Note] = []
        self._cited: list[FootnoteCitation] = []

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return the footnotes so far, in order."""
        return tuple(self._notes)

    def under(self, title: str) -> NoteList:
        """Return the footnotes of the document, under the frame that is their title."""
        name, back = FRAMES["notes.name"], FRAMES["notes.back"]
        return NoteList(say_frame(title), self.notes, name, back)

    @property
    def cited(self) -> tuple[FootnoteCitation, ...]:
        """Return every citation so far, in order."""
        return tuple(self._cited)

    def note(
        self, citations: Sequence[Citation], finding: Finding | None = None
    ) -> tuple[int, ...]:
        """
        Write one footnote; without citations there is none.

        `finding` is the one whose own citations these are, the first its own place.
        """
        if not citations:
            return ()
        number = len(self._notes) + 1
        once = list(dict.fromkeys(citations))
        texts = []
        for index, citation in enumerate(once):
            own = finding is not None and index == 0
            self._cited.append(FootnoteCitation(citation, number, finding, own))
            level = finding.verified if finding is not None and own else citation.verified
            if citation.since_then is not None:
                texts.append(_since_then(citation, citation.since_then))
            texts.append(footnote_text(citation, level))
        self._notes.append(Note(number, tuple(texts)))
        return (number,)


def _since_then(citation: Citation, began: Period) -> Sentence:
    """Say of a citation that it came later than the text that cites it."""
    source = SentenceSource(Basis.AUTHORITY, citation.cite)
    return fill_frame("note.since", source, {"day": began_text(began)})


def pinpoint_of(citation: Citation) -> str:
    """Return the place within the authority, unless its name already says it."""
    named = re.search(rf"(?<![\w.-]){re.escape(citation.pinpoint)}(?![\w-])", citation.cite)
    return "" if named else citation.pinpoint


def footnote_text(citation: Citation, level: Verification | None) -> Sentence:
    """Write one citation with its place, the words seen there, and how little was read."""
    slots: dict[str, Slot] = {"authority": citation.cite}
    name = "note"
    if level in _WEAK and level is not None:
        name, slots["verification"] = f"{name}.weak", verification_text(level)
    pinpoint = pinpoint_of(citation)
    if pinpoint:
        name, slots["pinpoint"] = f"{name}.pinpoint", pinpoint
    if citation.quote:
        name, slots["quote"] = f"{name}.quote", citation.quote
    source = SentenceSource(Basis.AUTHORITY, citation.cite)
    return fill_frame(name, source, slots, link=citation.url)
