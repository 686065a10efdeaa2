"""`pathways stories` and `export --story`, and the same from Python."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pathways import talk
from pathways.cli import main
from pathways.errors import DataProblems, UnknownName
from pathways.export.formats import STORY_FORMATS, story_format_of
from pathways.model.mechanism import Mechanism
from pathways.scene.read_provenance import origin_of

TOY = str(Path(__file__).parents[1] / "toy/toy.yaml")
STORY = "how-toyamine-works"


def test_the_stories_of_a_map_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", TOY]) == 0
    assert capsys.readouterr().out.startswith(f"{STORY}: How toyamine is thought to work (3 scenes, for everyone).")


def test_a_story_is_told_with_its_references(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stories", TOY, "--story", STORY]) == 0
    said = capsys.readouterr().out
    assert "2. Messengers change\nThe receptor drives two messengers [1]." in said
    assert "[2] Able A (2019)." in said


def test_a_story_of_ones_own_is_told_from_its_file(tmp_path: Path, toy: Mechanism, capsys: pytest.CaptureFixture[str]) -> None:
    talk(toy, STORY).save(tmp_path / "mine.json")
    assert main(["stories", TOY, "--story", str(tmp_path / "mine.json")]) == 0
    assert "1. It blocks a receptor" in capsys.readouterr().out


@pytest.mark.parametrize("name", STORY_FORMATS)
def test_a_story_is_written_in_every_format(tmp_path: Path, name: str) -> None:
    target = tmp_path / f"talk.{name}"
    assert main(["export", TOY, "--story", STORY, "-o", str(target), "--quiet"]) == 0
    first = target.read_bytes()
    assert len(first) > 500
    assert main(["export", TOY, "--story", STORY, "-o", str(target), "--quiet"]) == 0
    assert target.read_bytes() == first


def test_a_scene_is_a_figure_that_leads_back(tmp_path: Path) -> None:
    target = tmp_path / "scene.svg"
    assert main(["export", TOY, "--story", STORY, "--scene", "3", "-o", str(target), "--quiet"]) == 0
    found = origin_of(target)
    assert "keep=messengers" in found.search
    assert "loops=1" in found.search


def test_all_scenes_go_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, "--story", STORY, "--format", "svg", "-o", str(tmp_path / "scenes"), "--quiet"]) == 0
    names = [f"toy-{STORY}-{number}-{name}.svg" for number, name in enumerate(("the-receptor", "the-messengers", "the-circle"), 1)]
    assert sorted(path.name for path in (tmp_path / "scenes").iterdir()) == names
    assert "wrote 3 files" in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "said"), [
    (["--story", "how-toyamine-work"], "There is no story 'how-toyamine-work'. Expected 'how-toyamine-works'."),
    (["--story", STORY, "--scene", "4", "-f", "svg"], "There is no scene 4. The story has 3, and the first is 1."),
    (["--story", STORY, "--focus", "pain"], "A story asks its own questions."),
    (["--story", STORY, "-o", "talk.odp"], "names no format. A story: story.html,"),
    (["--story", STORY, "-o", "talk.mp4"], "'talk.mp4' is not written here. Films need a program beside Python"),
    (["--scene", "1"], "--scene is a scene of a story."),
])
def test_what_is_not_understood_is_said(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", TOY, *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_a_broken_story_file_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.json").write_text('{"id": "a",\n"title": "A"}', encoding="utf-8")
    assert main(["export", TOY, "--story", str(tmp_path / "mine.json"), "-o", "-"]) == 1
    assert "scenes: this field is missing." in capsys.readouterr().err


def test_from_python_it_is_a_talk(toy: Mechanism, tmp_path: Path) -> None:
    told = talk(toy, STORY, theme="dark", page="4:3")
    assert told.plan.options.page == "4:3"
    assert told.plan.paint.name == "dark"
    assert json.loads(told.save(tmp_path / "a.story.json").read_text(encoding="utf-8"))["id"] == STORY
    assert told.scenes[0].export.caption.startswith("Part of the map")
    assert told.scenes[2].bytes("svg") == told.scenes[2].bytes("svg")
    with pytest.raises(UnknownName, match="'pagee' is no option of a story"):
        talk(toy, STORY, pagee="4:3")
    with pytest.raises(UnknownName, match="is no theme"):
        talk(toy, STORY, theme="pink")
    (tmp_path / "b.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataProblems):
        talk(toy, tmp_path / "b.json")


@pytest.mark.parametrize(("name", "expected"), [
    ("talk.pptx", "story.pptx"), ("a.story.pdf", "story.pdf"), ("x-handout.pdf", "handout.pdf"), ("pdf", "story.pdf"),
    ("A.HTML", "story.html"),
])
def test_a_files_name_says_the_format(name: str, expected: str) -> None:
    assert story_format_of(name).name == expected
