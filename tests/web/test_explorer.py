"""The page without a browser: addresses, headers, downloads, and the parts of the page as plain functions."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import dash
import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient
from hypothesis import given
from mechanisms import queries
from pages import Seen

from pathways.export.formats import FORMATS, Format
from pathways.model.assessment import assess
from pathways.model.mechanism import Mechanism
from pathways.query.fields import FIELDS
from pathways.query.query import Query
from pathways.web import PortTaken, ids, serve
from pathways.web.atlas import Atlas, View
from pathways.web.card import card
from pathways.web.download_routes import address_of
from pathways.web.filter_panel import filters_panel
from pathways.web.relation_table import rows
from pathways.web.view_links import NAMES, PARTS, button, link
from pathways.web.view_links import parts as parts_of
from pathways.wording.sentences import appraisal_phrases, paper_sentences
from tests.conftest import ROOT


def elements(made: Any) -> Iterator[Component]:
    """All elements of a part of the page."""
    if isinstance(made, (list, tuple)):
        for one in made:
            yield from elements(one)
    elif isinstance(made, Component):
        yield made
        for name in ("children", "tree"):
            yield from elements(getattr(made, name, None))


# ---- the server


def test_it_says_that_it_is_well(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")


@pytest.mark.parametrize("path", ["/", "/healthz", "/figure.webp", "/_dash-layout", "/nowhere", "/_dash-dependencies"])
def test_every_answer_is_guarded(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert not re.search(r"script-src[^;]*'unsafe-inline'", policy)
    assert (headers["X-Frame-Options"], headers["X-Content-Type-Options"]) == ("DENY", "nosniff")
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_page_names_no_other_host(client: FlaskClient) -> None:
    page = client.get("/").text
    assert re.findall(r'(?:src|href)="(?!/|data:)[^"]*"', page) == []
    assert "https://" not in re.sub(r'<script id="_dash-config".*?</script>', "", page, flags=re.DOTALL)


def test_the_layout_is_drawn_for_the_address_that_the_browser_shows(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout", headers={"Referer": "http://localhost/?select=tlr4"}).text
    assert "Toll-like receptor 4" in layout
    assert '"card is-open"' in layout
    assert '"card is-open"' not in client.get("/_dash-layout").text


def test_fonts_come_from_here(client: FlaskClient) -> None:
    answer = client.get("/fonts/regular.woff2")
    assert answer.data[:4] == b"wOF2"
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/fonts/pyproject.toml").status_code == 404
    assert b"build-backend" not in client.get("/fonts/..%2F..%2Fpyproject.toml").data
    assert client.get("/fonts/bold.woff2").status_code == 404


@pytest.mark.parametrize("row", FORMATS.values(), ids=list(FORMATS))
def test_a_view_can_be_had_in_every_format_by_address(client: FlaskClient, row: Format) -> None:
    answer = client.get(f"{address_of(row)}?focus=TLR4")
    assert (answer.status_code, answer.mimetype) == (200, row.mimetype)
    assert answer.data
    assert f'filename="low-dose-naltrexone-focus-tlr4.{row.name}"' in answer.headers["Content-Disposition"]
    assert "max-age" in answer.headers["Cache-Control"]
    again = client.get(f"{address_of(row)}?focus=TLR4", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(address_of(row)).headers["ETag"] != answer.headers["ETag"]


@pytest.mark.parametrize("path", ["/figure.svg", "/figure.png", "/figure.html", "/loose", "/data.json"])
def test_no_answer_for_other_pages_lets_a_script_of_ours_act_there(client: FlaskClient, path: str) -> None:
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    framed = path == "/loose"
    assert ("frame-ancestors 'self'" if framed else "frame-ancestors 'none'") in policy
    assert ("sandbox allow-scripts" in policy) is framed
    assert "allow-same-origin" not in policy


def test_options_of_the_address_shape_the_file(client: FlaskClient) -> None:
    bare = client.get("/figure.svg?focus=TLR4&without=legend,citations,origin").text
    whole = client.get("/figure.svg?focus=TLR4").text
    legend = 'id="legend-count-tick"'
    assert (legend in whole, legend in bare) == (True, False)
    assert len(bare) < len(whole)


@pytest.mark.parametrize(("address", "sentence"), [
    ("/figure.svg?scale=9", "'9' is not a value of 'scale'. Expected a number from 1 to 4."),
    ("/figure.svg?shape=squar", "'squar' is not a value of 'shape'. Did you mean 'square'?"),
    ("/figure.png?focus=nowhere-at-all", "'nowhere-at-all'"),
    ("/figure.png?width=8000&scale=4", "pixels"),
])  # fmt: skip
def test_an_option_that_cannot_be_is_refused_with_a_sentence(client: FlaskClient, address: str, sentence: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (400, "text/plain")
    assert sentence in answer.text


def test_an_unknown_address_names_the_right_one(client: FlaskClient) -> None:
    assert "/figure.png" in client.get("/data.png").text
    assert "Did you mean 'svg'?" in client.get("/figure.svgz").text
    assert client.get("/figure.svgz").status_code == 404


def test_a_download_of_what_is_not_understood_is_refused_with_a_sentence(client: FlaskClient) -> None:
    answer = client.get("/figure.svg?layer=literatur")
    assert answer.status_code == 400
    assert answer.text == "'literatur' is not a value of 'layer'. Did you mean 'literature'?\n"
    long = client.get(f"/figure.svg?focus={'x' * 9000}")
    assert (long.status_code, "at most 8000" in long.text) == (400, True)


def test_every_callback_answers(app: dash.Dash, client: FlaskClient) -> None:
    """Each of the server's callbacks gives an answer for a telling address, and every id that it names is on the page."""
    known = {element.id for element in elements(app.layout()) if getattr(element, "id", None)}
    dependencies = json.loads(client.get("/_dash-dependencies").text)
    for told in dependencies:
        outputs = told["output"].strip(".").split("...")
        assert {name.split(".")[0] for name in outputs} | {one["id"] for one in told["inputs"]} <= known
        if told["clientside_function"]:
            continue
        asked = {
            "output": told["output"],
            "outputs": _outputs(told["output"]),
            "inputs": [{**one, "value": "?select=tlr4&table=1&focus=tlr4" if one["id"] == ids.ADDRESS else None} for one in told["inputs"]],
            "changedPropIds": [f"{told['inputs'][0]['id']}.{told['inputs'][0]['property']}"],
        }
        answer = client.post("/_dash-update-component", json=asked)
        assert answer.status_code == 200, answer.text
        assert len(answer.text) > 200


