"""One list of papers for a view: what is drawn is what is cited, at every door, in one order and under one number."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
import rispy
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from mechanisms import mechanisms, queries

from pathways.cli import main
from pathways.export.formats import FORMATS, write
from pathways.model.diagram import fold
from pathways.model.evidence import Evidence, Finding
from pathways.model.mechanism import Caveat, Edge, Mechanism, Property
from pathways.publish.site_pages import _contents
from pathways.query.query import Query
from pathways.query.select import bare, part_of
from pathways.query.selection import chosen, named
from pathways.reasoning.explain import explain
from pathways.render.slides.reference_slides import entries
from pathways.sheet.view_export import Export
from pathways.web.atlas import Atlas
from pathways.web.export_request import Wish, facts
from pathways.wording.references import References, references
from pathways.write.csv_tables import MARK

NAMES = "abcdefgh"  # papers: a to c are cited by relations, the others by whatever else may cite


def finding(name: str) -> Finding:
    return Finding(reference=name, stance="supports", study="animal", finding="x")


SOME = st.lists(st.sampled_from(NAMES), max_size=2).map(lambda names: tuple(map(finding, names)))
PROPERTIES = st.lists(st.builds(Property, name=st.just("mass"), value=st.just("1 g"), evidence=SOME), max_size=1).map(tuple)


@st.composite
def maps(draw: st.DrawFn) -> Mechanism:
    """A random mechanism of which memberships, properties and limits cite papers, too."""
    bare_map = draw(mechanisms())
    nodes = tuple(
        node.model_copy(update={"member_of": draw(SOME) if node.group else (), "properties": draw(PROPERTIES)})
        for node in bare_map.nodes
    )
    limits = (Caveat(id="limit", title="Limit", text="x", evidence=draw(SOME)),)
    return Mechanism.model_validate({
        **{name: getattr(bare_map, name) for name in Mechanism.model_fields}, "nodes": nodes, "caveats": limits,
        "references": [{"id": name, "type": "book", "title": f"Title {name}"} for name in reversed(NAMES)],
    })


def papers_of(evidence: Iterable[Evidence]) -> list[str]:
    return [*dict.fromkeys(item.reference for item in evidence if isinstance(item, Finding))]


def drawn(export: Export) -> list[str]:
    """The papers behind what the picture has: arrows with all that they stand for, what is within a closed box, and memberships."""
    diagram = export.picture.diagram
    boxes = {node.id for node in diagram.nodes}
    shown = {edge.id for arrow in diagram.arrows for edge in arrow.edges}
    node = export.mechanism.node

    def box(name: str) -> str | None:
        return name if name in boxes else node[name].group

    within = {edge.id for edge in export.mechanism.edges if edge.id in export.part.edge and box(edge.source) == box(edge.target) in boxes}
    kept = [edge for edge in export.mechanism.edges if edge.id in shown | within]
    members = [one for one in export.mechanism.nodes if one.group and one.id in export.part.node and box(one.id) in boxes]
    return papers_of([*(item for edge in kept for item in edge.evidence), *(item for one in members for item in one.member_of)])


def ids(papers: Iterable[Any]) -> list[str]:
    return [paper.id for paper in papers]


def by_title(text: str) -> list[str]:
    """The papers that a text names, in order."""
    return re.findall(r"Title ([a-h])\b", text)


def numbered(text: str) -> dict[int, str]:
    """The list at the end of a Markdown text."""
    return {int(number): name for number, name in re.findall(r"^(\d+)\. .*?Title ([a-h])\b", text, re.MULTILINE)}


# ---- every door


@settings(max_examples=150)
@given(maps(), queries)
def test_every_list_of_references_has_the_papers_of_what_is_drawn(mechanism: Mechanism, query: Query) -> None:
    export = Export(mechanism, replace(query, select=""))
    expected = drawn(export)
    assert ids(export.references) == expected
    assert [row["id"] for row in rispy.loads(write(export, "ris").decode())] == expected
    assert [entry.key for entry in bibtexparser.parse_string(write(export, "bib").decode()).entries] == expected
    assert [row["id"] for row in json.loads(write(export, "csl.json"))] == expected
    assert [one["title"].removeprefix("Title ") for one in _papers_of_cff(write(export, "cff").decode())] == expected
    assert ids(explain(mechanism, export.query).references)[: len(expected)] == expected
    assert [entry.text for entry in entries(export) if entry.mark[0].isdecimal()] == [
        f"Author not seen (year not seen). Title {name}." for name in expected
    ]


def _papers_of_cff(text: str) -> list[dict[str, Any]]:
    return [one for one in yaml.safe_load(text)["references"] if one["type"] == "book"]


@settings(max_examples=150)
@given(maps(), queries)
def test_what_is_cited_beside_what_is_drawn_comes_after_and_is_marked(mechanism: Mechanism, query: Query) -> None:
    export = Export(mechanism, replace(query, select=""))
    expected = drawn(export)
    cited = {item.reference for item in _all_evidence(export.part) if isinstance(item, Finding)}
    every = ids(export.listed.every)
    assert every[: len(expected)] == expected
    assert len(every) == len(set(every))
    assert set(every) == cited
    assert [*export.number.values()] == [*range(1, len(every) + 1)]

    values = json.loads(write(export, "json"))["graph"]
    assert [one["id"] for one in values["references"]] == every
    assert values["beside"] == every[len(expected) :]
    rows = [row for row in csv.DictReader(io.StringIO(write(export, "csv").decode().removeprefix(MARK))) if row["table"] == "reference"]
    assert [(row["id"], int(row["number"]), row["beside"]) for row in rows] == [
        (name, place, "no" if place <= len(expected) else "yes") for place, name in enumerate(every, 1)
    ]
    text = write(export, "md").decode()
    told = numbered(text.partition("## References")[2])
    assert [*told] == [*range(1, len(told) + 1)]
    assert [*told.values()][: len(every)] == every
    assert by_title(text.partition("### Cited beside what is drawn")[0].partition("## References")[2]) == expected


def _all_evidence(part: Mechanism) -> Iterable[Evidence]:
    for holder in (*part.edges, *part.caveats, *(said for node in part.nodes for said in node.properties)):
        yield from holder.evidence
    for node in part.nodes:
        yield from node.member_of


@settings(max_examples=25)
@given(maps(), queries)
def test_pictures_and_pages_list_the_same_papers(mechanism: Mechanism, query: Query) -> None:
    export = Export(mechanism, replace(query, select="", view=None, theme="light"))
    expected, every = drawn(export), ids(export.listed.every)
    foot = [group.id for group in export.sheet.words if group.role == "citation" and not group.id.startswith("title-")]
    assert foot[: len(expected)] == expected
    assert not set(foot[len(expected) :]) & set(NAMES)
    short = [group.shapes[0].lines[0] for group in export.sheet.words if group.id in NAMES]  # type: ignore[union-attr]
    assert [text.partition(" ")[0] for text in short] == [str(place) for place in range(1, len(expected) + 1)]
    for name in ("light.html", "html"):
        page = write(export, name).decode()
        listed = re.findall(r'<li id="r-(\d+)" value="\1">.*?Title ([a-h])\b', page)
        assert [(int(number), title) for number, title in listed] == [*enumerate(every, 1)]
        assert by_title(_between(page, "<h2>References</h2>", "<h3>Cited beside what is drawn</h3>", "</main>")) == expected


def _between(text: str, start: str, *ends: str) -> str:
    found = text.partition(start)[2]
    return found[: min(place for place in (found.find(end) for end in ends) if place >= 0)] if found else ""


@given(maps(), st.sets(st.sampled_from(["n0", "n1", "n2"])))
def test_opening_a_group_changes_no_number(mechanism: Mechanism, opened: set[str]) -> None:
    assert Export(mechanism, Query(open=tuple(opened))).listed == Export(mechanism).listed


def test_the_list_is_the_same_at_every_door_of_the_shipped_map(shipped: Mechanism, capsys: pytest.CaptureFixture[str]) -> None:
    asked = "from=LDN&to=pain"
    export = Export(shipped, Query.parse(asked, shipped)[0])
    expected = ids(export.references)
    assert len(expected) == 34
    for name in ("ris", "bib", "csl.json"):
        written = write(export, name).decode()
        assert [paper for paper in sorted(expected, key=written.find) if paper in written] == expected
        assert written.count("TY  - ") == (len(expected) if name == "ris" else 0)
    assert main(["query", "--from", "LDN", "--to", "pain"]) == 0
    assert f"7 edges, 0 gaps, {len(expected)} papers." in capsys.readouterr().out
    assert main(["explain", "--from", "LDN", "--to", "pain", "--as-json"]) == 0
    assert [paper["id"] for paper in json.loads(capsys.readouterr().out)["references"]] == expected
    atlas = Atlas([shipped])
    for name in ("ris", "bib", "csl.json", "cff", "md"):
        wish = Wish.read(atlas, f"{asked}&format={name}")
        assert facts(wish, wish.export(atlas)) == (f"{len(expected)} papers",)


def test_the_whole_map_is_counted_by_the_papers_behind_its_relations(shipped: Mechanism) -> None:
    behind = {item.reference for edge in shipped.edges for item in edge.findings}
    behind |= {item.reference for node in shipped.nodes for item in node.member_of if isinstance(item, Finding)}
    assert {*ids(references(shipped).shown)} == behind
    assert len(references(shipped).every) == len(shipped.references)

    class Part:
        mechanism = shipped

    assert f"{len(behind)} papers" in _contents(Part())  # type: ignore[arg-type]


# ---- what is chosen


def chosen_papers(part: Mechanism, edges: Iterable[Edge], name: str = "") -> set[str]:
    """The papers of some relations, and of a thing: of its properties, its membership and that of its members."""
    said: list[Evidence] = [item for edge in edges for item in edge.evidence]
    if node := part.node.get(name):
        said += [item for one in node.properties for item in one.evidence]
        said += [item for one in (node, *part.members.get(name, ())) for item in one.member_of]
    return set(papers_of(said))


@settings(max_examples=100)
@given(maps(), queries)
def test_select_leaves_the_papers_of_what_is_chosen_and_the_figure_as_it_was(mechanism: Mechanism, query: Query) -> None:
    view = Export(mechanism, replace(query, select="", view=None))
    part, order = view.part, ids(view.listed.every)
    things = {node.id: chosen_papers(part, _of_thing(part, node.id), node.id) for node in part.nodes}
    arrows = {arrow.id: chosen_papers(part, arrow.edges) for arrow in fold(part, query.open).arrows}
    edges = {edge.id: chosen_papers(part, [edge]) for edge in part.edges}
    gaps: dict[str, set[str]] = {gap.id: set() for gap in part.gaps}
    for name, expected in {**gaps, **arrows, **edges, **things}.items():
        export = Export(mechanism, replace(view.query, select=name))
        listed = [paper for paper in order if paper in expected]
        assert [row["id"] for row in json.loads(write(export, "csl.json"))] == listed
        assert [row["id"] for row in rispy.loads(write(export, "ris").decode())] == listed
        assert [entry.key for entry in bibtexparser.parse_string(write(export, "bib").decode()).entries] == listed
        assert numbered(write(export, "md").decode().partition("## References")[2]) == dict(enumerate(listed, 1))
        assert ids(export.references) == ids(view.references)
        assert [row["id"] for row in json.loads(write(export, "json"))["graph"]["references"]] == order


def _of_thing(part: Mechanism, name: str) -> list[Edge]:
    own = {name, *(member.id for member in part.members.get(name, ()))}
    return [edge for edge in part.edges if own & {edge.source, edge.target}]


def test_a_chosen_arrow_of_several_relations_has_the_papers_of_all_of_them(toy: Mechanism) -> None:
    arrow = next(arrow for arrow in fold(toy).arrows if len(arrow.edges) > 1)
    expected = {item.reference for edge in arrow.edges for item in edge.findings}
    assert expected
    assert {*ids(Export(toy, Query(select=arrow.id)).narrowed.references)} == expected
    closed, opened = (chosen(toy, arrow.id, groups) for groups in ((), tuple(toy.members)))
    assert [edge.id for edge in closed.edges] == [edge.id for edge in opened.edges] == [edge.id for edge in arrow.edges]


def test_what_is_chosen_and_not_in_view_is_that_of_the_whole_map(shipped: Mechanism) -> None:
    edge = "low-dose-naltrexone-decreases-il-6"
    view = Export(shipped, Query(evidence="trial", select=edge))
    assert edge not in view.part.edge
    assert ids(view.narrowed.references) == ["parkitny-2017", "cant-2017"]
    assert view.chosen == "Low-dose naltrexone decreases interleukin-6"


def test_a_part_is_chosen_of_what_the_view_keeps(shipped: Mechanism) -> None:
    every, few = (Export(shipped, Query(select="low-dose-naltrexone", evidence=choice)).narrowed for choice in ("all", "trial"))
    assert {*ids(few.references)} < {*ids(every.references)}


def test_nothing_is_chosen_by_a_name_that_nothing_has(toy: Mechanism) -> None:
    found = chosen(toy, "toyamine~decreases~pain~x")
    assert (found.nodes, found.edges, found.gaps) == ((), (), ())
    assert named(found, "toyamine~decreases~pain~x") == ""
    assert references(found) == References()


def test_what_is_chosen_is_a_part_like_any_other(shipped: Mechanism) -> None:
    for name in (*shipped.node, *shipped.edge, *(gap.id for gap in shipped.gaps)):
        found = chosen(shipped, name)
        assert {end for edge in found.edges for end in (edge.source, edge.target)} <= {*found.node}
        assert {node.group for node in found.nodes if node.group} <= {*found.node}
        assert {paper.id for paper in found.references} >= {*ids(references(found).every)}
        assert named(found, name)


def test_the_command_chooses_as_the_address_does(capsysbinary: pytest.CaptureFixture[bytes], shipped: Mechanism) -> None:
    edge = "low-dose-naltrexone-decreases-pain"
    for name in (row.name for row in FORMATS.values() if row.narrows):
        assert main(["export", "--from", "LDN", "--to", "pain", "--select", edge, "-f", name, "-o", "-"]) == 0
        query = Query.parse(f"from=LDN&to=pain&select={edge}&arrange=compact", shipped)[0]
        assert capsysbinary.readouterr().out == write(Export(shipped, query), name)
    assert main(["query", "--from", "LDN", "--to", "pain", "--select", edge]) == 0
    assert b"Chosen: Low-dose naltrexone decreases pain; 18 papers." in capsysbinary.readouterr().out


def test_an_impossible_path_is_neither_drawn_nor_counted_nor_cited(shipped: Mechanism) -> None:
    """The one that needs two doses goes by way of what only higher doses do."""
    query = Query.parse("from=LDN&to=pain", shipped)[0]
    view, with_it = (Export(shipped, replace(query, impossible=asked)) for asked in (False, True))
    only_it = {edge.id for edge in with_it.part.edges} - {edge.id for edge in view.part.edges}
    assert only_it
    assert not only_it & {edge.id for arrow in view.scene.arrows if not arrow.faded for edge in arrow.arrow.edges}
    assert not only_it & {edge for answer in view.answers for item in answer.items for edge in item.edges}
    gone = {*ids(with_it.references)} - {*ids(view.references)}
    assert gone
    assert not gone & {group.id for group in view.sheet.words if group.role == "citation"}
    for name in ("ris", "bib", "csl.json"):
        assert not [paper for paper in gone if paper in write(view, name).decode()]
    cited = {row["title"] for row in yaml.safe_load(write(view, "cff"))["references"]}
    assert cited
    assert not [paper for paper in gone if shipped.reference[paper].title in cited]


def test_the_part_of_a_view_is_what_its_list_is_made_of(shipped: Mechanism) -> None:
    query = Query.parse("focus=tlr4&against=dose%3Dhigh", shipped)[0]
    assert references(part_of(shipped, bare(query))) == Export(shipped, query).listed
