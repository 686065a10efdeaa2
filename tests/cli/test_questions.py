"""`paths`, `loops`, `whatif`, `compare` and `explain`, as a person types them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import pathways
from pathways.cli import main
from pathways.cli.questions import _values
from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.reasoning.explain import explain
from pathways.wording.sentences import CAVEAT
from tests.conftest import ROOT

TOY = str(ROOT / "tests/toy/toy.yaml")
QUESTIONS = ["paths", "loops", "whatif", "compare", "explain"]


def _lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


def test_paths_are_said_one_a_line_behind_their_net_sign(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", "--from", "LDN", "--to", "pain"]) == 0
    first, *rest, remark = _lines(capsys)
    assert rest[0].startswith("- Nothing entered leads from low-dose naltrexone by way of Toll-like receptor 4, ")
    assert rest[1] == "  pathways paths --from low-dose-naltrexone --to pain --via tlr4"
    paths = [line for line in rest if line[0] not in "- "]
    assert first.startswith("4 paths of 1 to 3 steps: all lower what they lead to. 2 more paths need a low and a high dose at once")
    assert len(paths) == 4
    assert paths[0].startswith("− Low-dose naltrexone decreases pain (contested: 6 papers found no difference); ")
    assert remark.startswith("A mechanism's paths say what could happen")


def test_paths_under_stricter_evidence_say_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", "--from", "LDN", "--to", "pain", "--evidence", "human"]) == 0
    said = _lines(capsys)
    assert said[0].startswith("1 path of 1 step")
    assert "Of 4 paths, 1 is left." in said[-1]


def test_no_path_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", "--from", "TLR4", "--to", "pain"]) == 0
    first, *rest, remark = _lines(capsys)
    assert first.startswith("No causal path of at most 6 steps. Nothing entered leads from Toll-like receptor 4 to pain: the step from ")
    assert rest[0].startswith("- Gap: nothing in this map shows a step from inflammatory cytokines to pain. ")
    assert "  pathways query --from tlr4" in rest
    assert "  pathways paths --from tlr4 --to chronic-pain" in rest
    assert remark.startswith("A mechanism's paths say what could happen")


def test_the_question_that_is_offered_next_can_be_typed_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", TOY, "--from", "TOY", "--to", "pain", "--layer", "document,literature", "--avoid", "IL-10"]) == 0
    offered = [line.split() for line in _lines(capsys) if line.startswith("  pathways ")]
    assert offered
    for pathways_, *arguments in offered:
        assert pathways_ == "pathways"
        assert TOY in arguments
        assert main(arguments) == 0
        assert _lines(capsys)


def test_paths_lead_by_way_of_what_is_asked_for_and_past_what_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", "--from", "LDN", "--to", "pain", "--via", "endorphins"]) == 0
    assert _lines(capsys)[0] == "1 path of 2 steps: it lowers what it leads to."
    assert main(["paths", "--from", "LDN", "--to", "pain", "--avoid", "endorphins"]) == 0
    assert _lines(capsys)[0].startswith("3 paths of 1 to 3 steps")
    assert main(["query", "--from", "LDN", "--to", "pain", "--via", "endorphins"]) == 0
    assert _lines(capsys)[0].endswith("What leads from low-dose naltrexone to pain by way of endorphins in at most 6 steps.")
    assert main(["paths", "--from", "LDN", "--to", "pain", "--via", "nowhere"]) == 2
    assert "No node 'nowhere'" in capsys.readouterr().err


def test_why_there_is_no_path_has_values(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", "--from", "TLR4", "--to", "pain", "--as-json"]) == 0
    (answer,) = _json(capsys)["answers"]
    gap, reached, leading, *instead = answer["reasons"]
    assert [reason["kind"] for reason in (gap, reached, leading)] == ["gap", "reached", "leading"]
    assert gap["nodes"] == ["cytokines-to-pain", "inflammatory-cytokines", "pain"]
    assert gap["asks"] == [{"label": "Show this gap", "question": "from=tlr4&to=pain&select=cytokines-to-pain"}]
    assert {reason["kind"] for reason in instead} == {"instead"}
    assert all(reason["paths"] > 0 for reason in instead)


def test_loops_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["loops", "--layer", "document"]) == 0
    first, one, other, _ = _lines(capsys)
    assert first == "2 feedback loops: 2 reinforcing."
    assert one.startswith("- R1 (reinforcing): inflammatory cytokines promote sensitisation, which includes changes in ")
    assert other.startswith("- R2 (reinforcing): sensitisation includes changes in the nervous system, which increase substance P ")


def test_whatif_says_what_moves_and_by_which_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["whatif", "--up", "nerve-injury", "--block", "TLR4"]) == 0
    said = _lines(capsys)
    assert any(line.startswith("up Chronic pain: predicted up, by ") for line in said)
    assert not any("Microglia" in line for line in said)
    assert any(line.startswith("Its limits: directions only, no amounts and no time; ") for line in said)


def test_compare_says_where_the_signs_are_opposite_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "--dose", "low", "--against", "dose=high"]) == 0
    first, second, *_ = _lines(capsys)
    assert "1 is said to go opposite ways" in first
    assert second == "≠ Low-dose naltrexone decreases pain. Higher-dose naltrexone increases pain. A and B say the opposite."


@pytest.mark.parametrize("plain", [False, True])
def test_explain_prints_the_explanation(plain: bool, shipped: Mechanism, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--from", "LDN", "--to", "pain", *(["--plain"] if plain else [])]) == 0
    told = explain(shipped, Query(from_=("low-dose-naltrexone",), to=("pain",)), plain=plain)
    assert "\n".join(_lines(capsys)) == told.text
    assert ("lowers pain" in told.text) is plain


def test_explain_takes_a_persons_own_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", TOY, "--focus", "TNF"]) == 0
    assert "Toyamine decreases tumour necrosis factor alpha [" in "\n".join(_lines(capsys))


def _json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads("\n".join(_lines(capsys)))


def test_values_for_programs_name_nodes_relations_and_evidence(shipped: Mechanism, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", "--from", "LDN", "--to", "mood", "--as-json"]) == 0
    told = _json(capsys)
    assert (told["map"], told["version"], told["question"]) == (shipped.id, shipped.version, "from=low-dose-naltrexone&to=mood")
    (answer,) = told["answers"]
    (path,) = answer["items"]
    assert path["edges"] == ["low-dose-naltrexone-improves-mood"]
    assert (path["sign"], path["length"], path["weakest"], path["contested"]) == (1, 1, "contested", True)
    assert (path["tiers"], path["doses"], path["nodes"]) == ({"contested": 1}, ["low"], ["low-dose-naltrexone", "mood"])


@pytest.mark.parametrize("arguments", [
    ["loops"], ["whatif", "--down", "TNF"], ["compare", "--dose", "low", "--against", "dose=high"],
    ["paths", "--from", "TOY", "--to", "pain"],
])  # fmt: skip
def test_every_answer_has_values(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([arguments[0], TOY, *arguments[1:], "--as-json"]) == 0
    (answer,) = _json(capsys)["answers"]
    assert answer["kind"] == arguments[0]
    assert all(set(item) >= {"mark", "text", "detail", "nodes", "edges"} for item in answer["items"])
    assert answer["sentence"]


def test_the_values_of_an_explanation_number_its_papers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "--select", "low-dose-naltrexone-decreases-il-6", "--as-json"]) == 0
    told = _json(capsys)
    assert [(paper["number"], paper["id"]) for paper in told["references"]] == [(1, "cant-2017"), (2, "parkitny-2017")]
    assert told["caveat"] == CAVEAT


@pytest.mark.parametrize(("arguments", "sentences"), [
    (["paths"], ["Name what it starts from with --from", "Name what it leads to with --to"]),
    (["paths", "--from", "LDN"], ["Name what it leads to with --to"]),
    (["paths", "--address", "?from=LDN"], ["Name what it leads to with --to"]),
    (["paths", "--from", "LDNN", "--dose", "lo"], ["No node 'LDNN'", "'lo' is not a value of 'dose'", "Name what it leads to with --to"]),
    (["whatif"], ["Name what goes up with --up or down with --down"]),
    (["whatif", "--block", "TLR4"], ["Name what goes up with --up or down with --down"]),
    (["compare", "--dose", "low"], ["Give the second question with --against"]),
    (["compare", "--against", "dos=high"], ["In the second question: 'dos' means nothing in an address here."]),
    (["explain", "--select", "nothing-such"], ["No node 'nothing-such'"]),
    (["loops", "--layer", "documents"], ["Did you mean 'document'?"]),
])  # fmt: skip
def test_all_that_is_missing_or_not_understood_is_said_at_once(
    arguments: list[str], sentences: list[str], capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == len(sentences)
    assert all(sentence in err for sentence in sentences)


def test_an_address_asks_as_well_as_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paths", "--address", "https://example.org/map?from=LDN&to=mood"]) == 0
    by_address = _lines(capsys)
    assert main(["paths", "--from", "LDN", "--to", "mood"]) == 0
    assert by_address == _lines(capsys)


@pytest.mark.parametrize("command", QUESTIONS)
def test_a_broken_file_ends_with_one(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--from", "a", "--to", "b", "--up", "a", "--against", "dose=low"]
    assert main([command, "none.yaml", *asked]) == 1
    assert capsys.readouterr().err == "none.yaml: the file does not exist.\n"


def test_values_are_plain(shipped: Mechanism) -> None:
    assert json.loads(json.dumps(_values(shipped, Query(), []))) == {
        "map": shipped.id, "version": shipped.version, "question": "", "answers": [],
    }  # fmt: skip


def test_the_python_block_of_the_readme_says_what_is_so() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ldn = pathways.load(pathways.shipped())
    strip = pathways.find_paths(ldn, ["LDN"], ["pain"]).paths[0].strip
    assert f'pathways.find_paths(ldn, ["LDN"], ["pain"]).paths[0].strip   # paths, loops and effects are values\n# {strip!r}\n' in readme
    verdict = pathways.what_if(ldn, up=["LDN"], block=["TLR4"]).by_node["pain"].verdict
    assert f'pathways.what_if(ldn, up=["LDN"], block=["TLR4"]).by_node["pain"].verdict     # {verdict!r}' in readme
    assert pathways.find_loops(ldn).sentence
