"""CITATION.cff holds to Citation File Format 1.2.0, whatever a map says."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import yaml
from hostile import TEXTS, hostile

from pathways.model.mechanism import Mechanism
from pathways.query.query import Query
from pathways.scene.provenance import read_origin
from pathways.scene.scene import CAVEAT
from pathways.sheet.view_export import Export
from pathways.write.cff import write
from pathways.write.losses import LACKS

# From the schema of version 1.2.0, https://github.com/citation-file-format/citation-file-format: what a file must have, and may have.
NEEDED = {"authors", "cff-version", "message", "title"}
KNOWN = NEEDED | {
    "abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url", "preferred-citation",
    "references", "repository", "repository-artifact", "repository-code", "type", "url", "version",
}  # fmt: skip
ENTITY = {
    "address", "alias", "city", "country", "date-end", "date-start", "email", "fax", "location", "name", "orcid", "post-code", "region",
    "tel", "website",
}  # fmt: skip
PERSON = {"affiliation", "alias", "email", "family-names", "given-names", "name-particle", "name-suffix", "orcid", "website"}
FIELDS = {  # of a reference, as far as they are used
    "authors", "doi", "end", "identifiers", "issue", "journal", "month", "number", "pmcid", "start", "title", "type", "url", "volume",
    "year",
}  # fmt: skip
TYPES = {
    "art", "article", "audiovisual", "bill", "blog", "book", "catalogue", "conference-paper", "conference", "data", "database",
    "dictionary", "edited-work", "encyclopedia", "film-broadcast", "generic", "government-document", "grant", "hearing", "historical-work",
    "legal-case", "legal-rule", "magazine-article", "manual", "map", "multimedia", "music", "newspaper-article", "pamphlet", "patent",
    "personal-communication", "proceedings", "report", "serial", "slides", "software-code", "software-container", "software-executable",
    "software-virtual-machine", "software", "sound-recording", "standard", "statute", "thesis", "unpublished", "video", "website",
}  # fmt: skip


def read(text: str) -> dict[str, Any]:
    """The file, if it holds to the format."""
    found: dict[str, Any] = yaml.safe_load(text)
    assert NEEDED <= set(found) <= KNOWN
    assert found["cff-version"] == "1.2.0"
    assert found["type"] in ("software", "dataset")
    for name in ("message", "title", "abstract", "version"):
        assert isinstance(found[name], str)
        assert found[name]
    check_authors(found["authors"])
    if "date-released" in found:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", found["date-released"])
        date.fromisoformat(found["date-released"])
    check_url(found)
    for one in found["identifiers"]:
        assert set(one) <= {"type", "value", "description"}
        assert one["type"] in ("doi", "url", "swh", "other")
        assert one["value"]
    for one in found["references"]:
        assert {"authors", "title", "type"} <= set(one) <= FIELDS
        assert one["type"] in TYPES
        assert one["title"]
        check_authors(one["authors"])
        check_url(one)
    return found


def check_authors(authors: list[dict[str, Any]]) -> None:
    assert authors
    for one in authors:
        assert {"name"} <= set(one) <= ENTITY or {"family-names", "given-names"} <= set(one) <= PERSON
        assert all(isinstance(value, str) and value for value in one.values())


def check_url(found: dict[str, Any]) -> None:
    assert re.match(r"^(https|http|ftp|sftp)://.+", found.get("url", "https://x"))


def test_the_shipped_map_says_how_it_is_cited(shipped: Mechanism) -> None:
    found = read(write(Export(shipped)))
    assert (found["title"], found["version"], found["date-released"]) == (shipped.title, shipped.version, shipped.date)
    assert found["identifiers"][0]["value"] == shipped.fingerprint
    assert found["references"][0]["url"] == shipped.sources[0].url
    assert "url" not in found
    assert CAVEAT in found["abstract"]


def test_the_papers_behind_what_is_drawn_are_references(shipped: Mechanism) -> None:
    view = Export(shipped, Query.parse("from=LDN&to=pain", shipped)[0])
    listed = read(write(view))["references"]
    papers = listed[len(shipped.sources) : -1]
    assert [one["title"] for one in papers] == [paper.title for paper in view.references]
    first = view.references[0]
    assert papers[0]["authors"][0]["family-names"] == first.author[0]["family"]
    assert (papers[0]["doi"], str(papers[0]["year"])) == (first.doi, first.year)


def test_it_names_the_address_that_is_known(toy: Mechanism) -> None:
    assert read(write(Export(toy, base="https://example.org/map")))["url"] == "https://example.org/map"


def test_a_part_is_called_a_part_and_leads_back_to_itself(toy: Mechanism) -> None:
    view = Export(toy, Query(focus=("toyamine",)))
    assert read(write(view))["abstract"].startswith(view.caption)
    assert read_origin(write(view)) == view.origin
    assert LACKS["cff"] in write(view)


@pytest.mark.parametrize("day", ["2026-02-30", "spring 2026", "2026", "2026-1-1", "２０２６-01-01"])
def test_a_date_that_is_none_is_left_out(day: str, toy: Mechanism) -> None:
    assert "date-released" not in read(write(Export(toy.model_copy(update={"date": day}))))


@pytest.mark.parametrize("name", TEXTS)
def test_whatever_a_map_says_the_file_holds_to_the_format(toy: Mechanism, name: str) -> None:
    read(write(Export(hostile(toy, TEXTS[name]))))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "see the library", "https://a b", ""])
def test_a_source_without_an_address_has_none(url: str, toy: Mechanism) -> None:
    source = toy.sources[0].model_copy(update={"url": url})
    found = read(write(Export(toy.model_copy(update={"sources": (source,)}))))
    assert "url" not in found["references"][0]
    assert found["references"][0]["type"] == "generic"
