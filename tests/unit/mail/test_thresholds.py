"""Where a picture becomes a pixel and a link a tracked one: each bound from both sides."""

from __future__ import annotations

import pytest
from unit.mail.letters_made import PIXEL, html, plain, read

from advisor.mail import Name, Presence
from advisor.mail.detect.identifiers import IdentifierStrength, strength

TOKEN = "9fK2xQ7LmB41vZ"  # noqa: S105 - an identifier as trackers have them
FOLDER = f"https://x.example/p/{TOKEN}"
QUERY = f"https://x.example/p?x={TOKEN}"


def told(markup: str, name: Name) -> list[tuple[str, tuple[str, ...]]] | None:
    """Give confidence and reasons of what the rules alone find; `None` where nothing is there."""
    reading = read(html(markup), taught=False)
    if reading.state(name) is not Presence.PRESENT:
        return None
    return [(one.confidence.name, one.why) for one in reading.signals[name].evidence]


def opens(markup: str) -> bool:
    """Return whether something reports an opening."""
    return told(markup, Name.OPEN_PIXEL) is not None


def clicks(*links: str, shown: str = "here") -> list[tuple[str, tuple[str, ...]]] | None:
    """Return what is found of links to some addresses."""
    return told("".join(f'<a href="{one}">{shown}</a>' for one in links), Name.TRACKED_LINK)


@pytest.mark.parametrize(
    ("size", "reports"),
    [
        ("width=3 height=3", True),
        ("width=4 height=3", False),
        ("width=3 height=4", False),
        ("width=0 height=0", True),
        ("width=3", False),
        ("height=3", False),
        ('style="width:3px;height:3px"', True),
        ('style="width:4px;height:3px"', False),
        ('width="3%" height="3%"', False),
        ('width=300 height=300 style="width:1px;height:1px"', True),
    ],
)
def test_three_dots_a_side_are_too_small_to_be_seen(size: str, *, reports: bool) -> None:
    """A pixel is declared at most three dots high and wide; one more is a picture."""
    assert reports is opens(f'<img src="{FOLDER}" {size}>')


@pytest.mark.parametrize(
    ("size", "reports"),
    [
        ("width=2 height=20", True),
        ("width=3 height=20", False),
        ("width=20 height=2", True),
        ("width=2 height=21", False),
    ],
)
def test_a_line_is_as_good_as_a_dot(size: str, *, reports: bool) -> None:
    """Two dots on one side hide a picture that is not large on the other."""
    assert reports is opens(f'<img src="{QUERY}" {size}>')


@pytest.mark.parametrize(
    ("hidden", "reports"),
    [
        ("width=20 height=20 hidden", True),
        ("width=21 height=20 hidden", False),
        ("width=20 height=21 hidden", False),
        ("width=20 height=20", False),
        ('style="display:none"', True),
        ('style="visibility:hidden"', True),
        ('style="opacity:0"', True),
        ('style="opacity:0.5"', False),
    ],
)
def test_a_hidden_picture_of_some_size_is_a_picture(hidden: str, *, reports: bool) -> None:
    """What is hidden reports, unless it is larger than twenty dots: responsive mail hides those."""
    assert reports is opens(f'<img src="{FOLDER}" {hidden}>')


def test_what_is_named_as_a_photograph_is_none_that_reports() -> None:
    """A hidden photograph is one for other screens."""
    assert not opens(f'<img src="{FOLDER}.jpg" hidden>')
    assert opens(f'<img src="{FOLDER}.gif" hidden>')


@pytest.mark.parametrize(
    ("query", "reports"), [("i=1", True), ("i=ab", False), ("", False), ("i=12345", True)]
)
def test_a_dot_that_is_asked_for_with_a_figure(query: str, *, reports: bool) -> None:
    """An invisible image with a number in its query, however short, is not there for nothing."""
    assert reports is opens(f'<img src="https://x.example/p.gif?{query}" width=1 height=1>')


def shared(word: str, *, links: int, images: int = 1, size: str = "width=300 height=200") -> bool:
    """Return whether pictures report that hold the identifier of so many links."""
    led = "".join(f'<a href="https://n.example/{one}/{word}">a</a>' for one in "abc"[:links])
    seen = (f'<img src="https://n.example/i{one}?x={word}" {size}>' for one in range(images))
    return opens(led + "".join(seen))


