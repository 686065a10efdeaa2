"""Reading an address: the query string of a URL to the values of a question's fields, and sentences about the rest.

An address comes from outside: from a link in a mail, cut, changed, or made up. Nothing in it is an error; each parameter has a
reader that takes what it understands and says in a sentence what it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any
from urllib.parse import parse_qsl

from pathways.errors import UnknownName, meant
from pathways.language.grammar import shown
from pathways.model.mechanism import Mechanism
from pathways.model.names import resolve
from pathways.model.relations import RelationName, Sign
from pathways.model.synonyms import hint_for
from pathways.model.vocabulary import KindName, Layer

__all__ = [
    "ARRANGEMENTS",
    "CUTOFF",
    "DIRECTIONS",
    "DOSE_CHOICES",
    "EVIDENCE",
    "LONGEST",
    "MOST",
    "ORDER",
    "PATIENCE",
    "THEME_CHOICES",
    "WORDS",
    "Address",
    "changed_since",
]

EVIDENCE: dict[str, str] = {
    "all": "every relation",
    "human": "relations supported by studies in people",
    "trial": "relations supported by controlled trials in people",
    "beyond-document": "relations with at least one paper",
    "contested": "contested relations",
    "uncontested": "relations that no paper contradicts",
}
DIRECTIONS: dict[str, str] = {"both": "both directions", "upstream": "what leads to it", "downstream": "what it leads to"}
DOSE_CHOICES: dict[str, str] = {"": "any dose", "low": "low dose", "high": "high dose"}
THEME_CHOICES: dict[str, str] = {"auto": "as the device", "light": "light", "dark": "dark", "print": "print"}
ARRANGEMENTS: dict[str, str] = {"map": "as on the whole map", "compact": "arranged anew"}

CUTOFF = 6  # steps of a path, where the address does not say
LONGEST = 8_000  # characters of an address: what common servers and proxies let through
MOST = 200  # items of a list
MOST_AGAINST = 2_000  # characters of a second question
PATIENCE = 20  # things not understood, after which the rest is not read: each costs a search for what was meant

WORDS: dict[str, type[Layer] | type[KindName] | type[RelationName] | type[Sign]] = {
    "layer": Layer, "kind": KindName, "relation": RelationName, "sign": Sign,
}
ORDER: dict[str, list[str]] = {name: list(words) for name, words in WORDS.items()}
_CHOICES = {"evidence": EVIDENCE, "dose": DOSE_CHOICES, "direction": DIRECTIONS, "theme": THEME_CHOICES, "arrange": ARRANGEMENTS}
_READERS: dict[str, str] = {
    "map": "word", "open": "groups", **dict.fromkeys(WORDS, "words"), **dict.fromkeys(_CHOICES, "choice"),
    "focus": "nodes", "radius": "steps", "from": "nodes", "to": "nodes", "via": "nodes", "avoid": "nodes", "cutoff": "steps",
    "up": "nodes", "down": "nodes", "block": "nodes", "loops": "flag", "impossible": "flag", "trail": "edges",
    "against": "question", "ghosts": "flag",
    "keep": "nodes", "hide": "nodes", "select": "selected", "move": "moves", "view": "view", "table": "flag", "sort": "word",
    "made": "made",
}
_MADE = re.compile(r"([\w.+ -]{1,60})~([0-9a-f]{12})", re.ASCII)  # version and fingerprint of the map that a figure was made from


def changed_since(mechanism: Mechanism, version: str, fingerprint: str) -> str:
    """Say in a sentence how a map has changed since a figure was made from it; empty where it has not.

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


class Address:
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
            if self._patient():
                getattr(self, f"_{_READERS.get(name, 'unknown')}")(name, value)

    def _patient(self) -> bool:
        """Tell whether to read on; say once that the rest is not read."""
        if len(self.remarks) == PATIENCE:
            self.remarks.append("Too much of this address is not understood; the rest was not read.")
        return len(self.remarks) < PATIENCE

    def _unknown(self, name: str, _: str) -> None:
        near = meant(name, _READERS)
        hint = f" Did you mean '{near}'?" if near else ""
        self.remarks.append(f"{shown(name)} means nothing in an address here.{hint}")

    def _items(self, name: str, value: str) -> Iterator[str]:
        parts = [part for part in value.split(",") if part.strip()]
        if len(parts) > MOST:
            self.remarks.append(f"'{name}' lists {len(parts)} items; only the first {MOST} were read.")
        yield from takewhile(lambda _: self._patient(), parts[:MOST])

    def _put(self, name: str, items: Iterable[Any]) -> None:
        field = f"{name}_" if name == "from" else name
        self.values[field] = (*self.values.get(field, ()), *items)[:MOST]

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

    def _edges(self, name: str, value: str) -> None:
        known = self.mechanism.edge
        for item in self._items(name, value):
            if item in known:
                self._put(name, [item])
            else:
                near = meant(item, known)
                self.remarks.append(f"{shown(item)} is no relation here.{f' Did you mean {near!r}?' if near else ''}")

    def _question(self, name: str, value: str) -> None:
        """A second question; what in it is not understood is said, and the rest is kept as it is."""
        inner = Address(self.mechanism)
        inner.read(value[:MOST_AGAINST])
        self.remarks += [f"In the second question: {remark}" for remark in inner.remarks]
        self.values[name] = value[:MOST_AGAINST].removeprefix("?")

    def _words(self, name: str, value: str) -> None:
        for item in self._items(name, value):
            if item.strip() in ORDER[name]:
                self._put(name, [WORDS[name](item.strip())])
            else:
                self.remarks.append(_refusal(name, item, ORDER[name]))

    def _choice(self, name: str, value: str) -> None:
        if value in _CHOICES[name]:
            self.values[name] = value
        else:
            self.remarks.append(_refusal(name, value, _CHOICES[name]))

    def _steps(self, name: str, value: str) -> None:
        if re.fullmatch(r"[1-9]", value):
            self.values[name] = int(value)
        else:
            self.remarks.append(f"{shown(value)} is not a {name}. Expected a whole number from 1 to 9.")

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
        folded = {source, target} <= set(self.mechanism.node) and sign in (*ORDER["sign"], "structural")
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

    def _made(self, _: str, value: str) -> None:
        """What the figure was made from that led here. It is no part of the question, and there is nothing to say where nothing changed."""
        found = _MADE.fullmatch(value)
        if not found:
            self.remarks.append(f"{shown(value)} does not say what a figure was made from. Expected version~fingerprint.")
        elif said := changed_since(self.mechanism, found[1], found[2]):
            self.remarks.append(said)

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
    return f"{shown(value)} is not a value of '{name}'. {hint_for(name, value, (word for word in known if word))}"
