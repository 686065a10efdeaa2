"""What evidence amounts to, by the one rule."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from mechanisms import mechanisms

from pathways.assess import RULE, assess, assess_edges, fits
from pathways.model import Context, Finding, Mechanism, Statement
from pathways.vocabulary import Dose, Stance, Tier

QUOTE = Statement(source="s", quote="q")
LOW, HIGH, LABORATORY = (Context(dose=dose) for dose in Dose)


def paper(name: str, stance: str = "supports", study: str = "animal", context: Context | None = None, **rest: Any) -> Finding:
    return Finding.model_validate({
        "reference": name, "stance": stance, "study": study, "finding": "x", "context": context or Context(), **rest,
    })


def test_the_best_supporting_study_gives_the_tier() -> None:
    found = assess([paper("a", study="cell"), paper("b", study="randomised-trial"), paper("c", study="animal"), QUOTE])
    assert found.tier is Tier.TRIAL
    assert found.tiers == ((Tier.TRIAL, 1), (Tier.ANIMAL, 1), (Tier.CELL, 1))
    assert found.human


def test_papers_against_or_mixed_give_no_tier() -> None:
    found = assess([paper("a", "contradicts", "randomised-trial"), paper("b", "mixed", "randomised-trial"), paper("c", study="cell")])
    assert found.tier is Tier.CELL
    assert not found.human
    assert (found.supports, found.contradicts, found.mixed) == (("c",), ("a",), ("b",))


def test_without_a_paper_it_is_document_only() -> None:
    found = assess([QUOTE])
    assert found.tier is Tier.DOCUMENT
    assert found.document_only
    assert not found.contested
    assert found.sentence == "Document only; no paper is entered for it."


def test_papers_of_which_none_supports_make_it_unsupported() -> None:
    found = assess([paper("a", "mixed")])
    assert found.tier is Tier.UNSUPPORTED
    assert not found.document_only
    assert found.sentence == "No paper clearly supports it here: 1 paper is mixed."


def test_each_paper_counts_once() -> None:
    found = assess([paper("a", study="cell"), paper("a", study="randomised-trial"), paper("a", study="animal")])
    assert found.supports == ("a",)
    assert found.tiers == ((Tier.TRIAL, 1),)


def test_a_paper_that_says_both_is_mixed_and_the_edge_contested() -> None:
    found = assess([paper("a"), paper("a", "contradicts")])
    assert (found.supports, found.contradicts, found.mixed) == ((), (), ("a",))
    assert found.contested
    assert found.tier is Tier.UNSUPPORTED


@pytest.mark.parametrize(("told", "wanted", "fit"), [
    (LOW, LOW, True), (LOW, HIGH, False), (LABORATORY, LOW, False), (LABORATORY, HIGH, False),
    (Context(), LOW, True), (LABORATORY, Context(), True),
    (Context(substance="(+)-naltrexone"), Context(), False), (Context(substance="a"), Context(substance="a"), True),
    (Context(tissue="skin"), Context(tissue="gut"), True),
])
def test_support_counts_where_dose_and_substance_fit(told: Context, wanted: Context, fit: bool) -> None:
    finding = paper("a", context=told)
    assert fits(finding, wanted) is fit
    found = assess([finding], wanted)
    assert (found.supports, found.outside) == ((("a",), ()) if fit else ((), ("a",)))


def test_what_speaks_against_counts_from_any_context() -> None:
    found = assess([paper("a", "contradicts", context=HIGH), paper("b", study="randomised-trial")], LOW)
    assert found.contested
    assert found.contradicts == ("a",)
    assert found.against_outside == ("a",)
    assert found.sentence.endswith("What contradicts it is about another dose or substance. Contested.")


def test_several_edges_count_a_paper_once_and_judge_it_by_its_own_edge(toy: Mechanism) -> None:
    lower, higher = toy.edge["toyamine-decreases-tnf-alpha"], toy.edge["toyamine-antagonises-alpha-receptor"]
    found = assess_edges([lower, higher])
    assert found.supports == ("cook-2021", "able-2019")  # mixed on one of the edges, in support of the other
    assert found.mixed == ()
    assert found.outside == ("dyer-2022",)


@pytest.mark.parametrize(("papers", "sentence"), [
    ([paper("a", study="randomised-trial")], "Controlled trials in people: 1 paper supports it."),
    ([paper("a", study="randomised-trial"), paper("b", study="review-of-trials"), *(paper(name, "contradicts") for name in "cdef"),
      paper("g", "mixed")], "Controlled trials in people: 2 papers support it, 4 contradict it, 1 is mixed. Contested."),
    ([paper("a"), paper("b", study="cell"), paper("c", study="cell"), paper("d", "mixed"), paper("e", "mixed")],
     "Animal studies at best: 3 papers support it (1 from animal studies, 2 from cell or tissue studies), 2 are mixed."),
    ([paper("a", "contradicts")], "No paper clearly supports it here: 1 paper contradicts it. Contested."),
    ([paper("a", context=Context(substance="b"))],
     "No paper clearly supports it here. 1 paper supports it for another dose or substance only."),
    ([paper("a", "contradicts"), paper("b", "contradicts", context=Context(substance="b")), paper("c")],
     "Animal studies: 1 paper supports it, 2 contradict it. 1 of those that contradict it is about another dose or substance. Contested."),
])
def test_the_sentence_says_it_all(papers: list[Finding], sentence: str) -> None:
    assert assess(papers).sentence == sentence


@given(mechanisms())
def test_every_paper_is_counted_in_exactly_one_place(mechanism: Mechanism) -> None:
    for edge in mechanism.edges:
        found = assess(edge.evidence, edge.context)
        counted = [*found.supports, *found.contradicts, *found.mixed, *found.outside]
        assert sorted(counted) == sorted({item.reference for item in edge.findings})
        assert sum(count for _, count in found.tiers) == len(found.supports)
        assert found.contested == any(item.stance is Stance.CONTRADICTS for item in edge.findings)
        assert found.sentence.endswith(".")


@given(mechanisms())
def test_one_edge_alone_is_assessed_as_itself(mechanism: Mechanism) -> None:
    for edge in mechanism.edges:
        assert assess_edges([edge]) == assess(edge.evidence, edge.context)


def test_the_rule_is_said_in_plain_words() -> None:
    for word in ("best kind of study", "counts once", "contested", "another dose band", "Document only".casefold()):
        assert word in RULE.replace("Document only", "document only")
