"""What is shared: addresses for frames, codes and previews, who may frame which page, and the texts that are copied."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from dash.development.base_component import Component
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pathways.errors import CannotWrite, InvalidArgument
from pathways.export.share import LONGEST, Place, modules_of, preview_tags, qr, reach, snippets
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.web import create_app
from pathways.web.atlas import Atlas
from pathways.web.frame_policy import framers
from pathways.web.share_panel import Share, panel
from tests.conftest import ROOT

BASE = "https://example.org/"
STORY = "how-toyamine-works"
PLACE = Place('A "map" [of] <things>', "https://e.org/?a=1&b=2", "https://e.org/embed?a=1&b=2", "https://e.org/a(1).png?b=2")


@pytest.fixture(scope="module")
def atlas(shipped: Mechanism, toy: Mechanism) -> Atlas:
    return Atlas([shipped, toy], load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))


def served(*mechanisms: Mechanism, **more: Any) -> FlaskClient:
    return create_app(mechanisms, layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"), **more).server.test_client()


@pytest.fixture(scope="module")
def client(shipped: Mechanism, toy: Mechanism) -> FlaskClient:
    return served(shipped, toy)


@pytest.fixture(scope="module")
def public(shipped: Mechanism, toy: Mechanism) -> FlaskClient:
    """A server whose address is known."""
    return served(shipped, toy, base="https://example.org")


class Reader(HTMLParser):
    """The start tags of a text with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


# ---- what is copied


def made(place: Place = PLACE, **more: Any) -> dict[str, str]:
    return {one.name: one.text for one in snippets(place, **more)}


def test_markup_is_read_back_as_it_was_meant() -> None:
    texts = made(grows=True)
    assert texts["link"] == PLACE.link
    [(tag, frame), (script, _)] = Reader(texts["iframe"]).tags
    assert (tag, frame["src"], frame["title"], script) == ("iframe", PLACE.frame, PLACE.title, "script")
    [(_, link), (_, image)] = Reader(texts["html"]).tags
    assert (link["href"], image["src"], image["alt"]) == (PLACE.link, PLACE.image, PLACE.title)
    [(tag, slide)] = Reader(texts["reveal"]).tags
    assert (tag, slide["data-background-iframe"]) == ("section", PLACE.frame)
    assert texts["markdown"] == '[![A "map" \\[of\\] \\<things\\>](https://e.org/a%281%29.png?b=2)](https://e.org/?a=1&b=2)'


def test_a_frame_of_fixed_height_comes_without_a_script() -> None:
    assert "<script" not in made()["iframe"]


