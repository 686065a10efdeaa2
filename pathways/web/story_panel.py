"""The data of the stories panel for a map: its stories with their scenes as views, and the references that can be cited.

They are requested when the panel is opened, as the first picture does not need them. The panel itself is `client/page/stories.js`.
"""

from __future__ import annotations

from typing import Any

from pathways.drawing.text_metrics import clean
from pathways.language.citations import numbered
from pathways.model.mechanism import Mechanism, Story
from pathways.query.export_options import Options
from pathways.reading.story_rules import DISPLAY_FIELDS
from pathways.story.render_plan import RenderPlan
from pathways.web.atlas import Atlas, View
from pathways.web.view_links import NAMES
from pathways.wording.bibliography import short, title

__all__ = ["DOWNLOADS", "told"]

# The files of a story, by their addresses, in the order of the panel; the link that plays it comes before them.
DOWNLOADS: dict[str, str] = {
    "story.pptx": "Slides, PowerPoint",
    "story.pdf": "Slides, PDF",
    "handout.pdf": "Hand-out, PDF",
    "handout.docx": "Hand-out, Word",
    "story.gif": "Animation, GIF",
    "story.html": "Presentation as a file",
    "story.json": "Story as a file",
}


def told(atlas: Atlas, view: View) -> dict[str, Any]:
    """Return the data of the panel for a map, as plain values.

    `fields` are the parameters of an address that a scene keeps, `screen` those that it does not set.
    """
    mechanism = atlas.mechanisms[view.mechanism.id]  # stories are about the whole map
    return {
        "map": mechanism.id,
        "made": f"{mechanism.version}~{mechanism.fingerprint}",
        "fields": [name for name in NAMES if name not in DISPLAY_FIELDS],
        "downloads": [{"name": name, "label": label} for name, label in DOWNLOADS.items()],
        "stories": [_story(atlas, mechanism, story) for story in mechanism.stories],
        "papers": _papers(mechanism),
    }


def _story(atlas: Atlas, mechanism: Mechanism, story: Story) -> dict[str, Any]:
    """A story as in its file, to be copied and changed, with its captions as shown to readers."""
    plan = atlas.plan(mechanism, story, Options())
    return {
        "story": story.model_dump(mode="json"),
        "captions": _captions(plan),
        "cites": [{"number": cite.number, "text": cite.text, "url": cite.url} for cite in plan.cites],
    }


def _captions(plan: RenderPlan) -> list[str]:
    numbers = {cite.id: cite.number for cite in plan.cites}
    return [clean(numbered(scene.caption, numbers)) for scene in plan.story.scenes]


def _papers(mechanism: Mechanism) -> list[dict[str, str]]:
    """The references that a caption can cite: papers and quoted texts."""
    sources = [{"id": one.id, "text": clean(one.title)} for one in mechanism.sources]
    return [*sources, *({"id": one.id, "text": short(one), "title": title(one)} for one in mechanism.references)]
