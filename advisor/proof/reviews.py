"""Flaws that somebody looked at and accepts: the file of reviews beside a body of law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from advisor.diagnostics import Diagnostic
from advisor.model.law_flaws import FlawKind, FlawReview
from advisor.source.base_models import DateValue, FileModel, Text
from advisor.source.diagnostics_sink import DiagnosticSink
from advisor.source.files import parse_bytes, read_bytes
from advisor.source.shape_validation import validate_shape
from advisor.values import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from advisor.model.law_flaws import LawFlaw

REVIEWS_FILE = "reviewed.yaml"
_LIMIT = 1 << 20


class FlawReviewModel(FileModel):
    """One accepted flaw."""

    kind: Literal[tuple(kind.value for kind in FlawKind)]  # type: ignore[valid-type]
    of: list[Text]
    because: Text
    by: Text
    on: DateValue


class FlawReviewsModel(FileModel):
    """The file of reviews."""

    reviewed: list[FlawReviewModel]


def read_reviews(path: Path) -> tuple[tuple[FlawReview, ...], tuple[Diagnostic, ...]]:
    """Read a file of reviews, with every problem found in it; with an error there are none."""
    problems = DiagnosticSink()
    data = read_bytes(path, str(path), _LIMIT, problems)
    root = None if data is None else parse_bytes(data, str(path), problems)
    reviews: tuple[FlawReview, ...] = ()
    if root is not None:
        wire, node = validate_shape(root, FlawReviewsModel, problems)
        if wire is not None and node is not None:
            reviews = tuple(
                FlawReview(
                    FlawKind(entry.kind),
                    frozenset(entry.of),
                    entry.because,
                    entry.by,
                    entry.on,
                    place.span,
                )
                for entry, place in zip(wire.reviewed, node.maps("reviewed"), strict=True)
            )
    return () if problems.stop else reviews, problems.told()


def with_reviews(
    flaws: Sequence[LawFlaw], reviews: Sequence[FlawReview]
) -> tuple[tuple[LawFlaw, ...], tuple[Diagnostic, ...]]:
    """Return flaws with the reviews that accept them, and what is wrong with other reviews."""
    by_key = {review.key: review for review in reviews}
    found = {flaw.key for flaw in flaws}
    reviewed = tuple(replace(flaw, review=by_key.get(flaw.key)) for flaw in flaws)
    return reviewed, tuple(_stale(review) for review in reviews if review.key not in found)


def _stale(review: FlawReview) -> Diagnostic:
    named = ", ".join(sorted(review.subjects))
    return Diagnostic(
        "stale-review",
        review.at,
        f"`{review.kind.value}` of {named} is no longer found",
        why="a review of what is not there would keep quiet about it should it come back",
        fix="remove the entry, or correct the names that it gives",
    )
