"""Stories by address: those of a map, and a person's own, which is sent along and kept nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from pathways.export.formats import STORY_FORMATS, Format
from pathways.layout.store import load_layouts
from pathways.model.mechanism import Mechanism
from pathways.reading.story_file import LARGEST, read_story, story_json
from pathways.web import create_app
from pathways.web.atlas import Atlas
from pathways.web.components import Later
from pathways.web.story_panel import DOWNLOADS, told
from pathways.web.story_routes import asked
from pathways.web.view_links import NAMES
from tests.conftest import ROOT

STORY = "how-toyamine-works"
HERE = f"map=toy&story={STORY}"
FORMATS = [row for row in STORY_FORMATS.values() if row.name != "story.embed.html"]


@pytest.fixture(scope="module")
def client(shipped: Mechanism, toy: Mechanism) -> FlaskClient:
    layouts = load_layouts(ROOT / "data/low-dose-naltrexone.yaml")
    return create_app([shipped, toy], layouts=layouts).server.test_client()


def sent(client: FlaskClient, name: str, body: str | bytes, **more: Any) -> Any:
    return client.post(f"/{name}?map=toy", data=body, **{"content_type": "application/json", **more})


# ---- stories of the map


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_a_story_can_be_had_in_every_format_by_address(client: FlaskClient, row: Format) -> None:
    answer = client.get(f"/{row.name}?{HERE}")
    assert (answer.status_code, answer.mimetype) == (200, row.mimetype)
    assert answer.data
    assert f'filename="toy-{STORY}.' in answer.headers["Content-Disposition"]
    assert "max-age" in answer.headers["Cache-Control"]
    again = client.get(f"/{row.name}?{HERE}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(f"/{row.name}?{HERE}&theme=dark").headers["ETag"] != answer.headers["ETag"]


def test_files_of_one_story_have_names_of_their_own(client: FlaskClient) -> None:
    names = {client.get(f"/{row.name}?{HERE}").headers["Content-Disposition"].partition("filename=")[2] for row in FORMATS}
    assert len(names) == len(FORMATS)


def test_options_shape_the_file(client: FlaskClient) -> None:
    assert client.get(f"/story.pdf?{HERE}&page=4:3").data != client.get(f"/story.pdf?{HERE}").data


@pytest.mark.parametrize(("address", "code", "said"), [
    ("/story.pptx?map=toy&story=how-toyamine-work", 404, f"Expected '{STORY}'"),
    ("/story.pptx?map=tyo", 404, "Did you mean 'toy'?"),
    (f"/story.pptx?{HERE}&page=a44", 400, "Did you mean 'a4'?"),
    (f"/story.pptx?{HERE}&sotry=x", 400, "'sotry' means nothing in the address of a story. Did you mean 'story'?"),
    (f"/story.pptx?{HERE}&theme=neon", 400, "'neon' is not a value of 'theme'."),
    (f"/story.pptx?story={'x' * 9000}", 400, "at most 8000"),
])  # fmt: skip
def test_an_address_of_nothing_is_refused_with_a_sentence(client: FlaskClient, address: str, code: int, said: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (code, "text/plain")
    assert said in answer.text


def test_a_link_to_a_story_that_is_not_there_is_answered_by_a_page_that_no_other_may_frame(client: FlaskClient) -> None:
    answer = client.get("/story.html?map=toy&story=how-toyamine-work")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert f"Expected '{STORY}'" in answer.text
    assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")
    sent = client.post("/story.html?map=toy", data="{", content_type="application/json")
    assert sent.mimetype == "text/plain", "a script shows what it says"


def test_the_player_lets_pass_what_others_append_to_a_link(client: FlaskClient) -> None:
    assert client.get(f"/story.html?{HERE}&fbclid=x&utm_source=mail").status_code == 200
    assert asked("fbclid=x").remarks
    assert not asked("fbclid=x", strict=False).remarks


# ---- a story of one's own


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_an_own_story_comes_back_in_every_format(client: FlaskClient, toy: Mechanism, row: Format) -> None:
    own = toy.stories[0].model_copy(update={"id": "my-own", "title": "My <own> story"})
    answer = sent(client, row.name, story_json(toy, own))
    assert (answer.status_code, answer.mimetype) == (200, row.mimetype)
    assert answer.headers["Cache-Control"] == "no-store"
    assert 'filename="toy-my-own.' in answer.headers["Content-Disposition"]
    assert row.name != "story.html" or "<own>" not in answer.text
    assert client.get("/story.json?map=toy&story=my-own").status_code == 404, "nothing of it is kept"


def test_a_file_of_a_story_is_opened_as_it_was_saved(client: FlaskClient, toy: Mechanism) -> None:
    text = story_json(toy, toy.stories[0])
    answer = sent(client, "story.json", text)
    assert read_story(answer.data, toy) == toy.stories[0]
    assert answer.text == text


def test_a_story_in_yaml_is_opened_too(client: FlaskClient) -> None:
    text = "id: a\ntitle: A\nsentence: S.\nscenes:\n  - {id: b, title: B, query: focus=pain, caption: C.}\n"
    assert json.loads(sent(client, "story.json", text).text)["scenes"][0]["query"] == "focus=pain"


def test_a_broken_story_is_refused_with_everything_that_is_wrong(client: FlaskClient, toy: Mechanism) -> None:
    story = json.loads(story_json(toy, toy.stories[0]))
    story["scenes"][0]["query"] = "focus=nowhere-at-all"
    story["scenes"][1]["caption"] = "Nobody said so [@nobody]."
    answer = sent(client, "story.pptx", json.dumps(story))
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert "nowhere-at-all" in answer.text
    assert "'nobody'" in answer.text
    other = sent(client, "story.json", json.dumps({**story, "map": "low-dose-naltrexone"}))
    assert (other.status_code, "the one that is open is 'toy'" in other.text) == (400, True)


@pytest.mark.parametrize(("body", "kind", "code", "said"), [
    ("{}", "text/plain", 415, "sent as JSON"),
    ("story={}", "application/x-www-form-urlencoded", 415, "sent as JSON"),
    ("{", "application/json", 400, "no YAML"),
    ("", "application/json", 400, "story"),
    (b"\xff\xfe", "application/json", 400, "not UTF-8"),
    ("x" * (LARGEST + 1), "application/json", 413, "At most 200,000 bytes"),
])  # fmt: skip
def test_what_is_no_story_is_refused_with_a_sentence(client: FlaskClient, body: str | bytes, kind: str, code: int, said: str) -> None:
    answer = sent(client, "story.html", body, content_type=kind)
    assert (answer.status_code, answer.mimetype) == (code, "text/plain")
    assert said in answer.text


def test_a_story_that_would_take_minutes_to_draw_is_refused_as_slides_and_not_as_a_page(client: FlaskClient, shipped: Mechanism) -> None:
    scene = {"title": "All", "query": "", "caption": "All."}
    told = json.dumps({"id": "a", "title": "A", "sentence": "A.", "scenes": [{"id": f"s{n}", **scene} for n in range(20)]})
    answer = client.post(f"/story.pptx?map={shipped.id}", data=told, content_type="application/json")
    assert answer.status_code == 400
    assert answer.text.startswith("The scenes of the story show 620 boxes in all, and 500 are drawn here.")
    assert client.post(f"/story.json?map={shipped.id}", data=told, content_type="application/json").status_code == 200


def test_hostile_words_of_an_own_story_stay_words(client: FlaskClient) -> None:
    evil = '<script>alert(1)</script>"\u202e'
    scene = {"id": "b", "title": evil, "query": "focus=pain", "caption": evil, "note": evil}
    body = json.dumps({"id": "a", "title": evil, "sentence": evil, "scenes": [scene]})
    page = sent(client, "story.html", body)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert sent(client, "story.pptx", body).status_code == sent(client, "handout.pdf", body).status_code == 200


def test_the_page_that_plays_an_own_story_may_run_the_player_and_ask_here(client: FlaskClient, toy: Mechanism) -> None:
    policy = client.get("/present?map=toy&own=story-1").headers["Content-Security-Policy"]
    page = sent(client, "story.html", story_json(toy, toy.stories[0]))
    scripts = [word for word in page.headers["Content-Security-Policy"].split() if word.startswith("'sha256-")]
    assert "connect-src 'self'" in policy
    assert "script-src 'unsafe-inline'" not in policy
    assert set(scripts) & set(policy.replace(";", " ").split()), "the player's scripts"


# ---- what the panel is told


def test_the_panel_is_told_stories_with_their_captions_as_they_are_read(shipped: Mechanism, toy: Mechanism) -> None:
    atlas = Atlas([shipped, toy])
    said = told(atlas, atlas.view("?map=toy"))
    assert said["map"] == "toy"
    [one] = said["stories"]
    assert one["story"]["id"] == STORY
    assert len(one["captions"]) == len(one["story"]["scenes"])
    assert "[@" not in " ".join(one["captions"])
    assert [cite["number"] for cite in one["cites"]] == list(range(1, len(one["cites"]) + 1))
    assert {paper["id"] for paper in said["papers"]} == {*toy.reference, *toy.source}
    assert set(NAMES) - set(said["fields"]) == {"theme", "view", "select", "move", "map", "table", "sort", "arrange", "overview"}
    json.dumps(said)


def test_every_download_of_the_panel_is_a_format(client: FlaskClient) -> None:
    assert set(DOWNLOADS) == {row.name for row in FORMATS}


def test_code_that_is_asked_for_later_is_there_and_not_in_the_page(client: FlaskClient) -> None:
    page = client.get("/").text
    for part in ("Share", "Stories"):
        src = Later(part).src
        answer = client.get(src)
        assert (answer.status_code, "javascript" in answer.mimetype) == (200, True)
        assert src not in page
