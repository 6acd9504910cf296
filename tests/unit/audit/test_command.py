"""`advisor audit` as a user meets it."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from unit.audit.boxes import KNOWN, OWN, PEOPLE, PIXEL, letter, mailbox

from advisor.cli import main

HEAVY = "SECRET"


class Done(NamedTuple):
    """Exit status, standard output and standard error."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(name="run")
def _run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    Path("people.yaml").write_text(PEOPLE)
    Path("known.yaml").write_text(KNOWN)
    box = mailbox(letter(PIXEL), letter(PIXEL, sender="news@shop.example", to=OWN), b"\n")
    Path("in.mbox").write_bytes(box)

    def run(*arguments: object) -> Done:
        with pytest.raises(SystemExit) as left:
            main(["audit", *map(str, arguments)])
        told = capsys.readouterr()
        return Done(int(left.value.code or 0), told.out, told.err)

    return run


KNOWING = ("--people", "people.yaml", "--scenario", "known.yaml", "--as-of", "2026-03-02")


def test_report_on_the_terminal(run: Run) -> None:
    """The report says what share is tracked, who says what, and what to fill in next."""
    done = run("in.mbox", *KNOWING)

    assert 3 == done.status
    assert "AUDIT  3 messages, by the law as of 2 March 2026" in done.out
    assert "Of 1 message received, 1 (100%) is tracked" in done.out.replace("\n", " ")
    for said in ("shop.example", "Advisory Op. 18-01", "Fill next: `", "it is empty", "not read"):
        assert said in done.out
    assert "3 messages to audit" in done.err
    assert HEAVY not in done.out + done.err


def test_without_anything_told(run: Run) -> None:
    """Where nobody named a place, who tracks whom comes first, and no place's law is listed."""
    out = " ".join(run("in.mbox", "--as-of", "2026-03-02").out.split())

    assert out.index("sender's domain") < out.index("law in force speaks against")
    assert "the law of no place is listed" in out
    assert "Law from elsewhere" not in out
    told = " ".join(run("in.mbox", *KNOWING).out.split())
    assert told.index("law in force speaks against") < told.index("sender's domain")
    assert "the law of no place is listed" not in told


def test_plain_and_quiet(run: Run) -> None:
    """For the ear there are no signs, and who wants no progress hears none."""
    done = run("in.mbox", *KNOWING, "--plain", "--quiet")

    assert not set("█─✗?·") & (set(done.out) - {"?"})
    assert "" == done.err


def test_statuses(run: Run) -> None:
    """Stop is 3; open is 4, and so is a message that could not be read; nothing at all is 1."""
    Path("open.eml").write_bytes(letter(PIXEL))
    assert 4 == run("open.eml", "--quiet").status

    Path("empty.mbox").touch()
    done = run("empty.mbox")
    assert 1 == done.status
    assert "no-messages" in done.err
    assert "no-messages" in run("nothing.eml").err or 1 == run("nothing.eml").status


def test_nothing_given_is_written_over(run: Run) -> None:
    """An output is never the address book, nor the key, nor the mail."""
    Path("book.csv").write_text("domain,own\nfirm.example,true\n", "utf-8")
    Path("key.csv").write_text("0123456789abcdef0123456789abcdef", "utf-8")
    before = {name: Path(name).read_bytes() for name in ("book.csv", "key.csv")}
    given = ("in.mbox", "--people", "book.csv", "--hash-key", "key.csv")

    for name, kept in before.items():
        for option in ("--findings", "--messages"):
            done = run(*given, option, name)
            assert 2 == done.status
            assert "would be written over" in done.err
        assert kept == Path(name).read_bytes()


def test_tables_that_break(run: Run) -> None:
    """A table that is damaged within counts all its rows; a broken first row is refused."""
    rows = {"scenario": [str(one) for one in range(500)], "message.direction": ["sent"] * 500}
    pq.write_table(pa.table(rows), "in.parquet", use_dictionary=False)
    data = bytearray(Path("in.parquet").read_bytes())
    data[100:300] = b"\xff" * 200
    Path("in.parquet").write_bytes(data)
    done = run("in.parquet", "--quiet")
    assert 4 == done.status
    assert "500 could not be read" in done.out.replace("\n", " ")

    Path("in.csv").write_text('scenario,"message"direction\na,sent\n', "utf-8")
    done = run("in.csv", "--quiet")
    assert 1 == done.status
    assert "its first row is not well-formed CSV" in done.err


