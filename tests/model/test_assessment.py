"""What evidence amounts to, by the one rule."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from mechanisms import mechanisms

from pathways.model.assessment import assess, assess_edges, fit
from pathways.model.evidence import Context, Finding, Statement
from pathways.model.mechanism import Mechanism
from pathways.model.vocabulary import Comparator, Dose, Match, Species, Stance, StudyName, Tier

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
    assert (found.tier, found.support) == (Tier.CONTESTED, Tier.CELL)
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
    assert (found.tier, found.support) == (Tier.CONTESTED, None)


@pytest.mark.parametrize(("told", "wanted", "counts"), [
    (LOW, LOW, True), (LOW, HIGH, False), (LABORATORY, LOW, False), (LABORATORY, HIGH, False),
    (Context(), LOW, True), (LABORATORY, Context(), True),
    (Context(substance="(+)-naltrexone"), Context(), False), (Context(substance="a"), Context(substance="a"), True),
    (Context(tissue="skin"), Context(tissue="gut"), True),
])
def test_support_counts_where_dose_and_substance_fit(told: Context, wanted: Context, counts: bool) -> None:
    finding = paper("a", context=told)
    assert fit(finding, wanted).counts is counts
    found = assess([finding], wanted)
    assert (found.supports, found.outside) == ((("a",), ()) if counts else ((), ("a",)))


@pytest.mark.parametrize(("studied", "meant", "counts"), [
    (["mouse"], [], True), (["mouse"], ["mouse"], True), (["rat"], ["mouse"], False), (["rodent"], ["mouse"], True),
    (["mouse"], ["rodent"], True), (["human"], ["rodent"], False), (["human", "rat"], ["rat"], True), (["rabbit"], ["rodent"], False),
])
def test_a_relation_of_some_species_is_supported_by_studies_of_them(studied: list[str], meant: list[str], counts: bool) -> None:
    context = Context.model_validate({"species": meant})
    assert fit(paper("a", species=studied), context).counts is counts


def test_no_support_hides_a_contest() -> None:
    for study in StudyName:
        found = assess([paper("a", study=study), paper("b", study="randomised-trial"), paper("c", "contradicts", study="cell")])
        assert found.tier is Tier.CONTESTED
        assert found.sentence.startswith("Contested.")
        assert found.support is Tier.TRIAL


def test_what_speaks_against_counts_from_any_context() -> None:
    found = assess([paper("a", "contradicts", context=HIGH), paper("b", study="randomised-trial")], LOW)
    assert found.contested
    assert found.contradicts == ("a",)
    assert found.against_outside == ("a",)
    assert "What contradicts it is about another context." in found.sentence


def test_several_edges_count_a_paper_once_and_judge_it_by_its_own_edge(toy: Mechanism) -> None:
    lower, higher = toy.edge["toyamine-decreases-tnf-alpha"], toy.edge["toyamine-antagonises-alpha-receptor"]
    found = assess_edges([lower, higher])
    assert found.supports == ("cook-2021", "able-2019")  # mixed on one of the edges, in support of the other
    assert found.mixed == ()
    assert found.outside == ("dyer-2022",)


README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("what that amounts to |")[2].partition("\n## ")[0]
CASES = [
    [cell.strip() for cell in row.strip("|").split("|")]
    for row in re.findall(r"^\|.*\|$", TABLE, re.MULTILINE) if "---" not in row
]


def entered(words: str, name: str) -> Finding:
    """One paper as the README's table writes it: the stance, then the words of the data in any order."""
    stance, _, rest = words.partition(": ")
    fields: dict[str, Any] = {"stance": stance}
    for word in rest.split(", "):
        if word in set(StudyName) and "study" not in fields:
            fields["study"] = word
        elif word in set(Species):
            fields["species"] = [word]
        elif word in set(Comparator):
            fields["comparator"] = word
        elif word in set(Match):
            fields["population_match"] = word
        elif word == "no difference":
            fields["null_result"] = True
        else:
            key, _, value = word.partition(" ")
            fields |= {"n": int(value)} if key == "n" else {"context": {"dose": value}}
    return Finding.model_validate({"reference": name, "finding": "x", **fields})


def stated(words: str) -> Context:
    if words == "any":
        return Context()
    return Context(dose=Dose(words.removesuffix(" dose"))) if words.endswith(" dose") else Context(species=(Species(words),))


@pytest.mark.parametrize(("relation", "papers", "amounts_to"), CASES)
def test_the_readme_says_what_evidence_amounts_to(relation: str, papers: str, amounts_to: str) -> None:
    findings = [entered(words, f"p{place}") for place, words in enumerate(papers.split(" · ")) if words != "none"]
    assert assess(findings, stated(relation)).sentence == amounts_to


def test_the_readme_shows_each_part_of_the_rule() -> None:
    told = " ".join(case[2] for case in CASES)
    assert len(CASES) >= 15
    for part in ("Contested.", "another context only", "Left blank", "is mixed", "Case reports", "Animal studies", "Document only"):
        assert part in told


@pytest.mark.parametrize(("papers", "sentence"), [
    ([paper("a", study="cell"), paper("b"), paper("c", study="cell"), paper("d", "mixed"), paper("e", "mixed")],
     "Animal studies at best: 3 papers support it (1 from animal studies, 2 from cell or tissue studies), 2 are mixed."),
    ([paper("a", "contradicts")], "Contested. Animal studies: 1 against."),
    ([paper("a", "contradicts"), paper("b", "contradicts", context=Context(substance="b")), paper("c")],
     "Contested. Animal studies: 1 for, 2 against. 1 of those that contradict it is about another context."),
    ([paper("a", "contradicts", study="cell"), paper("a"), paper("b", "mixed")], "Contested. 2 papers are mixed."),
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
        against = [item for item in edge.findings if item.stance is Stance.CONTRADICTS]
        heads = (Comparator.ACTIVE, Comparator.PLACEBO_OR_ACTIVE)
        assert found.contested == any(not (item.null_result and item.comparator in heads) for item in against)
        assert sum(count for _, count in found.against) == len(found.contradicts)
        assert found.sentence.endswith(".")


@given(mechanisms())
def test_one_edge_alone_is_assessed_as_itself(mechanism: Mechanism) -> None:
    for edge in mechanism.edges:
        assert assess_edges([edge]) == assess(edge.evidence, edge.context)
