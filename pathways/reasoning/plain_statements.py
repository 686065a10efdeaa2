"""Relations, paths, loops and effects for readers without the field's vocabulary, with the same papers cited by number.

A chain is told step by step in short sentences, each doubt in a sentence of its own behind the step, and at the end what the whole
says and what it rests on. What an answer means and does not mean is said once behind it (`MEANINGS`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pathways.language.grammar import agreeing, capitalised, counted, joined
from pathways.model.assessment import Assessment, assess
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.vocabulary import DOSES, TIERS, Layer, Stance, Tier
from pathways.reasoning.loops import Loop
from pathways.reasoning.signed_paths import Path, Step
from pathways.reasoning.statements import Wording
from pathways.reasoning.what_if import SHOWN, Effect
from pathways.wording.sentences import verb_of

__all__ = ["MEANINGS", "plain_effect", "plain_loop", "plain_path", "plain_relation"]

MEANINGS: Final[dict[str, str]] = {
    "paths": (
        "What this means: these are ways in which one thing could act on the other, put together from single steps. What it does not mean: "
        "that it happens in a person, how strongly, or that anybody is helped by it. Only studies of the whole in people can show that."
    ),
    "whatif": (
        "What this means: the direction in which the arrows of the map point. What it does not mean: how much, how soon, or that it "
        "happens in a person. 'No change' means that no arrows lead there, not that there is no effect."
    ),
    "loops": (
        "What this means: here one thing leads to another and back again, so that a change may keep itself going or slow itself down. "
        "What it does not mean: that this happens in every person, or how fast."
    ),
    "compare": (
        "What this means: two parts of one map, side by side. What it does not mean: that what one side lacks is untrue; it may just not "
        "have been looked at."
    ),
}
_VERDICTS = {
    "set": "is what we begin with", "blocked": "is blocked, so that nothing goes through it", "up": "would go up", "down": "would go down",
    "unchanged": "would not change as far as this map goes", "ambiguous": "could go either way",
    "unknown": "would change, but nobody says how",
}  # fmt: skip
_LOOPS = {
    "reinforcing": "Each round adds to the one before: a change keeps itself going.",
    "balancing": "Each round works against the one before: a change is held back.",
}


def plain_relation(mechanism: Mechanism, edge: Edge, *, numbers: Mapping[str, int], layered: bool = False) -> str:
    """Return a relation in short sentences: what it says, with the papers for it, then each doubt.

    Args:
        layered: A heading says already whether the source or papers only state it.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.statements import Numbers
        >>> ldn = load(shipped())
        >>> plain_relation(ldn, ldn.edge["low-dose-naltrexone-decreases-il-6"], numbers=Numbers())
        'Low-dose naltrexone lowers interleukin-6 [1]. Only papers say this, not the source. [2] points both ways.'
    """
    return _relation(Wording(mechanism, numbers, layered), edge)


def plain_path(mechanism: Mechanism, path: Path, *, numbers: Mapping[str, int]) -> str:
    """Return a path in short sentences: its steps in order, what they come to, and what the weakest one rests on.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.paths import find_paths
        >>> from pathways.reasoning.statements import Numbers
        >>> ldn = load(shipped())
        >>> plain_path(ldn, find_paths(ldn, ["LDN"], ["pain"], cutoff=2).paths[1], numbers=Numbers())
        'In 2 steps: Low-dose naltrexone raises endorphins ... Taken together, low-dose naltrexone would lower pain. ...'
    """
    wording = Wording(mechanism, numbers)
    lead = f"In {counted(path.length, 'step')}: " if path.length > 1 else ""
    return f"{lead}{' '.join((*_steps(wording, path), *_total(wording, path), *_dose(path), *_rests(path)))}"


def plain_loop(mechanism: Mechanism, loop: Loop, *, numbers: Mapping[str, int]) -> str:
    """Return a feedback loop in short sentences: its steps, what going round does, and what the weakest step rests on.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.loops import find_loops
        >>> from pathways.reasoning.statements import Numbers
        >>> ldn = load(shipped())
        >>> print(plain_loop(ldn, find_loops(ldn, cutoff=2).loops[0], numbers=Numbers()))
        Circle R1: Inflammatory cytokines favour sensitisation ... And so on, round and round. Each round adds ...
    """
    path = loop.path
    steps = _steps(Wording(mechanism, numbers), path)
    round_again = _LOOPS.get(loop.kind, "Which way it goes round is not said.")
    return " ".join((f"Circle {loop.name}:", *steps, "And so on, round and round.", round_again, *_dose(path), _weakest(path.weakest, 2)))


def plain_effect(mechanism: Mechanism, effect: Effect, *, numbers: Mapping[str, int]) -> str:
    """Return the prediction for a node in short sentences: the direction, the shortest path on each side, and the evidence.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.statements import Numbers
        >>> from pathways.reasoning.what_if import what_if
        >>> ldn = load(shipped())
        >>> plain_effect(ldn, what_if(ldn, up=["LDN"]).by_node["mood"], numbers=Numbers())
        'Mood would go up. 1 way leads there: directly from low-dose naltrexone [1, 2]. [3, 4] dispute it.'
    """
    wording = Wording(mechanism, numbers)
    label = capitalised(wording.label(effect.node))
    first = f"{label} {agreeing(_VERDICTS[effect.verdict], label)}."
    if effect.verdict in ("set", "blocked", "unchanged"):
        return first
    sides = ((effect.ups, " up"), (effect.downs, " down"), (effect.unknowns, ""))
    one_way = effect.verdict in ("up", "down")
    told = [_ways(wording, found, " there" if one_way else side or " there, nobody says which way") for found, side in sides if found]
    if not told:
        told = ["The search ended before every way was followed."]
    rests = () if effect.weakest in (None, Tier.CONTESTED) else (_weakest(effect.weakest, 2),)
    return " ".join((first, *told, *rests))


def _relation(wording: Wording, edge: Edge) -> str:
    source = wording.label(edge.source)
    found = assess(edge.evidence, edge.context)
    verb = agreeing(verb_of(wording.mechanism, edge, plain=True), source)
    support = f" {wording.cited(found.supports)}" if found.supports else ""
    said = f"{capitalised(source)} {verb} {wording.inline(edge.target)}{support}."
    return " ".join((said, *_attribution(edge, wording.layered), *_doubts(wording, edge, found)))


def _attribution(edge: Edge, layered: bool) -> Iterator[str]:
    if edge.layer is Layer.LITERATURE and not layered:
        yield "Only papers say this, not the source."
    if hedges := dict.fromkeys(f'"{quote.hedge}"' for quote in edge.statements if quote.hedge):
        elsewhere = ", and elsewhere it does not hold back" if any(not quote.hedge for quote in edge.statements) else ""
        yield f"The source is careful: it writes {joined(hedges)}{elsewhere}."
    if any(quote.inferred for quote in edge.statements):
        yield "The source concludes this by itself."


def _doubts(wording: Wording, edge: Edge, found: Assessment) -> Iterator[str]:
    """The papers that do not fully support an edge, one sentence for each result."""
    null = {item.reference for item in edge.findings if item.null_result and item.stance is not Stance.SUPPORTS}
    elsewhere = set(found.against_outside)
    if found.contested:
        yield "This is disputed."
    for papers, one, many in (
        ([name for name in found.contradicts if name in null and name not in elsewhere], "saw no difference", "saw no difference"),
        ([name for name in found.contradicts if name not in null and name not in elsewhere], "speaks against it", "speak against it"),
        ([name for name in found.contradicts if name in elsewhere], "speaks against it in other circumstances",
         "speak against it in other circumstances"),
        (found.mixed, "points both ways", "point both ways"),
        (found.outside, "shows it only in other circumstances", "show it only in other circumstances"),
    ):  # fmt: skip
        if papers:
            yield f"{wording.cited(papers)} {one if len(papers) == 1 else many}."


def _steps(wording: Wording, path: Path) -> Iterator[str]:
    for step in path.steps:
        if step.edge:
            yield _relation(wording, wording.mechanism.edge[step.edge])
        else:
            yield _membership(wording, step)


def _membership(wording: Wording, step: Step) -> str:
    source = wording.label(step.source)
    verb = "belongs to" if wording.mechanism.node[step.source].group == step.target else "includes"
    return f"{capitalised(source)} {agreeing(verb, source)} {wording.inline(step.target)}."


def _total(wording: Wording, path: Path) -> Iterator[str]:
    if path.sign is None:
        yield "Which way it goes in the end is not said."
    elif len(path.steps) > 1:
        verb = "raise" if path.sign > 0 else "lower"
        yield f"Taken together, {wording.inline(path.source)} would {verb} {wording.inline(path.target)}."


def _dose(path: Path) -> Iterator[str]:
    if not path.possible:
        yield f"{capitalised(path.why_not)}."
    elif path.doses:
        yield f"This is about {joined(DOSES[dose].partition(' (')[0] for dose in path.doses)}."


def _rests(path: Path) -> Iterator[str]:
    """What the path rests on; of a single step that is disputed it has been said."""
    if path.length > 1 or path.weakest is not Tier.CONTESTED:
        yield _weakest(path.weakest, path.length)


def _weakest(tier: Tier | None, steps: int) -> str:
    """What the weakest step rests on; a single step is "it"."""
    step = "the weakest step" if steps > 1 else "it"
    if tier is Tier.DOCUMENT:
        return f"No study is entered for {step}."
    if tier is Tier.CONTESTED:
        return f"{capitalised(step) if steps > 1 else 'It'} is disputed."
    if tier is Tier.UNSUPPORTED:
        return f"There are papers on {step}, but none that clearly bears it out."
    return f"{capitalised(step) if steps > 1 else 'It'} rests on {TIERS[tier]}." if tier else ""


def _ways(wording: Wording, found: tuple[Path, ...], where: str) -> str:
    """The number of paths to a node and the first of them, with its papers."""
    least = "At least " if len(found) >= SHOWN else ""
    start, *between, _ = map(wording.inline, found[0].nodes)
    shortest = "the shortest " if len(found) > 1 else ""
    route = f"from {start} by way of {', then '.join(between)}" if between else f"directly from {start}"
    support, against = _papers(wording, found[0])
    lead = f"{least}{counted(len(found), 'way')} {'leads' if len(found) == 1 else 'lead'}{where}: {shortest}{route}"
    said = f"{lead}{f' {wording.cited(support)}' if support else ''}."
    disputes = f" {wording.cited(against)} {'disputes' if len(against) == 1 else 'dispute'} it." if found[0].contested and against else ""
    return f"{said}{disputes}"


def _papers(wording: Wording, path: Path) -> tuple[list[str], list[str]]:
    """The papers for and against the steps of a path."""
    edges: Iterable[Edge] = (wording.mechanism.edge[name] for name in path.edges)
    found = [assess(edge.evidence, edge.context) for edge in edges]
    return [paper for one in found for paper in one.supports], list(dict.fromkeys(paper for one in found for paper in one.contradicts))
