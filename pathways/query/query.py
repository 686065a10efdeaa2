"""A question to a mechanism as a value: it prints, parses and fits in a URL.

One `Query` is the address in the browser, the caption of a picture and the key of what was computed for it. Everything a
person sees is in it, so a link re-creates the view. Reading an address never fails: what is understood is kept, and the
rest comes back as sentences.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Literal
from urllib.parse import quote

from pathways.language.grammar import joined
from pathways.model.mechanism import Mechanism
from pathways.model.names import resolve
from pathways.model.relations import RelationName, Sign
from pathways.model.vocabulary import KindName, Layer
from pathways.query.url import (
    ARRANGEMENTS,
    CUTOFF,
    DIRECTIONS,
    DOSE_CHOICES,
    EVIDENCE,
    LONGEST,
    MOST,
    ORDER,
    THEME_CHOICES,
    WORDS,
    Address,
)

__all__ = ["ARRANGEMENTS", "CUTOFF", "DIRECTIONS", "DOSE_CHOICES", "EVIDENCE", "LONGEST", "MOST", "THEME_CHOICES", "Query", "resolve"]

_NARROWING = ("layer", "kind", "relation", "sign", "evidence", "dose", "focus", "from_", "to", "via", "avoid", "keep", "hide")
_DIRECTION_WORDS = {"both": "of", "upstream": "upstream of", "downstream": "downstream of"}


@dataclass(frozen=True)
class Query:
    """A question; the names of its fields are the names in the URL (`from_` is "from" there).

    Empty means "no limit". Order and repetition in `layer`, `kind`, `relation` and `sign` mean nothing and are normalised,
    lists of ids lose repetitions, coordinates are rounded (0.01, scale 0.0001): two questions that mean the same are equal.
    `from_` and `to` ask for what leads from one to the other in at most `cutoff` steps, by way of each of `via` and without passing
    any of `avoid` (a group stands for its members, too); `up`, `down` and `block` ask what follows if these nodes go up, go down or
    pass nothing on; `loops` asks for feedback; `impossible` takes in paths that need two doses at once or lead round a blockade;
    `trail` holds the edges of an answer that stand out; `against` is a second question, as a query string, to hold this one against;
    `ghosts` shows in pale what the filters take away. `move` holds box centres in scene units; `view` is the point of the scene in
    the middle of the window, x and y, and the scale.

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
    evidence: Literal["all", "human", "trial", "beyond-document", "contested", "uncontested"] = "all"
    dose: Literal["", "low", "high"] = ""
    focus: tuple[str, ...] = ()
    radius: int = 1
    direction: Literal["both", "upstream", "downstream"] = "both"
    from_: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    cutoff: int = CUTOFF
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    block: tuple[str, ...] = ()
    loops: bool = False
    impossible: bool = False
    trail: tuple[str, ...] = ()
    against: str = ""
    ghosts: bool = False
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
        for name, order in ORDER.items():
            self._set(name, tuple(sorted(set(getattr(self, name)), key=order.index)))
        for name in ("open", "focus", "from_", "to", "via", "avoid", "up", "down", "block", "trail", "keep", "hide"):
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
        return "&".join(f"{name.rstrip('_')}={quote(_written(value), safe=',:~-')}" for name, value in pairs)

    @classmethod
    def parse(cls, search: str, mechanism: Mechanism) -> tuple[Query, tuple[str, ...]]:
        """Read the query string of a URL; return what is understood, and sentences about the rest.

        Never raises. Nodes may be named by label, synonym or public identifier. Of an address longer than 8,000
        characters or a list longer than 200 items the beginning is read; after 20 things that are not understood reading ends.

        Example:
            >>> from pathways.model.mechanism import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query.parse("?layer=document,clinic&radius=2", toy)[1]
            ("'clinic' is not a value of 'layer'. Did you mean 'clinical'?",)
        """
        address = Address(mechanism)
        address.read(search)
        return cls(**address.values), tuple(dict.fromkeys(address.remarks))

    def sentence(self, mechanism: Mechanism) -> str:
        """Return the question in words, for a caption; how it is painted is left out.

        Example:
            >>> from pathways.model.mechanism import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query().sentence(toy)
            'The whole map.'
            >>> Query(dose="low", layer=(Layer.DOCUMENT,)).sentence(toy)
            'Part of the map; layer: document; low dose, or no dose stated.'
        """
        where = self._whereabouts(mechanism) if self.filtered else "The whole map"
        return f"{'; '.join((where, *self._limits(mechanism), *self._asked(mechanism)))}."

    def unlike(self, other: Query, mechanism: Mechanism) -> str:
        """Return in words how the part that this question keeps is chosen otherwise than by another one.

        Example:
            >>> from pathways.model.mechanism import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query(dose="high").unlike(Query(dose="low", layer=(Layer.DOCUMENT,)), toy)
            'no limit by layer; high dose, or no dose stated.'
            >>> Query(dose="high", sign=(Sign.NONE,)).unlike(Query(sign=(Sign.NONE,)), toy)
            'high dose, or no dose stated; otherwise the same.'
        """
        own, theirs = ([name for name in _NARROWING if getattr(one, name) != getattr(Query, name)] for one in (self, other))
        shared = [name for name in own if getattr(self, name) == getattr(other, name) and not self._walks_otherwise(other, name)]
        rest = replace(self, **{name: getattr(Query, name) for name in shared})
        where = [rest._whereabouts(mechanism)] if rest.focus or rest.leads else []
        said = {other._whereabouts(mechanism), *other._limits(mechanism)}
        phrases = [phrase for phrase in (*where, *rest._limits(mechanism)) if phrase not in said]
        if lacking := [name.rstrip("_") for name in theirs if name not in own]:
            phrases.insert(0, f"no limit by {joined(lacking)}")
        if shared or not phrases:
            phrases.append("otherwise the same" if phrases else "the same")
        return f"{'; '.join(phrases)}."

    def _walks_otherwise(self, other: Query, name: str) -> bool:
        """Whether what is walked over from these nodes is another part."""
        how = {"focus": ("radius", "direction"), **dict.fromkeys(("from_", "to", "via"), ("cutoff", "impossible"))}
        return any(getattr(self, one) != getattr(other, one) for one in how.get(name, ()))

    def _whereabouts(self, mechanism: Mechanism) -> str:
        """The subject of the caption: what the part lies around."""
        if self.leads:
            return f"What leads {self._ends(mechanism)} in at most {_steps(self.cutoff)}"
        if not self.focus:
            return "Part of the map"
        return f"What lies {self.limits(mechanism)['focus']}"

    def _ends(self, mechanism: Mechanism) -> str:
        start = f"from {_labels(mechanism, self.from_)}" if self.from_ else ""
        end = f"to {_labels(mechanism, self.to)}" if self.to else ""
        limits = self.limits(mechanism)
        return " ".join(filter(None, (start, end, limits.get("via"), limits.get("avoid"))))

    def _limits(self, mechanism: Mechanism) -> Iterator[str]:
        """What else limits the part, one phrase each."""
        told = ("via", "avoid") if self.leads else ("focus",)
        return (phrase for name, phrase in self.limits(mechanism).items() if name not in told)

    def limits(self, mechanism: Mechanism) -> dict[str, str]:
        """Return what narrows the part beside its two ends: a phrase for each field that does, by the field's name in the address.

        Example:
            >>> from pathways.model.mechanism import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query(dose="low", evidence="trial").limits(toy)
            {'evidence': 'only relations supported by controlled trials in people', 'dose': 'low dose, or no dose stated'}
        """
        named = {name: _labels(mechanism, getattr(self, name)) for name in ("via", "avoid", "focus", "keep", "hide")}
        words = {name: getattr(self, name) for name in WORDS}
        phrases = {
            "via": f"by way of {named['via']}",
            "avoid": f"without{' passing' if self.leads else ''} {named['avoid']}",
            "focus": f"within {_steps(self.radius)} {_DIRECTION_WORDS[self.direction]} {named['focus']}",
            "keep": f"only {named['keep']}",
            "hide": f"without {named['hide']}",
            **{name: f"{name}{'s' if len(found) > 1 else ''}: {', '.join(found)}" for name, found in words.items()},
            "evidence": f"only {EVIDENCE[self.evidence]}",
            "dose": f"{DOSE_CHOICES[self.dose]}, or no dose stated",
        }
        return {name: phrase for name, phrase in phrases.items() if name in self.narrowed}

    def _asked(self, mechanism: Mechanism) -> Iterator[str]:
        """What is asked of the part, one phrase each."""
        for names, word in ((self.up, "up"), (self.down, "down")):
            if names:
                yield f"if {_labels(mechanism, names)} {'goes' if len(names) == 1 else 'go'} {word}"
        if self.block:
            word = "passes" if len(self.block) == 1 else "pass"
            yield f"{'and' if self.up or self.down else 'if'} {_labels(mechanism, self.block)} {word} nothing on"
        if self.loops:
            yield "with its feedback loops"
        if self.against:
            yield "held against a second view"

    @property
    def leads(self) -> bool:
        """True where it is asked what leads from somewhere, to somewhere, or by way of something."""
        return bool(self.from_ or self.to or self.via)

    @property
    def asks(self) -> bool:
        """True where something is asked of the part beyond showing it."""
        return bool(self.up or self.down or self.block or self.loops or self.against or self.trail or (self.from_ and self.to))

    @property
    def narrowed(self) -> tuple[str, ...]:
        """The fields by which some part of the mechanism may be left out, as the address names them.

        Example:
            >>> Query(from_=("a",), dose="low", theme="dark").narrowed
            ('dose', 'from')
        """
        return tuple(name.rstrip("_") for name in _NARROWING if getattr(self, name) != getattr(Query, name))

    @property
    def filtered(self) -> bool:
        """True where some part of the mechanism may be left out."""
        return bool(self.narrowed)


def _steps(number: int) -> str:
    return f"{number} step{'' if number == 1 else 's'}"


def _labels(mechanism: Mechanism, names: Iterable[str]) -> str:
    """Labels of the nodes that the mechanism has, joined for a sentence."""
    found = [mechanism.inline[name] for name in names if name in mechanism.node]
    return joined(found) or "nothing on this map"


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
