"""Error responses as HTML pages: for addresses that people open in a browser, also in a frame, where plain text would be out of place."""

from __future__ import annotations

from html import escape

from flask import Response

from pathways.web.frame_policy import Framed, policy_of

__all__ = ["sorry"]

_STYLE = (
    "body { margin: 0; display: grid; place-items: center; min-height: 100vh; background: var(--page); color: var(--pw-ink); "
    'font: 16px/1.5 "Open Sans", "Segoe UI", Arial, sans-serif; overflow-wrap: anywhere; } '
    "main { max-width: 62ch; padding: 24px; } h1 { margin: 0 0 8px; font-size: 22px; line-height: 1.3; } "
    "p { margin: 0 0 12px; } a { color: var(--accent); text-underline-offset: 2px; }"
)


def sorry(answer: Response, home: str, *, frames: str = "'none'") -> Response:
    """Return an error response as a page with the same sentences, a line each, and a link to the start; any other response unchanged.

    `frames` says who may frame the page, as written in a policy.

    Example:
        >>> page = sorry(Response("There is no <map> 'x'.", 404), "./")
        >>> page.status_code, page.mimetype, "There is no &lt;map&gt;" in page.get_data(as_text=True)
        (404, 'text/html', True)
    """
    if answer.status_code < 400:
        return answer
    page = _page(answer.get_data(as_text=True).splitlines(), home)
    kind = Response if frames == "'none'" else Framed
    return kind(page, status=answer.status_code, content_type="text/html; charset=utf-8", headers={
        "Content-Security-Policy": policy_of(page, frames),
        "Cache-Control": "no-store",
    })  # fmt: skip


def _page(sentences: list[str], home: str) -> str:
    from pathways.render.html_document import document
    from pathways.render.page_frame import chrome

    title = "This address cannot be shown"
    said = "".join(f"<p>{escape(line, quote=False)}</p>" for line in sentences)
    link = f'<p><a href="{escape(home)}" target="_blank" rel="noopener">Open the explorer</a></p>'
    body = f"<main><h1>{title}</h1>{said}{link}</main>"
    return document(title, body, description=title, origin="", style=chrome("auto") + _STYLE, scripts=[])
