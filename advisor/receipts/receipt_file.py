"""Receipts on disk: written whole or not at all, read with suspicion."""

from __future__ import annotations

import hmac
import json
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from advisor.atomic_files import write_whole
from advisor.diagnostics import Diagnostic, Span
from advisor.receipts.create import canonical, receipt_digest
from advisor.receipts.receipt_schema import DIGEST, KEYED, RECEIPT_SCHEMA, StoredReceipt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from advisor.diagnostics.codes import Code

RECEIPT_SIZE_LIMIT = 16 * 1024 * 1024
_FAMILY = "advisor/receipt/"
_AGAIN = "take the file from a backup, or save the opinion again with `--receipt`"
_WHY = "a receipt proves what was answered only as long as it is what was saved"


def save_receipt(receipt: StoredReceipt, path: Path, key: bytes = b"") -> None:
    """
    Write a receipt to a file that only its owner may read, with its digest under a key or none.

    A reader, or a crash, finds the old file or the new one and never a part.
    Raises `OSError` where the folder cannot be written to.
    """
    write_whole(path, canonical(receipt, key), private=True)


def read_receipt(path: Path, key: bytes = b"") -> StoredReceipt | Diagnostic:
    """
    Read a receipt; one that is damaged, or is none, gives a diagnostic that says so.

    One that was kept under a key is read with that `key` only, and with a key no other.
    """
    source = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(RECEIPT_SIZE_LIMIT + 1)
    except OSError as error:
        why = error.strerror or "the system gave no reason"
        fix = "check the name and the permissions of the file"
        return _problem("unreadable", source, "the receipt cannot be opened", why.lower(), fix)
    if len(data) > RECEIPT_SIZE_LIMIT:
        what = f"the file is larger than {RECEIPT_SIZE_LIMIT // 1024 // 1024} MB"
        return _problem("receipt-foreign", source, what, "no receipt is that large", _AGAIN)
    try:
        document = json.loads(
            data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        at = Span(source, error.lineno, error.colno, error.colno + 1, _line(error))
        what = f"the file is not JSON: {error.msg.lower()}"
        return Diagnostic("receipt-damaged", at, what, _WHY, _AGAIN)
    except (ValueError, RecursionError) as error:
        what = f"the file is not JSON that can be trusted: {error}"
        return _problem("receipt-damaged", source, what, _WHY, _AGAIN)
    return _shaped(document, source, key)


def _shaped(document: object, source: str, key: bytes) -> StoredReceipt | Diagnostic:
    kept = document if isinstance(document, dict) else {}
    schema = kept.get("schema")
    if schema != RECEIPT_SCHEMA:
        if isinstance(schema, str) and schema.startswith(_FAMILY):
            what = (
                f"the receipt has the form `{schema[:60]}`, "
                f"and this program reads `{RECEIPT_SCHEMA}`"
            )
            why = "a form that is not known cannot be replayed faithfully"
            fix = "use the version of the program that saved it, or a newer one"
            return _problem("receipt-version", source, what, why, fix)
        what = f"the file is not a receipt: it has no `schema` of `{RECEIPT_SCHEMA}`"
        why = "only what says that it is a receipt is read as one"
        return _problem("receipt-foreign", source, what, why, "name a file saved with `--receipt`")
    try:
        told = {name: value for name, value in kept.items() if name != DIGEST}
        receipt = StoredReceipt.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:80]
        what = f"`{place}` is not as a receipt has it: {first['msg'].lower()}"
        return _problem("receipt-damaged", source, what, _WHY, _AGAIN)
    return _doubted(kept, source, key) or receipt


def _doubted(document: Mapping[str, Any], source: str, key: bytes) -> Diagnostic | None:
    """Return why a receipt cannot be taken for what was saved; nothing where it can."""
    digest = document.get(DIGEST)
    if not isinstance(digest, str):
        return _problem("receipt-damaged", source, "it has no digest of itself", _WHY, _AGAIN)
    is_keyed = digest.startswith(KEYED)
    if is_keyed and not key:
        what = "the receipt was kept under a key, and none is told"
        return _problem("receipt-unproved", source, what, _WHY, "tell the key with `--key FILE`")
    if key and not is_keyed:
        what = "the receipt was kept without a key, so anybody could have made it"
        fix = "leave `--key` out, or take the receipt that was kept with it"
        return _problem("receipt-unproved", source, what, _WHY, fix)
    if hmac.compare_digest(receipt_digest(document, key).encode(), digest.encode()):
        return None
    what = "it is not what was saved: its digest is another" + (", or the key is" if key else "")
    return _problem("receipt-damaged", source, what, _WHY, _AGAIN)


def _problem(code: Code, source: str, what: str, why: str, fix: str) -> Diagnostic:
    return Diagnostic(code, Span(source), what, why, fix)


def _line(error: json.JSONDecodeError) -> str:
    lines = error.doc.split("\n")  # where the reader of JSON counts them
    return lines[error.lineno - 1] if error.lineno <= len(lines) else ""


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that is given twice: one of the two would be hidden."""
    result = dict(pairs)
    if len(result) < len(pairs):
        raise ValueError("a key is given twice")
    return result


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"`{name}` is not JSON")
