/* A story: what a scene shows, and what turns to another one. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Item } from "./page_stub.js";
import { areaAround } from "../../pathways/client/file/subject_view.js";
import { SceneSteps } from "../../pathways/client/story/scene_steps.js";
import { StoryKeys } from "../../pathways/client/story/story_keys.js";
import { edgeAt, swipeOf } from "../../pathways/client/story/story_pointer.js";

// ---- scenes

/* A picture of three things and a part, by how they are in which scene. */
function picture() {
    const things = [
        new Item({ id: "map1-n-a" }, { full: "1 2", pale: "" }),
        new Item({ id: "map1-n-b" }, { full: "2", pale: "1" }),
        new Item({ id: "map1-n-c" }, { full: "3", pale: undefined }),
    ];
    const parts = [new Item({}, { in: "2 3" })];
    const svg = { querySelectorAll: (path) => (path === "[data-in]" ? parts : things) };
    const names = [{}, { "n-a": "A, seen from here" }, {}];
    return { things, parts, steps: new SceneSteps(svg, names.map((own) => ({ view: [0, 0, 1, 1], names: own }))) };
}

const looks = ({ things, parts }) => [...things, ...parts].map(({ classes }) => Array.from(classes, (name) => name.slice(3)).join(" "));

test("in each scene things are shown, pale or away", () => {
    const shown = picture();
    const seen = [1, 2, 3].map((number) => {
        shown.steps.show(number);
        return looks(shown);
    });
    assert.deepEqual(seen, [
        ["", "faded", "faded away", "away"],
        ["", "", "faded away", ""],
        ["faded away", "faded away", "", ""],
    ]);
});

test("a scene looks the same from wherever one comes", () => {
    const directly = picture();
    directly.steps.show(2);
    [[1, 2], [3, 2], [3, 1, 2], [2, 2]].forEach((way) => {
        const shown = picture();
        way.forEach((number) => shown.steps.show(number));
        assert.deepEqual(looks(shown), looks(directly), way.join());
    });
});

test("what is not shown is hidden from who listens, and what is shown has the name that the scene gives it", () => {
    const { things, steps } = picture();
    steps.show(1);
    assert.deepEqual(things.map((item) => item.getAttribute("aria-hidden")), [null, "true", "true"]);
    assert.equal(things[0].getAttribute("aria-label"), null);
    steps.show(2);
    assert.deepEqual(things.map((item) => item.getAttribute("aria-hidden")), [null, null, "true"]);
    assert.equal(things[0].getAttribute("aria-label"), "A, seen from here");
    assert.deepEqual([1, 2, 3, 4].map((number) => steps.shown(number).length), [1, 2, 1, 0]);
});

test("an area is around all boxes, and so much more", () => {
    const boxes = [{ x: 10, y: 20, width: 30, height: 10 }, { x: 50, y: 0, width: 10, height: 10 }];
    assert.deepEqual(areaAround(boxes, 5), { x: 5, y: -5, w: 60, h: 40 });
    assert.deepEqual(areaAround(boxes.reverse(), 0), { x: 10, y: 0, w: 50, h: 30 });
});

// ---- turning

test("a click near an edge of a story's picture turns, and the edge is as wide as a thumb at least", () => {
    assert.deepEqual([10, 119, 120, 121, 879, 880, 881].map((x) => edgeAt(x, 1000)), [-1, -1, 0, 0, 0, 0, 1]);
    assert.deepEqual([43, 44, 156, 157].map((x) => edgeAt(x, 200)), [-1, 0, 0, 1]);
});

test("a swipe across turns, one that is short or goes down does not", () => {
    const swipes = [[-80, 10], [80, 10], [80, 60], [30, 0], [51, 25], [50, 0], [-80, -39], [-80, 40], [0, 0]];
    assert.deepEqual(swipes.map(([across, down]) => swipeOf(across, down) + 0), [1, -1, 0, 0, -1, 0, 1, 0, 0]);
});

/* What a key does, with the focus on an element that is within what these selectors name. */
function pressed(key, { shift = false, repeat = false, within = [], alone = true } = {}) {
    const done = [];
    const note = (name) => (...more) => done.push([name, ...more].join(" "));
    const speaker = { able: alone, split: within.includes("split"), open: note("speaker"), close: note("close") };
    const keys = new StoryKeys({ count: 9, speaker, full: note("full"), go: note("go"), turn: note("turn") });
    const target = { closest: (path) => path.split(", ").find((one) => within.includes(one)) };
    keys.action({ key, shiftKey: shift, repeat }, target)?.();
    return done.join();
}

[
    ["ArrowRight", {}, "turn 1"], ["ArrowLeft", {}, "turn -1"], ["PageDown", {}, "turn 1"], ["PageUp", {}, "turn -1"],
    [" ", {}, "turn 1"], [" ", { shift: true }, "turn -1"], ["Enter", {}, "turn 1"], ["Home", {}, "go 1"], ["End", {}, "go 9"],
    ["f", {}, "full"], ["F", { shift: true }, "full"], ["f", { repeat: true }, ""], ["s", {}, "speaker"], ["s", { alone: false }, ""],
    ["ArrowRight", { shift: true }, ""], ["ArrowUp", {}, ""], ["x", {}, ""], ["Escape", {}, ""], ["Escape", { within: ["split"] }, "close"],
    [" ", { within: ["button"] }, ""], ["Enter", { within: ["a"] }, ""], ["ArrowRight", { within: ["button"] }, "turn 1"],
    ["PageDown", { within: [".card"] }, ""], ["ArrowRight", { within: [".card"] }, "turn 1"],
    ["ArrowRight", { within: ["input"] }, ""], ["f", { within: ["textarea"] }, ""],
].forEach(([key, how, does]) => {
    test(`the key "${key}" ${JSON.stringify(how)} does: ${does || "nothing"}`, () => assert.equal(pressed(key, how), does));
});
