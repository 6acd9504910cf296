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
_BREAKS = re.compile(r"[/?&=_.-]+")
_PIECES = re.compile(r"[A-Za-z0-9]+")
_ACTS = {"action", "do", "act", "mailaction", "method", "cmd"}
SEVERAL, MANY = 2, 3
OPAQUE = 0.6


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
    def stop(self) -> bool:
        """Return whether it ends a subscription or changes it."""
        return _is_stop(self.address, self.link.shown, self.known)


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


def _is_stop(given: Address, shown: str, known: Knowledge) -> bool:
    if len(shown) < 60 and known.stop_texts.search(shown.lower()):  # noqa: PLR2004
        return True
    return not known.words["stops"].isdisjoint(given.names)


def tracked_links(
    links: Sequence[Followed],
    known: Knowledge,
    stop_words: Iterable[str],
    identities: set[str],
    open_hosts: set[str],
) -> list[Click]:
    """
    Return the links that tie a click to one reader.

    `stop_words` are those of addresses for ending a subscription, which always name the
    reader; `identities` those that name the message itself, as archives of lists do;
    `open_hosts` the hosts to which the message reports its opening.
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
        known, per_reader, _spread(links), _opaque_hosts(links, known, open_hosts), identities
    )
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
    if not (followed.tokens or given.target or given.host in view.opaque):
        return None
    why = tuple(_reasons(followed, view))
    if not why or followed.action:
        return None
    return Click(followed, why, Confidence.HIGH if len(why) > 1 else Confidence.MEDIUM, name)


def _reasons(followed: Followed, view: _View) -> Iterator[str]:
    given, known = followed.address, view.known
    tokens = {word: kind for word, kind in followed.tokens.items() if word not in view.identities}
    best = max(tokens.values(), default=NONE)
    strong = known.words["strong_clicks"]
    label = given.host.partition(".")[0]
    verb = label in strong or not strong.isdisjoint(given.names)
    weak = verb or not known.words["clicks"].isdisjoint(
        word.partition(".")[0].lower() for word in (*given.segments, label)
    )
    signs = {
        "holds the reader's address": best >= PERSONAL,
        "the same identifier ends the subscription": bool(tokens.keys() & view.per_reader),
        "leads elsewhere, with an identifier": (best > NONE or verb) and _redirects(given, known),
        "named for clicking, with an identifier": verb
        and (best >= TOKEN or len(tokens) >= SEVERAL),
        "a redirect with a long identifier": weak and _length(tokens) >= LONG,
        "nothing but an identifier, as the other links there": given.host in view.opaque,
        "shows another address than it leads to": best >= TOKEN and _poses(followed, known),
        "one identifier in several links": any(
            _is_spread(word, kind, given, view.spread, known) for word, kind in tokens.items()
        ),
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
    if shown is None:
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
    opaque: Counter[str] = Counter()
    held_by: defaultdict[str, set[str]] = defaultdict(set)
    candidates = {link.address.host for link in links if _longest(link.tokens) >= 14}  # noqa: PLR2004 - as below
    for one in links:
        given = one.address
        if (
            given.host not in candidates
            or (one.action and not one.stop)
            or given.text in texts[given.host]
        ):
            continue
        texts[given.host].add(given.text)
        length = len(given.path) + len(given.query) + len(given.fragment)
        held = _longest(one.tokens)
        if held >= 14 and held >= length * OPAQUE:  # noqa: PLR2004 - longer than a short link's
            opaque[given.host] += 1
            held_by[given.host].add(max(one.tokens, key=len))
    return {
        host
        for host, count in opaque.items()
        if (len(held_by[host]) >= SEVERAL or host in open_hosts)
        and count >= OPAQUE * len(texts[host])
        and not known.is_content(host)
    }


def campaign_only(given: Address, known: Knowledge) -> bool:
    """Return whether an address carries a number of the mailing."""
    campaigns = known.words["campaign_parameters"]
    return any(name in campaigns for name, _ in given.values)
