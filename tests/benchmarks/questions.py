"""Measure the questions to a mechanism: `python tests/benchmarks/questions.py` prints a table, in about a minute.

On the shipped mechanism the index is there already, as on a page; on a random one with 10,000 nodes and 50,000 edges each
question has a new mechanism, so that building the index counts. Times are in milliseconds.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import pathways  # noqa: E402
from pathways.model.evidence import Context, Finding  # noqa: E402
from pathways.model.mechanism import Edge, Mechanism, Node  # noqa: E402
from pathways.query.query import Query  # noqa: E402
from pathways.query.select import select  # noqa: E402
from pathways.reasoning.compare import compare  # noqa: E402
from pathways.reasoning.evidence_knockout import knock_out  # noqa: E402
from pathways.reasoning.loops import find_loops  # noqa: E402
from pathways.reasoning.paths import find_paths  # noqa: E402
from pathways.reasoning.what_if import Effects, what_if  # noqa: E402

RELATIONS = ("increases", "increases", "decreases", "decreases", "modulates", "associated-with")
STUDIES = ("randomised-trial", "observational", "animal", "cell", "narrative-review")


def random_mechanism(nodes: int, edges: int, seed: int = 1) -> Mechanism:
    """A random signed graph with a paper an edge, some dose bands and some groups; built without validation, which is not measured."""
    chance = random.Random(seed)
    names = [f"n{number}" for number in range(nodes)]
    found = {study: finding(study) for study in STUDIES}
    return Mechanism.model_construct(
        id="random", title="Random", sentence="x", version="1", date="1", summary="",
        sources=(), regions=(), caveats=(), gaps=(), references=(),
        nodes=tuple(node(name, f"n{number % 50}" if number >= 50 and number % 10 == 0 else None) for number, name in enumerate(names)),
        edges=tuple(edge(f"e{number}", chance.sample(names, 2), chance, found) for number in range(edges)),
    )


def node(name: str, group: str | None) -> Node:
    return Node.model_validate({"id": name, "label": name, "kind": "process", "region": "r", "description": "x", "group": group})


def finding(study: str) -> Finding:
    return Finding.model_validate({"reference": "paper", "stance": "supports", "study": study, "finding": "x"})


def edge(name: str, ends: list[str], chance: random.Random, found: dict[str, Finding]) -> Edge:
    drawn = Edge.model_validate({
        "id": name, "source": ends[0], "target": ends[1], "relation": chance.choice(RELATIONS), "layer": "literature", "evidence": (),
    })
    context = Context.model_validate({"dose": chance.choice((None, None, "low", "high"))})
    return drawn.model_copy(update={"evidence": (found[chance.choice(STUDIES)],), "context": context})


def row(name: str, times: list[float], said: str) -> None:
    print(f"{name:46} {statistics.median(times):8.1f}   ({min(times):.1f} to {max(times):.1f}, {len(times)} runs)   {said}")


def timed(work: Callable[[Mechanism], Any], mechanisms: Iterator[Mechanism]) -> tuple[list[float], Any]:
    times, answer = [], None
    for mechanism in mechanisms:
        start = time.perf_counter()
        answer = work(mechanism)
        times.append((time.perf_counter() - start) * 1000)
    return times, answer


def said(answer: Any) -> str:
    if isinstance(answer, Effects):
        met = [effect.verdict for effect in answer.effects]
        return ", ".join([*(f"{met.count(verdict)} {verdict}" for verdict in dict.fromkeys(met)), answer.stopped])
    return str(answer.sentence)


def questions(cutoff: int, source: str, target: str) -> dict[str, Callable[[Mechanism], Any]]:
    return {
        f"paths, at most {cutoff} steps": lambda mechanism: find_paths(mechanism, [source], [target], cutoff=cutoff),
        f"loops, at most {cutoff} steps": lambda mechanism: find_loops(mechanism, cutoff=cutoff),
        f"what if, at most {cutoff} steps": lambda mechanism: what_if(mechanism, up=[source], cutoff=cutoff),
    }


def main() -> None:
    shipped = pathways.load(pathways.shipped())
    for cutoff in (6, 9):
        for name, ask in questions(cutoff, "low-dose-naltrexone", "chronic-pain").items():
            ask(shipped)
            times, answer = timed(ask, (shipped for _ in range(50)))
            row(f"shipped: {name}", times, said(answer))
    for node in shipped.node:
        what_if(shipped, up=[node])
    turns = ((lambda mechanism, node=node: what_if(mechanism, up=[node], block=["tlr4"])) for node in shipped.node)
    times = [timed(ask, iter([shipped]))[0][0] for ask in turns]
    row("shipped: what if, each node in turn, TLR4 blocked", times, "")
    low, high = (select(shipped, Query(dose=dose)) for dose in ("low", "high"))
    times, answer = timed(lambda _: compare(low, high), (shipped for _ in range(50)))
    row("shipped: compare low and high dose", times, answer.sentence)
    times, answer = timed(lambda mechanism: knock_out(mechanism, "human", ["LDN"], ["pain"]), (shipped for _ in range(50)))
    row("shipped: knock out what people did not show", times, answer.sentence)
    large = random_mechanism(10_000, 50_000)
    for cutoff in (4, 6, 9):
        for name, ask in questions(cutoff, "n3", "n77").items():
            times, answer = timed(ask, (Mechanism.model_construct(**dict(large)) for _ in range(5)))
            row(f"10,000 nodes: {name}", times, said(answer))


if __name__ == "__main__":
    main()
