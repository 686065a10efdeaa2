"""Self-contained HTML documents: their templates, and a content security policy that forbids all requests.

Templates are filled by Jinja, which escapes all data.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pathways.drawing.glyphs import GLYPHS

__all__ = ["document", "fill", "glyph_symbols", "icon", "own", "policy", "script_safe", "trusted"]


@lru_cache(maxsize=32)
def own(name: str) -> str:
    """Return the text of a file of this package, by its path within it.

    Example:
        >>> own("shell.html")[:15]
        '<!DOCTYPE html>'
    """
    return files("pathways.render").joinpath(*name.split("/")).read_text(encoding="utf-8")


def fill(name: str, **values: Any) -> str:
    """Return a template with values put in, each escaped unless it is `trusted`."""
    text: str = _templates().get_template(name).render(**values)
    return text


def document(
    title: str, body: str, *, description: str, origin: str, style: str, scripts: Sequence[str], early: str = "", strict: bool = True,
    images: bool = False,
) -> str:
    """Return a whole document; `body`, `style` and the scripts are trusted markup and code, the rest is escaped.

    `origin` is the line of provenance; it has no "<" and ">", so it can be put into a comment. `early` is a script that runs before
    the first paint. Unless it is `strict`, scripts may set styles. `images` allows pictures of the same site.
    """
    return fill(
        "shell.html",
        title=title,
        description=description,
        origin=trusted(origin),
        icon=trusted(icon()),
        policy=policy(styles=[style] if strict else (), scripts=[*filter(None, [early]), *scripts], images=images),
        style=trusted(style),
        early=trusted(early),
        body=trusted(body),
        scripts=[trusted(script) for script in scripts],
    )


@lru_cache(maxsize=1)
def _templates() -> Any:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(own))


# Characters that an HTML parser could take for markup, and invisible ones that change how the rest is displayed.
_UNSAFE = re.compile("[&<>\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def script_safe(value: Any) -> Any:
    """Return a value as JSON without characters of markup, for a data block in a page.

    Example:
        >>> print(script_safe({"a": "</script>"}))
        {"a":"\\u003c/script\\u003e"}
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return trusted(_UNSAFE.sub(lambda character: f"\\u{ord(character[0]):04x}", text))


def trusted(text: str) -> Any:
    """Mark text as trusted markup, which is not escaped."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  the callers' own files and drawings


def policy(*, styles: Iterable[str] = (), scripts: Iterable[str] = (), images: bool = False) -> str:
    """Return a content security policy that allows just these styles and scripts, and no requests; without styles any is allowed.

    `images` allows pictures of the page's own site.

    Example:
        >>> policy(scripts=["1"])[:82]
        "default-src 'none'; script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s"
    """
    style = _hashes(styles) or "'unsafe-inline'"
    script = _hashes(scripts) or "'none'"
    image = "'self' data:" if images else "data:"
    fixed = "font-src data:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {script}; style-src {style}; img-src {image}; {fixed}"


def _hashes(texts: Iterable[str]) -> str:
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)


@lru_cache(maxsize=1)
def icon() -> str:
    """Return the favicon as a data URI: without one, a browser requests a file that does not exist.

    Example:
        >>> icon()[:26]
        'data:image/svg+xml;base64,'
    """
    return f"data:image/svg+xml;base64,{base64.b64encode(own('icon.svg').encode()).decode()}"


@lru_cache(maxsize=1)
def glyph_symbols() -> str:
    """Return the glyphs as hidden SVG symbols, for `<use href="#i-...">`."""
    return f'<svg class="symbols" aria-hidden="true">{"".join(_symbol(name) for name in GLYPHS)}{_EXTERNAL}</svg>'


_LINES = 'fill="none" stroke="currentColor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"'
_EXTERNAL = f'<symbol id="i-external" viewBox="0 0 16 16"><path {_LINES} d="M9.5 3H13v3.5M13 3L7.5 8.5M11 9.5V13H3V5h3.5"/></symbol>'


def _symbol(name: str) -> str:
    drawn, side = GLYPHS[name], 8 if name in ("tick", "cross", "mixed") else 12
    solid = f'<path fill="currentColor" d="{drawn.solid}"/>' if drawn.solid else ""
    lines = f'<path {_LINES} d="{drawn.lines}"/>' if drawn.lines else ""
    return f'<symbol id="i-{name}" viewBox="0 0 {side} {side}">{solid}{lines}</symbol>'
