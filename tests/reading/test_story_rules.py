"""Stories: what must hold for them, what they cite, and a story of one's own as a file."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.errors import DataProblems, UnknownName
from pathways.language.citations import cited_ids, numbered
from pathways.model.mechanism import Mechanism, Story
from pathways.reading.rules import examine
from pathways.reading.story_file import LARGEST, read_story, story_json
from pathways.reading.story_rules import DISPLAY_FIELDS, questions_of, story_of

TOY = Path(__file__).parents[1] / "toy"
SCENE = {"id": "one", "title": "One", "query": "focus=tnf-alpha", "caption": "Said."}


def own(**changes: Any) -> dict[str, Any]:
    return {"id": "mine", "title": "Mine", "sentence": "Made up.", "scenes": [SCENE]} | changes


def problems(mechanism: Mechanism, told: Any) -> list[str]:
    with pytest.raises(DataProblems) as caught:
        read_story(told if isinstance(told, str | bytes) else json.dumps(told), mechanism)
    return [str(problem) for problem in caught.value.problems]


# ---- the rules, in a map's own file


def checked(tmp_path: Path, before: str, after: str) -> list[str]:
    """The problems of the toy's file with one line changed."""
    text = (TOY / "toy.yaml").read_text(encoding="utf-8")
    assert before in text
    copytree(TOY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "toy.yaml").write_text(text.replace(before, after), encoding="utf-8")
    return [str(problem).partition("toy.yaml, ")[2] for problem in examine(tmp_path / "toy.yaml").problems]


@pytest.mark.parametrize(("before", "after", "said"), [
    ("query: keep=messengers,swelling&loops=1", "query: keep=mesengers,swelling&loops=1", "No node 'mesengers'. Nearest: 'messengers'"),
    ("query: keep=toyamine,alpha-receptor\n", "query: keep=toyamine&theme=dark\n", "'theme' is about the screen and not about the map."),
    ("drives two messengers [@leaflet].", "drives two messengers [@leaflett].", "no reference or source 'leaflett'. Nearest: 'leaflet'."),
    ("drives two messengers [@leaflet].", "drives two messengers [@Leaflet 2].", "'[@Leaflet 2]' is no citation."),
    ("      - id: the-messengers\n", "      - id: the-receptor\n", "the id 'the-receptor' stands here twice."),
    ("        title: Messengers change\n", "", "title: this field is missing"),
])
def test_what_is_wrong_in_a_story_is_said_with_its_line(tmp_path: Path, before: str, after: str, said: str) -> None:
    found = checked(tmp_path, before, after)
    assert len(found) == 1
    assert said in found[0]
    line = int(found[0].split(",")[0].removeprefix("line "))
    text = (tmp_path / "toy.yaml").read_text(encoding="utf-8").splitlines()
    near = "\n".join(text[line - 1 : line + 2])
    assert after.strip().splitlines()[0].strip() in near if after else "the-messengers" in near


def test_a_sound_story_is_no_problem(tmp_path: Path) -> None:
    assert checked(tmp_path, "Messengers change", "Messengers change too") == []


def test_what_only_a_story_cites_is_cited(tmp_path: Path) -> None:
    listed = json.loads((TOY / "references.json").read_text(encoding="utf-8"))
    more = [*listed, {"id": "extra-2026", "type": "book", "title": "Extra"}]
    text = (TOY / "toy.yaml").read_text(encoding="utf-8").replace("drives two messengers [@leaflet]", "drives two messengers [@extra-2026]")
    copytree(TOY, tmp_path, dirs_exist_ok=True)
    (tmp_path / "toy.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "references.json").write_text(json.dumps(more), encoding="utf-8")
    assert examine(tmp_path / "toy.yaml").problems == ()


def test_stories_do_not_make_another_map(toy: Mechanism) -> None:
    untold = toy.model_copy(update={"stories": ()})
    assert Mechanism.model_validate(untold.model_dump(by_alias=True)).fingerprint == toy.fingerprint


def test_a_story_is_found_by_its_id(toy: Mechanism) -> None:
    assert story_of(toy, "how-toyamine-works") is story_of(toy, "") is toy.stories[0]
    with pytest.raises(UnknownName, match="Expected 'how-toyamine-works'"):
        story_of(toy, "how-toyamin-work")


def test_groups_that_one_scene_opens_are_open_in_all(toy: Mechanism) -> None:
    story = Story.model_validate(own(scenes=[SCENE, SCENE | {"id": "two", "query": "open=messengers"}]))
    assert [query.open for query in questions_of(toy, story)] == [("messengers",), ("messengers",)]


# ---- citations

ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True)


@given(st.lists(st.lists(ids, min_size=1, max_size=4), max_size=5))
def test_every_id_that_is_cited_gets_its_number(groups: list[list[str]]) -> None:
    text = " and ".join(f"x [{'; '.join(f'@{name}' for name in names)}]" for names in groups)
    found = cited_ids(text)
    assert list(found) == list(dict.fromkeys(name for names in groups for name in names))
    numbers = {name: number for number, name in enumerate(found, 1)}
    expected = [", ".join(map(str, sorted({numbers[name] for name in names}))) for names in groups]
    assert numbered(text, numbers) == " and ".join(f"x [{listed}]" for listed in expected)


def test_brackets_that_cite_nothing_stay() -> None:
    assert numbered("see [here] or me@example.org [sic]", {"here": 1}) == "see [here] or me@example.org [sic]"


# ---- a story of one's own


def test_a_story_comes_back_from_its_file(toy: Mechanism) -> None:
    written = story_json(toy, toy.stories[0])
    assert json.loads(written)["map"] == "toy"
    assert json.loads(written)["made"] == f"{toy.version}~{toy.fingerprint}"
    assert read_story(written, toy) == toy.stories[0] == read_story(written.encode(), toy)


@pytest.mark.parametrize(("told", "said"), [
    (own(map="other"), "this is a story of the map 'other', and the one that is open is 'toy'."),
    (own(scenes=[]), "scenes"),
    (own(colour="red"), "colour"),
    (own(scenes=[SCENE | {"query": "focus=tnf-alfa"}]), "No node 'tnf-alfa'. Nearest: 'tnf-alpha'"),
    (own(scenes=[SCENE | {"id": f"s{n}"} for n in range(41)]), "scenes"),
    ("[1, 2]", "the top of the file is no mapping"),
    ("a: !!python/object/apply:os.system [ls]", "tag"),
    (b"\xff\xfe", "not UTF-8"),
    ("x" * (LARGEST + 1), f"the story has {LARGEST + 1} bytes. At most {LARGEST} are read."),
])
def test_a_file_that_is_no_story_is_refused_with_sentences(toy: Mechanism, told: Any, said: str) -> None:
    found = problems(toy, told)
    assert any(said in one for one in found), found
    assert all(one.startswith("story") for one in found)


def test_everything_that_is_wrong_is_said_at_once(toy: Mechanism) -> None:
    found = problems(toy, own(scenes=[SCENE | {"query": "focus=nobody&view=1,2,3"}, SCENE | {"caption": "[@nobody]"}]))
    assert len(found) == 4
    assert [one.split(", ")[1] for one in found] == ["line 1"] * 4  # JSON on one line


@pytest.mark.parametrize("field", DISPLAY_FIELDS)
def test_what_is_about_the_screen_is_no_part_of_a_scene(toy: Mechanism, field: str) -> None:
    assert any(f"'{field}' is about the screen" in one for one in problems(toy, own(scenes=[SCENE | {"query": f"{field}=1"}])))
