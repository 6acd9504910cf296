"""What a notebook shows of an opinion."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from advisor import Opinion, load

OFFER = "docs/examples/settlement-offer.yaml"


def shown(opinion: Opinion) -> ET.Element:
    """Read the piece of HTML, which is well-formed."""
    return ET.fromstring(opinion._repr_html_())  # noqa: S314 - our own, as a notebook asks


def test_the_verdict_stands_first_and_findings_have_labels() -> None:
    """Each column of the table is named, and every breach is in it with its authority."""
    opinion = load().advise(OFFER)
    page = shown(opinion)

    assert "".join(page[0].itertext()).startswith("STOP")
    heads = ["".join(one.itertext()) for one in page.iter("th")]
    assert heads == ["Outcome", "Statement", "Authority", "Weight", "How it was read"]
    text = "".join(page.itertext())
    for finding in opinion.findings:
        if finding.outcome.value == "breached":
            assert finding.statement in text
            assert finding.cited_as in text


def test_names_are_shown_and_never_obeyed() -> None:
    """What a scenario calls somebody is text."""
    name = "<img src=x onerror=alert(1)>\u202e"
    told = {
        "as_of": "2026-03-02",
        "scenario": name,
        "facts": {"message": {"direction": "sent"}, "tracking": {"mechanisms": ["pixel"]}},
        "recipients": [{"name": name, "role": "opposing-counsel", "consented": False}],
    }
    html = load().advise(told)._repr_html_()

    assert "<img" not in html
    assert "\u202e" not in html
    assert "&lt;img" in html
