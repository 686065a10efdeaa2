"""The panel of questions without a browser: examples that have answers, items that choose, and the callbacks around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient
from hypothesis import given
from mechanisms import queries

from pathways.model.mechanism import Mechanism
from pathways.query.query import EVIDENCE, Query
from pathways.reasoning.answers import Answer, Item, answers
from pathways.web import ids, page_parts
from pathways.web.atlas import Atlas, View
from pathways.web.card import card
from pathways.web.example_questions import drug_of, examples
from pathways.web.filter_panel import EMPTY
from pathways.web.question_panel import MARKS, MOST, SHOWN, TITLES, panel, things, words

ASKED = {
    "paths": "?from=low-dose-naltrexone&to=pain",
    "loops": "?loops=1",
    "whatif": "?up=low-dose-naltrexone&block=tlr4",
    "knockout": "?evidence=human",
    "compare": "?dose=low&against=dose%3Dhigh",
}


def elements(made: Any) -> Iterator[Component]:
    if isinstance(made, (list, tuple)):
        for one in made:
            yield from elements(one)
    elif isinstance(made, Component):
        yield made
        yield from elements(getattr(made, "children", None))


def text(made: Any) -> str:
    if isinstance(made, (list, tuple)):
        return " ".join(map(text, made))
    return text(getattr(made, "children", None)) if isinstance(made, Component) else str(made or "")


def of_class(made: Any, name: str) -> list[Component]:
    return [one for one in elements(made) if name in str(getattr(one, "className", "")).split()]


def section(made: Any, kind: str) -> Component:
    return next(one for one in elements(made) if getattr(one, "id", None) == f"ask-{kind}")


def attribute(element: Component, name: str) -> Any:
    return getattr(element, name, None)


# ---- examples


@pytest.mark.parametrize("name", ["low-dose-naltrexone", "toy"])
def test_every_example_has_an_answer_of_its_kind(atlas: Atlas, name: str) -> None:
    mechanism = atlas.mechanisms[name]
    found = examples(mechanism)
    assert {one.kind for one in found} >= {"paths", "loops", "whatif"}
    for one in found:
        query = Query(**one.changes)
        answer = {answer.kind: answer for answer in answers(mechanism, query)}[one.kind]
        assert answer.sentence, one.text
        assert answer.items or one.kind in ("loops", "knockout"), one.text


def test_the_shipped_map_offers_the_five_questions_that_people_ask(shipped: Mechanism) -> None:
    said = {one.kind: [] for one in examples(shipped)}
    for one in examples(shipped):
        said[one.kind].append(one.text)
    assert set(said) == set(TITLES)
    assert "How does low-dose naltrexone reach pain?" in said["paths"]
    assert any("Toll-like receptor 4 is blocked" in one for one in said["whatif"])
    assert any("human evidence" in one for one in said["knockout"])
    assert any("dose" in one for one in said["compare"])
    assert any("document" in one for one in said["compare"])


def test_a_mechanism_without_a_drug_or_doses_offers_what_it_can() -> None:
    bare = Mechanism(id="m", title="M", sentence="S", version="1", date="d", nodes=(), edges=())
    assert drug_of(bare) is None
    assert {one.kind for one in examples(bare)} == {"loops", "compare"}


def test_an_example_asks_the_same_wherever_it_is_chosen(atlas: Atlas) -> None:
    links = [
        [attribute(one, "href") for one in of_class(panel(atlas, atlas.view(search)), "example")]
        for search in ("?evidence=human&loops=1&focus=tlr4&radius=3&open=sensitisation", "?open=sensitisation")
    ]
    assert set(links[0]) <= set(links[1])
    asked = {"up", "down", "block", "loops", "impossible", "trail", "against", "ghosts", "from_", "to", "via", "avoid", "evidence"}
    assert set(EMPTY) >= asked


# ---- the panel


@pytest.mark.parametrize("kind", TITLES)
def test_what_is_asked_is_open_and_answered(atlas: Atlas, kind: str) -> None:
    view = atlas.view(ASKED[kind])
    made = panel(atlas, view)
    assert [one for one in TITLES if attribute(section(made, one), "data-asked") == "true"] == [kind]
    (answer,) = (one for one in atlas.answers(view) if one.kind == kind)
    said = text(section(made, kind))
    assert answer.sentence in said
    for item in answer.items:
        assert item.text in said
        assert item.detail in said
    for remark in answer.remarks:
        assert remark in said


def test_nothing_asked_is_nothing_answered(atlas: Atlas) -> None:
    made = panel(atlas, atlas.view(""))
    assert of_class(made, "answer") == []
    assert len(of_class(made, "example")) == len(TITLES) + len(examples(atlas.view("").mechanism))


def test_an_item_is_chosen_by_what_it_changes_and_let_go_by_the_same(atlas: Atlas) -> None:
    view = atlas.view(ASKED["paths"])
    first = of_class(panel(atlas, view), "answer-item")[0]
    assert attribute(first, "aria-pressed") == "false"
    assert attribute(first, "data-edges") == "low-dose-naltrexone-decreases-pain"
    assert attribute(first, "data-go") == "trail=low-dose-naltrexone-decreases-pain"
    chosen = replace(view, query=replace(view.query, trail=("low-dose-naltrexone-decreases-pain",)))
    again = of_class(panel(atlas, chosen), "answer-item")
    assert [attribute(one, "aria-pressed") for one in again[:2]] == ["true", "false"]
    assert attribute(again[0], "data-go") == "trail="


def test_no_path_is_answered_with_links_that_ask_on(atlas: Atlas) -> None:
    view = atlas.view("?from=tlr4&to=pain")
    made = section(panel(atlas, view), "paths")
    (answer,) = atlas.answers(view)
    assert answer.items == ()
    links = {text(one): one for one in of_class(made, "reason")}
    assert len(links) == len(answer.reasons)
    for reason in answer.reasons:
        assert any(reason.text in said for said in links)
    gap = next(one for said, one in links.items() if said.startswith("Gap: "))
    assert attribute(gap, "href") == "?from=tlr4&to=pain&select=cytokines-to-pain"
    assert attribute(gap, "data-go") == "select=cytokines-to-pain"
    assert "cytokines-to-pain" in attribute(gap, "data-nodes").split(",")
    asked = {attribute(one, "href") for one in links.values()}
    assert {"?from=tlr4", "?to=pain", "?from=tlr4&to=chronic-pain"} <= asked


def test_a_reason_with_several_questions_has_a_link_for_each(atlas: Atlas) -> None:
    made = section(panel(atlas, atlas.view(ASKED["paths"])), "paths")
    (reason,) = of_class(made, "reason")
    links = {text(one): attribute(one, "href") for one in of_class(reason, "next")}
    assert links["By way of TLR4"] == "?from=low-dose-naltrexone&to=pain&via=tlr4"
    assert any(href.endswith("select=cytokines-to-pain") for href in links.values())


def test_what_must_and_must_not_be_passed_is_named_as_the_ends_are(atlas: Atlas) -> None:
    view = atlas.view("?from=low-dose-naltrexone&to=pain&via=endorphins&avoid=tlr4&cutoff=3")
    made = section(panel(atlas, view), "paths")
    out = {attribute(one, "aria-label"): attribute(one, "data-go") for one in of_class(made, "removable")}
    assert out["Only by way of: take Endorphins out"] == "via=&trail="
    assert out["Without passing: take Toll-like receptor 4 out"] == "avoid=&trail="
    picks = [attribute(one, "field") for one in elements(made) if attribute(one, "field")]
    assert picks == ["from", "to", "via", "avoid"]
    clear = next(one for one in elements(made) if "Clear this question" in text(one) and attribute(one, "data-go"))
    assert attribute(clear, "data-go") == "from=&to=&via=&avoid=&trail="
    assert "Endorphins" in text(page_parts.filters(atlas, view))


def test_every_mark_of_the_answers_has_a_shape_and_words(atlas: Atlas, shipped: Mechanism) -> None:
    for one in examples(shipped):
        for answer in answers(shipped, Query(**one.changes)):
            for item in answer.items:
                assert item.mark in ("", *MARKS) or (answer.kind == "loops" and item.mark[0] in "RBU"), item.mark


def test_a_long_answer_shows_its_beginning(atlas: Atlas) -> None:
    made = section(panel(atlas, atlas.view(ASKED["knockout"])), "knockout")
    number = len(atlas.answers(atlas.view(ASKED["knockout"]))[0].items)
    assert number > SHOWN
    assert f"Show {number - SHOWN} more" in text(made)
    assert [len(list(elements(one))) > 0 for one in of_class(made, "answer-items")] == [True, True]
    assert len(of_class(of_class(made, "answer-items")[0], "answer-item")) == SHOWN


def test_an_endless_answer_says_what_it_does_not_list(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    many = Answer("loops", "Feedback loops", "Many.", tuple(Item(f"Loop {number}.") for number in range(MOST + 1_234)))
    monkeypatch.setattr(atlas, "answers", lambda _: (many,))
    made = section(panel(atlas, atlas.view("?loops=1")), "loops")
    assert len(of_class(made, "answer-item")) == MOST
    assert "1,234 more are not listed here" in text(made)


def test_what_is_named_can_be_taken_out_again(atlas: Atlas) -> None:
    made = section(panel(atlas, atlas.view(ASKED["whatif"])), "whatif")
    out = {attribute(one, "aria-label"): attribute(one, "data-go") for one in of_class(made, "removable")}
    assert out == {
        "Goes up: take Low-dose naltrexone out": "up=&trail=",
        "Is blocked: nothing goes through it: take Toll-like receptor 4 out": "block=&trail=",
    }


def test_the_bars_of_evidence_say_what_they_keep(atlas: Atlas) -> None:
    view = atlas.view(ASKED["knockout"])
    said = text(section(panel(atlas, view), "knockout"))
    for name, phrase in EVIDENCE.items():
        assert (phrase[1:] in said) is (name != "contested")
    assert "Show what is lost in pale" in said
    assert str(atlas.counts(view)["evidence"]["human"]) in said


def test_a_view_is_kept_as_the_second_one(atlas: Atlas) -> None:
    kept = section(panel(atlas, atlas.view("?dose=low&evidence=human")), "compare")
    assert "against=evidence%3Dhuman%26dose%3Dlow&trail=" in {attribute(one, "data-go") for one in elements(kept)}
    whole = section(panel(atlas, atlas.view("")), "compare")
    assert "against=evidence%3Dall&trail=" in {attribute(one, "data-go") for one in elements(whole)}, "the whole map is a view, too"


def test_two_views_are_swapped(atlas: Atlas) -> None:
    made = section(panel(atlas, atlas.view(ASKED["compare"])), "compare")
    swap = next(one for one in elements(made) if text(one) == "Swap A and B" and attribute(one, "data-go"))
    changes = dict(pair.split("=", 1) for pair in attribute(swap, "data-go").split("&"))
    assert (changes["dose"], changes["against"]) == ("high", "dose%3Dlow")


@given(queries)
def test_any_question_has_a_panel(atlas: Atlas, query: Query) -> None:
    view = View(atlas.mechanisms["toy"], query)
    made = panel(atlas, view)
    known = [attribute(one, "id") for one in elements(made) if attribute(one, "id")]
    assert len(known) == len(set(known))


# ---- in words


@pytest.mark.parametrize("kind", TITLES)
@pytest.mark.parametrize("wording", ["professional", "plain"])
def test_an_answer_is_told_in_words(atlas: Atlas, kind: str, wording: str) -> None:
    told = words(atlas, f"words={wording}&{ASKED[kind][1:]}")
    (body,) = of_class(told, "words-text")
    assert len(text(body)) > 300
    assert "Not medical advice" in text(body)
    pressed = [text(one) for one in elements(told) if attribute(one, "aria-pressed") == "true"]
    assert pressed == [{"professional": "In words", "plain": "In plain words"}[wording]]


def test_words_are_told_when_asked_for_alone(atlas: Atlas) -> None:
    assert of_class(words(atlas, ASKED["paths"]), "words-text") == []
    assert "Choose an example" in text(words(atlas, ""))
    assert "Choose an example" in text(words(atlas, "words=plain&"))


# ---- around it


def buttons(made: str, bearing: str = "") -> dict[str, str]:
    """What each button of a card changes, by its words; those alone that bear an attribute."""
    found = re.findall(r"<button ([^>]+)>([^<]*)</button>", made)
    asks = ((text, re.search(r'data-go="([^"]*)"', inside)) for inside, text in found if bearing in inside)
    return {unescape(text): unescape(change[1]) for text, change in asks if change}


def test_a_card_asks_what_if(atlas: Atlas) -> None:
    assert buttons(card(atlas, atlas.view("?select=tlr4")), "data-panel") == {
        "What if it goes up": "up=tlr4&down=&block=&trail=",
        "What if it goes down": "up=&down=tlr4&block=&trail=",
        "What if it is blocked and LDN goes up": "up=low-dose-naltrexone&down=&block=tlr4&trail=",
    }
    assert "Let it pass things on again" in buttons(card(atlas, atlas.view("?select=tlr4&up=low-dose-naltrexone&block=tlr4")))
    assert "What if it goes up" not in buttons(card(atlas, atlas.view("?select=low-dose-naltrexone&up=low-dose-naltrexone")))


def test_a_card_asks_for_the_paths_through_it_once_both_ends_are_named(atlas: Atlas) -> None:
    def asked(search: str) -> dict[str, str]:
        return buttons(card(atlas, atlas.view(search)))

    found = asked(f"{ASKED['paths']}&select=endorphins&avoid=tlr4")
    assert found["Only by way of it"] == "via=endorphins&trail="
    assert found["Without passing it"] == "avoid=tlr4,endorphins&trail="
    assert not {"Only by way of it", "Without passing it"} & asked(f"{ASKED['paths']}&select=pain").keys()
    assert "Only by way of it" not in asked("?from=low-dose-naltrexone&select=endorphins")


def test_the_line_over_the_map_leads_to_the_answer(atlas: Atlas) -> None:
    for search in ASKED.values():
        line = page_parts.status_line(atlas, atlas.view(search))
        assert any(attribute(one, "data-panel") == "questions" for one in elements(line)), search
    assert page_parts.status_line(atlas, atlas.view("")) is None
    assert not any(attribute(one, "data-panel") for one in elements(page_parts.status_line(atlas, atlas.view("?focus=tlr4"))))


def test_everything_can_be_named_by_each_of_its_names(shipped: Mechanism) -> None:
    found = {one["value"]: one for one in things(shipped)}
    assert set(found) == set(shipped.node)
    assert "TLR4" in found["tlr4"]["label"]
    assert found["tnf-alpha"]["group"] == "inflammatory-cytokines"


def test_nothing_of_the_panel_is_sent_with_the_page(client: FlaskClient) -> None:
    layout = client.get("/_dash-layout").text
    assert "question" in layout
    assert "ask-paths" not in layout
    assert "How does low-dose naltrexone reach pain" not in layout


@pytest.mark.parametrize(
    ("output", "name", "asked", "said"),
    [
        (f"{ids.QUESTIONS_BODY}.tree", "wanted", ASKED["paths"], "ask-paths"),
        (f"{ids.QUESTIONS_BODY}.tree", "wanted", "?map=toy&loops=1", "ask-loops"),
        (f"{ids.QUESTIONS_WORDS}.tree", "told", f"words=plain&{ASKED['loops'][1:]}", "words-text"),
        (f"{ids.ASKING}.things", "map", "?map=toy", "value"),
        (f"{ids.QUESTIONS_BODY}.tree", "wanted", "?from=nowhere&up=%00&against=%26%26", "ask-paths"),
    ],
)
def test_the_callbacks_answer(client: FlaskClient, output: str, name: str, asked: str, said: str) -> None:
    place, prop = output.split(".")
    wish = {
        "output": output,
        "outputs": {"id": place, "property": prop},
        "inputs": [{"id": ids.ASKING, "property": name, "value": asked}],
        "changedPropIds": [f"{ids.ASKING}.{name}"],
    }
    answer = client.post("/_dash-update-component", json=wish)
    assert answer.status_code == 200, answer.text
    assert said in json.dumps(answer.json)


def test_an_answer_without_items_is_a_sentence(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Answer("loops", "Feedback loops", "There is none.", (Item("x", mark="?"),))
    monkeypatch.setattr(atlas, "answers", lambda _: (replace(one, items=()),))
    made = section(panel(atlas, atlas.view("?loops=1")), "loops")
    assert "There is none." in text(made)
    assert of_class(made, "answer-item") == []
