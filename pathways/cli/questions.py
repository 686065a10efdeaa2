"""`paths`, `loops`, `whatif`, `compare` and `explain`: answer a question as text, or as JSON for programs."""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from pathways.cli.arguments import add_map, add_question, flags, viewed
from pathways.errors import InvalidArgument
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.reasoning.answers import Answer, Item, Kind, answers
from pathways.reasoning.explain import explain
from pathways.reasoning.path_question import Ask, Reason
from pathways.reasoning.signed_paths import Path as Walk
from pathways.reasoning.signed_paths import index
from pathways.reasoning.trials import COLUMNS, TRIALS, Trial

__all__ = ["fill_compare", "fill_explain", "fill_loops", "fill_paths", "fill_whatif"]

_ENDS = {
    "from": "Name what it starts from with --from, as in: --from LDN.",
    "to": "Name what it leads to with --to, as in: --to pain.",
}
_SET = "Name what goes up with --up or down with --down, as in: --up LDN --block TLR4."
_AGAINST = "Give the second question with --against, as it stands behind the '?' of an address: --dose low --against dose=high."


def fill_paths(parser: argparse.ArgumentParser) -> None:
    """Give `paths` its arguments."""
    _fill(parser, "paths")


def fill_loops(parser: argparse.ArgumentParser) -> None:
    """Give `loops` its arguments."""
    _fill(parser, "loops")


def fill_whatif(parser: argparse.ArgumentParser) -> None:
    """Give `whatif` its arguments."""
    _fill(parser, "whatif")


def fill_compare(parser: argparse.ArgumentParser) -> None:
    """Give `compare` its arguments."""
    _fill(parser, "compare")


def fill_explain(parser: argparse.ArgumentParser) -> None:
    """Give `explain` its arguments."""
    add_map(parser)
    parser.add_argument("--plain", action="store_true", help="in plain words")
    _add_json(parser)
    add_question(parser)
    parser.set_defaults(command=_explain)


def _fill(parser: argparse.ArgumentParser, kind: Kind) -> None:
    add_map(parser)
    _add_json(parser)
    add_question(parser)
    parser.set_defaults(command=_answer, kind=kind)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-json", action="store_true", help="the answer as values, for programs")


def _answer(given: argparse.Namespace) -> int:
    mechanism, query = _asked(given)
    found = answers(mechanism, query)
    shown = [answer for answer in found if answer.kind == given.kind]
    left = [answer for answer in found if answer.kind == "knockout"]  # which relations a choice of evidence removes concerns each answer
    if given.as_json:
        return _print_values(_values(mechanism, query, [*shown, *left]))
    for answer in shown:
        for line in _lines(answer, query, given.path):
            print(line)
    for answer in left:
        print(answer.sentence)
    return 0


def _asked(given: argparse.Namespace) -> tuple[Mechanism, Query]:
    """The mechanism and the question; one error lists everything that is invalid or missing."""
    missing = list(_missing(given.kind, _told(given)))
    try:
        mechanism, query, _ = viewed(given)
    except InvalidArgument as error:
        raise InvalidArgument("\n".join((str(error), *missing))) from None
    if missing:
        raise InvalidArgument("\n".join(missing))
    return mechanism, replace(query, loops=query.loops or given.kind == "loops")


def _told(given: argparse.Namespace) -> set[str]:
    """The names of the fields that the command sets, to a valid value or not."""
    flags = {name.removeprefix("question_") for name, value in vars(given).items() if name.startswith("question_") and value}
    return flags | {name for name, value in parse_qsl(given.address.rpartition("?")[2]) if value.strip(", ")}


def _missing(kind: Kind, told: set[str]) -> Iterator[str]:
    if kind == "paths":
        yield from (sentence for name, sentence in _ENDS.items() if name not in told)
    elif kind == "whatif" and not told & {"up", "down"}:
        yield _SET
    elif kind == "compare" and "against" not in told:
        yield _AGAINST


