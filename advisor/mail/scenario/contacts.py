"""Contacts as other programs write them: names and addresses, and nothing that they do not say."""

from __future__ import annotations

import base64
import binascii
import csv
import io
import quopri
import re
from collections.abc import Iterator, Mapping

from advisor.diagnostics.lines import BREAK
from advisor.mail.scenario.exchange_addresses import is_exchange
from advisor.values import dataclass, field

_MAIL_COLUMN = re.compile(
    r"e-?mail(?:[- ]?address|[- ]?adresse)?|e-?mail \d+:? ?(?:address|adresse|- value)|"
    r"(?:primary|secondary) email|mail",
    re.IGNORECASE,
)
_WHOLE_NAME = ("name", "display name", "full name", "anzeigename", "file as")
_NAMES = (("first name", "given name", "vorname"), ("middle name", "weitere vornamen"),
          ("last name", "family name", "nachname", "surname"))  # fmt: skip
_ADDRESS = re.compile(r"[^\s<>\",;:]+@[^\s<>\",;:]+")
_SEVERAL = " ::: "
_LINE = re.compile(r"([A-Za-z0-9.-]+)((?:;[^:]*)?):(:?)\s*(.*)")
_ENTRY_MAIL = frozenset({"mail", "email", "rfc822mailbox", "mailalternateaddress"})
CARDS, DIRECTORY, TABLE = "vCard", "LDIF", "a table of contacts"


@dataclass(frozen=True, slots=True)
class Contacts:
    """
    Names by address; `kind` says what the file is and `taken` what of it became what.

    Of nobody is more known than the name: who has a role, is somewhere or consented is not told.
    """

    kind: str
    names: Mapping[str, str] = field(repr=False)
    taken: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """Say what was taken for what."""
        listed = "; ".join(self.taken)
        return f"read as {self.kind}, {len(self.names):,} addresses: {listed}; nothing else"


def read_contacts(text: str, suffix: str) -> Contacts | None:
    r"""
    Read contacts by the suffix of their file; `None` where it holds none.

    >>> read_contacts("BEGIN:VCARD\nFN:Otto\nEMAIL:otto@x.example\nEND:VCARD", ".vcf").names
    {'otto@x.example': 'Otto'}
    """
    match suffix.lower():
        case ".vcf" | ".vcard":
            return _cards(text)
        case ".ldif" | ".ldf":
            return _directory(text)
        case ".csv":
            return _table(text)
        case _:
            return None


def _cards(text: str) -> Contacts | None:
    names: dict[str, str] = {}
    name = ""
    found: list[str] = []
    for key, parameters, value in _lines(text):
        if key == "begin":
            name, found = "", []
        elif key == "fn":
            name = _unescaped(value)
        elif key == "n" and not name:
            family, given = ([*_unescaped(value).split(";"), ""])[:2]
            name = f"{given} {family}".strip()
        elif key == "email":
            found.append(value)
        elif key == "end":
            names.update({item.lower(): name for item in _addresses(found)})
        del parameters
    taken = ("`EMAIL` became addresses", "`FN`, or else `N`, the name")
    return Contacts(CARDS, names, taken) if names else None


def _directory(text: str) -> Contacts | None:
    names: dict[str, str] = {}
    entry: dict[str, list[str]] = {}
    for key, _, value in (*_lines(text), ("dn", "", "")):
        if key == "dn":
            mails = [item for name in _ENTRY_MAIL for item in entry.get(name, ())]
            shown = next((entry[name][0] for name in ("displayname", "cn") if name in entry), "")
            names.update({item.lower(): shown for item in _addresses(mails)})
            entry = {}
        else:
            entry.setdefault(key, []).append(value)
    taken = ("`mail` became addresses", "`displayName`, or else `cn`, the name")
    return Contacts(DIRECTORY, names, taken) if names else None


def _lines(text: str) -> Iterator[tuple[str, str, str]]:
    """Return the lines of cards and directories, unfolded and decoded."""
    quoted = re.sub(r"=\r?\n", "", text) if "QUOTED-PRINTABLE" in text.upper() else text
    for line in BREAK.split(re.sub(r"\r?\n[ \t]", "", quoted)):
        found = _LINE.fullmatch(line)
        if found is None or line.startswith("#"):
            continue
        key = found[1].rpartition(".")[2].lower()
        value, parameters = found[4].strip(), found[2].upper()
        try:
            if found[3] or "ENCODING=B" in parameters:
                value = base64.b64decode(value).decode("utf-8", "replace")
            elif "QUOTED-PRINTABLE" in parameters:
                value = quopri.decodestring(value.encode()).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            continue
        yield key, parameters, value


def _unescaped(value: str) -> str:
    return re.sub(r"\\([,;\\])", r"\1", value).strip()


def _table(text: str) -> Contacts | None:
    try:
        dialect = csv.Sniffer().sniff(text[:8_000].partition("\n")[0], delimiters=",;\t")
    except csv.Error:
        return None
    rows = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
    columns = [column for column in rows.fieldnames or () if column]
    mails = [column for column in columns if _MAIL_COLUMN.fullmatch(column.strip())]
    if not mails:
        return None
    by_name = {column.strip().lower(): column for column in columns}
    whole = next((by_name[item] for item in _WHOLE_NAME if item in by_name), "")
    pieces = [by_name[item] for same in _NAMES for item in same if item in by_name]
    names: dict[str, str] = {}
    try:
        for row in rows:
            name = (row.get(whole) or "").strip() if whole else ""
            name = name or " ".join(
                filter(None, ((row.get(item) or "").strip() for item in pieces))
            )
            held = [piece for item in mails for piece in (row.get(item) or "").split(_SEVERAL)]
            names.update({address.lower(): name for address in _addresses(held)})
    except csv.Error:
        return None
    shown = " and ".join(f"`{item}`" for item in ((whole,) if whole else tuple(pieces)))
    taken = (f"{', '.join(f'`{item}`' for item in mails)} became addresses",
             f"{shown} the name" if shown else "there is no name")  # fmt: skip
    return Contacts(TABLE, names, taken)


def _addresses(values: list[str]) -> Iterator[str]:
    for value in values:
        clean = value.strip().removeprefix("mailto:")
        if is_exchange(clean.lower()) or _ADDRESS.fullmatch(clean):
            yield clean
