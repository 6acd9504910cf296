"""What is known of hosts, vendors and words: data files, read once and handed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Vendor:
    """One operator of tracking hosts, with patterns of its open and click addresses."""

    name: str
    opens: re.Pattern[str] | None = None
    clicks: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Knowledge:
    """
    Everything that rules look up.

    `blocked` is a person's own block list, if one was given: it says whether an address is on it.
    """

    vendors: Mapping[str, Vendor]
    wrappers: Mapping[str, str]
    documents: frozenset[str]
    analytics: frozenset[str]
    content: frozenset[str]
    portraits: frozenset[str]
    words: Mapping[str, frozenset[str]]
    disclosures: tuple[re.Pattern[str], ...]
    domain_of: Callable[[str], str] = field(repr=False)
    blocked: Callable[[str], bool] | None = None

    def vendor(self, host: str) -> Vendor | None:
        """Give the vendor that a host belongs to, the narrowest entry first."""
        plain = host.replace("-dot-", ".")  # App Engine's spelling of a host below a host
        return next((self.vendors[one] for one in above(plain) if one in self.vendors), None)

    def wrapper(self, host: str) -> str:
        """Name the proxy or gateway that a host belongs to, empty where it is none."""
        name = next((self.wrappers[one] for one in above(host) if one in self.wrappers), "")
        if name and not host.endswith("googleusercontent.com"):
            return name
        return name if name and _GMAIL_PROXY.match(host) else ""

    def is_document(self, host: str) -> bool:
        """Tell whether a host holds shared documents."""
        return any(one in self.documents for one in above(host))

    def is_analytics(self, host: str) -> bool:
        """Tell whether a host holds documents and counts who reads them."""
        return any(one in self.analytics for one in above(host))

    def is_content(self, host: str) -> bool:
        """Tell whether long identifiers of a host name its content and not the reader."""
        return any(one in self.content or one in self.documents for one in above(host))

    def is_portrait(self, host: str) -> bool:
        """Tell whether a host shows pictures of people, filed by their addresses."""
        return any(one in self.portraits for one in above(host))

    def has(self, kind: str, word: str) -> bool:
        """Tell whether a word is of a kind."""
        return word.lower() in self.words[kind]


_GMAIL_PROXY = re.compile(r"ci\d+\.googleusercontent\.com$")


def above(host: str) -> list[str]:
    """
    Give a host and the domains above it, narrowest first.

    >>> above("a.b.example")
    ['a.b.example', 'b.example', 'example']
    """
    labels = host.split(".")
    return [".".join(labels[at:]) for at in range(len(labels))]


def knowledge(*, blocked: Callable[[str], bool] | None = None, vendors: bool = True) -> Knowledge:
    """Read the data files; `vendors=False` leaves the table of vendors out, for measuring."""
    hosts, words = _read("hosts.yaml"), _read("words.yaml")
    return Knowledge(
        vendors=_vendors(_read("vendors.yaml")["vendors"]) if vendors else {},
        wrappers=hosts["wrappers"],
        documents=frozenset(hosts["documents"]),
        analytics=frozenset(hosts["document_analytics"]),
        content=frozenset(hosts["content"]),
        portraits=frozenset(hosts["portraits"]),
        words={key: frozenset(map(str, listed)) for key, listed in words.items()},
        disclosures=tuple(
            re.compile(one, re.IGNORECASE) for one in _read("disclosure.yaml")["patterns"]
        ),
        domain_of=_domains(),
        blocked=blocked,
    )


def _vendors(rows: list[dict[str, Any]]) -> dict[str, Vendor]:
    found = {}
    for row in rows:
        vendor = Vendor(
            row["name"],
            re.compile(row["open"]) if "open" in row else None,
            re.compile(row["click"]) if "click" in row else None,
        )
        found.update(dict.fromkeys(row["hosts"], vendor))
    return found


def _read(name: str) -> dict[str, Any]:
    text = files("advisor.mail").joinpath("data").joinpath(name).read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader
    return found


def _domains() -> Callable[[str], str]:
    from publicsuffixlist import PublicSuffixList

    listed = PublicSuffixList(accept_unknown=True)

    def domain(host: str) -> str:
        return listed.privatesuffix(host) or host

    return domain