def _lines(answer: Answer, query: Query, path: Path | None) -> Iterator[str]:
    """The answer as a sentence, its reasons with the command for the next question, its items, one a line with marks, its limits."""
    yield answer.sentence
    for reason in answer.reasons:
        if reason.text not in answer.sentence:
            yield f"- {reason.text}"
        yield from (f"  {asking}" for ask in reason.asks if (asking := _asking(query, ask, path)))
    for item in answer.items:
        mark = item.mark if item.mark and not item.text.startswith(item.mark) else "-"
        yield " ".join(filter(None, (mark, item.text, "" if answer.kind == "whatif" else item.detail)))
    if answer.trials:
        yield TRIALS
        yield from (f"- {trial.sentence}" for trial in answer.trials)
    yield from answer.remarks


def _asking(query: Query, ask: Ask, path: Path | None) -> str:
    """The command that asks a question; empty if it would show only the card of a gap or relation."""
    changes = dict(ask.changes)
    asked = replace(query, **changes)
    if "select" in changes:
        return ""
    name = "paths" if asked.from_ and asked.to else "loops" if asked.loops else "query"
    return shlex.join(["pathways", name, *([str(path)] if path else []), *flags(asked)])


def _explain(given: argparse.Namespace) -> int:
    mechanism, query, _ = viewed(given)
    told = explain(mechanism, query, plain=given.plain)
    if not given.as_json:
        print(told.text)
        return 0
    papers = [{"number": number, "id": one.id, "cite": one.cite, "url": one.url} for number, one in enumerate(told.references, start=1)]
    return _print_values({
        **_about(mechanism, query), "title": told.title, "paragraphs": list(told.paragraphs), "references": papers, "caveat": told.caveat,
    })  # fmt: skip


def _about(mechanism: Mechanism, query: Query) -> dict[str, Any]:
    """Map, version and question of the values, so that they can be computed again."""
    return {"map": mechanism.id, "version": mechanism.version, "question": query.search()}


def _values(mechanism: Mechanism, query: Query, found: list[Answer]) -> dict[str, Any]:
    told = [
        {
            "kind": answer.kind, "sentence": answer.sentence, "remarks": list(answer.remarks),
            "items": [_item(mechanism, answer.kind, item) for item in answer.items],
            "reasons": [_reason(query, reason) for reason in answer.reasons],
            **({"trials": [_trial_row(trial) for trial in answer.trials]} if answer.trials else {}),
        } for answer in found
    ]  # fmt: skip
    return {**_about(mechanism, query), "answers": told}


def _item(mechanism: Mechanism, kind: Kind, item: Item) -> dict[str, Any]:
    """An item by its ids; of a path or a loop also its sign (1, -1, null) and its evidence."""
    said = {"mark": item.mark, "text": item.text, "detail": item.detail, "nodes": list(item.nodes), "edges": list(item.edges)}
    path = index(mechanism).along(item.edges) if kind in ("paths", "loops") else None
    return {**said, **_rests_on(path)} if path else said


def _trial_row(trial: Trial) -> dict[str, str]:
    """A trial by the columns of its table, with the relation that it tests."""
    row = {name.casefold(): value for name, value in zip(COLUMNS, trial.cells, strict=True)}
    return {**row, "edge": trial.edge, "paper": trial.reference}


def _reason(query: Query, reason: Reason) -> dict[str, Any]:
    """A reason by its kind and ids, with the next questions as query strings, without '?'."""
    questions = [{"label": ask.label, "question": replace(query, **dict(ask.changes)).search()} for ask in reason.asks]
    return {"kind": reason.kind, "text": reason.text, "nodes": list(reason.nodes), "paths": reason.paths, "asks": questions}


def _rests_on(path: Walk) -> dict[str, Any]:
    return {
        "sign": path.sign, "length": path.length, "weakest": path.weakest.value if path.weakest else None,
        "tiers": {tier.value: count for tier, count in path.tiers}, "doses": [dose.value for dose in path.doses],
        "contested": path.contested,
    }  # fmt: skip


def _print_values(values: dict[str, Any]) -> int:
    print(json.dumps(values, ensure_ascii=False, indent=2))
    return 0