def test_a_large_picture_needs_two_links_that_say_the_same() -> None:
    """One link with its identifier may be the picture's own; two are the reader's."""
    assert not shared(TOKEN, links=1)
    assert shared(TOKEN, links=2)


def test_a_picture_of_no_size_needs_one_link_that_says_the_same() -> None:
    """Where no size is declared, one link that repeats the identifier is enough."""
    assert not shared(TOKEN, links=0, size="")
    assert shared(TOKEN, links=1, size="")


def test_an_identifier_on_every_picture_is_the_accounts() -> None:
    """On two pictures it may still be the reader's, on three it is who sent them."""
    assert shared(TOKEN, links=2, images=2)
    assert not shared(TOKEN, links=2, images=3)


def test_a_number_that_is_shared_has_six_figures() -> None:
    """A shorter number stands in several addresses by chance."""
    assert not shared("12345", links=2)
    assert shared("123456", links=2)


@pytest.mark.parametrize(
    ("image", "confidence"),
    [
        ('<img src="https://x.example/p?i=12345" width=1 height=1>', "LOW"),
        (f'<img src="{FOLDER}" width=1 height=1>', "MEDIUM"),
        (f'<img src="https://x.example/open/{TOKEN}" width=1 height=1>', "HIGH"),
    ],
)
def test_three_signs_are_certain_and_one_is_not(image: str, confidence: str) -> None:
    """One sign is of low confidence, two of medium, three of high."""
    found = told(image, Name.OPEN_PIXEL)

    assert [confidence] == [level for level, _ in found or ()]


@pytest.mark.parametrize(("value", "reports"), [("abcde", False), ("abcdef", True), ("a@b", True)])
def test_a_parameter_for_the_reader_holds_six_letters_or_an_address(
    value: str, *, reports: bool
) -> None:
    """`?email=` with less in it names nobody."""
    assert reports is (clicks(f"https://s.example/a?email={value}") is not None)


def test_a_redirect_holds_twenty_two_letters() -> None:
    """A link named for going on is a redirect where its identifiers are long."""
    assert None is clicks("https://s.example/go?i=aB3dE5gH7jK9mN1pQ3sT5")
    assert [("MEDIUM", ("a redirect with a long identifier",))] == clicks(
        "https://s.example/go?i=aB3dE5gH7jK9mN1pQ3sT5v"
    )


def test_a_click_named_so_needs_an_identifier_or_two_numbers() -> None:
    """One number behind `click` may be a page's; two are a page's and a reader's."""
    why = [("MEDIUM", ("named for clicking, with an identifier",))]

    assert None is clicks("https://s.example/click?a=12345")
    assert why == clicks("https://s.example/click?a=12345&b=23456")
    assert why == clicks(f"https://s.example/click?a={TOKEN}")


@pytest.mark.parametrize(
    ("query", "reports"),
    [
        ("u=https%3A%2F%2Fother.example%2F&i=12345", True),
        ("u=https%3A%2F%2Fother.example%2F", False),
        ("u=https%3A%2F%2Fwww.s.example%2F&i=12345", False),
    ],
)
def test_a_way_elsewhere_with_a_number(query: str, *, reports: bool) -> None:
    """A link that leads to another house and holds a number counts; within a house it does not."""
    assert reports is (clicks(f"https://s.example/r?{query}") is not None)


def test_signing_in_is_not_tracking() -> None:
    """What must know who acts may hold an identifier."""
    assert None is clicks(f"https://s.example/login?a={TOKEN}&u=https%3A%2F%2Fother.example%2F")
    assert clicks(f"https://s.example/page?a={TOKEN}&u=https%3A%2F%2Fother.example%2F")


@pytest.mark.parametrize(
    ("word", "shown", "reports"),
    [
        (TOKEN, "www.other.example", True),
        (TOKEN, "www.s.example", False),
        ("12345", "www.other.example", False),
        (TOKEN, "see www.other.example", False),
    ],
)
def test_a_link_that_shows_another_address(word: str, shown: str, *, reports: bool) -> None:
    """It poses as another house's where it holds an identifier and shows that address only."""
    assert reports is (clicks(f"https://s.example/a/{word}", shown=shown) is not None)


