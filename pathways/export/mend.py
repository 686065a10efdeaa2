"""Mending a figure: everything that the preflight offers is done, as long as it helps and leaves the question as it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pathways.export.figure import Figure
from pathways.export.keywords import FigureChanges
from pathways.export.preflight import Remark, preflight
from pathways.sheet.view_export import Export

__all__ = ["Mended", "mended"]

_MOST = 20  # changes; each kind is offered at most a few times, as words only grow and parts only come back


@dataclass(frozen=True)
class Mended:
    """A view after mending: the remarks that were acted on, in order, and those for which nothing can be done."""

    export: Export
    done: tuple[Remark, ...]
    left: tuple[Remark, ...]


def mended(export: Export, name: str) -> Mended:
    """Return a view with everything done that the preflight of a format offers; doing it twice changes nothing.

    Raises:
        LayoutFailed: The part could not be arranged in time.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> from pathways.query.export_options import Options
        >>> toy = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
        >>> found = mended(Export(toy, options=Options(without=("caveat",))), "svg")
        >>> found.export.options.without, [remark.mend for remark in found.done], [remark.sentence for remark in found.left]
        ((), ['Put the caveat back.'], ['Nothing is left of the map by this question.'])
    """
    done: list[Remark] = []
    left = preflight(export, name)
    for _ in range(_MOST):
        change = next((remark for remark in left if remark.mendable), None)
        if change is None:
            break
        export = Figure(export).with_(**cast(FigureChanges, dict(change.changes))).export
        done.append(change)
        left = preflight(export, name)
    return Mended(export, tuple(done), left)
