"""The parts of a page around its picture: title, legend, cards, limits, papers, scripts and styles.

The light and the interactive page differ only in their picture.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pathways.client import sheet
from pathways.drawing.text_metrics import clean
from pathways.drawing.theme import THEMES
from pathways.errors import CannotWrite
from pathways.model.assessment import LIMITS, RULE
from pathways.model.diagram import find_arrow
from pathways.model.hyperlinks import linked
from pathways.model.mechanism import Source
from pathways.model.reference import Reference
from pathways.query.export_options import PARTS
from pathways.render.card_evidence import Link, back
from pathways.render.cards import Face
from pathways.render.html_document import glyph_symbols, script_safe, trusted
from pathways.render.page_cards import Cards
from pathways.render.picture_style import RULES, font_faces, theme_rules
from pathways.render.svg import inline
from pathways.scene.legend import LegendItem, brief
from pathways.scene.legend_shapes import TITLES, sample
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import listed
from pathways.wording.search_index import FindEntry, listed_entries, search_index
from pathways.write import bibtex, csl, ris
from pathways.write.text_format import as_json

__all__ = ["EARLY", "around", "chrome", "cited", "origin", "source_note", "style"]

EARLY = 'document.documentElement.className += " js";'  # before the first paint, so that the cards below are never visible
TOOLS = (("zoom in", "M8 3v10M3 8h10"), ("zoom out", "M3 8h10"), ("show the whole map", "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3"))
WIDTHS = {"sign": 34, "layer": 34, "gap": 34, "contested": 24, "group": 24}  # of a legend's sample, px

# The colours of the page around the picture; those of the picture come from the theme.
CHROME: dict[str, dict[str, str]] = {
    "light": {
        "page": "#f4f6f9", "card": "#ffffff", "line": "#d5dce4", "hover": "#eaf1f8", "accent": "#0a5fa8", "accent-soft": "#e6f0fa",
        "quote": "#fff3c4", "shadow": "0 8px 28px rgb(16 32 48 / 18%)", "scheme": "light",
    },
    "dark": {
        "page": "#0b1016", "card": "#161e27", "line": "#34414e", "hover": "#22303d", "accent": "#8cc8ff", "accent-soft": "#17304a",
        "quote": "#4d3f0c", "shadow": "0 8px 28px rgb(0 0 0 / 60%)", "scheme": "dark",
    },
    "print": {
        "page": "#ffffff", "card": "#ffffff", "line": "#cccccc", "hover": "#f0f0f0", "accent": "#000000", "accent-soft": "#f2f2f2",
        "quote": "#e6e6e6", "shadow": "none", "scheme": "light",
    },
}  # fmt: skip


def around(export: Export, evidence_cards: Cards, legend: Sequence[LegendItem]) -> dict[str, Any]:
    """Return the values of the templates around a picture."""
    parts = [name for name in PARTS if name not in export.options.without]
    whole = export.mechanism
    return dict(
        symbols=trusted(glyph_symbols()),
        title=clean(whole.title),
        caption=export.caption if export.query.filtered or export.query.asks else clean(whole.sentence),
        caveat=CAVEAT,
        summary=clean(whole.summary),
        parts=parts,
        face=Face(numbers="linked" if "citations" in parts else ""),
        select=_selected(export),
        tools=TOOLS,
        legend=[(name, list(map(_with_sample, items))) for name, items in _rows(legend)],
        brief=[_with_sample(item) for item in brief(legend)],
        cards=evidence_cards,
        map_id=whole.id,
        index=script_safe(listed_entries(_findable(export, evidence_cards))),
        records=script_safe({str(number): _records(number, paper) for number, paper in evidence_cards.records.items()}),
        rule=RULE,
        limits=LIMITS,
        sources=[(Link(clean(text.title), linked(text.url)), source_note(text)) for text in whole.sources],
        **origin(export),
    )


def _findable(export: Export, evidence_cards: Cards) -> Iterator[FindEntry]:
    """What can be found on the page: what the view keeps; limits where they are shown."""
    limits = {caveat.id for caveat in evidence_cards.caveats} if "caveat" not in export.options.without else set()
    for entry in search_index(export.part):
        if not entry.story and (not entry.place.startswith("caveat-") or entry.place in limits):
            yield entry


def _records(number: int, paper: Reference) -> list[str]:
    """A paper as one line of text, RIS, BibTeX and CSL-JSON, to be copied from its card; empty where JSON cannot hold it."""
    try:
        as_csl = json.dumps(json.loads(as_json(csl.record(paper))), separators=(",", ":"))
    except CannotWrite:
        as_csl = ""
    return [listed(paper, number), ris.record(paper), bibtex.record(paper), as_csl]


def style(export: Export, text: str, *more: str) -> str:
    """Return the style sheet of a page, with the font for the characters of its text; `more` names further sheets."""
    letters = "".join(sorted(ch for ch in set(text) if ord(ch) > 126))
    return f"{font_faces(letters)}{chrome(export.query.theme)}{RULES}{sheet('card', 'picture', 'find', 'file', *more)}"


def chrome(theme: str) -> str:
    """Return the colours of picture and page for a theme, as custom properties; "auto" follows the device, and prints light."""
    if theme in CHROME:
        return _coloured(theme)
    return f"{_coloured('light')}@media screen and (prefers-color-scheme: dark) {{ {_coloured('dark')} }}\n"


def _coloured(theme: str) -> str:
    around = " ".join(f"--{name}: {value};" for name, value in CHROME[theme].items() if name != "scheme")
    return f"{theme_rules(THEMES[theme])}:root {{ color-scheme: {CHROME[theme]['scheme']}; {around} }}\n"


def origin(export: Export) -> dict[str, str]:
    """Return the provenance of a page as text, and how to open its view in the explorer."""
    whole, search = export.mechanism, export.query.search()
    view = f"The view is ?{search}." if search else "The view is the whole map."
    return {
        "made": f"Map {whole.id}, version {clean(whole.version)} of {clean(whole.date)}, content {whole.fingerprint}.",
        "citation": cited(export, link=linked(export.base)),
        "way_back": back(export.link),
        "view_in_words": f"{view} To open it in the explorer, drop this file on it, or use “pathways show” with its name.",
    }


def cited(export: Export, *, link: str = "") -> str:
    """Return how to cite a map: its title, version, date and fingerprint, and its address if there is one."""
    whole = export.mechanism
    citation = f"{clean(whole.title).rstrip('.')}. Mechanism map {whole.id}, version {clean(whole.version)} of {clean(whole.date)}"
    return f"{citation}, content {whole.fingerprint}.{f' {link}' if link else ''}"


def source_note(text: Source) -> str:
    """Return what follows a source's title in a list: its publisher and the remark on it."""
    return clean(f"{f', {text.publisher}' if text.publisher else ''}. {text.remark}")


def _selected(export: Export) -> str:
    """The id of the card that is open at first; "" for none."""
    name, diagram = export.query.select, export.picture.diagram
    if name in export.part.node:
        return f"n-{name}"
    if any(gap.id == name for gap in export.part.gaps):
        return f"g-{name}"
    arrow = find_arrow(diagram, name)
    return f"e-{arrow.id if arrow else name}" if name else ""


def _rows(items: Sequence[LegendItem]) -> Iterator[tuple[str, list[LegendItem]]]:
    """The legend's rows with their titles; a kind of sample without a title continues the previous row."""
    rows: list[tuple[str, list[LegendItem]]] = []
    for item in items:
        title = TITLES.get(item.sample, "")
        if not rows or (title and rows[-1][0] != title):
            rows.append((title, []))
        rows[-1][1].append(item)
    return iter(rows)


def _with_sample(item: LegendItem) -> tuple[Any, str]:
    """A sample as in the picture, and its meaning."""
    drawn = inline(sample(item, 0, 4, THEMES["light"]))
    return trusted(f'<svg class="sample" viewBox="-1 0 {WIDTHS.get(item.sample, 14)} 20" aria-hidden="true">{drawn}</svg>'), item.text
