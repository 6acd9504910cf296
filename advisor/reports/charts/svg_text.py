"""What the pictures have in common: their colours, and a piece of text."""

from __future__ import annotations

from html import escape

from advisor.printable import printable

INK, FAINT, PAPER = "#1d2430", "#566071", "#ffffff"


def escaped(text: str) -> str:
    r"""
    Return text that is safe to stand in a picture, between tags or as a value.

    >>> escaped('<b>"\x1b')
    '&lt;b&gt;&quot;\\x1b'
    """
    return escape(printable(text))


def text_at(  # noqa: PLR0913 - what a piece of text on a picture has
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    weight: int = 400,
    colour: str = INK,
    anchor: str = "start",
) -> str:
    """Write a piece of text at a place of an SVG picture, safe to show."""
    return (
        f'<text x="{x}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
        f' text-anchor="{anchor}">{escaped(text)}</text>'
    )
