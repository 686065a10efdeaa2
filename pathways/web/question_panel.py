"""The panel of questions: the questions about a mechanism, the answers, and both as text.

Every choice is a link or button that changes the address (`data-go`); the map, this panel and every export follow from there.
Each item of an answer names its edges (`data-edges`), so that the map can highlight them while the pointer is on the item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any
from urllib.parse import parse_qsl

from dash import html

from pathways.model.mechanism import Mechanism
from pathways.model.vocabulary import LAYERS
from pathways.query.export_options import PARTS, Options
from pathways.query.fields import FIELDS, Field
from pathways.query.query import DOSE_CHOICES, EVIDENCE, Query
from pathways.query.select import bare, second
from pathways.query.url import quoted
from pathways.reasoning.answers import Answer, Item, Kind
from pathways.reasoning.explain import explain
from pathways.reasoning.path_question import Reason
from pathways.reasoning.trials import COLUMNS, TRIALS, Trial
from pathways.render.card_evidence import capitalised_first
from pathways.web.atlas import Atlas, View
from pathways.web.components import Pick
from pathways.web.controls import act, aria, asks
from pathways.web.example_questions import Example
from pathways.web.filter_panel import EMPTY
from pathways.web.icons import mark
from pathways.web.view_links import button, link, toggled
from pathways.wording.search_index import search_index

__all__ = ["MARKS", "MOST", "SHOWN", "TITLES", "panel", "things", "words"]

SHOWN = 30  # items of an answer that are shown at once
MOST = 200  # items that are listed in all: more would be megabytes, and nobody reads them
TITLES: dict[Kind, tuple[str, str]] = {
    "paths": ("How does one thing lead to another?", "Every way along the arrows, shortest first."),
    "loops": ("What keeps it going?", "Ways that lead back to where they began."),
    "whatif": ("What if something goes up, down or is blocked?", "What the arrows say would follow: directions only."),
    "knockout": ("What is left if only some evidence counts?", "Takes away every relation that does not meet the bar."),
    "compare": ("What changes between two views?", "A is what is shown, B is held against it."),
}
MARKS: dict[str, tuple[str, str]] = {  # the mark of an item: the sign that is shown, and its meaning
    "+": ("+", "raises"), "−": ("−", "lowers"), "?": ("?", "direction unknown"),
    "up": ("▲ up", "predicted up"), "down": ("▼ down", "predicted down"), "both": ("▲▼ both", "ambiguous: paths of both signs"),
    "A": ("A", "only in this view"), "B": ("B", "only in the second view"), "≠": ("≠", "A and B say the opposite"),
}  # fmt: skip
_BARS = tuple(name for name in EVIDENCE if name != "contested")  # "contested" is not a minimum of evidence
_PASSING = ("from_", "to", "via", "avoid")  # the fields of a question for paths
_WORDINGS = {"professional": "In words", "plain": "In plain words"}
_SELF = "evidence=all"  # the whole map as a second question; an empty string would mean none


def things(mechanism: Mechanism) -> list[dict[str, Any]]:
    """The nodes that a question can name, each with all of its names; choosing a member opens its group."""
    named = (entry for entry in search_index(mechanism) if entry.kind == "thing")
    return [{"value": one.place.removeprefix("n-"), "label": one.label, "names": list(one.names), "group": one.group} for one in named]


def panel(atlas: Atlas, view: View) -> Any:
    """All five kinds of questions; those that are asked are open, with their answers."""
    mechanism, query = view.mechanism, view.query
    answers = {answer.kind: _placed(mechanism, answer) for answer in atlas.answers(view)}
    shown: dict[Kind, list[Example]] = {kind: list(found) for kind, found in groupby(atlas.examples(view), key=lambda one: one.kind)}
    forms: dict[Kind, Iterable[Any]] = {
        "paths": _paths(mechanism, query), "loops": _loops(query), "whatif": _what_if(mechanism, query),
        "knockout": _knock_out(query, atlas.counts(view)["evidence"]), "compare": _compare(mechanism, query),
    }  # fmt: skip
    sections = [_section(kind, query, forms[kind], shown.get(kind, []), answers.get(kind)) for kind in TITLES]
    firsts = [_ready(found[0], query) for found in shown.values()]
    begin = html.Ul(firsts, className="ready", **aria(label="To begin with"))
    return html.Div([None if answers else begin, *sections], className="questions-panel")


def _placed(mechanism: Mechanism, answer: Answer) -> Answer:
    """The answer with the ends of its relations, which are highlighted if a relation is hidden in a closed group or filtered out."""
    items = (replace(item, nodes=(*item.nodes, *_ends(mechanism, item))) for item in answer.items[:MOST])
    return replace(answer, items=(*items, *answer.items[MOST:]))


def _ends(mechanism: Mechanism, item: Item) -> Iterator[str]:
    edges = [mechanism.edge[name] for name in item.edges if name in mechanism.edge]
    return (end for edge in edges for end in (edge.source, edge.target) if end not in item.nodes)


def _ready(one: Example, query: Query) -> Any:
    """An example as a link: it sets the whole question, so that the answer does not depend on the current view."""
    return html.Li(html.A(one.text, className="example", **link(query, **{**EMPTY, **one.changes, "select": ""})))


def _section(kind: Kind, query: Query, form: Iterable[Any], shown: Sequence[Example], answer: Answer | None) -> Any:
    title, hint = TITLES[kind]
    ready = [_ready(one, query) for one in shown]
    own = html.Div(list(form), id=f"ask-{kind}-own", className="asking")
    offered = html.Ul(ready, id=f"ask-{kind}-ready", className="ready", **aria(label="Examples")) if ready else None
    inner = [own, _answer(answer, query), offered] if answer else [html.P(hint, className="hint"), offered, own]
    summary = html.Summary(html.H3(title), **(asks(landing="") if answer else {}))
    asked = asks(asked="true" if answer else "false")
    return html.Details([summary, html.Div(inner)], id=f"ask-{kind}", className="question", **asked)


# ---- the questions


def _paths(mechanism: Mechanism, query: Query) -> Iterator[Any]:
    start, end, *passing = (_named(name, mechanism, query) for name in _PASSING)
    yield from (start, end, html.Div(passing, className="pair"))
    cutoff = FIELDS["cutoff"]
    far = _group(cutoff.label, [_option(text, query.cutoff == n, query, cutoff=n, trail=()) for n, text in cutoff.choices.items()])
    yield html.Details([html.Summary("Steps and doses"), far, _doses(query)], className="more")
    yield from _end(query, **dict.fromkeys(_PASSING, ()))


def _loops(query: Query) -> Iterator[Any]:
    said = "Show no loops" if query.loops else "Find the feedback loops"
    yield html.Div(act(said, strong=not query.loops, **button(query, loops=not query.loops, trail=())))
    if query.loops:
        yield _doses(query)


def _what_if(mechanism: Mechanism, query: Query) -> Iterator[Any]:
    yield from (_named(name, mechanism, query) for name in ("up", "down", "block"))
    yield from _end(query, up=(), down=(), block=())


def _knock_out(query: Query, counts: Mapping[str, int]) -> Iterator[Any]:
    options = [_option(EVIDENCE[name], query.evidence == name, query, count=counts[name], evidence=name, trail=()) for name in _BARS]
    yield _group("What counts", options, wide=True)
    if query.evidence != "all":
        yield _option(FIELDS["ghosts"].label, query.ghosts, query, look="option switch", ghosts=not query.ghosts)


def _compare(mechanism: Mechanism, query: Query) -> Iterator[Any]:
    here = replace(bare(query), against="")
    keep = act("Keep this view as B, then change A", strong=not query.against, **button(query, against=here.search() or _SELF, trail=()))
    yield html.Div(keep)
    if not query.against:
        return
    there = second(mechanism, query)
    yield html.P([html.Strong("A: "), here.sentence(mechanism)], className="side")
    yield html.P([html.Strong("B: "), there.sentence(mechanism)], className="side")
    if here == there:
        yield html.P("Both are the same so far. Change A here, or with any filter.", className="note")
    doses = [_option(text, query.dose == name, query, dose=name, trail=()) for name, text in DOSE_CHOICES.items()]
    layers = [_option(text, query.layer == (name,), query, layer=(name,), trail=()) for name, text in LAYERS.items()]
    every = _option("all layers", not query.layer, query, layer=(), trail=())
    change = [html.Summary("Change A"), _group("Dose", doses), _group("Layer", [every, *layers], wide=True)]
    yield html.Details(change, className="more", **asks(asked="true" if here == there else "false"))
    swapped = {name: getattr(there, name) for name, row in FIELDS.items() if row.effect in ("narrows", "reach") and name != "against"}
    yield html.Div([
        act("Swap A and B", **button(query, **swapped, against=here.search() or _SELF, trail=())),
        act([mark("close"), "End the comparison"], **button(query, against="", trail=())),
    ], className="options")  # fmt: skip


def _named(name: str, mechanism: Mechanism, query: Query) -> Any:
    """The nodes that a question names, each with a button to remove it, and the field to find another."""
    row, now = FIELDS[name], getattr(query, name)
    chosen = [_taken(row, one, mechanism, query) for one in now]
    label = html.Label(row.label, htmlFor=f"pick-{row.name}")
    return html.Div([label, *chosen, Pick(id=f"pick-{row.name}", field=row.name, empty=not now)], className="named")


def _taken(row: Field, node: str, mechanism: Mechanism, query: Query) -> Any:
    label = mechanism.node[node].label if node in mechanism.node else node
    change = button(query, **{row.attribute: toggled(getattr(query, row.attribute), node)}, trail=())
    more = {**asks(field=f"pick-{row.name}"), **aria(label=f"{row.label}: take {label} out")}
    return html.Button([label, mark("close")], type="button", className="option removable", **more, **change)


def _doses(query: Query) -> Any:
    return _option(FIELDS["impossible"].label, query.impossible, query, look="option switch", impossible=not query.impossible, trail=())


def _end(query: Query, **empty: Any) -> Iterator[Any]:
    if any(getattr(query, name) for name in empty):
        yield html.Div(act([mark("close"), "Clear this question"], **button(query, **empty, trail=())))


def _option(text: str, pressed: bool, query: Query, *, count: int | None = None, look: str = "option", **changes: Any) -> Any:
    number = html.Span(str(count), className="count", title=f"shows {count} of the relations") if count is not None else None
    said = aria(pressed="true" if pressed else "false")
    return html.Button([html.Span(capitalised_first(text)), number], type="button", className=look, **said, **button(query, **changes))


def _group(title: str, options: Iterable[Any], *, wide: bool = False) -> Any:
    choices = html.Div(list(options), className="options is-wide" if wide else "options")
    return html.Div([html.P(title, className="hint"), choices], role="group", **aria(label=title))


# ---- the answers


def _answer(answer: Answer, query: Query) -> Any:
    """The answer: a sentence, its items, and how it was found."""
    items = [_item(answer.kind, number, item, query) for number, item in enumerate(answer.items[:MOST])]
    rest, beyond = len(items) - SHOWN, len(answer.items) - MOST
    if beyond > 0:
        items.append(html.Li(f"{beyond:,} more are not listed here. Ask of a part of the map instead.", className="note"))
    first, last = (html.Ul(some, className="answer-items") if some else None for some in (items[:SHOWN], items[SHOWN:]))
    more = html.Details([html.Summary(f"Show {rest} more"), last], className="more") if last else None
    found = [html.Summary("How this was found, and its limits"), *(html.P(remark) for remark in answer.remarks if remark)]
    limits = html.Details(found, className="rule") if answer.remarks else None
    return html.Div(
        [
            html.P(answer.sentence, className="answer-sentence"), _reasons(answer.reasons, query), _trials(answer.trials),
            first, more, limits,
        ],
        className="answer",
        role="group",
        **aria(label=f"Answer: {answer.title}"),
    )


def _trials(found: Sequence[Trial]) -> Any:
    """A table of the controlled trials behind the differences; each opens the relation that it tests."""
    if not found:
        return None
    rows = []
    for trial in found:
        cite, *cells = trial.cells
        opens = html.A(cite, href=f"?select={quoted(trial.edge)}", **asks(go=f"select={quoted(trial.edge)}"))
        rows.append(html.Tr([html.Th(opens, scope="row"), *map(html.Td, cells)]))
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in COLUMNS]))
    table = html.Table([html.Caption(TRIALS.rstrip(":")), head, html.Tbody(rows)], className="trials")
    return html.Div(table, className="trials-frame", tabIndex="0", role="region", **aria(label="Controlled trials"))


def _item(kind: Kind, number: int, item: Item, query: Query) -> Any:
    """An item that is highlighted on the map while the pointer is on it, or from one click on it to the next."""
    chosen, change = _choice(item, query)
    detail = html.Span(item.detail, className="detail") if item.detail else None
    shown = [_mark(item.mark), html.Span([html.Span(item.text), detail], className="said")]
    pressed = aria(pressed="true" if chosen else "false") if any(name == "trail" for name, _ in item.changes) else {}
    place = asks(edges=",".join(item.edges), nodes=",".join(item.nodes), go=change)
    button = html.Button(shown, type="button", id=f"answer-{kind}-{number}", className="answer-item", **pressed, **place)
    return html.Li([button, _figure(item, query)] if kind == "loops" else button)


def _reasons(reasons: Iterable[Reason], query: Query) -> Any:
    """Why there is no path, or where paths end; each next question is a link."""
    told = [html.Li(_reason(reason, query)) for reason in reasons]
    return html.Ul(told, className="answer-items", **aria(label="Why, and what to ask instead")) if told else None


def _reason(reason: Reason, query: Query) -> Any:
    """One sentence: a link as a whole if there is one next question, else with its links below."""
    place = asks(edges="", nodes=",".join(reason.nodes[:MOST]))
    if len(reason.asks) == 1:
        (ask,) = reason.asks
        said: list[Any] = [html.Span(reason.text), " ", html.Span(ask.label, className="next")]
        return html.A(said, className="answer-item reason", **link(query, **dict(ask.changes)), **place)
    links = [html.A(ask.label, className="next", **link(query, **dict(ask.changes))) for ask in reason.asks]
    return html.Div([html.P(reason.text), html.Div(links, className="options") if links else None], className="reason is-open", **place)


def _figure(item: Item, query: Query) -> Any:
    """A loop as a small figure of its own, loaded lazily: it is rendered only when it is opened."""
    alone = Query(keep=item.nodes, trail=item.edges, arrange="compact", theme=query.theme, map=query.map)
    bare = Options(without=tuple(PARTS))
    image = html.Img(src=f"/figure.svg?{alone.search()}&{bare.search()}", alt=item.text)
    return html.Details([html.Summary("As a small figure"), image], className="small-figure")


def _mark(name: str) -> Any:
    if not name:
        return None
    shown, said = MARKS.get(name, (name, f"loop {name}"))
    spoken = [html.Span(shown, **aria(hidden="true")), html.Span(f"{said}: ", className="unseen")]
    return html.Span(spoken, className=f"answer-mark {_LOOKS.get(name, 'is-word')}", title=said)


_LOOKS = {"+": "is-up", "up": "is-up", "−": "is-down", "down": "is-down", "both": "is-both", "?": "is-open"}


def _choice(item: Item, query: Query) -> tuple[bool, str]:
    """Whether an item is chosen, and which fields a click on it changes."""
    now = dict(parse_qsl(query.search()))
    chosen = bool(item.changes) and all(now.get(name, "") == value for name, value in item.changes)
    return chosen, "&".join(f"{name}={'' if chosen else quoted(value)}" for name, value in item.changes)


# ---- question and answer as text


def words(atlas: Atlas, told: str) -> list[Any]:
    """The question as a sentence, and the answer as a text to copy.

    `told` is the address, after "words=professional" or "words=plain" if a text is requested.
    """
    wording, _, search = told.removeprefix("words=").partition("&") if told.startswith("words=") else ("", "", told)
    view = atlas.view(search)
    query = view.query
    if not atlas.answers(view):
        hint = "Choose an example, or name things of your own. The map shows the answer, and the address keeps it."
        return [html.P(hint, className="note", tabIndex="-1", **asks(landing=""))]
    wordings = [
        act(text, **asks(words="" if wording == name else name), **aria(pressed="true" if wording == name else "false"))
        for name, text in _WORDINGS.items()
    ]
    clear = act([mark("reset"), "Clear"], **button(query, **EMPTY))
    asked = html.P(query.sentence(view.mechanism), className="asked", tabIndex="-1", **asks(landing=""))
    return [asked, html.Div([*wordings, clear], className="options"), _text(view, wording == "plain") if wording in _WORDINGS else None]


def _text(view: View, plain: bool) -> Any:
    told = explain(view.mechanism, view.query, plain=plain).text
    text = html.Div(told, id="questions-text", className="words-text", tabIndex="0", role="region", **aria(label="The answer in words"))
    return html.Div([act([mark("link"), "Copy in words"], **asks(copied="questions-text")), text], className="words")
