"""All references of the shipped map, and odd ones, come back out of RIS, BibTeX, CSL-JSON and CITATION.cff; pandoc prints them."""

from __future__ import annotations

import io
import json
import re
import subprocess
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
import yaml
from bibtexparser.middlewares import NameParts, SeparateCoAuthors, SplitNameParts

from pathways.export.formats import write
from pathways.model.authors import OTHERS
from pathways.model.evidence import Finding
from pathways.model.mechanism import Mechanism
from pathways.model.reference import Reference
from pathways.model.vocabulary import Stance, StudyName
from pathways.sheet.view_export import Export
from pathways.wording.bibliography import container, title

ODD: list[dict[str, Any]] = [
    {"type": "book", "title": "A book", "publisher": "Smith & Sons", "author": [{"family": "King", "given": "Martin", "suffix": "Jr."}]},
    {"type": "report", "title": "A report", "number": "12", "publisher": "An Office", "author": [{"literal": "Office of Toys"}]},
    {"type": "review", "title": "µ and {curly} \\ 5 % of TNF_α", "author": [{"family": "Ramón y Cajal", "given": "Santiago"}, OTHERS]},
    {"type": "article-journal", "title": "T", "author": [{"family": "Cruz", "given": "Sor Juana Inés", "non-dropping-particle": "de la"}]},
    {"type": "article-journal", "title": "T", "author": [{"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}]},
    {"type": "article-journal", "title": "T", "author": [{"family": "Rose and Crown", "given": "A."}, {"family": "Others", "given": "B."}]},
    {"type": "article-journal", "title": "T", "page": "S1-12, S14", "volume": "5 Suppl 1", "author": [{"family": "V", "given": "Divya"}]},
    {"type": "chapter", "title": "T", "container-title": "A Book", "page": "1\u20139", "author": [{"literal": "others"}]},
    {"type": "webpage", "title": "T", "URL": "https://example.org/a_b?c=%20d&e", "issued": {"date-parts": [[2021, 13]]}},
]


def everything(mechanism: Mechanism) -> Export:
    """The map with a relation that cites every reference, so that all are exported."""
    first, *rest = mechanism.edges
    kinds = {"stance": Stance.SUPPORTS, "study": next(iter(StudyName))}
    findings = tuple(Finding(reference=one.id, finding="It did.", **kinds) for one in mechanism.references)
    edge = first.model_copy(update={"evidence": (*first.evidence, *findings)})
    fields = {name: getattr(mechanism, name) for name in Mechanism.model_fields}
    return Export(Mechanism.model_construct(**fields | {"edges": (edge, *rest)}))


@pytest.fixture(scope="module", params=["shipped", "odd"])
def export(request: pytest.FixtureRequest, toy: Mechanism, shipped: Mechanism) -> Export:
    if request.param == "shipped":
        return everything(shipped)
    odd = tuple(Reference.model_validate({"id": f"odd-{place}", **one}) for place, one in enumerate(ODD))
    fields = {name: getattr(toy, name) for name in Mechanism.model_fields}
    return everything(Mechanism.model_construct(**fields | {"references": (*toy.references, *odd)}))


def test_every_reference_is_written(export: Export) -> None:
    assert {one.id for one in export.listed.every} == {one.id for one in export.mechanism.references}


def ends(paper: Reference) -> list[str]:
    """The pages of a paper as its data have them, taken apart by hand."""
    return [paper.page] if "," in paper.page else [end for end in re.split("[-\u2013]", paper.page) if end]


# --- RIS ---


def test_rispy_reads_every_name_volume_and_page_back(export: Export) -> None:
    for row, paper in zip(rispy.loads(write(export, "ris").decode()), export.listed.every, strict=True):
        names = [", ".join(part.replace(",", "") for part in one.inverted) for one in paper.authors]
        more = ["et al."] if names and not paper.complete else []
        assert [name.removesuffix(",") for name in row.get("authors", [])] == [*names, *more]
        for field, value in {
            "title": title(paper), "secondary_title": container(paper), "volume": paper.volume, "number": paper.issue, "year": paper.year,
            "doi": paper.doi, "accession_number": paper.pmid, "custom2": paper.pmcid, "journal_name": paper.container_short,
        }.items():  # fmt: skip
            assert row.get(field, "") == value, (paper.id, field)
        assert [row[name] for name in ("start_page", "end_page") if name in row] == ends(paper), paper.id
        assert row.get("urls", []) == ([paper.url] if paper.url else [])


def test_ris_has_the_short_name_of_a_journal_and_the_registry_number(shipped: Mechanism) -> None:
    lines = write(Export(shipped), "ris").decode().split("\r\n")
    start = lines.index("ID  - younger-2013")
    record = lines[start - 1 : lines.index("ER  - ", start)]
    assert {"TY  - JOUR", "AU  - McCue, Rebecca", "T2  - Arthritis & Rheumatism", "JO  - Arthritis Rheum"} <= set(record)
    assert {"M1  - NCT00568555", "DO  - 10.1002/art.37734", "UR  - https://doi.org/10.1002/art.37734"} <= set(record)
    assert {"VL  - 65", "IS  - 2", "SP  - 529", "EP  - 538", "PY  - 2013", "DA  - 2013/02", "AN  - 23359310"} <= set(record)


# --- BibTeX ---


def entries(export: Export) -> list[dict[str, Any]]:
    text = write(export, "bib").decode()
    found = bibtexparser.parse_string(text, append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert not found.failed_blocks
    return [{"key": entry.key, "kind": entry.entry_type} | {field.key: field.value for field in entry.fields} for entry in found.entries]


def bare(text: str) -> str:
    """What LaTeX prints of a text."""
    for said, meant in ((r"\textbackslash{}", "\\"), (r"\textbraceleft{}", "\x01"), (r"\textbraceright{}", "\x02")):
        text = text.replace(said, meant)
    return re.sub(r"\\([$&#%_])|[{}]", r"\1", text).replace("\x01", "{").replace("\x02", "}")


def inverted(name: NameParts) -> tuple[str, ...]:
    """A name that was taken apart, put together as `Author.inverted` is."""
    parts = (" ".join((*name.von, *name.last)), " ".join(name.first), " ".join(name.jr))
    return tuple(bare(part) for part in parts if part)


def test_bibtexparser_reads_every_name_volume_and_page_back(export: Export) -> None:
    for entry, paper in zip(entries(export), export.listed.every, strict=True):
        names = [inverted(name) for name in entry.get("author", [])]
        assert names == [*(one.inverted for one in paper.authors), *([("others",)] if names and not paper.complete else [])], paper.id
        for field, value in {
            "title": title(paper), "volume": paper.volume, "pages": "--".join(ends(paper)), "year": paper.year, "doi": paper.doi,
            "pmid": paper.pmid, "pmcid": paper.pmcid, "url": paper.url,
        }.items():  # fmt: skip
            assert bare(entry.get(field, "")) == value, (paper.id, field)
        assert bare(entry.get("number", "")) == (paper.number if entry["kind"] == "techreport" else paper.issue), paper.id
        places = [bare(entry.get(field, "")) for field in ("journal", "booktitle", "howpublished", "series")]
        assert "".join(places) == container(paper), paper.id


def test_bibtex_ends_a_list_that_goes_on_as_bibtex_does_and_only_such_a_list(export: Export) -> None:
    ended = re.findall(r"  author = \{.* and others\},", write(export, "bib").decode())
    assert len(ended) == len([one for one in export.listed.every if one.authors and not one.complete])


def test_bibtex_protects_capitals_and_greek(shipped: Mechanism) -> None:
    text = write(Export(shipped), "bib").decode()
    assert "  title = {{Naltrexone Inhibits IL-6 and TNFα Production in Human Immune Cell Subsets following" in text
    assert "  journal = {Arthritis \\& Rheumatism},\n" in text
    assert "  month = feb,\n" in text


# --- CSL-JSON ---

# The schema of CSL's input, https://resource.citationstyles.org/schema/latest/input/json/csl-data.json (2024), as far as it is used here.
PEOPLE = {"author", "editor", "translator", "container-author", "collection-editor", "recipient", "interviewer"}
DATES = {"issued", "accessed", "original-date", "event-date", "submitted", "available-date"}
NUMBERS = {"volume", "issue", "page", "number", "edition", "chapter-number", "collection-number", "number-of-pages", "id"}
TEXTS = {
    "abstract", "annote", "archive", "call-number", "collection-title", "container-title", "container-title-short", "DOI", "genre", "ISBN",
    "ISSN", "journalAbbreviation", "keyword", "language", "medium", "note", "PMCID", "PMID", "publisher", "publisher-place", "section",
    "shortTitle", "source", "status", "title", "title-short", "type", "URL", "version", "year-suffix",
}  # fmt: skip
NAME = {
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "comma-suffix", "static-ordering", "literal", "parse-names",
}  # fmt: skip
KINDS = {"article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "dataset", "report", "review", "webpage"}


def check_csl(item: dict[str, Any]) -> None:
    """Hold an item to the schema, which allows no other fields than its own."""
    assert item["type"] in KINDS
    for name, value in item.items():
        if name in PEOPLE:
            assert all(set(one) <= NAME and all(isinstance(part, str | bool) for part in one.values()) for one in value)
        elif name in DATES:
            assert set(value) <= {"date-parts", "season", "circa", "literal", "raw", "edtf"}
            assert all(1 <= len(parts) <= 3 and all(isinstance(part, str | int) for part in parts) for parts in value.get("date-parts", []))
        elif name == "custom":
            assert isinstance(value, dict)
        else:
            assert name in NUMBERS | TEXTS, name
            assert isinstance(value, str if name in TEXTS else str | int), name


def test_csl_json_holds_to_the_schema(export: Export) -> None:
    for item in json.loads(write(export, "csl.json")):
        check_csl(item)


def with_first(mechanism: Mechanism, **fields: Any) -> Export:
    """The map with one other paper in place of its first."""
    one = Reference.model_validate({"type": "article-journal", **fields, "id": mechanism.references[0].id})
    known = {name: getattr(mechanism, name) for name in Mechanism.model_fields}
    return Export(Mechanism.model_construct(**known | {"references": (one, *mechanism.references[1:])}))


def first_of(export: Export) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write(export, "csl.json"))[0]
    return found


def test_fields_that_csl_does_not_know_go_where_it_has_room_for_them(toy: Mechanism) -> None:
    author = [{"family": "Able", "given": "A", "ORCID": "0000"}]
    item = first_of(with_first(toy, author=author, **{"epub-date": {"date-parts": [[2014, 2]]}, "custom": {"a": 1}, "citation-key": "k"}))
    check_csl(item)
    assert item["custom"] == {"a": 1, "epub-date": {"date-parts": [[2014, 2]]}, "citation-key": "k"}
    assert item["author"] == [{"family": "Able", "given": "A"}]


def test_a_registry_number_is_not_taken_for_a_place_in_a_journal(toy: Mechanism) -> None:
    item = first_of(with_first(toy, number="NCT00000001", note="Of interest", page="1-9"))
    assert (item["note"], "number" in item, item["page"]) == ("Registration number: NCT00000001; Of interest", False, "1-9")
    assert first_of(with_first(toy, type="webpage", number="NCT00000001"))["number"] == "NCT00000001"


def test_a_paper_without_a_doi_keeps_its_address_and_one_without_a_full_name_the_short_one(toy: Mechanism) -> None:
    item = first_of(with_first(toy, PMID="12", **{"container-title-short": "J Toys"}))
    assert (item["URL"], item["container-title"]) == ("https://pubmed.ncbi.nlm.nih.gov/12/", "J Toys")
    assert "URL" not in first_of(with_first(toy, DOI="10.5555/toy.1"))


# --- pandoc, which reads all three and prints them ---


def printed(folder: Path, name: str, content: bytes) -> list[str]:
    """The references of a file as pandoc prints them in its own style, Chicago's."""
    pypandoc = pytest.importorskip("pypandoc", reason="pandoc is not installed")
    (folder / name).write_bytes(content)
    command = [pypandoc.get_pandoc_path(), "--citeproc", "-t", "plain", "--wrap=none"]
    asked = f"---\nbibliography: {name}\nnocite: '@*'\n---\n"
    told = subprocess.run(command, input=asked, cwd=folder, capture_output=True, text=True, check=True, timeout=120)
    assert not told.stderr
    return told.stdout.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").strip().split("\n\n")


@pytest.mark.parametrize("name", ["csl.json", "bib", "ris"])
def test_pandoc_prints_authors_journal_volume_pages_and_link(name: str, shipped: Mechanism, tmp_path: Path) -> None:
    said = printed(tmp_path, f"map.{name}", write(everything(shipped), name))
    assert len(said) == len(shipped.references)
    for parts in (
        ("Cant, Rachel, Angus G. Dalgleish, and Rachel L. Allen. 2017. ", "Frontiers in Immunology 8", "809. https://doi.org/10.3389/"),
        ("Almay, B. G. L., F. Johansson, L. von Knorring, P. Le Grevés, and L. Terenius. 1988. ", "Pain 33 (1): 3–9. https://doi.org/"),
        ("Schug, Stephan A., Patricia Lavand'homme, Antonia Barke, et al. 2019. ", "Pain 160 (1): 45–52. https://doi.org/"),
        ("Beaudette-Zlatanova, Britte, ", "Clinical Therapeutics 45 (5): 468–77. https://doi.org/10.1016/j.clinthera.2023.03.013."),
        ("Odense University Hospital. 2020. ", "https://clinicaltrials.gov/study/NCT04270877"),
        ("Cheng, F, PJ McLaughlin, MF Verderame, and IS Zagon. 2009. ", "Mol Biol Cell", "https://pmc.ncbi.nlm.nih.gov/articles/PMC2613082"),
        ("Zagon, I. S.", "et al. 1984. ", "Life Sciences 35 (4): 409–16. "),
    ):
        assert [line for line in said if line.startswith(parts[0]) and all(part in line for part in parts)], parts


@pytest.mark.parametrize("name", ["csl.json", "bib", "ris"])
def test_pandoc_prints_nobody_called_others(name: str, shipped: Mechanism, tmp_path: Path) -> None:
    said = printed(tmp_path, f"map.{name}", write(everything(shipped), name))
    assert not [line for line in said if re.search(r"\bothers\b", line, re.IGNORECASE)]


# --- CITATION.cff ---


PARTS = ("name-particle", "family-names", "given-names", "name-suffix", "name")


def test_citation_cff_refers_to_every_paper_with_its_whole_record(export: Export) -> None:
    found = [one for one in yaml.safe_load(write(export, "cff"))["references"] if one["type"] != "software"]
    for one, paper in zip(found[len(export.mechanism.sources) :], export.listed.every, strict=True):
        people = [tuple(who[name] for name in PARTS if name in who) for who in one["authors"]]
        assert len(people) == max(1, len(paper.authors) + (not paper.complete))
        for who, author in zip(people, paper.authors, strict=False):
            assert " ".join(who) == " ".join(filter(None, (author.particle, author.family, author.given, author.suffix)))
        assert one.get("journal", "") == container(paper)
        assert (one.get("volume", ""), one.get("issue", "")) == (paper.volume, paper.issue)
        assert [one[name] for name in ("start", "end") if name in one] == ends(paper)
        assert str(one.get("year", "")) == paper.year
        assert one.get("url", "") == paper.url
        assert ("et al.",) not in people[:-1]
        assert (people[-1] == ("et al.",)) == bool(paper.authors and not paper.complete)


# --- titles from elsewhere ---

RICH = "Effects of <i>Naltrexone</i> on IL<sub>6</sub> &amp; TNF"


@pytest.mark.parametrize("name", ["ris", "bib", "md", "csv", "evidence.csv", "graphml", "cx2", "light.html", "pptx", "cff", "svg", "png"])
def test_no_format_prints_the_tags_of_a_title(name: str, toy: Mechanism) -> None:
    said = unpacked(write(with_first(toy, title=RICH, **{"container-title": "Pain &amp; Practice"}), name))
    assert name in ("svg",) or "Effects of Naltrexone on IL6 " in said
    assert not re.search(r"(<|&lt;|\\<)/?(i|sub)(>|&gt;|\\>)\s*(Naltrexone|6)|&amp;amp;|\\&amp;", said)


def unpacked(content: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as deck:
        return " ".join(texts(deck.read(part).decode() for part in deck.namelist() if part.endswith(".xml")))


def texts(parts: Iterable[str]) -> Iterable[str]:
    return (re.sub(r"</a:t>.*?<a:t>", " ", part) for part in parts)


def test_csl_json_keeps_the_tags_that_csl_knows(toy: Mechanism) -> None:
    item = first_of(with_first(toy, title=RICH, **{"container-title": "Pain &amp; Practice"}))
    assert (item["title"], item["container-title"]) == (RICH.replace("&amp;", "&"), "Pain & Practice")
