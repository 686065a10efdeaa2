"""The layout of the page as it is sent: header, picture, panels over it, and text under it.

The first picture is in it, drawn for the requested address, so that it needs no second round trip; the
text under the picture is sent later.
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from pathways.query.export_options import OPTIONS
from pathways.web import ids, page_parts
from pathways.web.atlas import Atlas, View
from pathways.web.card import card
from pathways.web.components import Address, Exports, Figure, Find, Later, Loose, Markup, Questions, Restore
from pathways.web.controls import aria
from pathways.web.icons import mark
from pathways.web.legend_panel import caveat_links
from pathways.web.view_links import NAMES, PARTS
from pathways.web.view_links import parts as parts_of

__all__ = ["page"]

_FINDS = "Find a thing, relation, paper, dose or limit by any of its names"

_OF_ONE = ("title", "caption", "number")  # options of one figure: they are forgotten when the panel closes
_BESIDE: dict[str, Any] = {  # props of a panel beside the map
    "position": "left",
    "size": 400,
    "withOverlay": False,
    "lockScroll": False,
    "trapFocus": False,
    "closeOnClickOutside": False,
    "closeOnEscape": False,
    "keepMounted": False,
    "shadow": "xl",
    "classNames": {"content": "beside stories-sheet"},
}


def page(atlas: Atlas, view: View, search: str) -> Any:
    """The whole page for a view; `search` is the requested query string."""
    told = parts_of(view.query)
    panels = [_filters(atlas, view), _questions(), _stories(), _export(), _share()]
    body = [_header(atlas, view), html.Main([*_map(atlas, view), _below(atlas, view)]), *panels]
    scheme = {"dark": "dark", "light": "light", "print": "light"}.get(view.query.theme)
    return dmc.MantineProvider(
        [
            Address(id=ids.ADDRESS, fields=list(NAMES), parts=PARTS, search=search, **told, view="", select=view.query.select),
            Exports(id=ids.EXPORTS, opened=False, lasting=["format", *(name for name in OPTIONS.values() if name not in _OF_ONE)]),
            Questions(id=ids.ASKING, opened=False, begin=view.query.asks or view.query.ghosts),
            Restore(id=ids.RESTORE, maps=list(atlas.mechanisms)),
            html.Div(body, id=ids.PAGE, className="page is-print" if view.query.theme == "print" else "page"),
        ],
        id=ids.PROVIDER,
        forceColorScheme=scheme,
        defaultColorScheme="auto",
        theme={
            "fontFamily": '"Open Sans", "Segoe UI", Arial, sans-serif',
            "primaryColor": "blue",
            "defaultRadius": "md",
            "respectReducedMotion": True,
        },
    )


def _header(atlas: Atlas, view: View) -> Any:
    mechanism = view.mechanism
    sentence = html.P(mechanism.sentence, className="sentence", title=mechanism.sentence)
    return html.Header(
        [
            html.A("Skip to the table of relations", href="#relations-title", className="skip"),
            html.Div([html.H1(mechanism.title), sentence], className="brand"),
            html.Div([Markup(tree=mark("search")), Find(id=ids.SEARCH, label=_FINDS)], className="search"),
            html.Nav(
                [
                    _tool("question", "Questions", ids.QUESTIONS_BUTTON, title="Ask the map", **aria(haspopup="dialog")),
                    _tool("stories", "Stories", ids.STORIES_BUTTON, title="Scenes of this map, and your own", **aria(haspopup="dialog")),
                    _tool("filter", "Filter", ids.FILTERS_BUTTON, **aria(haspopup="dialog")),
                    Markup(id=ids.TOOLS, className="tools", tree=page_parts.tools(atlas, view)),
                    _tool("graph", "Loose view", ids.LOOSE_BUTTON, title="Pull the graph about, beside the map", **aria(pressed="false")),
                    _tool("download", "Export", ids.EXPORT_BUTTON, title="Figures, pages, data of this view", **aria(haspopup="dialog")),
                    _tool("link", "Share", ids.SHARE_BUTTON, title="Link, frame, picture, code of this view", **aria(haspopup="dialog")),
                ],
                className="toolbar",
                **aria(label="View"),
            ),
        ],
        className="top",
    )  # fmt: skip


def _tool(icon: str, text: str, name: str, **attributes: Any) -> Any:
    """A button of the header that a callback listens to."""
    return html.Button([Markup(tree=mark(icon)), html.Span(text, className="word")], id=name, type="button", className="tool", **attributes)


def _map(atlas: Atlas, view: View) -> list[Any]:
    line = Markup(id=ids.STATUS, className="status-place", tree=page_parts.status_line(atlas, view))
    return [
        Markup(id=ids.NOTICES, className="notices", tree=page_parts.notices(view)),
        html.Div([_figure(atlas, view), Loose(id=ids.LOOSE, toggle=0), line, _card(atlas, view)], className="board"),
        _bar(atlas, view),
    ]


def _bar(atlas: Atlas, view: View) -> Any:
    """The line under the picture: how to begin, the legend, the limits of the map."""
    limits = html.Nav(caveat_links(view.mechanism), className="caveat-links", **aria(label="Limits of this map"))
    hint = html.P("Choose an arrow to read its evidence.", className="hint")
    return html.Div([hint, Markup(id=ids.KEY, className="key-place", tree=page_parts.key(atlas, view)), limits], className="bar")


def _figure(atlas: Atlas, view: View) -> Any:
    shown = atlas.shown(view)
    return Figure(
        id=ids.FIGURE,
        svg=shown.svg,
        arrows=shown.arrows,
        selected=view.query.select,
        view=page_parts.place(view),
        cover=ids.CARD,
        label=f"Map: {view.mechanism.title}. Arrow keys go from one thing to the next, Enter opens the evidence.",
    )


def _card(atlas: Atlas, view: View) -> Any:
    body = Markup(id=ids.CARD_BODY, className="card-content", html=card(atlas, view), topic=view.query.select)
    said = html.P(id=ids.CARD_SAID, className="card-said", role="status")
    return html.Aside([body, said], id=ids.CARD, className="card is-open" if view.query.select else "card", **aria(label="Evidence"))


def _filters(atlas: Atlas, view: View) -> Any:
    return dmc.Drawer(
        Markup(id=ids.FILTERS_BODY, className="filters", tree=page_parts.filters(atlas, view)),
        id=ids.FILTERS,
        title="What is shown",
        closeButtonProps={"aria-label": "Close the filters"},
        **{**_BESIDE, "size": 340, "closeOnEscape": True, "classNames": {"content": "beside filters-sheet"}},
    )


def _questions() -> Any:
    """The panel of questions beside the map; its content is rendered when it is opened."""
    return dmc.Drawer(
        [
            html.P(id=ids.QUESTIONS_SAID, className="questions-said", role="status"),
            Markup(id=ids.QUESTIONS_WORDS, className="questions-words"),
            Markup(id=ids.QUESTIONS_BODY, className="questions-place", tree=html.P("Looking at the map…", className="note")),
        ],
        id=ids.QUESTIONS,
        title="Ask the map",
        closeButtonProps={"aria-label": "Close the questions"},
        **{**_BESIDE, "classNames": {"content": "beside questions-sheet"}},
    )


def _stories() -> Any:
    """The panel of stories beside the map; its code and content are requested when it is opened."""
    return dmc.Drawer(
        Later("Stories", id=ids.STORYTELLING),
        id=ids.STORIES,
        title="Stories",
        closeButtonProps={"aria-label": "Close the stories"},
        **_BESIDE,
    )


def _share() -> Any:
    """The share panel; its code and content are requested when it is opened."""
    wait = html.P("Looking at this view…", className="note")
    return dmc.Modal(
        [Later("Share", id=ids.SHARING), Markup(id=ids.SHARE_BODY, className="share-place", tree=wait),
         html.P(id=ids.SHARE_SAID, className="share-said", role="status")],
        id=ids.SHARE,
        title="Share",
        size="min(760px, calc(100vw - 32px))",
        centered=True,
        keepMounted=False,
        classNames={"content": "share-sheet"},
        closeButtonProps={"aria-label": "Close the share panel"},
    )  # fmt: skip


def _export() -> Any:
    """The export panel; its content is rendered when it is opened."""
    return dmc.Modal(
        [Markup(id=ids.EXPORT_BODY, className="export-place", tree=html.P("Looking at this view…", className="note")),
         html.P(id=ids.EXPORT_SAID, className="export-said", role="status")],
        id=ids.EXPORT,
        title="Export this view",
        size="min(1180px, calc(100vw - 32px))",
        centered=True,
        padding=0,
        keepMounted=False,
        classNames={"content": "export-sheet", "body": "export-frame"},
        closeButtonProps={"aria-label": "Close the export panel"},
    )  # fmt: skip


def _find() -> Any:
    words = "Show only rows with these words"
    return dmc.TextInput(id=ids.RELATIONS_FIND, placeholder="Rows with these words", debounce=200, size="sm", **aria(label=words))


def _below(atlas: Atlas, view: View) -> Any:
    return html.Div(
        [
            html.Section(
                [
                    html.H2("Relations in view", id="relations-title"),
                    html.Div(
                        _find(),
                        className="find",
                    ),
                    Markup(id=ids.RELATIONS, className="relations-place", tree=page_parts.relations(atlas, view, "")),
                ],
                className="relations-section",
            ),
            Markup(id=ids.ABOUT, className="about"),
        ],
        className="below",
    )  # fmt: skip
