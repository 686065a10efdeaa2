"""What the marks of a picture mean: a list of only those that are in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pathways.model.assessment import Assessment
from pathways.model.diagram import Arrow
from pathways.model.mechanism import Gap, Node
from pathways.model.overlay import NOTHING, VERDICTS, Overlay
from pathways.model.relations import SIGNS
from pathways.model.vocabulary import KINDS, TIERS, Layer, Tier

__all__ = ["LegendItem", "legend"]

Sample = Literal["sign", "layer", "gap", "tier", "count", "contested", "kind", "group", "verdict", "trail", "tag"]

COUNTS = {"tick": "papers for", "cross": "papers against", "mixed": "papers with mixed results"}


@dataclass(frozen=True)
class LegendItem:
    """One mark and its meaning: `name` is the sign, layer, tier, count or kind that the sample shows."""

    sample: Sample
    name: str
    text: str


def legend(
    nodes: Sequence[Node], arrows: Sequence[Arrow], gaps: Sequence[Gap], *, closed: Collection[str] = (), overlay: Overlay = NOTHING,
) -> tuple[LegendItem, ...]:
    """The meaning of each mark that these boxes and arrows bear, in a fixed order; nothing shown gives nothing."""
    return (*_answered(overlay), *_lines(arrows, gaps), *_badges(arrows), *_boxes(nodes, closed))


def _answered(overlay: Overlay) -> Iterable[LegendItem]:
    """The marks of an answer, which are what the figure is about."""
    shown = set(overlay.verdicts.values())
    yield from (LegendItem("verdict", name, text) for name, text in VERDICTS.items() if name in shown)
    if overlay.trail:
        yield LegendItem("trail", "trail", "the steps that the answer speaks of")
    yield from (LegendItem("tag", name, text) for name, text in overlay.meanings)


def _lines(arrows: Sequence[Arrow], gaps: Sequence[Gap]) -> Iterable[LegendItem]:
    yield from (LegendItem("sign", sign.value, text) for sign, text in SIGNS.items() if any(arrow.sign is sign for arrow in arrows))
    if any(arrow.layer is Layer.LITERATURE for arrow in arrows):
        yield LegendItem("layer", Layer.LITERATURE.value, "dashed: stated by papers only")
    if gaps:
        yield LegendItem("gap", "gap", "gap: no evidence for this step")


def _badges(arrows: Sequence[Arrow]) -> Iterable[LegendItem]:
    shown = [arrow.assessment for arrow in arrows]
    met = {tier for found in shown for tier in _drawn(found)} - {Tier.CONTESTED}
    yield from (LegendItem("tier", tier.value, text) for tier, text in TIERS.items() if tier in met)
    counted = {"tick": any(a.supports for a in shown), "cross": any(a.contradicts for a in shown)}
    counted["mixed"] = any(a.mixed and not a.contested for a in shown)
    yield from (LegendItem("count", name, text) for name, text in COUNTS.items() if counted[name])
    if any(found.contested for found in shown):
        yield LegendItem("contested", Tier.CONTESTED.value, TIERS[Tier.CONTESTED])


def _drawn(found: Assessment) -> Iterable[Tier]:
    """The kinds of evidence of which a badge has a drawing: the best of each side where it is contested."""
    return (tier for side in (found.tiers, found.against) for tier, _ in side[:1]) if found.contested else (found.tier,)


def _boxes(nodes: Sequence[Node], closed: Collection[str]) -> Iterable[LegendItem]:
    yield from (LegendItem("kind", kind.name.value, kind.label) for kind in KINDS.values() if any(node.kind is kind.name for node in nodes))
    if closed:
        yield LegendItem("group", "group", "group, with the number of its members")
