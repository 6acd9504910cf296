"""What the rules find in markup, without knowing any vendor."""

from __future__ import annotations

import pytest
from unit.mail.conftest import fixture_lines
from unit.mail.letters_made import PIXEL, has, html, plain, read

from advisor.mail import Confidence, Name, Presence, SignalOrigin

_OUTLOOK = (
    '<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
    "<p>From: Bob</p></div></div><p>text {}</p>"
)


@pytest.mark.parametrize("markup", fixture_lines("opens"))
def test_an_image_that_reports_its_reader(markup: str) -> None:
    """An address that stands for one reader is found by its shape, whoever's host it is on."""
    assert has(html(markup), Name.OPEN_PIXEL, taught=False)


@pytest.mark.parametrize("markup", fixture_lines("pictures"))
def test_a_picture_that_reports_nobody(markup: str) -> None:
    """Spacers, logos, portraits and resized photographs are no trackers."""
    assert not has(html(markup), Name.OPEN_PIXEL)


@pytest.mark.parametrize("markup", fixture_lines("clicks"))
def test_a_link_that_reports_its_reader(markup: str) -> None:
    """A redirect with an identifier is found by its shape, whoever's host it is on."""
    assert has(html(markup), Name.TRACKED_LINK, taught=False)


@pytest.mark.parametrize("markup", fixture_lines("links"))
def test_a_link_that_reports_nobody(markup: str) -> None:
    """Documents, dockets, accounts, archives and shared addresses are no tracked links."""
    assert not has(html(markup), Name.TRACKED_LINK)


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<style>@import url(https://t.x.example/open/9fK2xQ7LmB41vZ);</style>", Name.STYLE_BEACON),
        (
            "<div style=\"background:url('https://t.x.example/open/9fK2xQ7LmB41vZ')\">x</div>",
            Name.STYLE_BEACON,
        ),
        (
            "<style>@font-face{src:url(https://t.x.example/open/9fK2xQ7LmB41vZ)}</style>",
            Name.FONT_BEACON,
        ),
    ],
)
def test_styles_and_fonts(markup: str, name: Name) -> None:
    """Style sheets and fonts can report an opening too."""
    assert has(html(markup), name)


def test_one_identifier_in_pixel_and_links() -> None:
    """A visible-size image that repeats the identifier of the links reports, and is shown so."""
    word = "k39dLx0QpZ77"
    found = read(html(
        f'<a href="https://n.example/a/{word}">a</a><a href="https://n.example/b/{word}">b</a>'
        f'<img src="https://n.example/i?x={word}">'
    )).signals[Name.OPEN_PIXEL]  # fmt: skip

    assert found.state is Presence.PRESENT
    assert "the same identifier stands in links or headers" in found.evidence[0].why


def test_tokens_are_masked() -> None:
    """No evidence, and no repr, holds an identifier, an address of a person or a word of text."""
    private = "our offer is four hundred thousand"
    reading = read(html(
        f'<p>{private}</p><img src="https://t.example/open/9fK2xQ7LmB41vZ?u=reader@inbox.example"'
        ' width="1" height="1"><a href="https://t.example/click?to=reader@inbox.example">x</a>'
    ))  # fmt: skip

    told = repr(reading)
    assert "9fK2xQ7LmB41vZ" not in told
    assert "reader@inbox.example" not in told
    assert private not in told
    assert "t.example/open/***" in reading.signals[Name.OPEN_PIXEL].evidence[0].address


def test_wrapped_images_are_unwrapped() -> None:
    """A picture proxy of the reader's is recorded, and what it wraps is judged."""
    proxy = "https://ci3.googleusercontent.com/meips/AbC=s0-d-e1-ft#"
    reading = read(html(f'<img src="{proxy}https://t.example/o/9fK2xQ7LmB41vZ" width=1 height=1>'))
    (evidence,) = reading.signals[Name.OPEN_PIXEL].evidence

    assert evidence.address == "t.example/o/***"
    assert "by way of Gmail image proxy" in evidence.why


