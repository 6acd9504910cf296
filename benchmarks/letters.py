"""Messages of several kinds, made the same on every run, for measuring how fast they are read."""

from __future__ import annotations

import base64
import quopri
from collections.abc import Callable
from random import Random
from string import ascii_letters, digits

_PROSE = (
    "the of and to in court motion counsel client matter agreement order party hearing filing "
    "review draft letter office please attached regarding schedule deposition witness settlement "
    "offer terms confirm copy sent asked opinion exhibit clerk fee read"
)
_WORDS = _PROSE.split()
_HOPS = "".join(
    f"Received: from mx{hop}.relay.example (mx{hop}.relay.example [192.0.2.{hop}])\r\n"
    f"\tby mx{hop + 1}.relay.example (Postfix) with ESMTPS id 4{hop}QxYz7Ab\r\n"
    f"\tfor <reader@inbox.example>; Mon, 2 Mar 2026 10:00:0{hop} +0000 (UTC)\r\n"
    for hop in range(4)
)
_SEAL = "\r\n\t".join("AbCdEf0123456789+/xYzQ" * 3 for _ in range(6))
MEGABYTES = 50


def _head(kind: str, more: str = "") -> str:
    return (
        f"{_HOPS}DKIM-Signature: v=1; a=rsa-sha256; d=firm.example; s=s1; b={_SEAL}\r\n"
        f"ARC-Seal: i=1; a=rsa-sha256; d=relay.example; b={_SEAL}\r\n"
        "From: Ann Sender <ann@firm.example>\r\nTo: Rita Reader <reader@inbox.example>\r\n"
        'Cc: "Counsel, Otto" <otto@other.example>, pat@inbox.example\r\nSubject: Re: The draft\r\n'
        "Message-ID: <20260302.AbC@firm.example>\r\nDate: Mon, 2 Mar 2026 09:59:00 -0600\r\n"
        f"MIME-Version: 1.0\r\n{more}Content-Type: {kind}\r\n"
    )


def _prose(drawn: Random, words: int) -> str:
    return " ".join(drawn.choice(_WORDS) for _ in range(words)).capitalize() + "."


def _token(drawn: Random, length: int) -> str:
    return "".join(drawn.choice(ascii_letters + digits) for _ in range(length))


def _packed(html: str) -> bytes:
    return quopri.encodestring(html.encode()).replace(b"\n", b"\r\n")


def _two(text: str, html: str, more: str = "") -> bytes:
    """Give a message of plain text and its HTML twin."""
    parts = (
        f"--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--b1\r\n"
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    )
    head = _head('multipart/alternative; boundary="b1"', more)
    return f"{head}\r\n{parts}\r\n".encode() + _packed(html) + b"\r\n--b1--\r\n"


def short(drawn: Random) -> bytes:
    """Make a short letter in plain text."""
    text = "\r\n".join(_prose(drawn, 12) for _ in range(12))
    return f"{_head('text/plain; charset=utf-8')}\r\n{text}\r\n".encode()


def tracked(drawn: Random) -> bytes:
    """Make a letter of a few paragraphs with two links and a pixel."""
    body = "".join(f"<p>{_prose(drawn, 40)}</p>" for _ in range(8))
    pixel = f'<img src="https://t.tracker.example/o/{_token(drawn, 22)}" width="1" height="1">'
    link = f'<a href="https://t.tracker.example/c/{_token(drawn, 22)}">the draft</a>'
    page = f"<html><body>{body}{link}<a href='https://www.firm.example'>us</a>{pixel}</body></html>"
    return _two(_prose(drawn, 300), page)


def newsletter(drawn: Random) -> bytes:
    """Make a newsletter of 67 KB: tables within tables, 30 pictures, 40 tracked links."""
    cell = 'style="padding:0 24px;font-family:Arial,sans-serif;font-size:14px;line-height:22px"'
    blocks = []
    for number in range(30):
        link = f"https://click.news.example/ls/{_token(drawn, 40)}?utm_source=news&n={number}"
        blocks.append(
            '<table width="600" cellpadding="0" cellspacing="0" border="0"><tr>'
            f'<td width="200" valign="top" {cell}><a href="{link}"><img width="200" height="120" '
            f'alt="" src="https://cdn.news.example/i/2026/03/story-{number}.jpg"></a></td>'
            f"<td {cell}><h2 {cell}>{_prose(drawn, 8)}</h2><p {cell}>{_prose(drawn, 90)}</p>"
            f'<p><a {cell} href="{link + "x" * (number % 3 == 0)}">Read</a></p></td></tr></table>'
        )
    token = _token(drawn, 40)
    end = (
        f'<p><a href="https://click.news.example/unsubscribe/{token}">Unsubscribe</a></p>'
        f'<img src="https://click.news.example/open/{token}.gif" width="1" height="1">'
    )
    page = (
        f"<html><head><style>p{{margin:0}}</style></head><body>{''.join(blocks)}{end}</body></html>"
    )
    return _two(_prose(drawn, 600), page, "List-Unsubscribe: <https://news.example/u/1>\r\n")


def thread(drawn: Random) -> bytes:
    """Make an answer over a dozen quoted messages, each within the next."""
    inner = ""
    for number in range(12):
        own = "".join(f"<div>{_prose(drawn, 30)}</div><div><br></div>" for _ in range(5))
        sign = f'<div>--<br><a href="https://www.firm{number}.example/people/ann">Ann</a></div>'
        quoted = f'<div class="gmail_quote"><blockquote>{inner}</blockquote></div>' if inner else ""
        inner = f"{own}{sign}<div>On Monday, Otto wrote:</div>{quoted}"
    return _two(_prose(drawn, 900), f"<html><body>{inner}</body></html>")


def attachment(drawn: Random) -> bytes:
    """Make a letter with an attachment of 50 MB, most of which nobody has to decode."""
    head = _head('multipart/mixed; boundary="b2"')
    first = f"--b2\r\nContent-Type: text/html\r\n\r\n<p>{_prose(drawn, 60)}</p>\r\n"
    kind = (
        'Content-Type: application/octet-stream; name="recording.bin"\r\n'
        "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    line = base64.encodebytes(drawn.randbytes(57)).replace(b"\n", b"\r\n")
    held = line * (MEGABYTES * 1_000_000 // len(line))
    return f"{head}\r\n{first}--b2\r\n{kind}".encode() + held + b"--b2--\r\n"


KINDS: dict[str, Callable[[Random], bytes]] = {
    "short text": short,
    "tracked letter": tracked,
    "newsletter": newsletter,
    "thread of 12": thread,
    "50 MB attached": attachment,
}
