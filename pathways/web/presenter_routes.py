"""`/present?map=...&own=...` plays a story that is stored in this browser.

The page reads the story from the browser's storage, posts it to `/story.html` and replaces itself with the answer. So it has an
address that can be reloaded during a talk, and the server stores nothing.
"""

from __future__ import annotations

from functools import lru_cache

from flask import Flask, Response

from pathways.client import bundle

__all__ = ["add_presenting"]

SCRIPT = "page/present.js"

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A story of one's own</title>
<style>body {{ margin: 0; display: grid; place-items: center; min-height: 100vh; font: 18px/1.5 "Open Sans", "Segoe UI", Arial, sans-serif; color-scheme: light dark; }} p {{ max-width: 60ch; padding: 24px; white-space: pre-line; }}</style>
</head>
<body>
<main><h1 hidden>A story of one's own</h1><p id="told" role="status">Making the presentation…</p></main>
<noscript><p>A story that is kept in this browser needs JavaScript.</p></noscript>
<script>{script}</script>
</body>
</html>
"""  # noqa: E501


def add_presenting(server: Flask) -> None:
    """Add /present."""

    @server.get("/present")
    def present() -> Response:
        return Response(_page(), content_type="text/html; charset=utf-8", headers={
            "Content-Security-Policy": _policy(),
            "Cache-Control": "no-cache",
        })  # fmt: skip


@lru_cache(1)
def _page() -> str:
    return _PAGE.format(script=bundle(SCRIPT))


@lru_cache(1)
def _policy() -> str:
    """The policy of this page and of the player that replaces it: the policy stays when the content is replaced."""
    from pathways.render.html_document import policy
    from pathways.render.page_frame import EARLY
    from pathways.render.story import SCRIPT as PLAYER

    return f"{policy(scripts=[bundle(SCRIPT), EARLY, bundle(PLAYER)])}; connect-src 'self'; frame-ancestors 'none'"
