"""A message read: every signal with its state and evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from advisor.mail import attachments, clicks, markup, pixels, receipts
from advisor.mail.addresses import Address, address
from advisor.mail.charsets import decoded
from advisor.mail.disclosure import disclosures
from advisor.mail.headers import day, people, words
from advisor.mail.knowledge import Knowledge
from advisor.mail.letters import Headers, Letter, Part
from advisor.mail.markup import Link, Load
from advisor.mail.quoting import answers_or_forwards, own_lines
from advisor.mail.signals import (
    Confidence,
    Evidence,
    Name,
    Origin,
    Person,
    Presence,
    Provenance,
    Reading,
    Signal,
)
from advisor.mail.tokens import Reader, Strength, pieces, strength
from advisor.mail.wrappers import unwrapped

TEXT_ONLY = "it holds plain text only, and images may have been taken out"
LIST_COPY = "a mailing list passed it on and may have changed it"
BEFORE_TRANSIT = "this copy has not travelled, and trackers may be added on the way"
NO_TEXT = "it holds no text that could be read"
SEALED = "a security gateway has sealed its links"
UNREADABLE_ADDRESS = "an address in it cannot be read"

_URL = re.compile(r"https?://[^\s<>\"'\u201d\u00bb)\]}]+", re.IGNORECASE)
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
_LIST_MARKS = ("x-mailman-version", "list-post", "x-content-filtered-by", "mailing-list")
LOADS, LINKS = 3_000, 3_000
_ID_LIMIT = 300
TOO_MANY = "it holds more addresses than are read"


@dataclass
class _Found:
    """What the parts of a message hold, gathered before anything is judged."""

    loads: list[tuple[str, Load, Address]] = field(default_factory=list)
    links: list[tuple[str, Link, Address]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    rich: bool = False
    plain: bool = False


def read(letter: Letter, known: Knowledge, source: str = "") -> Reading:
    """Find every signal of a message that was taken apart."""
    headers = letter.headers
    found = _Found(gaps=list(letter.gaps))
    subject = words(headers.get("subject"))
    answers = headers.has("in-reply-to") or answers_or_forwards(subject)
    for part in letter.parts:
        _gather(part, found, known, subject, answers=answers)
    named = _named(headers)
    reader = Reader.of(one.address for one in named or ())
    context = _context(found, reader, headers)
    signals: dict[Name, Signal] = {}
    gaps = _all_gaps(letter, found)
    signals.update(receipts.signals(headers, letter))
    opens, styles, fonts = _opens(found, context, known)
    open_hosts = {one.address.partition("/")[0] for one in opens}
    follows, campaigns, documents = _follows(found, context, known, headers, open_hosts)
    inside = list(attachments.evidence(letter.parts))
    sealed = list(attachments.unseen(letter.parts))
    texts = "\n".join(found.text)
    sentences = disclosures(texts, known)
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
    settle(Name.REMOTE_CONTENT, _remote(found))
    signals[Name.DOCUMENT_LINK] = _documents(documents, gaps)
    shown = (Evidence("text", "sentence", "", ("may speak of tracking",)) for _ in sentences)
    settle(Name.DISCLOSURE, shown, closed)
    kinds = Counter(one.vendor for one in (*opens, *follows, *styles) if one.vendor)
    return Reading(
        source=source,
        signals=signals,
        gaps=tuple(gaps),
        date=day(headers),
        sender=next(iter(people(headers, "from")), None),
        recipients=named,
        program=_program(headers),
        vendors=tuple(name for name, _ in kinds.most_common()),
        hosts=tuple(dict.fromkeys(known.domain_of(one.host) for _, _, one in found.loads)),
        discussion_list=headers.has("list-post") or headers.has("x-mailman-version"),
        in_transit=headers.has("received"),
        disclosures=sentences,
        message_id=_printable(headers.get("message-id"))[:_ID_LIMIT],
    )


def unread(source: str, damage: str) -> Reading:
    """Give the row of a message that could not be read, with the reason."""
    signals = {one: Signal(one, Presence.CANNOT_TELL, reasons=(damage,)) for one in Name}
    return Reading(source=source, signals=signals, damage=damage, gaps=(damage,))


def _gather(part: Part, found: _Found, known: Knowledge, subject: str, *, answers: bool) -> None:
    if part.kind in {"text/html", "application/xhtml+xml"}:
        html = decoded(part.data, part.charset or markup.declared_charset(part.data))
        if len(html) > markup.LIMIT:
            found.gaps.append(markup.TOO_LONG)
        page = markup.page(html, subject=subject, answers=answers)
        if len(page.loads) > LOADS or len(page.links) > LINKS:
            found.gaps.append(TOO_MANY)
        attached = Origin.ATTACHED if part.origin is Origin.ATTACHED or part.attached else None
        own = attached is None
        found.rich = found.rich or own
        for load in page.loads[:LOADS]:
            _add_load(part, replace(load, origin=attached or load.origin), found, known)
        for link in page.links[:LINKS]:
            _add_link(part, replace(link, origin=attached or link.origin), found, known)
        if own:
            found.text.append(markup.visible_text(page))
    elif part.kind == "text/plain" and not part.attached:
        text = decoded(part.data, part.charset)[: markup.LIMIT]
        own_text = own_lines(text)
        found.plain = True
        if part.rival:
            return
        at = Origin.ATTACHED if part.origin is Origin.ATTACHED else None
        for url in _URL.findall(text)[:LINKS]:
            clean = url.rstrip(".,;:!?>")
            origin = at or (Origin.OWN if clean in own_text else Origin.QUOTED)
            _add_link(part, Link("text", clean, "", origin), found, known)
        if at is None:
            found.text.append(own_text)


def _add_load(part: Part, load: Load, found: _Found, known: Knowledge) -> None:
    where = address(load.text)
    if where is not None:
        found.loads.append((part.path, load, unwrapped(where, known)))
    elif re.match(r"\s*(https?:)?//\S", load.text, re.IGNORECASE) and "." in load.text:
        found.gaps.append(UNREADABLE_ADDRESS)


def _add_link(part: Part, link: Link, found: _Found, known: Knowledge) -> None:
    where = address(link.text)
    if where is not None:
        inner = unwrapped(where, known)
        if inner.wrapped_by and inner.host == where.host:
            found.gaps.append(SEALED)
            return
        found.links.append((part.path, link, inner))


def _context(found: _Found, reader: Reader, headers: Headers) -> pixels.Context:
    links: Counter[str] = Counter()
    for _, _, where in {one[2].text: one for one in found.links}.values():
        links.update(where.words.keys())
    images: Counter[str] = Counter()
    for _, _, where in {one[2].text: one for one in found.loads}.values():
        images.update(where.words.keys())
    told = frozenset(
        word
        for name in _READER_HEADERS
        for value in headers.every(name)
        for word in pieces(value)
        if strength(word) >= Strength.NUMBER
    )
    uses = Counter(where.text for _, _, where in found.loads)
    return pixels.Context(reader, links, images, told, uses)


def _opens(
    found: _Found, context: pixels.Context, known: Knowledge
) -> tuple[list[Evidence], list[Evidence], list[Evidence]]:
    opens: dict[str, Evidence] = {}
    styles: dict[str, Evidence] = {}
    fonts: dict[str, Evidence] = {}
    for part, load, where in found.loads:
        sight = pixels.Sight(load, where, where.tokens(context.reader))
        verdict = pixels.judged(sight, context, known)
        if verdict is None:
            continue
        why = (*verdict.why, f"by way of {where.wrapped_by}") if where.wrapped_by else verdict.why
        shown = Evidence(
            part, load.tag, where.masked, why, load.origin, verdict.confidence, verdict.vendor
        )
        kind = {"font": fonts, "style": styles, "import": styles}.get(load.how, opens)
        kind.setdefault(where.text, shown)
    return list(opens.values()), list(styles.values()), list(fonts.values())


def _follows(
    found: _Found,
    context: pixels.Context,
    known: Knowledge,
    headers: Headers,
    open_hosts: set[str],
) -> tuple[list[Evidence], list[Evidence], list[Evidence]]:
    followed = [
        (
            part,
            clicks.Followed(
                link, where, where.tokens(context.reader),
                action=stop or clicks.is_action(where, known), stop=stop,
            ),
        )
        for part, link, where in found.links
        for stop in (clicks.is_stop(where, link.shown, known),)
    ]  # fmt: skip
    stops = [word for value in headers.every("list-unsubscribe") for word in pieces(value)
             if strength(word) >= Strength.NUMBER]  # fmt: skip
    identities = {
        word for name in _IDENTITIES for value in headers.every(name) for word in pieces(value)
    }
    parts = {id(one): part for part, one in followed}
    seen: dict[str, Evidence] = {}
    for click in clicks.tracked([one for _, one in followed], known, stops, identities, open_hosts):
        one = click.followed
        shown = Evidence(
            parts[id(one)], one.link.tag, one.address.masked, click.why, one.link.origin,
            click.confidence, click.vendor,
        )  # fmt: skip
        seen.setdefault(one.address.text, shown)
    campaigns: dict[str, Evidence] = {}
    documents: dict[str, Evidence] = {}
    for part, one in followed:
        where, link = one.address, one.link
        base = Evidence(part, link.tag, where.masked, (), link.origin, Confidence.LOW)
        if where.text not in seen and clicks.campaign_only(where, known):
            campaigns.setdefault(where.text, replace(base, why=("a number of the mailing",)))
        if len(where.segments) > 1 and known.is_analytics(where.host):
            why = ("a document on a service that counts its readers",)
            documents.setdefault(where.text, replace(base, why=why, confidence=Confidence.MEDIUM))
        elif len(where.segments) > 1 and known.is_document(where.host):
            documents.setdefault(where.text, replace(base, why=("a shared document",)))
    return list(seen.values()), list(campaigns.values()), list(documents.values())


def _documents(evidence: list[Evidence], gaps: list[str]) -> Signal:
    """Give the signal of shared documents: few services are known to count their readers."""
    if evidence and all(one.confidence is Confidence.LOW for one in evidence):
        reasons = ("only the service knows whether it counts the readers of a shared document",)
        return Signal(Name.DOCUMENT_LINK, Presence.CANNOT_TELL, tuple(evidence), reasons)
    sure = tuple(one for one in evidence if one.confidence is not Confidence.LOW)
    return _signal(Name.DOCUMENT_LINK, sure, gaps)


def _signal(name: Name, evidence: tuple[Evidence, ...], gaps: list[str]) -> Signal:
    if evidence:
        return Signal(name, Presence.PRESENT, evidence)
    if gaps:
        return Signal(name, Presence.CANNOT_TELL, reasons=tuple(gaps))
    return Signal(name, Presence.ABSENT)


def _remote(found: _Found) -> Iterator[Evidence]:
    seen = {where.text: (part, load, where) for part, load, where in found.loads}
    for part, load, where in seen.values():
        yield Evidence(part, load.tag, where.masked, ("fetched on opening",), load.origin)


def _all_gaps(letter: Letter, found: _Found) -> list[str]:
    gaps = list(found.gaps)
    if not found.rich:
        gaps.append(TEXT_ONLY if found.plain else NO_TEXT)
    if any(letter.headers.has(one) for one in _LIST_MARKS):
        gaps.append(LIST_COPY)
    if not letter.headers.has("received"):
        gaps.append(BEFORE_TRANSIT)
    return list(dict.fromkeys(gaps))


def _named(headers: Headers) -> tuple[Person, ...] | None:
    found: dict[str, Person] = {}
    for name in ("to", "cc", "bcc"):
        for person in people(headers, name):
            found.setdefault(person.address, person)
    return tuple(found.values()) or None


def _program(headers: Headers) -> str:
    return _printable(words(headers.get("x-mailer") or headers.get("user-agent")))[:80]


def _printable(text: str) -> str:
    return "".join(one for one in text if one.isprintable())


__all__ = ["Provenance", "read", "unread"]
