"""Node-link JSON, GraphML, CX2 and SIF are read back by other programs and give the same nodes, edges, signs and evidence."""

from __future__ import annotations

import io
import itertools
import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ndex2.cx2 import CX2Network, RawCX2NetworkFactory

from pathways.drawing.theme import THEMES
from pathways.errors import CannotWrite
from pathways.layout import place
from pathways.layout.store import load_layouts
from pathways.model.diagram import fold
from pathways.model.mechanism import Mechanism, Node
from pathways.model.relations import Sign
from pathways.query.query import Query
from pathways.scene.provenance import read_origin
from pathways.sheet.view_export import Export
from pathways.write import cx2, graphml, node_link, sif
from pathways.write.cx2_style import HEADS
from pathways.write.losses import LACKS
from pathways.write.positions import Place, places
from pathways.write.text_format import as_json, unlisted, xml_text
from pathways.write.yed_graphics import HEADS as YED_HEADS
from pathways.write.yed_graphics import NAMESPACE
from tests.conftest import ROOT
from tests.hostile import TEXTS, hostile
from tests.mechanisms import mechanisms, queries

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
Relations = set[tuple[str, str, str, str, str]]


@pytest.fixture(scope="module")
def whole(shipped: Mechanism) -> Export:
    return Export(shipped, layouts=load_layouts(ROOT / "data/low-dose-naltrexone.yaml"))


@pytest.fixture(scope="module", params=["toy", "shipped", "part"])
def export(request: pytest.FixtureRequest, toy: Mechanism, whole: Export) -> Export:
    return {"toy": Export(toy), "shipped": whole, "part": replace(whole, query=Query(focus=("tlr4",), theme="dark"))}[request.param]


def relations(part: Mechanism) -> Relations:
    return {(edge.id, edge.source, edge.relation.value, edge.target, edge.meaning.sign.value) for edge in part.edges}


# --- node-link JSON ---


def read_node_link(text: str) -> nx.MultiDiGraph[str]:
    return nx.node_link_graph(json.loads(text), edges="edges")


def mechanism_of(text: str) -> Mechanism:
    """The mechanism in a node-link file, by the fields of the model alone."""
    told = json.loads(text)
    graph, kinds = told["graph"], Mechanism.model_fields
    names = ("title", "sentence", "version", "date", "summary", "curator", "regions", "gaps", "caveats", "sources", "papers",
             "references", "stories", "overview")
    plain = {name: graph[name] for name in names}
    assert {*plain, "id", "nodes", "edges"} == {*kinds}
    derived = ("key", "sentence", "hedge_sentence", "assessment")
    edges = [{name: value for name, value in edge.items() if name not in derived} for edge in told["edges"]]
    found = {"id": graph["map"], **plain, "nodes": told["nodes"], "edges": edges}
    return Mechanism.model_validate(without_kind(found))


def without_kind(value: Any) -> Any:
    if isinstance(value, list):
        return [without_kind(one) for one in value]
    if isinstance(value, dict):
        evidence = value.get("kind") in ("statement", "finding")
        return {name: without_kind(one) for name, one in value.items() if not (evidence and name == "kind")}
    return value


def signed(part: Mechanism, references: Any) -> Mechanism:
    """The mechanism with each sign said, and the papers in the order of the file."""
    edges = tuple(edge.model_copy(update={"sign": edge.meaning.sign}) for edge in part.edges)
    sources = tuple(source.model_copy(update={"text": ""}) for source in part.sources)
    order = {reference.id: i for i, reference in enumerate(references)}
    return Mechanism.model_construct(**{
        **{name: getattr(part, name) for name in Mechanism.model_fields}, "edges": edges, "sources": sources,
        "references": tuple(sorted(part.references, key=lambda one: order[one.id])),
    })  # fmt: skip


def test_node_link_holds_the_whole_part_without_loss(export: Export) -> None:
    found = mechanism_of(node_link.write(export))
    assert found == signed(export.part, found.references)


@given(mechanisms(), queries)
@settings(max_examples=60)
def test_node_link_holds_any_part_of_any_mechanism(mechanism: Mechanism, query: Query) -> None:
    asked = Export(mechanism, query)
    found = mechanism_of(node_link.write(asked))
    assert found == signed(asked.part, found.references)


def test_networkx_reads_node_link_with_the_same_nodes_edges_and_signs(export: Export) -> None:
    graph = read_node_link(node_link.write(export))
    assert [*graph] == [node.id for node in export.part.nodes]
    assert {(key, a, row["relation"], b, row["sign"]) for a, b, key, row in graph.edges(keys=True, data=True)} == relations(export.part)
    assert graph.number_of_edges() == len(export.part.edges)


