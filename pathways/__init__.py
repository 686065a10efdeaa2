"""Pathways: mechanism maps that carry their evidence.

    >>> import pathways
    >>> mechanism = pathways.load(pathways.shipped())
    >>> mechanism.id
    'low-dose-naltrexone'

Importing this loads neither the page nor a drawing library: each name is fetched when it is first used.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathways.errors import DataProblems, PathwaysError, Problem, UnknownName
    from pathways.export.figure import Figure, figure
    from pathways.export.talk import Talk, talk
    from pathways.layout import Layout
    from pathways.model.graph import to_networkx
    from pathways.model.mechanism import Mechanism
    from pathways.query.query import Query
    from pathways.reasoning.compare import compare
    from pathways.reasoning.explain import explain
    from pathways.reasoning.loops import find_loops
    from pathways.reasoning.paths import find_paths
    from pathways.reasoning.what_if import what_if

__all__ = [
    "DataProblems",
    "Figure",
    "Mechanism",
    "PathwaysError",
    "Problem",
    "Query",
    "Talk",
    "UnknownName",
    "compare",
    "explain",
    "figure",
    "find_loops",
    "find_paths",
    "layouts",
    "load",
    "shipped",
    "talk",
    "to_networkx",
    "what_if",
]
__version__ = "0.1.0"

_HOMES = {  # where each public name is defined
    "DataProblems": "errors",
    "Figure": "export.figure",
    "Mechanism": "model.mechanism",
    "PathwaysError": "errors",
    "Problem": "errors",
    "Query": "query.query",
    "Talk": "export.talk",
    "UnknownName": "errors",
    "compare": "reasoning.compare",
    "explain": "reasoning.explain",
    "figure": "export.figure",
    "find_loops": "reasoning.loops",
    "find_paths": "reasoning.paths",
    "talk": "export.talk",
    "to_networkx": "model.graph",
    "what_if": "reasoning.what_if",
}


def load(path: str | Path) -> Mechanism:
    """Return the mechanism of a YAML file that passes every check.

    Raises:
        DataProblems: Something is wrong in the file or beside it; the message lists all of it, with lines.
    """
    from pathways.reading.files import read_mechanism

    return read_mechanism(Path(path))


def layouts(path: str | Path) -> Mapping[str, Layout]:
    """Return the layouts stored beside a mechanism's file, for `figure`; none where there are none."""
    from pathways.layout.store import load_layouts

    return load_layouts(Path(path))


def shipped() -> Path:
    """Return the file of the mechanism that comes with the package: low-dose naltrexone.

    An installed package carries it inside; a checkout has it in `data/` beside the package.
    """
    here = Path(__file__).resolve().parent
    folder = next((one for one in (here / "_data", here.parent / "data") if one.is_dir()), here / "_data")
    return folder / "low-dose-naltrexone.yaml"


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"pathways.{_HOMES[name]}"), name)
