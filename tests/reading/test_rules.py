"""Everything that can be wrong in a mechanism's files is found, with its place and the nearest good value."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.model.counts import all_evidence, tally
from pathways.model.mechanism import Mechanism
from pathways.reading.rules import examine
from tests.conftest import ROOT


def problems(folder: Path, *changes: tuple[str, str], references: tuple[tuple[str, str], ...] = ()) -> list[str]:
    """The problems of the toy after replacing some of its text, without the folder's name."""
    shutil.copytree(ROOT / "tests/toy", folder, dirs_exist_ok=True)
    for name, edits in (("toy.yaml", changes), ("references.json", references)):
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in edits:
            assert old in text, old
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, encoding="utf-8")
    return [str(problem).replace(f"{folder}/", "") for problem in examine(folder / "toy.yaml").problems]


def warnings(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """The warnings that the toy has more after replacing some of its text."""
    known = {warning.what for warning in examine(ROOT / "tests/toy/toy.yaml").warnings}
    assert problems(folder, *changes) == []
    return [str(warning).replace(f"{folder}/", "") for warning in examine(folder / "toy.yaml").warnings if warning.what not in known]


def line(text: str) -> int:
    """The line of the toy's file in which some text begins."""
    return next(number for number, one in enumerate((ROOT / "tests/toy/toy.yaml").read_text("utf-8").splitlines(), 1) if text in one)


def test_the_toy_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path) == []
    assert examine(tmp_path / "toy.yaml").mechanism is not None


def test_the_shipped_mechanism_has_no_problem() -> None:
    assert examine(ROOT / "data/low-dose-naltrexone.yaml").problems == ()


class Mistake(NamedTuple):
    """Some text of the toy, what is put in its place, what is said about it, and what stands in the line that is blamed."""

    old: str
    new: str
    says: str
    line: str = ""