def test_node_link_says_where_it_comes_from_and_what_the_evidence_amounts_to(whole: Export) -> None:
    graph = read_node_link(node_link.write(whole))
    origin = read_origin(graph.graph["origin"])
    assert origin == whole.origin
    assert graph.graph["caveat"] == whole.scene.caveat
    assert graph.graph["caption"] == whole.caption
    assert graph.graph["numbers"] == {one["id"]: i for i, one in enumerate(graph.graph["references"], start=1)}
    for edge in whole.part.edges:
        row = graph.edges[edge.source, edge.target, edge.id]
        assert len(row["evidence"]) == len(edge.evidence)
        assert row["assessment"]["sentence"] in json.dumps(row, ensure_ascii=False)


@pytest.mark.parametrize("name", TEXTS)
def test_node_link_gives_back_hostile_text_letter_by_letter(toy: Mechanism, name: str) -> None:
    graph = read_node_link(node_link.write(Export(hostile(toy, TEXTS[name]))))
    assert graph.nodes["pain"]["label"] == graph.graph["title"] == TEXTS[name]
    quotes = {item["quote"] for *_, row in graph.edges(data=True) for item in row["evidence"] if item["kind"] == "statement"}
    assert quotes == {TEXTS[name]}


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_json_gives_back_any_text(text: str) -> None:
    written = as_json({"label": text})
    assert json.loads(written.encode()) == {"label": text}  # half a character, too, though UTF-8 has none


def test_a_number_that_json_cannot_hold_is_refused_with_a_sentence(toy: Mechanism) -> None:
    strange = toy.references[0].model_copy(update={"issued": {"date-parts": [[2019]], "circa": float("nan")}})
    fields = {name: getattr(toy, name) for name in Mechanism.model_fields}
    changed = Mechanism.model_construct(**fields | {"references": (strange, *toy.references[1:])})
    with pytest.raises(CannotWrite, match="JSON cannot hold"):
        node_link.write(Export(changed))


# --- GraphML ---


def read_graphml(data: bytes) -> nx.MultiDiGraph[str]:
    return nx.read_graphml(io.BytesIO(data), edge_key_type=str, force_multigraph=True)


def test_networkx_reads_graphml_with_the_same_nodes_edges_and_signs(export: Export) -> None:
    graph = read_graphml(graphml.write(export))
    assert [*graph] == [node.id for node in export.part.nodes]
    assert {(key, a, row["relation"], b, row["sign"]) for a, b, key, row in graph.edges(keys=True, data=True)} == relations(export.part)
    assert {name: row["label"] for name, row in graph.nodes(data=True)} == {node.id: node.label for node in export.part.nodes}


def test_graphml_keeps_every_quote_and_every_finding(export: Export) -> None:
    graph = read_graphml(graphml.write(export))
    for edge in export.part.edges:
        row = graph.edges[edge.source, edge.target, edge.id]
        said, found = unlisted(row.get("statements", "")), unlisted(row.get("findings", ""))
        assert all(item.quote in line and item.hedge in line for item, line in zip(edge.statements, said, strict=True))
        assert all(item.finding in line for item, line in zip(edge.findings, found, strict=True))
        assert [item.null_result for item in edge.findings] == ["null result" in line for line in found]


def test_graphml_keeps_parallel_edges_of_opposite_sign_apart(toy: Mechanism) -> None:
    graph = read_graphml(graphml.write(Export(toy)))
    assert {row["sign"] for row in graph["toyamine"]["tnf-alpha"].values()} == {"increases", "decreases"}


def test_graphml_lists_gaps_and_what_it_lacks_with_the_graph(export: Export) -> None:
    told = read_graphml(graphml.write(export)).graph
    assert len(unlisted(told.get("gaps", ""))) == len(export.part.gaps)
    assert len(unlisted(told["references"])) == len(export.references)
    assert len(unlisted(told.get("references_beside", ""))) == len(export.listed.beside)
    assert LACKS["graphml"] in told["not_held"]
    assert read_origin(told["origin"]) == export.origin
    assert told["caveat"] == export.scene.caveat


@pytest.mark.parametrize("name", TEXTS)
def test_graphml_stays_readable_with_hostile_text(toy: Mechanism, name: str) -> None:
    graph = read_graphml(graphml.write(Export(hostile(toy, TEXTS[name]))))
    assert graph.nodes["pain"]["label"] == graph.graph["title"] == xml_text(TEXTS[name])
    assert unlisted(graph.nodes["toyamine"]["synonyms"]) == (xml_text(TEXTS[name]),)


# --- CX2 ---


def read_cx2(text: str) -> CX2Network:
    return RawCX2NetworkFactory().get_cx2network(json.loads(text))


def names_of(network: CX2Network) -> dict[int, str]:
    return {number: node["v"]["identifier"] for number, node in network.get_nodes().items()}


