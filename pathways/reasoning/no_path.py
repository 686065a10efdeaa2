"""Why there is no path between two nodes: which step is missing, what is reachable, and which similar nodes do have a path.

The answer "no path" is of use only with its reason, which is derived from the map: a gap between what the start reaches and what
reaches the end is the missing step; without one, both sides are listed. A missing step is never stated as true. Most reasons come
with the queries that a user may ask next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from pathways.language.grammar import capitalised, counted, joined
from pathways.model.groups import family
from pathways.model.likeness import alike
from pathways.model.mechanism import Gap, Mechanism
from pathways.model.path_search import distances, stages
from pathways.query.query import Query
from pathways.reasoning.path_question import COUNTING, NAMED, Ask, Count, Question, Reason
from pathways.reasoning.paths import Paths
from pathways.reasoning.reach import PathSection
from pathways.wording.sentences import edge_sentence, gap_sentence

__all__ = ["Absence", "drawn_gaps_ahead", "find_absence"]

INSTEAD = 5  # other ends that are offered
ENDS = 2  # ends of a query, and sections between them, that are examined
LOOKED = 8  # other ends for which paths are counted, on each side
MOST_STEPS = 9  # of a path that can be asked for
NEVER = 1_000_000  # edges, for "not reachable"
BEYOND = 3  # edges beyond the shortest walk up to which a longer path is searched for

_EMPTY = Query()


@dataclass(frozen=True)
class Absence:
    """Why there is no path: in a sentence, which may be empty, and reason by reason."""

    sentence: str
    reasons: tuple[Reason, ...] = ()

    @property
    def gaps(self) -> frozenset[str]:
        """The missing gaps, with their ends."""
        return frozenset(name for reason in self.reasons if reason.kind == "gap" for name in reason.nodes)


def find_absence(mechanism: Mechanism, query: Query, found: Paths) -> Absence:
    """Return why a query for paths has none, from the whole mechanism; empty if there are some.

    Examined are the ends, each limit of the query, longer paths, the missing steps, and other ends; each search is bounded.

    Args:
        found: The result of `paths_of` for the query.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.paths import paths_of
        >>> ldn, asked = load(shipped()), Query(from_=("tlr4",), to=("pain",))
        >>> absence = find_absence(ldn, asked, paths_of(ldn, asked))
        >>> print(absence.sentence)
        Nothing entered leads from Toll-like receptor 4 to pain: the step from inflammatory cytokines to pain is missing, drawn as a gap.
        >>> [reason.kind for reason in absence.reasons]
        ['gap', 'reached', 'leading', 'instead', 'instead', 'instead', 'instead']
    """
    if found.paths:
        return Absence("")
    asked = Question(mechanism, query)
    invalid = (*_absent_ends(asked), *_equal_ends(asked))
    distinct = asked if invalid else _without_shared_ends(asked)
    parts = [] if invalid or found.stopped else _broken(distinct)
    searched = [] if invalid or parts or found.stopped or query.focus else [*_longer(distinct), *_impossible(found)]
    reasons = (*invalid, *_without_limits(asked), *searched, *_missing(distinct, parts))
    return Absence(_sentence(distinct, reasons, parts), (*reasons, *islice(_instead(asked), INSTEAD)))


def _without_shared_ends(asked: Question) -> Question:
    """The query without nodes that are both start and end, unless no start or end were left: no path leads from a node to itself."""
    ends = tuple(name for name in asked.ends if name not in asked.starts) or asked.ends
    starts = tuple(name for name in asked.starts if name not in ends)
    return asked if (starts, ends) == (asked.starts, asked.ends) else Question(asked.whole, replace(asked.query, from_=starts, to=ends))


def _sentence(asked: Question, reasons: Iterable[Reason], parts: list[_Section]) -> str:
    texts = [reason.text for reason in reasons if reason.kind in ("ends", "longer", "turns")]
    if not parts:
        return " ".join(texts)
    return capitalised(f"{asked.within}nothing entered leads {asked.between}{_gap_clause(asked, parts[0].leg)}.")


def _gap_clause(asked: Question, leg: PathSection) -> str:
    rows = leg.gaps()
    steps = joined((joined(f"from {asked.named([gap.source])} to {asked.named([gap.target])}" for gap in row) for row in rows), word="or")
    if not rows:
        return ""
    if len(rows[0]) > 1:
        return f": the steps {steps} are missing, drawn as gaps"
    return f": {'the' if len(rows) == 1 else 'a'} step {steps} is missing, drawn as a gap"


# ---- what the query itself excludes


def _absent_ends(asked: Question) -> Iterator[Reason]:
    """The ends and intermediate nodes that do not exist, are excluded, or are filtered out."""
    query, present = asked.query, asked.links.mechanism.node
    ends = ((query.from_, asked.starts), (query.to, asked.ends))
    missing = [*(name for names, kept in ends if not kept for name in names), *(name for name in query.via if name not in present)]
    avoided = family(asked.whole, query.avoid)
    unknown = [name for name in dict.fromkeys(missing) if name not in asked.whole.node]
    excluded = [name for name in dict.fromkeys(missing) if name in avoided and name not in unknown]
    hidden = [name for name in dict.fromkeys(missing) if name not in (*unknown, *excluded)]
    if unknown:
        yield Reason("ends", f"Nothing on this map is called {joined(map(repr, unknown), word='or')}.")
    if excluded:
        text = f"The question names {asked.named(excluded)}, and says that no path may pass there."
        yield Reason("ends", text, tuple(excluded), (Ask("Let it be passed", (("avoid", ()),)),))
    if hidden:
        yield Reason("ends", f"The filters leave out {asked.named(hidden)}.", tuple(hidden))


def _equal_ends(asked: Question) -> Iterator[Reason]:
    """The case that starts and ends are the same nodes."""
    if not asked.starts or set(asked.starts) != set(asked.ends):
        return
    if len(asked.starts) > 1:
        yield Reason("ends", f"No path leads from any of {asked.named(asked.starts)} to another of them.", asked.starts)
    else:
        name = capitalised(asked.named(asked.starts))
        text = f"{name} would be start and end at once; what leads back to where it begins is a feedback loop."
        yield Reason("ends", text, asked.starts, (Ask("Find the loops", (("from_", ()), ("to", ()), ("via", ()), ("loops", True))),))


def _without_limits(asked: Question) -> Iterator[Reason]:
    """Each limit of the query that alone excludes all paths; if none does, all of them together."""
    fields = {name: getattr(_EMPTY, name) for name in asked.limits}
    single = [({name: value}, asked.limits[name]) for name, value in fields.items()]
    alone = [reason for some, phrase in (*single, *_one_less(asked)) if (reason := _without(asked, some, f"If “{phrase}” is given up,"))]
    yield from alone or islice(filter(None, _all_given_up(asked, fields)), 1)


def _all_given_up(asked: Question, fields: dict[str, Any]) -> Iterator[Reason | None]:
    """The query without all its limits, first with its number of steps, then with the most."""
    if len(fields) > 1:
        yield _without(asked, fields, "If all that limits the question is given up,")
    if fields and asked.query.cutoff < MOST_STEPS:
        clause = f"If {'all that limits the question' if len(fields) > 1 else f'“{asked.limits[next(iter(fields))]}”'} is given up"
        yield _without(asked, {**fields, "cutoff": MOST_STEPS}, f"{clause} and {MOST_STEPS} steps are allowed,")


def _one_less(asked: Question) -> Iterator[tuple[dict[str, Any], str]]:
    """The query with one node less to pass or to avoid, if there are several."""
    for name in ("via", "avoid"):
        named: tuple[str, ...] = getattr(asked.query, name)
        for one in named[:NAMED] if len(named) > 1 else ():
            alone: dict[str, Any] = {name: (one,)}
            yield {name: tuple(other for other in named if other != one)}, replace(asked.query, **alone).limits(asked.whole)[name]


def _without(asked: Question, fields: dict[str, Any], clause: str) -> Reason | None:
    other = Question(asked.whole, replace(asked.query, **fields))
    count = other.count(other.starts, other.ends)
    text = f"{clause} {count.lead(other.between)}."
    ask = Ask("Ask without it", (*fields.items(), ("trail", ())))
    return Reason("limit", text, asks=(ask,), paths=count.number) if count.number else None


def _impossible(found: Paths) -> Iterator[Reason]:
    if count := sum(found.left_out):
        text = f"{counted(count, 'path')} {'is impossible; it' if count == 1 else 'are impossible; they'} can be shown."
        yield Reason("impossible", text, asks=(Ask("Show what is impossible", (("impossible", True), ("trail", ()))),), paths=count)


def _longer(asked: Question) -> Iterator[Reason]:
    """The shortest path with more steps than the query allows; if there are only walks that are not valid paths, that."""
    links, query = asked.links, asked.query
    far = distances(links.back, asked.ends)
    measured = [far, *(stage.far for stage in stages(links.back, far, [family(asked.whole, [name]) for name in query.via]))]
    least = min(max(one.near.get(start, NEVER) for one in measured) for start in asked.starts)
    if least == NEVER:
        text = f"{asked.within}nothing entered leads {asked.between}: what is reached of what must be passed does not lead on."
        yield Reason("turns", capitalised(text))
        return
    limit = max(least, query.cutoff) + BEYOND
    meter = COUNTING.meter()
    way = next(filter(asked.possible, links.ways(asked.starts, asked.ends, limit, meter, via=query.via)), None)
    if way:
        length = sum(map(bool, way[1]))
        text = capitalised(f"{asked.within}the shortest path {asked.between} has {length} steps; the question allows {query.cutoff}.")
        asks = (Ask(f"Allow {length} steps", (("cutoff", length), ("trail", ()))),) if length <= MOST_STEPS else ()
        yield Reason("longer", text, way[0], asks)
    elif meter.ended:
        shortest = max(least, meter.length, query.cutoff + 1)
        ended = f"the search for it ended after {COUNTING.steps:,} looks at a relation"
        yield Reason("longer", f"If there is a path {asked.between}, it has at least {shortest} steps; {ended}.")
    else:
        yield Reason("turns", _no_path(asked, limit))


def _no_path(asked: Question, limit: int) -> str:
    """Why each walk between the ends is not a valid path."""
    faults = ["pass something twice", "lead from one member of a group to another"]
    faults += ["pass only some of what must be passed"] if len(asked.query.via) > 1 else []
    here = distances(asked.links.forth, asked.starts, 0).near
    faults += ["take no causal step at all"] if any(end in here for end in asked.ends) else []
    faults += [] if asked.query.impossible else ["are impossible"]
    return f"The ways {asked.between} of at most {limit} steps {joined(faults, word='or')}; none of them is a path."


# ---- the missing step


class _Section(NamedTuple):
    """A section of a path, with its ends as the query names them: a group for itself and its members."""

    leg: PathSection
    starts: tuple[str, ...]
    ends: tuple[str, ...]


def _broken(asked: Question) -> list[_Section]:
    """The sections without a path: from start to end, or from start to each intermediate node and from there to the end."""
    starts, ends, stops = asked.starts, asked.ends, [(name,) for name in asked.query.via]
    pairs: list[tuple[tuple[str, ...], tuple[str, ...]]] = [pair for stop in stops for pair in ((starts, stop), (stop, ends))]
    parts = (_Section(PathSection(asked.links, *map(asked.expanded, pair)), *pair) for pair in pairs or [(starts, ends)])
    return list(islice((part for part in parts if part.leg.broken), ENDS))


def _missing(asked: Question, parts: Iterable[_Section]) -> Iterator[Reason]:
    for part in parts:
        gaps = {gap.id: gap for row in part.leg.gaps() for gap in row}
        yield from (_gap(asked.whole, gap) for gap in gaps.values())
        yield from _related(asked, part.leg) if not gaps else ()
        yield _reached(asked, part)
        yield _leading(asked, part)


def _gap(whole: Mechanism, gap: Gap) -> Reason:
    text = f"{gap_sentence(whole, gap)} {gap.explanation}"
    return Reason("gap", text, (gap.id, gap.source, gap.target), (Ask("Show this gap", (("select", gap.id),)),))


def _related(asked: Question, leg: PathSection) -> Iterator[Reason]:
    for edge in leg.related():
        text = f"{edge_sentence(asked.whole, edge).rstrip('.')}: a relation, but no causal step."
        yield Reason("related", text, (edge.id, edge.source, edge.target), (Ask("Show this relation", (("select", edge.id),)),))


def _reached(asked: Question, part: _Section) -> Reason:
    """What can be reached from the start."""
    start, found = asked.named(part.starts), part.leg.reached
    if not found:
        text = f"{asked.within}nothing entered leads from {start} onwards"
    elif len(found) <= NAMED:
        text = f"{asked.within}one gets from {start} to {asked.named(found)}, and no further"
    else:
        among, end = asked.named(found[: NAMED - 1]), asked.named(part.ends)
        text = f"{asked.within}one gets from {start} to {len(found)} things, among them {among}; none of them leads on to {end}"
    ask = Ask("Show what it leads to", (("from_", part.starts), ("to", ()), ("via", ()), ("trail", ())))
    return Reason("reached", capitalised(f"{text}."), found, (ask,) if found else ())


def _leading(asked: Question, part: _Section) -> Reason:
    """The nodes from which the end can be reached."""
    end, found = asked.named(part.ends), part.leg.leading
    but = f" except from {asked.named(found)}" if found else ""
    ask = Ask("Show what leads there", (("from_", ()), ("to", part.ends), ("via", ()), ("trail", ())))
    return Reason("leading", capitalised(f"{asked.within}nothing entered leads to {end}{but}."), found, (ask,) if found else ())


# ---- other ends that do have a path


def _instead(asked: Question) -> Iterator[Reason]:
    """Paths in the opposite direction, and similar nodes to which, or from which, there are paths."""
    query, half = asked.query, INSTEAD // 2
    if asked.starts and asked.ends and (count := asked.count(asked.ends, asked.starts)).number:
        yield _offered(asked, asked.ends, asked.starts, count)
    to = list(islice(_others(asked, query.to, ahead=True), INSTEAD))
    from_ = list(islice(_others(asked, query.from_, ahead=False), INSTEAD))
    yield from (*to[: INSTEAD - half], *from_[:half], *to[INSTEAD - half :], *from_[half:])


def _others(asked: Question, ends: Iterable[str], *, ahead: bool) -> Iterator[Reason]:
    """The nodes similar to an end that do have paths from the starts, or else to the ends."""
    links, kept = asked.links, asked.starts if ahead else asked.ends
    if not kept:
        return
    near = distances(links.forth if ahead else links.back, kept, asked.query.cutoff).near
    found = dict.fromkeys(name for end in islice(ends, ENDS) for name in alike(asked.whole, end))
    likely = [name for name in found if near.get(name) and name not in (*asked.query.from_, *asked.query.to)]
    for name in likely[:LOOKED]:
        starts, goals = (kept, (name,)) if ahead else ((name,), kept)
        if (count := asked.count(starts, goals)).number:
            yield _offered(asked, starts, goals, count)


def _offered(asked: Question, starts: tuple[str, ...], ends: tuple[str, ...], count: Count) -> Reason:
    text = capitalised(f"{count.lead(Question(asked.whole, replace(asked.query, from_=starts, to=ends)).between)}.")
    groups = (asked.whole.node[name].group for name in (*starts, *ends))
    closed = tuple(dict.fromkeys(group for group in groups if group and group not in asked.query.open))
    opened = (("open", (*asked.query.open, *closed)),) if closed else ()
    ask = Ask("Show these paths", (("from_", starts), ("to", ends), ("trail", ()), *opened))
    return Reason("instead", text, (*starts, *ends), (ask,), count.number)


# ---- drawn gaps beside existing paths


def drawn_gaps_ahead(mechanism: Mechanism, query: Query, found: Paths) -> tuple[Reason, ...]:
    """Return why some nodes that the starts act on have no path to the ends, if they lead to a drawn gap; otherwise nothing.

    Example:
        >>> from pathways import load, shipped
        >>> from pathways.reasoning.paths import paths_of
        >>> ldn, asked = load(shipped()), Query(from_=("low-dose-naltrexone",), to=("pain",))
        >>> print(drawn_gaps_ahead(ldn, asked, paths_of(ldn, asked))[0].text)
        Nothing entered leads from low-dose naltrexone by way of Toll-like receptor 4, ... to pain; gaps are drawn from ... to pain.
    """
    if not found.paths or query.via:
        return ()
    asked = Question(mechanism, query)
    far = distances(asked.links.back, asked.ends, query.cutoff).near
    gaps = [gap for gap in asked.links.mechanism.gaps if gap.target in far and far.get(gap.source, query.cutoff) >= query.cutoff]
    dead_ends = _first_nodes_without_path(asked, far, {gap.source for gap in gaps})
    ahead = distances(asked.links.forth, dead_ends, query.cutoff - 1).near
    drawn = [gap for gap in gaps if gap.source in ahead][:NAMED]
    return (_open(asked, dead_ends, drawn),) if dead_ends else ()


def _first_nodes_without_path(asked: Question, far: dict[str, int], sources: set[str]) -> tuple[str, ...]:
    """The direct targets of the starts that lead to the source of a gap but not to an end; a group stands for its members."""
    links, cutoff = asked.links, asked.query.cutoff
    here = distances(links.forth, asked.starts, 0).near
    first = {end for node in here for end, name in links.forth.get(node, ()) if name} - here.keys()
    before = distances(links.back, sources, cutoff - 1).near
    dead_ends = [name for name in links.mechanism.node if name in first and name in before and far.get(name, cutoff) >= cutoff]
    return tuple(name for name in dead_ends if links.groups.get(name) not in dead_ends)


def _open(asked: Question, dead_ends: tuple[str, ...], gaps: list[Gap]) -> Reason:
    start, end = asked.named(asked.starts), asked.named(asked.ends)
    sources_by_target: dict[str, list[str]] = {}
    for gap in gaps:
        sources_by_target.setdefault(gap.target, []).append(gap.source)
    steps = joined(f"from {asked.named(sources)} to {asked.named([target])}" for target, sources in sources_by_target.items())
    text = f"{asked.within}nothing entered leads from {start} by way of {asked.named(dead_ends, 'or')} to {end}"
    sentence = f"{text}; {'a gap is' if len(gaps) == 1 else 'gaps are'} drawn {steps}."
    asks = [Ask(f"By way of {asked.whole.node[name].name}", (("via", (name,)), ("trail", ()))) for name in dead_ends[:NAMED]]
    asks += [Ask(f"Gap: {gap.label}", (("select", gap.id),)) for gap in gaps]
    return Reason("open", capitalised(sentence), (*dead_ends, *(gap.id for gap in gaps)), tuple(asks))
