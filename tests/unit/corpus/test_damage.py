"""Files damaged at random."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from unit.corpus.utopia import GROUND

from advisor.corpus.assemble import assemble
from advisor.corpus.layers import Layer, law_files
from advisor.corpus.parsed_files import read_sheets
from advisor.reports.render.diagnostics import render_diagnostics
from advisor.source.diagnostics_sink import DiagnosticSink

FILES = law_files(Layer("ground", GROUND), DiagnosticSink())
CONTENTS = {file.source: file.file.read_bytes() for file in FILES}
JUNK = [
    b"",
    b"{",
    b"]",
    b": ",
    b"\n- ",
    b"*a",
    b"\t",
    b"\x00",
    b"\xff",
    b'"',
    b"null",
    b"1",
    b"[x]",
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 2000), st.integers(0, 30), st.sampled_from(JUNK))
def test_damage_is_told_and_nothing_breaks(file: object, at: int, cut: int, junk: bytes) -> None:
    """However a file is cut and spliced, reading ends with a law or with diagnostics."""
    source = getattr(file, "source", "")
    data = CONTENTS[source]
    problems = DiagnosticSink()

    assemble(
        read_sheets(FILES, {**CONTENTS, source: data[:at] + junk + data[at + cut :]}, problems),
        problems,
    )

    for problem in problems.told():
        assert problem.what
        assert problem.why
        assert problem.fix
        assert not problem.what.endswith(".")
    assert bool(render_diagnostics(problems.told())) is bool(problems.found)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FILES), st.integers(1, 2000))
def test_a_truncated_file_never_passes_for_a_whole_one(file: object, length: int) -> None:
    """A file that ends in the middle of a line is told, or says less and no nonsense."""
    source = getattr(file, "source", "")
    problems = DiagnosticSink()

    law, _ = assemble(
        read_sheets(FILES, {**CONTENTS, source: CONTENTS[source][:length]}, problems), problems
    )

    assert law is not None
