"""The export panel: the formats, the options, a preview, remarks, and the file.

Formats, options and their texts come from their tables (`export/formats.py`, `query/export_options.py`); a row added there is shown
here without further changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from dash import html

from pathways.errors import LayoutFailed
from pathways.export.formats import FORMATS, Family, Fidelity, Format
from pathways.export.preflight import Remark
from pathways.query.export_options import BACKGROUNDS, LIMITS, LONGEST_WORDS, MODES, OPTIONS, PAGES, PAPERS, PARTS, SHAPES
from pathways.query.lengths import PLACES
from pathways.query.query import ARRANGEMENTS, THEME_CHOICES
from pathways.render.card_evidence import capitalised_first
from pathways.sheet.alt_text import alt_text
from pathways.web.atlas import Atlas
from pathways.web.components import Field
from pathways.web.controls import act, aria, asks
from pathways.web.export_request import SLIDES, Wish, facts, glimpse, hindrance, look, page_of, remarks
from pathways.web.icons import mark

__all__ = ["FAMILIES", "FIDELITIES", "panel"]

FAMILIES: dict[Family, str] = {"picture": "Pictures", "page": "Pages", "data": "Data", "citations": "Citations", "words": "Words"}
FIDELITIES: dict[Fidelity, str] = {
    "exact": "the same picture",
    "native": "shapes of the program itself",
    "approximate": "the same things, drawn another way",
    "data": "what is behind the picture",
}
_ONE_OF: dict[str, tuple[str, Mapping[str, str]]] = {
    "papers": ("Papers", PAPERS),
    "shape": ("Shape", SHAPES),
    "page": ("Page", PAGES),
    "mode": ("Shapes on the slide", MODES),
    "background": ("Background", BACKGROUNDS),
}
_NUMBERS: dict[str, tuple[str, float]] = {
    "text": ("Size of the words beside the gaps, in times", 0.1), "scale": ("Sharpness, in times", 0.5),
}  # fmt: skip
_OWN: dict[str, str] = {"title": "Title of your own", "caption": "Caption of your own"}
_OTHER_WIDTH = "120mm"  # the initial value
_SIZES: dict[str, tuple[str, str, tuple[tuple[str, float], ...]]] = {  # what a choice sets, and the fields that it shows
    "figure": ("as large as the figure", "fit=&width=&inches=&dpi=", ()),
    "pixels": ("so many pixels wide", "fit=&width=1920&inches=&dpi=", (("width", 1),)),
    "inches": ("so many inches wide", "fit=&width=&inches=7&dpi=300", (("inches", 0.1), ("dpi", 1))),
}
_SIZE_WORDS = {"width": "Pixels", "inches": "Inches", "dpi": "Dots an inch"}
_THEMES = ("light", "dark", "print")


def panel(atlas: Atlas, wish: Wish) -> Any:
    """The whole panel for a view, a format and its options."""
    export = wish.export(atlas)
    try:
        hindered = hindrance(wish, export)
        seen = [*_preview(wish, export), *_told(wish, export)] if not hindered else []
    except LayoutFailed as error:
        hindered, seen = str(error), []
    wrong = _problems((*wish.remarks, *wish.view.remarks, *filter(None, [hindered])))
    return html.Div(
        [
            html.Div(_formats(wish.row), className="export-formats"),
            html.Div([_about(wish.row), wrong, *seen], className="export-look"),
            html.Div(list(_options(wish, export.query.arrange)), className="export-options"),
            html.Div([*_actions(wish, bool(hindered)), _figure_file()], className="export-actions"),
        ],
        className="export-panel",
        **asks(wanted=wish.asked),
    )


# ---- which format


def _formats(chosen: Format) -> Any:
    """All formats by family, as one group of radio buttons."""
    rows = groupby(FORMATS.values(), key=lambda row: row.family)
    groups = [html.Div([html.H3(FAMILIES[family]), *(_format(row, chosen) for row in found)], className="family") for family, found in rows]
    return html.Div(groups, role="radiogroup", **aria(label="Format"))


def _format(row: Format, chosen: Format) -> Any:
    field = Field(kind="radio", name="format", puts=f"format={row.name}", checked=row == chosen)
    return html.Label([field, html.Span([html.Strong(row.label), html.Span(row.use, className="use")])], className="choice")


def _about(row: Format) -> Any:
    """What a format is for, how faithful it is, and what it cannot hold."""
    lacks = html.Span(f"Not held: {row.lacks}.", className="lacks") if row.lacks else None
    true = html.Span(capitalised_first(FIDELITIES[row.fidelity]), className="chip")
    return html.P([html.Strong(row.label), true, html.Span(f"For {row.use}.", className="use"), lacks], className="export-about")


def _figure_file() -> Any:
    """The field that opens the view of a figure's file."""
    field = Field(kind="file", accept=",".join(row.suffix for row in FORMATS.values()), className="unseen", id="export-open")
    hint = "A figure opens the view that it was made from; dropping it anywhere on the page does the same."
    return html.Label([field, "Open a figure…"], className="act export-open", title=hint)


