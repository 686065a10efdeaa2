"""The project's own Dash components, without an npm build: the picture, the address bar, and elements that React alone renders.

Each is a class of `client/page`; here are only its props for Python. The picture is the server's SVG itself, so that it
cannot differ from the download; a graph library in the browser would draw it differently.
"""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from pathways.web.scripts import PARTS, address

__all__ = [
    "Address",
    "Exports",
    "Field",
    "Figure",
    "Find",
    "Icon",
    "Later",
    "Loose",
    "Markup",
    "Pick",
    "Questions",
    "Restore",
    "plain",
]

_SPACE = "pathways"  # must name a package: Dash imports it for every prop of every component


class _Plain(Component):
    """A component whose props are the keyword arguments that `_names` lists."""

    _namespace = _SPACE
    _children_props: list[str] = []  # noqa: RUF012  as Dash declares it
    _base_nodes: list[str] = ["children"]  # noqa: RUF012  as Dash declares it
    _names: tuple[str, ...] = ()

    def __init__(self, **props: Any) -> None:
        self._prop_names = list(self._names)
        self._valid_wildcard_attributes: list[str] = []
        self.available_properties = self._prop_names
        self.available_wildcard_properties: list[str] = []
        super().__init__(**props)  # type: ignore[no-untyped-call]


class Figure(_Plain):
    """The server's picture with pan, zoom, selection by pointer and keys, and boxes that can be dragged.

    The props are documented at the top of `figure.js`.
    """

    _namespace = _SPACE
    _type = "Figure"
    _names = ("id", "svg", "arrows", "selected", "view", "cover", "label", "clicked", "moved", "viewed")


class Find(_Plain):
    """The search: its entries are requested when the field first gets the focus.

    The props are documented at the top of `find.js`.
    """

    _namespace = _SPACE
    _type = "Find"
    _names = ("id", "label", "wanted", "index")


class Address(_Plain):
    """The address bar: parts of the page depend on its fields, controls send it a patch.

    The props are documented at the top of `address.js`.
    """

    _namespace = _SPACE
    _type = "Address"
    _names = ("id", "fields", "parts", "search", "patch", "view", "select", "picture", "card", "relations", "theme")


class Markup(_Plain):
    """Elements without callbacks of their own, of `dash.html` or as HTML from a template, rendered by React alone.

    The focus is kept, and a table is rendered in a tenth of the time.

    The props are documented at the top of `markup.js`.
    """

    _namespace = _SPACE
    _type = "Markup"
    _base_nodes: list[str] = ["children", "tree"]  # noqa: RUF012  as Dash declares it
    _names = ("id", "className", "tree", "html", "topic")


class Icon(_Plain):
    """An icon within a `Markup`, in a `box` of "0 0 12 12": paths to stroke (`lines`), or the picture's own markup (`svg`)."""

    _namespace = _SPACE
    _type = "Icon"
    _names = ("lines", "svg", "box", "className")


class Field(_Plain):
    """A native form field within a `Markup` of the export panel.

    The props are documented at the top of `field.js`.
    """

    _namespace = _SPACE
    _type = "Field"
    _names = ("id", "kind", "name", "puts", "part", "checked", "value", "min", "max", "step", "maxLength", "accept", "className")


class Exports(_Plain):
    """The choices made in the export panel.

    The props are documented at the top of `exports.js`.
    """

    _namespace = _SPACE
    _type = "Exports"
    _names = ("id", "opened", "lasting", "wanted")


class Questions(_Plain):
    """The panel of questions: whether it is open, its question, and the items of an answer that are highlighted on the map.

    The props are documented at the top of `questions.js`.
    """

    _namespace = _SPACE
    _type = "Questions"
    _names = ("id", "opened", "begin", "wanted", "told", "map", "things")


class Pick(_Plain):
    """A field within a `Markup` of the panel of questions: finds nodes of the map by name and puts them into the address.

    The props are documented at the top of `thing_picker.js`.
    """

    _namespace = _SPACE
    _type = "Pick"
    _names = ("id", "field", "empty")


class Restore(_Plain):
    """Opens the view from which a figure was made, if the figure is dropped on the page.

    The props are documented at the top of `restore.js`.
    """

    _namespace = _SPACE
    _type = "Restore"
    _names = ("id", "maps")


class Loose(_Plain):
    """The interactive page in a frame beside the map.

    The props are documented at the top of `interactive_view.js`.
    """

    _namespace = _SPACE
    _type = "Loose"
    _names = ("id", "toggle")


class Later(_Plain):
    """A component whose code is loaded when it is first shown: `part` names it, the other props are passed on to it.

    The props are documented at the top of `load_later.js` and of the part's file.
    """

    _namespace = _SPACE
    _type = "Later"
    _names = ("id", "part", "src", "wanted", "told")

    def __init__(self, part: str, **props: Any) -> None:
        super().__init__(part=part, src=address(PARTS[part]), **props)


def plain(made: Any) -> Any:
    """Return elements as the dictionaries that are sent: a cached answer is then serialised 5 ms faster.

    Example:
        >>> plain(Icon(lines="M0 0h1"))
        {'props': {'lines': 'M0 0h1'}, 'type': 'Icon', 'namespace': 'pathways'}
    """
    if isinstance(made, Component):
        return plain(made.to_plotly_json())  # type: ignore[no-untyped-call]
    if isinstance(made, dict):
        return {name: plain(value) for name, value in made.items()}
    return [plain(one) for one in made] if isinstance(made, (list, tuple)) else made

