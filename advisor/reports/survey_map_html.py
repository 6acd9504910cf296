"""All laws on one question as one HTML page that needs nothing else: no script, no network."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from advisor.model.norms import Outcome
from advisor.reports import labels
from advisor.reports import survey_map as said
from advisor.reports.charts.map_svg import maps_alone

if TYPE_CHECKING:
    from advisor.model.comparisons import LawClass, LawSurvey
    from advisor.model.law import Law

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1d2430; background: #fff; margin: 0; }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
svg { width: 100%; height: auto; }
h1 { font-size: 1.6rem; margin: 0.5rem 0; } h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.6rem; }
th, td { border-bottom: 1px solid #d8dce3; }
thead th { border-bottom: 2px solid #1d2430; }
.breached { color: #8d1a1d; font-weight: 600; } .not-followed { color: #7a4a06; font-weight: 600; }
.unsettled, .open { color: #54447a; } .available, .met, .defeated { color: #1a5a3b; }
.classes { table-layout: fixed; min-width: 44rem; }
.classes th:nth-child(1) { width: 3rem; } .classes th:nth-child(2) { width: 24%; }
.classes th:nth-child(4) { width: 34%; }
.inapplicable { color: #566071; }
cite { font-style: normal; color: #566071; display: block; }
.scroll { overflow-x: auto; } .note { color: #566071; max-width: 60rem; }
@media print { main { padding: 0; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def survey_page_html(atlas: LawSurvey, law: Law) -> str:
    """Write the map, the classes and what tells them apart as one page."""
    title = escape(labels.clean(atlas.question))
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>{_STYLE}</style></head><body><main>",
            f"<h1>{title}</h1>",
            f"<p>{_safe(said.survey_headline(atlas))}</p>",
            maps_alone(atlas, law),
            *_classes(atlas, law),
            *_probes(atlas, law),
            *(f'<p class="note">{_safe(note)}</p>' for note in said.notes(atlas)),
            f'<p class="note">{_safe(labels.DISCLAIMER)}</p>',
            "</main></body></html>",
            "",
        ]
    )


def _classes(atlas: LawSurvey, law: Law) -> Iterator[str]:
    yield f"<h2>{_safe(said.posed(atlas))}</h2>"
    yield '<div class="scroll"><table class="classes"><thead><tr>'
    yield '<th scope="col">Class</th><th scope="col">Where</th>'
    yield '<th scope="col">What it says</th><th scope="col">Authority</th></tr></thead><tbody>'
    for one in atlas.classes:
        cites = "".join(f"<cite>{_safe(cite)}</cite>" for cite in said.sources(one, law))
        yield (
            f'<tr><th scope="row">{_safe(one.key)}</th><td>{_safe(said.members(one, law))}</td>'
            f'<td><span class="{_tone(one)}">{_safe(said.heading(one))}.</span>'
            f" {_safe(said.class_statement(one, law))}</td><td>{cites or 'none found'}</td></tr>"
        )
    yield "</tbody></table></div>"


def _probes(atlas: LawSurvey, law: Law) -> Iterator[str]:
    yield "<h2>Scenarios that tell the classes apart</h2><ol>"
    for probe in atlas.probes:
        yield f"<li>{_safe(said.probe_text(probe, law))}</li>"
    yield '</ol><div class="scroll"><table><thead><tr><th scope="col">Class</th>'
    for at in range(1, len(atlas.probes) + 1):
        yield f'<th scope="col">{at}</th>'
    yield "</tr></thead><tbody>"
    for one in atlas.classes:
        yield f'<tr><th scope="row">{_safe(f"{one.key} {said.class_summary(one, law)}")}</th>'
        for reply, told in zip(one.replies, said.cells(one), strict=True):
            yield f'<td class="{reply.answer.value}">{_safe(told)}</td>'
        yield "</tr>"
    yield "</tbody></table></div>"


def _tone(one: LawClass) -> str:
    return Outcome.INAPPLICABLE.value if not one.replies else one.answer.value


def _safe(text: str) -> str:
    return escape(labels.clean(text))
