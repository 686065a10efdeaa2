"""Files to mechanisms: safely, with lines, and never half."""

from __future__ import annotations

import contextlib
import shutil
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import pathways
from pathways.errors import DataProblems
from pathways.model.mechanism import Mechanism
from pathways.reading.files import read_folder, read_mechanism
from pathways.reading.parse import ALIASES, DEEPEST, ITEMS, LARGEST, parse_json, parse_yaml, read_text
from tests.conftest import ROOT


def refusal(text: str) -> str:
    with pytest.raises(DataProblems) as error:
        parse_yaml(text, "map.yaml")
    return str(error.value)


def test_the_toy_is_read_in_the_order_of_its_file(toy: Mechanism) -> None:
    assert [node.id for node in toy.nodes] == [
        "toyamine", "alpha-receptor", "messengers", "tnf-alpha", "il-10", "injury", "swelling", "pain",
    ]
    assert len(toy.edges) == 14
    assert [reference.id for reference in toy.references] == ["able-2019", "baker-2020", "cook-2021", "dyer-2022"]


def test_unquoted_numbers_and_dates_stay_the_text_that_was_written(toy: Mechanism) -> None:
    assert (toy.version, toy.date) == ("1.0", "2026-11-22")
    assert parse_yaml("a: 2026.10\nb: 0x1F\nc: no\nd: 1e3\ne: 2026-11-22", "f").data == {
        "a": "2026.10", "b": "0x1F", "c": "no", "d": "1e3", "e": "2026-11-22",
    }


def test_true_becomes_true_where_the_model_wants_it(toy: Mechanism) -> None:
    assert toy.edge["messengers-promotes-swelling"].statements[0].inferred is True
    assert toy.edge["toyamine-increases-tnf-alpha"].findings[0].null_result is True


def test_keys_without_a_value_are_left_out_and_quoted_emptiness_is_kept() -> None:
    assert parse_yaml('a:\nb: ~\nc: null\nd: ""\ne: "null"', "f").data == {"d": "", "e": "null"}


def test_every_part_knows_its_line() -> None:
    document = parse_yaml("id: a\nnodes:\n  - id: b\n    label: |\n      two\n      lines\n  - {id: c,\n     kind: x}\n", "f")
    assert document.line(("id",)) == 1
    assert document.line(("nodes", 0, "label")) == 4
    assert document.line(("nodes", 1)) == 7
    assert document.line(("nodes", 1, "kind")) == 8
    assert document.line(("nodes", 1, "not", "there")) == 7
    assert document.line(("nothing",)) == 1


def test_aliases_are_read() -> None:
    assert parse_yaml("a: &x [1, 2]\nb: *x", "f").data == {"a": ["1", "2"], "b": ["1", "2"]}


@pytest.mark.parametrize(("text", "sentence"), [
    ("", "map.yaml, line 1: the file is empty."),
    ("# only a comment\n", "map.yaml, line 1: the file is empty."),
    ("- a\n", "map.yaml, line 1: the top of the file is no mapping. Expected 'key: value' lines."),
    ("just text", "map.yaml, line 1: the top of the file is no mapping. Expected 'key: value' lines."),
    ("a: 1\n---\nb: 2", "map.yaml, line 2: this is no YAML: a second document begins here; a file holds one."),
    ("? [a]\n: b", "map.yaml, line 1: this is no YAML: a key must be plain text."),
    ("a: *x", "map.yaml, line 1: this is no YAML: the alias '*x' is not defined before this line."),
    ("a: &x [*x]", "map.yaml, line 1: this is no YAML: the alias '*x' stands inside itself."),
    ("a: 1\nb: {c: 1,\n  c: 2}", "map.yaml, line 3: the key 'c' stands here twice; the first is in line 2."),
])
def test_what_is_no_mechanism_file_gets_a_sentence_and_a_line(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


@pytest.mark.parametrize("text", ["a: [1, 2\nb: 3", "a: 1\n\tb: 2", "a: 1\nb: \x07", "a: 1\n b: 2"])
def test_broken_yaml_gets_its_line(text: str) -> None:
    assert refusal(text).startswith("map.yaml, line 2: this is no YAML: ")


TAGS = ["!!python/object/apply:os.system", "!!python/name:os.system", "!!timestamp", "!!binary", "!!set", "!mine", "!"]


@pytest.mark.parametrize("tag", TAGS)
def test_tags_that_make_objects_are_refused(tag: str) -> None:
    assert "line 2: the tag '" in refusal(f"a: 1\nb: {tag} x")
    assert "is refused. Only plain text, lists and mappings are read." in refusal(f"a: 1\nb: {tag} x")


def test_the_tag_of_a_list_or_mapping_is_refused_too() -> None:
    assert "line 1: the tag" in refusal("a: !!python/tuple [1, 2]")
    assert "line 1: the tag" in refusal("a: !!python/object:os.X {b: 1}")


def test_plain_tags_are_read_as_text() -> None:
    assert parse_yaml("a: !!str 1\nb: !!int 2\nc: !!seq [x]", "f").data == {"a": "1", "b": "2", "c": ["x"]}


def test_all_tags_and_repeated_keys_are_reported_at_once() -> None:
    assert [line.split(": ")[0] for line in refusal("a: !x 1\nb: !y 2\na: 3").splitlines()] == [
        "map.yaml, line 1", "map.yaml, line 2", "map.yaml, line 3",
    ]


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert parse_yaml("a: &x {b: 1}\nc: {<<: *x}", "f").data["c"] == {"<<": {"b": "1"}}


def test_a_billion_laughs_are_refused_at_once() -> None:
    levels = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    levels += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 5)}]" for number in range(1, 10)]
    assert f"with its aliases replaced this holds more than {ITEMS} values" in refusal("\n".join(levels))


