"""Text and links in Markdown, in which nothing that was told can become markup."""

from __future__ import annotations

import re

from advisor.printable import printable
from advisor.reports.web_address import is_web_address

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$^@])|^([#+-])|(?<=http)(:)|(?<=https)(:)|(?<=www)(\.)")
_NUMBER = re.compile(r"^(\d+)([.)])")
# Only what names things in the law is code; anything else in backticks could be a trick.
_CODE = re.compile(r"((?<!`)`[\w.#@/-]+`(?!`))")


def escape_markdown(text: str) -> str:
    r"""
    Return text that Markdown shows as it stands; no word of it becomes a link by itself.

    >>> escape_markdown("1. <script> *now* www.evil.example")
    '1\\. \\<script\\> \\*now\\* www\\.evil.example'
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", printable(text))
    return _NUMBER.sub(r"\1\\\2", escaped)


def escape_around_code(text: str) -> str:
    r"""
    Return text that Markdown shows as it stands, but with names in backticks as code.

    >>> escape_around_code("<b> of `message.kind`, not of `<b>`")
    '\\<b\\> of `message.kind`, not of \\`\\<b\\>\\`'
    """
    parts = _CODE.split(text)
    return "".join(part if at % 2 else escape_markdown(part) for at, part in enumerate(parts))


def markdown_link(escaped: str, link: str) -> str:
    """
    Return escaped words as a link, or as they are where the link is no web address.

    >>> markdown_link("Op. 1", "https://bar.example/1"), markdown_link("Op. 2", "javascript:a()")
    ('[Op. 1](<https://bar.example/1>)', 'Op. 2')
    """
    return f"[{escaped}](<{link}>)" if is_web_address(link) else escaped
