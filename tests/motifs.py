"""Small mechanisms written as lines: "a + b" increases, "a - b" decreases, "a ? b" in a direction not stated, "a . b" is no cause,
"a -| b" blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from pathways.model.mechanism import Mechanism

RELATIONS = {"+": "increases", "-": "decreases", "-|": "antagonises", "?": "modulates", ".": "associated-with", "form-of": "form-of"}
NODE = {"kind": "process", "region": "r", "description": "x"}
STUDIES = {"trial": "randomised-trial", "human": "observational", "animal": "animal", "cell": "cell", "review": "narrative-review"}


def motif(*lines: str, groups: Mapping[str, str] | None = None, nodes: Iterable[str] = ()) -> Mechanism:
    """Return the mechanism of these lines; after the three words may stand a dose, a kind of study, "contested" and "literature".

    Nodes come in the order in which they are met, those of `nodes` first. `groups` names the group of each member.
    """
    words = [line.split() for line in lines]
    member_of = groups or {}
    ends = [end for word in words for end in (word[0], word[2])]
    names = dict.fromkeys([*nodes, *ends, *member_of, *member_of.values()])
    return Mechanism.model_validate({
        "id": "motif", "title": "Motif", "sentence": "x", "version": "1", "date": "1",
        "nodes": [{"id": name, "label": name, "group": member_of.get(name)} | NODE for name in names],
        "edges": [_edge(f"e{number}", *word) for number, word in enumerate(words)],
        "references": [{"id": name, "type": "book"} for name in ("paper", "doubt")],
    })


def _edge(name: str, source: str, sign: str, target: str, *more: str) -> dict[str, Any]:
    found = {"reference": "paper", "stance": "supports", "finding": "x"}
    against = {"reference": "doubt", "stance": "contradicts", "finding": "x", "study": "animal"}
    studies = [found | {"study": STUDIES[word]} for word in more if word in STUDIES]
    return {
        "id": name, "source": source, "relation": RELATIONS[sign], "target": target,
        "layer": "literature" if "literature" in more else "document",
        "context": {"dose": next((word for word in more if word in ("low", "high", "laboratory")), None)},
        "evidence": [*studies, *([against] if "contested" in more else [])],
    }


NAMES = [f"n{number}" for number in range(6)]
_ends = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda ends: ends[0] != ends[1])
_doses, _studies, _doubts = st.sampled_from(["", "", "low", "high"]), st.sampled_from(["", *STUDIES]), st.sampled_from(["", "contested"])
_some = st.tuples(_ends, st.sampled_from(["+", "+", "-", "-", "-|", "?", "."]), _doses, _studies, _doubts)
lines = st.lists(_some, max_size=12).map(
    lambda drawn: [f"{source} {sign} {target} {' '.join(more)}".strip() for (source, target), sign, *more in drawn]
)
memberships = st.dictionaries(st.sampled_from(NAMES[3:]), st.sampled_from(NAMES[:2]), max_size=3)
motifs = st.builds(lambda drawn, groups: motif(*drawn, groups=groups, nodes=NAMES), lines, memberships)
