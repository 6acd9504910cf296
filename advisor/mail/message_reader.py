"""Where messages are read: the knowledge is loaded once, then any number of messages follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from advisor.mail.detect.signal_detection import detect_signals, unread
from advisor.mail.detect.vendor_data import Knowledge, knowledge
from advisor.mail.parse.mime import parse_message
from advisor.mail.parse.parsed_message import ParsedMessage
from advisor.mail.signals import MessageAnalysis
from advisor.mail.sources import readers
from advisor.mail.sources.journal import open_journal
from advisor.mail.sources.outlook import UnreadableMessage, read_outlook, with_wrapped
from advisor.mail.sources.readers import Raw

MAIL_EXTRA = "mail"
_LIBRARIES = ("selectolax", "publicsuffixlist")
_OUTLOOK = "oxmsg"

NO_OUTLOOK = "reading Outlook files needs the extra `mail`"
BROKEN = "it is broken in a way that this program does not know"


def missing_mail_libraries() -> tuple[str, ...]:
    """Return the names of the libraries of the extra that are not installed."""
    return tuple(item for item in (*_LIBRARIES, _OUTLOOK) if find_spec(item) is None)


class MessageReader:
    """Reads messages, one after another, without ever fetching anything."""

    def __init__(
        self,
        *,
        block_list: Iterable[str] = (),
        vendors: bool = True,
        gateways: Iterable[str] = (),
    ) -> None:
        """
        Load what is known of hosts and words.

        `block_list` are the lines of an ad-block list of the user's own; `vendors=False`
        leaves the table of vendors out, to measure the rules alone. `gateways` are hosts that
        rewrite links for the reader.
        """
        rules = tuple(block_list)
        self.known: Knowledge = knowledge(
            blocked=_blocking(rules) if rules else None, vendors=vendors, gateways=gateways
        )

    def read_all(
        self,
        given: Path | str,
        *,
        stdin: BinaryIO | None = None,
        left: Counter[str] | None = None,
    ) -> Iterator[MessageAnalysis]:
        """
        Read every message of a file, mbox, Maildir or folder; a damaged one is a row too.

        A message that is there more than once is read once. `left` counts what is no mail in a
        folder, see `sources.files`, and the copies as `COPY`.
        """
        seen: set[bytes] = set()
        for raw in readers.read_messages(given, stdin=stdin, left=left):
            reading = self.read_raw(raw)
            if reading.fingerprint and reading.fingerprint in seen:
                if left is not None:
                    left[readers.COPY] += 1
                continue
            seen.add(reading.fingerprint)
            yield reading

    def read_bytes(self, data: bytes, source: str = "<message>") -> MessageAnalysis:
        """Read one message."""
        return self.read_raw(
            Raw(source, data) if data and not data.isspace() else Raw(source, damage=readers.EMPTY)
        )

    def read_raw(self, raw: Raw) -> MessageAnalysis:
        """Read one message as it was found; it never raises."""
        if raw.damage:
            return unread(raw.source, raw.damage)
        try:
            return detect_signals(_letter(raw), self.known, raw.source)
        except UnreadableMessage as broken:
            return unread(raw.source, str(broken))
        except ImportError:
            return unread(raw.source, NO_OUTLOOK)
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
                RecursionError, MemoryError, RuntimeError):  # fmt: skip
            # One message of a mailbox must not cost the others their rows; its words stay unsaid.
            return unread(raw.source, BROKEN)


def _letter(raw: Raw) -> ParsedMessage:
    if raw.is_outlook:
        return with_wrapped(read_outlook(raw.data))
    return with_wrapped(open_journal(parse_message(raw.data), raw.data))


def _blocking(rules: tuple[str, ...]) -> Callable[[str], bool]:
    """Make a test of addresses from an ad-block list; `ImportError` without `adblock`."""
    from adblock import Engine, FilterSet

    listed = FilterSet()
    listed.add_filters(list(rules))
    engine = Engine(listed)

    def blocked(address: str) -> bool:
        result = engine.check_network_urls(address, "https://mail.invalid/", "image")
        return bool(result.matched)

    return blocked
