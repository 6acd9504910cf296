"""Which loads of a message report that this reader opened it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from advisor.mail.detect.addresses import Address
from advisor.mail.detect.identifiers import LONG, NONE, NUMBER, PERSONAL, TOKEN, IdentifierStrength
from advisor.mail.detect.vendor_data import Knowledge
from advisor.mail.parse.markup import Load
from advisor.mail.signals import Confidence
from advisor.values import dataclass, field

_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|svg)$", re.IGNORECASE)
_NAMED = re.compile(r"\.(?:jpe?g|png|webp|svg|bmp)(?![A-Za-z0-9])", re.IGNORECASE)
_SEEN, VERY_LONG = 20, 30
_HELD = {
    NONE: "",
    NUMBER: "holds a number",
    TOKEN: "holds an identifier",
    PERSONAL: "holds the reader's address",
}
FULL = frozenset({"src", "srcset", "background"})


@dataclass(frozen=True, slots=True)
class TrackerCandidate:
    """A load with its address taken apart and its identifying words."""

    load: Load
    address: Address
    tokens: Mapping[str, IdentifierStrength] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the message says about a word: in how many addresses it stands."""

    link_words: Counter[str] = field(repr=False)
    image_words: Counter[str] = field(repr=False)
    header_words: frozenset[str] = field(repr=False)
    uses: Counter[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class TrackerVerdict:
    """Why a load is taken for one that reports an opening."""

    why: tuple[str, ...]
    confidence: Confidence
    vendor: str = ""


def classify(sight: TrackerCandidate, context: Context, known: Knowledge) -> TrackerVerdict | None:
    """Judge one load; `None` where nothing speaks for its reporting an opening."""
    address = sight.address
    vendor = known.vendor(address.host)
    text = f"{address.path}?{address.query}" if address.path else f"/?{address.query}"
    if vendor and vendor.opens and vendor.opens.search(text) and _may_report(sight, vendor.opens):
        return TrackerVerdict(
            ("an address that this vendor uses for opens",), Confidence.HIGH, vendor.name
        )
    why = _reasons(sight, context, known)
    name = vendor.name if vendor else ""
    if known.blocked is not None and known.blocked(address.text):
        why = (*why, "on the block list that was given")
        return TrackerVerdict(why, Confidence.MEDIUM, name)
    return TrackerVerdict(why, _confidence(why), name) if why else None


def is_unseen_request(load: Load, address: Address, uses: int, known: Knowledge) -> bool:
    """
    Return whether an image that nobody sees is fetched for something other than filling space.

    It tells its server that the message was opened, when and from where, if not by whom.
    """
    if load.tag not in {"img", "amp-img", "input"} or uses > 1:
        return False
    if not (load.tiny or (load.hidden and load.width is None and load.height is None)):
        return False
    words = {*address.names, address.host.partition(".")[0]}
    if not known.words["strong_opens"].isdisjoint(words):
        return True
    return not address.static and known.words["spacers"].isdisjoint(words) and load.tiny


def _may_report(sight: TrackerCandidate, pattern: re.Pattern[str]) -> bool:
    """Return whether it is more than a file that is the same for all, on whatever host."""
    if pattern.pattern == "." or not sight.address.static:
        return True
    return bool(sight.tokens) or sight.load.tiny


def _reasons(sight: TrackerCandidate, context: Context, known: Knowledge) -> tuple[str, ...]:
    """
    Weigh an address by its identifier and by what sets it apart from a picture.

    A word says little alone: a file name carries one for every reader alike. It counts with
    a size that nobody can see, with a word for opening, or where the links repeat it.
    """
    load, address = sight.load, sight.address
    if not sight.tokens and (address.static or not _unseen(load, _is_picture(sight))):
        return ()
    signs = _signs(sight, context, known)
    if address.static and (signs.spacer or context.uses[address.text] > 1):
        reports = signs.shared or (signs.best >= TOKEN and load.tiny)
        return signs.told if reports and signs.plainly else ()
    if signs.spacer and not signs.shared and signs.best < TOKEN:
        return ()
    if known.is_portrait(address.host):
        return ()
    best, dynamic = signs.best, not address.static
    if signs.picture:
        enough = best >= PERSONAL or (dynamic and signs.shared_widely)
    else:
        enough = (
            best >= PERSONAL
            or (best >= TOKEN and signs.unseen and (dynamic or _lone(sight, context)))
            or (best >= TOKEN and signs.plainly and (dynamic or _at_verb(address, known)))
            or (best >= TOKEN and dynamic and (load.thin or signs.shared))
            or (best >= TOKEN and dynamic and signs.opens and load.width is None)
            or (best >= TOKEN and load.tiny and signs.opens)
            or (signs.shared_widely and (dynamic or signs.plainly))
            or (signs.shared and (signs.unseen or signs.plainly))
            or (signs.unseen and dynamic and (best > NONE or signs.opens))
            or (signs.unseen and dynamic and _short(address))
            or (signs.unseen and signs.plainly and best > NONE)
            or (best >= NUMBER and dynamic and (signs.plainly or _trails(load)))
            or (best >= TOKEN and _bare(sight, context) and not known.is_content(address.host))
        )
    return signs.told if enough else ()


@dataclass(frozen=True, slots=True)
class _Signs:
    """What sets a load apart from a picture, or makes it one."""

    best: IdentifierStrength
    opens: bool
    plainly: bool
    spacer: bool
    unseen: bool
    picture: bool
    shared: bool
    shared_widely: bool
    told: tuple[str, ...]


def _signs(sight: TrackerCandidate, context: Context, known: Knowledge) -> _Signs:
    load, address = sight.load, sight.address
    best = max(sight.tokens.values(), default=NONE)
    words = {*address.names, address.host.partition(".")[0]}
    opens = not known.words["opens"].isdisjoint(address.names)
    plainly = not known.words["strong_opens"].isdisjoint(words)
    picture = _is_picture(sight)
    shared = _shared(sight, context, fewest=1)
    signs = {
        _HELD[best]: best > NONE,
        "the same identifier stands in links or headers": shared,
        "too small to be seen": load.tiny,
        "hidden": load.hidden and not load.tiny,
        "named for opening": opens or plainly,
        "the last image": load.last and load.tag == "img",
    }
    return _Signs(
        best=best,
        opens=opens,
        plainly=plainly,
        spacer=not plainly and not known.words["spacers"].isdisjoint(words),
        unseen=_unseen(load, picture),
        picture=picture,
        shared=shared,
        shared_widely=shared and _shared(sight, context, fewest=2),
        told=tuple(name for name, holds in signs.items() if holds),
    )


def _is_picture(sight: TrackerCandidate) -> bool:
    """Return whether it is large enough to look at, or named as a picture."""
    load = sight.load
    if load.tiny:
        return False
    large = max(load.width or 0, load.height or 0) > _SEEN
    if load.hidden and sight.address.query and sight.tokens:
        return large  # what a name says of a hidden image, its identifier outweighs
    return large or _PICTURE.search(sight.address.path) is not None


def _unseen(load: Load, picture: bool) -> bool:  # noqa: FBT001 - what it was found to be
    return load.tiny or (load.hidden and load.how in FULL and not picture)


def _trails(load: Load) -> bool:
    """Return whether it stands at the end with a side too small to be seen."""
    return load.thin and load.last


def _shared(sight: TrackerCandidate, context: Context, *, fewest: int) -> bool:
    """
    Return whether links or headers repeat an identifier.

    One that stands in every picture is the account's; a short number is anything's.
    """
    for word, kind in sight.tokens.items():
        if kind is NUMBER and len(word) < 6:  # noqa: PLR2004 - too common a number
            continue
        if context.image_words.get(word, 0) > 2:  # noqa: PLR2004 - on every picture
            continue
        if context.link_words.get(word, 0) >= fewest or word in context.header_words:
            return True
    return False


def _bare(sight: TrackerCandidate, context: Context) -> bool:
    """Return whether nothing says how large an image is or what it shows, but who asks for it."""
    load = sight.load
    if load.tag != "img" or load.how != "src" or load.sized or load.described:
        return False
    if _NAMED.search(sight.address.text):
        return False
    longest = max((len(word) for word, kind in sight.tokens.items() if kind >= TOKEN), default=0)
    if longest < LONG or not _lone(sight, context):
        return False
    if sight.address.static:
        return longest >= VERY_LONG and load.last and sight.address.path.lower().endswith(".gif")
    return True


def _lone(sight: TrackerCandidate, context: Context) -> bool:
    """Return whether an identifier stands in this image alone and is no content's number."""
    return any(
        judged_ >= TOKEN and context.image_words[word] <= 1
        for word, judged_ in sight.tokens.items()
    )


def _at_verb(address: Address, known: Knowledge) -> bool:
    """Return whether a word for opening is a piece of the path by itself."""
    return any(
        known.has("strong_opens", segment.rpartition(".")[0] or segment)
        for segment in address.segments
    )


def _short(address: Address) -> bool:
    """Return whether a query holds something, be it too short for an identifier."""
    return any(any(item.isdigit() for item in value) for _, value in address.values)


def _confidence(why: Sequence[str]) -> Confidence:
    strong = {"the same identifier stands in links or headers", "too small to be seen", "hidden",
              "named for opening", "holds the reader's address", "holds an identifier"}  # fmt: skip
    count = sum(item in strong for item in why)
    if count > 2:  # noqa: PLR2004 - three kinds of sign agree
        return Confidence.HIGH
    return Confidence.MEDIUM if count == 2 else Confidence.LOW  # noqa: PLR2004
