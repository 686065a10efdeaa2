"""References are read back with rispy and bibtexparser, Markdown with markdown-it; nothing of a map becomes a command or a link."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

import bibtexparser
import pytest
import rispy
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pathways.drawing.text_metrics import clean
from pathways.language.rich_text import plain
from pathways.model.assessment import assess
from pathways.model.counts import all_evidence
from pathways.model.mechanism import Mechanism
from pathways.model.reference import Reference
from pathways.query.query import Query
from pathways.reasoning.explain import explain
from pathways.scene.provenance import read_origin
from pathways.sheet.view_export import Export
from pathways.wording.sentences import edge_sentence, gap_sentence, hedge_sentence
from pathways.write import bibtex, csl, markdown, ris
from pathways.write.bibtex import latex
from pathways.write.losses import LACKS
from pathways.write.markdown_text import address
from tests.hostile import TEXTS, hostile


@pytest.fixture(scope="module", params=["toy", "shipped", "part"])
def export(request: pytest.FixtureRequest, toy: Mechanism, shipped: Mechanism) -> Export:
    return {"toy": Export(toy), "shipped": Export(shipped), "part": Export(shipped, Query(focus=("tlr4",)))}[request.param]


def with_references(mechanism: Mechanism, *references: Reference) -> Export:
    """An export of the mechanism in which these papers take the places of its first ones."""
    kept = tuple(one.model_copy(update={"id": old.id}) for one, old in zip(references, mechanism.references, strict=False))
    fields = {name: getattr(mechanism, name) for name in Mechanism.model_fields}
    return Export(Mechanism.model_construct(**fields | {"references": (*kept, *mechanism.references[len(kept) :])}))


# --- the papers ---


def test_every_cited_paper_is_there_by_number_also_those_that_only_nodes_cite(shipped: Mechanism) -> None:
    whole = Export(shipped)
    assert {one.id for one in whole.listed.every} == {one.id for one in whole.part.references}
    assert whole.listed.every[: len(whole.references)] == whole.references
    assert len(whole.listed.every) > len(whole.references)
    assert [*whole.number.values()] == [*range(1, len(whole.listed.every) + 1)]


def test_csl_json_holds_the_papers_as_they_are_kept(export: Export) -> None:
    found = json.loads(csl.write(export))
    for one, paper in zip(found, export.narrowed.references, strict=True):
        told, kept = Reference.model_validate(one).model_dump(), paper.model_dump()
        moved = {"link", "container"} | ({"note", "number"} if paper.type == "article-journal" else set())
        assert {name: value for name, value in told.items() if value and name not in moved} == {
            name: value for name, value in kept.items() if value and name not in moved
        }
        assert told["link"] == (paper.link or ("" if paper.doi else paper.url))
        assert told["container"] == (paper.container or paper.container_short)
        assert "note" not in moved or str(kept["number"]) in told.get("note", "")
    assert not [value for one in found for value in one.values() if value in ("", [], {}, None)]


def test_csl_json_keeps_fields_that_are_not_used_here(toy: Mechanism) -> None:
    extra = Reference.model_validate({"id": "x", "type": "book", "volume": "3", "custom": {"a": [1, 2]}})
    found = json.loads(csl.write(with_references(toy, extra)))[0]
    assert (found["volume"], found["custom"]) == ("3", {"a": [1, 2]})


# --- RIS ---


def test_rispy_reads_the_same_papers(export: Export) -> None:
    found = rispy.loads(ris.write(export))
    assert [row["id"] for row in found] == [one.id for one in export.narrowed.references]
    for row, paper in zip(found, export.narrowed.references, strict=True):
        assert row.get("title", "") == clean(paper.title)
        assert row.get("doi", "") == paper.doi
        assert row.get("year", "") == paper.year
        assert row.get("accession_number", "") == paper.pmid
        assert len(row.get("authors", [])) == len(paper.author)  # also where the last says that there are others


def test_ris_has_volume_pages_and_the_whole_date_where_they_are_held(toy: Mechanism) -> None:
    full = Reference.model_validate({
        "id": "x", "type": "article-journal", "title": "T", "volume": 3, "issue": "2", "page": "10-19",
        "issued": {"date-parts": [[2019, 5, 3]]}, "author": [{"literal": "World Health Organization"}],
    })  # fmt: skip
    row = rispy.loads(ris.write(with_references(toy, full)))[0]
    assert (row["volume"], row["number"], row["start_page"], row["end_page"], row["date"]) == ("3", "2", "10", "19", "2019/05/03")
    assert row["authors"] == ["World Health Organization,"]  # as EndNote has it for a group


@pytest.mark.parametrize("name", TEXTS)
def test_ris_stays_readable_with_hostile_text(toy: Mechanism, name: str) -> None:
    written = ris.write(Export(hostile(toy, TEXTS[name])))
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in written.removesuffix("\r\n").split("\r\n"))
    assert not re.search(r"[^\r\n\x20-\x7e\xa0-\U0010ffff]", written)
    found = rispy.loads(written)
    assert [row["id"] for row in found] == [one.id for one in toy.references]
    assert {row.get("title", "") for row in found} == {clean(plain(TEXTS[name]))}


# --- BibTeX ---


def read_bibtex(text: str) -> list[Any]:
    found = bibtexparser.parse_string(text)
    assert not found.failed_blocks
    assert not found.strings
    assert not found.preambles
    return [*found.entries]


def test_bibtexparser_reads_the_same_papers(export: Export) -> None:
    found = read_bibtex(bibtex.write(export))
    assert [entry.key for entry in found] == [one.id for one in export.narrowed.references]
    for entry, paper in zip(found, export.narrowed.references, strict=True):
        fields = {field.key: field.value for field in entry.fields}
        assert fields.get("title", "") == (f"{{{latex(paper.title)}}}" if paper.title else "")
        assert fields.get("doi", "") == paper.doi
        assert fields.get("year", "") == paper.year
        assert "" not in fields.values()


def test_bibtex_says_which_view_of_which_version_it_belongs_to(export: Export) -> None:
    written = bibtex.write(export)
    assert read_origin(written) == export.origin
    assert f"% {export.part.title}, version {export.part.version}" in written


def test_bibtex_keeps_names_whole(toy: Mechanism) -> None:
    names = [{"literal": "Search and Rescue, Ltd"}, {"family": "van and der", "given": "A"}, {"family": "Łoś", "given": "B"}]
    paper = Reference.model_validate({"id": "x", "type": "report", "title": "T", "author": names})
    [author] = [field.value for field in read_bibtex(bibtex.write(with_references(toy, paper)))[0].fields if field.key == "author"]
    assert author == "{Search and Rescue, Ltd} and {van and der}, A and Łoś, B"


@pytest.mark.parametrize("name", TEXTS)
def test_bibtex_stays_readable_with_hostile_text(toy: Mechanism, name: str) -> None:
    written = bibtex.write(Export(hostile(toy, TEXTS[name])))
    assert [entry.key for entry in read_bibtex(written)] == [one.id for one in toy.references]
    entries = "".join(line for line in written.splitlines() if not line.startswith("%"))
    assert entries.count("{") == entries.count("}")
    titles = re.findall(r"  title = \{\{(.*)\}\},", written)
    assert len(titles) == len(toy.references)
    for title in titles:
        plain = re.sub(r"\\text[a-z]+\{\}|\\[$&#%_]", "", title)  # what is spelled out, and nothing else, may have these signs
        assert not re.search(r"[\\{}$&#%_^~]", plain)


# --- Markdown ---

READER = MarkdownIt("gfm-like")  # with links that are found in bare text, as GitHub finds them


def tokens(text: str) -> Iterator[Token]:
    for block in READER.parse(text):
        yield block
        yield from block.children or ()


def shown(text: str) -> str:
    """What a reader sees, as one line, without the sign that keeps "@" from joining."""
    plain = re.sub(r"<[^>]*>", " ", READER.render(text).replace("\n", " "))
    return " ".join(html.unescape(plain).replace("\u200c", "").split())


def test_markdown_says_every_relation_with_hedge_and_assessment(export: Export) -> None:
    text = shown(markdown.write(export))
    for edge in export.part.edges:
        assert clean(edge_sentence(export.part, edge)) in text
        assert clean(hedge_sentence(edge)) in text
        assert clean(assess(edge.evidence, edge.context).sentence) in text


def test_markdown_keeps_every_quote_finding_null_result_and_gap(export: Export) -> None:
    text = shown(markdown.write(export))
    items = [token for token in READER.parse(markdown.write(export)) if token.type == "list_item_open" and token.markup == "-"]
    assert len(items) == len([*all_evidence(export.part)]) + len(export.part.gaps) + len(export.part.sources)
    for edge in export.part.edges:
        assert all(clean(f'"{item.quote}"') in text for item in edge.statements)
        assert all(clean(item.finding) in text for item in edge.findings)
    nulls = sum(item.null_result for item in all_evidence(export.part) if hasattr(item, "null_result"))
    assert text.count("; null result;") == nulls
    assert all(clean(gap_sentence(export.part, gap)) in text for gap in export.part.gaps)


def test_markdown_numbers_its_references(export: Export) -> None:
    text, number = markdown.write(export), export.number
    listed = text[text.index("## References") :].splitlines()
    assert [line.partition(".")[0] for line in listed if re.match(r"\d+\. ", line)] == [str(place) for place in number.values()]
    for edge in export.part.edges:
        for item in edge.findings:
            assert f"\\[{number[item.reference]}\\]: " in text


def test_markdown_has_title_caption_caveat_version_and_way_back(export: Export) -> None:
    text = markdown.write(export)
    assert text.startswith(f"# {export.part.title}\n")
    for told in (export.caption, export.scene.caveat, f"Version {export.part.version} of {export.part.date}", LACKS["md"]):
        assert clean(told) in shown(text)
    assert read_origin(text) == export.origin


@pytest.mark.parametrize("asked", ["from=LDN&to=pain", "up=LDN&block=TLR4", "loops=1", "dose=low&against=dose%3Dhigh"])
def test_markdown_answers_what_is_asked_before_the_relations_with_the_same_numbers(asked: str, shipped: Mechanism) -> None:
    export = Export(shipped, Query.parse(asked, shipped)[0])
    before, _, _ = markdown.write(export).partition("## Mechanism as the source document states it")
    told = explain(shipped, export.query, numbers=export.number)
    for answer in export.answers:
        assert f"## {answer.title}" in before
        assert all(clean(said) in shown(before) for said in (answer.sentence, *answer.remarks, *(item.text for item in answer.items)))
    assert all(clean(paragraph) in shown(before) for paragraph in told.paragraphs)
    cited = {int(number) for found in re.findall(r"\[(\d+(?:, \d+)*)\]", shown(before)) for number in found.split(", ")}
    assert cited <= {*export.number.values()}


def test_markdown_without_a_question_has_no_answer(export: Export) -> None:
    assert "## In words" not in markdown.write(export)


def test_markdown_links_to_the_view_where_an_explorer_is_open(toy: Mechanism) -> None:
    there = Export(toy, Query(focus=("pain", "swelling"), radius=2), base="https://example.org/map")
    assert there.link in {token.attrs["href"] for token in tokens(markdown.write(there)) if token.type == "link_open"}


def test_markdown_links_to_papers_and_quoted_pages_only(export: Export) -> None:
    links = {str(token.attrs["href"]) for token in tokens(markdown.write(export)) if token.type == "link_open"}
    known = {one.url for one in (*export.listed.every, *export.part.sources) if one.url}
    assert links == {READER.normalizeLink(address(url, literal=True)) for url in known}


ASKS = Query(from_=("toyamine",), to=("swelling",), up=("injury",), loops=True, against="dose=high")


@pytest.fixture(scope="module", params=[Query(), ASKS], ids=["whole", "asked"])
def safe(request: pytest.FixtureRequest, toy: Mechanism) -> tuple[Query, list[str]]:
    """A question, and the blocks of its answer by a harmless map."""
    return request.param, blocks(tokens(markdown.write(Export(toy, request.param))))


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_becomes_no_markup_and_no_link(toy: Mechanism, name: str, safe: tuple[Query, list[str]]) -> None:
    query, usual = safe
    nasty = [*tokens(markdown.write(Export(hostile(toy, TEXTS[name]), query)))]
    assert blocks(nasty) == usual
    raw = [token.content for token in nasty if token.type in ("html_block", "html_inline")]
    assert len(raw) == 1
    assert re.fullmatch(r"<!-- pathways-origin [^<>]* -->\n?", raw[0])
    assert not {token.type for token in nasty} & {"image", "code_inline", "fence", "code_block", "table_open", "s_open"}
    links = [str(token.attrs["href"]) for token in nasty if token.type == "link_open"]
    assert all(re.match(r"https://(doi\.org/10\.1234/|pubmed\.ncbi\.nlm\.nih\.gov/\d)", link) for link in links)


def blocks(found: Iterable[Token]) -> list[str]:
    return [token.type for token in found if token.type.endswith("_open") and token.block]


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_is_shown_as_it_is(toy: Mechanism, name: str) -> None:
    assert " ".join(clean(TEXTS[name]).split()) in shown(markdown.write(Export(hostile(toy, TEXTS[name]))))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_only_web_addresses_of_quoted_pages_become_links(toy: Mechanism, url: str) -> None:
    source = toy.sources[0].model_copy(update={"url": url})
    fields = {name: getattr(toy, name) for name in Mechanism.model_fields}
    text = markdown.write(Export(Mechanism.model_construct(**fields | {"sources": (source,)})))
    links = [str(token.attrs["href"]) for token in tokens(text) if token.type == "link_open"]
    assert not [link for link in links if not link.startswith("https://")]
    assert len(links) == len([one for one in toy.references if one.url]) + url.startswith("https://")


@pytest.mark.parametrize("rest", ["x) <b>[y](https://b.example)", "x> y", "\"x\"", "?a=1&copy;&lt;b", "a b\\c", "(((", "#x&y=%20"])
def test_an_address_stays_inside_its_link(toy: Mechanism, rest: str) -> None:
    url = f"https://a.example/{rest}"
    source = toy.sources[0].model_copy(update={"url": url})
    fields = {name: getattr(toy, name) for name in Mechanism.model_fields}
    found = [*tokens(markdown.write(Export(Mechanism.model_construct(**fields | {"sources": (source,)}))))]
    links = {str(token.attrs["href"]) for token in found if token.type == "link_open"}
    assert {unquote(link) for link in links} == {unquote(url), *(one.url for one in toy.references if one.url)}
    assert sum(token.type.startswith("html") for token in found) == 1  # the way back


# --- all ---


@pytest.mark.parametrize("module", [csl, ris, bibtex, markdown])
def test_the_same_view_gives_the_same_bytes(module: Any, toy: Mechanism) -> None:
    assert module.write(Export(toy)) == module.write(Export(toy))
    module.write(Export(toy)).encode()
