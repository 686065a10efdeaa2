"""CSV tables for spreadsheets and scripts: one table of everything, or tables of nodes, edges and evidence.

Comma, double quotes, CRLF as in RFC 4180, and UTF-8 with a byte order mark: without it Excel reads the file in
the computer's legacy code page and shows "α" as "Î±". Python reads it with `encoding="utf-8-sig"`; pandas and R need no option.

A spreadsheet executes a cell that begins like a formula. Such a cell is prefixed with an apostrophe, and so is one that begins with
an apostrophe, so that `read_cell` restores the exact text.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from pathways.sheet.view_export import Export
from pathways.write.losses import not_held
from pathways.write.rows import Row, edge_row, evidence_rows, map_row, node_row, plain_rows, reference_row
from pathways.write.text_format import storable

__all__ = ["COLUMNS", "cell", "edges_csv", "evidence_csv", "nodes_csv", "read_cell", "write"]

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # the byte order mark
# The beginning of a formula, also after blanks and with full-width signs: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = re.compile(r"['\t\r\n]|[\s\x00-\x1f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_CONTEXT = ("dose", "amount", "substance", "species", "population", "tissue", "phase", "duration")
COLUMNS: dict[str, tuple[str, ...]] = {
    "map": ("id", "title", "sentence", "description", "version", "date", "caption", "caveat", "origin", "url", "note"),
    "node": (
        "id", "label", "short", "kind", "biolink", "region", "region_label", "group", "moves_with_group", "description", "synonyms",
        "curies", "curie_names", "curie_matches", "curie_notes", "properties", "property_values",
    ),
    "edge": (
        "id", "source", "relation", "target", "sign", "layer", "source_label", "target_label", "sentence", "plain_sentence", "hedge",
        *_CONTEXT, "tier", "support", "contested", "assessment", "supports", "contradicts", "mixed", "outside", "against_outside", "note",
        "biolink", "qualifiers", "ro", "signor",
    ),
    "evidence": (
        "about", "of", "item", "place", "evidence", "source", "quote", "hedge", "marker", "reading", "inferred",
        "reference", "number", "cite", "stance", "study", "finding", "null_result", "counts",
        "n", "effect", "outcome", "comparator", "population_match", "route", "design", "material", *_CONTEXT, "read", "locator", "note",
        "curator", "checked", "status", "looked_up", "funding", "risk_of_bias", "pools",
        "authors", "title", "container", "year", "volume", "issue", "page", "doi", "pmid", "pmcid", "registry", "url",
    ),
    "gap": ("id", "source", "target", "label", "description"),
    "caveat": ("id", "title", "description"),
    "region": ("id", "label", "description"),
    "source": ("id", "title", "publisher", "url", "file", "note"),
    "left-out": ("source", "quote", "note"),
    "reference": (
        "id", "number", "cite", "authors", "title", "container", "year", "volume", "issue", "page", "doi", "pmid", "pmcid", "registry",
        "url", "beside",
    ),
}  # fmt: skip
_EDGE_OF = {"edge_source": "source", "edge_relation": "relation", "edge_target": "target", "edge_sign": "sign"}


def write(export: Export) -> str:
    """Write a view as one table. The first column is the kind of a row: map, node, edge, evidence, gap, reference, ...

    The columns are those of all kinds of rows; cells that a kind does not have are empty. The first row is the map itself, with
    caption, caveat and what the table does not hold.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> [*csv.DictReader(io.StringIO(write(Export(toy)).removeprefix(MARK)))][0]["table"]
        'map'
    """
    tables = {"map": [map_row(export) | {"note": not_held("csv")}], "node": _nodes(export), "edge": _edges(export)}
    tables |= {"evidence": [*evidence_rows(export)], **plain_rows(export.part), "reference": _references(export)}
    columns = dict.fromkeys(name for names in COLUMNS.values() for name in names)
    return _table(["table", *columns], ({"table": kind, **row} for kind, rows in tables.items() for row in rows))


def nodes_csv(export: Export) -> str:
    """Write the table of nodes, one a row."""
    return _table(COLUMNS["node"], _nodes(export))


def edges_csv(export: Export) -> str:
    """Write the table of edges, one a row, with the assessment of their evidence."""
    return _table(COLUMNS["edge"], _edges(export))


def evidence_csv(export: Export) -> str:
    """Write the table of evidence, one row a quote or finding, with the columns of its edge."""
    edges = {edge["id"]: edge for edge in _edges(export)}

    def with_edge(row: Row) -> Row:
        edge = edges[row["of"]] if row["about"] == "edge" else {}
        return row | {column: edge.get(name, "") for column, name in _EDGE_OF.items()}

    return _table([*COLUMNS["evidence"][:2], *_EDGE_OF, *COLUMNS["evidence"][2:]], map(with_edge, evidence_rows(export)))


def cell(value: str) -> str:
    """Return a text as a cell that no spreadsheet executes.

    Example:
        >>> cell("=1+1"), cell("'quoted'"), cell("plain")
        ("'=1+1", "''quoted'", 'plain')
    """
    return f"'{value}" if _FORMULA.match(value) else value


def read_cell(text: str) -> str:
    """Return the text of a cell that `cell` wrote.

    Example:
        >>> read_cell("'=1+1"), read_cell("''quoted'")
        ('=1+1', "'quoted'")
    """
    return text.removeprefix("'")


def _nodes(export: Export) -> list[Row]:
    return [node_row(export.part, node) for node in export.part.nodes]


def _edges(export: Export) -> list[Row]:
    return [edge_row(export.part, edge) for edge in export.part.edges]


def _references(export: Export) -> list[Row]:
    """The papers; `beside` is "yes" for those that no relation cites, but only properties of nodes or caveats."""
    number, papers = export.number, export.listed
    return [
        reference_row(paper, number) | {"beside": beside}
        for group, beside in ((papers.shown, "no"), (papers.beside, "yes")) for paper in group
    ]  # fmt: skip


def _table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: cell(storable(value)) for name, value in row.items()} for row in rows)
    return MARK + file.getvalue()
