"""The names that people use for a node: id, label, short label, synonym, public identifier.

Command line and URL take any of them ("LDN", "TLR4", "UniProtKB:O00206"); inside, everything goes by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pathways.errors import UnknownName, nearest
from pathways.model import Mechanism, Node

__all__ = ["offer", "resolve", "shown"]


def resolve(mechanism: Mechanism, name: str) -> str:
    """Return the id of the node that is called `name`; capitals and outer blanks do not matter.

    An id wins over a label, a label over a short label, a synonym, an identifier.

    Raises:
        UnknownName: No node is called so, or several are; the message offers the nearest ones.

    Example:
        >>> from pathways.model import Mechanism, Node
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
    for called in zip(*(_levels(node) for node in mechanism.nodes), strict=True):
        found = [node.id for node, names in zip(mechanism.nodes, called, strict=True) if wanted in names]
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownName(f"{name!r} names several nodes: {_listed(mechanism, found)}.")
    raise UnknownName(f"No node {shown(name)}. {offer(mechanism, name)}".rstrip())


def offer(mechanism: Mechanism, name: str) -> str:
    """Return "Nearest: ..." with the nodes whose names look like `name`; empty if none does.

    Example:
        >>> from pathways.model import Mechanism
        >>> offer(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()), "x")
        ''
    """
    owner: dict[str, str] = {}
    for node in mechanism.nodes:
        for called in _names(node):
            owner.setdefault(called.casefold(), node.id)
    found = dict.fromkeys(owner[word] for word in nearest(name[:120].strip(), owner))
    return f"Nearest: {_listed(mechanism, found)}." if found else ""


def shown(name: str) -> str:
    """Quote a name from outside for a message, cut where it is long."""
    return repr(name if len(name) <= 60 else f"{name[:57]}...")


def _listed(mechanism: Mechanism, ids: Iterable[str]) -> str:
    return ", ".join(f"'{name}' ({mechanism.node[name].label})" for name in ids)


def _names(node: Node) -> Iterator[str]:
    for level in (node.id,), (node.label,), (node.short,), node.synonyms, tuple(curie.id for curie in node.curies):
        yield from filter(None, level)


def _levels(node: Node) -> Iterator[set[str]]:
    """The names of a node, case folded, by how much they bind."""
    for level in (node.id,), (node.label,), (node.short,), node.synonyms, tuple(curie.id for curie in node.curies):
        yield {name.casefold() for name in level if name}
