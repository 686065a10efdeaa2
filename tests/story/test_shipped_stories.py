"""The stories of the shipped mechanism say what its evidence says: cited sentence by sentence, quoted word for word, gaps named.

Sentences without a citation, and papers that a scene cites without showing them, are listed here, each with its reason; the lists
may hold nothing that is not needed any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from pathways.language.citations import cited_ids
from pathways.layout.store import load_layouts
from pathways.model.counts import all_evidence
from pathways.model.evidence import Finding
from pathways.model.mechanism import Mechanism, Story, StoryScene
from pathways.model.quotes import fold_blanks
from pathways.model.vocabulary import Comparator, StudyName
from pathways.query.query import Query
from pathways.story.render_plan import READABLE, RenderPlan
from pathways.story.slide import slide_of

DATA = Path(__file__).resolve().parents[2] / "data/low-dose-naltrexone.yaml"
LDN, CIRCLE, EVIDENCE = "how-ldn-is-thought-to-work", "how-chronic-pain-keeps-itself-going", "what-the-evidence-shows"
TITLES = {
    LDN: "How LDN is thought to work",
    CIRCLE: "How chronic pain keeps itself going",
    EVIDENCE: "What the evidence does and does not show",
}
LAST = "what-this-does-not-show"
LONGEST = 240  # characters of a caption, which is read aloud in a breath or two
GROUP = r"\s*\[@[^\]]*\]"

ADVICE = "No fact, but what the story is not."
MAP = "About the map itself: what is drawn on it or not entered in it."
UNCITED = {
    (LDN, "where-the-routes-stop", "That these relieve pain in people who take LDN was not shown by any paper in this map."): MAP,
    (LDN, "where-the-routes-stop", "Each such end is a gap with a name."): MAP,
    (
        LDN,
        LAST,
        "A plausible mechanism is no proof of benefit.",
    ): "How to read findings, and no finding; a caveat of the map says the same.",
    (CIRCLE, "named-gaps", "Two gaps stay open: from cytokines to pain, and from neuro-inflammation to pain."): MAP,
    (EVIDENCE, "no-study-in-arthrofibrosis", "That is what the authors of the page write."): "It goes with the quotation before it.",
    (EVIDENCE, "no-study-in-arthrofibrosis", "None is entered in this map, so no arrow leads to that box."): MAP,
    **{(story, LAST, "This is not medical advice."): ADVICE for story in TITLES},
}
LEVELS = "About levels in people, which the gap is about; gaps carry no evidence of their own."
OTHERS = "What else is behind the conditions that the page names; their boxes would crowd the picture."
NOT_SHOWN = {
    (LDN, "where-the-routes-stop", "rosenstrom-2024"): LEVELS,
    (LDN, "where-the-routes-stop", "canli-2022"): LEVELS,
    (EVIDENCE, "what-the-page-says", "chopra-2013"): OTHERS,
    (EVIDENCE, "what-the-page-says", "lie-2018"): OTHERS,
}


class Said(NamedTuple):
    story: Story
    scene: StoryScene
    part: Mechanism


@pytest.fixture(scope="module")
def story_plans(shipped: Mechanism) -> dict[str, RenderPlan]:
    layouts = load_layouts(DATA)
    return {story.id: RenderPlan(shipped, story, layouts=layouts) for story in shipped.stories}


def every_scene(story_plans: dict[str, RenderPlan]) -> Iterator[Said]:
    for plan in story_plans.values():
        for scene, part in zip(plan.story.scenes, plan.parts, strict=True):
            yield Said(plan.story, scene, part)


def sentences(*texts: str) -> list[str]:
    """The sentences of texts; a citation behind a full stop belongs to the sentence before it."""
    joined = (re.sub(rf"([.!?])({GROUP})", r"\2\1", fold_blanks(text)) for text in texts)
    return [found for text in joined for found in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9“])", text)]


def quotations(text: str) -> list[str]:
    return re.findall(r"“([^”]+)”", fold_blanks(text))


def known_of(mechanism: Mechanism, name: str) -> str:
    """All that the mechanism says from a paper, or the text of a source."""
    if name in mechanism.source:
        return fold_blanks(mechanism.source[name].text)
    found = [item for item in all_evidence(mechanism) if isinstance(item, Finding) and item.reference == name]
    said = [(item.finding, item.design, item.note, item.effect, str(item.n), *item.context.phrases()) for item in found]
    return " ".join(" ".join(words) for words in said)


def strange_numbers(mechanism: Mechanism, sentence: str) -> list[str]:
    """The numbers of a sentence that nothing which it cites holds; names such as TLR4 are no numbers."""
    known = " ".join(known_of(mechanism, name) for name in cited_ids(sentence))
    numbers = re.findall(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?", re.sub(GROUP, "", sentence)) if known else []
    return [one for one in numbers if not re.search(rf"(?<![\d.]){re.escape(one)}(?!\d|\.\d)", known)]


def test_there_are_three_stories_of_five_to_nine_scenes(shipped: Mechanism) -> None:
    assert {story.id: story.title for story in shipped.stories} == TITLES
    assert all(5 <= len(story.scenes) <= 9 for story in shipped.stories)


def test_every_question_is_understood_and_keeps_something(shipped: Mechanism, story_plans: dict[str, RenderPlan]) -> None:
    for _, scene, part in every_scene(story_plans):
        assert Query.parse(scene.query, shipped)[1] == (), scene.id
        assert len(part.nodes) >= 2, scene.id


def test_every_sentence_of_a_caption_cites(story_plans: dict[str, RenderPlan]) -> None:
    said = [(story.id, scene.id, one) for story, scene, _ in every_scene(story_plans) for one in sentences(scene.caption)]
    assert {one for one in said if not cited_ids(one[2])} == set(UNCITED)
    assert all(UNCITED.values())


def test_a_scene_cites_what_stands_behind_what_it_shows(story_plans: dict[str, RenderPlan]) -> None:
    """Boxes, arrows and the caveats, which go with every picture; the source may be cited anywhere."""
    stray = set()
    for story, scene, part in every_scene(story_plans):
        shown = {item.reference for item in all_evidence(part) if isinstance(item, Finding)} | {source.id for source in part.sources}
        stray |= {(story.id, scene.id, name) for name in cited_ids(f"{scene.caption} {scene.note}") if name not in shown}
    assert stray == set(NOT_SHOWN)
    assert all(NOT_SHOWN.values())


def test_quotations_stand_word_for_word_in_the_source_and_cite_it(shipped: Mechanism, story_plans: dict[str, RenderPlan]) -> None:
    source = shipped.sources[0]
    quoting = [one for _, scene, _ in every_scene(story_plans) for one in sentences(scene.caption, scene.note) if quotations(one)]
    assert len(quoting) > 12
    assert [quote for one in quoting for quote in quotations(one) if quote not in fold_blanks(source.text)] == []
    assert [one for one in quoting if source.id not in cited_ids(one) and source.title not in quotations(one)] == []
    assert not any('"' in scene.caption + scene.note for _, scene, _ in every_scene(story_plans)), "straight quotes would escape this test"


def test_numbers_are_those_of_the_papers_that_a_sentence_cites(shipped: Mechanism, story_plans: dict[str, RenderPlan]) -> None:
    said = [one for _, scene, _ in every_scene(story_plans) for one in sentences(scene.caption, scene.note)]
    assert {one: strange for one in said if (strange := strange_numbers(shipped, one))} == {}
    assert strange_numbers(shipped, "With 100 women [@bruun-2024].") == ["100"]


def test_captions_are_short_and_every_scene_has_a_note(story_plans: dict[str, RenderPlan]) -> None:
    for plan in story_plans.values():
        assert [shot.id for shot in plan.shots if len(shot.caption) > LONGEST or not shot.note] == []


def test_each_story_ends_with_what_it_does_not_show(shipped: Mechanism) -> None:
    for story in shipped.stories:
        assert (story.scenes[-1].id, story.scenes[-1].title) == (LAST, "What this does not show")
        assert "This is not medical advice." in story.scenes[-1].caption


def test_the_trials_without_benefit_are_told(shipped: Mechanism) -> None:
    """All randomised trials that the map marks as null for pain stand in one caption that says so."""
    effect = shipped.edge["low-dose-naltrexone-decreases-pain"].evidence
    trials = [item for item in effect if isinstance(item, Finding) and item.study is StudyName.RANDOMISED_TRIAL]
    null = {trial.reference for trial in trials if trial.null_result and trial.comparator is Comparator.PLACEBO}
    told = [scene for scene in shipped.story[EVIDENCE].scenes if null <= set(cited_ids(scene.caption))]
    assert len(null) == 5
    assert told
    assert all("no benefit over placebo" in fold_blanks(scene.caption) for scene in told)


def test_no_study_in_arthrofibrosis_is_known_and_no_arrow_says_otherwise(shipped: Mechanism, story_plans: dict[str, RenderPlan]) -> None:
    sentence = "We are not aware of any studies investigating the efficacy of LDN for treating arthrofibrosis"
    shots = [shot for shot in story_plans[EVIDENCE].shots if sentence in fold_blanks(shot.caption)]
    assert [shot.id for shot in shots] == ["no-study-in-arthrofibrosis"]
    assert "arthrofibrosis" in {box.id for box in shots[0].scene.boxes if not box.faded}, "its box has its name on the picture"
    assert not any("arthrofibrosis" in (edge.source, edge.target) for edge in shipped.edges), "a study was entered: tell of it"


def test_the_second_story_names_its_gaps_and_the_paper_that_closes_its_circle(story_plans: dict[str, RenderPlan]) -> None:
    shots = {shot.id: shot for shot in story_plans[CIRCLE].shots}
    gaps = shots["named-gaps"].part.gaps
    assert {gap.id for gap in gaps} == {"cytokines-to-pain", "neuroinflammation-to-pain"}
    assert all(gap.label.lower() in shots["named-gaps"].caption.lower() for gap in gaps)
    closing = shots["does-the-circle-close"]
    assert "sensitisation-promotes-chronic-pain" in closing.part.edge
    assert "rests on one review" in closing.caption
    assert "ji-2018" in {cite.id for cite in closing.cites}


@pytest.mark.parametrize("scene", ["a-loop", "does-the-circle-close"])
def test_loops_are_marked(scene: str, story_plans: dict[str, RenderPlan]) -> None:
    shot = next(shot for shot in story_plans[CIRCLE].shots if shot.id == scene)
    assert {arrow.tag for arrow in shot.scene.arrows if not arrow.faded} >= {"R1", "R2"}


@pytest.mark.parametrize("story", TITLES)
def test_every_word_can_be_read_from_the_back_row(story: str, story_plans: dict[str, RenderPlan]) -> None:
    assert story_plans[story].remarks == ()
    assert [(shot.id, shot.smallest) for shot in story_plans[story].shots if shot.smallest < READABLE] == []


@pytest.mark.parametrize("story", TITLES)
def test_a_slide_has_room_for_all_that_its_scene_is_about(story: str, story_plans: dict[str, RenderPlan]) -> None:
    for shot in story_plans[story].shots:
        assert not [group for group in slide_of(story_plans[story], shot).words if group.role == "remark"], shot.id
