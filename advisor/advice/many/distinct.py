"""The distinct values of an Arrow array, and which of them stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

Places: TypeAlias = "NDArray[np.signedinteger[Any]]"

_MOST_MEMBERS = 62
_FEW_MEMBERS = 16


def distinct(array: pa.Array) -> tuple[Places, list[Any]]:
    """
    Give the place of each cell's value in a list of distinct ones; -1 where it is null.

    Values are as Python knows them. Of a list, order and repetition do not count.
    """
    kind = array.type
    if pa.types.is_dictionary(kind):
        return distinct(array.cast(kind.value_type))
    if pa.types.is_null(kind):
        return np.full(len(array), -1), []
    if pa.types.is_boolean(kind):
        return _places(array.cast(pa.int8())), [False, True]
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _lists(array)
    if pa.types.is_string_view(kind):
        array = array.cast(pa.large_string())
    elif pa.types.is_nested(kind):
        return _one_by_one(array)
    try:
        encoded = array.dictionary_encode()
    except pa.ArrowNotImplementedError:
        return _one_by_one(array)
    return _places(encoded.indices), encoded.dictionary.to_pylist()


def _places(indices: pa.Array) -> Places:
    if not indices.null_count:
        return np.asarray(indices)
    return np.asarray(pc.fill_null(indices, pa.scalar(-1, indices.type)))


def _lists(array: pa.Array) -> tuple[Places, list[Any]]:
    members, known = distinct(array.flatten())
    if (
        len(known) > _MOST_MEMBERS
        or (members < 0).any()
        or any(isinstance(one, list | dict) for one in known)
    ):
        return _one_by_one(array)
    counts = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    # Each list as a number with a bit for each member.
    kind = np.uint16 if len(known) <= _FEW_MEMBERS else np.int64
    bits = np.left_shift(1, np.arange(max(len(known), 1))).astype(kind)[members]
    masks = np.zeros(len(array), kind)
    filled = np.flatnonzero(counts > 0)
    if len(filled):
        ends = np.cumsum(counts[filled])
        masks[filled] = np.bitwise_or.reduceat(bits, ends - counts[filled])
    null = array.is_null().to_numpy(zero_copy_only=False)
    found, places = _numbered(masks, null)
    values = [[one for at, one in enumerate(known) if mask >> at & 1] for mask in found]
    return places, values


def _numbered(masks: NDArray[Any], null: NDArray[np.bool_]) -> tuple[list[int], Places]:
    if masks.dtype != np.uint16:
        encoded = pa.array(masks, mask=null).dictionary_encode()
        return encoded.dictionary.to_pylist(), _places(encoded.indices)
    found = np.flatnonzero(np.bincount(masks))
    places = np.zeros(int(found.max(initial=0)) + 1, np.int32)
    places[found] = np.arange(len(found))
    return found.tolist(), np.where(null, np.int32(-1), places[masks])


def _one_by_one(array: pa.Array) -> tuple[Places, list[Any]]:
    known: dict[str, int] = {}
    values: list[Any] = []
    places = np.full(len(array), -1)
    for at, value in enumerate(array.to_pylist()):
        if value is None:
            continue
        told = _without_nulls(value) if isinstance(value, dict) else value
        if told == {}:
            continue  # a struct that tells nothing
        key = repr(told)
        if key not in known:
            known[key] = len(values)
            values.append(told)
        places[at] = known[key]
    return places, values


def _without_nulls(value: dict[str, Any]) -> dict[str, Any]:
    # A column of structs gives every one the fields of all.
    return {name: inner for name, inner in value.items() if inner is not None}
