"""A story as an animated GIF: a frame a slide, long enough to be read, that ends by itself."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from pathways.export.formats import write_story
from pathways.model.mechanism import Mechanism
from pathways.render.gif import seconds_of
from pathways.render.png import Size, draw
from pathways.scene.read_provenance import origin_in
from pathways.story.render_plan import RenderPlan
from pathways.story.slide import paper_slides, slide_of
from tests.toystory import toy_telling


@pytest.fixture(scope="module")
def plan(toy: Mechanism) -> RenderPlan:
    return toy_telling(toy)


@pytest.fixture(scope="module")
def written(plan: RenderPlan) -> bytes:
    return write_story(plan, "story.gif")


def test_it_has_a_frame_a_slide_each_as_long_as_it_takes_to_read(plan: RenderPlan, written: bytes) -> None:
    slides = [*(slide_of(plan, shot) for shot in plan.shots), *paper_slides(plan)]
    film = Image.open(io.BytesIO(written))
    assert film.n_frames == len(slides)
    for number, slide in enumerate(slides):
        film.seek(number)
        assert film.info["duration"] == pytest.approx(1000 * seconds_of(slide), abs=10)


def test_its_frames_look_like_the_slides(plan: RenderPlan, written: bytes) -> None:
    film = Image.open(io.BytesIO(written))
    for number, shot in enumerate(plan.shots):
        film.seek(number)
        slide = Image.open(io.BytesIO(draw(slide_of(plan, shot), Size(*film.size), ground=plan.paint.paper)))
        difference = ImageChops.difference(film.convert("RGB"), slide.convert("RGB")).convert("L")
        assert sum(count * level for level, count in enumerate(difference.histogram())) / (film.width * film.height) < 3


def test_it_plays_once_and_leads_back(plan: RenderPlan, written: bytes) -> None:
    assert "loop" not in Image.open(io.BytesIO(written)).info, "what moves without end cannot be stopped"
    assert origin_in(written) == plan.origin
    assert write_story(plan, "story.gif") == written
