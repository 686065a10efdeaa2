"""The legend: what each mark in a picture means, listing only marks that occur in it; whole, and as one line of few words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pathways.model.assessment import Assessment
from pathways.model.diagram import Arrow
from pathways.model.mechanism import Gap, Node
from pathways.model.overlay import NOTHING, VERDICTS, Overlay
from pathways.model.relations import SIGNS
from pathways.model.vocabulary import KINDS, TIERS, Layer, Tier

__all__ = ["LegendItem", "brief", "legend"]

Sample = Literal["sign", "layer", "gap", "tier", "count", "contested", "kind", "group", "verdict", "trail", "tag"]

COUNTS = {"tick": "papers for", "cross": "papers against", "mixed": "papers with mixed results"}
_BRIEF: dict[Sample, dict[str, str]] = {  # the marks of the line, in its order, and those words that are shorter there
    "sign": {"unknown": "changes", "none": "no cause"}, "tier": {}, "count": {"cross": "against", "mixed": "mixed"},
    "contested": {"contested": "disputed"}, "layer": {Layer.LITERATURE.value: "papers only"}, "gap": {"gap": "no evidence"},
}  # fmt: skip
_BEST = "kind of study"  # what the first mark of a badge shows, whichever it is


@dataclass(frozen=True)
class LegendItem:
    """One mark and its meaning: `name` is the sign, layer, tier, count or kind that the sample shows."""

    sample: Sample
    name: str
    text: str


def legend(
    nodes: Sequence[Node], arrows: Sequence[Arrow], gaps: Sequence[Gap], *, closed: Collection[str] = (), overlay: Overlay = NOTHING,
) -> tuple[LegendItem, ...]:
    """Return the meaning of each mark on these boxes, arrows and gaps, in a fixed order; without marks it is empty."""
    return (*_overlay_items(overlay), *_line_items(arrows, gaps), *_badge_items(arrows), *_box_items(nodes, closed))


def brief(items: Iterable[LegendItem]) -> tuple[LegendItem, ...]:
    """Return the items of a legend that explain arrows and their badges, in the fewest words: one mark stands for all kinds of study.

    Example:
        >>> [item.text for item in brief([LegendItem("tier", "trial", "controlled trials"), LegendItem("tier", "cell", "cell studies")])]
        ['kind of study']
    """
    shown: dict[tuple[str, str], LegendItem] = {}
    for sample, words in _BRIEF.items():
        for item in items:
            if item.sample == sample:
                text = _BEST if sample == "tier" else words.get(item.name, item.text)
                shown.setdefault((sample, text), replace(item, text=text))
    return tuple(shown.values())


def _overlay_items(overlay: Overlay) -> Iterable[LegendItem]:
    """The marks of an answer; they come first because the figure was made to show them."""
    shown = set(overlay.verdicts.values())
    yield from (LegendItem("verdict", name, text) for name, text in VERDICTS.items() if name in shown)
    if overlay.trail:
        yield LegendItem("trail", "trail", "the steps that the answer speaks of")
    yield from (LegendItem("tag", name, text) for name, text in overlay.meanings)


def _line_items(arrows: Sequence[Arrow], gaps: Sequence[Gap]) -> Iterable[LegendItem]:
    yield from (LegendItem("sign", sign.value, text) for sign, text in SIGNS.items() if any(arrow.sign is sign for arrow in arrows))
    if any(arrow.layer is Layer.LITERATURE for arrow in arrows):
        yield LegendItem("layer", Layer.LITERATURE.value, "dashed: stated by papers only")
    if gaps:
        yield LegendItem("gap", "gap", "gap: no evidence for this step")


def _badge_items(arrows: Sequence[Arrow]) -> Iterable[LegendItem]:
    shown = [arrow.assessment for arrow in arrows]
    present = {tier for found in shown for tier in _badge_tiers(found)} - {Tier.CONTESTED}
    yield from (LegendItem("tier", tier.value, text) for tier, text in TIERS.items() if tier in present)
    counted = {"tick": any(a.supports for a in shown), "cross": any(a.contradicts for a in shown)}
    counted["mixed"] = any(a.mixed and not a.contested for a in shown)
    yield from (LegendItem("count", name, text) for name, text in COUNTS.items() if counted[name])
    if any(found.contested for found in shown):
        yield LegendItem("contested", Tier.CONTESTED.value, TIERS[Tier.CONTESTED])


def _badge_tiers(found: Assessment) -> Iterable[Tier]:
    """The tiers whose marks are on a badge: its own, or the best of each side if it is contested."""
    return (tier for side in (found.tiers, found.against) for tier, _ in side[:1]) if found.contested else (found.tier,)


def _box_items(nodes: Sequence[Node], closed: Collection[str]) -> Iterable[LegendItem]:
    yield from (LegendItem("kind", kind.name.value, kind.label) for kind in KINDS.values() if any(node.kind is kind.name for node in nodes))
    if closed:
        yield LegendItem("group", "group", "group, with the number of its members")
