"""The relations, layers, doses, gaps and identifiers of the shipped mechanism are those that its sources state."""

from __future__ import annotations

import pytest

from pathways.model.assessment import assess_edges
from pathways.model.mechanism import Mechanism
from pathways.model.relations import RELATIONS, RelationName, Sign
from pathways.model.vocabulary import Dose, Layer, Tier

LDN, HIGH = "low-dose-naltrexone", "higher-dose-naltrexone"
NAMED = [  # the relations that the mechanism was asked to hold
    (LDN, Sign.DECREASES, "tlr4"), (LDN, Sign.DECREASES, "inflammatory-cytokines"), (LDN, Sign.DECREASES, "il-1"),
    (LDN, Sign.DECREASES, "tnf-alpha"), (LDN, Sign.DECREASES, "nitric-oxide"),
    (LDN, Sign.INCREASES, "endorphins"), (LDN, Sign.INCREASES, "opioid-growth-factor"),
    ("endorphins", Sign.INCREASES, "natural-opioid-signalling"), ("opioid-growth-factor", Sign.INCREASES, "natural-opioid-signalling"),
    (LDN, Sign.INCREASES, "mood"), (LDN, Sign.INCREASES, "well-being"),
    (LDN, Sign.INCREASES, "intermittent-blockade"),
    ("intermittent-blockade", Sign.INCREASES, "opioid-receptor-number"),
    ("intermittent-blockade", Sign.INCREASES, "opioid-receptor-sensitivity"),
    ("nerve-injury", Sign.INCREASES, "nervous-system-changes"), ("nerve-injury", Sign.INCREASES, "hypersensitivity"),
    ("nervous-system-changes", Sign.INCREASES, "inflammatory-cytokines"), ("nervous-system-changes", Sign.INCREASES, "substance-p"),
    ("substance-p", Sign.INCREASES, "sensitisation"), ("inflammatory-cytokines", Sign.INCREASES, "sensitisation"),
    (HIGH, Sign.INCREASES, "cell-proliferation"), (HIGH, Sign.INCREASES, "immune-cells"),
    ("immune-cells", Sign.INCREASES, "inflammatory-cytokines"), ("immune-cells", Sign.INCREASES, "pain"), (HIGH, Sign.INCREASES, "pain"),
]


@pytest.mark.parametrize(("source", "sign", "target"), NAMED, ids=lambda part: str(part))
def test_the_named_relations_exist(shipped: Mechanism, source: str, sign: Sign, target: str) -> None:
    found = [edge for edge in shipped.edges if (edge.source, edge.target, edge.meaning.sign) == (source, target, sign)]
    assert any(edge.layer is Layer.DOCUMENT and edge.statements for edge in found)


def test_membership_is_by_group(shipped: Mechanism) -> None:
    members = {group: {node.id for node in nodes} for group, nodes in shipped.members.items()}
    assert {"il-1", "tnf-alpha"} <= members["inflammatory-cytokines"]
    assert members["receptor-upregulation"] == {"opioid-receptor-number", "opioid-receptor-sensitivity"}
    assert {"nervous-system-changes", "hypersensitivity"} <= members["sensitisation"]


def test_use_and_association_have_no_sign(shipped: Mechanism) -> None:
    unsigned = {RelationName.TREATS, RelationName.STUDIED_TO_TREAT, RelationName.MAY_TREAT, RelationName.CONTRAINDICATED_WITH,
                RelationName.REQUIRED_FOR, RelationName.ASSOCIATED_WITH, RelationName.INVOLVES, RelationName.FORM_OF}
    assert all(RELATIONS[name].sign is Sign.NONE and not RELATIONS[name].causal for name in unsigned)
    assert {edge.relation for edge in shipped.edges if edge.target == "fibromyalgia"} == {RelationName.MAY_TREAT}


def test_the_layers_keep_apart_who_says_it(shipped: Mechanism) -> None:
    for edge in shipped.edges:
        assert bool(edge.statements) == (edge.layer is not Layer.LITERATURE), edge.id


def test_doses_are_said(shipped: Mechanism) -> None:
    for edge in shipped.edges:
        if edge.source in (LDN, HIGH):
            assert edge.context.dose is (Dose.LOW if edge.source == LDN else Dose.HIGH), edge.id


