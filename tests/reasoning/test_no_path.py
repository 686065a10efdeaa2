"""Why there is no path: every reason is held against what the map says, and every question that is offered has an answer."""

from __future__ import annotations

from typing import Any

import pytest
from brute import slow_paths
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mechanisms import mechanisms, queries
from motifs import motif, motifs

from pathways.model.likeness import alike
from pathways.model.mechanism import Edge, Gap, Mechanism
from pathways.query.query import Query
from pathways.query.select import select
from pathways.reasoning.no_path import INSTEAD, drawn_gaps_ahead, find_absence
from pathways.reasoning.path_question import COUNTING, Reason
from pathways.reasoning.paths import find_paths, paths_of
from pathways.reasoning.reach import CHAIN, PathSection, last_steps
from pathways.reasoning.signed_paths import index


def asked(mechanism: Mechanism, search: str) -> Query:
    query, remarks = Query.parse(search, mechanism)
    assert not remarks
    return query


def reasons(mechanism: Mechanism, query: Query) -> tuple[Reason, ...]:
    return find_absence(mechanism, query, paths_of(mechanism, query)).reasons


def sentence(mechanism: Mechanism, query: Query) -> str:
    return find_absence(mechanism, query, paths_of(mechanism, query)).sentence


def told(mechanism: Mechanism, search: str) -> dict[str, list[str]]:
    """The texts of the reasons by their kind."""
    found: dict[str, list[str]] = {}
    for reason in reasons(mechanism, asked(mechanism, search)):
        found.setdefault(reason.kind, []).append(reason.text)
    return found


def nexts(query: Query, reason: Reason) -> list[Query]:
    """The questions that a reason offers."""
    return [Query(**{**{name: getattr(query, name) for name in query.__dataclass_fields__}, **dict(ask.changes)}) for ask in reason.asks]


# Laws.


@settings(max_examples=300)
@given(motifs | mechanisms(), queries)
def test_every_question_that_is_offered_has_as_many_paths_as_is_said(mechanism: Mechanism, query: Query) -> None:
    assume(query.from_ and query.to)
    for reason in reasons(mechanism, query):
        assert reason.text.endswith(".")
        for one in nexts(query, reason):
            found = paths_of(mechanism, one)
            if reason.kind in ("limit", "instead"):
                assert len(found.paths) == min(reason.paths, COUNTING.most)
                assert found.paths
            elif reason.kind == "longer":
                assert {path.length for path in found.paths[:1]} == {one.cutoff}
            elif reason.kind == "impossible":
                assert len(found.paths) == reason.paths


@settings(max_examples=300)
@given(motifs | mechanisms(), queries)
def test_reasons_are_few_and_speak_of_what_is_there(mechanism: Mechanism, query: Query) -> None:
    assume(query.from_ and query.to)
    found = paths_of(mechanism, query)
    absence = find_absence(mechanism, query, found)
    known = {*mechanism.node, *mechanism.edge, *(gap.id for gap in mechanism.gaps)}
    if found.paths:
        assert absence.reasons == ()
    assert all(name in known for reason in absence.reasons for name in reason.nodes if reason.kind != "ends")
    assert sum(reason.kind == "instead" for reason in absence.reasons) <= INSTEAD
    assert len({reason.text for reason in absence.reasons if reason.kind == "gap"}) <= 6


@given(mechanisms(), st.data())
def test_a_way_is_broken_where_no_path_of_any_length_leads_along_it(mechanism: Mechanism, data: st.DataObject) -> None:
    assume(len(mechanism.nodes) > 1)
    start, end = data.draw(pair_of(mechanism))
    leg = PathSection(index(mechanism), (start,), (end,))
    if leg.broken:
        assert not slow_paths(mechanism, start, end, 8)
    for name in mechanism.node:
        if name != start and slow_paths(mechanism, start, name, 8):
            assert name in leg.near
    assert start not in leg.reached
    before = {path[0][-2] for name in mechanism.node for path in slow_paths(mechanism, name, end, 1) if path[1][-1]}
    assert before <= {*last_steps(index(mechanism), [end]), *(node for node, steps in leg.far.items() if steps == 0)}


