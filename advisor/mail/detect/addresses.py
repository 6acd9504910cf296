"""Web addresses as messages write them: entities, percent signs, broken lines and wrappers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote, unquote_plus

from advisor.mail.detect.identifiers import (
    PERSONAL,
    TOKEN,
    IdentifierReader,
    IdentifierStrength,
    hidden_address,
    is_mail_address,
    may_hold_identifier,
    pieces,
    strength,
)
from advisor.mail.lazy_property import once
from advisor.values import dataclass, field

_BROKEN = re.compile(r"[\x00-\x20\x7f\u200b\ufeff]+")
_HOST = re.compile(
    r"^(?:https?:)?[\\/]{2,}(?:[^/?#\\@]*@)?(\[[^\]]*\]|[^/?#\\:]*)(?::(\d{1,5}))?", re.IGNORECASE
)
_STATIC = re.compile(
    r"\.(?:png|jpe?g|gif|webp|svg|bmp|ico|css|woff2?|ttf|otf|eot|mp4)$", re.IGNORECASE
)
_PLAIN = re.compile(r"[A-Za-z][a-z]{0,19}|[a-z]{1,12}\.[a-z]{2,4}")
_JOINTS = str.maketrans("_ ", "--")
_RUN = re.compile(r"/\d{1,9}(?:/\d{1,9}){2,}(?=$|[/?#&])")
_DAYS = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)")
_CODED_TARGET = re.compile(r"https?(?::|%3A)%2F%2F", re.IGNORECASE)
_ADDRESSED = re.compile(r"[/?&=;,#]+")
_INNER = ("aHR0c", "d3d3L", "68747470")  # `http` and `www.` in base 64 and in hexadecimal digits
_WORDS = re.compile(r"[A-Za-z][A-Za-z]*[0-9]?(?:_[A-Za-z]+)*")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_EVENTS = {"action", "event", "type", "mailaction", "e"}
RUN = 8
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/", re.IGNORECASE)
MASK = "***"
LENGTH, NAMED, MANY = 5_000, 1_000, 100


@dataclass(frozen=True)
class Address:
    """
    One remote address in pieces.

    `wrapped_by` names the image proxy or link rewriter that it was taken out of; where it is
    `sealed` it could not be, and this is the wrapper's own address.
    """

    text: str = field(repr=False)
    host: str
    path: str = field(repr=False)
    query: str = field(repr=False)
    fragment: str = field(repr=False)
    wrapped_by: str = ""
    sealed: bool = False
    port: int = 0

    @once
    def values(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters of the query, decoded."""
        query = self.query
        if not query:
            return ()
        pairs = [item.partition("=") for item in query.replace(";", "&").split("&") if item]
        if "%" not in query and "+" not in query:
            return tuple((key.lower(), value) for key, _, value in pairs)
        return tuple((unquote_plus(key).lower(), unquote(value)) for key, _, value in pairs)

    @once
    def segments(self) -> tuple[str, ...]:
        """Return the pieces of the path, decoded."""
        found = [item for item in self.path.split("/") if item]
        return tuple(map(unquote, found)) if "%" in self.path else tuple(found)

    @once
    def names(self) -> frozenset[str]:
        """Return the plain words, pieces of joined ones among them, in lower case."""
        # The letters of an identifier spell words by chance.
        given = [segment for segment in self.segments if segment not in self.words]
        given.extend(key for key, _ in self.values)
        given.extend(value for key, value in self.values if key in _EVENTS)
        found: set[str] = set()
        for word in _WORDS.findall(" ".join(given)[:NAMED]):
            if word.isalpha() and word.islower():
                found.add(word)
                continue
            found.add(word.lower())
            if not (word.islower() or word.isupper()) or "_" in word or word[-1].isdigit():
                found.update(item.lower() for item in _CAMEL.findall(word) if len(item) > 3)  # noqa: PLR2004
        return frozenset(found)

    @once
    def static(self) -> bool:
        """Return whether it looks like a file that is the same for all."""
        return not self.query and _STATIC.search(self.path) is not None

    @once
    def target(self) -> str:
        """Return the web address that stands within this one, empty where there is none."""
        plain = _unquoted(f"{self.path}?{self.query}")
        if (
            "http" not in plain.lower()
            and not any(item in plain for item in _INNER)
            and "%2f" not in self.path.lower()
        ):
            return ""
        candidates = [value for _, value in self.values] + list(self.segments)
        for candidate in candidates:
            found = hidden_address(candidate)
            if found:
                return found
        for candidate in self.path.split("/")[1:]:
            if "%2f" in candidate.lower() and _BARE.match(unquote(candidate)):
                return f"http://{unquote(candidate)}"
        inner = re.search(
            r"(?<=.)https?(?::|%3A)(?:/|%2F)+.*", self.path + "?" + self.query, re.IGNORECASE
        )
        return unquote(inner.group()) if inner else ""

    @once
    def words(self) -> dict[str, IdentifierStrength]:
        """Return the identifying words of everything but the host and an inner address."""
        text = f"{self.path}/{self.query}/{self.fragment}"
        within = next((item for item in self.path.split("/") if _CODED_TARGET.match(item)), "")
        if within:
            text = text.replace(within, "")
        elif self.target:
            cut = re.search(r"(?<=.)https?(?::|%3A)(?:/|%2F)*", text, re.IGNORECASE)
            text = text[: cut.start()] + _after(text[cut.end() :]) if cut else text
        text = _unquoted(text)
        identifier_strengths: dict[str, IdentifierStrength] = {}
        if not may_hold_identifier(text):
            return identifier_strengths
        for word in pieces(text):
            judged = strength(word)
            if judged and not hidden_address(word):
                identifier_strengths[word] = judged
                if len(identifier_strengths) >= MANY:
                    break
        run = _RUN.search(text)
        if run and not _DAYS.search(run.group()) and sum(map(str.isdigit, run.group())) >= RUN:
            identifier_strengths[run.group().strip("/")] = TOKEN
        return identifier_strengths

    @once
    def addressed(self) -> frozenset[str]:
        """Return the identifying words that are pieces of a mail address or a message's name."""
        text = _unquoted(f"{self.path}/{self.query}/{self.fragment}")
        if "@" not in text:
            return frozenset()
        held = [item for item in _ADDRESSED.split(text) if "@" in item]
        return frozenset(word for item in held for word in pieces(item))

    def tokens(self, reader: IdentifierReader) -> Mapping[str, IdentifierStrength]:
        """Return the identifying words, those that spell the reader's address above the rest."""
        if not reader.spellings:
            return self.words
        found = {word: PERSONAL if reader.spelt(word) else one for word, one in self.words.items()}
        if reader.named_in(self.text) or reader.named_in(_unquoted(self.text)):
            found["the reader's address"] = PERSONAL
        return found

    @once
    def masked(self) -> str:
        """Return the address as it may be shown: words that identify nobody, and no others."""
        path = "/".join(_masked(segment) for segment in self.segments)
        names = [_masked(key) for key, _ in self.values]
        query = "?" + "&".join(f"{name}={MASK}" for name in names) if names else ""
        return f"{self.host}/{path}{query}{'#' + MASK if self.fragment else ''}"[:300]


