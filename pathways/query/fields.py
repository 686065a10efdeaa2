"""The fields of a question, one row each: page, address, command line, caption, README and tests all take them from here.

A field that has a row is read from an address, printed into one, offered in the filter panel with its counts, an argument of the
commands with its help, a phrase of the caption, a line of the README's table and part of the random questions of the tests. A new
field also needs its default in `Query`, its line in `export/keywords.py` and, if it narrows the map, its entry in `filters`.

The rows are in the order of the filter panel; addresses, captions and commands use the order of `Query`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from pathways.language.grammar import joined
from pathways.model.assessment import studied
from pathways.model.evidence import Finding
from pathways.model.mechanism import Mechanism
from pathways.model.relations import RELATIONS, SIGNS
from pathways.model.vocabulary import KINDS, LAYERS, SPECIES
from pathways.query.url import CHOICE, EDGES, FLAG, GROUPS, MOVES, NODES, QUESTION, SELECTED, STEPS, VIEW, WORD, WORDS, YEAR, Kind

__all__ = [
    "ARRANGEMENTS", "CUTOFF", "DIRECTIONS", "DOSE_CHOICES", "EVIDENCE", "FIELDS", "NAMED", "NARROWING", "THEME_CHOICES", "Field", "Others",
    "labels", "latest_year", "steps",
]  # fmt: skip

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
ARRANGEMENTS: dict[str, str] = {
    "auto": "in its place on the page, arranged anew in a file", "map": "as on the whole map", "compact": "arranged anew",
}  # fmt: skip
CUTOFF = 6  # steps of a path, if the question does not set it
_DIRECTION_WORDS = {"both": "of", "upstream": "upstream of", "downstream": "downstream of"}
_YEARS = 5  # years between two choices of the filter panel

Effect = Literal["narrows", "reach", "asks", "looks"]


class Others(Protocol):
    """The other fields of a question that the wording of one field depends on."""

    @property
    def radius(self) -> int:
        """Steps around the focus."""

    @property
    def direction(self) -> str:
        """The direction of these steps."""

    @property
    def leads(self) -> bool:
        """Whether the question asks for paths."""

    @property
    def sets(self) -> bool:
        """Whether the question sets a node up or down."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a question.

    Attributes:
        attribute: Its name in `Query`; addresses and commands have hyphens for underscores, and none for one at the end.
        kind: The kind of its values: how they are read, with a sentence for an invalid one, and written.
        help: What it means, for the commands and the README.
        metavar: The placeholder of its value in the help of a command; empty for a switch, which takes none.
        effect: It "narrows" the map; is the "reach" of another field; "asks" a question about what is kept; or sets how that "looks".
        choices: Its closed vocabulary, with the words shown to people.
        offers: Which choices a mechanism has, if that depends on the mechanism.
        wording: The phrase for a caption.
        section: Its heading in the filter panel; empty if it is not in the panel.
        hint: The explanation there; of a field that names nodes, the text shown while none is named.
        label: The text before its choices, in the filter panel and in the panel of questions.
        switches: Its choices are switches: no value means that all are on, and the last one cannot be switched off.
        asked: It is in the panel of questions.
        argument: The commands have an argument for it.
        of: The attributes of the fields whose reach it sets.
    """

    attribute: str
    kind: Kind
    help: str
    metavar: str = ""
    effect: Effect
    choices: Mapping[Any, str] = field(default_factory=dict)
    offers: Callable[[Mechanism], Mapping[Any, str]] | None = None
    wording: Callable[[Any, Mechanism, Others], str] | None = None
    section: str = ""
    hint: str = ""
    label: str = ""
    switches: bool = False
    asked: bool = False
    argument: bool = True
    of: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its name in an address and, after two hyphens, in a command."""
        return self.attribute.rstrip("_").replace("_", "-")

    @property
    def counted(self) -> bool:
        """Whether each choice is shown with the number of relations that it keeps."""
        return self.effect == "narrows" and bool(self.choices or self.offers)

    def called(self, value: Any) -> str:
        """Return the words for a choice, also for one that a mechanism does not offer.

        Example:
            >>> FIELDS["year_from"].called(2013), FIELDS["species"].called("rabbit")
            ('2013', 'rabbits')
        """
        return self.choices.get(value, str(value))

    def offered(self, mechanism: Mechanism) -> Mapping[Any, str]:
        """The choices that a mechanism has, with the words shown to people.

        Example:
            >>> from pathways import load, shipped
            >>> FIELDS["species"].offered(load(shipped()))["mouse"]
            'mice'
        """
        return self.offers(mechanism) if self.offers else self.choices