def test_ndex2_reads_cx2_with_the_same_nodes_edges_and_signs(export: Export) -> None:
    network = read_cx2(cx2.write(export))
    names = names_of(network)
    assert [*names.values()] == [node.id for node in export.part.nodes]
    found = {
        (edge["v"]["identifier"], names[edge["s"]], edge["v"]["interaction"], names[edge["t"]], edge["v"]["sign"])
        for edge in network.get_edges().values()
    }
    assert found == relations(export.part)
    assert len(network.get_edges()) == len(export.part.edges)


def test_cx2_keeps_every_quote_and_every_finding(export: Export) -> None:
    for edge in read_cx2(cx2.write(export)).get_edges().values():
        known = export.part.edge[edge["v"]["identifier"]]
        said, found = edge["v"].get("statements", []), edge["v"].get("findings", [])
        assert all(item.quote in line and item.hedge in line for item, line in zip(known.statements, said, strict=True))
        assert all(item.finding in line for item, line in zip(known.findings, found, strict=True))
        assert [item.null_result for item in known.findings] == ["null result" in line for line in found]


def test_cx2_declares_every_attribute_with_the_type_that_its_values_have(export: Export) -> None:
    aspects = {name: value for block in json.loads(cx2.write(export)) for name, value in block.items()}
    kinds = {"string": str, "double": float, "list_of_string": list}
    for name in ("nodes", "edges"):
        declared = aspects["attributeDeclarations"][0][name]
        for element in aspects[name]:
            assert all(isinstance(value, kinds[declared[key]["d"]]) for key, value in element["v"].items())
            assert "id" not in element["v"]  # the specification keeps this name for itself
    assert {*aspects["networkAttributes"][0]} == {*aspects["attributeDeclarations"][0]["networkAttributes"]}


def test_cx2_is_in_the_order_that_its_specification_asks_for(export: Export) -> None:
    blocks = json.loads(cx2.write(export))
    order = [next(iter(block)) for block in blocks]
    assert order[:3] == ["CXVersion", "metaData", "attributeDeclarations"]
    assert order[-1] == "status"
    assert blocks[-1] == {"status": [{"error": "", "success": True}]}
    counts = {row["name"]: row["elementCount"] for row in blocks[1]["metaData"]}
    assert counts == {name: len(block[name]) for block in blocks[2:-1] for name in block}


def test_cx2_draws_a_t_bar_for_decreases_and_no_head_for_what_is_no_cause(whole: Export) -> None:
    style = read_cx2(cx2.write(replace(whole, query=Query(theme="dark")))).get_visual_properties()
    heads = style["edgeMapping"]["EDGE_TARGET_ARROW_SHAPE"]["definition"]
    assert heads["attribute"] == "sign"
    shapes = {"increases": "triangle", "decreases": "tee", "unknown": "circle", "none": "none"}
    assert {row["v"]: row["vp"] for row in heads["map"]} == {sign.value: HEADS[sign] for sign in Sign} == shapes
    colours = {row["v"]: row["vp"] for row in style["edgeMapping"]["EDGE_LINE_COLOR"]["definition"]["map"]}
    assert colours["decreases"] == THEMES["dark"].down
    dashes = {row["v"]: row["vp"] for row in style["edgeMapping"]["EDGE_LINE_STYLE"]["definition"]["map"]}
    assert dashes == {"document": "solid", "clinical": "solid", "literature": "dashed"}


def test_cx2_has_the_boxes_where_the_picture_has_them(export: Export) -> None:
    layout = export.picture.layout
    nodes = {node["v"]["identifier"]: node for node in read_cx2(cx2.write(export)).get_nodes().values()}
    for node in export.picture.diagram.nodes:
        assert (nodes[node.id]["x"], nodes[node.id]["y"]) == layout.box[node.id].centre


def test_no_two_nodes_of_a_cx2_file_overlap(export: Export) -> None:
    nodes = read_cx2(cx2.write(export)).get_nodes().values()
    assert apart([(node["x"], node["y"], node["v"]["width"], node["v"]["height"]) for node in nodes])


@given(mechanisms())
@settings(max_examples=15)
def test_every_node_of_any_mechanism_has_a_place_of_its_own(mechanism: Mechanism) -> None:
    found = places(mechanism, place(fold(mechanism)))
    assert [*found] == [node.id for node in mechanism.nodes]
    assert apart([*found.values()])
    assert found == places(mechanism, place(fold(mechanism)))


def apart(found: list[Place]) -> bool:
    pairs = itertools.combinations(found, 2)
    return all(abs(a[0] - b[0]) >= (a[2] + b[2]) / 2 or abs(a[1] - b[1]) >= (a[3] + b[3]) / 2 for a, b in pairs)


