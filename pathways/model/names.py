"""The names that people use for a node: id, label, short label, synonym, public identifier.

Command line and URL accept any of them ("LDN", "TLR4", "UniProtKB:O00206"); the program itself uses ids only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pathways.errors import UnknownName, nearest
from pathways.language.grammar import shown
from pathways.model.mechanism import Mechanism, Node

__all__ = ["offer", "resolve", "resolve_all"]


def resolve(mechanism: Mechanism, name: str) -> str:
    """Return the id of the node with this name; case and outer blanks do not matter.

    An id takes precedence over a label, then short label, synonym, public identifier.

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
    wanted = name.strip().casefold()
    for names in _NAMES_BY_PRECEDENCE:
        found = [node.id for node in mechanism.nodes if any(called.casefold() == wanted for called in names(node))]
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
    """Return "Nearest: ..." with the nodes whose names look like `name`; empty if none does.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> offer(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()), "x")
        ''
    """
    owner: dict[str, str] = {}
    for node in mechanism.nodes:
        for called in (called for names in _NAMES_BY_PRECEDENCE for called in names(node)):
            owner.setdefault(called.casefold(), node.id)
    found = dict.fromkeys(owner[word] for word in nearest(name[:120].strip(), owner))
    return f"Nearest: {_listed(mechanism, found)}." if found else ""


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