def steps(number: int) -> str:
    """Return a number of steps in words: "1 step", "2 steps"."""
    return f"{number} step{'' if number == 1 else 's'}"


def labels(mechanism: Mechanism, names: Iterable[str]) -> str:
    """Return the labels of the nodes that the mechanism has, joined for a sentence."""
    found = [mechanism.inline[name] for name in names if name in mechanism.node]
    return joined(found) or "nothing on this map"


def latest_year(mechanism: Mechanism, finding: Finding) -> int | None:
    """Return the year of a finding's paper, the last of a range; None if it is unknown, or in words ("in press")."""
    paper = mechanism.reference.get(finding.reference)
    last = paper and (paper.date.until or paper.date)
    return last.year if last else None


# ---- which of the choices a mechanism has


def _findings(mechanism: Mechanism) -> Iterator[Finding]:
    return (finding for edge in mechanism.edges for finding in edge.findings)


def _only(choices: Mapping[Any, str], found: Iterable[Any]) -> dict[Any, str]:
    there = set(found)
    return {name: text for name, text in choices.items() if name in there}


def _species(mechanism: Mechanism) -> dict[Any, str]:
    return _only(SPECIES, (one for finding in _findings(mechanism) for one in studied(finding)))


def _years(mechanism: Mechanism) -> dict[Any, str]:
    """Every fifth year since which there are some papers, but not all; none if all papers are of one year."""
    found = [year for finding in _findings(mechanism) if (year := latest_year(mechanism, finding)) is not None]
    first, last = (min(found) // _YEARS + 1, max(found) // _YEARS) if found else (0, -1)
    offered = {number * _YEARS: f"{number * _YEARS} or later" for number in range(last, first - 1, -1)[:6]}
    return {0: "any year, or no paper", **offered} if offered else {}


# ---- the wording of a field in a caption


def _listed(name: str) -> Callable[[Any, Mechanism, Others], str]:
    return lambda value, *_: f"{name}{'s' if len(value) > 1 else ''}: {', '.join(value)}"


def _labelled(before: str) -> Callable[[Any, Mechanism, Others], str]:
    return lambda value, mechanism, _: f"{before} {labels(mechanism, value)}"


def _avoided(value: Any, mechanism: Mechanism, others: Others) -> str:
    return f"without{' passing' if others.leads else ''} {labels(mechanism, value)}"


def _around(value: Any, mechanism: Mechanism, others: Others) -> str:
    return f"within {steps(others.radius)} {_DIRECTION_WORDS[others.direction]} {labels(mechanism, value)}"


def _moved(word: str) -> Callable[[Any, Mechanism, Others], str]:
    return lambda value, mechanism, _: f"if {labels(mechanism, value)} {'goes' if len(value) == 1 else 'go'} {word}"


def _blocked(value: Any, mechanism: Mechanism, others: Others) -> str:
    verb = "is" if len(value) == 1 else "are"
    return f"{'and' if others.sets else 'if'} {labels(mechanism, value)} {verb} blocked"


def _on_species(value: Any, *_: Any) -> str:
    return f"only relations with a paper on {joined((SPECIES[one] for one in value), word='or')}, or on their cells"


def _from_year(value: Any, *_: Any) -> str:
    return f"only relations with a paper of {value} or later (quotations and papers without a year do not count)"


_AROUND, _BETWEEN, _BY_HAND = "Around one thing", "From one thing to another", "Picked by hand"
_KIND_WORDS = {kind.name: kind.label for kind in KINDS.values()}
_RELATION_WORDS = {relation.name: relation.verb for relation in RELATIONS.values()}
_ALL = "None chosen means all"

_ROWS = (
    Field(attribute="layer", kind=WORDS, metavar="LAYERS", help=", ".join(LAYERS), effect="narrows", choices=LAYERS,
          wording=_listed("layer"), section="Layers", hint="What the page says, what it is used for, what only papers say", switches=True,
          asked=True),
    Field(attribute="evidence", kind=CHOICE, metavar="CHOICE", help=joined(EVIDENCE, word="or"), effect="narrows", choices=EVIDENCE,
          wording=lambda value, *_: f"only {EVIDENCE[value]}", section="Evidence", asked=True),
    Field(attribute="species", kind=WORDS, metavar="SPECIES", help=f"relations with a paper on any of these: {', '.join(SPECIES)}",
          effect="narrows", choices=SPECIES, offers=_species, wording=_on_species, section="Species studied",
          hint=f"With a paper on it or its cells, for or against. {_ALL}"),
    Field(attribute="year_from", kind=YEAR, metavar="YEAR", effect="narrows",
          help="relations with a paper of this year or later; quotations and papers without a year do not count",
          offers=_years, wording=_from_year, section="Year of papers",
          hint="With a paper of that year or later. Quotations and papers without a year do not count"),
    Field(attribute="dose", kind=CHOICE, metavar="BAND", help="low or high", effect="narrows", choices=DOSE_CHOICES,
          wording=lambda value, *_: f"{DOSE_CHOICES[value]}, or no dose stated", section="Dose",
          hint="With a dose: what is stated for it, or for none", asked=True),
    Field(attribute="focus", kind=NODES, metavar="NODES", help="what lies around these", effect="narrows", wording=_around,
          section=_AROUND, hint="Search for it, or choose it on the map, then “Show only what is around it”."),
    Field(attribute="radius", kind=STEPS, metavar="N", help="within so many steps, 1 to 9", effect="reach",
          choices={number: steps(number) for number in range(1, 5)}, section=_AROUND, of=("focus",)),
    Field(attribute="direction", kind=CHOICE, metavar="WAY", help="both, upstream or downstream", effect="reach", choices=DIRECTIONS,
          section=_AROUND, of=("focus",)),
    Field(attribute="from_", kind=NODES, metavar="NODES", help="what leads from these", effect="narrows", wording=_labelled("from"),
          section=_BETWEEN, label="From", asked=True),
    Field(attribute="to", kind=NODES, metavar="NODES", help="what leads to these", effect="narrows", wording=_labelled("to"),
          section=_BETWEEN, label="To", asked=True),
    Field(attribute="via", kind=NODES, metavar="NODES", help="only by way of each of these", effect="narrows",
          wording=_labelled("by way of"), section=_BETWEEN, label="Only by way of", asked=True),
    Field(attribute="avoid", kind=NODES, metavar="NODES", help="without passing any of these", effect="narrows", wording=_avoided,
          section=_BETWEEN, label="Without passing", asked=True),
    Field(attribute="cutoff", kind=STEPS, metavar="N", help="in at most so many steps, 1 to 9", effect="reach",
          choices={number: str(number) for number in range(1, 10)}, section=_BETWEEN, label="In at most so many steps", asked=True,
          of=("from_", "to", "via")),
    Field(attribute="keep", kind=NODES, metavar="NODES", help="only these", effect="narrows", wording=_labelled("only"),
          section=_BY_HAND, label="Only these"),
    Field(attribute="hide", kind=NODES, metavar="NODES", help="without these", effect="narrows", wording=_labelled("without"),
          section=_BY_HAND, label="Hidden"),
    Field(attribute="overview", kind=FLAG, help="a few boxes in place of all, each of which opens", effect="reach",
          wording=lambda *_: "as an overview"),
    Field(attribute="open", kind=GROUPS, metavar="GROUPS", help="groups that are shown with their members", effect="looks",
          offers=lambda mechanism: {name: mechanism.node[name].label for name in mechanism.members},
          section="Groups", hint="Open to see the members"),
    Field(attribute="sign", kind=WORDS, metavar="SIGNS", help=", ".join(SIGNS), effect="narrows", choices=SIGNS,
          offers=lambda mechanism: _only(SIGNS, (edge.meaning.sign for edge in mechanism.edges)),
          wording=_listed("sign"), section="Direction of effect", hint=_ALL),
    Field(attribute="kind", kind=WORDS, metavar="KINDS", help="kinds of node, such as drug,receptor", effect="narrows", choices=_KIND_WORDS,
          offers=lambda mechanism: _only(_KIND_WORDS, (node.kind for node in mechanism.nodes)),
          wording=_listed("kind"), section="Kind of thing", hint=_ALL),
    Field(attribute="relation", kind=WORDS, metavar="RELATIONS", help="relations, such as antagonises,increases", effect="narrows",
          choices=_RELATION_WORDS, offers=lambda mechanism: _only(_RELATION_WORDS, (edge.relation for edge in mechanism.edges)),
          wording=_listed("relation"), section="Relation", hint=_ALL),
    Field(attribute="arrange", kind=CHOICE, metavar="WAY", effect="looks",
          help="map (as on the whole map) or compact (arranged anew, as a part is in files)",
          choices=ARRANGEMENTS, section="Arrangement"),
    Field(attribute="up", kind=NODES, metavar="NODES", help="what follows if these go up", effect="asks", wording=_moved("up"),
          label="Goes up", asked=True),
    Field(attribute="down", kind=NODES, metavar="NODES", help="what follows if these go down", effect="asks", wording=_moved("down"),
          label="Goes down", asked=True),
    Field(attribute="block", kind=NODES, metavar="NODES", help="what follows if these are blocked", effect="asks", wording=_blocked,
          label="Is blocked: nothing goes through it", asked=True),
    Field(attribute="loops", kind=FLAG, help="with the feedback loops", effect="asks",
          wording=lambda *_: "with its feedback loops", asked=True),
    Field(attribute="impossible", kind=FLAG, help="with paths that are impossible: two doses at once, or round a blockade", effect="reach",
          label="Also those that are impossible: two doses at once, or round a blockade", asked=True, of=("from_", "to", "via")),
    Field(attribute="trail", kind=EDGES, metavar="EDGES", help="relations that stand out", effect="asks", asked=True),
    Field(attribute="against", kind=QUESTION, metavar="QUESTION", effect="reach",
          help="a second question, as what stands behind the '?' of an address, to compare with",
          wording=lambda *_: "held against a second view", asked=True),
    Field(attribute="ghosts", kind=FLAG, help="with what the filters take away, in pale", effect="asks",
          label="Show what is lost in pale", asked=True),
    Field(attribute="select", kind=SELECTED, metavar="ID", help="what is marked", effect="looks"),
    Field(attribute="move", kind=MOVES, metavar="ID:X:Y", help="boxes that are moved", effect="looks"),
    Field(attribute="theme", kind=CHOICE, metavar="THEME", help="light, dark or print", effect="looks", choices=THEME_CHOICES),
    Field(attribute="map", kind=WORD, metavar="ID", help="the map, where several are served", effect="looks", argument=False),
    Field(attribute="view", kind=VIEW, metavar="X,Y,SCALE", help="the point in the middle of the window, and the scale", effect="looks",
          argument=False),
    Field(attribute="table", kind=FLAG, help="with the table of relations", effect="looks", argument=False),
    Field(attribute="sort", kind=WORD, metavar="COLUMN", help="the column that the table goes by; from the end with a hyphen before it",
          effect="looks", argument=False),
)  # fmt: skip
FIELDS: dict[str, Field] = {row.attribute: row for row in _ROWS}  # by the name in `Query`
NAMED: dict[str, Field] = {row.name: row for row in _ROWS}  # by the name in an address
NARROWING: tuple[Field, ...] = tuple(row for row in _ROWS if row.effect == "narrows")