def _unquoted(text: str) -> str:
    return unquote(text) if "%" in text else text


def _after(text: str) -> str:
    """Return what follows an inner address in the outer query."""
    return text[text.find("&") :] if "&" in text else ""


def _masked(word: str) -> str:
    if "@" in word or ("%40" in word and is_mail_address(word)):
        return MASK
    if word.isalnum():
        return word if _PLAIN.fullmatch(word) else MASK
    kept = [item if _PLAIN.fullmatch(item) else MASK for item in word.translate(_JOINTS).split("-")]
    return "-".join(kept) if any(item != MASK for item in kept) else MASK


def address(text: str) -> Address | None:
    """
    Take a remote address apart; `None` where it is none, or where its host is unreadable.

    >>> address("HTTPS://A.example/open?id=1").host, address("cid:logo"), address("http://[x]/")
    ('a.example', None, None)
    """
    clean = text[:LENGTH]
    if " " in clean or not clean.isprintable():
        clean = _BROKEN.sub("", clean)
    found = _HOST.match(clean)
    if found is None:
        return None
    host = found.group(1).lower().rstrip(".")
    if not host or host.startswith("[") or "." not in host:
        return None
    rest = clean[found.end() :]
    rest = rest[rest.find("/") :] if rest.startswith(":") and "/" in rest else rest.lstrip(":")
    port = int(found.group(2) or 0)
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    return Address(clean, host, path, query, fragment, port=port)
