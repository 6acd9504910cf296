"""The distinct values of an Arrow array, and which of them stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from numpy.typing import NDArray

Positions: TypeAlias = "NDArray[np.integer[Any]]"

_MOST_MEMBERS = 62
_FEW_MEMBERS = 16
_BEGINNING = 1024


def distinct_values(array: pa.Array) -> tuple[Positions, list[Any]]:
    """
    Return the place of each cell's value in a list of distinct ones, the first always `None`.

    Values are as Python knows them. Of a list, order and repetition do not count.
    """
    kind = array.type
    if pa.types.is_dictionary(kind):
        return _encoded(array)
    if pa.types.is_null(kind):
        return np.zeros(len(array), np.uint8), [None]
    if pa.types.is_boolean(kind):
        return _flags(array), [None, False, True]
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _lists(array)
    if pa.types.is_string_view(kind):
        array = array.cast(pa.large_string())
    elif pa.types.is_nested(kind):
        return _one_by_one(array)
    try:
        return _as_in_the_beginning(array) or _encoded(array.dictionary_encode())
    except pa.ArrowNotImplementedError:
        return _one_by_one(array)


def _as_in_the_beginning(array: pa.Array) -> tuple[Positions, list[Any]] | None:
    """Look values up among the first ones, which takes half the time where these are all."""
    known = array.slice(0, _BEGINNING).dictionary_encode().dictionary
    known = pa.concat_arrays([pa.nulls(1, known.type), known])
    places = pc.index_in(array, known)
    return None if places.null_count else (np.asarray(places), known.to_pylist())


def _encoded(array: pa.DictionaryArray) -> tuple[Positions, list[Any]]:
    """Take the codes that an array brings along."""
    values = array.dictionary.to_pylist()
    codes = array.indices
    if codes.null_count:
        codes = codes.cast(pa.int64()).fill_null(-1)
    return np.asarray(codes).astype(np.int32) + np.int32(1), [None, *values]


def _flags(array: pa.BooleanArray) -> Positions:
    told, true = array.buffers()
    codes = _bits(true, array) + np.uint8(1)
    return codes if told is None else codes * _bits(told, array)


def _bits(buffer: pa.Buffer, array: pa.Array) -> NDArray[np.uint8]:
    end = array.offset + len(array)
    bits = np.unpackbits(np.frombuffer(buffer, np.uint8), count=end, bitorder="little")
    return bits[array.offset :]


def _lists(array: pa.Array) -> tuple[Positions, list[Any]]:
    flat = array.flatten()
    members, known = distinct_values(flat)
    if (
        flat.null_count
        or len(known) > _MOST_MEMBERS
        or any(isinstance(item, list | dict) for item in known)
    ):
        return _one_by_one(array)
    counts = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    masks = _masks(members, counts, np.uint16 if len(known) <= _FEW_MEMBERS else np.uint64)
    found, places = _numbered(masks)
    places += 1
    if array.null_count:
        places[array.is_null().to_numpy(zero_copy_only=False)] = 0
    return places, [None, *([item for at, item in enumerate(known) if m >> at & 1] for m in found)]


def _masks(
    members: Positions, counts: NDArray[Any], kind: type[np.uint16 | np.uint64]
) -> NDArray[Any]:
    """Give each list as a number with a bit for each member."""
    bits = np.left_shift(kind(1), np.arange(kind().itemsize * 8, dtype=kind)).take(members)
    ends = np.cumsum(counts)
    sums = np.concatenate([[kind(0)], np.cumsum(bits, dtype=kind)])
    masks: NDArray[Any] = sums.take(ends) - sums.take(ends - counts)
    # A sum with as many bits as parts was made of different ones.
    if (np.bitwise_count(masks) == counts).all():
        return masks
    bits = np.concatenate([bits, [kind(0)]])  # one more, where empty lists at the end begin
    return np.where(counts > 0, np.bitwise_or.reduceat(bits, ends - counts), kind(0))


def _numbered(masks: NDArray[Any]) -> tuple[list[int], NDArray[np.int32]]:
    if masks.dtype != np.uint16:
        encoded = pa.array(masks).dictionary_encode()
        return encoded.dictionary.to_pylist(), np.array(encoded.indices)
    result = np.flatnonzero(np.bincount(masks))
    places = np.zeros(int(result.max(initial=0)) + 1, np.int32)
    places[result] = np.arange(len(result))
    return result.tolist(), places.take(masks)


def _one_by_one(array: pa.Array) -> tuple[Positions, list[Any]]:
    known: dict[str, int] = {}
    values: list[Any] = [None]
    places = np.zeros(len(array), np.int32)
    for at, value in enumerate(array.to_pylist()):
        told = _without_nulls(value) if isinstance(value, dict) else value
        if told is None or told == {}:
            continue  # a struct that tells nothing is as none
        key = repr(told)
        if key not in known:
            known[key] = len(values)
            values.append(told)
        places[at] = known[key]
    return places, values


def _without_nulls(value: dict[str, Any]) -> dict[str, Any]:
    # A column of structs gives every one the fields of all.
    return {name: inner for name, inner in value.items() if inner is not None}
