"""The errors of the package; each message is written for the person who has to correct something.

    PathwaysError
    ├── DataProblems        a file does not pass `check`; carries every problem at once
    ├── CannotWrite         a format cannot hold what was to be written
    ├── InvalidArgument     a command names something that does not exist, or an option means nothing for a format
    ├── UnknownName         a node, group or option that the mechanism does not have
    └── LayoutFailed        Graphviz returned no layout in time

Every message says where, what, what was expected and the nearest good value.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from pathways.language.name_search import fold
from pathways.language.opposites import likeness, opposed

__all__ = [
    "CannotWrite",
    "DataProblems",
    "InvalidArgument",
    "LayoutFailed",
    "PathwaysError",
    "Problem",
    "UnknownName",
    "hint",
    "meant",
    "nearest",
]

_LONGEST = 120  # characters of a word that are compared
_TIE = 0.04  # a smaller difference in likeness (0 to 1) does not decide between two words


class PathwaysError(Exception):
    """Base class of all errors whose message is shown to the user."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a file, with its place.

    Sorted by file, then line. `line` is 1-based; 0 where no line can be named.

    Example:
        >>> print(Problem("map.yaml", 12, "edge a-b, relation", "'decrease' is not a relation."))
        map.yaml, line 12, edge a-b, relation: 'decrease' is not a relation.
    """

    file: str
    line: int
    where: str
    what: str

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}, {self.where}: {self.what}" if self.where else f"{place}: {self.what}"


class DataProblems(PathwaysError):
    """All problems of the files that were read, sorted."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CannotWrite(PathwaysError):
    """A format cannot hold what was to be written; the message says what, and what would help."""


class InvalidArgument(PathwaysError):
    """A command names something that does not exist, or an option means nothing where it stands; it ends with exit code 2."""


class UnknownName(PathwaysError):
    """A name that is not in the mechanism; the message offers the nearest ones."""


class LayoutFailed(PathwaysError):
    """Graphviz did not answer in time or could not place the graph."""


def nearest(word: str, known: Iterable[str], *, count: int = 3) -> list[str]:
    """Return up to `count` known words that look like `word`, best first, to be listed in a message; none is an empty list.

    Case, accents and punctuation are ignored for the comparison and kept in the answer. If all similar words mean the opposite, the
    list is empty.
    For the one word that was probably meant see `meant`.

    Example:
        >>> nearest("decrease", ["increases", "decreases", "causes"])
        ['decreases', 'increases']
        >>> nearest("zzz", ["increases"]), nearest("agonist", ["antagonist"])
        ([], [])
    """
    named: dict[str, str] = {}
    for name in known:
        named.setdefault(fold(name), name)
    found = difflib.get_close_matches(fold(word[:_LONGEST]), list(named), n=count, cutoff=0.6)
    return [named[name] for name in found] if any(not opposed(word, name) for name in found) else []


def meant(word: str, known: Iterable[str]) -> str | None:
    """Return the one known word that was probably meant; None where two are equally near, or the nearest means the opposite.

    Example:
        >>> meant("decrese", ["increases", "decreases"]), meant("upregulates", ["downregulates", "modulates"])
        ('decreases', None)
        >>> meant("creases", ["increases", "decreases"]) is None
        True
    """
    found = nearest(word, known)
    if not found or opposed(word, found[0]):
        return None
    best, *others = found
    like = {name: likeness(fold(word[:_LONGEST]), fold(name)) for name in found}
    rivals = (other for other in others if like[best] - like[other] < _TIE)
    return None if any(opposed(best, other) for other in rivals) else best


def hint(word: str, known: Iterable[str]) -> str:
    """Return the sentence to put behind a message about an unknown word: the word that was probably meant, or else all known words.

    Example:
        >>> hint("drak", ["light", "dark"]), hint("uncontested", ["contested"])
        ("Did you mean 'dark'?", 'Known: contested.')
    """
    words = [name for name in known if name]
    near = meant(word, words)
    return f"Did you mean '{near}'?" if near else f"Known: {', '.join(words)}."
