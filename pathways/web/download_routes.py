"""Figures and data by address: `/figure.svg?...`, `/data.graphml?...`, with the same query string as the page, or with `story=` and
`scene=` for a scene of a story.

So a figure can be an `<img>` in any page, and a link in a mail always gives the file for the current map.
"""

from __future__ import annotations

import hashlib
import re

from flask import Flask, Response, request

from pathways import __version__
from pathways.errors import CannotWrite, InvalidArgument, LayoutFailed, UnknownName
from pathways.export.formats import FORMATS, Format, format_of, meaningless, name_of, write
from pathways.query.export_options import Options
from pathways.query.query import LONGEST
from pathways.reading.story_rules import story_of
from pathways.sheet.view_export import Export
from pathways.web.atlas import Atlas
from pathways.web.story_address import asked, beyond

__all__ = ["FIGURE_POLICY", "FIVE_MINUTES", "MOST_PIXELS", "add_downloads", "address_of", "refused"]

MOST_PIXELS = 24_000_000  # of a PNG by address: rendering takes 200 MB and more than a second
_STORY = re.compile(r"(^|&)story=")
_INLINE = ("svg", "png", "pdf")  # formats that a browser shows; the others are downloaded
FIVE_MINUTES = "public, max-age=300"
FIGURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'"
_FRAMED_POLICY = (
    "sandbox allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'self'"
)


def address_of(row: Format) -> str:
    """The address of a format, without the question.

    Example:
        >>> address_of(FORMATS["png"]), address_of(FORMATS["csl.json"])
        ('/figure.png', '/data.csl.json')
    """
    return f"/{'figure' if row.family in ('picture', 'page') else 'data'}.{row.name}"


def add_downloads(server: Flask, atlas: Atlas, base: str = "") -> None:
    """Add the routes of all formats; `base` is the public address of this explorer, which files link to, empty for none."""
    server.config["MAX_CONTENT_LENGTH"] = 1_000_000
    known = {address_of(row): row for row in FORMATS.values()}

    @server.get("/<any(figure, data):kind>.<path:name>")
    def file(kind: str, name: str) -> Response:
        row = known.get(f"/{kind}.{name}")
        return _file(atlas, row, base) if row else _unknown(name)

    @server.get("/loose")
    def loose() -> Response:
        """The interactive page for a frame of the explorer, isolated by a sandbox."""
        answer = _file(atlas, FORMATS["html"], base)
        answer.headers.pop("Content-Disposition", None)
        answer.headers.update({"Content-Security-Policy": _FRAMED_POLICY, "X-Frame-Options": "SAMEORIGIN"})
        return answer


def _file(atlas: Atlas, row: Format, base: str) -> Response:
    """The view of the address as a file, or sentences about the errors in the address."""
    search = request.query_string.decode("ascii", "replace")
    if len(search) > LONGEST:
        return refused(f"The address has {len(search)} characters; at most {LONGEST} are read.", 400)
    try:
        export, name = _scene(atlas, search, row, base) if _STORY.search(search) else _view(atlas, search, row, base)
        tag = _tag(export, name)
        if tag in request.if_none_match:
            return Response(status=304, headers={"ETag": f'"{tag}"', "Cache-Control": FIVE_MINUTES})
        if row.name in ("png", "tiff") and (too_many := _pixels(export, row)):
            return refused(too_many, 400)
        return _answer(row, write(export, row.name), name, tag)
    except UnknownName as error:
        return refused(str(error), 404)
    except (CannotWrite, InvalidArgument) as error:
        return refused(str(error), 400)
    except LayoutFailed as error:
        return refused(str(error), 503)


def _view(atlas: Atlas, search: str, row: Format, base: str) -> tuple[Export, str]:
    """The view of an address, and the name of its file.

    Raises:
        InvalidArgument: A value in the address is invalid, or an option does not apply to the format.
    """
    options, rest, remarks = Options.parse(search)
    view = atlas.view(rest)
    if wrong := (*remarks, *view.remarks, *meaningless(options, row)):
        raise InvalidArgument("\n".join(wrong))
    export = atlas.export(view, options, base)
    return export, name_of(export, row)


def _scene(atlas: Atlas, search: str, row: Format, base: str) -> tuple[Export, str]:
    """The scene of a story, as `export --story X --scene N` writes it, and the name of its file.

    Raises:
        UnknownName: There is no such map or story.
        InvalidArgument: There is no such scene, or a value in the address is invalid.
    """
    wish = asked(search, "scene")
    mechanism = atlas.map(wish.map)
    if mechanism is None:
        raise UnknownName(atlas.view(f"map={wish.map}").remarks[0])
    story, scene = story_of(mechanism, wish.story), wish.rest.get("scene", "")
    last = len(story.scenes)
    missing = [] if scene else [f"A figure of a story is one of its scenes: add scene=1, up to {last}. The whole story is /story.html."]
    if wrong := (*wish.remarks, *missing, *beyond(scene, last), *meaningless(wish.options, row)):
        raise InvalidArgument("\n".join(wrong))
    plan = atlas.plan(mechanism, story, wish.options, theme=wish.theme, base=base)
    return plan.export(int(scene)), f"{plan.scene_name(int(scene))}{row.suffix}"


def _pixels(export: Export, row: Format) -> str:
    """The error if a picture has too many pixels to be rendered for a request, with a size that is allowed; else empty."""
    from pathways.render.png import size_of, too_large
    from pathways.render.tiff import size_on_paper

    size = size_on_paper(export) if row.name == "tiff" else size_of(export.sheet, export.options)
    if size.width * size.height <= MOST_PIXELS:
        return ""
    said = too_large(size, export.options, MOST_PIXELS, row.name.upper())
    return f"{said}; the command makes larger ones, and SVG and PDF have no limit."


def _answer(row: Format, written: bytes, name: str, tag: str) -> Response:
    how = "inline" if row.name in _INLINE else "attachment"
    charset = "; charset=utf-8" if row.mimetype.startswith("text/") else ""
    return Response(written, content_type=f"{row.mimetype}{charset}", headers={
        "Content-Disposition": f'{how}; filename="{name}"',
        "Content-Security-Policy": FIGURE_POLICY,
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": FIVE_MINUTES,
        "ETag": f'"{tag}"',
    })  # fmt: skip


def _tag(export: Export, name: str) -> str:
    """A hash of everything that a file depends on: the same question about the same map gives the same bytes."""
    parts = (__version__, name, export.mechanism.fingerprint, export.query.search(), export.options.search(), export.base)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _unknown(name: str) -> Response:
    try:
        row = format_of(name)
    except UnknownName as error:
        return refused(str(error), 404)
    return refused(f"There is no such address. {row.label} is at {address_of(row)}.", 404)


def refused(sentence: str, code: int) -> Response:
    """A response of plain text with an error status."""
    return Response(f"{sentence}\n", status=code, mimetype="text/plain", headers={"Cache-Control": "no-store"})
