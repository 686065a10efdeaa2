"""A question as a value: it prints, parses and fits in a URL."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mechanisms import EDGES, NODES, all_queries, mechanisms

from pathways.errors import UnknownName
from pathways.model.mechanism import Mechanism
from pathways.model.relations import Sign
from pathways.model.vocabulary import Layer, Species
from pathways.query.fields import FIELDS, NAMED
from pathways.query.query import LONGEST, MOST, Query, resolve
from pathways.query.url import PATIENCE


def _node(name: str, label: str, group: str | None = None) -> dict[str, object]:
    return {"id": name, "label": label, "kind": "drug", "region": "r", "description": "x", "group": group}


def _edge(source: str, rest: str) -> dict[str, object]:
    relation, _, target = rest.rpartition("-")
    return {"source": source, "relation": relation, "target": target, "layer": "document", "evidence": []}


EIGHT = Mechanism.model_validate({
    "id": "eight", "title": "x", "sentence": "x", "version": "1", "date": "1",
    "edges": [_edge(*name.partition("-")[::2]) for name in EDGES],
    "nodes": [*(_node(name, name) for name in NODES), *(_node(f"m{number}", "m", f"n{number}") for number in range(3))],
})


def test_every_field_of_a_question_has_a_row_and_every_row_a_field() -> None:
    names = {one.name for one in fields(Query)}
    assert names == {*FIELDS}, (
        f"{sorted(names ^ {*FIELDS})}: a field of Query (query.py) needs a row of _ROWS (fields.py), and a row needs a field."
    )
    assert len(NAMED) == len(FIELDS), "Two rows have the same name in an address."


@given(all_queries)
def test_a_query_survives_its_url(query: Query) -> None:
    assert Query.parse(query.search(), EIGHT) == (query, ())
    assert Query.parse(f"?{query.search()}", EIGHT) == (query, ())


@given(st.text())
def test_no_text_breaks_the_address(text: str) -> None:
    query, remarks = Query.parse(text, EIGHT)
    assert Query.parse(query.search(), EIGHT)[0] == query
    assert all(remark.strip() for remark in remarks)


@given(st.sampled_from(list(NAMED)), st.text(max_size=40))
def test_no_value_breaks_a_field(name: str, value: str) -> None:
    query, _ = Query.parse(f"{name}={value}", EIGHT)
    assert Query.parse(query.search(), EIGHT)[0] == query


def test_the_whole_map_has_an_empty_address() -> None:
    assert Query().search() == ""


def test_parameters_come_in_one_order_with_readable_commas() -> None:
    query = Query(hide=("a", "b"), layer=(Layer.LITERATURE, Layer.DOCUMENT), move=(("a", 1.5, -2.0),), view=(0.0, 10.25, 1.2))
    assert query.search() == "layer=document,literature&hide=a,b&move=a:1.5:-2&view=0,10.25,1.2"


def test_two_questions_that_mean_the_same_are_equal() -> None:
    assert Query(sign=(Sign.NONE, Sign.INCREASES, Sign.NONE)) == Query(sign=(Sign.INCREASES, Sign.NONE))
    assert Query(move=(("a", 1.0, 1.0), ("a", 2.0, 2.001))) == Query(move=(("a", 2.0, 2.0),))


@pytest.mark.parametrize("name", ["tnf-alpha", "TNF-α", "tumour necrosis factor ALPHA", " tnf ", "cachectin", "UniProtKB:P01375"])
def test_a_node_answers_to_all_its_names(toy: Mechanism, name: str) -> None:
    assert resolve(toy, name) == "tnf-alpha"


def test_an_unknown_name_is_answered_with_the_nearest(toy: Mechanism) -> None:
    with pytest.raises(UnknownName) as error:
        resolve(toy, "TNFb")
    assert str(error.value) == "No node 'TNFb'. Nearest: 'tnf-alpha' (Tumour necrosis factor alpha)."
    with pytest.raises(UnknownName, match=r"^No node 'zzzzz'\.$"):
        resolve(toy, "zzzzz")


def test_a_name_of_several_nodes_is_answered_with_all_of_them() -> None:
    with pytest.raises(UnknownName, match=r"^'m' names several nodes: 'm0' \(m\), 'm1' \(m\), 'm2' \(m\)\.$"):
        resolve(EIGHT, "m")


@pytest.mark.parametrize(("search", "rest", "sentence"), [
    ("focus=tlr4,toyamine", "focus=toyamine", "No node 'tlr4'."),
    ("focus=TNFb,TOY", "focus=toyamine", "No node 'TNFb'. Nearest: 'tnf-alpha' (Tumour necrosis factor alpha)."),
    ("layer=documents,clinical", "layer=clinical", "'documents' is not a value of 'layer'. Did you mean 'document'?"),
    ("sign=x", "", "'x' is not a value of 'sign'. Known: increases, decreases, unknown, none."),
    ("radius=0", "", "'0' is not a radius. Expected a whole number from 1 to 9."),
    ("open=tnf-alpha,messengers", "open=messengers", "'tnf-alpha' is no group, so it cannot be opened."),
    ("focsu=toyamine", "", "'focsu' means nothing in an address here. Did you mean 'focus'?"),
    ("move=toyamine:1", "", "'toyamine:1' is not a moved box. Expected id:x:y."),
    ("move=toyamine:nan:1", "", "'toyamine:nan:1' is not a moved box. Expected id:x:y."),
    ("view=1,2,0", "", "'1,2,0' is not a view. Expected x,y,scale with a scale from 0.01 to 100."),
    ("theme=drak", "", "'drak' is not a value of 'theme'. Did you mean 'dark'?"),
    ("species=martian,mouse", "species=mouse", "'martian' is not a value of 'species'. Known: human, mouse, rat, rodent."),
    ("species=rats", "", "'rats' is not a value of 'species'. Did you mean 'rat'?"),
    ("year-from=20x5", "", "'20x5' is not a year for 'year-from'. Expected four digits from 1000 to 2999, as in 2015."),
    ("year-from=0", "", "'0' is not a year for 'year-from'. Expected four digits from 1000 to 2999, as in 2015."),
    ("year_from=2015", "", "'year_from' means nothing in an address here. Did you mean 'year-from'?"),
    ("table=yes", "", "'yes' does not answer 'table'. Expected 1 or 0."),
    ("sort=<b>", "", "'<b>' does not answer 'sort'. Expected a word of small letters, digits and hyphens."),
])
def test_what_is_not_understood_gets_a_sentence_and_the_rest_is_kept(toy: Mechanism, search: str, rest: str, sentence: str) -> None:
    query, remarks = Query.parse(search, toy)
    assert query.search() == rest
    assert remarks == (sentence,)


@pytest.mark.parametrize("name", [
    "pain", "injury-causes-swelling", "gap-swelling-pain", "alpha-receptor~increases~messengers", "toyamine~structural~messengers",
])
def test_nodes_edges_arrows_and_gaps_can_be_selected(toy: Mechanism, name: str) -> None:
    assert Query.parse(f"select={name}", toy) == (Query(select=name), ())


def test_a_name_with_a_percent_sign_or_plus_is_read(toy: Mechanism) -> None:
    assert Query.parse("focus=interleukin-10%2CTNF-%CE%B1", toy)[0].focus == ("il-10", "tnf-alpha")
    assert Query.parse("focus=Tumour+necrosis+factor+alpha", toy)[0].focus == ("tnf-alpha",)


def test_a_label_with_a_comma_is_one_name() -> None:
    node = {"id": "a", "label": "Pain, chronic", "kind": "symptom", "region": "r", "description": "x"}
    one = Mechanism.model_validate({"id": "m", "title": "x", "sentence": "x", "version": "1", "date": "1", "nodes": [node], "edges": []})
    assert Query.parse("focus=pain, chronic", one) == (Query(focus=("a",)), ())


def test_a_repeated_parameter_adds_to_the_list(toy: Mechanism) -> None:
    assert Query.parse("hide=pain&hide=injury", toy)[0].hide == ("pain", "injury")


def test_long_addresses_and_long_lists_are_cut_with_a_sentence(toy: Mechanism) -> None:
    query, remarks = Query.parse("focus=pain&" + "x" * LONGEST, toy)
    assert query.focus == ("pain",)
    assert remarks == (f"The address has {LONGEST + 11} characters; only the first {LONGEST} were read.",)
    query, remarks = Query.parse(f"hide={','.join(['pain'] * (MOST + 1))}", toy)
    assert query.hide == ("pain",)
    assert remarks == (f"'hide' lists {MOST + 1} items; only the first {MOST} were read.",)


def test_after_too_much_nonsense_the_rest_is_not_read(toy: Mechanism) -> None:
    query, remarks = Query.parse("&".join([f"hide=nothing{number}" for number in range(600)] + ["focus=pain"]), toy)
    assert query == Query()
    assert len(remarks) == PATIENCE + 1
    assert remarks[-1] == "Too much of this address is not understood; the rest was not read."


def test_a_caption_says_the_question_in_words(toy: Mechanism) -> None:
    layers = (Layer.DOCUMENT, Layer.LITERATURE)
    query = Query(focus=("tnf-alpha",), radius=2, direction="upstream", layer=layers, evidence="human", hide=("pain",))
    assert query.sentence(toy) == (
        "What lies within 2 steps upstream of tumour necrosis factor alpha; without pain; layers: document, literature; "
        "only relations supported by studies in people."
    )
    assert Query(theme="dark", select="pain").sentence(toy) == "The whole map."
    papers = Query(species=(Species.RAT, Species.MOUSE), year_from=2015)
    assert papers.search() == "species=mouse,rat&year-from=2015"
    assert papers.sentence(toy) == (
        "Part of the map; only relations with a paper on mice or rats, or on their cells; "
        "only relations with a paper of 2015 or later (quotations and papers without a year do not count)."
    )


@given(mechanisms(), all_queries)
def test_every_question_has_a_caption(mechanism: Mechanism, query: Query) -> None:
    assert query.sentence(mechanism).endswith(".")
    asked = query.up or query.down or query.block or query.loops or query.against
    assert (query.sentence(mechanism) == "The whole map.") == (not query.filtered and not asked)


def test_what_must_be_passed_is_no_less_a_difference(shipped: Mechanism) -> None:
    ends, tlr4 = Query(from_=("low-dose-naltrexone",), to=("pain",)), ("tlr4",)
    by_way = "What leads by way of Toll-like receptor 4 in at most"
    assert Query(via=tlr4).unlike(Query(), shipped) == f"{by_way} 6 steps."
    assert replace(ends, via=tlr4).unlike(ends, shipped) == f"{by_way} 6 steps; otherwise the same."
    assert Query(via=tlr4, cutoff=3).unlike(Query(via=tlr4), shipped) == f"{by_way} 3 steps."
    assert ends.unlike(replace(ends, via=tlr4), shipped) == "no limit by via; otherwise the same."
