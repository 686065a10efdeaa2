"""A link becomes a frame on the pages of others: what /oembed answers, for which addresses, in which size."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.web import create_app
from tests.conftest import ROOT
from tests.hostile import TEXTS, hostile

BASE = "https://example.org/map/"
STORY = "how-toyamine-works"


def served(*mechanisms: Mechanism, **more: Any) -> FlaskClient:
    return create_app(mechanisms, layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"), **more).server.test_client()


@pytest.fixture(scope="module")
def client(toy: Mechanism, shipped: Mechanism) -> FlaskClient:
    return served(toy, shipped, base=BASE)


def asked(client: FlaskClient, url: str, more: str = "") -> Any:
    return client.get(f"/oembed?url={quote(url, safe='')}{more}")


class Elements(HTMLParser):
    """The start tags of a text, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_link_to_a_view_is_answered_with_the_fields_of_the_specification(client: FlaskClient) -> None:
    answer = asked(client, f"{BASE}?focus=alpha-receptor&theme=dark")
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    told = answer.json
    assert (told["version"], told["type"], told["provider_url"], told["width"], told["height"]) == ("1.0", "rich", BASE, 960, 540)
    assert "Toyamine and the swollen knee" in told["title"]
    (tag, frame), = Elements(told["html"]).found
    assert tag == "iframe"
    assert frame["src"] == f"{BASE}embed?focus=alpha-receptor&theme=dark"
    assert frame["title"] == told["title"]
    picture = parse_qs(urlsplit(told["thumbnail_url"]).query)
    assert picture["width"] == [str(told["thumbnail_width"])]


def test_the_frame_and_the_picture_that_are_named_are_there(client: FlaskClient) -> None:
    for url in (f"{BASE}?focus=alpha-receptor", f"{BASE}story.html?map=toy&story={STORY}#2", f"{BASE}embed?story={STORY}&scene=3"):
        told = asked(client, url, "&maxwidth=320").json
        frame = Elements(told["html"]).found[0][1]["src"] or ""
        assert client.get(frame.removeprefix(BASE.removesuffix("/"))).status_code == 200
        assert client.get(told["thumbnail_url"].removeprefix(BASE.removesuffix("/"))).mimetype == "image/png"


def test_a_story_begins_at_the_scene_of_its_address(client: FlaskClient) -> None:
    told = asked(client, f"{BASE}story.html?map=toy&story={STORY}#2").json
    assert f"{BASE}embed?map=toy&amp;story={STORY}&amp;scene=2" in told["html"]


@pytest.mark.parametrize(("most", "size"), [
    ("&maxwidth=400", (400, 540)), ("&maxheight=200", (960, 200)), ("&maxwidth=5000&maxheight=5000", (960, 540)),
    ("&maxwidth=30&maxheight=30", (30, 30)),
])  # fmt: skip
def test_nothing_is_larger_than_asked(client: FlaskClient, most: str, size: tuple[int, int]) -> None:
    told = asked(client, BASE, most).json
    assert (told["width"], told["height"]) == size
    assert told.get("thumbnail_width", 0) <= size[0]
    assert told.get("thumbnail_height", 0) <= size[1]
    assert f'height="{size[1]}"' in told["html"]
    assert f"max-width:{size[0]}px" in told["html"]


@pytest.mark.parametrize(("url", "more", "code", "said"), [
    ("https://evil.example/?focus=a", "", 404, f"Expected one that begins with {BASE}"),
    ("https://evil.example/map/?focus=alpha-receptor", "", 404, "is no address of this explorer"),
    ("http://example.org/map/", "", 404, "is no address of this explorer"),
    ("https://example.org:8443/map/", "", 404, "is no address of this explorer"),
    ("https://me@example.org/map/", "", 404, "is no address of this explorer"),
    ("https://example.org/elsewhere/", "", 404, "is no address of this explorer"),
    ("http://[", "", 404, "is no address of this explorer"),
    ("javascript:alert(1)", "", 404, "is no address of this explorer"),
    (f"{BASE}data.json", "", 404, "'data.json' has no frame"),
    (f"{BASE}?focus=tnff", "", 404, "Nearest"),
    (f"{BASE}story.html?map=toy&story=how", "", 404, STORY),
    ("", "", 400, "Expected one as in"),
    (BASE, "&maxwidth=wide", 400, "'wide' is not a value of 'maxwidth'."),
    (BASE, "&format=xml", 501, "Expected format=json"),
])  # fmt: skip
def test_what_is_none_of_ours_is_refused_with_a_sentence(client: FlaskClient, url: str, more: str, code: int, said: str) -> None:
    answer = asked(client, url, more)
    assert (answer.status_code, answer.mimetype) == (code, "text/plain")
    assert said in answer.text


def test_pages_name_the_address_at_which_they_are_asked_for(client: FlaskClient) -> None:
    links = [one for tag, one in Elements(client.get("/?focus=alpha-receptor").text).found if tag == "link"]
    (found,) = (one for one in links if one.get("type") == "application/json+oembed")
    assert found["rel"] == "alternate"
    address = str(found["href"])
    assert address.startswith(f"{BASE}oembed?url=")
    assert client.get(address.removeprefix(BASE.removesuffix("/"))).json["html"].startswith("<iframe ")
    header = client.get(f"/story.html?map=toy&story={STORY}").headers["Link"]
    told = client.get(header[header.index("/oembed"): header.index(">")]).json
    assert f"story={STORY}" in told["html"]


def test_where_nobody_may_frame_an_embed_there_is_a_link(toy: Mechanism) -> None:
    told = asked(served(toy, base=BASE, frames="none"), BASE).json
    assert told["type"] == "link"
    assert "html" not in told


def test_an_explorer_that_does_not_know_its_address_answers_for_that_at_which_it_is_asked(toy: Mechanism) -> None:
    client = served(toy)
    answer = asked(client, "http://localhost/?focus=alpha-receptor")
    assert answer.json["provider_url"] == "http://localhost/"
    assert answer.headers["Vary"] == "Host"
    links = [one for tag, one in Elements(client.get("/").text).found if one.get("type") == "application/json+oembed"]
    assert links == [], "the page names no host"


@pytest.mark.parametrize("name", ["script", "quotes", "title", "places", "control"])
def test_texts_of_a_map_stay_texts(toy: Mechanism, name: str) -> None:
    client = served(hostile(toy, TEXTS[name]), base=BASE)
    told = asked(client, BASE).json
    assert [tag for tag, _ in Elements(told["html"]).found] == ["iframe"]
    page = Elements(client.get("/").text).found
    assert sum(one.get("type") == "application/json+oembed" for _, one in page) == 1
