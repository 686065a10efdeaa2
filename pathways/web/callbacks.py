"""The callbacks of the page, each a few lines around a plain function.

A control changes the address on the client (`controls.js`), the address component reports to each part of the page when the fields
that it depends on have changed, and the server answers with that part. There are no other callbacks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import dash
from dash import ClientsideFunction, Input, Output, State

from pathways.web import ids, page_parts, question_panel, share_panel, story_panel
from pathways.web.atlas import Atlas, View
from pathways.web.card import card
from pathways.web.components import plain
from pathways.web.export_panel import panel
from pathways.web.export_request import Wish
from pathways.web.legend_panel import about
from pathways.wording.search_index import listed_entries, search_index

__all__ = ["connect"]

KEPT = 48  # answers of each kind, of up to 170 kB


def connect(app: dash.Dash, atlas: Atlas, base: str = "") -> None:
    """Register all callbacks; `base` is the public address of the page, "" if unknown."""
    _answers(app, atlas)
    _questions(app, atlas)
    _panels(app, atlas, base)
    _wishes(app)
    _follows(app)


def _answers(app: dash.Dash, atlas: Atlas) -> None:
    """The callbacks of the server, one for each part of the page. Those that are `later` are requested once the page is shown."""

    def answer(name: str, make: Callable[[View], dict[str, Any]], *, later: bool = False, **outputs: Output) -> None:
        @app.callback(outputs, Input(ids.ADDRESS, name), prevent_initial_call=not later)
        @lru_cache(KEPT)
        def made(search: str) -> dict[str, Any]:
            return dict(plain(make(atlas.view(search))))

    answer(
        "picture", lambda view: _drawn(atlas, view),
        svg=Output(ids.FIGURE, "svg"), arrows=Output(ids.FIGURE, "arrows"),
        key=Output(ids.KEY, "tree"), status=Output(ids.STATUS, "tree"), filters=Output(ids.FILTERS_BODY, "tree"),
    )  # fmt: skip
    answer(
        "card", lambda view: _said(atlas, view),
        card=Output(ids.CARD_BODY, "html"), topic=Output(ids.CARD_BODY, "topic"),
        notices=Output(ids.NOTICES, "tree"), tools=Output(ids.TOOLS, "tree"),
    )  # fmt: skip
    answer("search", lambda view: {"about": about(view.mechanism)}, later=True, about=Output(ids.ABOUT, "tree"))

    told = Input(ids.ADDRESS, "relations"), Input(ids.RELATIONS_FIND, "value")

    @app.callback(Output(ids.RELATIONS, "tree"), *told, prevent_initial_call=True)
    def listed(search: str, find: str | None) -> Any:
        return page_parts.relations(atlas, atlas.view(search), (find or "")[:200])

    @app.callback(Output(ids.SEARCH, "index"), Input(ids.SEARCH, "wanted"), prevent_initial_call=True)
    @lru_cache(KEPT)
    def findable(map_: str | None) -> Any:
        return listed_entries(search_index(atlas.view(map_).mechanism))


def _questions(app: dash.Dash, atlas: Atlas) -> None:
    """The callbacks of the panels of exports and of questions."""

    @app.callback(Output(ids.EXPORT_BODY, "tree"), Input(ids.EXPORTS, "wanted"), prevent_initial_call=True)
    @lru_cache(KEPT)
    def offered(wanted: str | None) -> Any:
        return plain(panel(atlas, Wish.read(atlas, wanted or "")))

    @app.callback(Output(ids.QUESTIONS_BODY, "tree"), Input(ids.ASKING, "wanted"), prevent_initial_call=True)
    @lru_cache(KEPT)
    def answered(wanted: str | None) -> Any:
        return plain(question_panel.panel(atlas, atlas.view(wanted)))

    @app.callback(Output(ids.QUESTIONS_WORDS, "tree"), Input(ids.ASKING, "told"), prevent_initial_call=True)
    @lru_cache(KEPT)
    def worded(told: str | None) -> Any:
        return plain(question_panel.words(atlas, told or ""))

    @app.callback(Output(ids.ASKING, "things"), Input(ids.ASKING, "map"), prevent_initial_call=True)
    def named(map_: str | None) -> Any:
        return question_panel.things(atlas.view(map_).mechanism)


def _panels(app: dash.Dash, atlas: Atlas, base: str) -> None:
    """The callbacks that panels request once they are open."""

    @app.callback(Output(ids.SHARE_BODY, "tree"), Input(ids.SHARING, "wanted"), prevent_initial_call=True)
    @lru_cache(KEPT)
    def shared(wanted: str | None) -> Any:
        return plain(share_panel.panel(share_panel.Share.read(atlas, wanted or "", base)))

    @app.callback(Output(ids.STORYTELLING, "told"), Input(ids.STORYTELLING, "wanted"), prevent_initial_call=True)
    @lru_cache(KEPT)
    def told(wanted: str | None) -> Any:
        return story_panel.told(atlas, atlas.view(wanted))


def _drawn(atlas: Atlas, view: View) -> dict[str, Any]:
    shown = atlas.shown(view)
    around = {"key": page_parts.key(atlas, view), "status": page_parts.status_line(atlas, view), "filters": page_parts.filters(atlas, view)}
    return {"svg": shown.svg, "arrows": shown.arrows, **around}


def _said(atlas: Atlas, view: View) -> dict[str, Any]:
    notices, tools = page_parts.notices(view), page_parts.tools(atlas, view)
    return {"card": card(atlas, view), "topic": view.query.select, "notices": notices, "tools": tools}


def _wishes(app: dash.Dash) -> None:
    """The changes of the address that controls request."""
    figure = (Input(ids.FIGURE, name) for name in ("clicked", "moved", "viewed"))
    _client(app, "wish", Output(ids.ADDRESS, "patch"), *figure)


def _follows(app: dash.Dash) -> None:
    """The callbacks that run in the browser, after a change of the address or a click on a button."""
    _client(app, "pass", Output(ids.FIGURE, "selected"), Input(ids.ADDRESS, "select"))
    _client(app, "pass", Output(ids.FIGURE, "view"), Input(ids.ADDRESS, "view"))
    _client(app, "shown", Output(ids.CARD, "className"), Input(ids.ADDRESS, "select"))
    _client(app, "scheme", Output(ids.PROVIDER, "forceColorScheme"), Input(ids.ADDRESS, "theme"))
    _client(app, "print", Output(ids.PAGE, "className"), Input(ids.ADDRESS, "theme"))
    _client(app, "flip", Output(ids.SHARE, "opened"), Input(ids.SHARE_BUTTON, "n_clicks"), State(ids.SHARE, "opened"))
    _client(app, "flip", Output(ids.STORIES, "opened"), Input(ids.STORIES_BUTTON, "n_clicks"), State(ids.STORIES, "opened"))
    _client(app, "pass", Output(ids.LOOSE, "toggle"), Input(ids.LOOSE_BUTTON, "n_clicks"))
    _client(app, "pass", Output(ids.EXPORTS, "opened"), Input(ids.EXPORT, "opened"))
    _client(app, "flip", Output(ids.EXPORT, "opened"), Input(ids.EXPORT_BUTTON, "n_clicks"), State(ids.EXPORT, "opened"))
    _client(app, "pass", Output(ids.ASKING, "opened"), Input(ids.QUESTIONS, "opened"))
    _client(app, "flip", Output(ids.QUESTIONS, "opened"), Input(ids.QUESTIONS_BUTTON, "n_clicks"), State(ids.QUESTIONS, "opened"))
    _client(app, "flip", Output(ids.FILTERS, "opened"), Input(ids.FILTERS_BUTTON, "n_clicks"), State(ids.FILTERS, "opened"))


def _client(app: dash.Dash, name: str, output: Output | list[Output], *given: Input | State) -> None:
    """Register a function of `controls.js` as a callback."""
    function = ClientsideFunction(namespace="pathways", function_name=name)
    app.clientside_callback(function, output, *given, prevent_initial_call=True)  # type: ignore[no-untyped-call]