@settings(max_examples=200)
@given(motifs | mechanisms(), st.data())
def test_the_gaps_that_are_named_would_close_the_way(mechanism: Mechanism, data: st.DataObject) -> None:
    assume(len(mechanism.nodes) > 1)
    drawn = with_gaps(mechanism, data)
    gaps = drawn.gaps
    start, end = data.draw(pair_of(mechanism))
    leg = PathSection(index(drawn), (start,), (end,))
    if not leg.broken:
        return
    for row in leg.gaps():
        for count in range(len(row)):
            assert PathSection(index(closed(drawn, row[:count])), (start,), (end,)).broken, "fewer would do"
        assert not PathSection(index(closed(drawn, row)), (start,), (end,)).broken
    if not leg.gaps():
        assert PathSection(index(closed(drawn, gaps)), (start,), (end,)).broken or len(gaps) > CHAIN


def pair_of(mechanism: Mechanism) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(list(mechanism.node)), min_size=2, max_size=2, unique=True)


def with_gaps(mechanism: Mechanism, data: st.DataObject) -> Mechanism:
    """The mechanism with up to four gaps between any two of its nodes."""
    pairs = enumerate(data.draw(st.lists(pair_of(mechanism), max_size=4)))
    return changed(mechanism, gaps=[Gap(id=f"g{number}", source=a, target=b, label="x", explanation="x") for number, (a, b) in pairs])


def changed(mechanism: Mechanism, **fields: Any) -> Mechanism:
    return Mechanism.model_validate({**{name: getattr(mechanism, name) for name in Mechanism.model_fields}, **fields})


def closed(mechanism: Mechanism, gaps: tuple[Gap, ...]) -> Mechanism:
    """The mechanism with a causal edge in place of each of the gaps."""
    rows = ({"id": f"closed-{gap.id}", "source": gap.source, "target": gap.target, "relation": "causes"} for gap in gaps)
    edges = (Edge.model_validate({**row, "layer": "document", "evidence": ()}) for row in rows)
    return changed(mechanism, edges=(*mechanism.edges, *edges))


@settings(max_examples=300)
@given(motifs, st.data())
def test_no_path_leads_through_what_is_said_to_be_left_open(plain: Mechanism, data: st.DataObject) -> None:
    mechanism = with_gaps(plain, data)
    start, end = data.draw(pair_of(mechanism))
    query = Query(from_=(start,), to=(end,), cutoff=data.draw(st.integers(1, 6)))
    for reason in drawn_gaps_ahead(mechanism, query, paths_of(mechanism, query)):
        gaps = {gap.id for gap in mechanism.gaps}
        heads = [name for name in reason.nodes if name not in gaps]
        assert heads
        assert gaps & set(reason.nodes)
        for head in heads:
            assert not find_paths(mechanism, [start], [end], via=[head], cutoff=query.cutoff, impossible=True).paths


@given(motifs | mechanisms())
def test_what_is_like_something_is_another_node_of_the_map_and_named_once(mechanism: Mechanism) -> None:
    for name in mechanism.node:
        found = alike(mechanism, name)
        assert name not in found
        assert len(set(found)) == len(found)
        assert set(found) <= set(mechanism.node)


# Cases worked out by hand.


def test_a_drawn_gap_is_the_missing_step(shipped: Mechanism) -> None:
    query = asked(shipped, "from=TLR4&to=pain")
    assert sentence(shipped, query) == (
        "Nothing entered leads from Toll-like receptor 4 to pain: "
        "the step from inflammatory cytokines to pain is missing, drawn as a gap."
    )
    absence = find_absence(shipped, query, paths_of(shipped, query))
    assert absence.gaps == {"cytokines-to-pain", "inflammatory-cytokines", "pain"}
    gap, reached, leading, *instead = absence.reasons
    assert gap.text.startswith("Gap: nothing in this map shows a step from inflammatory cytokines to pain. ")
    assert {"hypersensitivity", "chronic-pain", "inflammatory-cytokines", "microglia"} <= set(reached.nodes)
    assert reached.text.startswith("One gets from Toll-like receptor 4 to ")
    assert reached.text.endswith("; none of them leads on to pain.")
    assert leading.text.startswith("Nothing entered leads to pain except from low-dose naltrexone, ")
    assert ("tlr4", "chronic-pain") in [reason.nodes for reason in instead]


