"""The model and the vocabularies that it is made of."""

from __future__ import annotations

from functools import reduce
from operator import mul

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pathways.model.evidence import Statement
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.reference import Reference
from pathways.model.relations import RELATIONS, Head, RelationName, Sign
from pathways.model.vocabulary import DOSES, KINDS, LAYERS, STUDIES, TIERS, Dose, KindName, Layer, StudyName, Tier
from pathways.query.query import Query
from pathways.query.select import select

signs = st.sampled_from(Sign)


@given(st.lists(st.sampled_from([Sign.INCREASES, Sign.DECREASES]), min_size=1))
def test_net_sign_is_a_product(steps: list[Sign]) -> None:
    expected = Sign.DECREASES if steps.count(Sign.DECREASES) % 2 else Sign.INCREASES
    assert reduce(mul, steps) is expected


@given(signs, signs, signs)
def test_signs_multiply_in_any_order(a: Sign, b: Sign, c: Sign) -> None:
    assert a * b is b * a
    assert (a * b) * c is a * (b * c)
    assert Sign.INCREASES * a is a


@given(st.lists(signs, min_size=1))
def test_one_open_step_opens_the_net_sign_and_one_that_is_no_cause_ends_it(steps: list[Sign]) -> None:
    net = reduce(mul, steps)
    assert (net is Sign.NONE) == (Sign.NONE in steps)
    assert (net is Sign.UNKNOWN) == (Sign.UNKNOWN in steps and Sign.NONE not in steps)


def test_every_word_of_the_vocabularies_is_explained() -> None:
    for table, words in ((RELATIONS, RelationName), (KINDS, KindName), (STUDIES, StudyName), (LAYERS, Layer), (DOSES, Dose), (TIERS, Tier)):
        assert list(table) == list(words)


def test_a_sign_has_one_arrowhead() -> None:
    heads = {Sign.INCREASES: Head.TRIANGLE, Sign.DECREASES: Head.TBAR, Sign.UNKNOWN: Head.CIRCLE, Sign.NONE: Head.PLAIN}
    for relation in RELATIONS.values():
        assert relation.head is heads[relation.sign], relation.name


def test_structural_relations_and_those_of_use_have_no_sign() -> None:
    unsigned = {name.value for name, relation in RELATIONS.items() if not relation.causal}
    assert unsigned == {
        "treats", "studied-to-treat", "may-treat", "contraindicated-with", "required-for", "associated-with", "involves",
        "is-a", "part-of", "form-of",
    }
    assert {name.value for name, relation in RELATIONS.items() if relation.structural} == {"is-a", "part-of", "form-of"}


def test_truth_is_frozen(toy: Mechanism) -> None:
    with pytest.raises(ValidationError):
        toy.title = "Another"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        toy.nodes[0].label = "Another"


def test_an_edge_is_named_after_its_ends_and_relation() -> None:
    said = Statement(source="s", quote="q")
    edge = Edge(source="a", relation=RelationName.CAUSES, target="b", layer=Layer.DOCUMENT, evidence=(said,))
    assert edge.id == "a-causes-b"
    assert edge.meaning is RELATIONS[RelationName.CAUSES]
    assert edge.statements == (said,)
    assert edge.findings == ()


def test_lookups_go_by_id(toy: Mechanism) -> None:
    assert toy.node["tnf-alpha"].name == "TNF-α"
    assert toy.edge["injury-causes-swelling"].target == "swelling"
    assert [member.id for member in toy.members["messengers"]] == ["tnf-alpha", "il-10"]
    assert toy.reference["able-2019"].cite == "Able 2019"
    assert "Toyamine is an invented medicine." in toy.source["leaflet"].text


@pytest.mark.parametrize(("fields", "url"), [
    ({"DOI": "10.5555/a", "PMID": "1"}, "https://doi.org/10.5555/a"),
    ({"PMID": "1", "PMCID": "PMC2"}, "https://pubmed.ncbi.nlm.nih.gov/1/"),
    ({"PMCID": "PMC2"}, "https://pmc.ncbi.nlm.nih.gov/articles/PMC2/"),
    ({"number": "NCT00000001"}, "https://clinicaltrials.gov/study/NCT00000001"),
    ({"number": "javascript:alert(1)"}, ""),
    ({}, ""),
])
def test_a_reference_links_to_its_most_lasting_address(fields: dict[str, str], url: str) -> None:
    assert Reference.model_validate({"id": "x", "type": "book", **fields}).url == url


def test_two_equal_mechanisms_are_equal_whatever_was_asked_of_them(toy: Mechanism) -> None:
    one, other = (Mechanism.model_validate({name: getattr(toy, name) for name in Mechanism.model_fields}) for _ in range(2))
    for asked in (one, other):
        assert asked.whole is asked
        assert asked.inline["pain"] == "pain"
    assert one == other
    part, same = select(one, Query(focus=("pain",))), select(other, Query(focus=("pain",)))
    assert part.whole is one
    assert part == same
    assert part != one
