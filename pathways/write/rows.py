"""The content of a view as flat rows of text, from which the CSV tables, GraphML and CX2 are written.

A row maps field names to texts; unknown fields are empty. Terms of the vocabulary are written as words, truth values as "yes" or
"no", and lists as one text (see `text_format.listed`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pathways.language.rich_text import plain
from pathways.model.assessment import assess, fit
from pathways.model.evidence import Context, Evidence, Finding, Statement
from pathways.model.mechanism import Edge, Mechanism, Node
from pathways.model.reference import Paper, Reference
from pathways.model.vocabulary import KINDS
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.wording.sentences import edge_sentence, hedge_sentence
from pathways.write.text_format import listed

__all__ = ["Row", "edge_row", "evidence_rows", "map_row", "node_row", "plain_rows", "reference_row"]

Row = dict[str, str]


def map_row(export: Export) -> Row:
    """Return the row of the view as a whole."""
    part = export.part
    return {
        "id": part.id, "title": part.title, "sentence": part.sentence, "description": part.summary, "version": part.version,
        "date": part.date, "caption": export.caption, "caveat": CAVEAT, "origin": export.origin.line(), "url": export.link,
    }  # fmt: skip


def node_row(mechanism: Mechanism, node: Node) -> Row:
    """Return the row of a node; its evidence is in the `evidence_rows`."""
    regions = {region.id: region.label for region in mechanism.regions}
    return {
        "id": node.id, "label": node.label, "short": node.short, "kind": node.kind.value, "biolink": KINDS[node.kind].biolink,
        "region": node.region, "region_label": regions.get(node.region, ""), "group": node.group or "",
        "moves_with_group": _yes_or_no(node.moves_with_group) if node.group else "",
        "description": node.description, "synonyms": listed(node.synonyms),
        "curies": listed(curie.id for curie in node.curies), "curie_names": listed(curie.name for curie in node.curies),
        "curie_matches": listed(curie.match.value for curie in node.curies), "curie_notes": listed(curie.note for curie in node.curies),
        "properties": listed(one.name for one in node.properties), "property_values": listed(one.value for one in node.properties),
    }  # fmt: skip


def edge_row(mechanism: Mechanism, edge: Edge) -> Row:
    """Return the row of an edge with the assessment of its evidence; the evidence itself is in the `evidence_rows`."""
    found, meaning = assess(edge.evidence, edge.context), edge.meaning
    return {
        "id": edge.id, "source": edge.source, "relation": edge.relation.value, "target": edge.target, "sign": meaning.sign.value,
        "layer": edge.layer.value, "source_label": mechanism.node[edge.source].label, "target_label": mechanism.node[edge.target].label,
        "sentence": edge_sentence(mechanism, edge), "plain_sentence": edge_sentence(mechanism, edge, plain=True),
        "hedge": hedge_sentence(edge), **_context(edge.context), "tier": found.tier.value,
        "support": found.support.value if found.support else "",
        "contested": _yes_or_no(found.contested), "assessment": found.sentence,
        "supports": listed(found.supports), "contradicts": listed(found.contradicts),
        "mixed": listed(found.mixed), "outside": listed(found.outside), "against_outside": listed(found.against_outside),
        "note": edge.note, "biolink": meaning.biolink, "qualifiers": meaning.qualifiers, "ro": meaning.ro, "signor": meaning.signor,
    }  # fmt: skip


def evidence_rows(export: Export) -> Iterator[Row]:
    """Yield a row for every quote and finding: those of edges, then of nodes, then of caveats.

    `about` is "edge", "membership", "property" or "caveat", `of` the id of its owner, `item` the name of the property.
    """
    number, part = export.number, export.part
    for about, name, item, context, evidence in _evidence_lists(part):
        for place, one in enumerate(evidence, start=1):
            row = {"about": about, "of": name, "item": item, "place": str(place)}
            yield row | (_statement(part, one) if isinstance(one, Statement) else _finding(part, one, number, context))


def _evidence_lists(part: Mechanism) -> Iterator[tuple[str, str, str, Context | None, Iterable[Evidence]]]:
    for edge in part.edges:
        yield "edge", edge.id, "", edge.context, edge.evidence
    for node in part.nodes:
        yield "membership", node.id, "", None, node.member_of
        for one in node.properties:
            yield "property", node.id, one.name, None, one.evidence
    for caveat in part.caveats:
        yield "caveat", caveat.id, "", None, caveat.evidence


def _statement(part: Mechanism, statement: Statement) -> Row:
    source = part.source.get(statement.source)
    return {
        "evidence": "statement", "source": statement.source, "title": source.title if source else "", "url": source.url if source else "",
        "quote": statement.quote, "hedge": statement.hedge, "marker": statement.marker, "reading": statement.reading,
        "inferred": _yes_or_no(statement.inferred),
    }  # fmt: skip


def _finding(part: Mechanism, found: Finding, number: dict[str, int], context: Context | None) -> Row:
    """A finding; `counts` says whether its context fits that of the edge."""
    paper = reference_row(part.reference[found.reference], number)
    return {
        "evidence": "finding", "reference": found.reference, "stance": found.stance.value, "study": found.study.value,
        "finding": found.finding, "null_result": _yes_or_no(found.null_result),
        "counts": _yes_or_no(context is None or fit(found, context).counts), "n": str(found.n or ""),
        "effect": found.effect, "outcome": found.outcome or "", "comparator": found.comparator or "",
        "population_match": found.population_match or "", "route": found.route, "curator": found.curator or part.curator,
        "checked": found.checked, **_paper_fields(part.paper.get(found.reference)),
        "design": found.design, "species": listed(one.value for one in found.species), "material": found.material,
        **_context(found.context, but="species"), "read": found.read.value, "locator": found.locator, "note": found.note,
        **{name: value for name, value in paper.items() if name != "id"},
    }  # fmt: skip


def reference_row(reference: Reference, number: dict[str, int]) -> Row:
    """Return the row of a paper; authors that were not seen are "and others". Further fields are only in CSL-JSON."""
    names = [", ".join(one.inverted) for one in reference.authors]
    return {
        "id": reference.id, "number": str(number[reference.id]), "cite": reference.cite,
        "authors": listed([*names, *(["and others"] if names and not reference.complete else [])]),
        "title": plain(reference.title), "container": plain(reference.container or reference.container_short), "year": reference.year,
        "volume": reference.volume, "issue": reference.issue, "page": reference.page, "doi": reference.doi,
        "pmid": reference.pmid, "pmcid": reference.pmcid, "registry": reference.number, "url": reference.url,
    }  # fmt: skip


def plain_rows(part: Mechanism) -> dict[str, list[Row]]:
    """Return the other rows by kind: gaps, caveats, regions, sources, and the sentences left out of the sources."""
    gaps = [
        {"id": gap.id, "source": gap.source, "target": gap.target, "label": gap.label, "description": gap.explanation} for gap in part.gaps
    ]
    caveats = [{"id": caveat.id, "title": caveat.title, "description": caveat.text} for caveat in part.caveats]
    regions = [{"id": region.id, "label": region.label, "description": region.description} for region in part.regions]
    sources = [
        {"id": one.id, "title": one.title, "publisher": one.publisher, "url": one.url, "file": one.file, "note": one.remark}
        for one in part.sources
    ]
    left_out = [{"source": source.id, "quote": left.sentence, "note": left.reason} for source in part.sources for left in source.left_out]
    return {"gap": gaps, "caveat": caveats, "region": regions, "source": sources, "left-out": left_out}


def _paper_fields(paper: Paper | None) -> Row:
    """The fields of a paper as a whole; empty ones where it has no record."""
    known = paper or Paper(reference="none")
    return {
        "status": known.status or "", "looked_up": known.looked_up, "funding": known.funding, "risk_of_bias": known.risk_of_bias,
        "pools": listed(known.pools),
    }  # fmt: skip


def _context(context: Context, but: str = "") -> Row:
    """The fields of a context, without the one that `but` names."""
    return {name: listed(value) if isinstance(value, tuple) else str(value or "") for name, value in context if name != but}


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