def test_by_way_of_something_the_part_that_is_broken_is_named(shipped: Mechanism) -> None:
    query = asked(shipped, "from=LDN&to=pain&via=TLR4")
    assert sentence(shipped, query).startswith("Nothing entered leads from low-dose naltrexone by way of Toll-like receptor 4 to pain: the")
    said = told(shipped, "from=LDN&to=pain&via=TLR4")
    assert said["limit"] == ["If “by way of Toll-like receptor 4” is given up, 4 paths lead from low-dose naltrexone to pain."]
    assert said["reached"][0].startswith("One gets from Toll-like receptor 4 to ")
    assert any("by way of Toll-like receptor 4 to chronic pain" in one for one in said["instead"])


def test_an_answer_with_paths_says_what_leads_no_further(shipped: Mechanism) -> None:
    query = asked(shipped, "from=LDN&to=pain")
    (reason,) = drawn_gaps_ahead(shipped, query, paths_of(shipped, query))
    assert reason.text.startswith("Nothing entered leads from low-dose naltrexone by way of Toll-like receptor 4, inflammatory cytokines, ")
    assert "gaps are drawn from inflammatory cytokines, " in reason.text
    assert {"tlr4", "cytokines-to-pain"} <= set(reason.nodes)
    assert nexts(query, reason)[0] == asked(shipped, "from=LDN&to=pain&via=TLR4")
    assert drawn_gaps_ahead(shipped, asked(shipped, "from=LDN&to=mood"), paths_of(shipped, asked(shipped, "from=LDN&to=mood"))) == ()


@pytest.mark.parametrize(("search", "kind", "text"), [
    ("from=pain&to=LDN", "reached", "Nothing entered leads from pain onwards."),
    ("from=pain&to=LDN", "leading", "Nothing entered leads to low-dose naltrexone."),
    ("from=pain&to=LDN", "instead", "4 paths lead from low-dose naltrexone to pain."),
    ("from=pain&to=pain", "ends", "Pain would be start and end at once; what leads back to where it begins is a feedback loop."),
    ("from=pain,mood&to=mood,pain", "ends", "No path leads from any of pain and mood to another of them."),
    ("from=LDN&to=pain&hide=pain", "ends", "The filters leave out pain."),
    ("from=LDN&to=pain&hide=pain", "limit", "If “without pain” is given up, 4 paths lead from low-dose naltrexone to pain."),
    ("from=LDN&to=pain&avoid=LDN", "ends", "The question names low-dose naltrexone, and says that no path may pass there."),
    ("from=LDN&to=pain&avoid=pain&via=tlr4", "ends", "The question names pain, and says that no path may pass there."),
    ("from=LDN&to=chronic-pain&cutoff=2", "longer",
     "The shortest path from low-dose naltrexone to chronic pain has 3 steps; the question allows 2."),
    ("from=higher-dose-naltrexone&to=pain&dose=low", "limit",
     "If “low dose, or no dose stated” is given up, 3 paths lead from higher-dose naltrexone to pain."),
    ("from=higher-dose-naltrexone&to=pain&dose=low", "leading",
     "Within the filters nothing entered leads to pain except from low-dose naltrexone, receptor up-regulation and endorphins."),
    ("from=LDN&to=fibromyalgia", "related", "Low-dose naltrexone may have efficacy for fibromyalgia: a relation, but no causal step."),
    ("from=LDN&to=fibromyalgia", "leading", "Nothing entered leads to fibromyalgia."),
    ("from=LDN&to=pain&via=TLR4,endorphins", "limit",
     "If “by way of Toll-like receptor 4” is given up, 1 path leads from low-dose naltrexone by way of endorphins to pain."),
])  # fmt: skip
def test_each_reason_has_its_words(shipped: Mechanism, search: str, kind: str, text: str) -> None:
    assert text in told(shipped, search)[kind]


GAPS = [("b", "c"), ("d", "e")]


def chain(*gaps: tuple[str, str]) -> Mechanism:
    """a leads to b, c to d, e to f, x to y, with gaps between."""
    drawn = [{"id": f"gap-{a}-{b}", "source": a, "target": b, "label": f"{a} to {b}", "explanation": "Nobody looked."} for a, b in gaps]
    return changed(motif("a + b", "c + d", "e - f", "x + y"), gaps=drawn)