def test_mirror_images_and_laboratory_doses_support_nothing_about_the_low_dose(shipped: Mechanism) -> None:
    for edge in shipped.edges:
        if edge.source == LDN:
            assert not {"naltrexone-isomers-tlr4-2016", "cant-2017", "kucic-2021"} & set(assess_edges([edge]).supports), edge.id


def test_the_document_infers_the_end_of_the_higher_dose_chain(shipped: Mechanism) -> None:
    for source in ("cell-proliferation", "immune-cells", HIGH):
        for target in ("pain", "inflammation"):
            assert all(said.inferred for said in shipped.edge[f"{source}-increases-{target}"].statements)


def test_contested_and_unsupported_are_what_the_papers_make_them(shipped: Mechanism) -> None:
    pain = assess_edges([shipped.edge["low-dose-naltrexone-decreases-pain"]])
    assert (pain.tier, pain.support, pain.contested) == (Tier.CONTESTED, Tier.TRIAL, True)
    assert pain.sentence.startswith("Contested. Controlled trials in people: 2 for, 5 against. Reviews that pool such trials: 2 for, 1 ")
    assert assess_edges([shipped.edge["low-dose-naltrexone-downregulates-tlr4"]]).contested
    assert assess_edges([shipped.edge["low-dose-naltrexone-downregulates-nitric-oxide"]]).tier is Tier.UNSUPPORTED


def test_open_ends_are_gaps_with_names(shipped: Mechanism) -> None:
    ends = {gap.source for gap in shipped.gaps}
    assert {"inflammatory-cytokines", "neuroinflammation", "natural-opioid-signalling", "nitric-oxide"} == ends
    for gap in shipped.gaps:
        assert not [edge for edge in shipped.edges if (edge.source, edge.target) == (gap.source, gap.target)], gap.id


def test_only_papers_close_the_circle_of_chronic_pain(shipped: Mechanism) -> None:
    back = [edge for edge in shipped.edges if edge.target == "chronic-pain" and edge.meaning.causal]
    assert [(edge.source, edge.layer) for edge in back] == [("sensitisation", Layer.LITERATURE)]


def test_arthrofibrosis_is_a_fact_and_no_arrow(shipped: Mechanism) -> None:
    assert not [edge for edge in shipped.edges if "arthrofibrosis" in (edge.source, edge.target)]
    assert shipped.node["arthrofibrosis"].properties


def test_the_first_view_has_at_most_35_boxes(shipped: Mechanism) -> None:
    assert len([node for node in shipped.nodes if node.group is None]) <= 35


@pytest.mark.parametrize(("node", "curie", "name"), [
    ("naltrexone", "CHEBI:7465", "naltrexone"),
    ("tlr4", "HGNC:11850", "TLR4 (toll like receptor 4)"),
    ("nitric-oxide", "CHEBI:16480", "nitric oxide"),
    ("tnf-alpha", "HGNC:11892", "TNF (tumor necrosis factor)"),
    ("il-1", "MESH:D007375", "Interleukin-1"),
    ("opioid-growth-factor", "CHEBI:6618", "Met-enkephalin"),
    ("ogf-receptor", "HGNC:15768", "OGFR (opioid growth factor receptor)"),
    ("substance-p", "CHEBI:80308", "substance P"),
    ("nk1-receptor", "HGNC:11526", "TACR1 (tachykinin receptor 1)"),
    ("hypersensitivity", "MESH:D006930", "Hyperalgesia"),
    ("fibromyalgia", "MONDO:0005546", "fibromyalgia"),
])
def test_identifiers_name_the_right_thing(shipped: Mechanism, node: str, curie: str, name: str) -> None:
    assert [(found.name, found.match) for found in shipped.node[node].curies if found.id == curie] == [(name, "exact")]


def test_easily_confused_identifiers_are_absent(shipped: Mechanism) -> None:
    """MeSH 'Hypersensitivity' is allergy; the OGF receptor is none of the opioid receptors; no term means arthrofibrosis."""
    used = {curie.id for node in shipped.nodes for curie in node.curies}
    assert "MESH:D006967" not in used
    assert "HGNC:15768" not in {curie.id for curie in shipped.node["opioid-receptors"].curies}
    assert "exact" not in {curie.match.value for curie in shipped.node["arthrofibrosis"].curies}
