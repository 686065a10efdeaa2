"""Presenter mode in a real browser with the network cut: by keys alone, readable from afar, one scene after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile import TEXTS, hostile
from playwright.sync_api import Page, expect
from toystory import toy_telling

from pathways.model.mechanism import Mechanism
from pathways.story.render_plan import RenderPlan

from .conftest import Presented
from .test_access import serious
from .test_picture import until

ROOT = Path(__file__).resolve().parents[2]
SCREEN = {"width": 1920, "height": 1080}


def title(page: Page) -> str:
    return page.locator(".scene.is-now h2").inner_text()


def shown(page: Page) -> set[str]:
    seen = "[...document.querySelectorAll('.pw-stage [data-id]')].filter((one) => getComputedStyle(one).opacity === '1' && getComputedStyle(one).visibility === 'visible').map((one) => one.dataset.id)"
    return set(page.evaluate(seen))


def test_it_is_presented_by_keys_alone(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    keyboard = page.keyboard
    titles = [shot.title for shot in plan.shots]
    assert title(page) == titles[0]
    for key, to in (
        ("ArrowRight", 1), (" ", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1), ("End", 4), ("ArrowRight", 4), ("Home", 0),
        ("ArrowLeft", 0), ("Enter", 1), ("Shift+Space", 0),
    ):  # fmt: skip
        keyboard.press(key)
        assert title(page) == titles[to], key
        assert page.url.endswith(f"#{to + 1}")
        expect(page.locator(".dot[aria-current=step]")).to_have_attribute("data-to", str(to + 1))
    expect(page.locator(".scene:visible h2:visible")).to_have_count(1)


def test_keys_reach_the_evidence_and_everything_around(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan, "#2")
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.pw-stage')"):
            break
    first = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("n")
    here = page.evaluate("document.activeElement.id")
    assert first != page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("Enter")
    expect(page.locator(".card.is-open h3")).to_be_focused()
    assert page.url.endswith("#2"), "a card is not in the address"
    page.keyboard.press("Escape")
    expect(page.locator(".card.is-open")).to_have_count(0)
    assert page.evaluate("document.activeElement.id") == here
    page.keyboard.press("ArrowRight")
    assert title(page) == "A circle", "on the picture, too, an arrow key turns"
    names = set()
    for _ in range(24):
        page.keyboard.press("Tab")
        names.add(page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent"))
    assert {"Next scene", "Previous scene", "Scene 5: What is not known", "Speaker view", "References"} <= names
    page.get_by_role("button", name="Scene 5").focus()
    page.keyboard.press(" ")
    assert title(page) == "What is not known"


def test_each_scene_shows_what_it_is_about(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    for shot in plan.shots:
        page.evaluate(f"location.hash = '{shot.number}'")
        until(page, f"document.querySelector('.dot[aria-current]').dataset.to === '{shot.number}'")
        drawn = {box.id for box in shot.scene.boxes if not box.faded} | {arrow.id for arrow in shot.scene.arrows if not arrow.faded}
        drawn |= {gap.id for gap in shot.scene.gaps if not gap.faded}
        assert shown(page) == drawn, shot.title
        inside = page.evaluate(
            """() => {
                const frame = document.querySelector('.board').getBoundingClientRect();
                const all = [...document.querySelectorAll('.pw-stage :is(.pw-node, .pw-gap):not(.is-faded)')].map((one) => one.getBoundingClientRect());
                return all.every((box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom);
            }"""
        )
        assert inside, shot.title
    assert page.locator(".pw-stage svg").count() == 1


def test_things_keep_their_places(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    where = "[...document.querySelectorAll('.pw-node .pw-box')].map((one) => ['x', 'y', 'width'].map((name) => one.getAttribute(name)).join())"
    before = page.evaluate(where)
    for _ in plan.shots:
        page.keyboard.press("ArrowRight")
        assert page.evaluate(where) == before


def test_answers_come_and_go(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    marks = page.locator(".pw-stage .pw-verdict-mark")
    assert [mark.is_visible() for mark in marks.all()] == [False] * marks.count()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert marks.first.is_visible()
    expect(page.locator("#map-n-toyamine")).to_have_attribute("aria-label", "Toyamine, drug, set up")
    page.keyboard.press("Home")
    assert not marks.first.is_visible()
    expect(page.locator("#map-n-toyamine")).to_have_attribute("aria-label", "Toyamine, drug")


@pytest.mark.parametrize(("place", "to"), [("#3", "A circle"), ("?scene=3", "A circle"), ("?scene=2#4", "If toyamine goes up"),
                                           ("#99", "What is not known"), ("#<img>", "A medicine meets its receptor"), ("?scene=-1", "A medicine meets its receptor")])  # fmt: skip
def test_an_address_leads_to_a_scene(presented: Presented, plan: RenderPlan, place: str, to: str) -> None:
    assert title(presented(plan, place)) == to


def test_turning_leaves_no_trail_in_the_history(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    before = page.evaluate("history.length")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.locator(".pw-node:not(.is-faded)").first.click()
    assert page.evaluate("history.length") == before
    page.reload()
    assert title(page) == "If toyamine goes up"


def test_reduced_motion_has_no_transitions_and_motion_has_smooth_ones(presented: Presented, plan: RenderPlan) -> None:
    place = "getComputedStyle(document.querySelector('.pw-stage')).transform"
    page = presented(plan)
    page.keyboard.press("ArrowRight")
    there = page.evaluate(place)
    page.wait_for_timeout(60)
    assert page.evaluate(place) == there
    assert page.evaluate("document.getAnimations().length") == 0
    page = presented(plan, reduced_motion="no-preference")
    before = page.evaluate(place)
    page.keyboard.press("ArrowRight")
    kinds = page.evaluate("[...new Set(document.getAnimations().map((one) => one.transitionProperty))]")
    assert {"transform", "opacity"} <= set(kinds)
    assert set(kinds) <= {"transform", "opacity", "visibility"}
    until(page, f"{place} !== '{before}' && document.getAnimations().length === 0")


def test_a_scene_is_told_to_screen_readers(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    said = page.locator("#said")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(said).to_have_text("")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("Scene 2 of 5: What the receptor drives. The receptor drives messengers [4].")
    hidden = page.evaluate("[...document.querySelectorAll('.pw-stage .is-faded')].every((one) => one.getAttribute('aria-hidden') === 'true')")
    assert hidden


def test_clicks_at_the_edges_turn(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    page.mouse.click(1240, 300)
    assert title(page) == "What the receptor drives"
    page.mouse.click(1240, 300)
    page.mouse.click(1240, 300)
    assert title(page) == "If toyamine goes up"
    page.mouse.click(40, 300)
    assert title(page) == "A circle"
    page.keyboard.press(" ")
    assert title(page) == "If toyamine goes up"
    page.get_by_role("button", name="Scene 2").click()
    page.keyboard.press(" ")
    assert title(page) == "A circle", "a button that was clicked does not keep the keys"


def test_a_finger_swipes_and_taps(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    touch = page.context.new_cdp_session(page)

    def swipe(*steps: int) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": steps[0], "y": 400}]})
        for x in steps[1:]:
            touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": 402}]})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    page.touchscreen.tap(375, 200)
    expect(page.locator(".scene.is-now h2")).to_have_text("What the receptor drives")
    swipe(300, 260, 200, 120)
    expect(page.locator(".scene.is-now h2")).to_have_text("A circle")
    swipe(100, 150, 220, 300)
    expect(page.locator(".scene.is-now h2")).to_have_text("What the receptor drives")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_hand_moves_the_picture_and_a_turn_comes_back_to_the_scene(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    place = "document.querySelector('.pw-stage').style.transform"
    there = page.evaluate(place)
    page.mouse.move(700, 120)
    page.mouse.down()
    page.mouse.move(760, 160, steps=3)
    page.mouse.up()
    assert page.evaluate(place) != there
    page.keyboard.press("0")
    assert page.evaluate(place) != there, "0 is for the picture alone"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(place) == there
    page.get_by_role("button", name="zoom in").click()
    assert page.evaluate(place) != there
    page.get_by_role("button", name="back to the scene").click()
    assert page.evaluate(place) == there


def test_an_arrow_leads_to_its_evidence_and_a_number_to_its_paper(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    page.locator(".pw-edge:not(.is-faded) .pw-badge").first.click()
    card = page.locator(".card.is-open")
    expect(card.locator("h3")).to_contain_text("Toyamine")
    card.locator("a.number").first.click()
    expect(page.locator(".card.is-open")).to_have_attribute("id", "references")
    expect(page.locator("li.is-asked")).to_be_in_viewport()
    page.get_by_role("button", name="← Back").click()
    expect(card.locator("h3")).to_contain_text("Toyamine")
    page.keyboard.press("ArrowRight")
    expect(card).to_have_count(0)
    page.locator(".scene.is-now .words .number").click()
    expect(page.locator("li.is-asked")).to_have_text("Toyamine and the swollen knee.")


def test_the_screen_is_filled(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    page.keyboard.press("f")
    until(page, "!!document.fullscreenElement")
    page.locator(".pw-edge:not(.is-faded) .pw-badge").first.click()
    expect(page.locator(".card.is-open h3")).to_be_visible()
    page.keyboard.press("f")
    until(page, "!document.fullscreenElement")


def test_the_speaker_has_a_window_that_leads_and_follows(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan, "#1")
    with page.expect_popup() as found:
        page.keyboard.press("s")
    speaker = found.value
    expect(speaker.locator(".whereabouts")).to_have_text("Scene 1 of 5")
    expect(speaker.locator(".notes p")).to_have_text("Say hello. See also [3].")
    expect(speaker.locator(".then h2")).to_have_text("Next: What the receptor drives")
    expect(speaker.locator(".then .small svg")).to_be_visible()
    expect(speaker.locator("#show")).not_to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(speaker.locator(".whereabouts")).to_have_text("Scene 2 of 5")
    speaker.keyboard.press("ArrowRight")
    expect(page.locator(".scene.is-now h2")).to_have_text("A circle")
    expect(speaker.locator(".notes p")).to_have_text("Slowly.")
    speaker.get_by_role("button", name="Next").click()
    expect(page.locator(".scene.is-now h2")).to_have_text("If toyamine goes up")
    page.reload()
    page.keyboard.press("End")
    expect(speaker.locator(".then h2")).to_have_text("This is the last scene")
    expect(speaker.locator(".clock")).to_have_text("0:02", timeout=10_000)
    speaker.close()
    page.keyboard.press("Home")
    assert title(page) == "A medicine meets its receptor"


def test_where_no_window_may_be_opened_the_speaker_shares_the_page(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    page.evaluate("window.open = () => null")
    page.get_by_role("button", name="Speaker view").click()
    expect(page.locator("#speaker .notes p")).to_have_text("Say hello. See also [3].")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#speaker .whereabouts")).to_have_text("Scene 2 of 5")
    expect(page.locator(".scene.is-now h2")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#speaker")).not_to_be_visible()


def test_another_window_is_not_heard(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan)
    for said in ("{type: 'pathways-scene', scene: 3}", "{type: 'pathways-speaker'}", "null", "'pathways-scene'"):
        page.evaluate(f"window.postMessage({said}, '*')")
    page.wait_for_timeout(50)
    assert title(page) == "A medicine meets its receptor"


@pytest.mark.parametrize(("theme", "scheme"), [("light", "light"), ("dark", "light"), ("print", "light"), ("auto", "dark")])
def test_axe_finds_nothing_serious(presented: Presented, toy: Mechanism, theme: str, scheme: str) -> None:
    page = presented(toy_telling(toy, theme=theme, base="https://example.org/"), color_scheme=scheme)
    assert serious(page) == [], "a scene"
    page.get_by_role("button", name="About this map").click()
    assert serious(page) == [], "the legend"
    page.keyboard.press("End")
    page.locator(".pw-node:not(.is-faded)").first.click()
    assert serious(page) == [], "a card"
    page.evaluate("window.open = () => null")
    page.keyboard.press("s")
    assert serious(page) == [], "the speaker's part"


def test_without_scripts_every_scene_is_there_to_be_read(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan, java_script_enabled=False)
    expect(page.locator(".pw-stage svg")).to_be_visible()
    for shot in plan.shots:
        expect(page.get_by_text(shot.caption.split(" [")[0]).first).to_be_visible()
    expect(page.get_by_text("Cite this map as:")).to_be_visible()
    expect(page.get_by_text("Say hello.")).to_be_visible()
    expect(page.locator(".dots")).not_to_be_visible()


def test_on_paper_there_are_the_picture_and_every_scene(presented: Presented, plan: RenderPlan) -> None:
    page = presented(plan, "#3")
    page.emulate_media(media="print")
    expect(page.locator("#map-n-pain")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#map-n-toyamine')).opacity") == "1"
    for shot in plan.shots:
        expect(page.get_by_role("heading", name=shot.title)).to_be_visible()
    expect(page.locator("#references")).to_be_visible()
    expect(page.locator(".steps")).not_to_be_visible()


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768), (390, 844), (844, 390)])
def test_the_player_fits_every_screen(presented: Presented, plan: RenderPlan, size: tuple[int, int]) -> None:
    page = presented(plan, viewport={"width": size[0], "height": size[1]})
    over = "[document.documentElement.scrollWidth - innerWidth, document.querySelector('.foot').getBoundingClientRect().bottom - innerHeight]"
    wide, high = page.evaluate(over)
    assert wide <= 0
    assert high <= 1
    assert page.evaluate("document.querySelector('.board').clientHeight") > size[1] * 0.35


def test_hostile_words_are_shown_as_words(presented: Presented, toy: Mechanism) -> None:
    bad = hostile(toy, TEXTS["script"])
    own = toy_telling(toy).story
    scenes = tuple(scene.model_copy(update=dict.fromkeys(("title", "caption", "note"), TEXTS["script"])) for scene in own.scenes)
    page = presented(RenderPlan(bad, own.model_copy(update={"title": TEXTS["script"], "scenes": scenes})))
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    assert title(page) == TEXTS["script"]
    page.evaluate("window.open = () => null")
    page.keyboard.press("s")
    expect(page.locator("#speaker .notes p")).to_have_text(TEXTS["script"])
    page.keyboard.press("ArrowRight")
    expect(page.locator("#said")).to_contain_text(TEXTS["script"])
