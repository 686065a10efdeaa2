"""The names that people use for a node: id, label, short label, synonym, public identifier.

Command line and URL take any of them ("LDN", "TLR4", "UniProtKB:O00206"); inside, everything goes by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pathways.errors import UnknownName, nearest
from pathways.model.mechanism import Mechanism, Node

__all__ = ["offer", "resolve", "resolve_all", "shown"]


def resolve(mechanism: Mechanism, name: str) -> str:
    """Return the id of the node that is called `name`; capitals and outer blanks do not matter.

    An id wins over a label, a label over a short label, a synonym, an identifier.

    Raises:
        UnknownName: No node is called so, or several are; the message offers the nearest ones.

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
    for names in _LEVELS:
        found = [node.id for node in mechanism.nodes if any(called.casefold() == wanted for called in names(node))]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName(f"{shown(name)} names several nodes: {_listed(mechanism, found)}.")
    raise UnknownName(f"No node {shown(name)}. {offer(mechanism, name)}".rstrip())


def resolve_all(mechanism: Mechanism, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of what is called so, each once, in the order of the names; one name alone is taken as a name too.

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
        for called in (called for names in _LEVELS for called in names(node)):
            owner.setdefault(called.casefold(), node.id)
    found = dict.fromkeys(owner[word] for word in nearest(name[:120].strip(), owner))
    return f"Nearest: {_listed(mechanism, found)}." if found else ""


def shown(name: str) -> str:
    """Quote a name from outside for a message, cut where it is long."""
    return repr(name if len(name) <= 60 else f"{name[:57]}...")


def _listed(mechanism: Mechanism, ids: Iterable[str]) -> str:
    return ", ".join(f"'{name}' ({mechanism.node[name].label})" for name in ids)


# The names of a node, by how much they bind; empty ones are no names.
_LEVELS: tuple[Callable[[Node], tuple[str, ...]], ...] = (
    lambda node: (node.id,),
    lambda node: (node.label,),
    lambda node: (node.short,) if node.short else (),
    lambda node: node.synonyms,
    lambda node: tuple(curie.id for curie in node.curies),
)
