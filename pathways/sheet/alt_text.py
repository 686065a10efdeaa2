"""The text that stands for a figure where it cannot be seen: what is drawn, with signs and hedges, relation by relation."""

from __future__ import annotations

from collections.abc import Sequence

from pathways.language.grammar import counted
from pathways.scene.scene import CAVEAT
from pathways.sheet.sheet import boxed
from pathways.sheet.view_export import Export

__all__ = ["alt_text"]


def alt_text(export: Export) -> str:
    """Return the alternative text of a view: title, caption, boxes, each relation in a line with its sign and evidence, and the caveat.

    What is drawn pale is left out, as it is no part of the answer. It has no markup.

    Example:
        >>> from pathways.model.mechanism import Mechanism
        >>> print(alt_text(Export(Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=()))))
        M.
        S
        <BLANKLINE>
        0 boxes.
        0 arrows.
        <BLANKLINE>
        A mechanism is not proof of benefit. Not medical advice.
    """
    sheet, caption = export.sheet, export.headline
    shown = {role: [group.label for group in sheet.picture if group.role == role and not group.faded] for role in ("box", "arrow", "gap")}
    boxes = f"{boxed(len(shown['box']))}{': ' if shown['box'] else ''}{'; '.join(shown['box'])}."
    arrows = _listed(counted(len(shown["arrow"]), "arrow"), shown["arrow"])
    gaps = _listed(f"{counted(len(shown['gap']), 'gap')}, where no evidence leads on", shown["gap"]) if shown["gap"] else ()
    return "\n".join((f"{sheet.title}.", caption, "", boxes, *arrows, *gaps, "", CAVEAT))


def _listed(title: str, labels: Sequence[str]) -> tuple[str, ...]:
    return (f"{title}{':' if labels else '.'}", *(f"- {label}" for label in labels))
