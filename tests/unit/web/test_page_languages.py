"""Pages in another language: chosen on a page, by the server, or by the browser."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient
from unit.i18n.conftest import Brackets
from unit.i18n.tracing import frame_texts, law_words

from advisor.advice import Corpus, load
from advisor.i18n import ENGLISH, Language, language
from advisor.version import VERSION
from advisor.web.application import application
from advisor.web.page_language import by_preference
from advisor.web.settings import ServerSettings
from advisor.web.situations import situations

_MARKUP = re.compile(r"<style>.*?</style>|<script.*?</script>|<code>.*?</code>|<[^>]+>", re.DOTALL)
_BRACKETED = re.compile("\u27e6[^\u27e6\u27e7]*\u27e7")
_TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')


def browser(corpus: Corpus, default: Language | None = None) -> TestClient:
    """Open the pages in a browser of their own."""
    app = application(corpus, ServerSettings(language=default))
    return TestClient(app, base_url="http://127.0.0.1:8710")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Load the law that ships, with its cases."""
    return load(engine="reference", cases=True)


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-CH;q=0.9, fr", "de"),
        ("fr, en;q=0.5, de;q=0.4", "en"),
        ("en-US, de;q=0.9", "en"),
        ("fr, *;q=0.5", "en"),
        ("de;q=0", "en"),
        ("nonsense;q=x, ;;", "en"),
    ],
)
def test_the_browser_asks(accepted: str, tag: str, corpus: Corpus) -> None:
    """The first language wanted that there is; American English stays that of the code."""
    page = browser(corpus).get("/", headers={"accept-language": accepted}).text

    assert f'<html lang="{tag}">' in page
    assert ("Was ist geschehen?" if tag == "de" else "What happened?") in page


def test_the_server_decides_before_the_browser(corpus: Corpus) -> None:
    """Who serves in German serves everyone in German who chose nothing else."""
    page = browser(corpus, language("de")).get("/", headers={"accept-language": "en"}).text

    assert '<html lang="de">' in page


def test_somebody_chooses(corpus: Corpus) -> None:
    """What is chosen on a page comes first, and is remembered."""
    visitor = browser(corpus, ENGLISH)
    token = _TOKEN.search(visitor.get("/").text)
    assert token is not None

    chosen = visitor.post("/language", data={"token": token[1], "language": "de"})

    assert '<html lang="de">' in chosen.text
    assert "Was ist geschehen?" in chosen.text
    assert "Eine E-Mail prüfen" in visitor.get("/check").text


def test_a_choice_needs_the_proof_of_a_form(corpus: Corpus) -> None:
    """No other site sets the language, and none that is not there is set."""
    visitor = browser(corpus)
    token = _TOKEN.search(visitor.get("/").text)
    assert token is not None

    assert 403 == visitor.post("/language", data={"language": "de"}).status_code
    wrong = visitor.post("/language", data={"token": token[1], "language": "../../x"})
    assert 400 == wrong.status_code
    assert '<html lang="en">' in visitor.get("/").text


def test_errors_are_said_in_it_too(corpus: Corpus) -> None:
    """A page that is not there is explained under German headings."""
    page = browser(corpus, language("de")).get("/nowhere").text

    assert "Das hat nicht geklappt" in page
    assert "Was zu tun ist" in page


NAMES = {"English", "English (UK)", "English (US)", "Deutsch", "advisor", f"advisor {VERSION}"}
"""What stands on every page in its own words."""


def unbracketed(corpus: Corpus, path: str) -> set[str]:
    """Return every text of a page, and of its labels, that is not in brackets."""
    page = browser(corpus, Language("x-brackets", Brackets())).get(path).text
    parts = [_MARKUP.sub("\x00", page), *re.findall(r'aria-label="([^"]*)"', page)]
    bare = unescape(_BRACKETED.sub("\x00", "\x00".join(parts)))
    return {part.strip(" \n.,;:·") for part in bare.split("\x00")}


@pytest.mark.parametrize("path", ["/", "/message", "/compare", "/room"])
def test_no_page_escapes(path: str, corpus: Corpus) -> None:
    """The frame of a page, its headings, labels and buttons stand in brackets."""
    said = {word for word in unbracketed(corpus, path) if re.search("[A-Za-z]{2}", word)}

    law = law_words(corpus.law) | NAMES
    own = {text for one in situations() for text in (*one.says.values(), *one.more.values())}
    assert set() == said - law - own


@pytest.mark.parametrize("path", ["/check", "/compare?left=US-IL&right=DE", "/law", "/compare/map"])
def test_no_known_sentence_escapes(path: str, corpus: Corpus) -> None:
    """Where much of a page is the law's, none of what the catalogue knows stands in English."""
    said = unbracketed(corpus, path)

    law = {text.casefold() for text in law_words(corpus.law)}
    sentences = {text for text in frame_texts() if " " in text and text.casefold() not in law}
    assert set() == {text for text in sentences if text.strip(" .:;,") in said}


def test_by_preference() -> None:
    """A header with a hundred wishes is read no further than is sensible."""
    assert 20 == len(by_preference(",".join(f"a{at}" for at in range(100))))
