"""What remains to be read, as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from advisor.advice.rule_cells import survey_cells
from advisor.application.citation_document import citation_document
from advisor.application.coverage import place_code
from advisor.application.results import Document, RefusedRequest

if TYPE_CHECKING:
    from datetime import date

    from advisor.model.law import Law
    from advisor.model.rule_cells import CellSurvey, PlaceCells, RuleCell

UNREAD_SCHEMA = "advisor/unread/1"


def cell_survey(law: Law, day: date, place: str = "") -> CellSurvey | RefusedRequest:
    """Survey the cells of all places, or of one by its code or name."""
    code = place_code(place, law) if place else None
    if isinstance(code, RefusedRequest):
        return code
    return survey_cells(law, day, None if code is None else (code,))


def unread_document(survey: CellSurvey) -> Document:
    """Write how each model rule was read in each place, and which texts keep no word."""
    return {
        "schema": UNREAD_SCHEMA,
        "as_of": survey.as_of.isoformat(),
        "rules": [
            {"norm": norm, "citation": citation_document([cited])[0]}
            for norm, cited in survey.models
        ],
        "places": [
            {**_place(place), "cells": [_cell(cell) for cell in place.cells]}
            for place in survey.places
        ],
        "unquoted": [
            {"text": text.id, "citation": citation_document([text.citation])[0]}
            for text in survey.unquoted
        ],
        "without_own_law": [_place(place) for place in survey.bare],
    }


def _place(place: PlaceCells) -> Document:
    return {"place": place.place, "name": place.name, "url": place.url}


def _cell(cell: RuleCell) -> Document:
    return {
        "norm": cell.norm,
        "reading": cell.reading.value,
        "cite": cell.cite,
        "url": cell.url,
        "note": cell.note,
    }
