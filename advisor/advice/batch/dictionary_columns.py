"""The words that answers are made of, numbered once for a law."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from advisor.model.authorities import Verification, Weight
from advisor.model.coverage import CoverageLevel
from advisor.model.norms import Outcome
from advisor.model.opinions import Reason, Verdict
from advisor.model.truth import Truth
from advisor.values import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from advisor.model.law import Law

SOURCES = ("governing", "persuasive")


@dataclass(frozen=True)
class DictionaryColumns:
    """The words of each column of findings, numbered once for a law."""

    words: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, law: Law) -> DictionaryColumns:
        """Return a number to each word that findings on a law can have."""
        policies = law.policies.values()
        places = (*law.jurisdictions, *(one.authority.jurisdiction for one in policies))
        words = {
            "norm": tuple(norm.id for one in policies for norm in one.norms),
            "jurisdiction": tuple(dict.fromkeys(places)),
            "outcome": _values(Outcome),
            "applies": _values(Truth),
            "source": SOURCES,
            "weight": _values(Weight),
            "verified": _values(Verification),
            "verdict": _values(Verdict),
            "because": _values(Reason),
            "coverage": _values(CoverageLevel),
        }
        codes = {
            column: {word: code for code, word in enumerate(known)}
            for column, known in words.items()
        }
        return cls(words, codes)

    def kind(self, name: str) -> type[np.int8 | np.int16]:
        """Tell in which numbers the words of a column are counted."""
        return np.int16 if len(self.words[name]) > np.iinfo(np.int8).max else np.int8

    def column(
        self, name: str, codes: NDArray[Any], missing: NDArray[np.bool_] | None = None
    ) -> pa.Array:
        """Return a column of words by their codes."""
        places = pa.array(codes.astype(self.kind(name), copy=False), mask=missing)
        words = pa.array(self.words[name], pa.string())
        return pa.DictionaryArray.from_arrays(places, words, safe=False)  # they are all there


def _values(kind: type[Enum]) -> tuple[str, ...]:
    return tuple(str(item.value) for item in kind)
