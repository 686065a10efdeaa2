"""The panel that says what is shown: each choice with the number of relations that it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dash import html

from pathways.model.mechanism import Mechanism
from pathways.model.relations import RELATIONS
from pathways.model.vocabulary import KINDS, LAYERS, Layer
from pathways.query.query import ARRANGEMENTS, CUTOFF, DIRECTIONS, DOSE_CHOICES, EVIDENCE, Query
from pathways.render.evidence import capitalised_first
from pathways.scene.legend import SIGNS
from pathways.web.controls import act, aria, asks
from pathways.web.icons import mark
from pathways.web.view_links import Attributes, button, toggled

__all__ = ["EMPTY", "PASSING", "filters_panel", "reset", "status"]

RADII = (1, 2, 3, 4)
PASSING = {"from_": "From", "to": "To", "via": "Only by way of", "avoid": "Without passing"}  # what a path is asked about, and its words
_KIND_WORDS = {kind.name: kind.label for kind in KINDS.values()}
_RELATION_WORDS = {relation.name: relation.verb for relation in RELATIONS.values()}
_NARROWING: dict[str, Any] = {"layer": (), "kind": (), "relation": (), "sign": (), "evidence": "all", "dose": ""}
EMPTY: dict[str, Any] = {  # nothing left out, nothing asked
    **_NARROWING, "focus": (), "radius": 1, "direction": "both", "from_": (), "to": (), "via": (), "avoid": (),
    "cutoff": CUTOFF, "keep": (), "hide": (),
    "arrange": "map", "up": (), "down": (), "block": (), "loops": False, "impossible": False, "trail": (), "against": "", "ghosts": False,
}  # fmt: skip

Counts = Mapping[str, Mapping[str, int]]


def reset(query: Query) -> Attributes:
    """What a button must do to show everything again; groups, moved boxes and selection stay."""
    return button(query, **EMPTY)


def status(mechanism: Mechanism, part: Mechanism, query: Query, remark: str = "") -> Any:
    """One line over the picture while something is left out or asked; None on the whole map."""
    if not query.filtered and not query.asks:
        return None
    shown, whole = len(part.edges), len(mechanism.edges)
    said = f"{shown} of {whole} relations shown" if part.nodes else "Nothing is left of the map"
    anew = button(query, arrange="map" if query.arrange == "compact" else "compact")
    return html.Div(
        [
            html.Strong(said), html.Span(f"{query.sentence(mechanism)} {remark}".rstrip(), className="asked"),
            act("Back to its place" if query.arrange == "compact" else "Arrange anew", **anew) if part.nodes and query.filtered else None,
            act("Read the answer", **asks(panel="questions")) if query.asks or query.evidence not in ("all", "contested") else None,
            act([mark("reset"), "Show all"], strong=True, **reset(query)),
        ],
        className="status",
    )  # fmt: skip


def filters_panel(mechanism: Mechanism, query: Query, counts: Counts) -> list[Any]:
    """All filters. Of kinds, relations and signs only those that the mechanism has."""
    has = {
        "kind": {node.kind.value for node in mechanism.nodes},
        "relation": {edge.relation.value for edge in mechanism.edges},
        "sign": {edge.meaning.sign.value for edge in mechanism.edges},
    }
    return [
        html.Div(act([mark("reset"), "Show everything"], strong=True, id="filters-reset", **reset(query))),
        _group("Layers", "What the page says, what it is used for, what only papers say", _layers(query, counts["layer"])),
        _group("Evidence", "", _choices("evidence", EVIDENCE, query, counts)),
        _group("Dose", "With a dose: what is stated for it, or for none", _choices("dose", DOSE_CHOICES, query, counts)),
        _focus(mechanism, query),
        _ends(mechanism, query),
        _by_hand(mechanism, query),
        _group("Groups", "Open to see the members", _groups(mechanism, query)) if mechanism.members else None,
        _group("Direction of effect", "None chosen means all", _several("sign", SIGNS, has["sign"], query, counts)),
        _group("Kind of thing", "None chosen means all", _several("kind", _KIND_WORDS, has["kind"], query, counts)),
        _group("Relation", "None chosen means all", _several("relation", _RELATION_WORDS, has["relation"], query, counts)),
        _group("Arrangement", "", _choices("arrange", ARRANGEMENTS, query, {})),
        html.Div(act([mark("reset"), "Put moved boxes back"], **button(query, move=()))) if query.move else None,
    ]


def _group(title: str, hint: str, items: Iterable[Any]) -> Any:
    name = f"filter-{title.split()[0].lower()}"
    head = html.H3(title, id=name)
    return html.Section(
        [
            head,
            html.P(hint, className="hint") if hint else None,
            html.Div(list(items), className="options", role="group", **aria(labelledby=name)),
        ]
    )


def _option(name: str, text: str, count: int | None, pressed: bool, attributes: Attributes, *, kind: str = "option") -> Any:
    number = html.Span(str(count), className="count", title=f"shows {count} of the relations") if count is not None else None
    look = f"{kind} is-none" if count == 0 else kind
    said = aria(pressed="true" if pressed else "false")
    return html.Button(
        [html.Span(capitalised_first(text)), number], type="button", id=f"filter-{name}", className=look, **said, **attributes
    )


def _layers(query: Query, counts: Mapping[str, int]) -> Iterable[Any]:
    """Switches that are all on to begin with; the last one stays on."""
    on = query.layer or tuple(Layer)
    for layer, text in LAYERS.items():
        then = toggled(on, layer) or on
        changes = button(query, layer=() if len(then) == len(LAYERS) else then)
        yield _option(f"layer-{layer.value}", text, counts[layer], layer in on, changes, kind="option switch")


def _choices(name: str, words: Mapping[str, str], query: Query, counts: Counts) -> Iterable[Any]:
    """One of several."""
    now = getattr(query, name)
    for value, text in words.items():
        count = counts[name][value] if name in counts else None
        yield _option(f"{name}-{value or 'any'}", text, count, now == value, button(query, **{name: value}), kind="option radio")


def _several(name: str, words: Mapping[Any, str], has: set[str], query: Query, counts: Counts) -> Iterable[Any]:
    """Any of several, of those that are there."""
    now = getattr(query, name)
    for value, text in words.items():
        if value.value in has:
            yield _option(f"{name}-{value.value}", text, counts[name][value], value in now, button(query, **{name: toggled(now, value)}))


def _groups(mechanism: Mechanism, query: Query) -> Iterable[Any]:
    for group in mechanism.members:
        text = mechanism.node[group].label
        yield _option(
            f"open-{group}", text, None, group in query.open, button(query, open=toggled(query.open, group)), kind="option switch"
        )


def _focus(mechanism: Mechanism, query: Query) -> Any:
    if not query.focus:
        return _group("Around one thing", "Search for it, or choose it on the map, then “Show only what is around it”.", [])
    steps = [
        _option(f"radius-{n}", f"{n} step{'s' if n > 1 else ''}", None, query.radius == n, button(query, radius=n), kind="option radio")
        for n in RADII
    ]
    ways = list(_choices("direction", DIRECTIONS, query, {}))
    return _group(
        "Around one thing",
        "",
        [*_removable("focus", mechanism, query), html.Div(steps, className="options"), html.Div(ways, className="options")],
    )


def _ends(mechanism: Mechanism, query: Query) -> Any:
    """What leads from one thing to another, as far as it was asked."""
    if not query.leads and not query.avoid:
        return None
    named = [
        one for name, title in PASSING.items() if getattr(query, name)
        for one in (html.P(f"{title}:", className="hint"), *_removable(name, mechanism, query))
    ]
    steps = [_option(f"cutoff-{n}", str(n), None, query.cutoff == n, button(query, cutoff=n), kind="option radio") for n in range(1, 10)]
    far = [html.P("In at most so many steps:", className="hint"), html.Div(steps, className="options")]
    return _group("From one thing to another", "", [*named, *far])


def _by_hand(mechanism: Mechanism, query: Query) -> Any:
    if not query.keep and not query.hide:
        return None
    kept = [html.P("Only these:", className="hint"), *_removable("keep", mechanism, query)] if query.keep else []
    hidden = [html.P("Hidden:", className="hint"), *_removable("hide", mechanism, query)] if query.hide else []
    return _group("Picked by hand", "", [*kept, *hidden])


def _removable(name: str, mechanism: Mechanism, query: Query) -> Iterable[Any]:
    now = getattr(query, name)
    for node in now:
        label = mechanism.node[node].name if node in mechanism.node else node
        spoken = aria(label=f"Take {label} out of the list")
        change = button(query, **{name: toggled(now, node)})
        yield html.Button([label, mark("close")], type="button", className="option removable", **spoken, **change)
