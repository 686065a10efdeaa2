"""The evidence card: one template for the explorer, the light page, the embed and the presenter, so that none says it otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hostile import ADDRESSES, TEXTS, addressed, hostile

from pathways.drawing.text_metrics import clean
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Mechanism, Story
from pathways.render import embed, light, story
from pathways.sheet.view_export import Export
from pathways.story.render_plan import RenderPlan
from pathways.web.atlas import Atlas
from pathways.web.card import card

BLOCKS = {"p", "h2", "h3", "h4", "li", "figcaption", "summary"}
OWN = {"take", "actions", "close", "rule"}  # what the explorer's card has beside what is said
WHOLE = {
    "id": "all", "title": "All of it", "sentence": "Everything.", "scenes": [{"id": "a", "title": "A", "query": "", "caption": "All."}],
}  # fmt: skip


@pytest.fixture(scope="module", params=["toy", "shipped"])
def mechanism(request: pytest.FixtureRequest) -> Mechanism:
    made: Mechanism = request.getfixturevalue(request.param)
    return made


@pytest.fixture(scope="module")
def told(mechanism: Mechanism) -> dict[str, dict[str, Element]]:
    """The articles and relations of each kind of written page, by their ids."""
    export = Export(mechanism)
    made = {
        "light page": light.write(export), "embed": embed.write_view(export),
        "presenter": story.write(RenderPlan(mechanism, Story.model_validate(WHOLE))),
    }  # fmt: skip
    return {name: {one.attrib["id"]: one for one in articles(page)} for name, page in made.items()}


def articles(page: str) -> Iterator[Element]:
    for text in re.findall(r'<article class="card.*?</article>', page, re.DOTALL):
        for element in element_of(text).iter():
            if re.match("[neg]-", element.get("id", "")):
                yield element


def element_of(text: str) -> Element:
    """A fragment as a tree; one that is not well formed is refused."""
    return ElementTree.fromstring(f"<div>{text}</div>")  # noqa: S314  our own


def explorer(mechanism: Mechanism, name: str) -> Element:
    atlas = Atlas([mechanism])
    return element_of(card(atlas, atlas.view(f"select={name}")))


def sentences(told: Element) -> list[str]:
    """What a card says, paragraph by paragraph, without the numbers of papers and the way to the rule."""
    if OWN & set(told.get("class", "").split()) or told.find("a[@href='#rule']") is not None:
        return []
    inner = [text for child in told for text in sentences(child)]
    if told.tag not in BLOCKS or (told.tag == "li" and inner):
        return inner
    said = re.sub(r"^\[\d+\] ", "", " ".join("".join(told.itertext()).split()))
    return [said.replace("in this story", "on this map")]


def test_every_relation_is_told_alike_on_every_page(mechanism: Mechanism, told: dict[str, dict[str, Element]]) -> None:
    for edge in mechanism.edges:
        here = sentences(explorer(mechanism, edge.id))
        for page in told.values():
            there = sentences(page[f"e-{edge.id}"])
            assert len(there) > 4
            assert here[-len(there) :] == there, edge.id
            assert len(here) - len(there) in (0, 1, 2), "within an arrow a relation has no marks of its own, or stands under its title"


def test_every_arrow_thing_and_gap_is_told_alike_on_every_page(mechanism: Mechanism, told: dict[str, dict[str, Element]]) -> None:
    arrows = [arrow.id for arrow in Export(mechanism).picture.diagram.arrows if len(arrow.edges) > 1]
    gaps = [gap.id for gap in mechanism.gaps]
    names = [*(("e", name) for name in arrows), *(("n", name) for name in mechanism.node), *(("g", name) for name in gaps)]
    assert arrows
    for mark, name in names:
        here = sentences(explorer(mechanism, name))
        for page in told.values():
            assert here == sentences(page[f"{mark}-{name}"]), name


def test_what_a_link_of_the_explorer_changes_is_where_it_leads(shipped: Mechanism) -> None:
    links = [one for one in explorer(shipped, "low-dose-naltrexone-decreases-pain").iter("a") if one.get("data-go")]
    assert {one.attrib["data-go"]: one.attrib["href"] for one in links} == {
        "select=low-dose-naltrexone": "?select=low-dose-naltrexone", "select=pain": "?select=pain",
    }  # fmt: skip
    group = next(node.group for node in shipped.nodes if node.group)
    member = shipped.members[group][0].id
    link = next(one for one in explorer(shipped, group).iter("a") if one.get("data-go") == f"select={member}&open={group}")
    assert link.get("href") == f"?open={group}&select={member}"


def test_no_link_of_a_written_page_asks_the_explorer(told: dict[str, dict[str, Element]]) -> None:
    for page in told.values():
        assert not [inner for one in page.values() for inner in one.iter() if inner.get("data-go")]


@pytest.mark.parametrize("name", TEXTS)
def test_texts_of_a_map_are_texts_of_a_card(toy: Mechanism, name: str) -> None:
    bad, plain = hostile(toy, TEXTS[name]), hostile(toy, "plain")
    for thing in (*toy.node, *toy.edge):
        found, usual = explorer(bad, thing), explorer(plain, thing)
        assert {one.tag for one in found.iter()} <= {one.tag for one in usual.iter()} | {"sup"}
        assert {key for one in found.iter() for key in one.attrib} <= {key for one in usual.iter() for key in one.attrib}
        assert not [one for one in found.iter("a") if not one.attrib["href"].startswith(("?", "#", "/data.", "https://"))]
        assert clean(TEXTS[name])[:40].strip() in " ".join("".join(found.itertext()).split()) or not clean(TEXTS[name]).strip()


@pytest.mark.parametrize("name", ADDRESSES)
def test_no_address_but_one_of_the_web_becomes_a_link_of_a_card(toy: Mechanism, name: str) -> None:
    for thing in (*toy.node, *toy.edge):
        leaving = [one.attrib["href"] for one in explorer(addressed(toy, ADDRESSES[name]), thing).iter("a") if one.get("target")]
        assert all(linked(url) == url for url in leaving)