# ---- the preview


def _preview(wish: Wish, export: Any) -> Iterator[Any]:
    if wish.pictured:
        ratio, share = look(wish, export)
        shape = {"aspectRatio": f"{ratio:.4f}", "--ratio": f"{ratio:.4f}"}
        image = html.Img(src=wish.preview, alt=f"Preview: {export.caption}", style={"width": f"{100 * share:.2f}%"}, **asks(preview=""))
        clear = " is-clear" if wish.options.background == "none" else ""
        yield html.Div(html.Div(image, className=f"export-page is-{export.theme.name}{clear}", style=shape), className="export-preview")
    elif wish.row.family == "page":
        yield html.P("It opens in a browser, by itself. The loose view shows the same page beside the map.", className="note")
        yield html.Div(act([mark("graph"), "Open the loose view"], **asks(loose="")))
    else:
        reach: Any = {"tabIndex": "0", "role": "region", **aria(label="How the file begins")}
        yield html.Pre(glimpse(export, wish.row.name), className="export-text", **reach)


def _told(wish: Wish, export: Any) -> Iterator[Any]:
    """The subject of the file, if it is not the whole view, its sizes, and remarks before it is written."""
    if wish.row.narrows and export.query.select:
        every = act("Take the whole view", **asks(put="select="))
        yield html.P([html.Strong("Only what is chosen: "), f"{export.chosen or 'nothing on this map'}. ", every], className="export-facts")
    if said := facts(wish, export):
        yield html.P(" · ".join(said), className="export-facts")
    if found := remarks(wish, export):
        yield html.Ul([_remark(one) for one in found], className="export-remarks")
    if wish.pictured:
        yield _alternative(alt_text(export))


def _alternative(text: str) -> Any:
    """The alternative text of the figure, with a button to copy it."""
    reach: Any = {"tabIndex": "0", "role": "region", **aria(label="Alternative text")}
    copy = act([mark("link"), "Copy alternative text"], **asks(alternative=""))
    return html.Details([html.Summary("Alternative text"), html.Pre(text, className="export-text", **reach), copy], className="export-alt")


def _remark(found: Remark) -> Any:
    label = found.mend or "Mend it"
    mend = act("Apply", **asks(put=urlencode(found.changes)), **aria(label=f"Apply: {label}")) if found.changes else None
    said = html.Span([found.sentence, " ", html.Span(found.mend, className="mend")])
    return html.Li([said, mend], className="is-serious" if found.serious else "")


def _problems(said: Iterable[str]) -> Any:
    items = [html.Li(one) for one in said]
    return html.Ul(items, className="export-problems", role="alert") if items else None


# ---- its options


def _options(wish: Wish, arranged: str) -> Iterator[Any]:
    """The options that apply to the format, and for a picture the fields of the question for its appearance and arrangement."""
    row, options, query = wish.row, wish.options, wish.view.query
    if "without" in row.heeds:
        parts = {part: text for part, text in PARTS.items() if part != "citations" or "papers" not in row.heeds}
        yield _group("Around the picture", (_check(part, text, part not in options.without) for part, text in parts.items()))
    if "fit" in row.heeds:
        yield _group("Where it goes", _places(wish))
    if row.family in ("picture", "page"):
        theme = "light" if query.theme == "auto" else query.theme  # a file has no device whose scheme it could follow
        yield _group("Colours", _radios("theme", {name: THEME_CHOICES[name] for name in _THEMES}, theme))
    if row.family in ("picture", "page") and query.filtered:
        kept = {name: text for name, text in ARRANGEMENTS.items() if name != "auto"}
        yield _group("Arrangement", _radios("arrange", kept, "map" if arranged == "auto" else arranged))
    for name, (title, words) in _ONE_OF.items():
        if name in row.heeds:
            yield _group(title, _pages(wish) if name == "page" else _radios(name, words, getattr(options, name), **_freed(wish, name)))
    if "width" in row.heeds and not options.fit:
        yield _group("Size", _sizes(wish))
    numbers = [_number(name, title, getattr(options, name), step) for name, (title, step) in _NUMBERS.items() if name in row.heeds]
    if numbers:
        yield _group("Magnified", numbers)
    if "caption" in row.heeds:
        own = (_text(name, title, getattr(options, name)) for name, title in _OWN.items())
        yield _group("In your words", [_number("number", "Number of the figure", options.number, 1), *own])


