"""The filter panel: each choice with the number of relations that it keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from dash import html

from pathways.model.mechanism import Mechanism
from pathways.query.fields import FIELDS, Field
from pathways.query.query import Query
from pathways.query.url import GROUPS, NODES
from pathways.render.card_evidence import capitalised_first
from pathways.web.controls import act, aria, asks
from pathways.web.icons import mark
from pathways.web.view_links import Attributes, button, toggled

__all__ = ["EMPTY", "filters_panel", "reset", "status"]

EMPTY: dict[str, Any] = {  # the defaults of filters and questions; without a part there is nothing to arrange anew
    name: getattr(Query, name) for name, row in FIELDS.items() if row.effect != "looks" or name == "arrange"
}

Counts = Mapping[str, Mapping[Any, int]]


def reset(query: Query) -> Attributes:
    """The attributes of a button that shows everything again; groups, moved boxes and selection stay."""
    return button(query, **EMPTY)


def status(mechanism: Mechanism, part: Mechanism, query: Query, remark: str = "") -> Any:
    """One line over the picture if something is left out or asked; None for the whole map."""
    if not query.filtered and not query.asks:
        return None
    shown, whole = len(part.edges), len(mechanism.edges)
    said = f"{shown} of {whole} relations shown" if part.nodes else "Nothing is left of the map"
    anew = button(query, arrange="auto" if query.arrange == "compact" else "compact")
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
    """All fields that have a section, in the order of their rows, with only those kinds, species etc. that the mechanism has."""
    sections = groupby((row for row in FIELDS.values() if row.section), key=lambda row: row.section)
    return [
        html.Div(act([mark("reset"), "Show everything"], strong=True, id="filters-reset", **reset(query))),
        *(_section(title, list(rows), mechanism, query, counts) for title, rows in sections),
        html.Div(act([mark("reset"), "Put moved boxes back"], **button(query, move=()))) if query.move else None,
    ]


def _section(title: str, rows: list[Field], mechanism: Mechanism, query: Query, counts: Counts) -> Any:
    """The choices of some fields below one heading; a hint if they name nodes and none is named."""
    hint, names = rows[0].hint, [row.attribute for row in rows if row.kind is NODES]
    if names and not any(getattr(query, name) for name in names):
        return _group(title, hint, []) if hint else None
    items = [item for row in rows for item in _row(row, mechanism, query, counts, alone=len(rows) == 1)]
    return _group(title, "" if names else hint, items) if items else None


def _row(row: Field, mechanism: Mechanism, query: Query, counts: Counts, *, alone: bool) -> list[Any]:
    """The choices of one field, with its label if the section has several fields."""
    named = row.kind is NODES
    items = list(_removable(row.attribute, mechanism, query) if named else _options(row, mechanism, query, counts.get(row.attribute, {})))
    label = [html.P(f"{row.label}:", className="hint")] if row.label and items else []
    return [*label, *items] if named or alone else [*label, html.Div(items, className="options")]


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


def _options(row: Field, mechanism: Mechanism, query: Query, counts: Mapping[Any, int]) -> Iterable[Any]:
    """The choices that the mechanism has, and those that are chosen already."""
    now, offered = getattr(query, row.attribute), row.offered(mechanism)
    several = row.kind.several
    chosen = now if several else (now,)
    known = {**offered, **{value: row.called(value) for value in chosen if value not in offered}} if offered else {}
    look = "option switch" if row.switches or row.kind is GROUPS else "option" if several else "option radio"
    on = chosen or tuple(known) if row.switches else chosen
    for value, text in known.items():
        then = _chosen(row, on, value, known) if several else value
        change = button(query, **{row.attribute: then})
        yield _option(f"{row.name}-{value or 'any'}", text, counts.get(value), value in on, change, kind=look)


def _chosen(row: Field, on: tuple[Any, ...], value: Any, known: Mapping[Any, str]) -> tuple[Any, ...]:
    """The chosen values after a click. The last switch that is on stays on; if all switches are on, no value is chosen."""
    then = toggled(on, value)
    if not row.switches:
        return then
    return () if len(then) == len(known) else then or on


def _removable(name: str, mechanism: Mechanism, query: Query) -> Iterable[Any]:
    now = getattr(query, name)
    for node in now:
        label = mechanism.node[node].name if node in mechanism.node else node
        spoken = aria(label=f"Take {label} out of the list")
        change = button(query, **{name: toggled(now, node)})
        yield html.Button([label, mark("close")], type="button", className="option removable", **spoken, **change)
