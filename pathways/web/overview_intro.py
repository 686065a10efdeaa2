"""The text above the overview: two sentences, the results of trials, and three links."""

from __future__ import annotations

from typing import Any

from dash import html

from pathways.model.diagram import fold
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.query.url import quoted
from pathways.reasoning.trials import trial_summaries
from pathways.web.controls import act, aria, asks
from pathways.web.view_links import button, link
from pathways.wording.sentences import CAVEAT

__all__ = ["overview_intro"]

_MOST = 2  # arrows whose trials are summarised


def overview_intro(whole: Mechanism, shown: Mechanism, query: Query) -> Any:
    """Return the text above the overview of a map: `whole` is the map, `shown` its overview."""
    sentence = whole.overview.sentence if whole.overview else whole.sentence
    trials = [html.Li([html.Strong(f"{name}: "), said]) for name, said in trial_summaries(fold(shown))[:_MOST]]
    tested = [html.Strong("What trials in people say"), html.Ul(trials)] if trials else [html.Strong("No controlled trial is entered.")]
    return html.Section(
        [html.P([sentence, " ", CAVEAT], className="overview-said"), html.Div(tested, className="overview-trials"), html.Nav(
            [*_story(whole, query), *_others(query)], className="options", **aria(label="Ways into the map"),
        )],
        className="overview-intro", **aria(label="Overview"),
    )  # fmt: skip


def _story(whole: Mechanism, query: Query) -> list[Any]:
    if not whole.stories:
        return []
    map_ = f"&map={quoted(query.map)}" if query.map else ""
    return [html.A("Tell me the story", href=f"story.html?story={quoted(whole.stories[0].id)}{map_}", className="act is-strong")]


def _others(query: Query) -> list[Any]:
    everything = {"overview": False, "open": (), "move": (), "select": "", "view": None}
    return [
        act("Ask a question", strong=True, **button(query, **everything), **asks(panel="questions")),
        html.A("Show everything", className="act is-strong", **link(query, **everything)),
    ]