@pytest.mark.parametrize(
    ("delimiter", "quoting"),
    [(",", csv.QUOTE_MINIMAL), (";", csv.QUOTE_ALL), ("\t", csv.QUOTE_MINIMAL)],
)
def test_every_separator_is_read(run: Run, delimiter: str, quoting: int) -> None:
    """Commas, semicolons and tabs separate, as in the other commands, and names may be quoted."""
    with Path("in.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
        writer.writerows([[], ["scenario", "message.direction "], ["a;b,c", "sent"]])
    run("in.csv", "--messages", "m.jsonl", "--as-of", "2026-03-02", "--quiet")

    (row,) = map(json.loads, Path("m.jsonl").read_text("utf-8").splitlines())
    assert ("a;b,c", "sent", None) == (row["scenario"], row["direction"], row["damage"])


def test_tables_agree(run: Run) -> None:
    """Parquet, JSONL and CSV hold the same rows."""
    for suffix in ("parquet", "jsonl", "csv"):
        run("in.mbox", *KNOWING, "--findings", f"f.{suffix}", "--messages", f"m.{suffix}")

    for name in ("f", "m"):
        rows = pq.read_table(f"{name}.parquet").to_pylist()
        lines = Path(f"{name}.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(json.dumps(row, default=str)) for row in rows] == [
            json.loads(line) for line in lines
        ]
        with Path(f"{name}.csv").open(encoding="utf-8", newline="") as file:
            cells = list(csv.DictReader(file))
        assert [row["message"] for row in rows] == [one["message"] for one in cells]
    assert not list(Path().glob("*.work"))


def test_sarif_of_any_name(run: Run) -> None:
    """A file whose name is no text is found from SARIF, its bytes written as in a URI."""
    Path(os.fsdecode(b"caf\xe9 #1.eml")).write_bytes(letter(PIXEL))
    done = run(os.fsdecode(b"caf\xe9 #1.eml"), *KNOWING, "--output", "sarif", "--quiet")

    (ran,) = json.loads(done.out)["runs"]
    assert {"caf%E9%20%231.eml"} == {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in ran["results"]
    }


def test_no_table_without_rows(run: Run) -> None:
    """Where nobody's domain is known, the report shows no table of domains."""
    Path("in.eml").write_bytes(letter(PIXEL, sender=""))
    done = run("in.eml", "--report", "r.html", "--quiet")

    assert "no vendor known" in done.out
    assert "domain" not in done.out
    assert "sender's domain" not in Path("r.html").read_text("utf-8").replace("&#x27;", "'")


def test_no_cell_is_a_formula(run: Run) -> None:
    """What a spreadsheet would take for a formula is written as text."""
    Path("in.eml").write_bytes(letter(PIXEL, sender="=cmd@x.example"))
    run("in.eml", "--messages", "m.csv")

    with Path("m.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["sender"] == "'=cmd@x.example"


def test_hashes(run: Run) -> None:
    """Under a key no output holds a name, an address or a path; a short key is refused."""
    Path("short").write_text("abc")
    assert "weak-key" in run("in.mbox", "--hash-key", "short").err

    Path("key").write_text("k" * 40)
    done = run("in.mbox", *KNOWING, "--hash-key", "key", "--findings", "f.jsonl",
               "--messages", "m.jsonl", "--report", "r.html")  # fmt: skip
    told = done.out + "".join(Path(one).read_text("utf-8") for one in ("f.jsonl", "m.jsonl"))
    for word in ("firm.example", "shop.example", "in.mbox", "Otto", "tracker.example", HEAVY):
        assert word not in told
        assert word not in Path("r.html").read_text("utf-8")


def test_json(run: Run) -> None:
    """As JSON there is one document with everything that was counted."""
    told = json.loads(run("in.mbox", *KNOWING, "--output", "json").out)

    assert ("advisor/audit/1", 3, 1) == (told["schema"], told["messages"], told["damaged"])
    assert 1 == told["verdicts"]["stop"]
    assert "breached" in told["rules"][0]["messages"]


MATTERS = """\
matters:
  - matter: Smith v. Jones
    match: [{domain: other.example}]
    facts: {matter: {representing_client: true, before_tribunal: true, tribunal: US-IL}}
"""


def test_matters_and_profile(run: Run) -> None:
    """What is told once answers every message, and what fits no matter is counted."""
    Path("matters.yaml").write_text(MATTERS)
    Path("firm.yaml").write_text("profile: x\nfacts: {lawyer: {admitted_in: [US-IL]}}\n")
    how = ("in.mbox", "--people", "people.yaml", "--as-of", "2026-03-02", "--quiet")
    without = json.loads(run(*how, "--output", "json").out)
    assert (None, [], 0) == (without["no_matter"], without["matters"], without["verdicts"]["stop"])

    told = ("--matters", "matters.yaml", "--profile", "firm.yaml")
    audit = json.loads(run(*how, *told, "--output", "json").out)
    assert (1, 1) == (audit["no_matter"], audit["verdicts"]["stop"])
    assert [{"name": "Smith v. Jones", "messages": 1}] == audit["matters"]

    done = run(*how, *told, "--report", "report.html")
    assert "1 of 3 (33%) belong to no matter" in " ".join(done.out.split())
    assert "Smith v. Jones" in done.out
    assert "Messages by matter" in Path("report.html").read_text()


TABLE = """\
as_of,message.direction,matter.representing_client,matter.tribunal,tracking.mechanisms,lawyer.admitted_in
2026-03-02,sent,true,US-IL,pixel,
2026-03-02,sent,true,US-IL,pixel,unknown
2026-03-02,sent,true,US-IL,pixel,US-NY
"""


def test_profile_and_known_facts_tell_of_rows(run: Run) -> None:
    """What a row leaves empty they tell; what it says, be it that it is unknown, stays so."""
    Path("table.csv").write_text(TABLE)
    Path("matters.yaml").write_text(MATTERS)
    Path("firm.yaml").write_text("profile: x\nfacts: {lawyer: {admitted_in: [US-IL]}}\n")
    Path("known.yaml").write_text("scenario: x\nfacts: {message: {channel: portal}}\n")
    how = ("table.csv", "--profile", "firm.yaml", "--scenario", "known.yaml", "--matters")
    done = run(*how, "matters.yaml", "--messages", "rows.jsonl")

    rows = [json.loads(line) for line in Path("rows.jsonl").read_text().splitlines()]
    facts = [json.loads(row["facts"])["facts"] for row in rows]
    assert [["US-IL"], None, ["US-NY"]] == [told.get("lawyer.admitted_in") for told in facts]
    assert ["portal"] * 3 == [told["message.channel"] for told in facts]
    assert "rows of tables have no address" in done.err


def test_matters_that_changed_are_answered_anew(run: Run) -> None:
    """What was answered under other matters is not taken for an answer."""
    Path("matters.yaml").write_text(MATTERS)
    how = ("in.mbox", *KNOWING, "--matters", "matters.yaml", "--work", "work")
    run(*how)
    Path("matters.yaml").write_text(MATTERS.replace("tribunal: US-IL", "tribunal: US-PA"))
    assert "the matters changed since: everything is answered anew" in run(*how).err


def test_sarif(run: Run) -> None:
    """As SARIF there is a result for each finding that is breached or open, at its message."""
    done = run("in.mbox", *KNOWING, "--output", "sarif", "--findings", "f.parquet")
    (ran,) = json.loads(done.out)["runs"]
    rows = pq.read_table("f.parquet").to_pylist()

    wanted = ("breached", "not-followed", "unsettled", "open", "undetermined")
    assert sum(
        row["outcome"] in wanted and row["source"] == "governing" and not row["set_aside"]
        for row in rows
    ) == len(ran["results"])
    errors = [one for one in ran["results"] if one["level"] == "error"]
    assert errors
    assert {"in.mbox"} == {
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in errors
    }
    named = {one["id"] for one in ran["tool"]["driver"]["rules"]}
    assert {one["ruleId"] for one in ran["results"]} <= named
    assert HEAVY not in done.out


def test_table_of_scenarios(run: Run) -> None:
    """Rows of Parquet, JSONL and CSV are audited as messages are, the unreadable ones told."""
    rows = [
        {"message.direction": "sent", "lawyer.admitted_in": ["US-IL"],
         "matter.representing_client": True, "matter.before_tribunal": True,
         "matter.tribunal": "US-IL", "tracking.mechanisms": ["pixel"],
         "recipients": [{"name": "Ann", "role": "opposing-counsel", "consented": False}]},
        {"message.direction": "sideways"},
    ]  # fmt: skip
    Path("t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), "t.parquet")
    lines = [{name: cell if isinstance(cell, str) else json.dumps(cell)
              for name, cell in row.items()} for row in rows]  # fmt: skip
    with Path("t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(lines)
    found = []
    for suffix in ("jsonl", "parquet", "csv"):
        done = run(f"t.{suffix}", "--messages", "m.jsonl", "--as-of", "2026-03-02", "--quiet")
        assert 3 == done.status
        text = Path("m.jsonl").read_text("utf-8").replace(f"t.{suffix}", "t")
        found.append([json.loads(line) for line in text.splitlines()])

    assert found[0] == found[1] == found[2]
    assert ["stop", None] == [row["verdict"] for row in found[0]]
    assert "`sideways`" in found[0][1]["damage"]


def test_what_is_wrong_is_told_first(run: Run) -> None:
    """An output that cannot be written, or would write over the input, stops nothing half-done."""
    assert 2 == run("in.mbox", "--findings", "f.txt").status
    assert 2 == run("in.mbox", "--messages", "f.csv", "--findings", "f.csv").status
    assert 2 == run("-").status
    assert 2 == run("in.mbox", "--jobs", "0").status

    done = run("in.mbox", "--findings", "nowhere/f.csv")
    assert 1 == done.status
    assert "cannot-write" in done.err


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever interrupts is told that nothing is lost, and what was done is there."""
    from advisor.audit import run as auditing

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(auditing._Run, "gather", interrupt)  # noqa: SLF001 - an interruption
        done = run("in.mbox", "--findings", "f.csv")
    assert 130 == done.status
    assert "goes on from there" in done.err

    again = run("in.mbox", "--findings", "f.csv")
    assert "3 of them answered before" in again.err
    assert Path("f.csv").exists()
