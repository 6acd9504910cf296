"""A message read: every signal with its state and evidence."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from advisor.mail.detect import attachments, header_signals, open_trackers, tracked_links
from advisor.mail.detect.addresses import Address
from advisor.mail.detect.disclosure import disclosures
from advisor.mail.detect.identifiers import IdentifierReader, IdentifierStrength, pieces, strength
from advisor.mail.detect.resource_collection import (
    BEFORE_TRANSIT,
    LIST_COPY,
    TEXT_ONLY,
    CollectedResources,
    collect_resources,
)
from advisor.mail.detect.vendor_data import Knowledge
from advisor.mail.parse.headers import decode_words, header_addresses, header_date
from advisor.mail.parse.parsed_message import Headers, ParsedMessage
from advisor.mail.signals import (
    Confidence,
    Evidence,
    HeaderAddress,
    MessageAnalysis,
    Name,
    Presence,
    Provenance,
    Signal,
)
from advisor.printable import printable_line

_IDENTITIES = ("message-id", "in-reply-to", "references")
_READER_HEADERS = (
    "list-unsubscribe",
    "return-path",
    "errors-to",
    "feedback-id",
    "x-feedback-id",
    "x-campaign",
    "x-campaignid",
    "x-recipient-id",
    "x-subscriber",
)
FETCHED, UNSEEN = "fetched on opening", "an image that nobody sees"
_MASKED = re.compile(r"\*|\.\.\.|^(.)\1{2,}$|^(?:redacted|masked|removed|undisclosed|hidden)\b")
_ID_LIMIT, _COMPARED = 300, 200_000


def detect_signals(letter: ParsedMessage, known: Knowledge, source: str = "") -> MessageAnalysis:
    """Find every signal of a message that was taken apart."""
    headers = letter.headers
    resources = collect_resources(letter, known)
    gaps = resources.gaps
    named = _named(headers)
    texts = dict.fromkeys(one.text for *_, one in (*resources.loads, *resources.links))
    everyone = (
        IdentifierReader.of(_readers(named or (), headers, known)) if texts else IdentifierReader()
    )
    reader = everyone.narrowed(
        form for one in texts for form in ({one, unquote(one)} if "%" in one else (one,))
    )
    signals: dict[Name, Signal] = {}
    signals.update(header_signals.header_signals(headers, letter))
    opens, styles, fonts, places = _opens(resources, reader, known, headers)
    follows, campaigns, documents = _follows(resources, reader, known, headers, places)
    inside = list(attachments.evidence(letter.parts))
    sealed = list(attachments.unseen(letter.parts))
    sentences = disclosures("\n".join(resources.text), known)
    closed = [one for one in gaps if one not in {TEXT_ONLY, LIST_COPY, BEFORE_TRANSIT}]

    def settle(name: Name, evidence: Iterable[Evidence], reasons: list[str] = gaps) -> None:
        listed = tuple(evidence)
        signals[name] = _signal(name, listed, reasons)

    settle(Name.OPEN_PIXEL, opens)
    settle(Name.STYLE_BEACON, styles)
    settle(Name.FONT_BEACON, fonts)
    settle(Name.TRACKED_LINK, follows)
    settle(Name.CAMPAIGN_LINK, campaigns)
    settle(Name.TRACKED_ATTACHMENT, inside, [*closed, *sealed])
    settle(Name.REMOTE_CONTENT, _remote(resources, known, places.addresses))
    signals[Name.DOCUMENT_LINK] = _documents(documents, gaps)
    shown = (Evidence("text", "sentence", "", ("may speak of tracking",)) for _ in sentences)
    settle(Name.DISCLOSURE, shown, closed)
    kinds = Counter(one.vendor for one in (*opens, *follows, *styles) if one.vendor)
    return MessageAnalysis(
        source=source,
        signals=signals,
        gaps=tuple(gaps),
        date=header_date(headers),
        sender=next(iter(header_addresses(headers, "from")), None),
        recipients=named,
        program=_program(headers),
        vendors=tuple(name for name, _ in kinds.most_common()),
        hosts=tuple(dict.fromkeys(known.domain_of(one.host) for _, _, one in resources.loads)),
        discussion_list=headers.has("list-post") or headers.has("x-mailman-version"),
        in_transit=headers.has("received"),
        disclosures=sentences,
        message_id=printable_line(headers.get("message-id"))[:_ID_LIMIT],
        fingerprint=_fingerprint(letter),
        headers=headers,
    )


def _fingerprint(letter: ParsedMessage) -> bytes:
    """Return what two copies of one message share: its identifier, its people and its parts."""
    headers = letter.headers
    if not headers.get("message-id"):
        return b""
    made = hashlib.blake2b(digest_size=16)
    named = sorted(person.address for person in _named(headers) or ())
    travelled = str(headers.has("received"))
    made.update(
        "\n".join((headers.get("message-id"), travelled, *named)).encode("utf-8", "replace")
    )
    for part in letter.parts:
        made.update(part.kind.encode("utf-8", "replace"))
        # Programs end lines and messages as they like; a large attachment is told by its length.
        made.update(b"".join(part.raw[:_COMPARED].split()))
        made.update(str(len(part.raw) > _COMPARED and len(part.raw)).encode())
    return made.digest()


def _readers(named: Iterable[HeaderAddress], headers: Headers, known: Knowledge) -> Iterator[str]:
    """Return the addresses of people: lists, and those that were masked, stand for nobody."""
    posts = " ".join(headers.every("list-post")).lower()
    for person in named:
        local, _, host = person.address.partition("@")
        labels = {*host.split("."), *local.replace("_", "-").split("-")}
        is_list = person.address in posts or not known.words["list_labels"].isdisjoint(labels)
        if not is_list and not _MASKED.search(local):
            yield person.address


def unread(source: str, damage: str) -> MessageAnalysis:
    """Return the row of a message that could not be read, with the reason."""
    signals = {item: Signal(item, Presence.CANNOT_TELL, reasons=(damage,)) for item in Name}
    return MessageAnalysis(source=source, signals=signals, damage=damage, gaps=(damage,))


def _context(collected_resources: CollectedResources, headers: Headers) -> open_trackers.Context:
    links = Counter(word for one in _distinct(collected_resources.links) for word in one.words)
    images = Counter(word for one in _distinct(collected_resources.loads) for word in one.words)
    told = frozenset(
        word
        for name in _READER_HEADERS
        for value in headers.every(name)
        for word in pieces(value)
        if strength(word) >= IdentifierStrength.NUMBER
    )
    uses = Counter(where.text for _, _, where in collected_resources.loads)
    return open_trackers.Context(links, images, told, uses)


def _distinct(given: Iterable[tuple[str, object, Address]]) -> Iterable[Address]:
    return {where.text: where for _, _, where in given}.values()


def _opens(
    collected_resources: CollectedResources,
    reader: IdentifierReader,
    known: Knowledge,
    headers: Headers,
) -> tuple[list[Evidence], list[Evidence], list[Evidence], tracked_links.OpenPlaces]:
    places = tracked_links.OpenPlaces(set(), set(), set(), set())
    if not collected_resources.loads:
        return [], [], [], places
    context = _context(collected_resources, headers)
    opens: dict[str, Evidence] = {}
    styles: dict[str, Evidence] = {}
    fonts: dict[str, Evidence] = {}
    for part, load, where in collected_resources.loads:
        sight = open_trackers.TrackerCandidate(load, where, where.tokens(reader))
        verdict = open_trackers.classify(sight, context, known)
        if verdict is None:
            continue
        why = (*verdict.why, f"by way of {where.wrapped_by}") if where.wrapped_by else verdict.why
        shown = Evidence(
            part, load.tag, where.masked, why, load.origin, verdict.confidence, verdict.vendor
        )
        kind = {"font": fonts, "style": styles, "import": styles}.get(load.how, opens)
        kind.setdefault(where.text, shown)
        if kind is opens:
            places.hosts.add(where.host)
            places.addresses.add(where.text)
            for word, one in sight.tokens.items():
                if one >= IdentifierStrength.TOKEN:
                    places.words.add(word)
                elif len(word) > 5:  # noqa: PLR2004 - no short numbers
                    places.numbers.add(word)
    return list(opens.values()), list(styles.values()), list(fonts.values()), places


def _follows(
    collected_resources: CollectedResources,
    reader: IdentifierReader,
    known: Knowledge,
    headers: Headers,
    places: tracked_links.OpenPlaces,
) -> tuple[list[Evidence], list[Evidence], list[Evidence]]:
    if not collected_resources.links:
        return [], [], []
    followed = [
        tracked_links.Followed(part, link, where, where.tokens(reader), known)
        for part, link, where in collected_resources.links
    ]
    stops = [word for value in headers.every("list-unsubscribe") for word in pieces(value)
             if strength(word) >= IdentifierStrength.NUMBER]  # fmt: skip
    identities = {
        word for name in _IDENTITIES for value in headers.every(name) for word in pieces(value)
    }
    seen: dict[str, Evidence] = {}
    for click in tracked_links.tracked_links(followed, known, stops, identities, places):
        shown = _shown(click.followed, click.why, click.confidence, click.vendor)
        seen.setdefault(click.followed.address.text, shown)
    campaigns: dict[str, Evidence] = {}
    documents: dict[str, Evidence] = {}
    for item in followed:
        where = item.address
        if where.text not in seen and tracked_links.campaign_only(where, known):
            campaigns.setdefault(where.text, _shown(item, ("a number of the mailing",)))
        if known.is_document(where.host) or known.is_analytics(where.host):
            for why, sure in _kept(where, known):
                documents.setdefault(where.text, _shown(item, (why,), sure))
    return list(seen.values()), list(campaigns.values()), list(documents.values())


def _kept(where: Address, known: Knowledge) -> Iterator[tuple[str, Confidence]]:
    """Say what speaks for an address's being a document that somebody shares."""
    if len(where.segments) < 2:  # noqa: PLR2004 - a service's own page
        return
    if known.is_analytics(where.host):
        yield "a document on a service that counts its readers", Confidence.MEDIUM
    else:
        yield "a shared document", Confidence.LOW


