"""Web addresses as messages write them: entities, percent signs, broken lines and wrappers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote, unquote_plus

from advisor.mail.tokens import Reader, Strength, hidden_address, is_mail_address, pieces, strength

_BROKEN = re.compile(r"[\x00-\x20\x7f\u200b\ufeff]+")
_HOST = re.compile(r"^(?:https?:)?[\\/]{2,}(?:[^/?#\\@]*@)?(\[[^\]]*\]|[^/?#\\:]*)", re.IGNORECASE)
_STATIC = re.compile(
    r"\.(?:png|jpe?g|gif|webp|svg|bmp|ico|css|woff2?|ttf|otf|eot|mp4)$", re.IGNORECASE
)
_PLAIN = re.compile(r"[A-Za-z][a-z]{0,19}|[a-z]{1,12}\.[a-z]{2,4}")
_RUN = re.compile(r"(?:/\d{1,9}){3,}(?=$|[/?#&])")
_DAYS = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)")
RUN = 8
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/", re.IGNORECASE)
MASK = "***"
LENGTH = 5_000


@dataclass(frozen=True)
class Address:
    """
    One remote address in pieces.

    `wrapped_by` names the image proxy or link rewriter that it was taken out of.
    """

    text: str = field(repr=False)
    host: str
    path: str = field(repr=False)
    query: str = field(repr=False)
    fragment: str = field(repr=False)
    wrapped_by: str = ""

    @cached_property
    def values(self) -> tuple[tuple[str, str], ...]:
        """Give the parameters of the query, decoded."""
        pairs = (one.partition("=") for one in re.split(r"[&;]", self.query) if one)
        return tuple((unquote_plus(key).lower(), unquote(value)) for key, _, value in pairs)

    @cached_property
    def segments(self) -> tuple[str, ...]:
        """Give the pieces of the path, decoded."""
        return tuple(unquote(one) for one in self.path.split("/") if one)

    @cached_property
    def static(self) -> bool:
        """Tell whether it looks like a file that is the same for all."""
        return not self.query and _STATIC.search(self.path) is not None

    @cached_property
    def target(self) -> str:
        """Give the web address that stands within this one, empty where there is none."""
        candidates = [value for _, value in self.values] + list(self.segments)
        for one in candidates:
            found = hidden_address(one)
            if found:
                return found
        for one in self.path.split("/")[1:]:
            if "%2f" in one.lower() and _BARE.match(unquote(one)):
                return f"http://{unquote(one)}"
        inner = re.search(
            r"(?<=.)https?(?::|%3A)(?:/|%2F)+.*", self.path + "?" + self.query, re.IGNORECASE
        )
        return unquote(inner.group()) if inner else ""

    @cached_property
    def words(self) -> dict[str, Strength]:
        """Give the identifying words of everything but the host and an inner address."""
        text = f"{self.path}/{self.query}/{self.fragment}"
        if self.target:
            cut = re.search(r"(?<=.)https?(?::|%3A)(?:/|%2F)*", text, re.IGNORECASE)
            text = text[: cut.start()] + _after(text[cut.end() :]) if cut else text
        found: dict[str, Strength] = {}
        for word in pieces(unquote(text)):
            if not hidden_address(word):
                judged = strength(word)
                if judged:
                    found[word] = judged
        run = _RUN.search(unquote(text))
        if run and not _DAYS.search(run.group()) and sum(map(str.isdigit, run.group())) >= RUN:
            found[run.group().strip("/")] = Strength.TOKEN
        return found

    def tokens(self, reader: Reader) -> dict[str, Strength]:
        """Give the identifying words, those that spell the reader's address above the rest."""
        found = {word: max(one, reader.judge(word)) for word, one in self.words.items()}
        if reader.named_in(self.text) or reader.named_in(unquote(self.text)):
            found["the reader's address"] = Strength.PERSONAL
        return found

    @cached_property
    def masked(self) -> str:
        """Give the address as it may be shown: words that identify nobody, and no others."""
        path = "/".join(_masked(one) for one in self.segments)
        names = [_masked(key) for key, _ in self.values]
        query = "?" + "&".join(f"{name}={MASK}" for name in names) if names else ""
        return f"{self.host}/{path}{query}{'#' + MASK if self.fragment else ''}"[:300]


def _after(text: str) -> str:
    """Give what follows an inner address in the outer query."""
    return text[text.find("&") :] if "&" in text else ""


def _masked(word: str) -> str:
    if "@" in word or is_mail_address(word):
        return MASK
    kept = [one if _PLAIN.fullmatch(one) else MASK for one in re.split(r"[-_ ]", word)]
    return "-".join(kept) if any(one != MASK for one in kept) else MASK


def address(text: str) -> Address | None:
    """
    Take a remote address apart; `None` where it is none, or where its host is unreadable.

    >>> address("HTTPS://A.example/open?id=1").host, address("cid:logo"), address("http://[x]/")
    ('a.example', None, None)
    """
    clean = _BROKEN.sub("", text[:LENGTH])
    found = _HOST.match(clean)
    if found is None:
        return None
    host = found.group(1).lower().rstrip(".")
    if not host or host.startswith("[") or "." not in host:
        return None
    rest = clean[found.end() :]
    rest = rest[rest.find("/") :] if rest.startswith(":") and "/" in rest else rest.lstrip(":")
    rest, _, fragment = rest.partition("#")
    path, _, query = rest.partition("?")
    return Address(clean, host, path, query, fragment)
