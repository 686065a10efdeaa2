"""A question about a mechanism as a value: it can be printed, parsed and put into a URL.

One `Query` is the address in the browser, the caption of a picture and the key of what was computed for it. Everything a
person sees depends on it alone, so a link re-creates the view. Reading an address never fails: valid values are kept, and for
each invalid one a sentence is returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from pathways.language.grammar import joined
from pathways.model.mechanism import Mechanism
from pathways.model.names import resolve
from pathways.model.overview import overview_of
from pathways.model.relations import RelationName, Sign
from pathways.model.vocabulary import KindName, Layer, Species
from pathways.query.fields import ARRANGEMENTS, CUTOFF, DIRECTIONS, DOSE_CHOICES, EVIDENCE, FIELDS, NAMED, THEME_CHOICES, Field, steps
from pathways.query.url import LONGEST, MOST, NODES, Address, quoted

__all__ = ["ARRANGEMENTS", "CUTOFF", "DIRECTIONS", "DOSE_CHOICES", "EVIDENCE", "LONGEST", "MOST", "THEME_CHOICES", "Query", "resolve"]


@dataclass(frozen=True)
class Query:
    """A question; its fields have the names in the URL (`from_` is "from" there, `year_from` "year-from") and a row each in `fields`.

    Empty means "no limit", and so does zero for `year_from`. Order and repetition in `layer`, `kind`, `relation`, `sign` and `species`
    have no meaning and are normalised, lists of ids lose repetitions, coordinates are rounded (0.01, scale 0.0001): two questions that
    mean the same are equal.
    `overview` asks the question of the mechanism that `overview_of` returns, with few nodes; ids in the question are ids of that one.
    `from_` and `to` ask for the paths from one to the other of at most `cutoff` steps, through each of `via` and without passing
    any of `avoid` (a group stands for its members, too); `up`, `down` and `block` ask what follows if these nodes go up, go down or
    are blocked; `loops` asks for feedback; `impossible` takes in paths that need two doses at once or lead round a blockade;
    `trail` holds the highlighted edges of an answer; `against` is a second question, as a query string, to compare this one with;
    `ghosts` shows in pale what the filters remove. `move` holds box centres in scene units; `view` is the point of the scene in
    the middle of the window, x and y, and the scale. With `arrange` "auto" on the page the boxes of a part keep their places on the whole
    map; they are arranged anew in a file, where nobody returns to the whole map.

    Example:
        >>> Query(layer=(Layer.LITERATURE, Layer.DOCUMENT), focus=("tlr4",), radius=2).search()
        'layer=document,literature&focus=tlr4&radius=2'
        >>> Query().search()
        ''
    """

    map: str = ""
    overview: bool = False
    open: tuple[str, ...] = ()
    layer: tuple[Layer, ...] = ()
    kind: tuple[KindName, ...] = ()
    relation: tuple[RelationName, ...] = ()
    sign: tuple[Sign, ...] = ()
    evidence: Literal["all", "human", "trial", "beyond-document", "contested", "uncontested"] = "all"
    species: tuple[Species, ...] = ()
    year_from: int = 0
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
    arrange: Literal["auto", "map", "compact"] = "auto"
    table: bool = False
    sort: str = ""

    def __post_init__(self) -> None:
        """Bring every field into its normal form, so that equal questions compare equal."""
        for name, tidy, choices in _TIDIED:
            object.__setattr__(self, name, tidy(getattr(self, name), choices))

    def search(self) -> str:
        """Return the query string of the URL, without "?", defaults left out; "" for the whole map."""
        return "&".join(f"{row.name}={quoted(row.kind.write(getattr(self, row.attribute)))}" for row in self._said())

    def _said(self) -> list[Field]:
        """The rows of the fields that are not at their defaults, in order."""
        return [FIELDS[one.name] for one in fields(self) if getattr(self, one.name) != one.default]

    def change(self, **changes: Any) -> str:
        """Return the query string by which a link changes some fields of the address; a field set to its default is written empty.

        Example:
            >>> Query(focus=("tlr4",)).change(focus=(), radius=2)
            'focus=&radius=2'
        """
        usual = {field.name: field.default for field in fields(self)}
        rows = ((FIELDS[name], value) for name, value in changes.items())
        return "&".join(f"{row.name}={'' if value == usual[row.attribute] else quoted(row.kind.write(value))}" for row, value in rows)

    @classmethod
    def parse(cls, search: str, mechanism: Mechanism) -> tuple[Query, tuple[str, ...]]:
        """Read the query string of a URL; return the question, and a sentence for each invalid value.

        Never raises. Nodes may be named by label, synonym or public identifier. Of an address longer than 8,000
        characters or a list longer than 200 items only the beginning is read; reading ends after 20 invalid values.

        Example:
            >>> from pathways.model.mechanism import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query.parse("?layer=document,clinic&radius=2", toy)[1]
            ("'clinic' is not a value of 'layer'. Did you mean 'clinical'?",)
        """
        address = Address(overview_of(mechanism) if _OVERVIEW.search(search[:LONGEST]) else mechanism, NAMED)
        address.read(search)
        return cls(**address.values), tuple(dict.fromkeys(address.remarks))

    def sentence(self, mechanism: Mechanism) -> str:
        """Return the question in words, for a caption; without its appearance.

        Example:
            >>> from pathways.model.mechanism import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query().sentence(toy)
            'The whole map.'
            >>> Query(dose="low", layer=(Layer.DOCUMENT,)).sentence(toy)
            'Part of the map; layer: document; low dose, or no dose stated.'
        """
        where = self._whereabouts(mechanism) if self.filtered else "The whole map"
        clauses = dict.fromkeys((where, *self._limits(mechanism), *self._asked(mechanism)))  # two fields may have the same wording
        return f"{'; '.join(clauses)}."

    def unlike(self, other: Query, mechanism: Mechanism) -> str:
        """Return in words in which limits this question differs from another one.

        Example:
            >>> from pathways.model.mechanism import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query(dose="high").unlike(Query(dose="low", layer=(Layer.DOCUMENT,)), toy)
            'no limit by layer; high dose, or no dose stated.'
            >>> Query(dose="high", sign=(Sign.NONE,)).unlike(Query(sign=(Sign.NONE,)), toy)
            'high dose, or no dose stated; otherwise the same.'
        """
        own, theirs = ([row.attribute for row in one._said() if row.effect == "narrows"] for one in (self, other))
        shared = [name for name in own if getattr(self, name) == getattr(other, name) and not self._walks_otherwise(other, name)]
        rest = replace(self, **{name: getattr(Query, name) for name in shared})
        where = [rest._whereabouts(mechanism)] if rest.focus or rest.leads else []
        said = {other._whereabouts(mechanism), *other._limits(mechanism)}
        phrases = [phrase for phrase in (*where, *rest._limits(mechanism)) if phrase not in said]
        if lacking := [FIELDS[name].name for name in theirs if name not in own]:
            phrases.insert(0, f"no limit by {joined(lacking)}")
        if shared or not phrases:
            phrases.append("otherwise the same" if phrases else "the same")
        return f"{'; '.join(phrases)}."

    def _walks_otherwise(self, other: Query, name: str) -> bool:
        """Whether a field that sets the reach of this one differs between the two questions."""
        return any(getattr(self, one) != getattr(other, one) for one, row in FIELDS.items() if name in row.of)

    def _whereabouts(self, mechanism: Mechanism) -> str:
        """The subject of the caption: which paths, or around which nodes."""
        if self.leads:
            told = self._phrases(mechanism)
            ends = " ".join(told[name] for name in ("from_", "to", "via", "avoid") if name in told)
            return f"What leads {ends} in at most {steps(self.cutoff)}"
        return f"What lies {self.limits(mechanism)['focus']}" if self.focus else "Part of the map"

    def _limits(self, mechanism: Mechanism) -> Iterator[str]:
        """The limits of the part that are not in the subject, one phrase each."""
        told = ("via", "avoid") if self.leads else ("focus",)
        return (phrase for name, phrase in self.limits(mechanism).items() if name not in told)

    def limits(self, mechanism: Mechanism) -> dict[str, str]:
        """Return a phrase for each field that narrows the part, except `from_` and `to`; fields that name nodes come first.

        Example:
            >>> from pathways.model.mechanism import Mechanism
            >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
            >>> Query(dose="low", evidence="trial").limits(toy)
            {'evidence': 'only relations supported by controlled trials in people', 'dose': 'low dose, or no dose stated'}
        """
        phrases = self._phrases(mechanism)
        named = [name for name in phrases if FIELDS[name].kind is NODES]
        order = dict.fromkeys((*named, *phrases))
        return {name: phrases[name] for name in order if FIELDS[name].effect == "narrows" and name not in ("from_", "to")}

    def _phrases(self, mechanism: Mechanism) -> dict[str, str]:
        """The wording of each field that is not at its default and has one."""
        return {row.attribute: row.wording(getattr(self, row.attribute), mechanism, self) for row in self._said() if row.wording}

    def _asked(self, mechanism: Mechanism) -> Iterator[str]:
        """The wording of each field that does not narrow the part, one phrase each."""
        return (phrase for name, phrase in self._phrases(mechanism).items() if FIELDS[name].effect != "narrows")

    @property
    def said(self) -> tuple[str, ...]:
        """The names, as in the address, of the fields that are not at their defaults, in order."""
        return tuple(row.name for row in self._said())

    @property
    def in_file(self) -> Query:
        """The question as a file shows it: a part without a chosen arrangement is arranged anew, unless boxes were moved on the map.

        Example:
            >>> Query(focus=("tlr4",)).in_file.search(), Query(up=("tlr4",)).in_file.search()
            ('focus=tlr4&arrange=compact', 'up=tlr4')
        """
        alone = self.arrange == "auto" and self.filtered and not self.ghosts and not self.move
        return replace(self, arrange="compact") if alone else self

    @property
    def leads(self) -> bool:
        """True if the question asks for paths: from a node, to a node, or through a node."""
        return bool(self.from_ or self.to or self.via)

    @property
    def sets(self) -> bool:
        """True if a node is set up or down."""
        return bool(self.up or self.down)

    @property
    def asks(self) -> bool:
        """True if the question asks for an answer and not only for a view."""
        return bool(self.sets or self.block or self.loops or self.against or self.trail or (self.from_ and self.to))

    @property
    def narrowed(self) -> tuple[str, ...]:
        """The names, as in the address, of the fields that are set and may leave out a part of the mechanism.

        Example:
            >>> Query(from_=("a",), dose="low", theme="dark").narrowed
            ('dose', 'from')
        """
        return tuple(row.name for row in self._said() if row.effect == "narrows")

    @property
    def filtered(self) -> bool:
        """True if some part of the mechanism may be left out."""
        return bool(self.narrowed)


_OVERVIEW = re.compile(r"(?:^|[?&])overview=1(?:&|$)")
_TIDIED = [(name, row.kind.tidy, row.choices) for name, row in FIELDS.items() if row.kind.tidy]