def _places(wish: Wish) -> Iterator[Any]:
    """The place of the figure: none, a named one, or a custom width; and the least size of text there."""
    fit, others = wish.options.fit, {"width": "", "inches": "", "page": ""}
    first, taken = ("as large as the slide", "slide") if wish.row.name == "pptx" else ("as large as it is", "")
    known = {"": first, **{name: text for name, (text, _) in PLACES.items() if name != taken}}
    for name, text in known.items():
        puts = urlencode({"fit": name, **others, **({"shape": ""} if name.startswith("slide") else {})})
        yield _radio("fit", puts, text, name == fit)
    own = fit not in known
    yield _radio("fit", urlencode({"fit": _OTHER_WIDTH, **others}), "a width of your own", own)
    if own:
        yield _text("fit", "Width, as 120mm, 5in or 800px", fit)
    yield _number("least_text", "No text smaller than, in pt", wish.options.least_text, 0.5)


def _freed(wish: Wish, name: str) -> dict[str, str]:
    """The options that another choice of an option resets, as they exclude each other."""
    return {"fit": ""} if name == "page" or (name == "shape" and wish.options.fit.startswith("slide")) else {}


def _group(title: str, items: Iterable[Any]) -> Any:
    return html.Fieldset([html.Legend(title), *items], className="export-group")


def _pages(wish: Wish) -> Iterator[Any]:
    words = SLIDES if page_of(wish) in SLIDES and wish.row.fidelity == "native" else PAGES
    return _radios("page", words, page_of(wish), **_freed(wish, "page"))


def _check(part: str, text: str, checked: bool) -> Any:
    field = Field(kind="checkbox", name="without", part=part, checked=checked)
    return html.Label([field, html.Span(capitalised_first(text))], className="choice")


def _radios(name: str, words: Mapping[str, str], now: str, **others: str) -> Iterator[Any]:
    """A radio button for each choice; `others` are further options that each button sets."""
    for value, text in words.items():
        yield _radio(name, urlencode({name: value, **others}), text, value == now)


def _radio(name: str, puts: str, text: str, checked: bool) -> Any:
    field = Field(kind="radio", name=name, puts=puts, checked=checked)
    return html.Label([field, html.Span(capitalised_first(text))], className="choice")


def _sizes(wish: Wish) -> Iterator[Any]:
    options = wish.options
    now = "pixels" if options.width else "inches" if options.inches else "figure"
    for name, (text, puts, fields) in _SIZES.items():
        yield _radio("size", puts, text, name == now)
        if name == now:
            yield from (_number(part, _SIZE_WORDS[part], getattr(options, part), step) for part, step in fields)


def _number(name: str, title: str, value: float, step: float) -> Any:
    low, high = LIMITS[name]
    field = Field(kind="number", name=OPTIONS[name], value=f"{value:g}" if value else "", min=low, max=high, step=step)
    return html.Label([html.Span([title, html.Span(f" {low:g} to {high:g}", className="note")]), field], className="export-number")


def _text(name: str, title: str, value: str) -> Any:
    most = LONGEST_WORDS.get(name, 20)
    field = Field(kind="text", name=OPTIONS[name], value=value, maxLength=most)
    return html.Label([html.Span([title, html.Span(f" up to {most:,} characters", className="note")]), field], className="export-words")


# ---- the file


def _actions(wish: Wish, hindered: bool) -> list[Any]:
    """Buttons to download, to copy the picture, and to copy the address of the file."""
    save = [mark("download"), html.Span(f"Download {wish.row.label}")]
    return [
        html.A(save, href=wish.address, download="", className="act is-main") if not hindered else None,
        act([mark("image"), "Copy image"], **asks(image=wish.image)) if wish.image and not hindered else None,
        act([mark("link"), "Copy address"], title=wish.address, **asks(copy=wish.address)),
    ]
