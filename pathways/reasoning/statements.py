"""Paths, loops, effects and relations as English sentences, with papers cited by number.

A sentence is composed of labels, of the wording of the relations, and of the evidence for and against each step. A chain of steps
is easily mistaken for a proof, so every doubt directly follows the step that it concerns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pathways.language.grammar import agreeing, capitalised, counted, joined
from pathways.model.assessment import Assessment, assess
from pathways.model.mechanism import Edge, Mechanism
from pathways.model.relations import RELATIONS, RelationName
from pathways.model.vocabulary import DOSES, TIERS, Layer, Stance, Tier
from pathways.reasoning.loops import KINDS, Loop
from pathways.reasoning.signed_paths import Path, Step, index
from pathways.reasoning.what_if import SHOWN, Effect
from pathways.wording.sentences import verb_of

__all__ = ["Numbers", "Wording", "effect_sentence", "loop_sentence", "path_sentence", "relation_sentence"]

_LOWERS, _RAISES = RELATIONS[RelationName.DECREASES], RELATIONS[RelationName.INCREASES]
_VERDICTS = {
    "set": "set", "blocked": "blocked, so that nothing goes through it", "up": "predicted up", "down": "predicted down",
    "unchanged": "unchanged; no path that was followed leads to it", "ambiguous": "ambiguous", "unknown": "direction unknown",
}  # fmt: skip
_NO_NUMBERS: Mapping[str, int] = {}


class Numbers(dict[str, int]):
    """The numbers of papers by id, from 1: a paper gets the next one on first access.

    Example:
        >>> numbers = Numbers()
        >>> numbers["able-2019"], numbers["baker-2020"], numbers["able-2019"]
        (1, 2, 1)
    """

    def __missing__(self, paper: str) -> int:
        self[paper] = len(self) + 1
        return self[paper]


class Wording(NamedTuple):
    """The options of a sentence: numbers of papers, without which papers are only counted, and whether the layer is known."""

    mechanism: Mechanism
    numbers: Mapping[str, int] | None
    layered: bool = False  # a heading states the layer

    def label(self, node: str) -> str:
        return self.mechanism.node[node].label

    def inline(self, node: str) -> str:
        return self.mechanism.inline[node]

    def cited(self, papers: Iterable[str]) -> str:
        """The papers in brackets, by number; one that has none by author and year."""
        marks = sorted({self._mark(paper) for paper in papers})
        comma = ", " if all(mark.isdecimal() for _, mark in marks) else "; "
        return f"[{comma.join(mark for _, mark in marks)}]" if marks else ""

    def _mark(self, paper: str) -> tuple[float, str]:
        try:
            number = (_NO_NUMBERS if self.numbers is None else self.numbers)[paper]
        except KeyError:
            return float("inf"), self.mechanism.reference[paper].cite
        return number, str(number)


def path_sentence(mechanism: Mechanism, path: Path, *, numbers: Mapping[str, int] | None = None) -> str:
    """Return a path as one sentence: each step with its doubts, then the net sign and the evidence of the weakest step.

    Args:
        numbers: The numbers of papers by id; a paper without one is named by author and year. Without any, papers are counted.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.paths import find_paths
        >>> ldn = load(shipped())
        >>> path = find_paths(ldn, ["LDN"], ["inflammation"], cutoff=3).paths[0]
        >>> path_sentence(ldn, path, numbers=Numbers())
        'Low-dose naltrexone causes ... [1, 2, 3, 4] ([5, 6, 7, 8] are mixed), which ...; in all, the steps say that ...'
    """
    wording = Wording(mechanism, numbers)
    return f"{capitalised(wording.label(path.source))} {_chain(wording, path)}; {'; '.join(_summary(wording, path))}."


def loop_sentence(mechanism: Mechanism, loop: Loop, *, numbers: Mapping[str, int] | None = None) -> str:
    """Return a feedback loop as one sentence: its name and kind, its steps, and what the kind means.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.loops import find_loops
        >>> ldn = load(shipped())
        >>> print(loop_sentence(ldn, find_loops(ldn, cutoff=2).loops[1]))
        R2 (reinforcing): sensitisation includes changes in the nervous system, which increase substance P ...
    """
    wording = Wording(mechanism, numbers)
    steps = f"{loop.name} ({loop.kind}): {wording.inline(loop.path.source)} {_chain(wording, loop.path, ' again')}"
    return "; ".join((steps, KINDS[loop.kind], *_dose(loop.path), _weakest_step(loop.path))) + "."


def relation_sentence(
    mechanism: Mechanism, edge: Edge, *, numbers: Mapping[str, int] | None = None, layered: bool = False,
) -> str:
    """Return a relation, causal or not, as a sentence with the papers for it and the doubts about it.

    Args:
        layered: A heading states the layer already.

    Example:
        >>> from pathways import load, shipped
        >>> ldn = load(shipped())
        >>> relation_sentence(ldn, ldn.edge["low-dose-naltrexone-decreases-il-6"], numbers=Numbers())
        'Low-dose naltrexone decreases interleukin-6 [1] (stated by papers only; [2] is mixed).'
    """
    wording = Wording(mechanism, numbers, layered)
    step = Step(edge.source, edge.target, edge.id)
    return f"{capitalised(wording.label(edge.source))} {_chain(wording, Path((step,), None))}."


def effect_sentence(mechanism: Mechanism, effect: Effect, *, numbers: Mapping[str, int] | None = None) -> str:
    """Return the prediction for a node as a sentence: the number of paths, the shortest on each side, and the evidence.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.what_if import what_if
        >>> ldn = load(shipped())
        >>> effect_sentence(ldn, what_if(ldn, up=["LDN"]).by_node["mood"])
        'Mood: contested, predicted up, by 1 path, directly from low-dose naltrexone (contested).'
    """
    wording = Wording(mechanism, numbers)
    contested = "contested, " if effect.weakest is Tier.CONTESTED else ""
    clause = f"{capitalised(wording.label(effect.node))}: {contested}{_VERDICTS[effect.verdict]}"
    if effect.verdict in ("set", "blocked", "unchanged"):
        return f"{clause}."
    return f"{'; '.join((clause + _agreeing_paths(wording, effect), *_disagreeing_paths(wording, effect), *_rests_on(effect)))}."


def _chain(wording: Wording, path: Path, last: str = "") -> str:
    """The predicate of the first node: the steps in order, joined by "which"."""
    return ", which ".join(_step(wording, step, last if step is path.steps[-1] else "") for step in path.steps)


def _step(wording: Wording, step: Step, last: str) -> str:
    """The predicate of the source of a step, with the papers for it and the doubts about it."""
    source, target = wording.label(step.source), f"{wording.inline(step.target)}{last}"
    if not step.edge:
        to_group = wording.mechanism.node[step.source].group == step.target
        opposed = index(wording.mechanism).rules.passed(step.source, step.target) is None
        aside = " (its members pull in opposite directions)" if to_group else " (among members that pull in opposite directions)"
        return f"{agreeing('belongs to' if to_group else 'includes', source)} {target}{aside if opposed else ''}"
    edge = wording.mechanism.edge[step.edge]
    verb = agreeing(verb_of(wording.mechanism, edge), source)
    found = assess(edge.evidence, edge.context)
    support = f" {wording.cited(found.supports)}" if wording.numbers is not None and found.supports else ""
    doubts = "; ".join((*_attribution(edge, wording.layered), *_doubts(wording, edge, found)))
    return f"{verb} {target}{support}{f' ({doubts})' if doubts else ''}"


def _attribution(edge: Edge, layered: bool) -> Iterator[str]:
    """Who states an edge, if that is not the document, and the hedges of the document."""
    if edge.layer is Layer.LITERATURE and not layered:
        yield "stated by papers only"
    if hedges := dict.fromkeys(f'"{quote.hedge}"' for quote in edge.statements if quote.hedge):
        unhedged = ", elsewhere it does not" if any(not quote.hedge for quote in edge.statements) else ""
        yield f"the document hedges: {joined(hedges)}{unhedged}"
    if any(quote.inferred for quote in edge.statements):
        yield "the document's own inference"


def _doubts(wording: Wording, edge: Edge, found: Assessment) -> Iterator[str]:
    """The papers that do not fully support an edge, by result; null results are named as such."""
    null = {item.reference for item in edge.findings if item.null_result and item.stance is not Stance.SUPPORTS}
    elsewhere = set(found.against_outside)
    groups: dict[tuple[str, str], list[str]] = {}
    for paper in found.contradicts:
        phrase = ("found no difference", "found no difference") if paper in null else ("speaks against it", "speak against it")
        where = ", in another context" if paper in elsewhere else ""
        groups.setdefault((phrase[0] + where, phrase[1] + where), []).append(paper)
    against = joined(_papers_clause(wording, papers, phrase) for phrase, papers in groups.items())
    if found.contested:
        yield f"contested: {against}" if against else "contested"
    for paper_group, one, many in _mixed_and_outside(found, null) if wording.numbers is not None else ():
        yield _papers_clause(wording, paper_group, (one, many))


def _mixed_and_outside(found: Assessment, null: set[str]) -> Iterator[tuple[list[str], str, str]]:
    mixed = [paper for paper in found.mixed if paper not in null]
    without = [paper for paper in found.mixed if paper in null]
    for papers, one, many in (
        (mixed, "is mixed", "are mixed"),
        (without, "is mixed, with no difference found", "are mixed, with no difference found"),
        ([*found.outside], "supports it in another context only", "support it in another context only"),
    ):
        if papers:
            yield papers, one, many


def _papers_clause(wording: Wording, papers: list[str], phrase: tuple[str, str]) -> str:
    subject = wording.cited(papers) if wording.numbers is not None else counted(len(papers), "paper")
    return f"{subject} {phrase[len(papers) != 1]}"


def _summary(wording: Wording, path: Path) -> Iterator[str]:
    """The net sign of a path, the dose it is stated for, and the evidence of its weakest step."""
    if path.sign is None:
        yield "the direction is not stated" if len(path.steps) == 1 else "in all, the direction is not stated"
    elif len(path.steps) > 1:
        meaning = _RAISES if path.sign > 0 else _LOWERS
        verb = agreeing(meaning.verb, wording.label(path.source))
        yield f"in all, the steps say that {wording.inline(path.source)} {verb} {wording.inline(path.target)}"
    yield from _dose(path)
    yield _weakest_step(path)


def _dose(path: Path) -> Iterator[str]:
    if not path.possible:
        yield path.why_not
    elif path.doses:
        yield f"stated for {joined(DOSES[dose].partition(' (')[0] for dose in path.doses)}"


def _weakest_step(path: Path) -> str:
    return _evidence_clause("it" if path.length == 1 else "the weakest step", path.weakest)


def _evidence_clause(subject: str, tier: Tier | None) -> str:
    """The tier of the evidence for the subject, as a clause."""
    if tier is Tier.DOCUMENT:
        return f"{subject} has no paper entered for it"
    if tier is Tier.CONTESTED:
        return f"{subject} is contested"
    if tier is Tier.UNSUPPORTED:
        return f"{subject} has papers, none of which clearly supports it"
    return f"{subject} rests on {TIERS[tier]}" if tier else f"{subject} is no relation"


def _agreeing_paths(wording: Wording, effect: Effect) -> str:
    """The number of paths, if all have the same net sign, and the first of them."""
    found = effect.ups if effect.verdict == "up" else effect.downs if effect.verdict == "down" else ()
    if not found:
        return ""
    first = "" if len(found) == 1 else "the shortest "
    return f", by {_counted_paths(found)}, {first}{_route(wording, found[0])}"


def _disagreeing_paths(wording: Wording, effect: Effect) -> Iterator[str]:
    """The paths of each net sign, if they disagree or have no direction."""
    if effect.verdict not in ("ambiguous", "unknown"):
        return
    for paths, one, many in (
        (effect.ups, "leads up", "lead up"), (effect.downs, "leads down", "lead down"),
        (effect.unknowns, "has no stated direction", "have no stated direction"),
    ):
        if paths:
            first = "" if len(paths) == 1 else "the shortest "
            yield f"{_counted_paths(paths)} {one if len(paths) == 1 else many}, {first}{_route(wording, paths[0])}"
    if not (effect.ups or effect.downs or effect.unknowns):
        yield "the search ended before every path was followed"


def _counted_paths(paths: tuple[Path, ...]) -> str:
    """The number of paths with the noun; "at least", as an effect has only the first few."""
    least = "at least " if len(paths) >= SHOWN else ""
    return f"{least}{counted(len(paths), 'path')}"


def _route(wording: Wording, path: Path) -> str:
    """The start and the intermediate nodes of a path, with its papers."""
    start, *between, _ = map(wording.inline, path.nodes)
    route = f"from {start} by way of {', then '.join(between)}" if between else f"directly from {start}"
    edges = [wording.mechanism.edge[name] for name in path.edges]
    found = [assess(edge.evidence, edge.context) for edge in edges]
    if wording.numbers is None:
        return f"{route}{' (contested)' if path.contested else ''}"
    support = wording.cited(paper for one in found for paper in one.supports)
    against = wording.cited(paper for one in found for paper in one.contradicts)
    contested = f" (contested{f' by {against}' if against else ''})" if path.contested else ""
    return f"{route}{f' {support}' if support else ''}{contested}"


def _rests_on(effect: Effect) -> Iterator[str]:
    if not effect.weakest or effect.weakest is Tier.CONTESTED:
        return
    found = (*effect.ups, *effect.downs, *effect.unknowns)
    one = "it" if found[0].length == 1 else "its weakest step"
    whose = one if len(found) == 1 else "the weakest step of the best supported path"
    yield _evidence_clause("the weakest step on the less supported side" if effect.verdict == "ambiguous" else whose, effect.weakest)
