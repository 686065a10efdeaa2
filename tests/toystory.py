"""A story of the toy mechanism with every case: answers, a loop, a gap, notes, citations of papers and of the quoted text."""

from __future__ import annotations

from typing import Any

from pathways.model.mechanism import Mechanism, Story
from pathways.story.render_plan import RenderPlan

__all__ = ["STORY", "toy_telling"]

STORY: dict[str, Any] = {
    "id": "toyamine",
    "title": "How toyamine is said to act",
    "sentence": "An invented medicine and an invented knee.",
    "scenes": [
        {
            "id": "receptor", "title": "A medicine meets its receptor", "query": "keep=toyamine,alpha-receptor",
            "caption": "Toyamine sits on the α-toy receptor [@able-2019; @baker-2020].", "note": "Say hello. See also [@cook-2021].",
        },
        {
            "id": "drives", "title": "What the receptor drives", "query": "keep=alpha-receptor,messengers,tnf-alpha,il-10",
            "caption": "The receptor drives messengers [@leaflet].",
        },
        {
            "id": "circle", "title": "A circle", "query": "keep=messengers,tnf-alpha,il-10,swelling&loops=1",
            "caption": "Swelling and messengers keep each other going.", "note": "Slowly.",
        },
        {
            "id": "up", "title": "If toyamine goes up", "query": "keep=toyamine,alpha-receptor&up=toyamine",
            "caption": "What the map predicts for the receptor [@dyer-2022].",
        },
        {"id": "gap", "title": "What is not known", "query": "keep=swelling,pain", "caption": "Nothing shows that swelling hurts."},
    ],
}  # fmt: skip


def toy_telling(toy: Mechanism, **fields: Any) -> RenderPlan:
    return RenderPlan(toy, Story.model_validate(STORY), **fields)
