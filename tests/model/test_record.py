"""The records of papers as programs and people write them: read rightly or refused with a sentence, and never a trace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pathways.cli import main
from pathways.export.formats import FORMATS, write
from pathways.model.dates import Date, read_date, tidy_date
from pathways.model.reference import Reference
from pathways.reading.rules import Examination, examine
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import full, short

MAP = """
id: case
title: A case
sentence: A made-up map.
version: 1
date: 2026-01-01
regions: [{id: r, label: Causes}]
nodes:
  - {id: a, label: A, kind: process, region: r, description: Made up.}
  - {id: b, label: B, kind: process, region: r, description: Made up.}
edges:
  - {source: a, relation: increases, target: b, layer: literature,
     evidence: [{reference: one, stance: supports, study: observational, species: [human], finding: Something was found.}]}
"""
GOOD: dict[str, Any] = {"id": "one", "type": "article-journal", "title": "A paper", "author": [{"family": "Able", "given": "A"}]}


def checked(folder: Path, **fields: Any) -> Examination:
    """What the check says of a map with this paper."""
    (folder / "case.yaml").write_text(MAP, encoding="utf-8")
    (folder / "references.json").write_text(json.dumps([GOOD | fields]), encoding="utf-8")
    return examine(folder / "case.yaml")


def paper(**fields: Any) -> Reference:
    return Reference.model_validate(GOOD | fields)


# --- dates ---


@pytest.mark.parametrize(("issued", "label", "parts"), [
    ({"date-parts": [[2019, 5, 3]]}, "2019", ("2019", "05", "03")), ({"date-parts": [2019]}, "2019", ("2019",)),
    ({"date-parts": ["2019", 5]}, "2019", ("2019", "05")), ({"date-parts": ["2019"]}, "2019", ("2019",)),
    ({"date-parts": 2019}, "2019", ("2019",)), ({"date-parts": "2019"}, "2019", ("2019",)), ({"date-parts": [["2019", "02", "9"]]}, "2019",
    ("2019", "02", "09")), ({"date-parts": [["2019", "March"]]}, "2019", ("2019", "03")),
    ({"date-parts": [[2019.0, 5.0]]}, "2019", ("2019", "05")),
    ({"date-parts": [[2019, None, None]]}, "2019", ("2019",)), ({"date-parts": [[2019, "", ""]]}, "2019", ("2019",)),
    ({"date-parts": [[2019, 0, 0]]}, "2019", ("2019",)), ({"date-parts": [[2019, 14]]}, "2019", ("2019",)),
    ({"date-parts": [[2019, 12], [2020, 1]]}, "2019–2020", ("2019", "12")),
    ({"date-parts": [[2019, 3], [2019, 4]]}, "2019", ("2019", "03")),
    ({"date-parts": [[2019], [None]]}, "2019", ("2019",)), ({"date-parts": [[-44, 3, 15]]}, "44 BC", ("-0044", "03", "15")),
    ({"date-parts": [[1850]], "circa": True}, "c. 1850", ("1850",)), ({"date-parts": [[1850]], "circa": 0}, "1850", ("1850",)),
    ({"date-parts": [[2019]], "season": 2}, "2019", ("2019",)), ({"date-parts": [[2019]], "x-more": {"a": 1}}, "2019", ("2019",)),
    ({"raw": "2019 Jan"}, "2019", ("2019", "01")), ({"raw": "2019 Jan-Feb"}, "2019", ("2019",)),
    ({"raw": "3 May 2019"}, "2019", ("2019", "05", "03")),
    ({"raw": "2019-05-03"}, "2019", ("2019", "05", "03")), ({"raw": "03/05/2019"}, "2019", ("2019",)),
    ({"raw": "ca. 1850"}, "c. 1850", ("1850",)),
    ({"raw": "1999-2003"}, "1999–2003", ("1999",)), ({"raw": "AB2019"}, "AB2019", ()), ({"raw": "2019/02/30"}, "2019", ("2019",)),
    ({"raw": 2019}, "2019", ("2019",)), ({"literal": "in press"}, "in press", ()), ({"literal": "Spring 2019"}, "Spring 2019", ("2019",)),
    ({"raw": "Springer 2019"}, "2019", ("2019",)),
    ({"literal": "received 2018, printed 2020"}, "received 2018, printed 2020", ()),
    ({"date-parts": [[None]], "raw": "2019"}, "2019", ("2019",)),
    ("2019", "2019", ("2019",)), (2019, "2019", ("2019",)), ([2019, 5], "2019", ("2019", "05")), ([[2019, 5]], "2019", ("2019", "05")),
    (None, "", ()), ({}, "", ()), ([], "", ()), ("", "", ()), ({"date-parts": [[None]]}, "", ()), ({"date-parts": []}, "", ()),
    ({"date-parts": None}, "", ()), ({"raw": ""}, "", ()),
])  # fmt: skip
def test_a_date_is_read_as_it_was_meant(issued: Any, label: str, parts: tuple[str, ...]) -> None:
    found = paper(issued=issued)
    assert (found.year, found.date.parts) == (label, parts)
    assert found.cite == f"Able {label or '(year not seen)'}"
    assert (label or "year not seen") in full(found)
    assert (label or "year not seen") in short(found)
    assert Reference.model_validate(found.model_dump(by_alias=True)) == found


@pytest.mark.parametrize(("issued", "said"), [
    ({"a": 1}, "'a' is no part of a date."), ({"date-parts": [5]}, "5 is no year of four digits."), ([5], "5 is no year of four digits."),
    ({"date-parts": [["may", 2019]]}, "'may' is no year."), ({"date-parts": [[2019, 45]]}, "[2019, 45] is no day of the calendar."),
    ({"date-parts": [[2019, 2, 30]]}, "[2019, 2, 30] is no day of the calendar."), ({"date-parts": [[None, 5]]}, "None is no year."),
    ({"date-parts": [[2019, 5, 3, 1]]}, "has more than year, month and day."), ({"date-parts": [[2019.5]]}, "2019.5 is no year."),
    ({"date-parts": [[2019], [2020], [2021]]}, "3 dates stand here, and a range has two."),
    ({"date-parts": [[2020], [2019]]}, "ends before it begins."),
    ({"date-parts": [[2019], 5]}, "mixes lists with numbers."), ({"date-parts": {"a": 1}}, "{'a': 1} is no year."),
    (True, "True is no year."),
    ({"date-parts": [[True]]}, "True is no year."), ({"raw": ["2019"]}, "['2019'] is no date in words."),
    ({"literal": {"a": 1}}, "is no date in words."),
    ({"literal": "x" * 201}, "a date in words has at most 200 characters, this one 201."),
    ({"date-parts": [[2019]], "season": [1]}, "is no season."),
    ({"date-parts": [[2019]], "circa": [1]}, "does not say whether the date is approximate."),
    ({"timestamp": 1}, "'timestamp' is no part of a date."),
    ({"date-parts": [[99_999]]}, "99999 is no year."), ({"date-parts": [["2019-05-03"]]}, "'2019-05-03' is no year."),
])  # fmt: skip
def test_what_is_no_date_is_refused_with_its_place_and_what_was_expected(tmp_path: Path, issued: Any, said: str) -> None:
    found = checked(tmp_path, issued=issued)
    assert found.mechanism is None
    (problem,) = map(str, found.problems)
    assert "references.json, line 1, reference one, issued: " in problem
    assert said in problem
    assert "Expected" in problem or "at most 200" in problem


numbers = st.integers(-3, 40) | st.integers(1990, 2030) | st.floats() | st.integers()
said = st.sampled_from(["2019", "May", "in press", "2019 Jan", "", "c. 1850", "1999-2003"]) | st.text(max_size=8)
scalars = st.none() | st.booleans() | numbers | said
keys = st.sampled_from(["family", "given", "literal", "date-parts", "x"])
nested = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8)
dates = nested | st.fixed_dictionaries({}, optional={
    "date-parts": nested | st.lists(st.lists(scalars, max_size=4), max_size=3), "raw": scalars, "literal": scalars, "season": scalars,
    "circa": scalars, "more": nested,
})  # fmt: skip


@given(dates)
@settings(max_examples=600)
def test_a_date_is_read_the_same_again_or_refused(value: Any) -> None:
    try:
        found = read_date(value)
    except ValueError:
        with pytest.raises(ValidationError):
            paper(issued=value)
        return
    assert read_date(found.csl()) == found
    assert tidy_date(tidy_date(value)) == tidy_date(value)
    assert found.year is None or found.year < 0 or 1000 <= found.year <= 9999
    assert found == Date() or found.label or found.season or found.circa


# --- the other fields ---


@pytest.mark.parametrize(("field", "value", "read"), [
    ("title", ["A title"], "A title"), ("title", 1984, "1984"), ("title", None, ""), ("title", [], ""),
    ("container-title", ["Pain"], "Pain"),
    ("container-title", None, ""), ("PMID", 24526250, "24526250"), ("PMID", "24526250", "24526250"), ("PMID", 24526250.0, "24526250"),
    ("PMID", "", ""),
    ("PMCID", 123, "PMC123"), ("PMCID", "pmc123", "PMC123"), ("DOI", ["10.5555/a"], "10.5555/a"), ("DOI", "", ""), ("page", 451, "451"),
    ("page", ["451-9"], "451-9"), ("volume", 33, "33"), ("issue", None, ""), ("ISSN", ["0000-0000", "1111-1111"], "0000-0000"),
    ("number", 5, "5"), ("custom", {"a": [1]}, {"a": [1]}),
])  # fmt: skip
def test_a_field_is_read_as_it_was_meant(tmp_path: Path, field: str, value: Any, read: Any) -> None:
    found = checked(tmp_path, **{field: value})
    assert found.mechanism, found.problems
    assert found.mechanism.references[0].model_dump(by_alias=True).get(field) == read


@pytest.mark.parametrize(("author", "read"), [
    ([{"family": "Able", "given": "A"}], [{"family": "Able", "given": "A"}]), (["Able, A"], [{"family": "Able", "given": "A"}]),
    (["WHO"], [{"literal": "WHO"}]), ([{"literal": "WHO"}], [{"literal": "WHO"}]), ([{"name": "WHO"}], [{"literal": "WHO"}]), (None, []),
    ([], []),
    ([None, {}, {"family": ""}, {"family": None, "given": ""}], []), ([{"given": "Plato"}], [{"literal": "Plato"}]),
    ([{"family": 7}], [{"family": "7"}]),
    ([{"family": "Able", "affiliation": [{"name": "X"}], "sequence": "first"}], [{"family": "Able",
    "affiliation": [{"name": "X"}], "sequence": "first"}]),
    ([{"family": ["Able"]}], [{"family": "Able"}]),
])  # fmt: skip
def test_authors_are_read_as_they_were_meant(tmp_path: Path, author: Any, read: list[Any]) -> None:
    found = checked(tmp_path, author=author)
    assert found.mechanism, found.problems
    assert list(found.mechanism.references[0].author) == read
    assert short(found.mechanism.references[0])


@pytest.mark.parametrize(("field", "value", "said"), [
    ("title", {"a": 1}, "title: expected one text, found a mapping."),
    ("title", ["a", "b"], "title: expected one text, found a list of 2."),
    ("title", True, "title: expected one text, found 'True'."),
    ("container-title", ["a", "b"], "container-title: expected one text, found a list of 2."),
    ("author", "Able", "author: expected a list of names, found the text 'Able'. Expected a name, as in"),
    ("author", 5, "author: expected a list of names"),
    ("author", [5], "author: name 1 is '5'. Expected a name, as in"),
    ("author", [{"family": ["a", "b"]}], "author: name 1, family: expected one text"),
    ("volume", {"a": 1}, "volume: expected one text, found a mapping."), ("page", [1, 2], "page: expected one text, found a list of 2."),
    ("DOI", "https://doi.org/10.5555/a", "DOI: 'https://doi.org/10.5555/a' is not a DOI."),
    ("PMID", "PMID 5", "PMID: 'PMID 5' is not a PubMed id."),
    ("PMID", [5, 6], "PMID: expected one text, found a list of 2."), ("issue", False, "issue: expected one text, found 'False'."),
])  # fmt: skip
def test_a_field_that_could_mean_two_things_is_refused(tmp_path: Path, field: str, value: Any, said: str) -> None:
    found = checked(tmp_path, **{field: value})
    assert any(f"reference one, {said}" in str(problem) for problem in found.problems), found.problems


def test_all_problems_of_a_record_are_told_at_once(tmp_path: Path) -> None:
    said = "\n".join(map(str, checked(tmp_path, issued={"a": 1}, author=5, page={}, volume={"a": 1}, title=[1, 2]).problems))
    assert all(f"reference one, {field}: " in said for field in ("issued", "author", "page", "volume", "title"))


def test_a_number_that_json_does_not_know_is_refused(tmp_path: Path) -> None:
    checked(tmp_path)
    (tmp_path / "references.json").write_text(json.dumps([GOOD | {"custom": float("nan")}]), encoding="utf-8")
    assert any("NaN is no number that JSON knows" in str(problem) for problem in examine(tmp_path / "case.yaml").problems)


FIELDS = (
    "author", "title", "container-title", "page", "volume", "issue", "DOI", "PMID", "PMCID", "number", "publisher", "ISSN", "URL",
    "note", "custom",
)
plain = st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(exclude_categories=["Cs"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
# What nearly every other text would be refused for stands besides, so that much is accepted and goes on to be written.
USUAL = {
    "author": [{"family": "Able", "given": "A."}], "DOI": "10.5555/a(b)<c>", "PMID": 123, "PMCID": "PMC12", "ISSN": ["1234-5678"],
    "URL": "https://example.org/a", "number": "NCT00000001",
}  # fmt: skip
records = st.fixed_dictionaries({}, optional={
    "issued": dates.filter(lambda value: "nan" not in repr(value) and "inf" not in repr(value)) | st.just({"date-parts": [[2019, 4]]}),
    **{name: json_values | st.just(USUAL.get(name, "Words, 2nd ed.")) for name in FIELDS},
})  # fmt: skip
WORDS = ("ris", "bib", "csl.json", "md", "cff", "csv", "evidence.csv", "json", "graphml", "cx2", "sif", "dot", "mmd", "drawio")
PICTURES = ("svg", "pptx", "pdf", "docx", "light.html", "html")


@given(records)
@settings(max_examples=150)
def test_whatever_stands_in_a_record_is_refused_or_written(tmp_path_factory: pytest.TempPathFactory, record: Any) -> None:
    _refused_or_written(tmp_path_factory.mktemp("case"), record, WORDS)


@given(records)
@settings(max_examples=25)
def test_whatever_stands_in_a_record_is_refused_or_drawn(tmp_path_factory: pytest.TempPathFactory, record: Any) -> None:
    _refused_or_written(tmp_path_factory.mktemp("case"), record, PICTURES)


def _refused_or_written(folder: Path, record: dict[str, Any], formats: tuple[str, ...]) -> None:
    found = checked(folder, **record)
    if found.mechanism is None:
        assert found.problems
        assert all(str(problem).split(": ", 1)[1].strip() for problem in found.problems)
        return
    written = {name: write(Export(found.mechanism), name) for name in formats}
    assert all(written.values())
    if "ris" in written:
        (row,) = rispy.loads(written["ris"].decode())
        assert row["id"] == "one"
        assert not bibtexparser.parse_string(written["bib"].decode()).failed_blocks
        (told,), (kept,) = json.loads(written["csl.json"]), found.mechanism.references
        moved = {"custom", "note", "number", "link", "container"}  # what CSL has no place for, and what stands in for what is missing
        fields = Reference.model_fields.keys() - moved
        assert Reference.model_validate(told).model_dump(include=fields) == kept.model_dump(include=fields)


def test_the_formats_that_are_tried_are_all_but_pixels_and_single_tables(tmp_path: Path) -> None:
    assert {*WORDS, *PICTURES} == {*FORMATS} - {"png", "tiff", "nodes.csv", "edges.csv"}


@pytest.mark.parametrize("issued", [
    {"date-parts": [2019]}, {"date-parts": ["2019"]}, {"raw": "2019 Jan"}, {"literal": "2019"}, [2019], "2019",
])
def test_the_year_is_in_every_door(tmp_path: Path, issued: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, issued=issued).mechanism
    assert main(["explain", str(tmp_path / "case.yaml")]) == 0
    assert "Able A (2019)" in capsys.readouterr().out
    for name in ("ris", "bib", "csl.json", "md", "svg"):
        more = ["--papers", "listed"] if name == "svg" else []
        assert main(["export", str(tmp_path / "case.yaml"), "-f", name, *more, "-o", str(tmp_path / f"out.{name}")]) == 0
        assert "2019" in (tmp_path / f"out.{name}").read_text(encoding="utf-8")
    assert main(["publish", str(tmp_path / "site"), str(tmp_path / "case.yaml")]) == 0
