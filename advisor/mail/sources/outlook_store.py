"""Outlook's stores, `.pst` and `.ost`: their messages, written as messages travel."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import datetime
from email.header import Header
from email.utils import formatdate
from typing import Any, BinaryIO, NamedTuple

from advisor.printable import printable_line

_RECIPIENT_FIELDS = {1: "To", 2: "Cc", 3: "Bcc"}
_KIND, _NAME, _SMTP, _ADDRESS = 0x0C15, 0x3001, 0x39FE, 0x3003
_SENDER_SMTP, _SENDER, _SENT_SMTP = 0x5D01, 0x0C1F, 0x5D02
_MESSAGE_ID, _RECEIPT, _CODE_PAGE, _MIME = 0x1035, 0x0029, 0x3FDE, 0x370E
_OURS = re.compile(r"(?im)^(?:content-[a-z-]+|mime-version)[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|$)")
_BOUNDARY = "=_advisor_store"
FOLDERS, ATTACHED_LIMIT = 100, 150_000_000
DAMAGED_ITEM = "it is damaged within its store"
_BROKEN = (OSError, ValueError, TypeError, AttributeError, MemoryError, OverflowError)


class StoreMessage(NamedTuple):
    """One message of a store under the names of its folders, or why it cannot be had."""

    name: str
    data: bytes
    damage: str = ""


def store_messages(opened: BinaryIO) -> Iterator[StoreMessage]:
    """
    Return the messages of a store, folder by folder.

    Raises `OSError` where it is no store or a damaged one, `ImportError` without the extra.
    """
    import pypff

    store = pypff.file()
    store.open_file_object(opened)
    try:
        yield from _within(store.get_root_folder(), "", 0)
    finally:
        store.close()


def _within(folder: Any, path: str, depth: int) -> Iterator[StoreMessage]:  # noqa: ANN401 - the library's
    if folder is None or depth > FOLDERS:
        return
    for number in range(_told(folder, "number_of_sub_messages", 0)):
        name = f"{path}{number + 1}"
        try:
            yield StoreMessage(name, _written(folder.get_sub_message(number)))
        except _BROKEN:
            yield StoreMessage(name, b"", DAMAGED_ITEM)
    for number in range(_told(folder, "number_of_sub_folders", 0)):
        try:
            inner = folder.get_sub_folder(number)
            name = printable_line(inner.name or str(number + 1)).replace("/", "-")
        except _BROKEN:
            yield StoreMessage(f"{path}{number + 1}", b"", DAMAGED_ITEM)
            continue
        yield from _within(inner, f"{path}{name}/", depth + 1)


def _told(item: Any, name: str, otherwise: Any) -> Any:  # noqa: ANN401 - whatever is asked for
    """Return a property; one that is missing or broken is as good as none."""
    try:
        found = getattr(item, name)
    except _BROKEN:
        return otherwise
    return otherwise if found is None else found


def _given(item: Any, name: str, at: int) -> Any:  # noqa: ANN401 - likewise
    """Return one of the things that an item holds; `None` where it is broken."""
    try:
        return getattr(item, name)(at)
    except _BROKEN:
        return None


def _written(message: Any) -> bytes:  # noqa: ANN401 - the library's
    held = _properties(message)
    lines = [_headers(message, held), f'Content-Type: multipart/mixed; boundary="{_BOUNDARY}"', ""]
    html = _told(message, "html_body", b"")
    rich = b"" if html else _told(message, "rtf_body", b"")
    plain = _told(message, "plain_text_body", b"")
    versions = []
    if plain:
        versions.append(_part("text/plain; charset=utf-8", _as_utf8(plain)))
    if html:
        versions.append(_part(f"text/html{_charset(held)}", html))
    elif rich:
        versions.append(_part("text/rtf", rich))
    inner = f"{_BOUNDARY}_a"
    body = "".join(f"--{inner}\n{version}" for version in versions)
    kind = f'Content-Type: multipart/alternative; boundary="{inner}"'
    lines.append(f"--{_BOUNDARY}\n{kind}\n\n{body}--{inner}--\n")
    lines.extend(f"--{_BOUNDARY}\n{part}" for part in _attached(message))
    lines.append(f"--{_BOUNDARY}--\n")
    return "\n".join(lines).encode("utf-8", "surrogateescape")


def _headers(message: Any, held: dict[int, Any]) -> str:  # noqa: ANN401 - the library's
    transport = _told(message, "transport_headers", "")
    if transport.strip():
        whole = _OURS.sub("", transport.replace("\r\n", "\n").strip("\n") + "\n").rstrip("\n")
        missing = _people(message, only=("Bcc",))
        return "\n".join(["X-Outlook-Store: yes", whole, *missing])
    fields = [f"Subject: {_word(_told(message, 'subject', ''))}"]
    sender = _text(held, _SENDER_SMTP) or _text(held, _SENT_SMTP) or _text(held, _SENDER)
    if sender:
        fields.append(f"From: {_word(_told(message, 'sender_name', ''))} <{_line(sender)}>")
    if day := _told(message, "client_submit_time", None):
        fields.append(f"Date: {_date(day)}")
    if number := _text(held, _MESSAGE_ID):
        fields.append(f"Message-ID: {_line(number)}")
    if sender and any(bytes(_told(held.get(_RECEIPT), "data", b""))):
        fields.append(f"Disposition-Notification-To: {_line(sender)}")
    return "\n".join([*fields, *_people(message)])


def _people(message: Any, only: tuple[str, ...] = ("To", "Cc", "Bcc")) -> list[str]:  # noqa: ANN401
    found = []
    recipients = _told(message, "recipients", None)
    for number in range(_told(recipients, "number_of_record_sets", 0)):
        held = _entries(_given(recipients, "get_record_set", number))
        kind = _told(held.get(_KIND), "data_as_integer", 1)
        address = _text(held, _SMTP) or _text(held, _ADDRESS)
        field_name = _RECIPIENT_FIELDS.get(kind, "To")
        if address and field_name in only:
            found.append(f"{field_name}: {_word(_text(held, _NAME))} <{_line(address)}>")
    return found


def _properties(item: Any) -> dict[int, Any]:  # noqa: ANN401 - the library's
    found: dict[int, Any] = {}
    for number in range(_told(item, "number_of_record_sets", 0)):
        found.update(_entries(_given(item, "get_record_set", number)))
    return found


def _entries(records: Any) -> dict[int, Any]:  # noqa: ANN401 - likewise
    found: dict[int, Any] = {}
    for number in range(_told(records, "number_of_entries", 0)):
        entry = _given(records, "get_entry", number)
        if entry is not None and entry.entry_type is not None:
            found.setdefault(entry.entry_type, entry)
    return found


def _text(held: dict[int, Any], tag: int) -> str:
    return str(_told(held.get(tag), "data_as_string", ""))


def _attached(message: Any) -> Iterator[str]:  # noqa: ANN401 - the library's
    left = ATTACHED_LIMIT
    for number in range(_told(message, "number_of_attachments", 0)):
        attachment = _given(message, "get_attachment", number)
        size = _told(attachment, "size", 0)
        data = b"" if size > left else _given(attachment, "read_buffer", size) or b""
        left -= len(data)
        held = _properties(attachment)
        name = _word(_text(held, 0x3707) or _text(held, 0x3704) or f"attachment {number + 1}")
        kind = _line(_text(held, _MIME)) or "application/octet-stream"
        how = f'Content-Disposition: attachment; filename="{name}"\n'
        yield _part(kind, data, how)


def _part(kind: str, data: bytes | str, more: str = "") -> str:
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    packed = base64.encodebytes(raw).decode("ascii")
    return f"Content-Type: {kind}\n{more}Content-Transfer-Encoding: base64\n\n{packed}"


def _charset(held: dict[int, Any]) -> str:
    page = _told(held.get(_CODE_PAGE), "data_as_integer", 0)
    return {0: "", 65001: "; charset=utf-8"}.get(page, f"; charset=cp{page}")


def _as_utf8(text: bytes | str) -> bytes:
    return text.encode("utf-8", "replace") if isinstance(text, str) else text


def _word(text: str) -> str:
    clean = re.sub(r"[\"<>\r\n]", "", text)
    return clean if clean.isascii() else Header(clean, "utf-8").encode().replace("\n", "")


def _line(text: str) -> str:
    return " ".join(text.split())


def _date(day: datetime) -> str:
    return formatdate(day.timestamp())


__all__ = ["StoreMessage", "store_messages"]