@pytest.mark.parametrize(
    ("paths", "word", "count"),
    [
        (("a", "b"), TOKEN, 2),
        (("alpha", "gamma"), TOKEN, 0),
        (("alpha", "gamma", "delta"), TOKEN, 3),
        (("beta", "zeta"), TOKEN, 2),
        (("abc", "abd"), "123456", 2),
        (("abcd", "abce"), "123456", 0),
        (("a", "a"), TOKEN, 0),
    ],
)
def test_one_identifier_in_several_links(paths: tuple[str, ...], word: str, count: int) -> None:
    """Two links of codes only, or three of any kind, are tied to one reader by what they share."""
    found = clicks(*(f"https://s.example/{path}/{word}" for path in paths))

    assert count == len(found or ())


@pytest.mark.parametrize(
    ("words", "reports"),
    [
        ((TOKEN, f"1{TOKEN}"), True),
        ((TOKEN,), False),
        ((TOKEN[:13], f"1{TOKEN[:12]}"), False),
        ((f"news/from/us/{TOKEN}", f"news/from/us/1{TOKEN}"), False),
    ],
)
def test_links_of_nothing_but_identifiers(words: tuple[str, ...], *, reports: bool) -> None:
    """Two links of fourteen letters each and little else are short links, each of one reader."""
    assert reports is (clicks(*(f"https://s.example/{one}" for one in words)) is not None)


@pytest.mark.parametrize(("word", "names"), [("12345", False), ("123456", True), (TOKEN, True)])
def test_what_ends_the_subscription_names_the_reader(word: str, *, names: bool) -> None:
    """Six letters that stand in the way out tie the other links that hold them to a reader."""
    links = (
        f'<a href="https://s.example/unsubscribe/{word}">Unsubscribe</a>'
        f'<a href="https://s.example/read/alpha/{word}">y</a>'
    )
    found = told(links, Name.TRACKED_LINK)
    why = "the same identifier ends the subscription"

    assert names is any(why in reasons for _, reasons in found or ())


@pytest.mark.parametrize(("length", "ends"), [(59, True), (60, False)])
def test_a_long_text_does_not_end_a_subscription(length: int, *, ends: bool) -> None:
    """A link is one for leaving where it says so in less than sixty letters."""
    shown = "unsubscribe".rjust(length - 1, "x").replace("xu", "x u")
    links = (
        f'<a href="https://s.example/q/{TOKEN}">{shown}</a>'
        f'<a href="https://s.example/read/alpha/{TOKEN}">y</a>'
    )
    found = told(links, Name.TRACKED_LINK)
    why = "the same identifier ends the subscription"

    assert length == len(shown)
    assert ends is any(why in reasons for _, reasons in found or ())


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("1234", IdentifierStrength.NONE),
        ("12345", IdentifierStrength.NUMBER),
        ("12345678901234", IdentifierStrength.NUMBER),
        ("20240131", IdentifierStrength.NONE),
        ("20241331", IdentifierStrength.NUMBER),
        ("2024-01-31", IdentifierStrength.NONE),
        ("300x200", IdentifierStrength.NONE),
        ("a1b2c3d", IdentifierStrength.NONE),
        ("a1b2c3d4", IdentifierStrength.TOKEN),
        ("aB3dE5g", IdentifierStrength.NONE),
        ("aB3dE5gH", IdentifierStrength.TOKEN),
        ("abcdefgh1", IdentifierStrength.NONE),
        ("0a1b2c3d4e5f", IdentifierStrength.TOKEN),
        ("fedcbafedcb1", IdentifierStrength.TOKEN),
        ("fedcbafedc1", IdentifierStrength.NONE),
        ("ABCDEFGHIJK2", IdentifierStrength.TOKEN),
        ("ABCDEFGHIJ2", IdentifierStrength.NONE),
        ("aBcDeFgHiJkLm", IdentifierStrength.NONE),
        ("aBcDeFgHiJkLmN", IdentifierStrength.TOKEN),
        ("welcome-to-our-2024-news", IdentifierStrength.NONE),
        ("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", IdentifierStrength.TOKEN),
        ("newsletterwelcome", IdentifierStrength.NONE),
    ],
)
def test_what_a_word_says_of_a_reader(word: str, found: IdentifierStrength) -> None:
    """Five figures are a number, eight mixed letters an identifier; dates, sizes and words none."""
    assert found is strength(word)


