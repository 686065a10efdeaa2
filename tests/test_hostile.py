"""Whatever stands in a map's file is text in every file and on every page: no markup, no script, and no link but to the web."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bibtexparser
import pytest
import rispy
import yaml
from dash.development.base_component import Component
from markdown_it import MarkdownIt
from pypdf import PdfReader

from pathways.drawing.text_metrics import clean
from pathways.export.formats import FORMATS, STORY_FORMATS, write, write_story
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Mechanism, Story
from pathways.publish import publish
from pathways.sheet.view_export import Export
from pathways.story.render_plan import RenderPlan
from pathways.web import create_app, page_parts
from pathways.web.atlas import Atlas
from pathways.web.card import card
from pathways.web.components import Markup, plain
from pathways.web.legend_panel import about
from tests.hostile import ADDRESSES, TEXTS, addressed, hostile
from tests.toystory import STORY

ACTIVE = ("script", "meta", "base", "iframe", "object", "embed", "form", "link", "style", "img", "image", "foreignObject", "animate", "set")
LEADING = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "{http://www.w3.org/1999/xlink}href")
TOLD = ("script", "quotes", "title", "places", "direction", "control", "markdown", "setext", "latex")  # of TEXTS, one of each kind
PAGES = ("html", "light.html", "embed", "story", "story embed")


class Marks(HTMLParser):
    """What in a page could do something: elements, attributes that run code, and addresses."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.active: Counter[str] = Counter()
        self.running: list[str] = []
        self.leading: list[tuple[str, str]] = []
        self.titles: list[str] = []
        self.inside = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        if tag in ACTIVE:
            self.active[tag] += 1
        for name, value in attrs:
            if name.startswith("on"):
                self.running.append(name)
            if name == "http-equiv":
                self.running.extend([value] if value == "refresh" else [])
            if name in LEADING:
                self.leading.append((tag, value or ""))
        if tag == "title":
            self.titles.append("")

    def handle_endtag(self, _tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.titles[-1] += data


def leads(address: str) -> bool:
    """Whether an address leads to the web, within the page, or to a file beside it."""
    beside = re.fullmatch(r"[\w./?=&%,~+;:@!$'()*-]*(#[\w~-]*)?", address) and not re.match(r"[\w.+-]*:|//", address)
    return bool(linked(address) or beside or address.startswith("data:image/svg+xml;base64,"))


def pages_of(mechanism: Mechanism) -> dict[str, str]:
    """The pages that are written of a map and of its story."""
    from pathways.render import embed

    export = Export(mechanism, base="https://example.org/")
    told = RenderPlan(mechanism, mechanism.stories[0])
    return {
        "html": write(export, "html").decode(), "light.html": write(export, "light.html").decode(),
        "embed": embed.write_view(export, link="https://example.org/"), "story": write_story(told, "story.html").decode(),
        "story embed": embed.write_story(told),
    }  # fmt: skip


def with_story(mechanism: Mechanism, text: str = "") -> Mechanism:
    """The mechanism with a story, whose texts are these where there is one."""
    story = Story.model_validate(STORY)
    if text:
        scenes = tuple(scene.model_copy(update=dict.fromkeys(("title", "caption", "note"), text)) for scene in story.scenes)
        story = story.model_copy(update={"title": text, "sentence": text, "scenes": scenes})
    return Mechanism.model_construct(**{name: getattr(mechanism, name) for name in Mechanism.model_fields} | {"stories": (story,)})


@pytest.fixture(scope="module")
def harmless(toy: Mechanism) -> Mechanism:
    return with_story(hostile(toy, "plain"), "plain")


@pytest.fixture(scope="module")
def usual(harmless: Mechanism) -> dict[str, Marks]:
    """What the pages of a harmless map have in them."""
    return {name: Marks(page) for name, page in pages_of(harmless).items()}


def same_but_words(page: str, usual: Marks) -> Marks:
    found = Marks(page)
    assert found.active == usual.active
    assert not found.running
    assert not [address for _, address in found.leading if not leads(address)]
    return found


# --- pages that are files ---


@pytest.mark.parametrize("name", TOLD)
def test_no_text_of_a_map_becomes_markup_of_a_page(toy: Mechanism, usual: dict[str, Marks], name: str) -> None:
    for page, text in pages_of(with_story(hostile(toy, TEXTS[name]), TEXTS[name])).items():
        found = same_but_words(text, usual[page])
        assert found.titles[0] == clean(TEXTS[name])


@pytest.fixture(scope="module")
def plainly(toy: Mechanism) -> dict[str, Marks]:
    """What the pages of a map without addresses have in them."""
    return {page: Marks(text) for page, text in pages_of(with_story(addressed(toy, ""))).items()}


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_address_but_one_of_the_web_becomes_a_link_of_a_page(toy: Mechanism, plainly: dict[str, Marks], name: str) -> None:
    for page, text in pages_of(with_story(addressed(toy, ADDRESSES[name]))).items():
        found = same_but_words(text, plainly[page])
        assert Counter(found.leading) == Counter(plainly[page].leading)


@pytest.fixture
def quick_formats() -> Iterator[None]:
    """Without the slow ones; put back in their order, which others look at."""
    kept = dict(FORMATS)
    for slow in ("png", "tiff", "pdf", "pptx", "docx"):
        del FORMATS[slow]
    yield
    FORMATS.clear()
    FORMATS.update(kept)


@pytest.mark.usefixtures("quick_formats")
@pytest.mark.parametrize("name", [*TOLD, *ADDRESSES])
def test_a_published_site_holds_the_texts_as_texts(toy: Mechanism, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = with_story(hostile(toy, TEXTS[name]), TEXTS[name]) if name in TEXTS else with_story(addressed(toy, ADDRESSES[name]))
    monkeypatch.setattr("pathways.publish.site_files.PICTURES", (FORMATS["svg"],))
    monkeypatch.setattr("pathways.publish.site_files.write", lambda view, kind: b"x" if kind == "png" else write(view, kind))
    monkeypatch.setattr("pathways.publish.site_files._first_slide", lambda _: b"x")
    monkeypatch.setattr("pathways.publish.site_files.STORY_FORMATS", {"story.html": STORY_FORMATS["story.html"]})
    publish([(bad, {})], tmp_path / "site", base_url="https://example.org/map/")
    files = sorted((tmp_path / "site").rglob("*.html"))
    assert len(files) >= 10
    for file in files:
        found = Marks(file.read_text(encoding="utf-8"))
        assert not found.running, file
        assert not [address for _, address in found.leading if not leads(address)], file
        assert not {"base", "iframe", "object", "form"} & set(found.active), file


# --- the explorer ---


@pytest.fixture(scope="module")
def usual_page(harmless: Mechanism) -> Marks:
    return Marks(create_app([harmless], base="https://example.org/").server.test_client().get("/").text)


@pytest.mark.parametrize("name", TOLD)
def test_no_text_of_a_map_becomes_markup_of_the_explorer(toy: Mechanism, usual_page: Marks, name: str) -> None:
    bad = with_story(hostile(toy, TEXTS[name]), TEXTS[name])
    client = create_app([bad], base="https://example.org/").server.test_client()
    page = client.get("/").text
    found = same_but_words(page, usual_page)
    assert found.titles[0] == clean(TEXTS[name])
    assert page.count("</title>") == page.count("<title") == 1 + page.count("<title", page.index("<body"))
    assert page.count("{%") == 0
    for path in ("/embed", "/story.html?story=toyamine", "/figure.svg", "/figure.light.html", "/figure.html", "/embed?map=x<script>"):
        answer = client.get(path)
        assert not Marks(answer.text).running, path
        assert not [address for _, address in Marks(answer.text).leading if not leads(address)], path
        assert "evil.example'><base" not in re.sub(r"&#39;|&quot;", "'", answer.text).replace("&lt;", ""), path
    assert client.get("/_dash-layout").status_code == 200


@pytest.mark.parametrize("name", [*TOLD, *ADDRESSES])
def test_what_the_explorer_puts_on_the_page_leads_only_to_the_web(toy: Mechanism, name: str) -> None:
    bad = with_story(hostile(toy, TEXTS[name]), TEXTS[name]) if name in TEXTS else with_story(addressed(toy, ADDRESSES[name]))
    atlas = Atlas([bad])
    selected = (*bad.node, *bad.edge, *(gap.id for gap in bad.gaps))
    views = [atlas.view(f"select={one}&table=1") for one in selected]
    cards = [Markup(html=card(atlas, view)) for view in views]
    made = [about(bad), *cards, page_parts.filters(atlas, views[0]), page_parts.relations(atlas, views[0], "")]
    for one in properties(plain(made)):
        for key, value in one.items():
            assert not key.casefold().startswith(("on", "dangerously")), key
            assert key not in ("href", "src") or leads(value), (key, value)
        written = Marks(one.get("html", ""))
        assert not written.running
        assert not [address for _, address in written.leading if not leads(address)]


def properties(made: Any) -> Iterator[dict[str, Any]]:
    """The properties of every element in a part of the page."""
    if isinstance(made, list):
        for one in made:
            yield from properties(one)
    elif isinstance(made, dict):
        yield made["props"]
        yield from properties(made["props"].get("children"))
    assert not isinstance(made, Component)


# --- pictures ---


@pytest.fixture(scope="module")
def usual_tags(harmless: Mechanism) -> set[str]:
    return {element.tag for element in ElementTree.fromstring(write(Export(harmless), "svg")).iter()}  # noqa: S314  our own file


@pytest.mark.parametrize("name", [*TOLD, *ADDRESSES])
def test_a_picture_is_only_a_picture(toy: Mechanism, usual_tags: set[str], name: str) -> None:
    bad = hostile(toy, TEXTS[name]) if name in TEXTS else addressed(toy, ADDRESSES[name])
    root = ElementTree.fromstring(write(Export(bad), "svg"))  # noqa: S314  our own file
    assert {element.tag for element in root.iter()} <= usual_tags | {"{http://www.w3.org/2000/svg}tspan"}
    assert not [name for element in root.iter() for name in element.attrib if name.casefold().startswith("on") or name == "style"]
    leading = [value for element in root.iter() for name, value in element.attrib.items() if name in LEADING]
    assert not [value for value in leading if not linked(value)]


def test_what_looks_for_links_finds_those_of_a_deck_that_has_some(toy: Mechanism) -> None:
    assert [*targets(write(Export(toy), "pptx"))]


@pytest.mark.parametrize("name", ADDRESSES)
def test_slides_and_pages_lead_only_to_the_web(toy: Mechanism, name: str) -> None:
    bad = with_story(addressed(toy, ADDRESSES[name]))
    told = RenderPlan(bad, bad.stories[0])
    decks = (write(Export(bad), "pptx"), write_story(told, "story.pptx"), write(Export(bad), "docx"), write_story(told, "handout.docx"))
    for deck in decks:
        assert not [target for target in targets(deck) if not linked(target)]
    for document in (write(Export(bad), "pdf"), write_story(told, "story.pdf"), write_story(told, "handout.pdf")):
        notes = [note.get_object() for page in PdfReader(io.BytesIO(document)).pages for note in page.get("/Annots", ())]
        assert not [note["/A"]["/URI"] for note in notes if not linked(str(note["/A"]["/URI"]))]


def targets(deck: bytes) -> Iterator[str]:
    """Where the links of a deck lead."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        for part in archive.namelist():
            if part.endswith(".rels"):
                for relation in ElementTree.fromstring(archive.read(part)):  # noqa: S314  our own file
                    if relation.get("TargetMode") == "External":
                        yield str(relation.get("Target"))


# --- lists of references and texts ---


@pytest.mark.parametrize("name", ADDRESSES)
def test_references_and_texts_name_only_addresses_of_the_web(toy: Mechanism, name: str) -> None:
    export = Export(addressed(toy, ADDRESSES[name]))
    assert not [row for row in rispy.loads(write(export, "ris").decode()) if row.get("urls")]
    entries = bibtexparser.parse_string(write(export, "bib").decode()).entries
    assert not [field for entry in entries for field in entry.fields if field.key == "url"]
    assert not [one for one in json.loads(write(export, "csl.json")) if "URL" in one]
    assert not [one for one in yaml.safe_load(write(export, "cff"))["references"] if "url" in one]
    tokens = MarkdownIt("gfm-like").parse(write(export, "md").decode())
    links = [str(one.attrs["href"]) for token in tokens for one in token.children or () if one.type == "link_open"]
    assert not [link for link in links if not linked(link)]


@pytest.mark.parametrize(("make", "field"), [
    (lambda url: {"url": url}, "url"), (lambda url: {"URL": url}, "URL"),
])  # fmt: skip
@pytest.mark.parametrize("name", [name for name in ADDRESSES if name not in ("tab", "newline", "blank")])
def test_the_check_refuses_what_may_be_no_link(tmp_path: Path, name: str, make: Callable[[str], dict[str, str]], field: str) -> None:
    from tests.reading.test_rules import problems

    url = ADDRESSES[name]
    added = json.dumps(make(url)[field])
    if field == "url":
        found = problems(tmp_path, ("    file: sources/leaflet.txt\n", f"    file: sources/leaflet.txt\n    url: {added}\n"))
        assert any(f"source leaflet, url: {url!r} is no address of the web. Expected one that begins with" in one for one in found), found
    else:
        found = problems(tmp_path, references=(('"id": "dyer-2022"', f'"id": "dyer-2022", "URL": {added}'),))
        assert any(f"reference dyer-2022, URL: {url!r} is no address of the web." in one for one in found), found


@pytest.mark.parametrize("url", ["https://example.org/", "HTTP://example.org:80/a?b=c#d", "https://[::1]/", "https://example.org/α β"])
def test_an_address_of_the_web_is_a_link_and_stays_one(url: str) -> None:
    assert linked(linked(url)) == linked(url) != ""
    assert re.fullmatch(r"[!-~]+", linked(url))


@pytest.mark.parametrize("name", ADDRESSES)
def test_nothing_else_is_a_link(name: str) -> None:
    assert linked(ADDRESSES[name]) == ""
