"""Which links of a message report that this reader followed them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from advisor.mail.detect.addresses import Address, address
from advisor.mail.detect.identifiers import LONG, NONE, PERSONAL, TOKEN, IdentifierStrength
from advisor.mail.detect.vendor_data import Knowledge
from advisor.mail.lazy_property import once
from advisor.mail.parse.markup import Link
from advisor.mail.signals import Confidence
from advisor.values import dataclass, field

_SHOWN_HOST = re.compile(r"^(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:[/?#:]|$)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|zip|txt|md|ics|vcf)$", re.IGNORECASE)
_PAGE = re.compile(r"\d[^/]*\.s?html?$", re.IGNORECASE)
_HEX_LABEL = re.compile(r"[0-9a-f]{10,}")
_BREAKS = re.compile(r"[/?&=_.-]+")
_PIECES = re.compile(r"[A-Za-z0-9]+")
_ACTS = {"action", "do", "act", "mailaction", "method", "cmd"}
SEVERAL, MANY = 2, 3
HELD = "holds the reader's address"
ENDS = "the same identifier ends the subscription"
LEADS_ELSEWHERE = "leads elsewhere, with an identifier"
WITH_OPEN = "the same identifier stands in what reports the opening"
STRONG = frozenset({HELD, ENDS, LEADS_ELSEWHERE, WITH_OPEN})
OPAQUE, VERY_LONG, SHORTEST_LABEL = 0.6, 32, 6
_SHORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{5,8}(?![A-Za-z0-9])")


@dataclass(frozen=True)
class Followed:
    """A link with its address taken apart."""

    part: str
    link: Link
    address: Address
    tokens: Mapping[str, IdentifierStrength] = field(repr=False)
    known: Knowledge = field(repr=False)

    @once
    def action(self) -> bool:
        """Return whether following it does something that must know who acts."""
        return self.stop or _is_action(self.address, self.known)

    @once
    def kept(self) -> bool:
        """Return whether it leads to a file, a form or a message that somebody keeps there."""
        return _is_kept(self.address, self.known)

    @once
    def stop(self) -> bool:
        """Return whether it ends a subscription or changes it."""
        return _is_stop(self.address, self.link.shown, self.known)


@dataclass(frozen=True, slots=True)
class OpenPlaces:
    """The hosts to which a message reports its opening, with its identifiers and long numbers."""

    hosts: set[str]
    words: set[str] = field(repr=False)
    numbers: set[str] = field(repr=False)
    addresses: set[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Click:
    """A link that reports on its reader, or on the mailing alone."""

    followed: Followed
    why: tuple[str, ...]
    confidence: Confidence
    vendor: str = ""


def _is_action(given: Address, known: Knowledge) -> bool:
    actions = known.words["actions"]
    names = [*given.segments, *(value for key, value in given.values if key in _ACTS)]
    for name in names:
        pieces = _PIECES.findall(name.lower())
        if len(pieces) <= 3 and not actions.isdisjoint(pieces):  # noqa: PLR2004
            return True
    return False


def _is_kept(given: Address, known: Knowledge) -> bool:
    if _FILE.search(given.path):
        return True
    kept, verbs = known.words["kept_pieces"], known.words["strong_clicks"]
    names = {segment.lower() for segment in given.segments}
    if not kept.isdisjoint(names):
        return True
    if _PAGE.search(given.path) and verbs.isdisjoint(given.names):
        return True
    return known.is_sharing(given.host) and not given.target and verbs.isdisjoint(given.names)


def _is_stop(given: Address, shown: str, known: Knowledge) -> bool:
    if len(shown) < 60 and known.stop_texts.search(shown.lower()):  # noqa: PLR2004
        return True
    return not known.words["stops"].isdisjoint(given.names)


def tracked_links(
    links: Sequence[Followed],
    known: Knowledge,
    stop_words: Iterable[str],
    identities: set[str],
    opens: OpenPlaces,
) -> list[Click]:
    """
    Return the links that tie a click to one reader.

    `stop_words` are those of addresses for ending a subscription, which always name the
    reader; `identities` those that name the message itself, as archives of lists do;
    `opens` where the message reports its opening.
    """
    per_reader = {one for one in stop_words if len(one) > 5}  # noqa: PLR2004 - no short numbers
    per_reader |= {
        word
        for one in links
        if one.tokens and one.stop and not known.is_content(one.address.host)
        for word in one.tokens
        if len(word) > 5  # noqa: PLR2004 - likewise
    }
    view = _View(
        known, per_reader, _spread(links), _opaque_hosts(links, known, opens.hosts), identities,
        opens, _shortly_shared(links, known),
    )  # fmt: skip
    found = (_judged(one, view) for one in links)
    return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class _View:
    """What the other links and the headers say."""

    known: Knowledge
    per_reader: set[str]
    spread: dict[tuple[str, str], set[str]]
    opaque: set[str]
    identities: set[str]
    opens: OpenPlaces
    short: set[str]


def _judged(followed: Followed, view: _View) -> Click | None:
    given, known = followed.address, view.known
    vendor = known.vendor(given.host)
    name = vendor.name if vendor else ""
    pattern = vendor.clicks if vendor and (followed.tokens or given.target) else None
    if pattern and pattern.search(f"{given.path}?{given.query}"):
        known_for = ("an address that this vendor uses for clicks",)
        return Click(followed, known_for, Confidence.HIGH, name)
    if _personal(given, known):
        if followed.action:
            return None
        return Click(followed, ("a parameter that stands for the reader",), Confidence.HIGH, name)
    if known.is_content(given.host):
        return None
    if not (followed.tokens or given.target or given.text in view.short
            or _family(given.host, known) in view.opaque):  # fmt: skip
        return None
    why = tuple(_reasons(followed, view))
    if not why or followed.action or (followed.kept and _only_weak(why)):
        return None
    return Click(followed, why, Confidence.HIGH if len(why) > 1 else Confidence.MEDIUM, name)


def _only_weak(why: Sequence[str]) -> bool:
    """Return whether nothing but the look of an address speaks for its reporting the reader."""
    return STRONG.isdisjoint(why)


def _reasons(followed: Followed, view: _View) -> Iterator[str]:
    given, known = followed.address, view.known
    tokens = {
        word: kind
        for word, kind in followed.tokens.items()
        if word not in view.identities and word not in given.addressed
    }
    best = max(tokens.values(), default=NONE)
    strong = known.words["strong_clicks"]
    label = given.host.partition(".")[0]
    verb = label in strong or not strong.isdisjoint(given.names)
    weak = verb or not known.words["clicks"].isdisjoint(
        word.partition(".")[0].lower() for word in (*given.segments, label)
    )
    signs = {
        HELD: best >= PERSONAL,
        ENDS: bool(tokens.keys() & view.per_reader),
        WITH_OPEN: bool(tokens.keys() & view.opens.words)
        or (given.host in view.opens.hosts and bool(tokens.keys() & view.opens.numbers)),
        LEADS_ELSEWHERE: (best > NONE or verb) and _redirects(given, known),
        "named for clicking, with an identifier": verb
        and (best >= TOKEN or len(tokens) >= SEVERAL),
        "a redirect with a long identifier": weak and _length(tokens) >= LONG,
        "nothing but an identifier, as the other links there": _family(given.host, known)
        in view.opaque,
        "shows another address than it leads to": best >= TOKEN and _poses(followed, known),
        "one identifier in several links": any(
            _is_spread(word, kind, given, view.spread, known) for word, kind in tokens.items()
        ),
        "one short word in several links": given.text in view.short,
        "nothing but one long identifier": _is_long(followed, tokens),
    }
    return (name for name, holds in signs.items() if holds)


def _personal(given: Address, known: Knowledge) -> bool:
    personal = known.words["personal_parameters"]
    for name, value in given.values:
        if name in personal and (len(value) > 5 or "@" in value):  # noqa: PLR2004
            return True
    return False


def _longest(tokens: Mapping[str, IdentifierStrength]) -> int:
    return max((len(word) for word, kind in tokens.items() if kind >= TOKEN), default=0)


def _length(tokens: Mapping[str, IdentifierStrength]) -> int:
    """Return the length of all identifiers together, each piece counted once."""
    found = [word for word, kind in tokens.items() if kind >= TOKEN]
    if len(found) == 1:
        return len(found[0])
    whole = [item for item in found if not any(item != other and item in other for other in found)]
    return sum(map(len, whole))


def _redirects(given: Address, known: Knowledge) -> bool:
    inner = address(given.target) if given.target else None
    return inner is not None and known.domain_of(inner.host) != known.domain_of(given.host)


def _poses(followed: Followed, known: Knowledge) -> bool:
    shown = _SHOWN_HOST.match(followed.link.shown.strip())
    if shown is None or (followed.address.wrapped_by and known.wrapper(shown.group(1).lower())):
        return False
    return known.domain_of(shown.group(1).lower()) != known.domain_of(followed.address.host)


def _spread(links: Sequence[Followed]) -> dict[tuple[str, str], set[str]]:
    """Give for each host and word the different addresses in which it stands."""
    result: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links:
        if not link.tokens:
            continue
        text, _, fragment = link.address.text.partition("#")
        for word in link.tokens:
            rest = (f"{text}#{fragment}" if word in fragment else text).replace(word, "")
            result[link.address.host, word].add(rest)
    return result


def _is_spread(
    word: str, kind: IdentifierStrength, given: Address, spread: dict[tuple[str, str], set[str]],
    known: Knowledge,
) -> bool:  # fmt: skip
    places = spread[given.host, word]
    if len(places) < SEVERAL or known.is_content(given.host):
        return False
    if kind >= TOKEN:
        return len(places) >= MANY or _only(given, word)
    return len(places) >= SEVERAL and _only(given, word, longest=3)


def _only(given: Address, word: str, *, longest: int = 4) -> bool:
    """Return whether the rest of an address is short codes too: no words that a site would have."""
    rest = [item for item in _BREAKS.split(f"{given.path}/{given.query}") if item]
    others = [item for item in rest if item != word]
    return bool(others) and all(len(other) <= longest or not other.isalpha() for other in others)


def _opaque_hosts(links: Sequence[Followed], known: Knowledge, open_hosts: set[str]) -> set[str]:
    """
    Return the hosts on which links are nothing but identifiers, each link its own.

    One such link is enough on a host to which the message reports its opening.
    """
    texts: defaultdict[str, set[str]] = defaultdict(set)
    families = {_family(host, known) for host in open_hosts}
    opaque: Counter[str] = Counter()
    held_by: defaultdict[str, set[str]] = defaultdict(set)
    candidates = {
        _family(link.address.host, known)
        for link in links
        if _longest(link.tokens) >= 14 and not link.kept  # noqa: PLR2004 - as below
    }
    for one in links:
        given, family = one.address, _family(one.address.host, known)
        if family not in candidates or (one.action and not one.stop) or given.text in texts[family]:
            continue
        texts[family].add(given.text)
        length = len(given.path) + len(given.query) + len(given.fragment)
        held = _longest(one.tokens)
        if held >= 14 and held >= length * OPAQUE:  # noqa: PLR2004 - longer than a short link's
            opaque[family] += 1
            held_by[family].add(max(one.tokens, key=len))
    return {
        host
        for host, count in opaque.items()
        if (len(held_by[host]) >= SEVERAL or host in families)
        and count >= OPAQUE * len(texts[host])
        and not known.is_content(host)
    }


def _family(host: str, known: Knowledge) -> str:
    """
    Return what the hosts of one sender's links share: without the name that each link has alone.

    `a1b2c3.go.example` and `d4e5f6.go.example` are one place.
    """
    first, _, rest = host.partition(".")
    if len(first) < SHORTEST_LABEL or not rest or known.domain_of(host) == host:
        return host
    mixed = any(sign.isdigit() for sign in first) and any(sign.isalpha() for sign in first)
    digits = _HEX_LABEL.fullmatch(first) is not None
    return rest if (mixed or digits) and "-" not in first else host


def _is_long(followed: Followed, tokens: Mapping[str, IdentifierStrength]) -> bool:
    """
    Return whether an address is one long identifier on no page that has a name.

    What names a page, a file, a password or another language of a site is none.
    """
    given, known = followed.address, followed.known
    if followed.kept or _length(tokens) < VERY_LONG or given.static:
        return False
    secrets = known.words["secrets"]
    if any(
        len(value) >= LONG and (name in secrets or name.endswith(("signature", "token")))
        for name, value in given.values
    ):
        return False
    if followed.link.tag == "text" or _SHOWN_HOST.match(followed.link.shown.strip()):
        return False
    whole = {word for word, kind in tokens.items() if kind >= TOKEN}
    rest = [
        item
        for segment in given.segments
        if not any(word in segment for word in whole)
        for item in _BREAKS.split(segment)
    ]
    return all(len(item) <= 3 or not item.isalpha() for item in rest)  # noqa: PLR2004 - codes


def _shortly_shared(links: Sequence[Followed], known: Knowledge) -> set[str]:
    """Return the addresses of three links or more that differ in a code and share a short word."""
    held: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links:
        given = link.address
        if link.action or link.kept or known.is_content(given.host):
            continue
        for word in _SHORT.findall(f"{given.path}?{given.query}"):
            if _is_mixed(word) and _only(given, word, longest=3):
                held[_family(given.host, known), word].add(given.text)
    return {text for texts in held.values() if len(texts) >= MANY for text in texts}


def _is_mixed(word: str) -> bool:
    """Return whether a short word is none that a person would write: of all three kinds of sign."""
    return (
        any(sign.isdigit() for sign in word)
        and any(sign.isupper() for sign in word)
        and any(sign.islower() for sign in word)
    )


def campaign_only(given: Address, known: Knowledge) -> bool:
    """Return whether an address carries a number of the mailing."""
    campaigns = known.words["campaign_parameters"]
    return any(name in campaigns for name, _ in given.values)
