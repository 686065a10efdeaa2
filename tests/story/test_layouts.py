"""Layouts of stories: what a scene shows is brought together, and a file keeps them beside those of the map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from pathways.cli import main
from pathways.layout import Layout
from pathways.layout.store import load_layouts, save_layouts, signature
from pathways.model.mechanism import Mechanism, Story
from pathways.story import layouts
from pathways.story.layouts import stage, store_story_layouts
from pathways.story.render_plan import RenderPlan
from tests.motifs import motif

TOY = Path(__file__).parents[1] / "toy"
CHAIN = motif(*(f"{a} + {b}" for a, b in zip("abcdefgh", "bcdefghi", strict=True)))
SCENES = [{"id": f"s{n}", "title": "T", "caption": "C", "query": f"keep={pair}"} for n, pair in enumerate(("a,i", "b,h", "c,g"))]
ENDS = Story.model_validate({"id": "ends", "title": "Ends", "sentence": "Far apart on a chain.", "scenes": SCENES})


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "MOVES", 1_500)
    monkeypatch.setattr(layouts, "SEEDS", (1,))


def smallest(mechanism: Mechanism, story: Story, layout: Layout) -> float:
    plan = RenderPlan(mechanism, story)
    return min(shot.smallest for shot in replace(plan, layouts={f"{signature(plan.diagram)}/story": layout}).shots)


def test_what_a_scene_shows_is_brought_together() -> None:
    whole = {"id": "all", "title": "T", "caption": "C", "query": ""}
    story = ENDS.model_copy(update={"scenes": (*ENDS.scenes, *Story.model_validate(ENDS.model_dump() | {"scenes": [whole]}).scenes)})
    plain = RenderPlan(CHAIN, story).layout
    apart = [abs(plain.box[a].x - plain.box[b].x) for a, b in ("ai", "bh", "cg")]
    found = stage(CHAIN, story)
    together = [abs(found.box[a].x - found.box[b].x) for a, b in ("ai", "bh", "cg")]
    assert sum(together) < sum(apart) / 2
    assert smallest(CHAIN, story, found) > smallest(CHAIN, story, plain)


def test_a_better_layout_that_is_known_is_kept(toy: Mechanism, monkeypatch: pytest.MonkeyPatch) -> None:
    story = toy.stories[0]
    found = stage(toy, story)
    assert stage(toy, story) == found, "the same every time"
    monkeypatch.setattr(layouts, "MOVES", 0)
    assert stage(toy, story, found) == found


def test_the_file_keeps_the_layouts_of_the_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copytree(TOY, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "toy.yaml"
    old = Layout(10, 10)
    save_layouts(file, {"0" * 32: old, f"{'1' * 32}/story": old})
    assert main(["layout", "--stories", str(file)]) == 0
    stored = load_layouts(file)
    assert stored["0" * 32] == old
    assert [name for name in stored if name.endswith("/story")] != [f"{'1' * 32}/story"], "what no story needs is gone"
    first = (tmp_path / "toy.layout.json").read_bytes()
    store_story_layouts(file)
    assert (tmp_path / "toy.layout.json").read_bytes() == first
    assert "toy.layout.json" in capsys.readouterr().out