def test_several_gaps_in_a_row_are_all_missing() -> None:
    query = Query(from_=("a",), to=("f",))
    nothing = "Nothing entered leads from a to f"
    assert sentence(chain(*GAPS), query) == f"{nothing}: the steps from b to c and from d to e are missing, drawn as gaps."
    two = sentence(chain(*GAPS, ("a", "x"), ("y", "e")), query)
    assert two == f"{nothing}: the steps from a to x and from y to e or from b to c and from d to e are missing, drawn as gaps."
    assert sentence(chain(GAPS[0]), query) == f"{nothing}."
    assert sentence(chain(*GAPS, ("b", "e")), query) == f"{nothing}: the step from b to e is missing, drawn as a gap."
    assert sentence(chain(("b", "e"), ("a", "f")), query) == f"{nothing}: a step from a to f or from b to e is missing, drawn as a gap."


def test_what_is_only_possible_with_two_doses_is_told_and_can_be_shown() -> None:
    mechanism = motif("a + b low", "b + c high")
    query = Query(from_=("a",), to=("c",))
    found = paths_of(mechanism, query)
    assert found.sentence.startswith("No causal path of at most 6 steps is possible.")
    (reason,) = (reason for reason in reasons(mechanism, query) if reason.kind == "impossible")
    assert (reason.text, reason.paths) == ("1 path is impossible; it can be shown.", 1)
    assert len(paths_of(mechanism, nexts(query, reason)[0]).paths) == 1


def test_ways_that_are_no_paths_are_said_to_be_none() -> None:
    mechanism = motif("a + m", "n + z", groups={"m": "g", "n": "g"})
    query = Query(from_=("a",), to=("z",))
    assert sentence(mechanism, query).startswith("Nothing entered leads from a to z")
    turning = motif("a + b", "b + x", "x + b", "b + c")
    assert "pass something twice" in sentence(turning, Query(from_=("a",), to=("c",), via=("x",)))
    members = motif("a + m", "n + z", groups={"m": "g", "n": "g"}, nodes=["g"])
    assert sentence(members, Query(from_=("a",), to=("z",), via=("g",))) == (
        "Nothing entered leads from a by way of g to z: what is reached of what must be passed does not lead on."
    )


def test_a_member_and_its_group_alone_are_no_causal_step() -> None:
    mechanism = motif("m + x", groups={"m": "g"})
    assert "take no causal step at all" in sentence(mechanism, Query(from_=("m",), to=("g",)))


@pytest.mark.parametrize("query", [
    Query(from_=("nowhere",), to=("a",)), Query(from_=("a",), to=("nowhere",)), Query(from_=("a",), to=("b",), via=("nowhere",)),
    Query(from_=("x", "y"), to=("x",)),
])  # fmt: skip
def test_what_is_not_on_the_map_is_an_answer_too(query: Query) -> None:
    mechanism = motif("a + b", "b + c")
    assert sentence(mechanism, query).startswith("Nothing on this map is called '")
    assert select(mechanism, query).edges == ()


def test_a_longer_path_than_can_be_asked_for_is_told_without_a_link() -> None:
    mechanism = motif(*(f"n{number} + n{number + 1}" for number in range(12)))
    (reason,) = (reason for reason in reasons(mechanism, Query(from_=("n0",), to=("n12",))) if reason.kind == "longer")
    assert (reason.text, reason.asks) == ("The shortest path from n0 to n12 has 12 steps; the question allows 6.", ())


def test_a_search_without_an_end_says_where_it_stopped() -> None:
    names = [f"c{number}" for number in range(14)]
    lines = [f"{one} + {other}" for one in names for other in names if one != other]
    mechanism = motif(*lines, "a + c0", "c0 + x", "x + c0", "c0 + b")
    absence = find_absence(mechanism, query := Query(from_=("a",), to=("b",), via=("x",)), paths_of(mechanism, query))
    assert absence.sentence == (
        "If there is a path from a by way of x to b, it has at least 8 steps; the search for it ended after 20,000 looks at a relation."
    )


def test_groups_stand_for_their_members_where_they_must_or_must_not_be_passed() -> None:
    mechanism = motif("a + m", "m + z", "a + n", "n + z", "a + z", groups={"m": "g"})

    def count(**more: Any) -> int:
        return len(find_paths(mechanism, ["a"], ["z"], **more).paths)

    assert (count(), count(via=["g"]), count(via=["m"]), count(via=["g"], avoid=["m"])) == (3, 1, 1, 0)
    assert (count(avoid=["g"]), count(avoid=["m"]), count(avoid=["n"]), count(avoid=["a"]), count(via=["a", "z"])) == (2, 2, 2, 0, 3)
    assert [path.nodes for path in find_paths(mechanism, ["a"], ["m", "n"], avoid=["g"]).paths] == [("a", "n")]
