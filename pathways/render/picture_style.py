"""The style sheet of pictures, for the page and for standalone files.

The page uses it with custom properties, so that the theme can change; in a standalone picture they are replaced by the colours,
because drawing programs do not support custom properties.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import lru_cache

from pathways.drawing.shapes import PALE
from pathways.drawing.text_metrics import FAMILY, Weight, fallback_woff2, font_woff2, runs
from pathways.drawing.theme import THEMES, Theme, variables

__all__ = ["RULES", "font_faces", "resolved", "theme_rules"]

TINTS = len(THEMES["light"].tints)

RULES = f"""
.pw-text {{ font-family: "{FAMILY}", "Segoe UI", Arial, sans-serif; font-size: 13px; fill: var(--pw-ink); }}
.pw-strong {{ font-weight: 600; }}
.pw-small {{ font-size: 12px; }}
.pw-title {{ font-size: 20px; font-weight: 600; }}
.pw-soft {{ fill: var(--pw-soft); }}
.pw-paper {{ fill: var(--pw-paper); }}
.pw-area {{ stroke: none; }}
{"".join(f".pw-tint-{i} {{ fill: var(--pw-tint-{i}); }} .pw-halo-{i} {{ stroke: var(--pw-tint-{i}); }}" + chr(10) for i in range(TINTS))}\
.pw-area-title {{ font-size: 13px; font-weight: 600; fill: var(--pw-soft); stroke-width: 4; stroke-linejoin: round; paint-order: stroke; }}
.pw-frame {{ fill: none; stroke: var(--pw-frame); stroke-width: 1.2; stroke-dasharray: 2 3; }}
.pw-box {{ fill: var(--pw-box); stroke: var(--pw-border); stroke-width: 1.3; }}
.pw-glyph {{ fill: none; stroke: var(--pw-ink); stroke-width: 1.25; stroke-linecap: round; stroke-linejoin: round; }}
.pw-solid {{ fill: var(--pw-ink); stroke: none; }}
.pw-kind .pw-glyph {{ stroke: var(--pw-soft); }}
.pw-kind .pw-solid {{ fill: var(--pw-soft); }}
.pw-node[data-kind="drug"] .pw-box {{ fill: var(--pw-drug); stroke: var(--pw-drug); }}
.pw-node[data-kind="drug"] .pw-text {{ fill: var(--pw-drug-ink); font-weight: 600; }}
.pw-node[data-kind="drug"] .pw-glyph {{ stroke: var(--pw-drug-ink); }}
.pw-literature .pw-box {{ stroke-dasharray: 5 3; }}
.pw-hit {{ fill: none; stroke: transparent; stroke-width: 14; pointer-events: stroke; }}
.pw-line {{ fill: none; stroke: var(--pw-line); stroke-linecap: butt; }}
.pw-head {{ fill: var(--pw-line); stroke: var(--pw-line); stroke-width: 1; stroke-linejoin: round; }}
.pw-head-open {{ fill: var(--pw-paper); stroke: var(--pw-line); stroke-width: 1.8; }}
.pw-bar {{ fill: none; stroke: var(--pw-line); stroke-width: 3; stroke-linecap: butt; }}
.pw-edge[data-sign="increases"] {{ --pw-line: var(--pw-up); }}
.pw-edge[data-sign="decreases"] {{ --pw-line: var(--pw-down); }}
.pw-edge[data-sign="unknown"] {{ --pw-line: var(--pw-open); }}
.pw-edge[data-sign="none"] {{ --pw-line: var(--pw-plain); }}
.pw-edge[data-layer="literature"] .pw-line {{ stroke-dasharray: 6 4; }}
.pw-badge-box {{ fill: var(--pw-badge); stroke: var(--pw-line); stroke-width: 1; }}
.pw-contested .pw-badge-box {{ fill: var(--pw-contested); stroke: var(--pw-ink); stroke-width: 1.8; }}
.pw-gap-line {{ fill: none; stroke: var(--pw-gap); stroke-width: 2.4; stroke-linecap: round; stroke-dasharray: 0.1 6; }}
.pw-gap-box {{ fill: var(--pw-paper); stroke: var(--pw-gap); stroke-width: 1.2; stroke-dasharray: 3 2; }}
.pw-gap .pw-text {{ fill: var(--pw-gap); }}
.pw-gap .pw-glyph {{ stroke: var(--pw-gap); }}
.pw-halo {{ fill: none; stroke: var(--pw-trail); stroke-width: 11; stroke-linecap: round; stroke-linejoin: round; }}
.pw-tag-box {{ fill: var(--pw-ink); stroke: var(--pw-paper); stroke-width: 1; }}
.pw-text.pw-tag-text {{ fill: var(--pw-paper); }}
.pw-verdict-given {{ fill: var(--pw-ink); stroke: var(--pw-paper); stroke-width: 1; }}
.pw-verdict-mark.is-given .pw-glyph {{ stroke: var(--pw-paper); }}
.pw-node .pw-verdict-mark:not(.is-given) .pw-glyph {{ stroke: var(--pw-ink); }}
.pw-node .pw-verdict-mark.is-given .pw-glyph {{ stroke: var(--pw-paper); }}
.pw-verdict-up {{ fill: var(--pw-paper); stroke: var(--pw-up); stroke-width: 2; }}
.pw-verdict-down {{ fill: var(--pw-paper); stroke: var(--pw-down); stroke-width: 2; }}
.pw-verdict-unknown {{ fill: var(--pw-paper); stroke: var(--pw-open); stroke-width: 2; }}
.pw-verdict-ambiguous, .pw-verdict-differs {{ fill: var(--pw-paper); stroke: var(--pw-ink); stroke-width: 2; stroke-dasharray: 3 2; }}
.is-faded {{ opacity: {PALE}; }}
.is-selected .pw-box {{ stroke: var(--pw-focus); stroke-width: 3; }}
.is-selected .pw-line {{ stroke-width: 4; }}
.is-selected .pw-badge-box, .is-selected .pw-gap-box {{ stroke: var(--pw-focus); stroke-width: 2.6; }}
"""

LINES = {"increases": "up", "decreases": "down", "unknown": "open", "none": "plain"}


def theme_rules(theme: Theme, selector: str = ":root") -> str:
    """Return the rule that sets a theme's custom properties for a selector."""
    return f"{selector} {{ {' '.join(f'{name}: {colour};' for name, colour in variables(theme).items())} }}\n"


