"""The parts of the page that change with the question, each a plain function of the atlas and the view.

The first page and every later answer come from the same functions, so a reload cannot look different.
"""

from __future__ import annotations

from typing import Any

from dash import html

from pathways.query.query import Query
from pathways.web.atlas import Atlas, View
from pathways.web.controls import act, aria, asks, tool
from pathways.web.filter_panel import EMPTY, filters_panel, status
from pathways.web.icons import mark
from pathways.web.legend_panel import legend_bar
from pathways.web.overview_intro import overview_intro
from pathways.web.relation_table import relations_table, rows
from pathways.web.view_links import Attributes, button

__all__ = ["filters", "key", "notices", "place", "relations", "status_line", "tools"]

_THEMES = {  # the text of the button, and the theme that it sets
    "auto": ("Theme: automatic", "light"),
    "light": ("Theme: light", "dark"),
    "dark": ("Theme: dark", "auto"),
    "print": ("Theme: print", "auto"),
}


def filters(atlas: Atlas, view: View) -> Any:
    """The panel of all filters."""
    return filters_panel(view.mechanism, view.query, atlas.counts(view))


def status_line(atlas: Atlas, view: View) -> Any:
    """The line about what is left out; for the overview, its text and links."""
    if view.query.overview and not view.query.filtered and not view.query.asks:
        return overview_intro(atlas.mechanisms[view.mechanism.id], view.mechanism, view.query)
    return status(view.mechanism, atlas.part(view), view.query, atlas.shown(view).picture.remark)


def key(atlas: Atlas, view: View) -> Any:
    """The legend of what is drawn."""
    return legend_bar(atlas.shown(view).scene.legend)


def place(view: View) -> str:
    """The visible part of the picture, as the browser reads it."""
    return ",".join(f"{number:g}" for number in view.query.view) if view.query.view else ""


def notices(view: View) -> Any:
    """Notices about invalid values of the address, and about changes of the map since a figure, each with a button to close it."""
    return [one for one in (_changed(view), _misunderstood(view)) if one] or None


def _changed(view: View) -> Any:
    """The notice that the map has changed since the figure was made from which the address comes."""
    if not view.changed:
        return None
    seen = html.Button("Good to know", type="button", className="act", **asks(go="made="))
    return html.Div([html.Strong("About the figure that led here:"), html.P(view.changed[0]), seen], role="alert", className="notice")


def _misunderstood(view: View) -> Any:
    if not view.remarks:
        return None
    items = [html.Li(remark) for remark in view.remarks[:8]]
    clean = html.A("Show the view without it", href=f"?{view.query.search()}", className="act")
    title = html.Strong("Not everything in this address was understood. The rest is shown.")
    return html.Div([title, html.Ul(items), clean], role="alert", className="notice")


def relations(atlas: Atlas, view: View, find: str) -> Any:
    """The table of the relations in view, or the button that opens it."""
    if not view.query.table:
        return act([mark("table"), "Show the relations in view as a table"], strong=True, **button(view.query, table=True))
    part = atlas.part(view)
    number = f"{len(part.edges)} relation{'s' if len(part.edges) != 1 else ''}"
    hide = act("Hide the table", **button(view.query, table=False, sort=""))
    found = rows(part, view.query, find)
    said = number if len(found) == len(part.edges) else f"{len(found)} of {number}"
    table = relations_table(found, view.query)
    return [
        html.P([said, ". ", hide], className="counted"),
        html.Div(table, className="wide", tabIndex="0", role="region", **aria(label="Relations")),
    ]


def tools(atlas: Atlas, view: View) -> list[Any]:
    """The buttons of the header that depend on the view: table, theme, and the choice of a map if there are several."""
    query = view.query
    said, then = _THEMES[query.theme]
    theme = tool("auto" if query.theme == "print" else query.theme, said, silent=True, **button(query, theme=then))
    pressed = aria(pressed="true" if query.table else "false")
    to: Attributes = {"data-scroll": "page" if query.table else "relations-title"}
    table = tool("table", "Table", **pressed, **to, **button(query, table=not query.table))
    return [*_maps(atlas, view), _overview(query), table, theme]


def _overview(query: Query) -> Any:
    """The link to the overview, or back to the whole map; questions and filters apply to one of them, so they are reset."""
    pressed = aria(pressed="true" if query.overview else "false")
    changes = {**EMPTY, "overview": not query.overview, "open": (), "move": (), "select": "", "view": None}
    return tool("overview", "Overview", silent=True, **pressed, **button(query, **changes))


def _maps(atlas: Atlas, view: View) -> list[Any]:
    """The other maps as plain links: another map is another page."""
    if len(atlas.mechanisms) < 2:
        return []
    first, now = next(iter(atlas.mechanisms)), view.mechanism.id
    items = [
        html.Li(html.A(mechanism.title, href="?" if name == first else f"?map={name}", **(aria(current="page") if name == now else {})))
        for name, mechanism in atlas.mechanisms.items()
    ]
    return [html.Details([html.Summary("Maps", className="tool"), html.Ul(items)], className="menu")]
