"""A question to a mechanism as a value: it prints, parses and fits in a URL.

One `Query` is the address in the browser, the caption of a picture and the key of what was computed for it. Everything a
person sees is in it, so a link re-creates the view. Reading an address never fails: what is understood is kept, and the
rest comes back as sentences.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal
from urllib.parse import parse_qsl, quote

from pathways.errors import UnknownName, nearest
from pathways.model import Mechanism
from pathways.names import resolve, shown
from pathways.vocabulary import KindName, Layer, RelationName, Sign

__all__ = ["ARRANGEMENTS", "DIRECTIONS", "DOSE_CHOICES", "EVIDENCE", "LONGEST", "MOST", "THEME_CHOICES", "Query", "resolve"]

EVIDENCE: dict[str, str] = {
    "all": "every relation",
    "human": "relations supported by studies in people",
    "beyond-document": "relations with at least one paper",
    "contested": "contested relations",
}
DIRECTIONS: dict[str, str] = {"both": "both directions", "upstream": "what leads to it", "downstream": "what it leads to"}
DOSE_CHOICES: dict[str, str] = {"": "any dose", "low": "low dose", "high": "high dose"}
THEME_CHOICES: dict[str, str] = {"auto": "as the device", "light": "light", "dark": "dark", "print": "print"}
ARRANGEMENTS: dict[str, str] = {"map": "as on the whole map", "compact": "arranged anew"}

_DIRECTION_WORDS = {"both": "of", "upstream": "upstream of", "downstream": "downstream of"}

LONGEST = 8_000  # characters of an address: what common servers and proxies let through
MOST = 200  # items of a list

_TYPES: dict[str, type[Layer] | type[KindName] | type[RelationName] | type[Sign]] = {
    "layer": Layer, "kind": KindName, "relation": RelationName, "sign": Sign,
}
_ORDER: dict[str, list[str]] = {name: list(words) for name, words in _TYPES.items()}
_CHOICES = {"evidence": EVIDENCE, "dose": DOSE_CHOICES, "direction": DIRECTIONS, "theme": THEME_CHOICES, "arrange": ARRANGEMENTS}
_READERS: dict[str, str] = {
    "map": "word", "open": "groups", **dict.fromkeys(_TYPES, "words"), **dict.fromkeys(_CHOICES, "choice"),
    "focus": "nodes", "radius": "radius", "keep": "nodes", "hide": "nodes", "select": "selected", "move": "moves",
    "view": "view", "table": "flag", "sort": "word",
}


@dataclass(frozen=True)
class Query:
    """A question; the names of its fields are the names in the URL.

    Empty means "no limit". Order and repetition in `layer`, `kind`, `relation` and `sign` mean nothing and are normalised,
    lists of ids lose repetitions, coordinates are rounded (0.01, scale 0.0001): two questions that mean the same are equal.
    `move` holds box centres in scene units; `view` is pan x, pan y and scale.

    Example:
        >>> Query(layer=(Layer.LITERATURE, Layer.DOCUMENT), focus=("tlr4",), radius=2).search()
        'layer=document,literature&focus=tlr4&radius=2'
        >>> Query().search()
        ''
    """

    map: str = ""
    open: tuple[str, ...] = ()
    layer: tuple[Layer, ...] = ()
    kind: tuple[KindName, ...] = ()
    relation: tuple[RelationName, ...] = ()
    sign: tuple[Sign, ...] = ()
    evidence: Literal["all", "human", "beyond-document", "contested"] = "all"
    dose: Literal["", "low", "high"] = ""
    focus: tuple[str, ...] = ()
    radius: int = 1
    direction: Literal["both", "upstream", "downstream"] = "both"
    keep: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    select: str = ""
    move: tuple[tuple[str, float, float], ...] = ()
    theme: Literal["auto", "light", "dark", "print"] = "auto"
    view: tuple[float, float, float] | None = None
    arrange: Literal["map", "compact"] = "map"
    table: bool = False
    sort: str = ""

    def __post_init__(self) -> None:
        """Bring every field into its one normal form."""
        for name, order in _ORDER.items():
            self._set(name, tuple(sorted(set(getattr(self, name)), key=order.index)))
        for name in ("open", "focus", "keep", "hide"):
            self._set(name, tuple(dict.fromkeys(getattr(self, name))))
        places = {name: (name, _round(x, 2), _round(y, 2)) for name, x, y in self.move}
        self._set("move", tuple(places.values()))
        if self.view is not None:
            x, y, scale = self.view
            self._set("view", (_round(x, 2), _round(y, 2), _round(scale, 4)))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def search(self) -> str:
        """Return the query string of the URL, without "?", defaults left out; "" for the whole map."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self) if getattr(self, field.name) != field.default)
        return "&".join(f"{name}={quote(_written(value), safe=',:~-')}" for name, value in pairs)

    @classmethod
    def parse(cls, search: str, mechanism: Mechanism) -> tuple[Query, tuple[str, ...]]:
        """Read the query string of a URL; return what is understood, and sentences about the rest.

        Never raises. Nodes may be named by label, synonym or public identifier. Of an address longer than 8,000
        characters or a list longer than 200 items the beginning is read.

        Example:
            >>> from pathways.model import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query.parse("?layer=document,clinic&radius=2", toy)[1]
            ("'clinic' is not a value of 'layer'. Did you mean 'clinical'?",)
        """
        address = _Address(mechanism)
        address.read(search)
        return cls(**address.values), tuple(dict.fromkeys(address.remarks))

    def sentence(self, mechanism: Mechanism) -> str:
        """Return the question in words, for a caption; how it is painted is left out.

        Example:
            >>> from pathways.model import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query().sentence(toy)
            'The whole map.'
            >>> Query(dose="low", layer=(Layer.DOCUMENT,)).sentence(toy)
            'Part of the map; layer: document; low dose, or no dose stated.'
        """
        if not self.filtered:
            return "The whole map."
        return f"{'; '.join((self._whereabouts(mechanism), *self._limits(mechanism)))}."

    def _whereabouts(self, mechanism: Mechanism) -> str:
        """The subject of the caption: what the part lies around."""
        if not self.focus:
            return "Part of the map"
        steps = f"within {self.radius} step{'s' if self.radius > 1 else ''}"
        return f"What lies {steps} {_DIRECTION_WORDS[self.direction]} {_labels(mechanism, self.focus)}"

    def _limits(self, mechanism: Mechanism) -> Iterator[str]:
        """What else limits the part, one phrase each."""
        if self.keep:
            yield f"only {_labels(mechanism, self.keep)}"
        if self.hide:
            yield f"without {_labels(mechanism, self.hide)}"
        for name in _TYPES:
            if words := getattr(self, name):
                yield f"{name}{'s' if len(words) > 1 else ''}: {', '.join(words)}"
        if self.evidence != "all":
            yield f"only {EVIDENCE[self.evidence]}"
        if self.dose:
            yield f"{DOSE_CHOICES[self.dose]}, or no dose stated"

    @property
    def filtered(self) -> bool:
        """True where some part of the mechanism may be left out."""
        lists = (self.layer, self.kind, self.relation, self.sign, self.focus, self.keep, self.hide)
        return any(lists) or self.evidence != "all" or bool(self.dose)


