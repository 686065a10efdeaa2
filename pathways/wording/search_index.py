"""All that can be found on a map, with its names: the same index for the explorer and for pages that are files.

`client/engine/search.js` orders it, and `client/engine/find_box.js` shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pathways.drawing.text_metrics import clean
from pathways.language.name_search import squeeze
from pathways.model.evidence import Evidence, Finding
from pathways.model.mechanism import Edge, Gap, Mechanism, Node
from pathways.model.reference import Reference
from pathways.wording.bibliography import short, title
from pathways.wording.sentences import edge_sentence, gap_sentence

__all__ = ["FindEntry", "listed_entries", "search_index"]

MOST_SHOWN = 160  # characters of a label in the list


@dataclass(frozen=True)
class FindEntry:
    """Something that can be found: what it is called, and where it is read.

    `place` is the id of its element on a page that is a file: n- and a thing, e- and a relation, g- and a gap, caveat- and a limit;
    empty for a region or a story. `names` are all names but the label; `ends` are the two things of a relation or gap, by id; `group`
    must be open for it to be drawn; `paper` is the paper to be looked for at the place; `nodes` are the things of a region; `story` is
    the id of a story.
    """

    kind: str
    label: str
    place: str = ""
    names: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    group: str = ""
    paper: str = ""
    nodes: tuple[str, ...] = ()
    story: str = ""


def search_index(mechanism: Mechanism) -> tuple[FindEntry, ...]:
    """Return what can be found on a map or a part of it: things, their properties, relations, gaps, papers, limits, regions, stories.

    Each kind is in the file's order. A paper is read at the first relation that cites it, else at a membership, a property or a limit;
    one that nothing cites is not there. What says a dose or an amount answers to it.

    Example:
        >>> from pathways import load, shipped
        >>> found = search_index(load(shipped()))
        >>> [one.label for one in found if one.place == "n-tlr4"], next(one.label for one in found if "10.1002/art.37734" in one.names)[:19]
        (['Toll-like receptor 4 (TLR4)'], 'Younger et al. 2013')
    """
    return (
        *map(_thing, mechanism.nodes),
        *(entry for node in mechanism.nodes for entry in _properties(node)),
        *(_relation(mechanism, edge) for edge in mechanism.edges),
        *(_gap(mechanism, gap) for gap in mechanism.gaps),
        *_papers(mechanism),
        *(FindEntry("limit", clean(one.title), f"caveat-{one.id}", (clean(one.text),)) for one in mechanism.caveats),
        *_regions(mechanism),
        *(FindEntry("story", clean(one.title), names=(clean(one.sentence),), story=one.id) for one in mechanism.stories),
    )


def listed_entries(entries: Iterable[FindEntry]) -> list[dict[str, Any]]:
    """Return entries as plain values for the browser, without what is empty; `ends` are their places in the list.

    An entry whose ends are not among the things has none.

    Example:
        >>> listed_entries([FindEntry("thing", "A", "n-a"), FindEntry("relation", "A acts on A", "e-1", ends=("a", "a"))])
        [{'kind': 'thing', 'label': 'A', 'place': 'n-a'}, {'kind': 'relation', 'label': 'A acts on A', 'place': 'e-1', 'ends': [0, 0]}]
    """
    listed = list(entries)
    at = {entry.place.removeprefix("n-"): number for number, entry in enumerate(listed) if entry.kind == "thing"}
    found = []
    for entry in listed:
        values: dict[str, Any] = {name: list(value) if isinstance(value, tuple) else value for name, value in vars(entry).items() if value}
        if entry.ends:
            values["ends"] = [at[end] for end in entry.ends if end in at]
        found.append({name: value for name, value in values.items() if value or name in ("kind", "label")})
    return found


def _thing(node: Node) -> FindEntry:
    label = f"{node.label} ({node.short})" if node.short and node.short != node.label else node.label
    called = (node.label, node.short, *node.synonyms, node.id, *(word for curie in node.curies for word in (curie.id, curie.name)))
    return FindEntry("thing", clean(label), f"n-{node.id}", _distinct(called, label), group=node.group or "")


def _properties(node: Node) -> Iterator[FindEntry]:
    """What is said of a thing alone: a dose range, a legal status."""
    for one in node.properties:
        whole = clean(f"{node.name}: {one.name}: {one.value}")
        label = whole if len(whole) <= MOST_SHOWN else f"{whole[:MOST_SHOWN].rsplit(' ', 1)[0]} …"
        names = _distinct((one.name, one.value, *_amounts(one.evidence)), label)
        yield FindEntry("property", label, f"n-{node.id}", names, group=node.group or "")


def _relation(mechanism: Mechanism, edge: Edge) -> FindEntry:
    label = clean(edge_sentence(mechanism, edge)).removesuffix(".")
    in_short = f"{mechanism.node[edge.source].name} {edge.meaning.verb} {mechanism.node[edge.target].name}"
    names = _distinct((in_short, edge.context.amount, *_amounts(edge.evidence)), label)
    return FindEntry("relation", label, f"e-{edge.id}", names, (edge.source, edge.target), _hidden_in(mechanism, edge))


def _hidden_in(mechanism: Mechanism, relation: Edge | Gap) -> str:
    """The group within whose closed box a relation lies; empty where it is drawn as a line."""
    source, target = (mechanism.node[end] for end in (relation.source, relation.target))
    inside = {source.group or source.id} == {target.group or target.id}
    return (source.group or target.group or "") if inside else ""


def _gap(mechanism: Mechanism, gap: Gap) -> FindEntry:
    names = _distinct((gap_sentence(mechanism, gap), gap.explanation), gap.label)
    return FindEntry("gap", clean(gap.label), f"g-{gap.id}", names, (gap.source, gap.target), _hidden_in(mechanism, gap))


def _papers(mechanism: Mechanism) -> Iterator[FindEntry]:
    places: dict[str, tuple[str, str]] = {}
    amounts: dict[str, list[str]] = {}
    for place, group, evidence in _cited_at(mechanism):
        for item in evidence:
            if isinstance(item, Finding):
                places.setdefault(item.reference, (place, group))
                amounts.setdefault(item.reference, []).append(item.context.amount)
    for paper in mechanism.references:
        if paper.id in places:
            place, group = places[paper.id]
            label = clean(f"{short(paper)}: {title(paper) or 'title not seen'}")
            yield FindEntry("paper", label, place, _distinct((*_called(paper), *amounts[paper.id]), label), group=group, paper=paper.id)


def _cited_at(mechanism: Mechanism) -> Iterator[tuple[str, str, tuple[Evidence, ...]]]:
    """Where evidence is read: the place, the group that must be open, the evidence."""
    for edge in mechanism.edges:
        yield f"e-{edge.id}", _hidden_in(mechanism, edge), edge.evidence
    for node in mechanism.nodes:
        yield f"n-{node.id}", node.group or "", (*node.member_of, *(item for one in node.properties for item in one.evidence))
    for caveat in mechanism.caveats:
        yield f"caveat-{caveat.id}", "", caveat.evidence


def _called(paper: Reference) -> Iterator[str]:
    """How people name a paper: author and year, identifiers, all authors."""
    authors = [one.family for one in paper.authors]
    yield f"{authors[0]} {paper.year}" if authors else ""
    yield from (paper.doi, f"PMID {paper.pmid}" if paper.pmid else "", paper.pmcid, paper.number, paper.id)
    yield " ".join(authors[1:])


def _regions(mechanism: Mechanism) -> Iterator[FindEntry]:
    for region in mechanism.regions:
        nodes = tuple(dict.fromkeys(node.group or node.id for node in mechanism.nodes if node.region == region.id))
        if nodes:
            yield FindEntry("region", clean(region.label), names=_distinct((region.description,), region.label), nodes=nodes)


def _amounts(evidence: Iterable[Evidence]) -> Iterator[str]:
    return (item.context.amount for item in evidence if isinstance(item, Finding))


def _distinct(names: Iterable[str], label: str) -> tuple[str, ...]:
    """The names in one spelling each, without empty ones and without the label."""
    spelt = {squeeze(name): clean(name) for name in reversed([*names, label])}  # of several spellings the first
    spelt.pop(squeeze(label), None)
    return tuple(spelt[key] for key in reversed(spelt) if key)