def test_what_has_no_address_is_not_offered() -> None:
    assert set(made(Place("A", "a.html"))) == {"link"}
    assert set(made(Place("A", "a.html", image="a.png"))) == {"link", "markdown", "html"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_title_and_no_address_ends_an_attribute(title: str, address: str) -> None:
    place = Place(title, address, address, address)
    texts = made(place)
    for name, count in {"iframe": 1, "html": 2, "reveal": 1}.items():
        if name in texts:
            tags = Reader(texts[name]).tags
            assert [tag for tag, _ in tags] == {"iframe": ["iframe"], "html": ["a", "img"], "reveal": ["section"]}[name]
            assert len(tags) == count
            assert not {key for _, found in tags for key in found} - {
                "src", "title", "width", "height", "style", "loading", "allow", "href", "alt", "aria-label",
                "data-background-iframe", "data-background-interactive", "data-preload",
            }  # fmt: skip


# ---- who can follow


@pytest.mark.parametrize(("url", "who"), [
    ("http://localhost:8050/", "machine"), ("http://maps.localhost/", "machine"), ("http://127.1.2.3/", "machine"),
    ("http://[::1]:8050/", "machine"), ("http://0.0.0.0:8050/", "machine"), ("file:///tmp/map.html", "machine"), ("", "machine"),
    ("http://10.1.2.3/", "network"), ("http://192.168.0.7:80/", "network"), ("http://172.20.0.1/", "network"),
    ("http://[fd00::1]/", "network"), ("http://169.254.1.1/", "network"), ("http://printer.local/", "network"),
    ("http://intranet/", "network"), ("http://[broken/", "machine"),
    ("https://example.org/", "all"), ("http://8.8.8.8/", "all"), ("https://localhost.example.org/", "all"),
])  # fmt: skip
def test_who_can_follow_a_link(url: str, who: str) -> None:
    assert reach(url) == who


# ---- codes


def squares(png: bytes) -> list[list[bool]]:
    """The squares of a code, without its quiet zone, as read from the pixels of its picture."""
    image = Image.open(BytesIO(png)).convert("1")
    across = image.width // 16
    return [[not image.getpixel((16 * x + 8, 16 * y + 8)) for x in range(4, across - 4)] for y in range(4, across - 4)]


def test_a_code_is_the_one_that_the_standard_gives() -> None:
    text = "https://example.org/?focus=tlr4&radius=2"
    wanted = [[bool(square) for square in row] for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    assert squares(qr(text, "png")) == wanted
    assert modules_of(text) == len(wanted)
    assert qr(text) == qr(text)
    assert qr(text).count(b"<path") == 2
    assert f'width="{8 * (len(wanted) + 8)}"'.encode() in qr(text)


def test_a_code_that_no_camera_reads_is_refused() -> None:
    with pytest.raises(CannotWrite, match=f"1,201 characters; a QR code that cameras read holds at most {LONGEST:,}"):
        qr("x" * 1_201)


@pytest.mark.parametrize(("address", "link"), [
    ("/qr.png", BASE),
    ("/qr.png?focus=TLR4&select=tlr4", f"{BASE}?focus=tlr4&select=tlr4"),
    ("/qr.png?focus=tlr4&at=https://evil.example/", f"{BASE}?focus=tlr4"),
    (f"/qr.png?map=toy&story={STORY}", f"{BASE}story.html?map=toy&story={STORY}"),
])  # fmt: skip
def test_a_code_leads_to_the_known_address_and_nowhere_else(public: FlaskClient, address: str, link: str) -> None:
    answer = public.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.data == qr(link, "png")


def test_without_a_known_address_a_code_leads_where_the_page_was_opened(client: FlaskClient) -> None:
    assert client.get("/qr.svg?focus=tlr4&at=http://192.168.0.7:8050/x").data == qr("http://192.168.0.7:8050/?focus=tlr4")
    assert client.get("/qr.svg?at=javascript:alert(1)").data == qr("http://localhost/")


@pytest.mark.parametrize(("address", "code", "said"), [
    ("/qr.svg?focus=tlr44", 400, "'tlr44'"), ("/qr.svg?story=nothing&map=toy", 404, "no story 'nothing'"),
    ("/qr.svg?story=x&map=tyo", 404, "Did you mean 'toy'?"), (f"/qr.svg?keep={'tlr4,' * 1800}", 400, "at most 8000"),
])  # fmt: skip
def test_a_code_of_nothing_is_refused_with_a_sentence(client: FlaskClient, address: str, code: int, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == code
    assert said in answer.text


# ---- frames


@pytest.mark.parametrize("path", ["/embed?focus=tlr4", f"/embed?map=toy&story={STORY}&scene=2"])
def test_embeds_may_be_framed_by_anybody(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"].endswith("; frame-ancestors *")
    assert "X-Frame-Options" not in headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'sha256-" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [
    "/", "/figure.svg", "/figure.html", "/present?map=toy&own=a", "/healthz", "/qr.svg", f"/story.pdf?map=toy&story={STORY}",
    f"/story.html?map=toy&story={STORY}", "/data.json", "/_dash-layout",
])  # fmt: skip
def test_no_other_page_may_be_framed(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_who_may_frame_is_narrowed_by_an_option(toy: Mechanism) -> None:
    narrow = served(toy, frames="https://a.example https://b.example:8443")
    policy = narrow.get("/embed").headers["Content-Security-Policy"]
    assert policy.endswith("; frame-ancestors https://a.example https://b.example:8443")
    assert served(toy, frames="none").get("/embed").headers["Content-Security-Policy"].endswith("; frame-ancestors 'none'")


@pytest.mark.parametrize("text", ["a.example", "https://a.example/path", "https://a.example; script-src *", "javascript:x", "* https://a.example"])
def test_what_is_no_origin_is_refused(toy: Mechanism, text: str) -> None:
    with pytest.raises(InvalidArgument, match=r"is no origin that may frame a page\. Expected one as in 'https://a\.example'"):
        create_app([toy], frames=text)
    assert framers(" self  http://[::1]:80 ") == "'self' http://[::1]:80"


def test_an_address_that_is_none_stops_the_start(toy: Mechanism) -> None:
    with pytest.raises(InvalidArgument, match="no address of a site"):
        create_app([toy], base="example.org")


# ---- embeds


def test_the_policy_of_the_header_is_the_page_own(client: FlaskClient) -> None:
    answer = client.get("/embed?map=toy")
    [meta] = [found for tag, found in Reader(answer.text).tags if found.get("http-equiv")]
    assert answer.headers["Content-Security-Policy"] == f"{meta['content']}; frame-ancestors *"


def test_an_embed_is_kept_until_it_changes(client: FlaskClient) -> None:
    for address, more in (("/embed?map=toy", "theme=dark"), (f"/embed?map=toy&story={STORY}", "scene=2")):
        first = client.get(address)
        assert first.headers["Cache-Control"] == "public, max-age=300"
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert "X-Frame-Options" not in again.headers
        assert client.get(f"{address}&{more}").headers["ETag"] != first.headers["ETag"]


def test_an_embed_leads_back_to_its_view(client: FlaskClient, public: FlaskClient) -> None:
    assert 'href="https://example.org/?focus=tlr4&amp;radius=2"' in public.get("/embed?focus=tlr4&radius=2").text
    assert 'href="http://localhost/?focus=tlr4"' in client.get("/embed?focus=tlr4").text
    assert f'href="https://example.org/story.html?map=toy&amp;story={STORY}"' in public.get(f"/embed?map=toy&story={STORY}").text


def test_an_embed_is_transparent_by_either_word(client: FlaskClient) -> None:
    plain, clear, other = (client.get(f"/embed?map=toy{more}").text for more in ("", "&background=none", "&background=transparent"))
    assert clear == other != plain


@pytest.mark.parametrize(("address", "code", "said"), [
    ("/embed?focus=nowhere-at-all", 400, "'nowhere-at-all'"),
    ("/embed?map=tyo", 400, "Did you mean 'toy'?"),
    ("/embed?map=tyo&story=x", 404, "Did you mean 'toy'?"),
    ("/embed?map=toy&story=how-toyamine-work", 404, f"Expected '{STORY}'"),
    ("/embed?story=anything", 404, "no story 'anything'"),
    (f"/embed?map=toy&story={STORY}&scene=4", 400, "'4' is no scene of the story. Expected a number from 1 to 3."),
    (f"/embed?map=toy&story={STORY}&scene=-1", 400, "'-1' is no scene"),
    (f"/embed?map=toy&story={STORY}&scnee=1", 400, "Did you mean 'scene'?"),
    (f"/embed?map=toy&story={STORY}&theme=drak", 400, "Did you mean 'dark'?"),
    (f"/embed?focus={'x' * 9000}", 400, "at most 8000"),
])  # fmt: skip
def test_an_embed_of_nothing_is_a_page_that_says_why_and_may_be_framed(client: FlaskClient, address: str, code: int, said: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (code, "text/html")
    assert said in unescape(answer.text)
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors *")
    assert "X-Frame-Options" not in answer.headers
    assert 'href="http://localhost/"' in answer.text


def test_what_an_address_says_is_no_markup_of_the_page_that_refuses_it(client: FlaskClient) -> None:
    for address in ("/embed?focus=%3Cimg%20src=x%3E", "/story.html?story=%3Cimg%20src=x%3E"):
        assert "<img" not in client.get(address).text


# ---- previews


def tags(page: str) -> dict[str, str | None]:
    found = [one for tag, one in Reader(page).tags if tag in ("meta", "link")]
    named = {str(one.get("property") or one.get("name")): one.get("content") for one in found}
    return named | {str(one["rel"]): one["href"] for one in found if one.get("rel") == "canonical"}


def test_a_page_whose_address_is_known_has_a_preview(public: FlaskClient) -> None:
    said = tags(public.get("/?focus=tlr4&select=tlr4&theme=dark&view=1,2,1").text)
    assert said["canonical"] == said["og:url"] == f"{BASE}?focus=tlr4"
    assert "What lies within 1 step of Toll-like receptor 4." in str(said["og:description"])
    image = urlsplit(str(said["og:image"]))
    assert (image.netloc, image.path, parse_qs(image.query)["focus"]) == ("example.org", "/figure.png", ["tlr4"])
    size = Image.open(BytesIO(public.get(f"{image.path}?{image.query}").data)).size
    assert size == (int(str(said["og:image:width"])), int(str(said["og:image:height"]))) == (1200, 675)
    assert said["twitter:card"] == "summary_large_image"


def test_a_story_has_a_preview_of_its_own(public: FlaskClient, toy: Mechanism) -> None:
    said = tags(public.get(f"/story.html?map=toy&story={STORY}&fbclid=x").text)
    assert said["og:title"] == toy.story[STORY].title
    assert said["canonical"] == f"{BASE}story.html?map=toy&story={STORY}"
    assert public.get(str(said["og:image"]).removeprefix(BASE.removesuffix("/"))).mimetype == "image/png"


def test_nobody_is_told_an_address_that_a_visitor_made_up(client: FlaskClient) -> None:
    for path in ("/", f"/story.html?map=toy&story={STORY}"):
        page = client.get(path, headers={"Host": "evil.example"}).text
        assert "og:" not in page
        assert "canonical" not in page
        assert "evil.example" not in page


def test_a_preview_escapes_what_it_is_told() -> None:
    text = preview_tags('<b>"', "a\nb", url="https://e.org/?a=1&b=2", image="")
    assert tags(text)["og:title"] == '<b>"'
    assert tags(text)["og:description"] == "a b"
    assert "<b>" not in text


# ---- the panel


def elements(made: Any) -> Iterator[Any]:
    if isinstance(made, (list, tuple)):
        for one in made:
            yield from elements(one)
    elif isinstance(made, Component):
        yield made
        yield from elements(getattr(made, "children", None))


def words(made: Any) -> str:
    if isinstance(made, (list, tuple)):
        return " ".join(map(words, made))
    return words(getattr(made, "children", None)) if isinstance(made, Component) else str(made or "")


def texts(atlas: Atlas, wanted: str, base: str = BASE) -> dict[str, str]:
    found = panel(Share.read(atlas, wanted, base))
    return {one.id.removeprefix("share-text-"): one.children for one in elements(found) if one._type == "Pre"}


def test_the_panel_gives_the_view_as_it_stands(atlas: Atlas) -> None:
    found = texts(atlas, "at=http://localhost:1/#focus=tlr4&select=tlr4&theme=dark&view=1,2,1&table=1")
    assert found["link"] == f"{BASE}?focus=tlr4&select=tlr4&theme=dark&view=1,2,1&table=1", "it opens exactly this view"
    assert Reader(found["iframe"]).tags[0][1]["src"] == f"{BASE}embed?focus=tlr4&select=tlr4&view=1,2,1"
    assert Reader(found["html"]).tags[1][1]["src"] == f"{BASE}figure.png?focus=tlr4"
    assert "focus=tlr4" in found["markdown"]


def test_the_choice_goes_into_the_frame(atlas: Atlas) -> None:
    found = texts(atlas, "theme=dark&clear=1&grows=0#focus=tlr4")
    assert Reader(found["iframe"]).tags == [("iframe", Reader(found["iframe"]).tags[0][1])]
    assert Reader(found["iframe"]).tags[0][1]["src"] == f"{BASE}embed?focus=tlr4&theme=dark&background=none"
    assert found["link"] == f"{BASE}?focus=tlr4"


def test_every_address_that_the_panel_gives_is_answered(atlas: Atlas, public: FlaskClient) -> None:
    for wanted in ("theme=dark&clear=1#focus=tlr4&select=tlr4&radius=2&move=tlr4:1:2", f"theme=light&clear=1&story={STORY}#map=toy"):
        for url in re.findall(r"https://example\.org/[^\s\"')]*", " ".join(texts(atlas, wanted).values())):
            assert public.get(url.replace("&amp;", "&").removeprefix("https://example.org")).status_code == 200, url
        for one in elements(panel(Share.read(atlas, wanted, BASE))):
            for address in filter(None, (getattr(one, "href", None), getattr(one, "src", None))):
                assert public.get(address).status_code == 200, address


def test_a_story_is_shared_by_its_own_address(atlas: Atlas) -> None:
    found = texts(atlas, f"story={STORY}#map=toy&focus=pain")
    assert found["link"] == f"{BASE}story.html?map=toy&story={STORY}"
    assert Reader(found["iframe"]).tags[0][1]["src"] == f"{BASE}embed?map=toy&story={STORY}"


@pytest.mark.parametrize(("at", "said"), [
    ("http://127.0.0.1:8050/", "works on this machine only"), ("http://192.168.1.2/", "works within this network only"),
    ("https://maps.example/", ""),
])  # fmt: skip
def test_a_link_that_others_cannot_follow_is_said_and_the_file_is_offered(atlas: Atlas, client: FlaskClient, at: str, said: str) -> None:
    made = panel(Share.read(atlas, f"at={at}#map=toy&focus=pain"))
    notes = [one for one in elements(made) if getattr(one, "role", "") == "note"]
    assert [said in words(note) for note in notes] == ([True] if said else [])
    for note in notes:
        [link] = [one for one in elements(note) if one._type == "A"]
        assert link.href == "/figure.light.html?map=toy&focus=pain"
        assert client.get(link.href).status_code == 200
    assert texts(atlas, f"at={at}#map=toy", "")["link"] == f"{at}?map=toy"


def test_a_known_address_is_given_wherever_the_page_was_opened(atlas: Atlas) -> None:
    assert texts(atlas, "at=http://127.0.0.1:8050/#")["link"] == BASE


@given(st.text(max_size=120))
def test_reading_what_is_to_be_shared_never_fails(atlas: Atlas, text: str) -> None:
    share = Share.read(atlas, text)
    assert share.place.link.startswith("http")
    assert replace(share, at="http://localhost/").home == "http://localhost/"
