"""Random small mechanisms and random questions, for the laws that hold for all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from pathways.model.mechanism import Mechanism
from pathways.model.relations import RelationName, Sign
from pathways.model.vocabulary import KindName, Layer, Stance, StudyName
from pathways.query.query import ARRANGEMENTS, DIRECTIONS, DOSE_CHOICES, EVIDENCE, THEME_CHOICES, Query

NODES = [f"n{number}" for number in range(8)]
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
        "finding": st.just("x"), "context": st.fixed_dictionaries({"dose": st.sampled_from(["low", "high", "laboratory", None])}),
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
        "references": [{"id": name, "type": "book"} for name in "abc"],
    })


def some(values: Any, *, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(st.sampled_from(list(values)), max_size=most).map(tuple)


number = st.floats(min_value=-9_999, max_value=9_999)
queries = st.builds(
    Query,
    open=some(GROUPS), layer=some(Layer), kind=some(KindName, most=8), relation=some(RelationName, most=8), sign=some(Sign),
    evidence=st.sampled_from(list(EVIDENCE)), dose=st.sampled_from(list(DOSE_CHOICES)),
    focus=some(NODES), radius=st.integers(1, 9), direction=st.sampled_from(list(DIRECTIONS)), keep=some(NODES), hide=some(NODES),
    from_=some(NODES), to=some(NODES), via=some(NODES, most=2), avoid=some(NODES, most=2), cutoff=st.integers(1, 9),
    up=some(NODES), down=some(NODES), block=some(NODES),
    loops=st.booleans(), impossible=st.booleans(), ghosts=st.booleans(),
    select=st.sampled_from(["", *NODES]),
    move=st.lists(st.tuples(st.sampled_from(NODES), number, number), max_size=3).map(tuple),
    theme=st.sampled_from(list(THEME_CHOICES)), view=st.none() | st.tuples(number, number, st.floats(0.01, 100)),
    arrange=st.sampled_from(list(ARRANGEMENTS)), table=st.booleans(), sort=st.sampled_from(["", "source", "-evidence"]),
)