def test_gateways_are_not_the_sender() -> None:
    """A security gateway that rewrites links for the reader does not make them tracked."""
    wrapped = (
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.court.example%2Frules"
        "&data=05%7C01%7Creader%40inbox.example%7C0a1b2c3d4e5f60718293a4b5c6d7e8f9&reserved=0"
    )

    assert not has(html(f'<a href="{wrapped}">rules</a>'), Name.TRACKED_LINK)


def test_campaign_numbers_are_a_fact_of_their_own() -> None:
    """A number of the mailing is told, and is no tracking of a reader."""
    body = '<a href="https://www.site.example/a?utm_source=nl&utm_campaign=spring">a</a>'

    assert has(html(body), Name.CAMPAIGN_LINK)
    assert not read(html(body)).tracked


def test_shared_documents_are_possible_only() -> None:
    """A shared file may count its readers: nobody is told that it does."""
    body = '<a href="https://www.dropbox.com/s/a1b2c3d4e5f6g7h/offer.pdf?dl=0">offer</a>'
    signal = read(html(body)).signals[Name.DOCUMENT_LINK]

    assert signal.state is Presence.CANNOT_TELL
    assert signal.evidence[0].confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("around", "subject", "origin"),
    [
        ('<div class="gmail_quote">On Monday Bob wrote:<blockquote>{}</blockquote></div>', "Re: a",
         SignalOrigin.QUOTED),
        ('<blockquote type="cite">{}</blockquote>', "Re: a", SignalOrigin.QUOTED),
        ('<div class="gmail_quote">---------- Forwarded message ---------<br>{}</div>', "Fwd: a",
         SignalOrigin.FORWARDED),
        ('<div id="appendonsend"></div><div><p>From: Bob</p>{}</div>', "Re: a",
         SignalOrigin.QUOTED),
        (_OUTLOOK, "Re: a", SignalOrigin.QUOTED),
        ("<p>-----Original Message-----</p><p>{}</p>", "Re: a", SignalOrigin.QUOTED),
        ("<blockquote>A saying.</blockquote>{}", "News", SignalOrigin.OWN),
    ],
)  # fmt: skip
def test_whose_part_it_stands_in(around: str, subject: str, origin: SignalOrigin) -> None:
    """Only what stands in the sender's own part speaks for the sender."""
    data = html(around.format(PIXEL)).replace(b"Subject: Hello", f"Subject: {subject}".encode())
    signal = read(data).signals[Name.OPEN_PIXEL]

    assert signal.state is Presence.PRESENT
    assert signal.origin is origin


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Sender notified by Mailtrack", True),
        ("This email uses a tracking pixel to tell us when you open it.", True),
        ("Diese Nachricht enthält ein Zählpixel.", True),
        ("Please track the parcel with the number below.", False),
        ("I read your email and opened the file.", False),
    ],
)
def test_sentences_that_disclose(sentence: str, *, found: bool) -> None:
    """A visible sentence about tracking is handed on for a person to judge."""
    reading = read(html(f"<p>{sentence}</p>"))

    assert bool(reading.disclosures) is found


def test_hidden_and_quoted_words_disclose_nothing() -> None:
    """Only what the reader sees in the sender's own part can tell of the tracking."""
    words = "This email contains a tracking pixel."
    hidden = f'<div style="display:none">{words}</div><blockquote type="cite">{words}</blockquote>'

    assert not read(html(hidden)).disclosures


def test_links_of_plain_text() -> None:
    """Plain text has links as well."""
    data = plain(
        "See https://u1.ct.sg.example/ls/click?upn=u001.abCDef12BghIJkl34mnOP56qrST today."
    )

    assert has(data, Name.TRACKED_LINK)
    assert read(data).state(Name.OPEN_PIXEL) is Presence.CANNOT_TELL
