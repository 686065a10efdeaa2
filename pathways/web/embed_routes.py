"""The light page for a frame of another site: `/embed?...` with the question of a view, or with `story=` and `scene=`.

It is written by the same code as the pages of a published site, with the picture that the explorer has already computed.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from flask import Flask, Response, request

from pathways import __version__
from pathways.errors import CannotWrite, LayoutFailed, UnknownName
from pathways.export.formats import MOST_BOXES
from pathways.model.diagram import shown_nodes
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import Options
from pathways.query.query import LONGEST
from pathways.reading.story_rules import story_of
from pathways.sheet.view_export import Export
from pathways.web.atlas import Atlas, Theme
from pathways.web.download_routes import FIVE_MINUTES, refused
from pathways.web.frame_policy import Framed, policy_of
from pathways.web.refusals import sorry
from pathways.web.story_address import Asked, asked, beyond
from pathways.web.story_routes import tagged

__all__ = ["add_embeds"]

_KEPT = 48  # written pages, of up to 400 kB


def add_embeds(server: Flask, atlas: Atlas, base: str, frames: str) -> None:
    """Add /embed; `base` is the explorer's public address, if empty that of the request; `frames` says which sites may frame it."""
    embeds = Embeds(atlas, base, frames)

    @server.get("/embed")
    def embed() -> Response:
        search = request.query_string.decode("ascii", "replace").replace("background=transparent", "background=none")
        return sorry(embeds.answer(search), base or request.url_root, frames=frames)


class Embeds:
    """The embedded pages of an atlas, written on request."""

    def __init__(self, atlas: Atlas, base: str, frames: str) -> None:
        self.atlas, self.base, self.frames = atlas, base, frames
        self._kept = lru_cache(_KEPT)(self._written)

    def answer(self, search: str) -> Response:
        """A page, or sentences about the errors in the address."""
        if len(search) > LONGEST:
            return refused(f"The address has {len(search)} characters; at most {LONGEST} are read.", 400)
        try:
            return self.story(search) if re.search(r"(^|&)story=", search) else self.view(search)
        except UnknownName as error:
            return refused(str(error), 404)
        except CannotWrite as error:
            return refused(str(error), 400)
        except LayoutFailed as error:
            return refused(str(error), 503)

    def view(self, search: str) -> Response:
        """A view as the explorer shows it."""
        options, rest, remarks = Options.parse(search)
        view = self.atlas.view(rest)
        if remarks or view.remarks:
            return refused("\n".join((*remarks, *view.remarks)), 400)
        export = self.atlas.export(view, options, self._base(), on_page=True)
        parts = (__version__, export.mechanism.fingerprint, export.query.search(), options.search(), export.base)
        tag = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
        return self._same(tag) or self._answer(tag, _page(export))

    def story(self, search: str) -> Response:
        """A story, beginning at one of its scenes."""
        wish = asked(search, "scene")
        mechanism = self.atlas.map(wish.map)
        if mechanism is None:
            return refused(self.atlas.view(f"map={wish.map}").remarks[0], 404)
        story = story_of(mechanism, wish.story)
        remarks = [*wish.remarks, *beyond(wish.rest.get("scene", ""), len(story.scenes))]
        if remarks:
            return refused("\n".join(remarks), 400)
        base = self._base()
        tag = tagged("embed", mechanism, story, wish, base)
        return self._same(tag) or self._answer(tag, self._kept(mechanism.id, story.id, _frozen(wish), base))

    def _base(self) -> str:
        """The address that the embed links to. If it is the request's host, `Vary: Host` keeps caches from mixing up hosts."""
        return self.base or request.url_root

    def _written(self, map_: str, name: str, wish: tuple[Options, Theme, int], base: str) -> str:
        from pathways.render import embed

        options, theme, scene = wish
        mechanism: Mechanism = self.atlas.mechanisms[map_]
        plan = self.atlas.plan(mechanism, mechanism.story[name], options, theme=theme, base=base)
        return embed.write_story(plan, scene=scene, transparent=options.background == "none")

    def _same(self, tag: str) -> Response | None:
        """The response that the page in the browser's cache is still current."""
        if tag not in request.if_none_match:
            return None
        return Framed(status=304, headers={"ETag": f'"{tag}"', "Cache-Control": FIVE_MINUTES, "Vary": "Host"})

    def _answer(self, tag: str, page: str) -> Response:
        return Framed(page, content_type="text/html; charset=utf-8", headers={
            "Content-Security-Policy": policy_of(page, self.frames),
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Cache-Control": FIVE_MINUTES,
            "ETag": f'"{tag}"',
            "Vary": "Host",
        })  # fmt: skip


def _page(export: Export) -> str:
    from pathways.render import embed

    boxes = len(shown_nodes(export.part, export.query.open))
    if boxes > MOST_BOXES:
        raise CannotWrite(f"The view has {boxes} boxes; a picture holds at most {MOST_BOXES}. Choose a part, such as a focus.")
    return embed.write_view(export, link=export.link, transparent=export.options.background == "none")


def _frozen(wish: Asked) -> tuple[Options, Theme, int]:
    return wish.options, wish.theme, int(wish.rest.get("scene") or 1)
