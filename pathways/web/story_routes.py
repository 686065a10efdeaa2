"""Stories by address: `/story.html?story=...` plays one, `/story.pptx`, `/story.pdf`, `/handout.pdf` and `/story.json` are files.

A story of the map is requested by its id. A user's own story is sent with the request, as JSON of at most 200 kB, and not stored
by the server.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import lru_cache
from threading import Semaphore

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from pathways import __version__
from pathways.errors import CannotWrite, DataProblems, InvalidArgument, LayoutFailed, UnknownName
from pathways.export.formats import STORY_FORMATS, Format, heeded, write_story
from pathways.export.share import PREVIEW, preview_tags
from pathways.model.diagram import shown_nodes
from pathways.model.mechanism import Mechanism, Story
from pathways.query.export_options import Options
from pathways.query.query import LONGEST
from pathways.reading.story_file import LARGEST, read_story
from pathways.reading.story_rules import story_of
from pathways.story.render_plan import RenderPlan
from pathways.web.atlas import Atlas, Theme
from pathways.web.download_routes import FIVE_MINUTES, refused
from pathways.web.frame_policy import policy_of
from pathways.web.refusals import sorry
from pathways.web.story_address import Asked, asked

__all__ = ["MOST_DRAWN", "add_talks", "tagged"]

_KEPT = 24  # written stories, of up to 2 MB
MOST_DRAWN = 500  # boxes in the scenes of a user's own story: about 15 seconds
_AT_ONCE = 2  # users' own stories: the slides of a long one take 30 seconds of a processor
_PATIENCE = 20  # seconds that a further one waits
_FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def add_talks(server: Flask, atlas: Atlas, base: str) -> None:
    """Add the routes of stories."""
    talks = Talks(atlas, base)
    for row in STORY_FORMATS.values():
        if row.name != "story.embed.html":
            server.add_url_rule(f"/{row.name}", f"talk-{row.name}", talks.answer, defaults={"name": row.name}, methods=["GET", "POST"])


class Talks:
    """The stories of an atlas, written on request."""

    def __init__(self, atlas: Atlas, base: str) -> None:
        self.atlas, self.base = atlas, base
        self._kept = lru_cache(_KEPT)(self._write)
        self._turn = Semaphore(_AT_ONCE)

    def answer(self, name: str) -> Response:
        """The story of the address, or the one in the request, as a file; sentences about errors, as a page if a page was requested."""
        answer = self._asked(name)
        return sorry(answer, "./") if name == "story.html" and request.method == "GET" else answer

    def _asked(self, name: str) -> Response:
        search = request.query_string.decode("ascii", "replace")
        if len(search) > LONGEST:
            return refused(f"The address has {len(search)} characters; at most {LONGEST} are read.", 400)
        wish = asked(search, strict=name != "story.html")
        if name == "story.html":  # sites and mail programs append parameters to links
            wish = replace(wish, options=heeded(wish.options, STORY_FORMATS[name]))
        mechanism = self.atlas.map(wish.map)
        if mechanism is None:
            return refused(self.atlas.view(f"map={wish.map}").remarks[0], 404)
        if wish.remarks:
            return refused("\n".join(wish.remarks), 400)
        try:
            return self._sent(mechanism, wish, STORY_FORMATS[name]) if request.method == "POST" else self._own(mechanism, wish, name)
        except UnknownName as error:
            return refused(str(error), 404)
        except (CannotWrite, DataProblems, InvalidArgument) as error:
            return refused(str(error), 400)
        except LayoutFailed as error:
            return refused(str(error), 503)

    def _own(self, mechanism: Mechanism, wish: Asked, name: str) -> Response:
        """The response with a story of the map."""
        story = story_of(mechanism, wish.story)
        tag = tagged(name, mechanism, story, wish, self.base)
        if tag in request.if_none_match:
            return Response(status=304, headers={"ETag": f'"{tag}"', "Cache-Control": FIVE_MINUTES})
        plan, written = self._kept(mechanism.id, story.id, wish.options, wish.theme, name)
        answer = self._answer(plan, STORY_FORMATS[name], written)
        answer.headers.update({"Cache-Control": FIVE_MINUTES, "ETag": f'"{tag}"', "Cross-Origin-Resource-Policy": "cross-origin"})
        return answer

    def _sent(self, mechanism: Mechanism, wish: Asked, row: Format) -> Response:
        """The response with a user's own story. A form of another site cannot send JSON, which prevents cross-site requests."""
        if request.mimetype != "application/json":
            return refused("A story of one's own is sent as JSON, with the content type application/json.", 415)
        request.max_content_length = LARGEST
        try:
            story = read_story(request.get_data(cache=False), mechanism)
        except RequestEntityTooLarge:
            return refused(f"The story is too large. At most {LARGEST:,} bytes are read.", 413)
        plan = self.atlas.plan(mechanism, story, wish.options, theme=wish.theme, base=self.base)
        if row.family == "picture" and (boxes := _boxes(plan)) > MOST_DRAWN:
            has = f"The scenes of the story show {boxes:,} boxes in all, and {MOST_DRAWN:,} are drawn here."
            return refused(f"{has} Show fewer things in some scenes, or use the command: pathways export --story FILE.", 400)
        if not self._turn.acquire(timeout=_PATIENCE):
            return refused("Other stories are being made at the moment. Try again in a minute.", 503)
        try:
            written = write_story(plan, row.name)
        finally:
            self._turn.release()
        answer = self._answer(plan, row, written)
        answer.headers.update({"Cache-Control": "no-store"})
        return answer

    def _write(self, map_: str, story: str, options: Options, theme: Theme, name: str) -> tuple[RenderPlan, bytes]:
        mechanism = self.atlas.mechanisms[map_]
        plan = self.atlas.plan(mechanism, mechanism.story[story], options, theme=theme, base=self.base)
        written = write_story(plan, name)
        return plan, _previewed(plan, written, self.base) if name == "story.html" and self.base else written

    def _answer(self, plan: RenderPlan, row: Format, written: bytes) -> Response:
        page = row.name == "story.html"
        charset = "; charset=utf-8" if row.mimetype.startswith("text/") else ""
        shown = "inline" if page or row.name.endswith(".pdf") else "attachment"
        policy = policy_of(written.decode(), "'none'") if page else _FILE_POLICY  # only /embed may be framed
        return Response(written, content_type=f"{row.mimetype}{charset}", headers={
            "Content-Disposition": f'{shown}; filename="{plan.name}{_suffix(row)}"',
            "Content-Security-Policy": policy,
        })  # fmt: skip


def _boxes(plan: RenderPlan) -> int:
    """The number of boxes in all scenes together, without drawing them."""
    return sum(len(shown_nodes(part, query.open)) for part, query in zip(plan.parts, plan.questions, strict=True))


def _suffix(row: Format) -> str:
    return f".{row.name.removeprefix('story.')}" if row.name in ("story.pptx", "story.pdf", "story.html") else row.suffix


def tagged(name: str, mechanism: Mechanism, story: Story, wish: Asked, base: str) -> str:
    """A hash of everything that a file of a story depends on."""
    rest = "&".join(f"{key}={value}" for key, value in sorted(wish.rest.items()))
    parts = (__version__, name, mechanism.fingerprint, story.model_dump_json(), wish.theme, wish.options.search(), rest, base)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _previewed(plan: RenderPlan, page: bytes, base: str) -> bytes:
    """The page of a story with the tags for the preview of its link."""
    first = plan.story.scenes[0].query
    image = f"{base}figure.png?{'&'.join(filter(None, (f'map={plan.mechanism.id}', first, PREVIEW)))}"
    tags = preview_tags(plan.title, plan.story.sentence, url=plan.link, image=image, kind="article")
    return page.replace(b"</title>", b"</title>\n" + tags.encode(), 1)