MISTAKES = {
    "a relation that is misspelt": Mistake(
        old="relation: antagonises",
        new="relation: antagonizes",
        line="relation: antagonizes",
        says="edge toyamine-antagonizes-alpha-receptor, relation: 'antagonizes' is not a relation. Did you mean 'antagonises'?",
    ),
    "a kind that does not exist": Mistake(
        old="kind: peptide",
        new="kind: zzz",
        line="kind: zzz",
        says=(
            "node il-10, kind: 'zzz' is not a kind of node. Known: drug, receptor, small-molecule, peptide, protein, "
            "cell, process, event, symptom, condition, outcome."
        ),
    ),
    "a stance that is misspelt": Mistake(
        old="stance: mixed, study: animal, finding: Sometimes",
        new="stance: mixt, study: animal, finding: Sometimes",
        line="{reference: cook-2021, stance:",
        says="edge toyamine-antagonises-alpha-receptor, evidence 4, stance: 'mixt' is not a stance. Did you mean 'mixed'?",
    ),
    "a species in a list": Mistake(
        old="species: [mouse, rat]",
        new="species: [mouse, rats]",
        line="{reference: cook-2021, stance:",
        says="edge toyamine-decreases-tnf-alpha, evidence 2, species 2: 'rats' is not a species. Did you mean 'rat'?",
    ),
    "a dose band in a context": Mistake(
        old="{dose: low, tissue: knee}",
        new="{dose: lo, tissue: knee}",
        line="context: {dose: lo, tissue: knee}",
        says="edge toyamine-decreases-tnf-alpha, context, dose: 'lo' is not a dose band. Did you mean 'low'?",
    ),
    "a field that is misspelt": Mistake(
        old="synonyms: [TOY]",
        new="synonym: [TOY]",
        line="synonym: [TOY]",
        says="node toyamine, synonym: 'synonym' is no field of a node. Did you mean 'synonyms'?",
    ),
    "a field of a quotation that is misspelt": Mistake(
        old='marker: "1"',
        new='mark: "1"',
        line='mark: "1"',
        says=(
            "edge toyamine-antagonises-alpha-receptor, evidence 1, mark: 'mark' is no field of a statement. Did you "
            "mean 'marker'?"
        ),
    ),
    "a missing field": Mistake(
        old="    description: It hurts.\n",
        new="",
        line="id: pain",
        says="node pain, description: this field is missing.",
    ),
    "a list where text is wanted": Mistake(
        old="label: Injury",
        new="label: [Injury]",
        line="label: [Injury]",
        says="node injury, label: expected text, found a list.",
    ),
    "text where a list is wanted": Mistake(
        old="synonyms: [TOY]",
        new="synonyms: TOY",
        line="synonyms: TOY",
        says="node toyamine, synonyms: expected a list ('- ...' lines), found the text 'TOY'.",
    ),
    "text where a mapping is wanted": Mistake(
        old="context: {population: mice}",
        new="context: mice",
        line="context: mice",
        says="edge injury-sensitises-alpha-receptor, context: expected a mapping ('key: value' lines), found the text 'mice'.",
    ),
    "an empty text": Mistake(
        old="description: It hurts.",
        new='description: ""',
        line='description: ""',
        says="node pain, description: the text is empty.",
    ),
    "neither true nor false": Mistake(
        old="inferred: true",
        new="inferred: perhaps",
        line="inferred: perhaps",
        says="edge messengers-promotes-swelling, evidence 1, inferred: 'perhaps' is neither true nor false.",
    ),
    "an id that is no id": Mistake(
        old="id: gap-swelling-pain",
        new="id: Gap swelling",
        line="id: Gap swelling",
        says="gap Gap swelling, id: 'Gap swelling' is no id. Expected small letters, digits and hyphens, as in 'gap-swelling'.",
    ),
    "a malformed CURIE": Mistake(
        old='"UniProtKB:P01375"',
        new="UniProt P01375",
        line="{id: UniProt P01375, name: TNF}",
        says="node tnf-alpha, curie 1, id: 'UniProt P01375' is not a CURIE. Expected prefix:identifier, as in 'UniProtKB:P01375'.",
    ),
    "an unknown node in an edge": Mistake(
        old="    target: pain\n    layer: clinical",
        new="    target: TNF\n    layer: clinical",
        line="target: TNF",
        says="edge toyamine-studied-to-treat-TNF, target: no node 'TNF'. Nearest: 'tnf-alpha' (Tumour necrosis factor alpha).",
    ),
    "an unknown node in a gap": Mistake(
        old="    source: swelling\n    target: pain\n    label",
        new="    source: sweling\n    target: pain\n    label",
        line="source: sweling",
        says=(
            "gap gap-swelling-pain, source: no node 'sweling'. Nearest: 'swelling' (Long-lasting swelling of the soft "
            "tissues around the injured joint)."
        ),
    ),
    "an unknown group": Mistake(
        old="    group: messengers\n    member_of",
        new="    group: messenger\n    member_of",
        line="group: messenger",
        says="node tnf-alpha, group: no node 'messenger'. Nearest: 'messengers' (Inflammatory messengers).",
    ),
    "an unknown region": Mistake(
        old="region: start\n    description: Something",
        new="region: strat\n    description: Something",
        line="region: strat",
        says="node injury, region: no region 'strat'. Nearest: 'start' (Start).",
    ),
    "an unknown reference": Mistake(
        old="{reference: baker-2020, stance: contradicts",
        new="{reference: barker-2020, stance: contradicts",
        line="{reference: barker-2020, stanc",
        says=(
            "edge toyamine-antagonises-alpha-receptor, evidence 3, reference: no reference 'barker-2020'. Nearest: "
            "'baker-2020' (Toyamine does not block the α-toy receptor), "
        ),
    ),
    "an unknown source": Mistake(
        old="{source: leaflet, quote: At high",
        new="{source: leaflets, quote: At high",
        line="{source: leaflets, quote: At h",
        says=(
            "edge toyamine-increases-tnf-alpha, evidence 1, source: no source 'leaflets'. Nearest: 'leaflet' "
            "(Toyamine and the swollen knee)."
        ),
    ),
    "a node twice": Mistake(
        old="- id: pain",
        new="- id: injury",
        line="id: injury",
        says="node injury: the id 'injury' is taken by node injury in line 71.",
    ),
    "an edge twice": Mistake(
        old="relation: increases\n    target: tnf-alpha\n    layer: document\n    context",
        new="relation: decreases\n    target: tnf-alpha\n    layer: document\n    context",
        line="source: toyamine",
        says=(
            "edge toyamine-decreases-tnf-alpha: the id 'toyamine-decreases-tnf-alpha' is taken by edge "
            "toyamine-decreases-tnf-alpha in line "
        ),
    ),
    "a gap that is called like a node": Mistake(
        old="id: gap-swelling-pain",
        new="id: pain",
        line="id: pain",
        says="gap pain: the id 'pain' is taken by node pain in line ",
    ),
    "an edge without evidence": Mistake(
        old="    evidence:\n      - {source: leaflet, quote: IL-10 changes the swelling in some way.}",
        new="    evidence: []",
        line="evidence: []",
        says="edge il-10-modulates-swelling, evidence: an edge needs evidence: a quote or a paper.",
    ),
    "an edge onto itself": Mistake(
        old="target: il-10\n    layer: document\n    context",
        new="target: toyamine\n    layer: document\n    context",
        line="target: toyamine",
        says="edge toyamine-increases-toyamine, target: an edge cannot lead back to its own source.",
    ),
    "a sign against its relation": Mistake(
        old="sign: decreases",
        new="sign: increases",
        line="sign: increases",
        says=(
            "edge toyamine-antagonises-alpha-receptor, sign: 'increases' is against the relation: 'antagonises' has "
            "the sign 'decreases'."
        ),
    ),
    "an edge of papers alone in the document's layer": Mistake(
        old="layer: literature",
        new="layer: document",
        line="layer: document",
        says=(
            "edge injury-sensitises-alpha-receptor, layer: an edge of the layer 'document' needs a quote. Papers "
            "alone make it 'literature'."
        ),
    ),
    "a quote in the layer of papers": Mistake(
        old="layer: clinical",
        new="layer: literature",
        line="layer: literature",
        says=(
            "edge toyamine-studied-to-treat-pain, layer: an edge with a quote is no 'literature': that layer is for "
            "what papers alone say."
        ),
    ),
    "a group in a group": Mistake(
        old="    description: Proteins that cells",
        new="    group: swelling\n    description: Proteins that cells",
        line="group: messengers",
        says="node tnf-alpha, group: groups are not nested, and 'messengers' is itself a member of 'swelling'.",
    ),
    "a node as its own group": Mistake(
        old="group: messengers\n  - id: injury",
        new="group: il-10\n  - id: injury",
        line="group: il-10",
        says="node il-10, group: a node cannot be its own group.",
    ),
    "a reason for no membership": Mistake(
        old="    group: messengers\n    member_of",
        new="    member_of",
        line="member_of:",
        says="node tnf-alpha, member_of: this gives evidence for a membership, but no 'group' is named.",
    ),
    "a quote that is not in its source": Mistake(
        old="quote: An injury causes swelling of the soft tissues.",
        new="quote: An injury causes swelling of the hard tissues.",
        line="{source: leaflet, quote: An in",
        says=(
            "edge injury-causes-swelling, evidence 1, quote: not in the source 'leaflet': after 'An injury causes "
            "swelling of the ' the source has 'soft tissues. Swelling release', the quote 'hard tissues.'."
        ),
    ),
    "a hedge that is not in its sentence": Mistake(
        old="hedge: consequently are likely to",
        new="hedge: perhaps",
        line="hedge: perhaps",
        says="edge messengers-promotes-swelling, evidence 1, hedge: 'perhaps' is not in the quote's sentence.",
    ),
    "a sentence left out that the source does not have": Mistake(
        old="Ask nobody about it: it does not exist.",
        new="Ask somebody.",
        line='sentence: "Ask somebody."',
        says="source leaflet, left_out 1, sentence: not in the source 'leaflet': 'Ask somebody.' does not occur there.",
    ),
    "a source that is not there": Mistake(
        old="sources/leaflet.txt",
        new="sources/page.txt",
        line="file: sources/page.txt",
        says="source leaflet, file: sources/page.txt: the file does not exist.",
    ),
    "a source outside the folder": Mistake(
        old="sources/leaflet.txt",
        new="../leaflet.txt",
        line="file: ../leaflet.txt",
        says="source leaflet, file: ../leaflet.txt: a source must lie in the mechanism's folder or below it.",
    ),
    "a source's text in the file": Mistake(
        old="    file: sources",
        new="    text: It says so.\n    file: sources",
        line="text: It says so.",
        says="source leaflet, text: 'text' is no field of a source. The text is read from 'file'.",
    ),
    "references in the file": Mistake(
        old="gaps:",
        new="references: []\ngaps:",
        line="references: []",
        says="references: references stand in references.json beside the file, not in it.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_found_in_its_line(tmp_path: Path, mistake: str) -> None:
    made = MISTAKES[mistake]
    found = problems(tmp_path, (made.old, made.new))
    wanted = [one for one in found if made.says in one]
    assert wanted, "\n".join(found)
    blamed = int(wanted[0].split(", line ")[1].split(",")[0])
    assert made.line in (tmp_path / "toy.yaml").read_text(encoding="utf-8").splitlines()[blamed - 1]


@pytest.mark.parametrize(("old", "new", "says"), [
    ("  - id: pain", "  - {id: alone, label: Alone, kind: event, region: end, description: x}\n  - id: pain",
     "node alone: nothing relates to this node: it has no edge, no member, no group, no gap and no property."),
    ("{reference: baker-2020, stance: contradicts, study: animal", "{reference: baker-2020, stance: contradicts, study: cell",
     "study: 'animal', but 'baker-2020' is 'cell' in line"),
])
def test_what_may_be_meant_is_a_warning(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert any(says in one for one in warnings(tmp_path, (old, new)))


def test_members_that_pull_apart_are_named_with_the_edges_and_the_way_out(tmp_path: Path) -> None:
    (warning,) = (one for one in examine(ROOT / "tests/toy/toy.yaml").warnings if "opposite" in one.what)
    assert warning.what == (
        "'il-10' and 'tnf-alpha' pull in opposite directions (il-10-decreases-tnf-alpha), so no direction passes through their group "
        "'messengers'. Set 'moves_with_group: false' on a member that is only drawn in the group."
    )
    problems(tmp_path, ("    group: messengers\n", "    group: messengers\n    moves_with_group: false\n"))
    assert not any("opposite" in one.what for one in examine(tmp_path / "toy.yaml").warnings)


def test_all_problems_come_at_once_sorted_by_line(tmp_path: Path) -> None:
    found = problems(
        tmp_path, ("kind: drug", "kind: drugg"), ("relation: antagonises", "relation: x"), ("target: pain", "target: pains"),
        ("quote: The α-toy", "quote: The β-toy"), references=(('"PMID": "1"', '"PMID": "x"'),),
    )
    assert len(found) >= 5
    assert found == sorted(found, key=lambda one: (one.split(",")[0], int(one.split("line ")[1].split(",")[0])))
    assert len(found) == len(set(found))


def test_a_broken_file_never_gives_a_mechanism(tmp_path: Path) -> None:
    problems(tmp_path, ("kind: drug", "kind: drugg"))
    assert examine(tmp_path / "toy.yaml").mechanism is None


json_values = st.recursive(st.none() | st.booleans() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
    st.sampled_from(["id", "nodes", "edges", "source", "target", "relation", "evidence", "quote", "sources", "file", "group", "gaps", "x"]),
    inner, max_size=4), max_leaves=20)


top_level = st.sampled_from(["id", "nodes", "edges", "gaps", "sources", "regions", "caveats", "references"])


@given(st.dictionaries(top_level, json_values, min_size=1))
def test_no_shape_of_data_breaks_the_check(tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]) -> None:
    path = tmp_path_factory.mktemp("shape") / "map.yaml"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert examine(path).problems


def test_what_was_checked_is_counted(toy: Mechanism) -> None:
    assert tally(toy) == (
        "8 nodes in 1 connected piece, 14 edges, 16 quotes found in 1 source, 10 findings from 4 papers, "
        "3 identifiers in good form (not looked up), 1 gap. Nothing is wrong."
    )
    assert len(list(all_evidence(toy))) == 26
