"""The security headers of every response, and the routes for health and fonts."""

from __future__ import annotations

import dash
from flask import Flask, Response, request

from pathways.drawing.text_metrics import FAMILY, Weight, font_woff2
from pathways.drawing.theme import THEMES
from pathways.render.html_document import icon
from pathways.render.picture_style import RULES, theme_rules
from pathways.web.download_routes import refused
from pathways.web.frame_policy import Framed
from pathways.web.scripts import FOR_A_YEAR, PAGE, PICTURE, address

__all__ = ["INDEX", "add_addresses", "add_headers"]

_WEIGHTS: dict[str, tuple[Weight, int]] = {"regular.woff2": ("regular", 400), "semibold.woff2": ("semibold", 600)}


def _font_face(file: str, weight: int) -> str:
    source = f'src: url(/fonts/{file}) format("woff2")'
    return f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-display: swap; {source}; }}\n'


def _style() -> str:
    """The style sheets of the picture and of its cards with the themes as custom properties, and the fonts."""
    faces = "".join(_font_face(file, number) for file, (_, number) in _WEIGHTS.items())
    light, dark, print_ = (theme_rules(THEMES[name], selector) for name, selector in (
        ("light", ":root"), ("dark", ":root[data-mantine-color-scheme=dark]"), ("print", ".is-print"),
    ))  # fmt: skip
    waiting = f"@media (prefers-color-scheme: dark) {{ {theme_rules(THEMES['dark'], ':root:not([data-mantine-color-scheme=light])')} }}"
    return f"{faces}{light}{waiting}\n{dark}{print_}{RULES}"


INDEX = f"""<!DOCTYPE html>
<html lang="en" class="js">
<head>
{{%metas%}}
<title>{{%title%}}</title>
<link rel="icon" href="{icon()}">
<link rel="preload" href="/_dash-layout" as="fetch" crossorigin="anonymous">
{"".join(f'<link rel="preload" href="/fonts/{file}" as="font" type="font/woff2" crossorigin>' for file in _WEIGHTS)}
<style>{_style()}</style>
<link rel="stylesheet" href="{address(PICTURE)}">
{{%css%}}
</head>
<body>
<noscript><p>This page needs JavaScript. <a href="/figure.svg">The map as a picture</a> does not.</p></noscript>
{{%app_entry%}}
<footer>{{%config%}}{{%scripts%}}<script defer src="{address(PAGE)}"></script>{{%renderer%}}</footer>
</body>
</html>
"""


def add_headers(app: dash.Dash) -> None:
    """Allow only scripts, styles, fonts and requests of this server. Call it after the last callback, as it hashes all inline scripts."""
    policy = "; ".join((
        "default-src 'self'",
        f"script-src 'self' {' '.join(app.csp_hashes())}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ))  # fmt: skip
    said = {
        "Content-Security-Policy": policy,
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",  # the layout is made for the address in the referrer
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }

    @app.server.after_request  # type: ignore[untyped-decorator]
    def add(response: Response) -> Response:
        for name, value in said.items():
            if name != "X-Frame-Options" or not isinstance(response, Framed):
                response.headers.setdefault(name, value)
        if request.path == "/_dash-layout":  # the layout depends on the address
            response.headers.update({"Cache-Control": "no-cache", "Vary": "Referer"})
        return response


def add_addresses(server: Flask) -> None:
    """Add /healthz and /fonts/..."""

    @server.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})

    @server.get("/fonts/<name>")
    def font(name: str) -> Response:
        if name not in _WEIGHTS:
            return refused("There is no such font.", 404)
        return Response(font_woff2(None, _WEIGHTS[name][0]), mimetype="font/woff2", headers={"Cache-Control": FOR_A_YEAR})
