"""The question in the address, and how the parts of the page depend on it and change it.

Everything that changes the view is a link: it says which fields of the question change (`data-go`), and where that leads
(`href`). So a control has no state of its own that could disagree with the address, and no callback.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from pathways.query.fields import FIELDS
from pathways.query.query import Query

__all__ = ["NAMES", "PARTS", "Attributes", "button", "link", "parts", "toggled"]

Attributes = dict[str, Any]  # of an element, by name

NAMES: tuple[str, ...] = tuple(FIELDS[field.name].name for field in fields(Query))  # as in the address
_PICTURE = tuple(name for name in NAMES if name not in ("select", "view", "theme", "table", "sort"))

# What of the address each part of the page depends on; `view` moves the picture on the client alone. `rest` adds what no field
# is called, about which the page has something to say.
PARTS: dict[str, dict[str, Any]] = {
    "picture": {"fields": _PICTURE},
    "card": {"fields": tuple(name for name in NAMES if name != "view"), "rest": True},
    "relations": {"fields": (*_PICTURE, "select", "table", "sort"), "when": "table"},
    "theme": {"fields": ("theme",)},
}


def button(query: Query, **changes: Any) -> Attributes:
    """Return the attributes of a button that changes fields of the question and leaves the others as they are by then.

    Example:
        >>> button(Query(focus=("tlr4",)), focus=(), radius=2)
        {'data-go': 'focus=&radius=2'}
    """
    return {"data-go": query.change(**changes)}


def link(query: Query, **changes: Any) -> Attributes:
    """Return the attributes of a link that does the same and can be opened in a tab of its own.

    Example:
        >>> link(Query(radius=2), select="tlr4")
        {'data-go': 'select=tlr4', 'href': '?radius=2&select=tlr4'}
    """
    return {**button(query, **changes), "href": f"?{replace(query, **changes).search()}"}


def toggled(items: tuple[Any, ...], item: Any) -> tuple[Any, ...]:
    """Return the items without the item, or with it at the end.

    Example:
        >>> toggled(("a", "b"), "a"), toggled(("a",), "b")
        (('b',), ('a', 'b'))
    """
    return tuple(one for one in items if one != item) if item in items else (*items, item)


def parts(query: Query) -> dict[str, str]:
    """Return what `PARTS` comes to for a question, as the browser will report it.

    Example:
        >>> parts(Query(select="tlr4", sort="source"))["card"], parts(Query(sort="source"))["relations"]
        ('?select=tlr4&sort=source', '')
    """
    return {name: _part(query, part["fields"], part.get("when", "")) for name, part in PARTS.items()}


def _part(query: Query, names: tuple[str, ...], when: str) -> str:
    bare = Query()
    if when and getattr(query, when) == getattr(bare, when):
        return ""
    rest = {row.attribute: getattr(bare, row.attribute) for row in FIELDS.values() if row.name not in names}
    search = replace(query, **rest).search()
    return f"?{search}" if search else ""