def _outputs(output: str) -> Any:
    """How the browser names the outputs of a callback whose answer is a dictionary."""
    names = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in output.strip(".").split("...")]
    return names if output.startswith("..") else names[0]


# ---- the parts


def test_an_unknown_map_gets_a_sentence_and_the_first_one_is_shown(atlas: Atlas) -> None:
    view = atlas.view("?map=tyo")
    assert view.mechanism.id == "low-dose-naltrexone"
    assert view.remarks == ("There is no map 'tyo' here. Did you mean 'toy'?",)
    assert atlas.view("?map=toy").mechanism.id == "toy"
    assert atlas.view(None).mechanism.id == "low-dose-naltrexone"


def test_an_atlas_needs_a_map() -> None:
    with pytest.raises(ValueError, match="no mechanism"):
        Atlas([])


def test_zoom_selection_and_theme_do_not_draw_anew(atlas: Atlas) -> None:
    one = atlas.shown(atlas.view("?focus=tlr4"))
    assert atlas.shown(atlas.view("?focus=tlr4&select=tlr4&view=1,2,3&theme=dark&table=1&sort=-for")) is one


def test_a_part_takes_the_places_of_the_whole_map(atlas: Atlas) -> None:
    whole, part = (atlas.shown(atlas.view(search)).picture for search in ("", "?focus=tlr4"))
    assert part.layout == whole.layout
    assert len(part.diagram.nodes) < len(whole.diagram.nodes)
    assert {arrow.id for arrow in part.diagram.arrows} <= {arrow.id for arrow in whole.diagram.arrows}
    anew = atlas.shown(atlas.view("?focus=tlr4&arrange=compact")).picture
    assert anew.layout.width < whole.layout.width


def test_the_legend_of_a_part_leaves_out_what_is_pale(atlas: Atlas) -> None:
    assert len(atlas.shown(atlas.view("?focus=tlr4")).scene.legend) < len(atlas.shown(atlas.view("")).scene.legend)


@pytest.mark.parametrize("name", ["low-dose-naltrexone", "toy"])
def test_everything_on_a_map_has_a_card(atlas: Atlas, name: str) -> None:
    bare = atlas.view(f"?map={name}")
    mechanism = bare.mechanism
    things = [*mechanism.node, *mechanism.edge, *(gap.id for gap in mechanism.gaps), *atlas.shown(bare).picture.diagram.arrow]
    for thing in things:
        seen = Seen(card(atlas, replace(bare, query=replace(bare.query, select=thing))))
        assert len(seen.text) > 40, thing
        assert seen.unbalanced == seen.depth == []
        assert seen.tags.count("h2") == 1


def test_a_folded_arrow_shows_each_of_its_relations(atlas: Atlas) -> None:
    view = atlas.view("")
    folded = next(arrow for arrow in atlas.shown(view).picture.diagram.arrows if len(arrow.edges) > 2)
    made = card(atlas, replace(view, query=Query(select=folded.id)))
    assert made.count('<section class="relation"') == len(folded.edges)
    assert f"stands for {len(folded.edges)} relations" in Seen(made).text


