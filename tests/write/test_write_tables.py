"""The CSV tables are read back with Python's csv module and give exactly what the mechanism holds; no cell is a formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.model.counts import all_evidence
from pathways.model.evidence import Finding, Statement
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.scene.provenance import read_origin
from pathways.sheet.view_export import Export
from pathways.write.csv_tables import COLUMNS, cell, edges_csv, evidence_csv, nodes_csv, read_cell, write
from pathways.write.losses import LACKS
from pathways.write.text_format import listed, storable, unlisted
from tests.hostile import TEXTS, hostile
from tests.mechanisms import mechanisms, queries

DANGEROUS = re.compile(r"[\s\x00-\x1f\ufeff]*[=+@\-\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def read(text: str) -> list[dict[str, str]]:
    """The rows as the csv module reads them from the bytes of a file, with the marks before dangerous cells taken off."""
    file = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8-sig", newline="")
    return [{name: read_cell(value) for name, value in row.items()} for row in csv.DictReader(file, strict=True)]


def of_kind(text: str, kind: str) -> list[dict[str, str]]:
    return [row for row in read(text) if row["table"] == kind]


@pytest.fixture(scope="module", params=["toy", "shipped", "part"])
def export(request: pytest.FixtureRequest, toy: Mechanism, shipped: Mechanism) -> Export:
    return {"toy": Export(toy), "shipped": Export(shipped), "part": Export(shipped, Query(focus=("tlr4",)))}[request.param]


def test_one_table_gives_back_nodes_edges_and_signs(export: Export) -> None:
    text, part = write(export), export.part
    found = {(row["id"], row["source"], row["relation"], row["target"], row["sign"], row["layer"]) for row in of_kind(text, "edge")}
    assert found == {(e.id, e.source, e.relation.value, e.target, e.meaning.sign.value, e.layer.value) for e in part.edges}
    nodes = [(row["id"], row["label"], row["kind"], row["group"], unlisted(row["synonyms"])) for row in of_kind(text, "node")]
    assert nodes == [(node.id, node.label, node.kind.value, node.group or "", node.synonyms) for node in part.nodes]


def test_one_table_gives_back_every_piece_of_evidence(export: Export) -> None:
    part, rows = export.part, of_kind(write(export), "evidence")
    evidence = [*all_evidence(part)]
    assert len(rows) == len(evidence)
    names = ("source", "quote", "hedge", "marker", "reading", "inferred")
    said = [row for row in rows if row["evidence"] == "statement"]
    assert [tuple(row[name] for name in names) for row in said] == [as_said(one, names) for one in evidence if isinstance(one, Statement)]
    names = ("reference", "stance", "study", "finding", "null_result", "design", "material", "read", "locator", "note")
    found = [row for row in rows if row["evidence"] == "finding"]
    assert [tuple(row[name] for name in names) for row in found] == [as_said(one, names) for one in evidence if isinstance(one, Finding)]


def as_said(one: Statement | Finding, names: tuple[str, ...]) -> tuple[str, ...]:
    values = (getattr(one, name) for name in names)
    return tuple(("yes" if value else "no") if isinstance(value, bool) else str(value) for value in values)


def test_one_table_holds_gaps_caveats_regions_sources_and_papers_too(export: Export) -> None:
    text, part = write(export), export.part
    kinds = {"gap": part.gaps, "caveat": part.caveats, "region": part.regions, "source": part.sources, "reference": part.references}
    for kind, values in kinds.items():
        assert {row["id"] for row in of_kind(text, kind)} == {one.id for one in values}
    assert [row["quote"] for row in of_kind(text, "left-out")] == [left.sentence for source in part.sources for left in source.left_out]


def test_the_first_row_says_what_the_table_is_and_what_it_lacks(export: Export) -> None:
    first = read(write(export))[0]
    assert (first["table"], first["title"], first["version"]) == ("map", export.part.title, export.part.version)
    assert first["caveat"] == export.scene.caveat
    assert LACKS["csv"] in first["note"]
    assert read_origin(first["origin"]) == export.origin


def test_nodes_edges_and_evidence_are_there_as_tables_of_their_own(export: Export) -> None:
    part = export.part
    assert [row["id"] for row in read(nodes_csv(export))] == [node.id for node in part.nodes]
    assert {row["id"]: row["sign"] for row in read(edges_csv(export))} == {edge.id: edge.meaning.sign.value for edge in part.edges}
    rows = read(evidence_csv(export))
    assert len(rows) == len([*all_evidence(part)])
    assert all(row["edge_sign"] == part.edge[row["of"]].meaning.sign for row in rows if row["about"] == "edge")


def test_an_empty_part_still_has_the_names_of_the_columns(toy: Mechanism) -> None:
    nothing = Export(toy, Query(focus=("pain",), hide=("pain",)))
    assert not nothing.part.nodes
    for written, columns in ((nodes_csv(nothing), COLUMNS["node"]), (edges_csv(nothing), COLUMNS["edge"])):
        assert written.removeprefix("\ufeff") == ",".join(columns) + "\r\n"


def test_excel_is_told_that_the_file_is_utf_8(toy: Mechanism) -> None:
    assert write(Export(toy)).encode().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_comes_back_letter_by_letter_and_is_never_a_formula(toy: Mechanism, name: str) -> None:
    text = write(Export(hostile(toy, TEXTS[name])))
    assert {row["label"] for row in of_kind(text, "node")} == {TEXTS[name]}
    assert {row["quote"] for row in of_kind(text, "evidence") if row["source"]} == {TEXTS[name]}
    assert {one for row in of_kind(text, "node") for one in unlisted(row["synonyms"])} == {TEXTS[name]}
    raw = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert not [one for row in raw for one in row if DANGEROUS.match(one)]


def test_half_a_character_does_not_stop_the_table(toy: Mechanism) -> None:
    strange = toy.references[0].model_copy(update={"issued": {"date-parts": [["\ud800"]]}})
    fields = {name: getattr(toy, name) for name in Mechanism.model_fields}
    rows = read(evidence_csv(Export(Mechanism.model_construct(**fields | {"references": (strange, *toy.references[1:])}))))
    assert {row["year"] for row in rows if row["reference"] == strange.id} == {"\ufffd"}


def test_cells_that_could_be_formulas_are_marked() -> None:
    for start in ("=", "+", "-", "@", "\t", "\r", "\n", "'", " =", "\ufeff=", "\uff1d"):
        assert cell(f"{start}1") == f"'{start}1"
    assert cell("IL-10 = x") == "IL-10 = x"


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_a_cell_comes_back_exactly_through_a_file(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerow([cell(storable(text)), "end"])
    [row] = csv.reader(io.StringIO(file.getvalue().encode().decode(), newline=""), strict=True)
    assert (read_cell(row[0]), row[1]) == (storable(text), "end")
    assert not DANGEROUS.match(row[0])


@given(st.lists(st.text(st.sampled_from("a;\\ \n'"), max_size=6), min_size=2, max_size=5))
def test_lists_come_back_exactly(items: list[str]) -> None:
    assert unlisted(listed(items)) == tuple(items)


@given(st.text(min_size=1, max_size=20))
def test_a_list_of_one_comes_back_exactly(item: str) -> None:
    assert unlisted(listed([item])) == (item,)


@given(mechanisms(), queries)
def test_the_table_gives_back_any_part_of_any_mechanism(mechanism: Mechanism, query: Query) -> None:
    asked = Export(mechanism, query)
    text, part = write(asked), asked.part
    assert [row["id"] for row in of_kind(text, "node")] == [node.id for node in part.nodes]
    assert [(row["id"], row["sign"]) for row in of_kind(text, "edge")] == [(edge.id, edge.meaning.sign.value) for edge in part.edges]
    assert len(of_kind(text, "evidence")) == len([*all_evidence(part)])
    assert write(asked) == text
