"""Paths, loops, effects and whole explanations in words."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from mechanisms import mechanisms, queries
from motifs import motif, motifs

from pathways.model.assessment import assess
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.reasoning.explain import SHOWN, Explanation, explain
from pathways.reasoning.loops import find_loops
from pathways.reasoning.paths import find_paths
from pathways.reasoning.plain_statements import plain_effect, plain_path
from pathways.reasoning.signed_paths import Path, index
from pathways.reasoning.statements import Numbers, effect_sentence, loop_sentence, path_sentence, relation_sentence
from pathways.reasoning.what_if import what_if
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import medium
from pathways.wording.sentences import CAVEAT, edge_sentence


def _path(mechanism: Mechanism, *edges: str) -> Path:
    path = index(mechanism).along(edges)
    assert path is not None
    return path


def test_a_path_is_one_sentence_with_every_doubt_behind_its_step(shipped: Mechanism) -> None:
    path = _path(shipped, "low-dose-naltrexone-downregulates-tlr4", "tlr4-promotes-hypersensitivity")
    assert path_sentence(shipped, path, numbers=Numbers()) == (
        "Low-dose naltrexone downregulates Toll-like receptor 4 [1] (contested: [2] found no difference, in another context; "
        "[3, 4, 5] are mixed), which promotes pain hypersensitivity [5, 6, 7, 8] (stated by papers only; [9] is mixed); in all, the steps "
        "say that low-dose naltrexone decreases pain hypersensitivity; stated for low dose; the weakest step is contested."
    )


def test_plain_words_are_short_sentences_with_each_doubt_behind_its_step(shipped: Mechanism) -> None:
    path = _path(shipped, "low-dose-naltrexone-downregulates-tlr4", "tlr4-promotes-hypersensitivity")
    assert plain_path(shipped, path, numbers=Numbers()) == (
        "In 2 steps: Low-dose naltrexone turns down Toll-like receptor 4 [1]. This is disputed. [2] speaks against it in other "
        "circumstances. [3, 4, 5] point both ways. Toll-like receptor 4 favours pain hypersensitivity [5, 6, 7, 8]. "
        "Only papers say this, not the source. "
        "[9] points both ways. Taken together, low-dose naltrexone would lower pain hypersensitivity. This is about low dose. "
        "The weakest step is disputed."
    )


@given(motifs)
def test_sentences_in_plain_words_are_short_and_without_brackets_around_doubts(mechanism: Mechanism) -> None:
    for path in find_paths(mechanism, [mechanism.nodes[0].id], [node.id for node in mechanism.nodes[1:]]).paths[:5]:
        said = plain_path(mechanism, path, numbers=Numbers())
        assert not re.search(r"\((?!among)|, which|; ", said)
        assert said.count("Taken together") == (path.sign is not None and len(path.steps) > 1)


@pytest.mark.parametrize(("asked", "meant"), [("from=LDN&to=pain", "ways"), ("up=LDN", "direction"), ("loops=1", "back again")])
def test_plain_words_say_what_they_mean_and_what_not(asked: str, meant: str, shipped: Mechanism) -> None:
    query, _ = Query.parse(asked, shipped)
    last = explain(shipped, query, plain=True).paragraphs[-1]
    assert last.startswith("What this means: ")
    assert meant in last
    assert "What it does not mean: " in last
    assert all("What this means" not in said for said in explain(shipped, query).paragraphs)


def test_a_verb_does_not_repeat_the_thing_that_it_acts_on(shipped: Mechanism) -> None:
    for edge in shipped.edges:
        for plain in (False, True):
            words = edge_sentence(shipped, edge, plain=plain).casefold().strip(".").split()
            assert not any(len(word) > 8 and word[:8] == after[:8] for word, after in itertools.pairwise(words)), words


def test_a_hedge_and_an_inference_are_the_documents_own(shipped: Mechanism) -> None:
    path = _path(shipped, "higher-dose-naltrexone-increases-cell-proliferation", "cell-proliferation-increases-pain")
    said = path_sentence(shipped, path, numbers=Numbers())
    assert '(the document hedges: "is believed to"; contested: [5] found no difference, in another context; [6, 7] are mixed)' in said
    assert '(the document hedges: "consequently is likely to"; the document\'s own inference)' in said
    assert said.endswith("the weakest step has no paper entered for it.")


def test_a_step_into_a_group_and_out_of_it_is_said() -> None:
    family = motif("drug - member", "group + end", "start + group", "other + end", groups={"member": "group", "other": "group"})
    assert path_sentence(family, find_paths(family, ["drug"], ["end"]).paths[0]).startswith(
        "Drug decreases member, which belongs to group, which increases end; in all, the steps say that drug decreases end; "
    )
    through = _path(family, "e2", "e3")
    assert path_sentence(family, through).startswith("Start increases group, which includes other, which increases end; ")


def test_several_things_take_the_plural(shipped: Mechanism) -> None:
    path = _path(shipped, "low-dose-naltrexone-increases-endorphins", "endorphins-decreases-pain")
    assert ", which decrease pain" in path_sentence(shipped, path)
    assert "Endorphins lower pain" in plain_path(shipped, path, numbers=Numbers())
    said = path_sentence(shipped, _path(shipped, "inflammatory-cytokines-promotes-hypersensitivity"))
    assert said.startswith("Inflammatory cytokines promote pain hypersensitivity")


@pytest.mark.parametrize(("lines", "sentence"), [
    (["alpha + beta"], "Alpha increases beta; it has no paper entered for it."),
    (["alpha ? beta"], "Alpha modulates beta; the direction is not stated; it has no paper entered for it."),
    (["alpha ? mid", "mid + beta"],
     "Alpha modulates mid, which increases beta; in all, the direction is not stated; the weakest step has no paper entered for it."),
    (["alpha - mid trial", "mid - beta cell"],
     ("Alpha decreases mid, which decreases beta; in all, the steps say that alpha increases beta; the weakest step rests on cell or "
     "tissue studies.")),
    (["alpha + mid low", "mid + beta high"],
     ("Alpha increases mid, which increases beta; in all, the steps say that alpha increases beta; it needs a low and a high dose at once, "
     "which is impossible; the weakest step has no paper entered for it.")),
    (["alpha + beta contested"],
     "Alpha increases beta (contested: 1 paper speaks against it); it is contested."),
])  # fmt: skip
def test_the_end_of_a_sentence_says_what_the_steps_come_to(lines: list[str], sentence: str) -> None:
    found = motif(*lines)
    assert path_sentence(found, find_paths(found, ["alpha"], ["beta"], impossible=True).paths[0]) == sentence


def test_null_results_are_said_and_told_from_other_contradictions(shipped: Mechanism) -> None:
    said = relation_sentence(shipped, shipped.edge["low-dose-naltrexone-decreases-pain"], numbers=Numbers())
    assert said == (
        "Low-dose naltrexone decreases pain [1, 2, 3, 4, 5, 6, 7, 8, 9] (contested: [10, 11, 12, 13, 14, 15] found no difference; "
        "[16] is mixed; [17, 18] are mixed, with no difference found)."
    )
    other = relation_sentence(shipped, shipped.edge["nervous-system-changes-increases-substance-p"], numbers=Numbers())
    assert "[1, 2] (contested: [3] speaks against it; [4] is mixed)" in other
    mixed = relation_sentence(shipped, shipped.edge["low-dose-naltrexone-modulates-immune-system"], numbers=Numbers())
    assert "[5] is mixed, with no difference found" in mixed


def test_a_paper_without_a_number_is_named(shipped: Mechanism) -> None:
    edge = shipped.edge["low-dose-naltrexone-decreases-pain"]
    said = relation_sentence(shipped, edge, numbers={"younger-2009": 8})
    assert re.match(r"Low-dose naltrexone decreases pain \[8; Cree and others 2010; .*\] \(contested", said)


def test_a_loop_says_its_kind_and_comes_back(shipped: Mechanism) -> None:
    found = {loop.path.edges: loop for loop in find_loops(shipped, cutoff=2).loops}
    documents = found["nervous-system-changes-increases-substance-p", "substance-p-sensitises-sensitisation"]
    said = loop_sentence(shipped, documents, numbers=Numbers())
    assert re.match(
        r"R\d \(reinforcing\): sensitisation includes changes in the nervous system, which increase substance P \[1, 2\] \(contested: "
        r"\[3\] speaks against it; \[4\] is mixed\), which promotes sensitisation again \[5\] \(\[4, 6\] are mixed\); what goes round "
        r"comes back with the same sign, so that a change keeps itself going; ", said,
    )  # fmt: skip
    balancing = motif("a + b", "b - a")
    assert loop_sentence(balancing, find_loops(balancing).loops[0]).startswith(
        "B1 (balancing): a increases b, which decreases a again; what goes round comes back with the opposite sign"
    )


def test_an_effect_says_what_it_rests_on() -> None:
    found = motif("a + b trial", "a - c", "c - d cell", "a - d", "a ? e", "x + y")
    effects = what_if(found, up=["a"], block=["x"]).by_node
    assert [effect_sentence(found, effects[node]) for node in "abcdexy"] == [
        "a: set.",
        "b: predicted up, by 1 path, directly from a; it rests on controlled trials in people.",
        "c: predicted down, by 1 path, directly from a; it has no paper entered for it.",
        ("d: ambiguous; 1 path leads up, from a by way of c; 1 path leads down, directly from a; "
        "the weakest step on the less supported side has no paper entered for it."),
        "e: direction unknown; 1 path has no stated direction, directly from a; it has no paper entered for it.",
        "x: blocked, so that nothing goes through it.",
        "y: unchanged; no path that was followed leads to it.",
    ]
    assert plain_effect(found, effects["d"], numbers=Numbers()).startswith("d could go either way. ")


def test_an_effect_cites_the_papers_of_its_paths(shipped: Mechanism) -> None:
    effect = what_if(shipped, up=["LDN"]).by_node["mood"]
    said = effect_sentence(shipped, effect, numbers=Numbers())
    assert said == (
        "Mood: contested, predicted up, by 1 path, directly from low-dose naltrexone [1, 2] (contested by [3, 4])."
    )


def _numbers_in(told: Explanation) -> list[int]:
    """The numbers in the order in which they are cited."""
    return [int(number) for found in re.findall(r"\[(\d+(?:, \d+)*)\]", " ".join(told.paragraphs)) for number in found.split(", ")]


ASKED = [
    "", "from=LDN&to=pain", "up=LDN&block=TLR4", "loops=1", "dose=low&against=dose%3Dhigh", "focus=TLR4", "select=tlr4",
    "select=low-dose-naltrexone-decreases-pain", "evidence=human&from=LDN&to=pain",
    "trail=low-dose-naltrexone-downregulates-tlr4,tlr4-promotes-hypersensitivity", "hide=tlr4&keep=pain",
]  # fmt: skip


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("asked", ASKED)
def test_papers_have_the_numbers_and_the_list_of_the_figure(asked: str, plain: bool, shipped: Mechanism) -> None:
    query, remarks = Query.parse(asked, shipped)
    assert not remarks
    told = explain(shipped, query, plain=plain)
    listed = Export(shipped, query).narrowed.references
    assert told.references[: len(listed)] == listed
    cited = set(_numbers_in(told))
    assert {*range(len(listed) + 1, len(told.references) + 1)} <= cited <= {*range(1, len(told.references) + 1)}
    assert told.paragraphs
    assert told.caveat == CAVEAT
    assert told == explain(shipped, query, plain=plain)


def test_what_is_told_beyond_the_figure_is_listed_after_it(shipped: Mechanism) -> None:
    query = Query(from_=("low-dose-naltrexone",), to=("pain",), trail=("low-dose-naltrexone-decreases-il-6",))
    told, figure = explain(shipped, query), Export(shipped, query).references
    assert [paper.id for paper in told.references[len(figure) :]] == ["cant-2017"]
    assert f"; [{len(figure) + 1}] is mixed)" in told.text


def test_plain_and_professional_wording_cite_the_same_papers(shipped: Mechanism) -> None:
    for asked in ASKED:
        query, _ = Query.parse(asked, shipped)
        assert explain(shipped, query).references == explain(shipped, query, plain=True).references


def test_numbers_that_papers_have_already_are_kept(shipped: Mechanism) -> None:
    numbers = {paper.id: place for place, paper in enumerate(shipped.references, start=1)}
    told = explain(shipped, Query(from_=("low-dose-naltrexone",), to=("pain",)), numbers=numbers)
    assert told.references == ()
    edge = shipped.edge["low-dose-naltrexone-decreases-pain"]
    for_it = sorted(numbers[name] for name in assess(edge.evidence, edge.context).supports)
    assert f"decreases pain {for_it} (contested" in told.text


def test_a_marked_relation_is_told_with_everything_that_papers_found(shipped: Mechanism) -> None:
    told = explain(shipped, Query(select="low-dose-naltrexone-decreases-pain"))
    assert told.title == shipped.title
    (paragraph,) = told.paragraphs
    edge = shipped.edge["low-dose-naltrexone-decreases-pain"]
    assert all(item.finding in paragraph for item in edge.findings)
    assert paragraph.count(", null result)") == sum(item.null_result for item in edge.findings) > 4


def test_a_trail_is_told_instead_of_all_paths(shipped: Mechanism) -> None:
    trail = ("low-dose-naltrexone-increases-endorphins", "endorphins-decreases-pain")
    query = Query(from_=("low-dose-naltrexone",), to=("pain",), trail=trail)
    first, second, *_ = explain(shipped, query).paragraphs
    assert re.match(r"Low-dose naltrexone increases endorphins \[\d+\] \(\[\d+, \d+\] are mixed\), which decrease pain \[\d+\]", first)
    assert second.startswith("4 paths of 1 to 3 steps")


def test_relations_of_a_trail_that_do_not_follow_each_other_are_told_one_by_one(shipped: Mechanism) -> None:
    apart = ("low-dose-naltrexone-decreases-pain", "surgery-causes-nerve-injury", "naltrexone-decreases-nf-kb")
    assert len(explain(shipped, Query(trail=apart)).paragraphs) == 3


def test_many_paths_are_counted_and_the_first_told(shipped: Mechanism) -> None:
    told = explain(shipped, Query(from_=("low-dose-naltrexone",), to=("chronic-pain",)))
    assert re.match(r"\d+ paths of 3 to 5 steps: .*", told.paragraphs[0])
    assert told.paragraphs[1].startswith("Nothing entered leads from low-dose naltrexone by way of ")
    assert len([said for said in told.paragraphs if "in all, the" in said]) == SHOWN
    assert told.paragraphs[-1].startswith(f"Told are the first {SHOWN} of ")


@pytest.mark.parametrize("plain", [False, True])
def test_why_there_is_no_path_is_told(shipped: Mechanism, plain: bool) -> None:
    told = explain(shipped, Query(from_=("tlr4",), to=("pain",)), plain=plain)
    assert told.title == "What leads from Toll-like receptor 4 to pain in at most 6 steps."
    first, why, *meaning = told.paragraphs
    assert [said[:16] for said in meaning] == ["What this means:"] * plain
    assert first.startswith("No causal path of at most 6 steps. Nothing entered leads from Toll-like receptor 4 to pain: the step ")
    assert why.startswith("Gap: nothing in this map shows a step from inflammatory cytokines to pain. ")
    assert "paths lead from Toll-like receptor 4 to chronic pain." in why


def test_by_way_of_what_is_told(shipped: Mechanism) -> None:
    told = explain(shipped, Query(from_=("low-dose-naltrexone",), to=("pain",), via=("endorphins",)))
    assert told.title == "What leads from low-dose naltrexone to pain by way of endorphins in at most 6 steps."
    assert told.paragraphs[0] == "1 path of 2 steps: it lowers what it leads to."
    assert len(told.paragraphs) == 2


def test_a_block_alone_moves_nothing(shipped: Mechanism) -> None:
    assert explain(shipped, Query(block=("tlr4",))).paragraphs == (
        "What if Toll-like receptor 4 is blocked?", "Nothing goes up or down, so nothing moves.",
    )


def test_a_comparison_says_the_opposite_signs_first(shipped: Mechanism) -> None:
    first, opposite, here, there, tested = explain(shipped, Query(dose="low", against="dose=high")).paragraphs
    assert first.endswith("First: this view. Second: high dose, or no dose stated.")
    assert re.match(r"The two say the opposite: Low-dose naltrexone decreases pain \[\d+, .*\] \(contested: ", opposite)
    assert "Higher-dose naltrexone increases pain (the document hedges: " in opposite
    assert here.startswith("Only in the first: Low-dose naltrexone ")
    assert there.startswith("Only in the second: ")
    assert tested.startswith("Controlled trials in people behind what differs: Younger and others 2013: dose 4.5 mg daily; people 31; ")


def test_stricter_evidence_is_counted_first(shipped: Mechanism) -> None:
    first, *_ = explain(shipped, Query(evidence="trial", from_=("low-dose-naltrexone",), to=("pain",))).paragraphs
    assert first == "8 of 91 relations are supported so; 1 of them lies on a path. 48 things drop out. Of 4 paths, 1 is left."


def test_a_marked_group_is_told_with_the_relations_of_its_members(toy: Mechanism) -> None:
    what, relations = explain(toy, Query(select="messengers")).paragraphs
    assert what.endswith("It groups tumour necrosis factor alpha and interleukin-10.")
    assert "Interleukin-10 modulates Long-lasting swelling" in relations


def test_a_marked_arrow_of_several_relations_is_told_one_by_one(toy: Mechanism) -> None:
    told = explain(toy, Query(select="toyamine~increases~messengers")).paragraphs
    assert [one.partition(" (")[0].partition(".")[0] for one in told] == [
        "Toyamine increases tumour necrosis factor alpha", "Toyamine increases interleukin-10",
    ]  # fmt: skip


def test_a_marked_gap_is_told_with_its_explanation(toy: Mechanism) -> None:
    (told,) = explain(toy, Query(select="gap-swelling-pain")).paragraphs
    assert told.startswith("Gap: nothing in this map shows a step from ")
    assert told.endswith("The leaflet never says that swelling hurts.")


def test_the_text_holds_title_paragraphs_caveat_and_papers(shipped: Mechanism) -> None:
    told = explain(shipped, Query(select="low-dose-naltrexone-decreases-il-6"))
    lines = (f"[{place}] {medium(paper)} {paper.url}" for place, paper in enumerate(told.references, start=1))
    assert told.text.split("\n\n") == [told.title, *told.paragraphs, CAVEAT, "\n".join(lines)]


@given(motifs)
def test_every_path_loop_and_effect_can_be_said(mechanism: Mechanism) -> None:
    ends = list(mechanism.node)
    for path in find_paths(mechanism, ends[:2], ends[2:], impossible=True).paths[:20]:
        said = path_sentence(mechanism, path, numbers=Numbers())
        assert said.endswith(".")
        assert said.replace(", which is impossible", "").count(", which ") == len(path.steps) - 1
        assert ("contested" in said) == path.contested
        assert ("which is impossible" in said) == (not path.possible)
    for loop in find_loops(mechanism, cutoff=4).loops[:20]:
        assert loop_sentence(mechanism, loop).startswith(f"{loop.name} ({loop.kind}): ")
    for effect in what_if(mechanism, up=ends[:1], down=ends[1:2], cutoff=4).effects:
        assert effect_sentence(mechanism, effect, numbers=Numbers()).startswith(f"{effect.node}: ")


@given(mechanisms(), queries)
def test_every_question_has_an_explanation_with_the_papers_of_its_figure(mechanism: Mechanism, query: Query) -> None:
    asked = replace(query, against="dose=low")
    told = explain(mechanism, asked)
    listed = Export(mechanism, asked).references
    assert told.references[: len(listed)] == listed
    assert {*range(len(listed) + 1, len(told.references) + 1)} <= {*_numbers_in(told)} <= {*range(1, len(told.references) + 1)}