def test_a_card_says_everything_about_a_relation(atlas: Atlas) -> None:
    """Quote, hedge, marker, and of each paper its stance, finding and link."""
    mechanism = atlas.view("").mechanism
    for edge in mechanism.edges:
        made = card(atlas, View(mechanism, Query(select=edge.id)))
        said = Seen(made).text
        for statement in edge.statements:
            assert " ".join(statement.quote.split()) in said
            assert statement.hedge in said
        for finding in edge.findings:
            assert " ".join(finding.finding.split()) in said
            assert mechanism.reference[finding.reference].cite in said
            for phrase in (*appraisal_phrases(finding), *paper_sentences(mechanism, mechanism.paper.get(finding.reference))):
                assert " ".join(phrase.split()) in said
            assert f"last held against the paper on {finding.checked}" in said
        assert ('class="chip contested"' in made) == assess(edge.evidence, edge.context).contested
        assert made.count('target="_blank"') == made.count('target="_blank" rel="noopener noreferrer"')


def test_what_a_filter_promises_is_what_it_keeps(atlas: Atlas) -> None:
    view = atlas.view("?evidence=human")
    counts = atlas.counts(view)
    kept = atlas.part(replace(view, query=replace(view.query, dose="low")))
    assert counts["dose"]["low"] == len(kept.edges)
    assert "filter-dose-low" in {getattr(element, "id", None) for element in elements(filters_panel(view.mechanism, view.query, counts))}


def test_the_last_layer_cannot_be_switched_off(atlas: Atlas) -> None:
    view = atlas.view("?layer=document")
    panel = filters_panel(view.mechanism, view.query, atlas.counts(view))
    switch = next(element for element in elements(panel) if getattr(element, "id", None) == "filter-layer-document")
    assert getattr(switch, "data-go") == "layer=document"


@pytest.mark.parametrize("name", ["source", "relation", "target", "sign", "layer", "evidence", "for", "against", "hedge"])
def test_the_table_sorts_by_each_column_both_ways(shipped: Mechanism, name: str) -> None:
    up, down = (rows(shipped, Query(sort=sort)) for sort in (name, f"-{name}"))
    assert up != down
    assert {row.edge.id for row in up} == {row.edge.id for row in down} == set(shipped.edge)


def test_the_table_finds_rows_by_their_words(shipped: Mechanism) -> None:
    found = rows(shipped, Query(), "CONTESTED low-dose")
    assert found
    assert all(row.found.contested and "low-dose" in row.text.casefold() for row in found)
    assert rows(shipped, Query(), "no such words") == ()


def test_an_unknown_order_is_the_files(shipped: Mechanism) -> None:
    assert [row.edge for row in rows(shipped, Query(sort="nonsense"))] == list(shipped.edges)


# ---- the address


def test_every_field_of_the_question_bears_on_a_part_of_the_page() -> None:
    assert {name for part in PARTS.values() for name in part["fields"]} == set(NAMES) - {"view"}


@given(queries)
def test_a_link_leads_where_it_says(query: Query) -> None:
    there = replace(query, select="", radius=3, theme="dark")
    made = link(query, select="", radius=3, theme="dark")
    assert made["href"] == f"?{there.search()}"
    assert made["data-go"] == "select=&radius=3&theme=dark"
    assert button(query, sort="") == {"data-go": "sort="}


@given(queries)
def test_what_a_part_depends_on_is_in_its_address_and_nothing_else(query: Query) -> None:
    for name, search in parts_of(query).items():
        differing = {FIELDS[field.name].name for field in fields(Query) if getattr(query, field.name) != field.default}
        wanted = differing & set(PARTS[name]["fields"])
        told = {pair.split("=")[0] for pair in search.removeprefix("?").split("&") if pair}
        assert told == wanted or (told == set() and PARTS[name].get("when"))


# ---- starting


def test_a_taken_port_is_said_with_a_free_one(shipped: Mechanism) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} of 127\.0\.0\.1 is taken .* try --port \d+"):
            serve([shipped], port=port)


@pytest.mark.parametrize(
    ("host", "port", "said"), [("127.0.0.1", 70_000, "is no port"), ("192.0.2.1", 8050, "Nothing can listen at 192.0.2.1")]
)
def test_a_place_where_nobody_can_listen_is_said(shipped: Mechanism, host: str, port: int, said: str) -> None:
    with pytest.raises(PortTaken, match=said):
        serve([shipped], host=host, port=port)


def test_a_broken_file_stops_the_start_with_its_problems(tmp_path: Any) -> None:
    (tmp_path / "app.py").write_text((ROOT / "app.py").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/broken.yaml").write_text("id: broken\ntitle: [unclosed\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "app.py"], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1
    assert "broken.yaml, line" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_server_for_gunicorn_is_there() -> None:
    code = "import app; assert app.server.test_client().get('/healthz').status_code == 200"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
