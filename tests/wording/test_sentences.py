"""Sentences about nodes, edges, arrows and gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from mechanisms import mechanisms

from pathways.language.grammar import agreeing
from pathways.model.diagram import find_arrow, fold
from pathways.model.evidence import Context, Statement
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.relations import RELATIONS, RelationName
from pathways.model.vocabulary import Layer
from pathways.wording.sentences import (
    aria_label,
    arrow_sentence,
    capitalised,
    context_sentence,
    edge_sentence,
    gap_sentence,
    hedge_sentence,
    node_sentences,
)


@pytest.mark.parametrize(("edge", "sentence", "plain"), [
    ("toyamine-antagonises-alpha-receptor", "Toyamine antagonises α-toy receptor.", "Toyamine blocks α-toy receptor."),
    ("messengers-promotes-swelling",
     "Inflammatory messengers promote Long-lasting swelling of the soft tissues around the injured joint.",
     "Inflammatory messengers make more likely Long-lasting swelling of the soft tissues around the injured joint."),
    ("toyamine-studied-to-treat-pain", "Toyamine is studied to treat pain.", "Toyamine is being looked at as a treatment for pain."),
])
def test_an_edge_is_a_sentence(toy: Mechanism, edge: str, sentence: str, plain: str) -> None:
    assert edge_sentence(toy, toy.edge[edge]) == sentence
    if "more likely" not in plain:
        assert edge_sentence(toy, toy.edge[edge], plain=True) == plain


def test_a_folded_arrow_names_its_members_verbs_and_number(toy: Mechanism) -> None:
    diagram = fold(toy)
    assert [arrow_sentence(diagram, arrow) for arrow in diagram.arrows][:5] == [
        "Toyamine antagonises α-toy receptor.",
        "Toyamine decreases inflammatory messengers (TNF-α).",
        "Toyamine increases inflammatory messengers (TNF-α, IL-10) (2 relations).",
        "α-toy receptor increases inflammatory messengers (TNF-α, IL-10) (2 relations).",
        "Injury causes Long-lasting swelling of the soft tissues around the injured joint.",
    ]


def test_different_verbs_of_one_arrow_are_joined(toy: Mechanism) -> None:
    other = toy.edge["toyamine-increases-il-10"].model_copy(update={"relation": RelationName.PRODUCES, "id": "other"})
    more = Mechanism.model_validate({**{name: getattr(toy, name) for name in Mechanism.model_fields}, "edges": (*toy.edges, other)})
    arrow = find_arrow(fold(more), "other")
    assert arrow is not None
    assert arrow_sentence(fold(more), arrow) == "Toyamine increases or produces inflammatory messengers (TNF-α, IL-10) (3 relations)."


def test_the_spoken_name_says_who_says_it_and_the_evidence(toy: Mechanism) -> None:
    diagram = fold(toy)
    said = diagram.arrow_of_edge["injury-sensitises-alpha-receptor"]
    assert aria_label(diagram, said) == (
        "Injury sensitises α-toy receptor. Stated by papers only. Evidence: Animal studies: 1 paper supports it."
    )
    assert aria_label(diagram, diagram.arrow_of_edge["injury-causes-swelling"]).endswith(
        "joint. Evidence: Document only; no paper is entered for it."
    )


@pytest.mark.parametrize(("hedges", "inferred", "sentence"), [
    (["is believed to"], False, 'The document hedges: "is believed to".'),
    (["may", "appears", "may"], False, 'The document hedges: "may" and "appears".'),
    ([""], False, "The document states this without a hedge."),
    (["may", ""], False, 'The document hedges: "may"; elsewhere it states this without a hedge.'),
    (["likely"], True, 'The document hedges: "likely". It is the document\'s own inference.'),
    ([], False, "The document does not say this."),
])
def test_the_hedge_is_kept_word_for_word(hedges: list[str], inferred: bool, sentence: str) -> None:
    said = tuple(Statement(source="s", quote="q", hedge=hedge, inferred=inferred) for hedge in hedges)
    edge = Edge(source="a", relation=RelationName.CAUSES, target="b", layer=Layer.DOCUMENT, evidence=said)
    assert hedge_sentence(edge) == sentence


def test_a_node_says_what_acts_on_it_and_what_it_acts_on(toy: Mechanism) -> None:
    assert node_sentences(toy, toy.node["il-10"]) == (
        "What acts on it: toyamine (increases) and α-toy receptor (increases).",
        f"What it acts on: tumour necrosis factor alpha (decreases) and {toy.node['swelling'].label} (modulates).",
        "It belongs to inflammatory messengers.",
    )
    assert node_sentences(toy, toy.node["pain"]) == (
        "Nothing on this map acts on it.", "It acts on nothing on this map.", "Toyamine is studied to treat pain.",
    )
    assert node_sentences(toy, toy.node["messengers"], plain=True)[-1] == "It groups tumour necrosis factor alpha and interleukin-10."


def test_a_gap_says_what_is_missing(toy: Mechanism) -> None:
    assert gap_sentence(toy, toy.gaps[0]) == (
        "Gap: nothing in this map shows a step from Long-lasting swelling of the soft tissues around the injured joint to pain."
    )


def test_a_context_is_said_in_the_order_of_its_fields() -> None:
    context = Context.model_validate({"phase": "early", "dose": "high", "population": "adults", "substance": "(+)-naltrexone"})
    assert context_sentence(context) == "Stated for: high or higher dose; substance: (+)-naltrexone; population: adults; phase: early."
    assert context_sentence(Context(amount="2 mg")) == "Stated for: 2 mg."


@pytest.mark.parametrize(("label", "first"), [
    ("pain", "Pain"), ("low-dose naltrexone", "Low-dose naltrexone"), ("mood, well-being", "Mood, well-being"), ("Pain", "Pain"),
    ("p16 and p21", "p16 and p21"), ("mTOR", "mTOR"), ("iNOS", "iNOS"), ("α-SMA", "α-SMA"), ("c-fos", "c-fos"),
    ("alpha cells", "Alpha cells"), ("miR-21", "miR-21"), ("pH", "pH"), ("dsRNA", "dsRNA"), ("n-3 fatty acids", "n-3 fatty acids"),
    ("NF-κB", "NF-κB"), ("2-AG", "2-AG"), ("", ""),
])
def test_a_label_starts_a_sentence_with_a_capital_unless_it_is_a_symbol(label: str, first: str) -> None:
    assert capitalised(label) == first


@pytest.mark.parametrize("label", [
    "Endorphins", "Inflammatory cytokines", "p16 and p21", "Toll-like receptors 7, 8 and 9", "Changes in the nervous system", "Microglia",
    "Conditions", "Mood and well-being",
])
def test_several_things_take_the_plural(label: str) -> None:
    assert agreeing("increases", label) == "increase"


@pytest.mark.parametrize("label", [
    "Pain", "Substance P", "Fibrosis", "Number of opioid receptors", "Inflammation of the nervous system", "Stress", "Virus",
    "Tumour necrosis factor alpha", "Quality of life", "Injury to nerves and vessels",
])
def test_one_thing_takes_the_singular(label: str) -> None:
    assert agreeing("increases", label) == "increases"


def test_every_verb_has_a_plural() -> None:
    for relation in RELATIONS.values():
        for verb in (relation.verb, relation.plain):
            first = agreeing(verb, "mice").split()[0]
            assert first.rstrip(",") not in ("is", "has", "goes")
            assert first in ("may", "must", "might") or not first.rstrip(",").endswith("s"), verb


@given(mechanisms())
def test_every_part_of_every_mechanism_has_its_sentence(mechanism: Mechanism) -> None:
    for groups in ((), mechanism.members):
        diagram = fold(mechanism, groups)
        for arrow in diagram.arrows:
            assert aria_label(diagram, arrow).endswith(".")
            assert arrow_sentence(diagram, arrow, plain=True).endswith(".")
    for node in mechanism.nodes:
        assert all(sentence.endswith(".") for sentence in node_sentences(mechanism, node))