def _labels(mechanism: Mechanism, names: Iterable[str]) -> str:
    """Labels of the nodes that the mechanism has, joined for a sentence."""
    found = [mechanism.node[name].label for name in names if name in mechanism.node]
    return f"{', '.join(found[:-1])} and {found[-1]}" if len(found) > 1 else "".join(found) or "nothing on this map"


def _round(value: float, digits: int) -> float:
    """Round, without a negative zero and without what is no number."""
    return round(value, digits) + 0.0 if math.isfinite(value) else 0.0


def _written(value: Any) -> str:
    """Write one field as in a URL: lists with commas, a moved box as id:x:y."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, tuple):
        return ",".join(":".join(map(_written, item)) if isinstance(item, tuple) else _written(item) for item in value)
    return str(value)


class _Address:
    """One address on its way to a `Query`: what is understood goes to `values`, the rest to `remarks`."""

    def __init__(self, mechanism: Mechanism) -> None:
        self.mechanism = mechanism
        self.values: dict[str, Any] = {}
        self.remarks: list[str] = []

    def read(self, search: str) -> None:
        text = search.removeprefix("?")
        if len(text) > LONGEST:
            self.remarks.append(f"The address has {len(text)} characters; only the first {LONGEST} were read.")
            text = text[:LONGEST].rpartition("&")[0]
        for name, value in parse_qsl(text, errors="replace"):
            reader = getattr(self, f"_{_READERS.get(name, 'unknown')}")
            reader(name, value)

    def _unknown(self, name: str, _: str) -> None:
        near = nearest(name[:60], _READERS, count=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        self.remarks.append(f"{shown(name)} means nothing in an address here.{hint}")

    def _items(self, name: str, value: str) -> list[str]:
        parts = [part for part in value.split(",") if part.strip()]
        if len(parts) > MOST:
            self.remarks.append(f"'{name}' lists {len(parts)} items; only the first {MOST} were read.")
        return parts[:MOST]

    def _put(self, name: str, items: Iterable[Any]) -> None:
        self.values[name] = (*self.values.get(name, ()), *items)[:MOST]

    def _resolved(self, value: str) -> str | None:
        try:
            return resolve(self.mechanism, value)
        except UnknownName as error:
            self.remarks.append(str(error))
            return None

    def _nodes(self, name: str, value: str) -> None:
        """A list of nodes, or one node whose name has a comma in it."""
        try:
            self._put(name, [resolve(self.mechanism, value)])
            return
        except UnknownName:
            found = [self._resolved(item) for item in self._items(name, value)]
        self._put(name, [node for node in found if node])

    def _groups(self, name: str, value: str) -> None:
        for item in self._items(name, value):
            node = self._resolved(item)
            if node and node not in self.mechanism.members:
                self.remarks.append(f"'{node}' is no group, so it cannot be opened.")
            elif node:
                self._put(name, [node])

    def _words(self, name: str, value: str) -> None:
        for item in self._items(name, value):
            if item.strip() in _ORDER[name]:
                self._put(name, [_TYPES[name](item.strip())])
            else:
                self.remarks.append(_refusal(name, item, _ORDER[name]))

    def _choice(self, name: str, value: str) -> None:
        if value in _CHOICES[name]:
            self.values[name] = value
        else:
            self.remarks.append(_refusal(name, value, _CHOICES[name]))

    def _radius(self, name: str, value: str) -> None:
        if re.fullmatch(r"[1-9]", value):
            self.values[name] = int(value)
        else:
            self.remarks.append(f"{shown(value)} is not a radius. Expected a whole number from 1 to 9.")

    def _flag(self, name: str, value: str) -> None:
        if value in ("0", "1"):
            self.values[name] = value == "1"
        else:
            self.remarks.append(f"{shown(value)} does not answer '{name}'. Expected 1 or 0.")

    def _word(self, name: str, value: str) -> None:
        if re.fullmatch(r"-?[a-z0-9]+(-[a-z0-9]+)*", value) and len(value) <= 120:
            self.values[name] = value
        else:
            self.remarks.append(f"{shown(value)} does not answer '{name}'. Expected a word of small letters, digits and hyphens.")

    def _selected(self, name: str, value: str) -> None:
        """A gap, an edge, an arrow folded from several, or a node by any of its names."""
        source, _, rest = value.partition("~")
        sign, _, target = rest.partition("~")
        folded = {source, target} <= set(self.mechanism.node) and sign in (*_ORDER["sign"], "structural")
        if folded or value in self.mechanism.edge or any(value == gap.id for gap in self.mechanism.gaps):
            self.values[name] = value
        elif node := self._resolved(value):
            self.values[name] = node

    def _moves(self, name: str, value: str) -> None:
        for item in self._items(name, value):
            box, *places = item.split(":")
            numbers = [_number(place) for place in places]
            if len(numbers) != 2 or None in numbers:
                self.remarks.append(f"{shown(item)} is not a moved box. Expected id:x:y.")
            elif node := self._resolved(box):
                self._put(name, [(node, *numbers)])

    def _view(self, name: str, value: str) -> None:
        numbers = [_number(part) for part in value.split(",")]
        if len(numbers) == 3 and None not in numbers and numbers[2] and 0.01 <= numbers[2] <= 100:
            self.values[name] = tuple(numbers)
        else:
            self.remarks.append(f"{shown(value)} is not a view. Expected x,y,scale with a scale from 0.01 to 100.")


def _number(text: str) -> float | None:
    """A plain decimal number within a million, else None."""
    if not re.fullmatch(r"-?\d{1,7}(\.\d{1,6})?", text, re.ASCII):
        return None
    return float(text)


def _refusal(name: str, value: str, known: Iterable[str]) -> str:
    """Say that a word is not in its vocabulary, with the nearest that is, or all of them."""
    words = [word for word in known if word]
    near = nearest(value[:60], words, count=1)
    hint = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(words)}."
    return f"{shown(value)} is not a value of '{name}'. {hint}"
