"""How each model rule was read in each place, and where to look for the rest."""

from __future__ import annotations

from datetime import date

import pytest

from advisor import load
from advisor.advice.rule_cells import survey_cells
from advisor.model.rule_cells import CellReading, CellSurvey
from advisor.reports.render.plain_text import plain_text
from advisor.reports.unread import unread_page

DAY = date(2026, 1, 1)
_VOCABULARY = """
vocabulary: facts
acts: {write: write a letter}
bearers: {lawyer: the lawyer}
facts:
  message.threatens: {type: flag, ask: Does it threaten?}
"""
_MODEL = """
policy: us/model
title: Model
authority:
  kind: model-rule
  cite: Model Rules
  issuer: A
  jurisdiction: US
  in_force: {}
  verified: {on: 2026-01-01, by: primary}
norms:
  - id: no-threat
    act: write
    bearer: lawyer
    must_not: threaten
    breached_if: {message.threatens: true}
    cites: [{pinpoint: '8.4'}]
"""
_UNKNOWN_MODEL = _MODEL.replace("us/model", "us/other").replace("Model Rules", "Other Model")
_CELL = """adopts:
  us/model#no-threat: {{as: R. 8, verified: {level}, url: 'https://{level}.example'{more}}}
"""
_STANDS = """stands_for:
  us/model#no-threat: {verified: secondary, url: 'https://s.example', note: Title seen.}
"""
_DECLINES = "declines:\n  us/model#no-threat: {verified: secondary, instead: Custom.}\n"
_PROFILE = """profile:
  rules: [{row: name, value: Rules of GG, verified: secondary, url: 'https://rules.example'}]
"""
_PLACES = {
    "AA": ("Quoted", _CELL.format(level="primary", more=", quote: shall not threaten")),
    "BB": ("Read", _CELL.format(level="primary-excerpt", more="")),
    "CC": ("Told", _CELL.format(level="secondary", more="")),
    "DD": ("Remembered", _CELL.format(level="unverified", more="")),
    "EE": ("Stood for", _STANDS),
    "FF": ("Declined", _DECLINES),
    "GG": ("Bare", _PROFILE),
    "HH": ("Barer", ""),
}
_READINGS = dict(zip(_PLACES, CellReading, strict=False)) | {"HH": CellReading.NOTHING}


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> CellSurvey:
    """Survey a model rule that eight places read, know or do not know, each in another way."""
    folder = tmp_path_factory.mktemp("law")
    contents = {
        "policies/vocabulary/facts.yaml": _VOCABULARY,
        "policies/us/model.yaml": _MODEL,
        "policies/us/other.yaml": _UNKNOWN_MODEL,
        "jurisdictions/us.yaml": "jurisdiction: US\nname: United States\n",
    }
    for code, (name, said) in _PLACES.items():
        text = f"jurisdiction: US-{code}\nname: {name}\nwithin: US\n{said}"
        contents[f"jurisdictions/us/{code.lower()}.yaml"] = text
    for file, text in contents.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return survey_cells(load(folder, bundled=False).law, DAY)


def test_each_cell_tells_how_it_was_read(survey: CellSurvey) -> None:
    """The best that is known of the local text, or that nothing is known of it."""
    found = {place.place: [cell.reading for cell in place.cells] for place in survey.places}

    assert {f"US-{code}": [reading] for code, reading in _READINGS.items()} == found
    assert [2 if reading is CellReading.NOTHING else 1 for reading in CellReading] == [
        survey.count("us/model#no-threat", reading) for reading in CellReading
    ]


def test_a_model_of_which_no_place_is_known_has_no_cells(survey: CellSurvey) -> None:
    """A model that nobody is known to have followed says nothing of what to read."""
    assert ["us/model#no-threat"] == [norm for norm, _ in survey.models]


def test_what_was_read_without_words_is_told(survey: CellSurvey) -> None:
    """Texts read in the original that keep no word: the model's own, and the local one."""
    assert ["us/model#no-threat", "us/other#no-threat", "us/model#no-threat@US-BB"] == [
        text.id for text in survey.unquoted
    ]


def test_the_page_says_where_to_look(survey: CellSurvey) -> None:
    """Each open cell has its address, or that of the place's rules, or says that none is known."""
    text = " ".join(plain_text(unread_page(survey)).split())
    places = {
        code: text.partition(f"{name} (US-{code})")[2].partition(" (US-")[0]
        for code, (name, _) in _PLACES.items()
    }

    assert "5 of 8 cells remain to be read" in text
    assert "" == places["AA"] == places["FF"]
    assert "Known at second hand: 8.4. For 8.4 see https://secondary.example" in places["CC"]
    assert "not verified: 8.4. For 8.4 see https://unverified.example" in places["DD"]
    assert "The model rule stands in: 8.4. For 8.4 see https://s.example" in places["EE"]
    assert "Nothing was read: 8.4. For 8.4 see https://rules.example" in places["GG"]
    assert "Nothing was read: 8.4. No address is known for 8.4." in places["HH"]
