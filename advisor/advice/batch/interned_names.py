"""Names that users gave, each kept once however often an answer repeats it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from advisor.values import dataclass

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class InternedNames:
    """The names of the rows or recipients of a block, as codes; -1 for none."""

    codes: NDArray[np.int32]
    words: pa.Array

    @classmethod
    def of(cls, words: pa.Array | None) -> InternedNames:
        """Return the names of a block numbers; where there are none at all, no codes."""
        if words is None:
            return cls(np.zeros(0, np.int32), pa.array([], pa.string()))
        encoded = words.dictionary_encode()
        return cls(np.asarray(encoded.indices.fill_null(-1)), encoded.dictionary)

    def at(self, places: NDArray[np.int64]) -> pa.Array:
        """Return the names at some places of the block."""
        if not len(self.codes):
            return self._coded(pa.nulls(len(places), pa.int32()))
        codes = self.codes.take(places)
        return self.coded(codes, codes < 0)

    def coded(self, codes: NDArray[np.int32], missing: NDArray[np.bool_]) -> pa.Array:
        """Give names by their codes."""
        return self._coded(pa.array(codes, mask=missing))

    def _coded(self, codes: pa.Array) -> pa.Array:
        return pa.DictionaryArray.from_arrays(codes, self.words, safe=False)  # they are all there
