"""A figure for programs and notebooks: `pathways.figure(mechanism, focus="tlr4").save("tlr4.pptx")`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Unpack

from pathways.atomic import write_atomically
from pathways.errors import UnknownName, meant
from pathways.export.formats import FORMATS, format_of, heeded, write
from pathways.export.keywords import FigureChanges, search_of
from pathways.export.preflight import Remark, preflight
from pathways.layout import Layout
from pathways.model.mechanism import Mechanism
from pathways.query.export_options import OPTIONS, Options
from pathways.query.fields import FIELDS, NAMED
from pathways.query.query import Query
from pathways.sheet.alt_text import alt_text
from pathways.sheet.view_export import Export

__all__ = ["Figure", "figure"]


@dataclass(frozen=True)
class Figure:
    """A view of a mechanism that can be written in every format; a notebook displays it as SVG."""

    export: Export

    @property
    def mechanism(self) -> Mechanism:
        """The part of the mechanism that is shown."""
        return self.export.part

    def bytes(self, format: str) -> bytes:
        """Return the figure as a file's content.

        Raises:
            UnknownName: There is no such format; the message names the nearest.
            InvalidArgument: An option means nothing for the format.
            CannotWrite: The format cannot hold the figure; the message says why.
        """
        return write(self.export, format)

    @property
    def alt(self) -> str:
        """The text that stands for the figure where it cannot be seen; see `alt_text`."""
        return alt_text(self.export)

    def save(self, path: str | Path, *, format: str = "") -> Path:
        """Write the figure into a file, whole or not at all, and return its path; the suffix says the format, or `format` does.

        Raises:
            UnknownName: The suffix names no format.
            CannotWrite: The format cannot hold the figure. An older file of this name stays as it was.
        """
        target = Path(path)
        return write_atomically(target, self.bytes(format or format_of(target.name).name))

    def check(self, format: str = "svg") -> tuple[Remark, ...]:
        """Return what to know before the figure is used in a format: text that is too small, overlaps, what is missing."""
        return preflight(self.export, format)

    def with_(self, **changes: Unpack[FigureChanges]) -> Figure:
        """Return the figure with other fields of the question or other options."""
        return Figure(_changed(self.export, changes))

    def __repr__(self) -> str:
        return f"<Figure: {self.export.sheet.title}. {self.export.caption}>"

    def _repr_svg_(self) -> str:
        """The figure as SVG, without the options that are for other formats."""
        return write(replace(self.export, options=heeded(self.export.options, FORMATS["svg"])), "svg").decode()

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, str], dict[str, Any]]:
        """The picture once, and a line of text: a notebook stores all that it is given."""
        return {"image/svg+xml": self._repr_svg_(), "text/plain": repr(self)}, {}


def figure(
    mechanism: Mechanism, query: str | Query = "", *, layouts: Mapping[str, Layout] | None = None, base: str = "",
    **changes: Unpack[FigureChanges],
) -> Figure:
    """Return a figure of a mechanism, or of the part that a question keeps.

    Args:
        query: A question, or the query string of an address, options included.
        layouts: Those stored beside the mechanism's file, from `pathways.layouts(path)`; without them a layout is computed.
        base: The address of an explorer that readers can open; the figure links to it.
        changes: Fields of the question (`focus`, `radius`, `layer`, `theme`, ...) or options (`without`, `shape`, `width`, ...), as
            in an address: nodes by any of their names, lists as lists or with commas.

    Raises:
        UnknownName: A field, a node or a value is not known; the message lists all of them.

    Example:
        >>> import pathways
        >>> ldn = pathways.load(pathways.shipped())
        >>> part = figure(ldn, focus="TLR4", theme="print")
        >>> part.export.caption, part.bytes("svg")[:4]
        ('What lies within 1 step of Toll-like receptor 4.', b'<svg')
        >>> figure(ldn, focus="TLR44")
        Traceback (most recent call last):
        ...
        pathways.errors.UnknownName: No node 'TLR44'. Nearest: 'tlr4' (Toll-like receptor 4)...
    """
    search = query.search() if isinstance(query, Query) else query
    options, rest, remarks = Options.parse(search)
    asked, more = Query.parse(rest, mechanism)
    if remarks or more:
        raise UnknownName("\n".join((*remarks, *more)))
    return Figure(_changed(Export(mechanism, asked, options, layouts or {}, base), changes))


def _changed(export: Export, changes: Mapping[str, Any]) -> Export:
    """The view with changed fields, whose values are parsed like those of an address."""
    values = {FIELDS[name].name if name in FIELDS else name: value for name, value in changes.items()}
    chosen = {OPTIONS.get(name, name): value for name, value in values.items() if name in OPTIONS or name in OPTIONS.values()}
    asked = {name: value for name, value in values.items() if name in NAMED}
    unknown = [name for name in values if name not in NAMED and OPTIONS.get(name, name) not in chosen]
    problems = [f"{name!r} is no field of a figure.{_suggestion(name)}" for name in unknown]
    options, _, more = Options.parse(search_of(chosen))
    query, rest = Query.parse(search_of(asked), export.mechanism)
    if found := [*problems, *more, *rest]:
        raise UnknownName("\n".join(found))
    new = {attribute: getattr(query, attribute) for attribute, row in FIELDS.items() if row.name in asked}
    newer = {field: getattr(options, field) for field, name in OPTIONS.items() if name in chosen}
    changed, old = replace(export.options, **newer), export.options
    same = not ({*new} - {"theme"}) and (changed.text, changed.shape) == (old.text, old.shape)
    return replace(export, query=replace(export.query, **new), options=changed, prepared=export.prepared if same else None)


def _suggestion(name: str) -> str:
    near = meant(name, (*FIELDS, *OPTIONS))
    return f" Did you mean {near!r}?" if near else ""
