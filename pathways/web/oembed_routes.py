"""`/oembed?url=...`: returns for a link to a view or a story the frame with which a blog, a wiki or a course replaces it.

It is the provider's side of oEmbed 1.0 (https://oembed.com), in JSON; requests for XML get 501, as the specification requires.
Pages name this address in their head, and the page of a story in its headers, so that programs find it.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import SplitResult, quote, urlencode, urlsplit

from flask import Flask, Response, jsonify, request

from pathways.drawing.text_metrics import clean
from pathways.errors import UnknownName
from pathways.export.share import PREVIEW, Place, snippets
from pathways.query.query import LONGEST
from pathways.reading.story_rules import story_of
from pathways.web.atlas import Atlas
from pathways.web.download_routes import FIVE_MINUTES, refused
from pathways.web.story_address import asked

__all__ = ["SIZE", "add_oembed", "discovery"]

SIZE = (960, 540)  # px, of a frame unless less is requested
_THUMBNAIL = (1200, 675)  # px, of the preview picture
_CACHE = 300  # seconds
_NUMBER = re.compile(r"[1-9]\d{0,4}")
_FRAGMENT = re.compile(r"[1-9]\d{0,2}")  # the scene in the address of a story
_PROVIDER = "Pathways"
_VIEWS, _STORY, _EMBED = ("", "index.html"), "story.html", "embed"  # paths below the address of the explorer


def discovery(url: str, base: str, title: str) -> str:
    """Return the element of a page's head that names the oEmbed address of `url`; `base` is the address of the explorer, or "/".

    Example:
        >>> discovery("https://example.org/?a=1", "https://example.org/", "A <map>")
        '<link rel="alternate" type="application/json+oembed" href="https://example.org/oembed?url=https%3A%2F%2Fexample.org%2F%3Fa%3D1"
        title="A &lt;map&gt;">'
    """
    href, said = escape(_address(url, base)), escape(clean(title))
    return f'<link rel="alternate" type="application/json+oembed" href="{href}" title="{said}">'


def _address(url: str, base: str) -> str:
    return f"{base}oembed?url={quote(url, safe='')}"


def add_oembed(server: Flask, atlas: Atlas, base: str, frames: str) -> None:
    """Add /oembed; `base` and `frames` are those of the embeds: if nobody may frame one, the answer is a link."""

    @server.get("/oembed")
    def oembed() -> Response:
        answer = _answer(atlas, base or request.url_root, framed=frames != "'none'")
        answer.headers["Vary"] = "Host"
        return answer

    @server.after_request
    def add(response: Response) -> Response:
        """Add the header that names the oEmbed address of a story's page."""
        if request.path == f"/{_STORY}" and request.method == "GET" and response.status_code == 200:
            home = base or request.url_root
            url = f"{home}{_STORY}?{request.query_string.decode('ascii', 'replace')}"
            response.headers["Link"] = f'<{_address(url, home)}>; rel="alternate"; type="application/json+oembed"'
        return response


def _answer(atlas: Atlas, home: str, *, framed: bool) -> Response:
    """The frame for the requested address, or a sentence about the error."""
    url, wanted = request.args.get("url", ""), request.args.get("format", "json")
    if wanted != "json":
        return refused(f"{wanted[:60]!r} is not written here. Expected format=json.", 501)
    if not url or len(url) > LONGEST:
        return refused(f"The address has no url, or one of more than {LONGEST} characters. Expected one as in /oembed?url={home}", 400)
    sizes, problems = _sizes()
    if problems:
        return refused("\n".join(problems), 400)
    place = _place(atlas, url, home)
    if isinstance(place, str):
        return refused(place, 404)
    answer = jsonify(_told(place, home, sizes, framed=framed))
    answer.headers.update({"Cache-Control": FIVE_MINUTES, "Access-Control-Allow-Origin": "*"})
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _sizes() -> tuple[tuple[int, int], list[str]]:
    """The width and height of the frame, at most those requested; sentences about values that are not numbers."""
    problems, found = [], []
    for name, usual in zip(("maxwidth", "maxheight"), SIZE, strict=True):
        most = request.args.get(name, "")
        if most and not _NUMBER.fullmatch(most):
            problems.append(f"{most[:60]!r} is not a value of '{name}'. Expected a whole number of pixels from 1.")
        found.append(min(usual, int(most)) if _NUMBER.fullmatch(most) else usual)
    return (found[0], found[1]), problems