@lru_cache(maxsize=8)
def resolved(theme: Theme) -> str:
    """Return the style sheet with the theme's colours, for a standalone picture."""
    colours = variables(theme)
    signs = [rule for sign, part in LINES.items() for rule in _signed(sign, colours[f"--pw-{part}"])]
    kept = [rule for rule in RULES.strip().splitlines() if "--pw-line:" not in rule]
    text = "\n".join([*kept, *signs])
    return re.sub(r"var\((--pw-[a-z0-9-]+)\)", lambda found: colours.get(found[1], colours["--pw-plain"]), text)


def _signed(sign: str, colour: str) -> list[str]:
    base = f'.pw-edge[data-sign="{sign}"]'
    return [
        f"{base} .pw-line, {base} .pw-bar, {base} .pw-head, {base} .pw-head-open {{ stroke: {colour}; }}",
        f"{base} .pw-head {{ fill: {colour}; }}",
        f"{base} .pw-badge:not(.pw-contested) .pw-badge-box {{ stroke: {colour}; }}",
    ]


@lru_cache(maxsize=16)
def font_faces(characters: str) -> str:
    """Return `@font-face` rules of the two font weights, as embedded subsets with these characters.

    What the font lacks comes from another one, under the same name for these characters alone.
    """
    weights: tuple[tuple[Weight, int], ...] = (("regular", 400), ("semibold", 600))
    faces = []
    for weight, number in weights:
        data = base64.b64encode(font_woff2(characters, weight)).decode()
        source = f'url(data:font/woff2;base64,{data}) format("woff2")'
        faces.append(f'@font-face {{ font-family: "{FAMILY}"; font-weight: {number}; src: {source}; }}\n')
    return "".join((*faces, *_fallback_faces(characters)))


def _fallback_faces(characters: str) -> Iterator[str]:
    lacking: dict[str, str] = {}
    for run in (run for character in sorted(set(characters)) for run in runs(character) if run.font):
        lacking[run.font] = lacking.get(run.font, "") + run.text
    for font, text in lacking.items():
        data = base64.b64encode(fallback_woff2(font, text)).decode()
        range_ = ", ".join(f"U+{ord(character):X}" for character in text)
        source = f'url(data:font/woff2;base64,{data}) format("woff2")'
        for number in (400, 600):  # a browser joins faces of one weight only; a range of weights would hide the font itself
            yield f'@font-face {{ font-family: "{FAMILY}"; font-weight: {number}; unicode-range: {range_}; src: {source}; }}\n'
