"""Snippets that link to a page of the site or frame it; relative where the site's address is not known."""

from __future__ import annotations

from pathways.export import share
from pathways.publish.site_files import Embed, Part

__all__ = ["snippets"]

GROWING = "Frame that becomes as high as its content"


def snippets(part: Part, embed: Embed) -> list[tuple[str, str]]:
    """Return the snippets of an embed as label and text; the frame comes first.

    Without an address of the site, addresses are relative to its root.
    """
    link, frame, image = (part.address(path) or path for path in (embed.of, embed.file.path, embed.image))
    place = share.Place(embed.title, link, frame, image)
    found = {one.name: (f"{one.label}, for {one.use}", one.text) for one in share.snippets(place)}
    growing = next(one.text for one in share.snippets(place, grows=True) if one.name == "iframe")
    return [found.pop("iframe"), (GROWING, growing), *found.values()]
