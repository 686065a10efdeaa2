"""What can be found on a map: each thing that is drawn or cited is there once, and every page has the same index."""

from __future__ import annotations

import json
import re

import pytest
from figures import view

from pathways.language.name_search import rank
from pathways.model.mechanism import Mechanism
from pathways.render import html, light
from pathways.web import create_app
from pathways.wording.references import references
from pathways.wording.search_index import FindEntry, listed_entries, search_index


def best(mechanism: Mechanism, asked: str) -> FindEntry:
    """The entry that answers a text best, the first of several."""
    ranked = ((rank(asked, (one.label, *one.names)), one) for one in search_index(mechanism))
    return min(((value, one) for value, one in ranked if value is not None), key=lambda pair: pair[0])[1]


def test_everything_drawn_or_cited_is_there_once(shipped: Mechanism) -> None:
    entries = search_index(shipped)
    assert [one.place for one in entries if one.kind == "thing"] == [f"n-{name}" for name in shipped.node]
    assert [one.place for one in entries if one.kind == "relation"] == [f"e-{name}" for name in shipped.edge]
    assert {one.paper for one in entries if one.kind == "paper"} == {paper.id for paper in references(shipped).every}
    assert len([one for one in entries if one.kind == "limit"]) == len(shipped.caveats)
    assert {node for one in entries if one.kind == "region" for node in one.nodes} <= set(shipped.node)


@pytest.mark.parametrize(("asked", "kind", "place"), [
    ("TNFa", "thing", "n-tnf-alpha"), ("CHEBI:16480", "thing", "n-nitric-oxide"), ("younger 2013", "paper", ""),
    ("10.1002/art.37734", "paper", "e-low-dose-naltrexone-decreases-pain"), ("PMID 23359310", "paper", ""), ("small studies", "limit", ""),
    ("LDN decreases pain", "relation", "e-low-dose-naltrexone-decreases-pain"), ("immune route", "region", ""),
])  # fmt: skip
def test_each_kind_answers_to_what_people_call_it(shipped: Mechanism, asked: str, kind: str, place: str) -> None:
    found = best(shipped, asked)
    assert found.kind == kind
    assert not place or found.place == place


def test_a_dose_finds_what_was_studied_at_it(shipped: Mechanism) -> None:
    kinds = {one.kind for one in search_index(shipped) if rank("4.5 mg", (one.label, *one.names)) in (0, 1, 2, 3)}
    assert {"property", "relation", "paper"} <= kinds


def test_the_pages_and_the_explorer_have_one_index(toy: Mechanism) -> None:
    whole = listed_entries(search_index(toy))
    kept = [entry for entry in whole if entry["kind"] != "story"]
    for page in (light.write(view(toy, "")), html.write(view(toy, ""))):
        found = re.search(r'<script type="application/json" id="index">(.*?)</script>', page)
        assert found
        assert json.loads(found[1]) == kept
        places = [entry["place"] for entry in kept if "place" in entry]
        assert [place for place in places if f'id="{place}"' not in page] == [], "what can be found can be gone to"
    asked = {
        "output": "search.index", "outputs": {"id": "search", "property": "index"}, "changedPropIds": ["search.wanted"],
        "inputs": [{"id": "search", "property": "wanted", "value": "?map="}],
    }  # fmt: skip
    answer = create_app([toy]).server.test_client().post("/_dash-update-component", json=asked)
    assert answer.get_json()["response"]["search"]["index"] == whole


def test_a_part_finds_only_what_it_keeps(shipped: Mechanism) -> None:
    page = light.write(view(shipped, "focus=tlr4&radius=1"))
    found = json.loads(re.search(r'id="index">(.*?)</script>', page)[1])
    assert 0 < len(found) < len(search_index(shipped)) / 2
    assert [entry["place"] for entry in found if "place" in entry and f'id="{entry["place"]}"' not in page] == []
