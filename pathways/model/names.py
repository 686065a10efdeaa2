"""The names that people use for a node: id, label, short label, synonym, public identifier.

Command line and URL accept any of them ("LDN", "TLR4", "UniProtKB:O00206"); the program itself uses ids only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pathways.errors import UnknownName, nearest
from pathways.language.grammar import shown
from pathways.language.name_search import LIKE, fold, rank, squeeze
from pathways.language.opposites import opposed
from pathways.model.mechanism import Mechanism, Node

__all__ = ["offer", "resolve", "resolve_all"]

_LONGEST = 120  # characters of a name that are compared
_SHORTEST = 2  # letters of a name that others are offered for; a single one stands in almost all
_MOST = 3  # nodes that are offered


def resolve(mechanism: Mechanism, name: str) -> str:
    """Return the id of the node with this name; case, accents, hyphens, blanks and ways to write Greek letters do not matter.

    An id takes precedence over a label, then short label, synonym, public identifier; a name as it is written over another spelling
    of it, such as "TNFa" for "TNF-α".

    Raises:
        UnknownName: No node has this name, or several have it; the message offers the nearest ones.

    Example:
        >>> from pathways.model.mechanism import Mechanism, Node
        >>> node = Node(id="tlr4", label="Toll-like receptor 4", short="TLR4", kind="receptor", region="r", description="A receptor.")
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(node,), edges=())
        >>> resolve(toy, "TLR4"), resolve(toy, "toll-like receptor 4")
        ('tlr4', 'tlr4')
        >>> resolve(toy, "TLR5")
        Traceback (most recent call last):
            ...
        pathways.errors.UnknownName: No node 'TLR5'. Nearest: 'tlr4' (Toll-like receptor 4).
    """
    if name in mechanism.node:
        return name
    for compared in (fold, squeeze):
        wanted = compared(name[:_LONGEST])
        for names in _NAMES_BY_PRECEDENCE if wanted else ():
            found = [node.id for node in mechanism.nodes if any(compared(called) == wanted for called in names(node))]
            if len(found) == 1:
                return found[0]
            if found:
                raise UnknownName(f"{shown(name)} names several nodes: {_listed(mechanism, found)}.")
    raise UnknownName(f"No node {shown(name)}. {offer(mechanism, name)}".rstrip())


def resolve_all(mechanism: Mechanism, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the nodes with these names, each once, in the order of the names; a single string is one name.

    Raises:
        UnknownName: As `resolve` does.

    Example:
        >>> from pathways.model.mechanism import Mechanism, Node
        >>> node = Node(id="tlr4", label="Toll-like receptor 4", short="TLR4", kind="receptor", region="r", description="A receptor.")
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(node,), edges=())
        >>> resolve_all(toy, ["TLR4", "tlr4"]), resolve_all(toy, "TLR4")
        (('tlr4',), ('tlr4',))
    """
    each = (names,) if isinstance(names, str) else names
    return tuple(dict.fromkeys(resolve(mechanism, name) for name in each))


def offer(mechanism: Mechanism, name: str) -> str:
    """Return "Nearest: ..." with up to three nodes whose names begin with `name`, contain it or look like it; empty if none does.

    None is offered where all of them mean the opposite.

    Example:
        >>> from pathways.model.mechanism import Mechanism, Node
        >>> node = Node(id="naltrexone", label="Naltrexone", kind="drug", region="r", description="A drug.")
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(node,), edges=())
        >>> offer(toy, "naltrexne"), offer(toy, "x")
        ("Nearest: 'naltrexone' (Naltrexone).", '')
    """
    asked = name[:_LONGEST]
    ranked = _ranked(mechanism, asked) if len(squeeze(asked)) >= _SHORTEST else []
    sure = [one for value, one in ranked if value != LIKE]
    found = list(dict.fromkeys(sure or (*(one for _, one in ranked), *_similar(mechanism, asked))))[:_MOST]
    return f"Nearest: {_listed(mechanism, found)}." if any(not _turned(asked, mechanism.node[one]) for one in found) else ""


def _ranked(mechanism: Mechanism, asked: str) -> list[tuple[int, str]]:
    """The nodes that answer to a name with their ranks, the best first, else in the file's order."""
    ranks = ((rank(asked, _names(node)), node.id) for node in mechanism.nodes)
    return sorted(((value, one) for value, one in ranks if value is not None), key=lambda pair: pair[0])


def _turned(asked: str, node: Node) -> bool:
    """Whether all names by which the node is like the one that is asked for mean its opposite."""
    near = [called for called in _names(node) if rank(asked, [called]) is not None]
    return bool(near) and all(opposed(asked, called) for called in near)


def _similar(mechanism: Mechanism, name: str) -> Iterator[str]:
    """The nodes one of whose names has many letters of this one in the same order."""
    owner: dict[str, str] = {}
    for node in mechanism.nodes:
        for called in _names(node):
            owner.setdefault(fold(called), node.id)
    return (owner[word] for word in nearest(fold(name), owner))


def _names(node: Node) -> tuple[str, ...]:
    """The label, then the others in order of precedence."""
    return (node.label, node.id, *(called for names in _NAMES_BY_PRECEDENCE[2:] for called in names(node)))


def _listed(mechanism: Mechanism, ids: Iterable[str]) -> str:
    return ", ".join(f"'{name}' ({mechanism.node[name].label})" for name in ids)


# The names of a node in order of precedence, each level without empty ones.
_NAMES_BY_PRECEDENCE: tuple[Callable[[Node], tuple[str, ...]], ...] = (
    lambda node: (node.id,),
    lambda node: (node.label,),
    lambda node: (node.short,) if node.short else (),
    lambda node: node.synonyms,
    lambda node: tuple(curie.id for curie in node.curies),
)
