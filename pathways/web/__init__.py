"""The explorer: a page that shows a mechanism's map, with the evidence behind every arrow.

`create_app` returns the page for some mechanisms; `serve` serves it on this machine.
"""

from __future__ import annotations

import errno
import socket
import threading
import webbrowser
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlsplit

import dash
from flask import has_request_context, request
from werkzeug.serving import make_server

from pathways.drawing.text_metrics import clean
from pathways.errors import PathwaysError
from pathways.layout import Layout
from pathways.model.mechanism import Mechanism
from pathways.publish.links import based
from pathways.render.html_document import glyph_symbols
from pathways.web.atlas import Atlas
from pathways.web.callbacks import connect
from pathways.web.download_routes import add_downloads
from pathways.web.embed_routes import add_embeds
from pathways.web.first_paint import first_paint, preview, scheme_of
from pathways.web.frame_policy import framers
from pathways.web.oembed_routes import add_oembed, discovery
from pathways.web.page_layout import page
from pathways.web.presenter_routes import add_presenting
from pathways.web.qr_codes import add_codes
from pathways.web.scripts import add_scripts
from pathways.web.security_headers import INDEX, add_addresses, add_headers
from pathways.web.story_routes import add_talks

__all__ = ["PortTaken", "create_app", "serve"]


class PortTaken(PathwaysError):
    """The port of the page cannot be opened; if another program listens on it, the message names a free port."""


def create_app(
    mechanisms: Sequence[Mechanism], *, layouts: Mapping[str, Layout] | None = None, base: str = "", frames: str = "*"
) -> dash.Dash:
    """Return the page for some mechanisms, ready to serve; `.server` is the WSGI application.

    `layouts` are those stored beside the mechanisms' files; others are computed on request.
    `base` is the public address of this page, such as "https://example.org/"; files link to it. If it is empty, they
    name the view without a link. `frames` says which sites may frame an embed: "*" for all, origins separated by blanks,
    or "none"; no other page of the server can be framed.

    Raises:
        ValueError: There is no mechanism.
        InvalidArgument: `base` is not the address of a site, or `frames` has an invalid origin.
    """
    atlas, base, allowed = Atlas(mechanisms, layouts), based(base), framers(frames)
    app = _Page(
        __name__,
        title=clean(mechanisms[0].title),
        update_title="",
        meta_tags=[{"name": "description", "content": clean(mechanisms[0].sentence)}],
        index_string=INDEX,
        suppress_callback_exceptions=True,  # otherwise Dash puts the whole layout into the page a second time, with the picture
        serve_locally=True,
        eager_loading=False,
    )
    app.atlas, app.base = atlas, base
    app.renderer = "document.addEventListener('DOMContentLoaded', function () { new DashRenderer(); });"  # runs after the deferred scripts
    app.layout = lambda: _layout(atlas)
    connect(app, atlas, base)
    add_addresses(app.server)
    add_scripts(app.server)
    add_downloads(app.server, atlas, base)
    add_talks(app.server, atlas, base)
    add_embeds(app.server, atlas, base, allowed)
    add_oembed(app.server, atlas, base, allowed)
    add_presenting(app.server)
    add_codes(app.server, atlas, base)
    add_headers(app)
    app.server.test_client().get("/_dash-dependencies")  # Dash sets itself up at the first request; two at once would race
    return app


class _Page(dash.Dash):
    """A Dash page whose first response already holds the picture."""

    atlas: Atlas
    base: str

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]
        """Put the picture for the requested address, its colour scheme, and the icons of the cards into the page."""
        view = self.atlas.view(request.query_string.decode("ascii", "replace") if has_request_context() else "")
        parts["app_entry"] = first_paint(self.atlas, view) + glyph_symbols() + parts["app_entry"]
        parts["metas"] += preview(view, self.base)
        if self.base:  # else the address would be the one that the visitor's request names
            search = view.query.search()
            parts["metas"] += discovery(f"{self.base}?{search}" if search else self.base, self.base, view.mechanism.title)
        parts["title"] = escape(parts["title"])  # Dash inserts it without escaping
        for name in ("title", "metas", "app_entry"):
            parts[name] = parts[name].replace("{%", "&#123;%")  # so that Dash does not replace a placeholder in a text of the map
        parts["scripts"] = parts["scripts"].replace("<script src=", "<script defer src=")  # otherwise they run before the first paint
        page = str(super().interpolate_index(**parts))  # type: ignore[no-untyped-call]
        scheme = scheme_of(view)
        return page.replace("<html", f'<html data-mantine-color-scheme="{scheme}"', 1) if scheme else page


def _layout(atlas: Atlas) -> object:
    """The page for the address in the browser, which is the referrer of its request for the layout."""
    search = urlsplit(request.referrer or "").query if has_request_context() else ""
    return page(atlas, atlas.view(search), f"?{search}" if search else "")


def serve(
    mechanisms: Sequence[Mechanism],
    *,
    host: str = "127.0.0.1",
    port: int = 8050,
    open_browser: bool = False,
    layouts: Mapping[str, Layout] | None = None,
    base: str = "",
    frames: str = "*",
    search: str = "",
) -> None:
    """Serve the page until interrupted; `search` is the query string to open, `base` and `frames` as in `create_app`.

    Raises:
        PortTaken: Another program listens on the port, or it cannot be opened.
        InvalidArgument: `base` or `frames` is invalid.
    """
    if problem := _problem(host, port):
        raise PortTaken(problem)
    server = make_server(host, port, create_app(mechanisms, layouts=layouts, base=base, frames=frames).server, threaded=True)
    url = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}/{f'?{search}' if search else ''}"  # noqa: S104
    print(f"Pathways is at {url} (Ctrl+C ends it).", flush=True)
    if open_browser:
        threading.Timer(0.5, webbrowser.open, [url]).start()
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Ended.")


def _problem(host: str, port: int) -> str:
    """The reason why the port cannot be opened; empty if it can."""
    if not 1 <= port <= 65_535:
        return f"{port} is no port. Expected a number from 1 to 65535."
    try:
        _try(host, port)
    except PermissionError:
        return f"Port {port} of {host} needs rights that this account lacks. Port 8050 is the usual one."
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            return f"Nothing can listen at {host}: {error.strerror}. Expected an address of this machine, such as 127.0.0.1."
        free = _free(host)
        return f"Port {port} of {host} is taken by another program. Port {free} is free: try --port {free}."
    return ""


def _free(host: str) -> int:
    """A port of the machine that no program listens on at the moment."""
    return _try(host, 0)


def _try(host: str, port: int) -> int:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind((host, port))
        return int(tried.getsockname()[1])
