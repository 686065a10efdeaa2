"""The answers to a query, the same for the page, the commands, the picture and every exported file.

The fields of the query determine which answers there are: two ends ask for paths, a node that is set up asks for a prediction, a second
query asks for a comparison. An answer consists of sentences, a list of items to choose from, and an overlay for the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pathways.language.grammar import capitalised, counted
from pathways.model.mechanism import Mechanism
from pathways.model.overlay import NOTHING, Overlay
from pathways.model.vocabulary import TIERS, Tier
from pathways.query.query import Query
from pathways.query.select import bare, filtered, select
from pathways.reasoning.compare import RULE as COMPARE_RULE
from pathways.reasoning.compare import Pair, compare_views
from pathways.reasoning.evidence_knockout import knocked_out
from pathways.reasoning.loops import Loop, find_loops
from pathways.reasoning.no_path import drawn_gaps_ahead, find_absence
from pathways.reasoning.path_question import Reason
from pathways.reasoning.paths import Incoherent, paths_of
from pathways.reasoning.signed_paths import NONE_LEFT_OUT, LeftOut, Path
from pathways.reasoning.statements import effect_sentence, loop_sentence, path_sentence
from pathways.reasoning.trials import Trial, trials
from pathways.reasoning.what_if import LIMITS, RULE, SOURCE, Effect, what_if_of
from pathways.wording.sentences import edge_sentence

__all__ = ["Answer", "Item", "answers", "overlay_of"]

Kind = Literal["compare", "whatif", "paths", "loops", "knockout"]

_SIGN_MARKS = {1: "+", -1: "−", None: "?"}
MOST_ITEMS = 200  # of a list; the map shows all
_MOST_TAGGED = 9  # loops that are tagged on the map; more tags would hide it
_TAGS = {"only here": "A", "only there": "B", "opposite": "≠"}
_COMPARED = {"only here": "Only in A.", "only there": "Only in B.", "opposite": "A and B say the opposite."}
_MEANINGS = {
    "A": "only in this view", "B": "only in the second view", "≠": "the two views say the opposite",
    "R": "a reinforcing loop", "B-loop": "a balancing loop", "U": "a loop without a stated direction",
}  # fmt: skip
_VERDICT_ORDER = ("ambiguous", "up", "down", "unknown")
_VERDICT_MARKS = {"up": "up", "down": "down", "ambiguous": "both", "unknown": "?"}
_PATHS_REMARK = "A mechanism's paths say what could happen, not what does: each step has its own evidence, and none is a measure."


@dataclass(frozen=True)
class Item:
    """One entry of an answer. `edges` and `nodes` are those it is about; `changes` are the fields of the address that select it."""

    text: str
    detail: str = ""
    mark: str = ""
    edges: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """An answer: a title, its result in a sentence, its items, and remarks on the method.

    `reasons` say why there is no path, or where none continues, each with queries that may be asked next.
    `trials` are the controlled trials behind what a comparison found to differ.
    `told` is the sentence to put behind the query, without what was `left_out` and where the search `stopped`: a caption
    states these once for all answers (see `caption`).
    """

    kind: Kind
    title: str
    sentence: str
    items: tuple[Item, ...] = ()
    remarks: tuple[str, ...] = ()
    overlay: Overlay = NOTHING
    reasons: tuple[Reason, ...] = ()
    trials: tuple[Trial, ...] = ()
    told: tuple[str, ...] = ()
    left_out: LeftOut = NONE_LEFT_OUT
    stopped: str = ""


def answers(mechanism: Mechanism, query: Query) -> tuple[Answer, ...]:
    """Return the answers to a query on the whole mechanism, in the order compare, what-if, paths, loops, knock-out.

    The filters of the query hold for each: a path counts only if every step of it is kept. A query that asks nothing has no answers.

    Example:
        >>> from pathways import load, shipped
        >>> found = answers(load(shipped()), Query(from_=("low-dose-naltrexone",), to=("hypersensitivity",), cutoff=2))
        >>> [(answer.kind, answer.items[0].mark) for answer in found]
        [('paths', '+')]
        >>> answers(load(shipped()), Query())
        ()
    """
    asked: tuple[tuple[object, Callable[[Mechanism, Query], Answer]], ...] = (
        (query.against, _compare),
        (query.up or query.down or query.block, _what_if),
        (query.from_ and query.to, _paths),
        (query.loops, _loops),
        (query.evidence != "all" and query.evidence != "contested", _knock_out),
    )
    return tuple(answer(mechanism, query) for wanted, answer in asked if wanted)


def overlay_of(found: Iterable[Answer], trail: Sequence[str] = ()) -> Overlay:
    """Return the joint overlay of answers, with the chosen trail highlighted and the rest faded.

    Example:
        >>> overlay_of(()) == NOTHING
        True
    """
    shown = [answer.overlay for answer in found]
    edges = frozenset(trail)
    if not edges and not any(shown):
        return NOTHING
    return Overlay(
        verdicts={node: verdict for one in shown for node, verdict in one.verdicts.items()},
        trail=edges,
        tags={edge: " ".join(filter(None, (one.tags.get(edge, "") for one in shown))) for one in shown for edge in one.tags},
        meanings=tuple(dict.fromkeys(meaning for one in shown for meaning in one.meanings)),
        clear=edges or None,
        gaps=frozenset() if edges else frozenset(name for one in shown for name in one.gaps),
    )


def _paths(mechanism: Mechanism, query: Query) -> Answer:
    base, found = filtered(mechanism, query), paths_of(mechanism, query)
    absence = find_absence(mechanism, query, found)
    disagreements = (_disagreement(base, one) for one in found.incoherent)
    told = tuple(filter(None, (*found.told, absence.sentence)))
    return Answer(
        "paths", "Paths", f"{found.sentence} {absence.sentence}".rstrip(), tuple(_path(base, path) for path in found.paths),
        (*disagreements, _PATHS_REMARK), Overlay(gaps=absence.gaps), (*absence.reasons, *drawn_gaps_ahead(mechanism, query, found)),
        told=told, left_out=found.left_out, stopped=found.stopped,
    )


def _disagreement(base: Mechanism, one: Incoherent) -> str:
    ends = f"Between {base.node[one.source].label} and {base.node[one.target].label}"
    raising, lowering = len(one.positive), len(one.negative)
    more = f"{counted(raising, 'path')} {'raises' if raising == 1 else 'raise'} and {lowering} {'lowers' if lowering == 1 else 'lower'}"
    return f"{ends} {more}: the map cannot say which prevails."


def _path(base: Mechanism, path: Path) -> Item:
    impossible = "" if path.possible else f" {capitalised(path.why_not)}."
    weakest = "" if path.weakest is Tier.CONTESTED else f"; weakest: {TIERS[path.weakest] if path.weakest else 'none'}"
    detail = f"{path.strip}{weakest}.{impossible}"
    return Item(path_sentence(base, path), detail, _SIGN_MARKS[path.sign], path.edges, path.nodes, (("trail", ",".join(path.edges)),))


def _loops(mechanism: Mechanism, query: Query) -> Answer:
    base = select(mechanism, bare(query))
    found = find_loops(base, impossible=query.impossible)
    chosen = [loop for loop in found.loops if query.trail and set(loop.path.edges) <= set(query.trail)]
    tags = _loop_tags(chosen or found.loops)
    kinds = {loop.name[0] for loop in found.loops[:_MOST_TAGGED]}
    meanings = tuple((name, _MEANINGS["B-loop" if name == "B" else name]) for name in "RBU" if name in kinds)
    items = tuple(_loop(base, loop) for loop in found.loops)
    return Answer(
        "loops", "Feedback loops", found.sentence, items, (_PATHS_REMARK,), Overlay(tags=tags, meanings=meanings),
        told=found.told, left_out=found.left_out, stopped=found.stopped,
    )


def _loop_tags(loops: Sequence[Loop]) -> dict[str, str]:
    """The name of each of the first loops by one of its edges: one without a tag so far, if there is one."""
    tags: dict[str, str] = {}
    for loop in loops[:_MOST_TAGGED]:
        edge = next((edge for edge in loop.path.edges if edge not in tags), loop.path.edges[0])
        tags[edge] = f"{tags[edge]} {loop.name}" if edge in tags else loop.name
    return tags


def _loop(base: Mechanism, loop: Loop) -> Item:
    edges, detail = loop.path.edges, f"{capitalised(loop.kind)}; {loop.path.strip}."
    return Item(loop_sentence(base, loop), detail, loop.name, edges, loop.path.nodes, (("trail", ",".join(edges)),))


def _what_if(mechanism: Mechanism, query: Query) -> Answer:
    part, found = what_if_of(mechanism, query)
    given = {**dict.fromkeys(found.up, "set-up"), **dict.fromkeys(found.down, "set-down"), **dict.fromkeys(found.block, "blocked")}
    moved = [effect for effect in found.effects if effect.verdict in _VERDICT_ORDER]
    moved.sort(key=lambda effect: _VERDICT_ORDER.index(effect.verdict))
    verdicts = {**{effect.node: str(effect.verdict) for effect in moved}, **given}
    items = tuple(_effect(part, effect) for effect in moved[:MOST_ITEMS])
    remarks = (*_cut_remark(len(moved)), RULE, LIMITS, SOURCE)
    summary, stopped = _moved_sentence(part, query, moved, given), found.stopped if found.up or found.down else ""
    sentence = f"{summary} {stopped}".strip()
    return Answer("whatif", "What if", sentence, items, remarks, Overlay(verdicts=verdicts), told=(summary,), stopped=stopped)


def _cut_remark(count: int) -> tuple[str, ...]:
    return (f"The first {MOST_ITEMS} of {count} are listed; the map shows all.",) if count > MOST_ITEMS else ()


def _moved_sentence(base: Mechanism, query: Query, moved: Sequence[Effect], given: Mapping[str, str]) -> str:
    if not (query.up or query.down):
        return "Nothing is set up or down, so nothing moves: say what goes up or down. A block only takes away paths."
    if not any(name in given for name in (*query.up, *query.down)):
        return "The filters leave out all that is set up or down, so nothing moves."
    if all(verdict == "blocked" for verdict in given.values()):
        return "All that is set up or down is blocked, so nothing moves."
    counts = ((verdict, sum(effect.verdict == verdict for effect in moved)) for verdict in _VERDICT_ORDER)
    moves = ", ".join(f"{count} {verdict}" for verdict, count in counts if count) or "nothing moves"
    unchanged = len(base.nodes) - len(moved) - len(given)
    return f"{capitalised(moves)}, {unchanged} unchanged."


def _effect(base: Mechanism, effect: Effect) -> Item:
    best = next(iter((*effect.ups, *effect.downs, *effect.unknowns)), None)
    sides = {edge: None for path in (*effect.ups[:1], *effect.downs[:1]) for edge in path.edges} if effect.verdict == "ambiguous" else {}
    edges = tuple(sides) or (best.edges if best else ())
    return Item(effect_sentence(base, effect), "", _VERDICT_MARKS[effect.verdict], edges, (effect.node,), (("trail", ",".join(edges)),))


def _knock_out(mechanism: Mechanism, query: Query) -> Answer:
    found = knocked_out(mechanism, query)
    items = tuple(
        Item(f"{edge_sentence(mechanism, mechanism.edge[name])} Lost.", edges=(name,), changes=(("select", name),)) for name in found.lost
    )
    first, *rest = found.told
    told = (f"In A, {first}" if query.against else first, *rest)
    return Answer("knockout", "What is left", found.sentence, items, told=told, stopped=found.stopped)


def _compare(mechanism: Mechanism, query: Query) -> Answer:
    ours, theirs, found = compare_views(mechanism, query)
    rows = [row for row in found.rows if row.verdict != "agree"]
    tags = {edge: _TAGS[row.verdict] for row in rows for edge in (*row.here, *row.there)}
    meanings = tuple((tag, _MEANINGS[tag]) for tag in ("A", "B", "≠") if tag in tags.values())
    sentence = f"{found.sentence} A: {ours.sentence(mechanism)} B: {theirs.sentence(mechanism)}"
    told = (found.sentence, "A: this view.", f"B: {theirs.unlike(ours, mechanism)}")
    rows.sort(key=lambda row: _weight(mechanism, row))
    items = tuple(_compared(mechanism, rows[:MOST_ITEMS]))
    tested = trials(mechanism, (mechanism.edge[edge] for row in rows for edge in (*row.here, *row.there)))
    overlay = Overlay(tags=tags, meanings=meanings)
    return Answer("compare", "Comparison", sentence, items, (*_cut_remark(len(rows)), COMPARE_RULE), overlay, trials=tested, told=told)


def _weight(mechanism: Mechanism, row: Pair) -> tuple[int, bool, int, int]:
    """Where a row stands: contradictions first, then effects before other relations, those with most trials and papers first."""
    edges = [mechanism.edge[edge] for edge in (*row.here, *row.there)]
    papers = {item.reference for edge in edges for item in edge.findings}
    causal = any(edge.meaning.causal for edge in edges)
    return ("opposite", "only here", "only there").index(row.verdict), not causal, -len(trials(mechanism, edges)), -len(papers)


def _compared(mechanism: Mechanism, rows: Sequence[Pair]) -> Iterator[Item]:
    for row in rows:
        edges = (*row.here, *row.there)
        text = " ".join(edge_sentence(mechanism, mechanism.edge[edge]) for edge in edges)
        yield Item(text, _COMPARED[row.verdict], _TAGS[row.verdict], edges, (row.source, row.target), (("trail", ",".join(edges)),))