def test_hidden_members_stand_near_their_group(toy: Mechanism) -> None:
    layout = place(fold(toy))
    found = places(toy, layout)
    assert "tnf-alpha" not in layout.box
    (x, y, *_), (left, top, *_) = found["messengers"], found["tnf-alpha"]
    assert abs(x - left) + abs(y - top) < 250


def test_cx2_lists_gaps_references_and_what_it_lacks(export: Export) -> None:
    told = read_cx2(cx2.write(export)).get_network_attributes()
    assert (told["name"], told["version"]) == (export.part.title, export.part.version)
    assert len(told.get("gaps", [])) == len(export.part.gaps)
    assert len(told["references"]) == len(export.references)
    assert len(told.get("references_beside", [])) == len(export.listed.beside)
    assert LACKS["cx2"] in told["not_held"]
    assert export.scene.caveat in told["description"]
    assert read_origin(told["origin"]) == export.origin


@pytest.mark.parametrize("name", TEXTS)
def test_cx2_gives_back_hostile_text_letter_by_letter(toy: Mechanism, name: str) -> None:
    network = read_cx2(cx2.write(Export(hostile(toy, TEXTS[name]))))
    labels = {node["v"]["name"] for node in network.get_nodes().values()}
    assert labels == {TEXTS[name]}
    assert "<script" not in network.get_network_attributes()["description"]  # which NDEx shows as HTML


# --- SIF ---


def test_sif_has_one_line_for_each_relation_and_for_each_node_alone(export: Export) -> None:
    rows = [line.split("\t") for line in sif.write(export).splitlines()]
    edges = [tuple(row) for row in rows if len(row) == 3]
    assert edges == [(edge.source, edge.relation.value, edge.target) for edge in export.part.edges]
    assert {name for row in rows for name in (row[0], row[-1])} == {node.id for node in export.part.nodes}
    assert all(len(row) in (1, 3) for row in rows)


def test_sif_names_a_node_without_relations() -> None:
    node = Node(id="a", label="A", kind="protein", region="r", description="x")
    lonely = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(node,), edges=())
    assert sif.write(Export(lonely)) == "a\n"


# --- all ---


@pytest.mark.parametrize("module", [node_link, graphml, cx2, sif])
def test_the_same_view_gives_the_same_bytes(module: Any, toy: Mechanism) -> None:
    assert module.write(Export(toy)) == module.write(Export(toy))
    assert module.write(Export(toy)) != module.write(Export(toy, Query(focus=("pain",))))


@pytest.mark.parametrize("module", [node_link, graphml, cx2, sif])
def test_members_of_closed_groups_are_nodes_of_their_own(module: Any, toy: Mechanism) -> None:
    written = module.write(Export(toy))
    assert b"tnf-alpha" in (written if isinstance(written, bytes) else written.encode())


# --- what yEd draws ---

YED = f"{{{NAMESPACE}}}"


def test_graphml_has_a_shape_for_each_node_and_a_line_for_each_edge(export: Export) -> None:
    root = ElementTree.fromstring(graphml.write(export))  # noqa: S314  our own file
    heads = {name: head for head, name in YED_HEADS.items()}
    nodes, edges = root.findall(f".//{GRAPHML}node"), root.findall(f".//{GRAPHML}edge")
    at = places(export.part, export.picture.layout)
    for node in nodes:
        (geometry,) = node.iter(f"{YED}Geometry")
        x, y, w, h = (float(geometry.get(name, "")) for name in ("x", "y", "width", "height"))
        assert (x + w / 2, y + h / 2, w, h) == pytest.approx(at[str(node.get("id"))], abs=0.02)
        assert [one.get("type") for one in node.iter(f"{YED}Shape")] in (["rectangle"], ["roundrectangle"])
    drawn = {(str(edge.get("id")), heads[str(one.get("target"))]) for edge in edges for one in edge.iter(f"{YED}Arrows")}
    assert drawn == {(edge.id, edge.meaning.head) for edge in export.part.edges}


def test_networkx_reads_past_what_yed_draws(export: Export) -> None:
    graph = nx.parse_graphml(graphml.write(export).decode(), force_multigraph=True)
    assert {name: row["label"] for name, row in graph.nodes(data=True)} == {node.id: xml_text(node.label) for node in export.part.nodes}
    assert all(row["shape_type"] in ("rectangle", "roundrectangle") for _, row in graph.nodes(data=True))


def test_a_graph_that_is_too_large_to_be_arranged_has_its_fields_alone(toy: Mechanism) -> None:
    nodes = tuple(Node(id=f"n{i}", label=f"N {i}", kind="protein", region=toy.regions[0].id, description="One.") for i in range(401))
    written = graphml.write(Export(toy.model_copy(update={"nodes": nodes, "edges": (), "gaps": ()})))
    assert len(nx.parse_graphml(written.decode())) == 401
    assert b"y:" not in written
