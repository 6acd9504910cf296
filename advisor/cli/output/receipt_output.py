"""Receipts of opinions, kept in files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.errors import stop_unwritable
from advisor.cli.exit_codes import FAILED
from advisor.cli.loading.corpus_loader import report_engine_failure
from advisor.cli.output.audit_outputs import key_of
from advisor.cli.parsing.parameters import Misuse

if TYPE_CHECKING:
    from advisor.advice import Corpus
    from advisor.model.opinions import Opinion


def receipt_key(path: Path | None) -> bytes:
    """Read the key under which receipts are kept; leaves with status 1 where it is too short."""
    return key_of(path, "with a short key anybody could make a receipt by trying")


def check_receipt_options(
    receipt: Path | None, *, redact: bool, several: bool, key: Path | None = None
) -> None:
    """Refuse what cannot be meant."""
    if key is not None and receipt is None:
        raise Misuse("there is no receipt; add `--receipt FILE`", option="--key")
    if redact and receipt is None:
        raise Misuse("there is no receipt; add `--receipt FILE`", option="--redact")
    if receipt is not None and several:
        raise Misuse("a receipt is of one scenario; ask one at a time")


def keep(opinion: Opinion, corpus: Corpus, path: Path, *, redact: bool, key: bytes = b"") -> None:
    """
    Save the receipt of an opinion; redacted, that of the same facts without names.

    Leaves with status 1 where the file cannot be written.
    """
    from advisor.diagnostics import EngineFailure
    from advisor.receipts import receipt_of, redacted, save_receipt

    try:
        if redact:
            scenario = redacted(opinion.scenario, corpus.law.vocabulary)
            opinion = corpus.advise(scenario, as_of=opinion.as_of)
        save_receipt(receipt_of(opinion, redacted=redact), path, key)
    except EngineFailure as failure:
        report_engine_failure(failure)
        raise SystemExit(FAILED) from None
    except OSError as error:
        stop_unwritable(path, error)
