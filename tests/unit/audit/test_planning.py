"""Lots: together they are the whole input, once, and each is what it says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.audit.boxes import letter

from advisor.audit import shard_planner, shards
from advisor.audit.shard_planner import ShardPlan
from advisor.audit.shards import FileList, MboxRange, RowRange
from advisor.mail.sources.readers import read_messages

LINES = st.lists(
    st.sampled_from(
        [
            b"From x Mon Mar  2\n",
            b"\n",
            b" \t\r\n",
            b">From a\n",
            b"Subject: a\n",
            b"text\r\n",
            b"From",
        ]
    ),
    max_size=40,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=LINES, most=st.integers(1, 4))
def test_mailbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[bytes], most: int
) -> None:
    """However strange a mailbox is, its stretches hold the messages that reading it gives."""
    monkeypatch.setattr(shard_planner, "MESSAGES", most)
    box = tmp_path / "box.mbox"
    box.write_bytes(b"From a b\n" + b"".join(lines))
    found = list(ShardPlan().lots([str(box)]))

    assert all(isinstance(one, MboxRange) for one in found)
    read = [list(one.raws()) for one in found if isinstance(one, MboxRange)]
    assert list(read_messages(box)) == [raw for raws in read for raw in raws]
    assert [one.count for one in found] == [len(raws) for raws in read]


def test_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of messages, mailboxes and a Maildir gives what reading it gives, in order."""
    monkeypatch.setattr(shard_planner, "MESSAGES", 3)
    (tmp_path / "b/cur").mkdir(parents=True)
    (tmp_path / ".Sent/cur").mkdir(parents=True)
    for name in ("a.eml", "b.eml", "b/cur/1:2,S", ".Sent/cur/2:2,S", "c", "d.eml", ".hidden.eml"):
        (tmp_path / name).write_bytes(letter())
    (tmp_path / "b.mbox").write_bytes(b"From a\n" + letter() + b"\nFrom b\n" + letter())
    (tmp_path / "notes.txt").write_text("no mail")
    (tmp_path / "link.eml").symlink_to(tmp_path / "a.eml")
    found = list(ShardPlan().lots([str(tmp_path)]))

    read = [raw for one in found if not isinstance(one, RowRange) for raw in one.raws()]
    assert list(read_messages(tmp_path)) == read
    assert 8 == len(read) == sum(one.count for one in found)


def test_a_new_file_moves_few_lots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file among many makes other lots of one or two."""
    monkeypatch.setattr(shard_planner, "_FEWEST", 5)
    monkeypatch.setattr(shard_planner, "_OFTEN", 4)
    for at in range(200):
        (tmp_path / f"{at:03}.eml").write_bytes(b"a: b\n\n")
    before = {shards.shard_key(one, "") for one in ShardPlan().lots([str(tmp_path)])}
    (tmp_path / "100a.eml").write_bytes(b"a: b\n\n")
    after = {shards.shard_key(one, "") for one in ShardPlan().lots([str(tmp_path)])}

    assert len(before) > 10
    assert len(after - before) <= 3


def test_keys_cover_what_they_stand_for(tmp_path: Path) -> None:
    """The name of answers changes with the file, its place in it and the terms."""
    path = tmp_path / "a.eml"
    path.write_bytes(letter())
    (lot,) = ShardPlan().lots([str(path)])
    key = shards.shard_key(lot, "terms")
    assert shards.shard_from_document(json.loads(json.dumps(shards.shard_document(lot)))) == lot
    assert shards.is_unchanged(lot)
    assert key != shards.shard_key(lot, "other terms")

    path.write_bytes(letter(number=2222))
    (again,) = ShardPlan().lots([str(path)])
    assert not shards.is_unchanged(lot)
    assert key != shards.shard_key(again, "terms")
    assert isinstance(again, FileList)


@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """Slices of a table are its rows, whatever line breaks its cells hold."""
    monkeypatch.setattr(shard_planner, "ROWS", 3)
    names = [f'name "{at}"\nand, more' for at in range(10)]
    path = tmp_path / f"t.{suffix}"
    match suffix:
        case "csv":
            text = io.StringIO(newline="")
            writer = csv.writer(text)
            writer.writerows([["scenario", "message.channel"], *([one, "email"] for one in names)])
            path.write_text(text.getvalue(), "utf-8", newline="")
        case "jsonl":
            path.write_text("".join(json.dumps({"scenario": one}) + "\n" for one in names))
        case _:
            pq.write_table(pa.table({"scenario": names}), path, row_group_size=4)
    found = [one for one in ShardPlan().lots([str(path)]) if isinstance(one, RowRange)]

    assert [(1, 3), (4, 3), (7, 3), (10, 1)] == [(one.first, one.count) for one in found]
    read = [
        row
        for one in found
        for part in one.parts(["scenario"])
        for row in part.table["scenario"].to_pylist()
    ]
    assert names == read
