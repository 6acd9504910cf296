"""The table of vendors and the data files beside it."""

from __future__ import annotations

import re

import pytest
from unit.mail.letters_made import PIXEL, html, read

from advisor.mail import MessageReader, Name
from advisor.mail.detect.vendor_data import knowledge

KNOWN = knowledge()
_IMAGE = '<img src="https://{}" width="1" height="1">'
_LINK = '<a href="https://{}">x</a>'


@pytest.mark.parametrize(
    ("markup", "vendor"),
    [
        (_IMAGE.format("mailtrack.io/trace/mail/0a9b8c7d6e5f.png"), "Mailtrack"),
        (_IMAGE.format("u1.ct.sendgrid.net/wf/open?upn=u001.a9"), "SendGrid"),
        (_LINK.format("x.us1.list-manage.com/track/click?u=0a1b&e=9f8e7d6c"), "Mailchimp"),
        (_LINK.format("click.pstmrk.it/3s/www.a.example%2Fb/AbC/d"), "Postmark"),
        (_IMAGE.format("a.r.us-east-1.awstrack.me/I0/0100018a-1"), "Amazon SES"),
        (PIXEL, None),
        (_IMAGE.format("mailtrack.io.evil.example/o/9fK2xQ7LmB41vZ"), None),
    ],
)
def test_vendor(markup: str, vendor: str | None) -> None:
    """A vendor is named by its host and never by a path alone."""
    found = read(html(markup))

    assert found.tracked
    assert found.vendors == ((vendor,) if vendor else ())


@pytest.mark.parametrize("host", sorted(KNOWN.vendors))
def test_rows_are_anchored(host: str) -> None:
    """Every row names whole hosts in lower case, and no suffix that many share."""
    assert re.fullmatch(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", host)
    assert KNOWN.domain_of(host) in host
    assert host not in {"appspot.com", "cloudfront.net", "amazonaws.com", "herokuapp.com"}


def test_a_picture_on_a_vendors_host() -> None:
    """A logo that a vendor hosts reports nobody."""
    logo = '<img src="https://www.mailchimp.com/logo.png" width="100" height="30">'

    assert not read(html(logo)).tracked


def test_own_block_list() -> None:
    """An ad-block list of the user's own adds to the rules."""
    pytest.importorskip("adblock", reason="the extra `block-list` is not installed")
    room = MessageReader(block_list=["||quiet.example^"])
    data = html('<img src="https://quiet.example/b" width="40">')

    assert room.read_bytes(data).signals[Name.OPEN_PIXEL].evidence[0].why == (
        "on the block list that was given",
    )
    assert not read(data).tracked