def _place(atlas: Atlas, url: str, home: str) -> Place | str:
    """The page at the address, with its frame and its picture; a sentence if it is not of this server, or does not exist."""
    parts, own = _split(url), urlsplit(home)
    if parts is None or not _same_site(parts, own) or not parts.path.startswith(own.path):
        return f"{url[:200]!r} is no address of this explorer. Expected one that begins with {home}"
    path = parts.path.removeprefix(own.path)
    told = path in (_STORY, _EMBED) and re.search(r"(^|&)story=", parts.query)
    if told or path == _STORY:
        return _story(atlas, parts, home)
    if path in (*_VIEWS, _EMBED):
        return _view(atlas, parts, home)
    return f"{path[:60]!r} has no frame. Expected the address of a view, an embed or {_STORY}."


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # parsed on access: raises if it is invalid
    except ValueError:
        return None
    return parts


def _same_site(parts: SplitResult, own: SplitResult) -> bool:
    usual = {"http": 80, "https": 443}
    ports = parts.port or usual.get(parts.scheme), own.port or usual.get(own.scheme)
    return parts.scheme == own.scheme and parts.hostname == own.hostname and ports[0] == ports[1] and "@" not in parts.netloc


def _view(atlas: Atlas, parts: SplitResult, home: str) -> Place | str:
    view = atlas.view(parts.query)
    if view.remarks:
        return "\n".join(view.remarks)
    search, query = view.query.search(), view.query
    said = f": {query.sentence(view.mechanism)}" if query.filtered or query.asks else ""
    picture = f"{home}figure.png?{'&'.join(filter(None, (search, PREVIEW)))}"
    return Place(f"{clean(view.mechanism.title)}{said}", f"{home}?{search}" if search else home, f"{home}embed?{search}", picture)


def _story(atlas: Atlas, parts: SplitResult, home: str) -> Place | str:
    wish = asked(parts.query, "scene", strict=False)
    mechanism = atlas.map(wish.map)
    if mechanism is None or wish.remarks:
        return "\n".join(wish.remarks) or atlas.view(f"map={wish.map}").remarks[0]
    try:
        story = story_of(mechanism, wish.story)
    except UnknownName as error:
        return str(error)
    scene = next((one for one in (parts.fragment, wish.rest.get("scene", "")) if _FRAGMENT.fullmatch(one)), "1")
    number = int(scene) if int(scene) <= len(story.scenes) else 1
    named = {"map": mechanism.id, "story": story.id}
    picture = f"{home}figure.png?{'&'.join((f'map={mechanism.id}', story.scenes[number - 1].query, PREVIEW))}"
    frame = f"{home}{_EMBED}?{urlencode(named | ({'scene': str(number)} if number > 1 else {}))}"
    return Place(clean(story.title), f"{home}{_STORY}?{urlencode(named)}", frame, picture)


def _told(place: Place, home: str, sizes: tuple[int, int], *, framed: bool) -> dict[str, Any]:
    """The fields of the specification. The frame takes the available width, up to its own."""
    told: dict[str, Any] = {
        "version": "1.0", "type": "rich" if framed else "link", "title": place.title, "provider_name": _PROVIDER, "provider_url": home,
        "cache_age": _CACHE, **_thumbnail(place, sizes),
    }  # fmt: skip
    if framed:
        frame = Place(place.title, place.link, place.frame, size=sizes)
        html = next(one.text for one in snippets(frame) if one.name == "iframe")
        told |= {"html": html, "width": sizes[0], "height": sizes[1]}
    return told


def _thumbnail(place: Place, sizes: tuple[int, int]) -> dict[str, Any]:
    """The preview picture, within the requested size."""
    wide = max(64, min(_THUMBNAIL[0], sizes[0], sizes[1] * _THUMBNAIL[0] // _THUMBNAIL[1]))
    if wide > sizes[0]:
        return {}  # there is no picture that small
    high = round(wide * _THUMBNAIL[1] / _THUMBNAIL[0])
    return {"thumbnail_url": re.sub(r"\bwidth=\d+", f"width={wide}", place.image), "thumbnail_width": wide, "thumbnail_height": high}