SAYS = "This email contains a tracking pixel."


@pytest.mark.parametrize(
    ("around", "tells"),
    [
        ("{}", True),
        ("<div><p>{}</p></div>", True),
        ('<div style="display:none">{}</div>', False),
        ('<div style="display:none"><div><p><b>{}</b></p></div></div>', False),
        ("<div hidden>{}</div>", False),
        ('<div style="visibility:hidden">{}</div>', False),
        ('<div style="opacity:0">{}</div>', False),
        ('<div style="mso-hide:all">{}</div>', False),
        ('<div style="height:0">{}</div>', False),
        ('<div style="height:1px">{}</div>', True),
        ('<div style="position:absolute;left:-9999px">{}</div>', False),
        ('<div style="position:absolute;left:-99px">{}</div>', True),
        ('<blockquote type="cite">{}</blockquote>', False),
        ('<blockquote type="cite"><div><p><b>{}</b></p></div></blockquote>', False),
        ('<blockquote class="quote">{}</blockquote>', False),
        ("<blockquote>{}</blockquote>", True),
        ('<div class="gmail_quote">{}</div>', False),
        ('<div class="x-quote">{}</div>', False),
        ('<div class="quoted">{}</div>', True),
        ('<div id="appendonsend"></div><p>{}</p>', False),
        ("<p>-----Original Message-----</p><p>{}</p>", False),
        ("<p>--Original Message--</p><p>{}</p>", True),
        ("<title>{}</title>", False),
    ],
)
def test_only_what_is_seen_in_the_senders_own_part_discloses(around: str, *, tells: bool) -> None:
    """Words that nobody sees, or that another wrote, tell nobody of the tracking."""
    assert tells is bool(read(html(around.format(SAYS))).disclosures)


@pytest.mark.parametrize(
    ("subject", "tells"), [("Hello", True), ("Re: Hello", False), ("AW: Hello", False)]
)
def test_a_bare_quotation_is_anothers_in_an_answer_only(subject: str, *, tells: bool) -> None:
    """A quotation without a mark is the sender's own saying, unless the message answers one."""
    data = html(f"<blockquote>{SAYS}</blockquote>").replace(
        b"Hello\n", f"{subject[:-5]}Hello\n".encode(), 1
    )

    assert tells is bool(read(data).disclosures)


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        (SAYS, True),
        (f"> {SAYS}", False),
        (f"  > {SAYS}", False),
        (f"| {SAYS}", False),
        (f"Yes.\n-----Original Message-----\n{SAYS}", False),
        (f"Yes.\n---- Forwarded message\n{SAYS}", False),
        (f"Yes.\n-- Original Message\n{SAYS}", True),
        (f"{SAYS}\n-----Original Message-----\nNo.", True),
    ],
)
def test_quoted_lines_of_plain_text_disclose_nothing(text: str, *, tells: bool) -> None:
    """In plain text as well, only the lines of the sender count."""
    assert tells is bool(read(plain(text)).disclosures)


@pytest.mark.parametrize(
    ("around", "state"),
    [
        ("{}", "own"),
        ('<blockquote type="cite"><div><div>{}</div></div></blockquote>', "quoted"),
        ('<div class="gmail_quote"><div style="display:none">{}</div></div>', "quoted"),
        ('<div class="moz-forward-container">{}</div>', "forwarded"),
    ],
)
def test_a_pixel_in_a_quotation_is_not_the_senders(around: str, state: str) -> None:
    """A pixel is told with the part in which it stands, however deep."""
    signal = read(html(around.format(PIXEL))).signals[Name.OPEN_PIXEL]

    assert state == signal.origin.value
