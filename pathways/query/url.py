"""Reading and writing an address: the query string of a URL, the values of a question's fields, and sentences about invalid ones.

An address comes from outside: from a link in a mail, cut, changed, or made up. Nothing in it is an error; each kind of value has a
reader that keeps the valid part and adds a sentence about the rest. The table of fields says which field has which kind
(`fields`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Protocol
from urllib.parse import parse_qsl, quote

from pathways.errors import UnknownName, meant
from pathways.language.grammar import shown
from pathways.model.mechanism import Mechanism
from pathways.model.names import resolve
from pathways.model.relations import Sign
from pathways.model.synonyms import hint_for

__all__ = [
    "CHOICE", "EDGES", "FLAG", "GROUPS", "LONGEST", "MOST", "MOVES", "NODES", "PATIENCE", "QUESTION", "SELECTED", "STEPS", "VIEW", "WORD",
    "WORDS", "YEAR", "Address", "Kind", "Parameter", "changed_since", "quoted",
]  # fmt: skip

LONGEST = 8_000  # characters of an address: what common servers and proxies let through
MOST = 200  # items of a list
MOST_AGAINST = 2_000  # characters of a second question
PATIENCE = 20  # invalid values, after which the rest is not read: each costs a search for the nearest valid one

MADE = "made"  # the parameter with the version of the map that a figure was made from; no part of the question
_MADE = re.compile(r"([\w.+ -]{1,60})~([0-9a-f]{12})", re.ASCII)  # version and fingerprint


class Parameter(Protocol):
    """The properties of a field that a reader needs."""

    @property
    def name(self) -> str:
        """Its name in the address."""

    @property
    def attribute(self) -> str:
        """Its name in a question."""

    @property
    def kind(self) -> Kind:
        """The kind of its values."""

    @property
    def choices(self) -> Mapping[Any, str]:
        """Its closed vocabulary, in order; empty if it has none."""

    def offered(self, mechanism: Mechanism) -> Mapping[Any, str]:
        """Those of the choices that a mechanism has."""


@dataclass(frozen=True)
class Kind:
    """A kind of value. `read` takes a text and returns the value, or None if all of it is invalid.

    `tidy` normalises a value; it gets the choices of the field as well. A parameter of a kind with `several` values
    that is repeated in an address adds to the list.
    """

    name: str
    read: Callable[[Address, Parameter, str], Any]
    write: Callable[[Any], str] = str
    tidy: Callable[[Any, Mapping[Any, str]], Any] | None = None
    several: bool = False


def changed_since(mechanism: Mechanism, version: str, fingerprint: str) -> str:
    """Return a sentence about how a map has changed since a figure was made from it; empty if it has not.

    Example:
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="2", date="d", nodes=(), edges=())
        >>> changed_since(toy, "1", "0123456789ab")
        'This figure was made from version 1 of the map; it is now version 2, so it may show something else.'
        >>> changed_since(toy, "1", toy.fingerprint)
        ''
    """
    if mechanism.fingerprint == fingerprint:
        return ""
    edited = mechanism.version == version
    now = "it has been edited since under the same number" if edited else f"it is now version {mechanism.version}"
    return f"This figure was made from version {version} of the map; {now}, so it may show something else."


def quoted(text: str) -> str:
    """Return a value as written in a query string, with commas, colons, tildes and hyphens not escaped."""
    return quote(text, safe=",:~-")


class Address:
    """One address while it is read into a `Query`: `values` holds the valid values, `remarks` sentences about the rest."""

    def __init__(self, mechanism: Mechanism, parameters: Mapping[str, Parameter]) -> None:
        self.mechanism = mechanism
        self.parameters = parameters
        self.values: dict[str, Any] = {}
        self.remarks: list[str] = []

    def read(self, search: str) -> None:
        """Read a query string, each parameter with the reader of its kind."""
        text = search.removeprefix("?")
        if len(text) > LONGEST:
            self.remarks.append(f"The address has {len(text)} characters; only the first {LONGEST} were read.")
            text = text[:LONGEST].rpartition("&")[0]
        for name, value in parse_qsl(text, errors="replace"):
            if self.patient():
                self._take(name, value)

    def patient(self) -> bool:
        """Return whether to read on; if not, add one remark that the rest is not read."""
        if len(self.remarks) == PATIENCE:
            self.remarks.append("Too much of this address is not understood; the rest was not read.")
        return len(self.remarks) < PATIENCE

    def items(self, name: str, text: str) -> Iterator[str]:
        """The items of a list, up to the limits of length and of invalid values."""
        parts = [part for part in text.split(",") if part.strip()]
        if len(parts) > MOST:
            self.remarks.append(f"'{name}' lists {len(parts)} items; only the first {MOST} were read.")
        yield from takewhile(lambda _: self.patient(), parts[:MOST])

    def resolved(self, text: str) -> str | None:
        """The id of the node with this name; None, with a remark, if there is none."""
        try:
            return resolve(self.mechanism, text)
        except UnknownName as error:
            self.remarks.append(str(error))
            return None

    def _take(self, name: str, text: str) -> None:
        if name == MADE:
            self._made(text)
        elif parameter := self.parameters.get(name):
            value, attribute = parameter.kind.read(self, parameter, text), parameter.attribute
            if value is not None:
                self.values[attribute] = (*self.values.get(attribute, ()), *value)[:MOST] if parameter.kind.several else value
        else:
            near = meant(name, (*self.parameters, MADE))
            hint = f" Did you mean '{near}'?" if near else ""
            self.remarks.append(f"{shown(name)} means nothing in an address here.{hint}")

    def _made(self, text: str) -> None:
        """Read the version of the map that a figure was made from; add a remark if it is invalid, or the map has changed since."""
        found = _MADE.fullmatch(text)
        if not found:
            self.remarks.append(f"{shown(text)} does not say what a figure was made from. Expected version~fingerprint.")
        elif said := changed_since(self.mechanism, found[1], found[2]):
            self.remarks.append(said)


# ---- the readers, one for each kind of value


def _nodes(address: Address, field: Parameter, text: str) -> tuple[str, ...]:
    """A list of nodes, or one node whose name has a comma in it."""
    try:
        return (resolve(address.mechanism, text),)
    except UnknownName:
        return tuple(node for item in address.items(field.name, text) if (node := address.resolved(item)))


def _groups(address: Address, field: Parameter, text: str) -> tuple[str, ...]:
    found = []
    for item in address.items(field.name, text):
        node = address.resolved(item)
        if node and node not in address.mechanism.members:
            address.remarks.append(f"'{node}' is no group, so it cannot be opened.")
        elif node:
            found.append(node)
    return tuple(found)


def _edges(address: Address, field: Parameter, text: str) -> tuple[str, ...]:
    known, found = address.mechanism.edge, []
    for item in address.items(field.name, text):
        if item in known:
            found.append(item)
        else:
            near = meant(item, known)
            address.remarks.append(f"{shown(item)} is no relation here.{f' Did you mean {near!r}?' if near else ''}")
    return tuple(found)


def _question(address: Address, _: Parameter, text: str) -> str:
    """A second question; there is a remark for each invalid value in it, and the rest is kept unchanged."""
    inner = Address(address.mechanism, address.parameters)
    inner.read(text[:MOST_AGAINST])
    address.remarks += [f"In the second question: {remark}" for remark in inner.remarks]
    return text[:MOST_AGAINST].removeprefix("?")


def _words(address: Address, field: Parameter, text: str) -> tuple[Any, ...]:
    known = {str(word): word for word in field.choices}
    found = []
    for item in address.items(field.name, text):
        if item.strip() in known:
            found.append(known[item.strip()])
        else:
            address.remarks.append(_refusal(address, field, item))
    return tuple(found)


def _choice(address: Address, field: Parameter, text: str) -> str | None:
    if text in field.choices:
        return text
    address.remarks.append(_refusal(address, field, text))
    return None


def _steps(address: Address, field: Parameter, text: str) -> int | None:
    if re.fullmatch(r"[1-9]", text):
        return int(text)
    address.remarks.append(f"{shown(text)} is not a {field.name}. Expected a whole number from 1 to 9.")
    return None


def _year(address: Address, field: Parameter, text: str) -> int | None:
    if re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        return int(text)
    address.remarks.append(f"{shown(text)} is not a year for '{field.name}'. Expected four digits from 1000 to 2999, as in 2015.")
    return None


def _flag(address: Address, field: Parameter, text: str) -> bool | None:
    if text in ("0", "1"):
        return text == "1"
    address.remarks.append(f"{shown(text)} does not answer '{field.name}'. Expected 1 or 0.")
    return None


def _word(address: Address, field: Parameter, text: str) -> str | None:
    if re.fullmatch(r"-?[a-z0-9]+(-[a-z0-9]+)*", text) and len(text) <= 120:
        return text
    address.remarks.append(f"{shown(text)} does not answer '{field.name}'. Expected a word of small letters, digits and hyphens.")
    return None


def _selected(address: Address, field: Parameter, text: str) -> str | None:  # noqa: ARG001 (as all readers)
    """A gap, an edge, an arrow that stands for several, or a node by any of its names."""
    mechanism = address.mechanism
    source, _, rest = text.partition("~")
    sign, _, target = rest.partition("~")
    folded = {source, target} <= set(mechanism.node) and sign in (*Sign, "structural")
    if folded or text in mechanism.edge or any(text == gap.id for gap in mechanism.gaps):
        return text
    return address.resolved(text)


def _moves(address: Address, field: Parameter, text: str) -> tuple[tuple[Any, ...], ...]:
    found: list[tuple[Any, ...]] = []
    for item in address.items(field.name, text):
        box, *places = item.split(":")
        numbers = [_number(place) for place in places]
        if len(numbers) != 2 or None in numbers:
            address.remarks.append(f"{shown(item)} is not a moved box. Expected id:x:y.")
        elif node := address.resolved(box):
            found.append((node, *numbers))
    return tuple(found)


def _view(address: Address, _: Parameter, text: str) -> tuple[Any, ...] | None:
    numbers = [_number(part) for part in text.split(",")]
    if len(numbers) == 3 and None not in numbers and numbers[2] and 0.01 <= numbers[2] <= 100:
        return tuple(numbers)
    address.remarks.append(f"{shown(text)} is not a view. Expected x,y,scale with a scale from 0.01 to 100.")
    return None


def _number(text: str) -> float | None:
    """A plain decimal number within a million, else None."""
    if not re.fullmatch(r"-?\d{1,7}(\.\d{1,6})?", text, re.ASCII):
        return None
    return float(text)


def _refusal(address: Address, field: Parameter, text: str) -> str:
    """A sentence that a word is not in its vocabulary, with the nearest one that is, or all that the mechanism has."""
    there = filter(None, field.offered(address.mechanism))
    return f"{shown(text)} is not a value of '{field.name}'. {hint_for(field.name, text, field.choices, there=there)}"


# ---- the normal form of a value, and how it is written


def _in_order(value: Iterable[Any], choices: Mapping[Any, str]) -> tuple[Any, ...]:
    """In the order of the vocabulary, each once."""
    return tuple(sorted(set(value), key=list(choices).index))


def _once(value: Iterable[Any], _: Mapping[Any, str]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(value))


def _placed(value: Iterable[tuple[str, float, float]], _: Mapping[Any, str]) -> tuple[Any, ...]:
    """Each box once, at the last place that it was moved to."""
    return tuple({name: (name, _round(x, 2), _round(y, 2)) for name, x, y in value}.values())


def _rounded(value: tuple[float, float, float] | None, _: Mapping[Any, str]) -> tuple[float, float, float] | None:
    return value and (_round(value[0], 2), _round(value[1], 2), _round(value[2], 4))


def _round(value: float, digits: int) -> float:
    """Round a number; never negative zero, and 0 for infinity and NaN."""
    return round(value, digits) + 0.0 if math.isfinite(value) else 0.0


def _float(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _box(value: tuple[str, float, float]) -> str:
    return f"{value[0]}:{_float(value[1])}:{_float(value[2])}"


WORD = Kind("word", _word)
WORDS = Kind("words", _words, ",".join, _in_order, several=True)
CHOICE = Kind("choice", _choice)
NODES = Kind("nodes", _nodes, ",".join, _once, several=True)
GROUPS = Kind("groups", _groups, ",".join, _once, several=True)
EDGES = Kind("edges", _edges, ",".join, _once, several=True)
SELECTED = Kind("selected", _selected)
STEPS = Kind("steps", _steps)
YEAR = Kind("year", _year)
FLAG = Kind("flag", _flag, lambda value: "1" if value else "0")
QUESTION = Kind("question", _question)
MOVES = Kind("moves", _moves, lambda value: ",".join(map(_box, value)), _placed, several=True)
VIEW = Kind("view", _view, lambda value: ",".join(map(_float, value)), _rounded)
