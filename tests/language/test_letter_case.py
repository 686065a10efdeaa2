"""Inside a sentence a label loses its capital only where the map itself writes the word without it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mechanisms import mechanisms, queries

from pathways.language.letter_case import inside, running_texts
from pathways.model.mechanism import Mechanism, Node, Source
from pathways.query.query import Query
from pathways.query.select import select
from pathways.wording.sentences import edge_sentence

TEXT = (
    "Pain and low-dose naltrexone; the pain of Ehlers-Danlos syndrome, of gi disorders no less, as Gi protein and Bcl-2 bind Akt. "
    "Mood, well-being and a gram-negative germ. Toll-like receptors took their toll. See https://akt.example/bcl-2 and @met-1 or "
    "doi:10.1000/akt. He was given it bid, and Bid moved to Bax and Bid. No kit is sold as the drug."
)


@pytest.mark.parametrize(("label", "within"), [
    ("Pain", "pain"), ("Low-dose naltrexone", "low-dose naltrexone"), ("Mood, well-being", "Mood, well-being"), ("Drug", "drug"),
    ("Akt", "Akt"), ("Bcl-2", "Bcl-2"), ("Ehlers-Danlos syndrome", "Ehlers-Danlos syndrome"), ("Met", "Met"), ("Gi protein", "Gi protein"),
    ("Toll-like receptor 4", "Toll-like receptor 4"), ("Bid", "Bid"), ("NMDA receptor", "NMDA receptor"), ("TNF-α", "TNF-α"),
    ("T cells", "T cells"), ("A fibres", "A fibres"), ("p16 and p21", "p16 and p21"), ("α-SMA", "α-SMA"), ("Kit", "kit"),
    ("Gram-negative germs", "gram-negative germs"), ("İ", "İ"), ("", ""), (" ", " "), ("-", "-"), ("2-AG", "2-AG"),
    ("Th17 cells", "Th17 cells"),
    ("Gi/Go protein", "Gi/Go protein"), ("Pain/stress", "Pain/stress"), ("Übelkeit", "Übelkeit"),
])
def test_a_label_follows_the_letters_of_the_text(label: str, within: str) -> None:
    assert inside([label], [TEXT]) == {label: within}


def test_without_a_text_every_label_stays_as_it_is() -> None:
    assert inside(["Pain", "Akt"], []) == {"Pain": "Pain", "Akt": "Akt"}


def test_letters_are_the_same_however_an_accent_is_coded() -> None:
    composed, apart = "M\u00fcdigkeit", "Mu\u0308digkeit"
    assert inside([apart], ["gro\u00dfe m\u00fcdigkeit"]) == {apart: "mu\u0308digkeit"}
    assert inside([composed], ["gro\u00dfe mu\u0308digkeit"]) == {composed: "m\u00fcdigkeit"}
    assert inside([apart], ["mu receptors"]) == {apart: apart}


words = st.sampled_from(["Pain", "pain", "PAIN", "Akt", "akt", "Gi", "Bcl-2", "bcl-2", "T", "low-dose", "Low-dose", "α", "is", ",", "."])
phrases = st.lists(words, min_size=1, max_size=6).map(" ".join) | st.text(max_size=40)


@given(st.lists(phrases, max_size=5), st.lists(phrases, max_size=8))
def test_only_the_first_letter_changes_and_only_to_what_a_text_has(labels: list[str], texts: list[str]) -> None:
    found = inside(labels, texts)
    assert set(found) == set(labels)
    for label, within in found.items():
        assert within[1:] == label[1:]
        if within != label:
            assert within[0] == label[0].lower()
            word = within.split()[0].rstrip(".,;:")
            assert any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for text in texts)


def test_the_texts_of_a_map_are_its_own_words(shipped: Mechanism) -> None:
    found = set(running_texts(shipped))
    assert shipped.sources[0].text in found
    assert {node.description for node in shipped.nodes} <= found
    assert {item.finding for edge in shipped.edges for item in edge.findings} <= found
    assert {item.quote for edge in shipped.edges for item in edge.statements} <= found
    assert {scene.caption for story in shipped.stories for scene in story.scenes} <= found
    assert not {paper.title for paper in shipped.references if paper.title} & found
    assert not {source.url for source in shipped.sources} & found


@pytest.mark.parametrize("label", ["Akt", "Gi protein", "Bcl-2", "Ehlers-Danlos syndrome", "Xyz"])
def test_an_identifier_does_not_make_a_name_an_ordinary_word(label: str) -> None:
    name = label.split()[0].lower()
    curies = ({"id": "A:1", "name": name},)
    node = Node(id=name, label=label, kind="protein", region=name, description=f"{label} does something.", curies=curies)
    source = Source(id=name, title="The page", file=f"sources/{name}.txt", url=f"https://example.org/{name}")
    mechanism = Mechanism(id=name, title=label, sentence="About it.", version="1", date="1", nodes=(node,), edges=(), sources=(source,))
    assert mechanism.inline == {name: label}
    assert Query(focus=(name,)).sentence(mechanism) == f"What lies within 1 step of {label}."


def test_a_name_keeps_its_letters_in_every_sentence(toy: Mechanism) -> None:
    names = {"pain": "Akt", "toyamine": "Gi protein"}
    nodes = tuple(node.model_copy(update={"label": names.get(node.id, node.label)}) for node in toy.nodes)
    named = Mechanism.model_validate({**{name: getattr(toy, name) for name in Mechanism.model_fields}, "nodes": nodes})
    assert edge_sentence(named, named.edge["toyamine-studied-to-treat-pain"]) == "Gi protein is studied to treat Akt."
    assert Query(from_=("toyamine",), to=("pain",)).sentence(named) == "What leads from Gi protein to Akt in at most 6 steps."


@given(mechanisms(), queries)
def test_a_part_writes_its_labels_as_the_whole_does(mechanism: Mechanism, query: Query) -> None:
    nodes = tuple(node.model_copy(update={"label": f"Node {node.id}", "description": ""}) for node in mechanism.nodes)
    fields = {name: getattr(mechanism, name) for name in Mechanism.model_fields}
    whole = Mechanism.model_construct(**fields | {"nodes": nodes, "summary": "Each node is a node."})
    part = select(whole, query)
    assert all(part.inline[name] == whole.inline[name] == f"node {name}" for name in part.node)


def test_a_part_without_the_word_still_writes_it_small(shipped: Mechanism) -> None:
    for node in shipped.nodes:
        part = select(shipped, Query(focus=(node.id,)))
        assert all(part.inline[name] == shipped.inline[name] for name in part.node)
        assert all(edge_sentence(part, edge) == edge_sentence(shipped, edge) for edge in part.edges)