def test_too_many_aliases_and_too_much_depth_are_refused() -> None:
    assert f"the file uses more than {ALIASES} aliases" in refusal("a: &x 1\nb: [" + "*x, " * (ALIASES + 1) + "1]")
    assert f"the nesting is deeper than {DEEPEST} levels" in refusal("a: " + "[" * (DEEPEST + 1))
    assert refusal("a: " + "[" * 100_000).startswith("map.yaml, line 1: this is no YAML: ")  # some parsers have a limit of their own
    assert parse_yaml("a: " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1), "f").data


@given(st.text())
def test_no_text_gives_anything_but_data_or_problems(text: str) -> None:
    with contextlib.suppress(DataProblems):
        assert isinstance(parse_yaml(text, "f").data, dict)


leaves = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).map(lambda text: unicodedata.normalize("NFC", text))
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(leaves, inner, max_size=3), max_leaves=12)


@given(st.dictionaries(leaves, values, min_size=1, max_size=4))
def test_what_yaml_writes_is_read_back(data: dict[str, object]) -> None:
    assert parse_yaml(yaml.safe_dump(data, default_style='"', allow_unicode=True), "f").data == data


@pytest.mark.parametrize(("raw", "sentence"), [
    (b"id: a\ntitle: caf\xe9\n", "line 2: the text is not UTF-8. Save the file as UTF-8."),
    (b"x" * (LARGEST + 1), f"the file has {LARGEST + 1} bytes. At most {LARGEST} are read."),
])
def test_files_that_are_no_text_or_too_large_are_refused(tmp_path: Path, raw: bytes, sentence: str) -> None:
    path = tmp_path / "map.yaml"
    path.write_bytes(raw)
    with pytest.raises(DataProblems) as error:
        read_mechanism(path)
    assert str(error.value).endswith(sentence)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataProblems, match=r"map\.yaml: the file does not exist\.$"):
        read_mechanism(tmp_path / "map.yaml")
    with pytest.raises(DataProblems, match=r"this is a folder\. A file is expected\.$"):
        read_text(tmp_path)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfid")
    assert read_text(path) == "id"


@pytest.mark.parametrize(("text", "sentence"), [
    ("[{]", "r.json, line 1: this is no JSON: "),
    ('[{"id": "a", "id": "b"}]', "r.json: this JSON cannot be read: the key 'id' stands twice in one object."),
    ("[" * 100_000, "r.json"),
])
def test_json_that_cannot_be_read_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DataProblems) as error:
        parse_json(text, "r.json")
    assert str(error.value).startswith(sentence)


def copy_of_toy(folder: Path, name: str = "toy") -> Path:
    shutil.copytree(ROOT / "tests/toy", folder, dirs_exist_ok=True)
    path = folder / "toy.yaml"
    if name != "toy":
        text = path.read_text(encoding="utf-8").replace("id: toy\n", f"id: {name}\n", 1)
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    copy_of_toy(tmp_path)
    copy_of_toy(tmp_path, "another")
    assert [mechanism.id for mechanism in read_folder(tmp_path)] == ["another", "toy"]


def test_a_folder_without_mechanisms_and_two_of_one_id_are_problems(tmp_path: Path) -> None:
    with pytest.raises(DataProblems, match="no folder with a"):
        read_folder(tmp_path)
    shutil.copy(copy_of_toy(tmp_path), tmp_path / "twin.yaml")
    with pytest.raises(DataProblems, match=r"twin\.yaml, id: 'toy' is the id of .*toy\.yaml as well\.$"):
        read_folder(tmp_path)


def test_load_reads_the_shipped_mechanism(shipped: Mechanism) -> None:
    assert pathways.load(str(pathways.shipped())) == shipped


def test_every_public_name_can_be_fetched() -> None:
    assert pathways.__all__ == sorted(pathways.__all__)
    for name in pathways.__all__:
        assert getattr(pathways, name).__name__ == name
    with pytest.raises(AttributeError, match="'pathways' has no attribute 'nothing'"):
        pathways.nothing  # noqa: B018


def test_half_a_character_in_the_references_is_a_problem_with_its_line() -> None:
    with pytest.raises(DataProblems, match=r"references\.json, line 2: half a character"):
        parse_json('[\n{"id": "a", "note": "\\ud83d"}]', "references.json")
    assert parse_json('[\n{"id": "a", "note": "\\ud83d\\ude00"}]', "references.json")[0][0]["note"] == "\N{GRINNING FACE}"


def test_characters_come_out_composed_however_a_file_writes_them(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Müller")
    assert len(decomposed) == 7
    file = tmp_path / "source.txt"
    file.write_text(decomposed, encoding="utf-8")
    assert read_text(file) == "Müller"
    assert parse_yaml(f"a: {decomposed}\nb: \"Mu\\u0308ller\"", "f").data == {"a": "Müller", "b": "Müller"}
    escaped = '{"id": "a", "names": ["Mu\\u0308ller"], "inner": {"name": "Mu\\u0308ller"}}'
    assert parse_json(escaped, "f")[0] == {"id": "a", "names": ["Müller"], "inner": {"name": "Müller"}}