def _shown(
    followed: tracked_links.Followed,
    why: tuple[str, ...],
    sure: Confidence = Confidence.LOW,
    vendor: str = "",
) -> Evidence:
    return Evidence(
        followed.part,
        followed.link.tag,
        followed.address.masked,
        why,
        followed.link.origin,
        sure,
        vendor,
    )


def _documents(evidence: list[Evidence], gaps: list[str]) -> Signal:
    """Return the signal of shared documents: few services are known to count their readers."""
    if evidence and all(item.confidence is Confidence.LOW for item in evidence):
        reasons = ("only the service knows whether it counts the readers of a shared document",)
        return Signal(Name.DOCUMENT_LINK, Presence.CANNOT_TELL, tuple(evidence), reasons)
    sure = tuple(item for item in evidence if item.confidence is not Confidence.LOW)
    return _signal(Name.DOCUMENT_LINK, sure, gaps)


def _signal(name: Name, evidence: tuple[Evidence, ...], gaps: list[str]) -> Signal:
    if evidence:
        return Signal(name, Presence.PRESENT, evidence)
    if gaps:
        return Signal(name, Presence.CANNOT_TELL, reasons=tuple(gaps))
    return Signal(name, Presence.ABSENT)


def _remote(
    collected_resources: CollectedResources, known: Knowledge, judged: set[str]
) -> Iterator[Evidence]:
    uses = Counter(where.text for _, _, where in collected_resources.loads)
    seen = {where.text: (part, load, where) for part, load, where in collected_resources.loads}
    for part, load, where in seen.values():
        unseen = where.text not in judged and open_trackers.is_unseen_request(
            load, where, uses[where.text], known
        )
        why = (FETCHED, UNSEEN) if unseen else (FETCHED,)
        yield Evidence(part, load.tag, where.masked, why, load.origin)


def _named(headers: Headers) -> tuple[HeaderAddress, ...] | None:
    found: dict[str, HeaderAddress] = {}
    for name in ("to", "cc", "bcc"):
        for person in header_addresses(headers, name):
            found.setdefault(person.address, person)
    return tuple(found.values()) or None


def _program(headers: Headers) -> str:
    return printable_line(decode_words(headers.get("x-mailer") or headers.get("user-agent")))[:80]


__all__ = ["BEFORE_TRANSIT", "TEXT_ONLY", "UNSEEN", "Provenance", "detect_signals", "unread"]
