"""What is known of hosts, vendors and words: data files, read once and handed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import Any

import yaml

from advisor.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Vendor:
    """One operator of tracking hosts, with patterns of its open and click addresses."""

    name: str
    opens: re.Pattern[str] | None = None
    clicks: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Disclosing:
    """A pattern of sentences that tell of tracking, with words of which each match holds one."""

    words: tuple[str, ...]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Host:
    """All that is known of one host."""

    vendor: Vendor | None
    wrapper: str
    document: bool
    analytics: bool
    content: bool
    portrait: bool
    sharing: bool
    domain: str


@dataclass(frozen=True)
class Knowledge:
    """
    Everything that rules look up.

    `blocked` is a person's own block list, if one was given: it says whether an address is on it.
    """

    vendors: Mapping[str, Vendor]
    wrappers: Mapping[str, str]
    wrapper_patterns: tuple[tuple[re.Pattern[str], str], ...]
    documents: frozenset[str]
    analytics: frozenset[str]
    content: frozenset[str]
    content_names: frozenset[str]
    portraits: frozenset[str]
    words: Mapping[str, frozenset[str]]
    stop_texts: re.Pattern[str] = field(repr=False)
    disclosures: tuple[Disclosing, ...]
    hints: tuple[str, ...] = field(repr=False)
    registered: Callable[[str], str] = field(repr=False)
    blocked: Callable[[str], bool] | None = None
    _hosts: dict[str, Host] = field(default_factory=dict, repr=False, compare=False)

    def vendor(self, host: str) -> Vendor | None:
        """Return the vendor that a host belongs to, the narrowest entry first."""
        return self._of(host).vendor

    def wrapper(self, host: str) -> str:
        """Return the name of the proxy or gateway that a host belongs to, empty without one."""
        return self._of(host).wrapper

    def wrapper_at(self, host: str, path: str) -> str:
        """Return the name of the gateway that rewrites to a place, whose host may be anybody's."""
        found = self.wrapper(host)
        if found or len(path) < 2:  # noqa: PLR2004 - no path
            return found
        place = f"{host}{path[:40]}".lower()
        return next((name for made, name in self.wrapper_patterns if made.search(place)), "")

    def is_sharing(self, host: str) -> bool:
        """Return whether a host is called as those are that keep files, forms or code."""
        return self._of(host).sharing

    def is_document(self, host: str) -> bool:
        """Return whether a host holds shared documents."""
        return self._of(host).document

    def is_analytics(self, host: str) -> bool:
        """Return whether a host holds documents and counts who reads them."""
        return self._of(host).analytics

    def is_content(self, host: str) -> bool:
        """Return whether long identifiers of a host name its content and not the reader."""
        return self._of(host).content

    def is_portrait(self, host: str) -> bool:
        """Return whether a host shows pictures of people, filed by their addresses."""
        return self._of(host).portrait

    def domain_of(self, host: str) -> str:
        """Return the registered domain of a host."""
        return self._of(host).domain

    def discloses(self, sentence: str) -> bool:
        """Return whether a sentence may tell the reader of tracking."""
        lower = sentence.lower()
        return any(
            any(word in lower for word in disclosure.words) and disclosure.pattern.search(lower)
            for disclosure in self.disclosures
        )

    def _of(self, host: str) -> Host:
        """Look a host up once: mail names the same few over and over."""
        found = self._hosts.get(host)
        if found is None:
            if len(self._hosts) >= HOSTS:
                self._hosts.clear()
            found = self._hosts[host] = self._looked_up(host)
        return found

    def _looked_up(self, host: str) -> Host:
        names = above(host)
        plain = host.replace("-dot-", ".")  # App Engine's spelling of a host below a host
        wrapper = next((self.wrappers[name] for name in names if name in self.wrappers), "")
        if host.endswith("googleusercontent.com") and not _GMAIL_PROXY.match(host):
            wrapper = ""
        document = not self.documents.isdisjoint(names)
        registered = self.registered(host)
        content = registered.partition(".")[0] in self.content_names
        return Host(
            next((self.vendors[item] for item in above(plain) if item in self.vendors), None),
            wrapper,
            document,
            not self.analytics.isdisjoint(names),
            document or content or not self.content.isdisjoint(names),
            not self.portraits.isdisjoint(names),
            not self.words["sharing_labels"].isdisjoint(names[0].split(".")[:-2]),
            registered,
        )

    def has(self, kind: str, word: str) -> bool:
        """Return whether a word is of a kind."""
        return word.lower() in self.words[kind]


HOSTS = 10_000
NAMED_GATEWAY = "a gateway that was named"
_GMAIL_PROXY = re.compile(r"ci\d+\.googleusercontent\.com$")


def above(host: str) -> list[str]:
    """
    Return a host and the domains above it, narrowest first.

    >>> above("a.b.example")
    ['a.b.example', 'b.example', 'example']
    """
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def knowledge(
    *,
    blocked: Callable[[str], bool] | None = None,
    vendors: bool = True,
    gateways: Iterable[str] = (),
) -> Knowledge:
    """
    Read the data files; `vendors=False` leaves the table of vendors out, for measuring.

    `gateways` are hosts that rewrite links for the reader, beside those that are known.
    """
    hosts, words = _read("hosts.yaml"), _read("words.yaml")
    disclosing = tuple(
        Disclosing(tuple(one["words"]), re.compile(one["pattern"]))
        for one in _read("disclosure.yaml")["disclosures"]
    )
    return Knowledge(
        vendors=_vendors(_read("vendors.yaml")["vendors"]) if vendors else {},
        wrappers={**hosts["wrappers"], **{host.lower(): NAMED_GATEWAY for host in gateways}},
        wrapper_patterns=tuple(
            (re.compile(pattern), name) for pattern, name in hosts["wrapper_patterns"].items()
        ),
        documents=frozenset(hosts["documents"]),
        analytics=frozenset(hosts["document_analytics"]),
        content=frozenset(hosts["content"]),
        content_names=frozenset(hosts["content_names"]),
        portraits=frozenset(hosts["portraits"]),
        words={key: frozenset(map(str, listed)) for key, listed in words.items()},
        stop_texts=re.compile("|".join(map(re.escape, words["stop_texts"]))),
        disclosures=disclosing,
        hints=_shortest(word for one in disclosing for word in one.words),
        registered=_domains(),
        blocked=blocked,
    )


def junk_folders() -> frozenset[str]:
    """Return how programs and services call folders of junk and deleted mail, in lower case."""
    return frozenset(map(str, _read("words.yaml")["junk_folders"]))


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """Leave out the words that hold another one."""
    known = dict.fromkeys(words)
    return tuple(
        item for item in known if not any(other in item for other in known if other != item)
    )


def _vendors(rows: list[dict[str, Any]]) -> dict[str, Vendor]:
    vendors = {}
    for row in rows:
        vendor = Vendor(
            row["name"],
            re.compile(row["open"]) if "open" in row else None,
            re.compile(row["click"]) if "click" in row else None,
        )
        vendors.update(dict.fromkeys(row["hosts"], vendor))
    return vendors


def _read(name: str) -> dict[str, Any]:
    text = files("advisor.mail").joinpath("data").joinpath(name).read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    result: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    return result


def _domains() -> Callable[[str], str]:
    from publicsuffixlist import PublicSuffixList

    listed = PublicSuffixList(accept_unknown=True)

    def domain(host: str) -> str:
        return listed.privatesuffix(host) or host

    return domain
