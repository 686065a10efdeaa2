"""Random small mechanisms and random questions, for the laws that hold for all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from pathways.model.mechanism import Mechanism
from pathways.model.relations import RelationName
from pathways.model.vocabulary import KindName, Layer, Species, Stance, StudyName
from pathways.query.fields import FIELDS, Field
from pathways.query.query import Query

NODES = [f"n{number}" for number in range(8)]
EDGES = ["n0-increases-n1", "n1-decreases-n2", "n2-is-a-n3"]  # that some of them have
GROUPS = NODES[:3]  # groups are not nested: only these have members, and only the others are members


REGIONS = {"r": "R", "s": "A region whose title is wider than a box", "t": "T"}


@st.composite
def nodes(draw: st.DrawFn, regions: int) -> list[dict[str, Any]]:
    names = draw(st.lists(st.sampled_from(NODES), unique=True))
    groups = [name for name in names if name in GROUPS]
    return [_node(draw, name, [] if name in groups else groups, regions) for name in names]


def _node(draw: st.DrawFn, name: str, groups: list[str], regions: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(KindName))
    group = draw(st.sampled_from([None, *groups]))
    region = draw(st.sampled_from([*REGIONS][:regions])) if regions > 1 else "r"
    return {"id": name, "label": name.upper(), "kind": kind, "region": region, "description": "x", "group": group}


evidence = st.one_of(
    st.just({"source": "s", "quote": "q"}),
    st.fixed_dictionaries({
        "reference": st.sampled_from(["a", "b", "c"]), "stance": st.sampled_from(Stance), "study": st.sampled_from(StudyName),
        "finding": st.just("x"), "species": st.lists(st.sampled_from(Species), max_size=2, unique=True),
        "context": st.fixed_dictionaries({"dose": st.sampled_from(["low", "high", "laboratory", None])}),
    }),
)


@st.composite
def mechanisms(draw: st.DrawFn, regions: int = 1) -> Mechanism:
    """A valid mechanism of up to eight nodes; parallel edges, groups and gaps are common in it.

    With several `regions` a member may be of another one than its group.
    """
    listed = draw(nodes(regions))
    names = [node["id"] for node in listed]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names)).filter(lambda pair: pair[0] != pair[1])
    pairs = draw(st.lists(ends, max_size=14)) if len(names) > 1 else []
    edges = {(a, b, draw(st.sampled_from(RelationName))) for a, b in pairs}
    return Mechanism.model_validate({
        "id": "random", "title": "Random", "sentence": "x", "version": "1", "date": "1", "nodes": listed,
        "regions": [{"id": name, "label": REGIONS[name]} for name in [*REGIONS][:regions]],
        "edges": [{
            "source": a, "relation": relation, "target": b, "layer": draw(st.sampled_from(Layer)),
            "evidence": draw(st.lists(evidence, min_size=1, max_size=3)),
            "context": {"dose": draw(st.sampled_from([None, "low", "high"]))},
        } for a, b, relation in sorted(edges)],
        "gaps": [{"id": f"gap-{a}-{b}", "source": a, "target": b, "label": "x", "explanation": "x"} for a, b in sorted(set(pairs[:2]))],
        "references": [
            {"id": "a", "type": "book", "issued": {"date-parts": [[draw(st.integers(1990, 2030))]]}},
            {"id": "b", "type": "book", "issued": {"date-parts": [[2004], [2016]]}},
            {"id": "c", "type": "book", "issued": {"literal": "in press"}},
        ],
    })


def some(values: Any, *, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(list(values)), max_size=most).map(tuple)


number = st.floats(min_value=-9_999, max_value=9_999)
# Valid values of a field, by the kind of its values. A new kind has to have an entry here.
VALUES: dict[str, Callable[[Field], st.SearchStrategy[Any]]] = {
    "words": lambda row: some(row.choices, most=8),
    "choice": lambda row: st.sampled_from(list(row.choices)),
    "nodes": lambda _: some(NODES),
    "groups": lambda _: some(GROUPS),
    "edges": lambda _: some(EDGES),
    "selected": lambda _: st.sampled_from(["", *NODES, *EDGES]),
    "steps": lambda _: st.integers(1, 9),
    "year": lambda _: st.just(0) | st.integers(1990, 2030),
    "flag": lambda _: st.booleans(),
    "word": lambda _: st.sampled_from(["", "source", "-evidence"]),
    "question": lambda _: st.sampled_from(["", "dose=low", "focus=n0&radius=2&species=rat"]),
    "moves": lambda _: st.lists(st.tuples(st.sampled_from(NODES), number, number), max_size=3).map(tuple),
    "view": lambda _: st.none() | st.tuples(number, number, st.floats(0.01, 100)),
}


def values(row: Field) -> st.SearchStrategy[Any]:
    """Values of a field."""
    assert row.kind.name in VALUES, f"No test makes values of the kind {row.kind.name!r}: give it an entry in VALUES (tests/mechanisms.py)."
    return VALUES[row.kind.name](row)


all_queries = st.builds(Query, **{name: values(row) for name, row in FIELDS.items()})
queries = all_queries.map(lambda query: replace(query, against=""))  # of one view: what a comparison shows is that of two questions
