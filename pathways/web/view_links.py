"""How the parts of the page depend on the question in the address, and change it.

Everything that changes the view is a link: it holds the fields of the question to change (`data-go`), and the resulting address
(`href`). So a control has no state of its own that could disagree with the address, and no callback.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from pathways.query.fields import FIELDS
from pathways.query.query import Query

__all__ = ["NAMES", "PARTS", "Attributes", "button", "link", "parts", "toggled"]

Attributes = dict[str, Any]  # of an element, by name

NAMES: tuple[str, ...] = tuple(FIELDS[field.name].name for field in fields(Query))  # as written in the address
_PICTURE = tuple(name for name in NAMES if name not in ("select", "view", "theme", "table", "sort"))

# The fields of the address that each part of the page depends on; `view` moves the picture in the browser alone. `rest` adds the
# parameters that are not fields, about which the page shows a notice.
PARTS: dict[str, dict[str, Any]] = {
    "picture": {"fields": _PICTURE},
    "card": {"fields": tuple(name for name in NAMES if name != "view"), "rest": True},
    "relations": {"fields": (*_PICTURE, "select", "table", "sort"), "when": "table"},
    "theme": {"fields": ("theme",)},
}


def button(query: Query, **changes: Any) -> Attributes:
    """Return the attributes of a button that changes fields of the question and keeps the current values of the others.

    Example:
        >>> button(Query(focus=("tlr4",)), focus=(), radius=2)
        {'data-go': 'focus=&radius=2'}
    """
    return {"data-go": query.change(**changes)}


def link(query: Query, **changes: Any) -> Attributes:
    """Return the attributes of a link that does the same and can be opened in a new tab.

    Example:
        >>> link(Query(radius=2), select="tlr4")
        {'data-go': 'select=tlr4', 'href': '?radius=2&select=tlr4'}
    """
    return {**button(query, **changes), "href": f"?{replace(query, **changes).search()}"}


def toggled(items: tuple[Any, ...], item: Any) -> tuple[Any, ...]:
    """Return the items without the item if it is among them, else with it at the end.

    Example:
        >>> toggled(("a", "b"), "a"), toggled(("a",), "b")
        (('b',), ('a', 'b'))
    """
    return tuple(one for one in items if one != item) if item in items else (*items, item)


def parts(query: Query) -> dict[str, str]:
    """Return the query string of each of `PARTS` for a question, as the browser will report it.

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
