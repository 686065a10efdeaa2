/* The pure parts of what only one of the pages needs. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { areaAround } from "../../pathways/client/file/subject_view.js";
import { course } from "../../pathways/client/page/box_moves.js";
import { readEntry } from "../../pathways/client/page/own_stories.js";
import { edgeAt, swipeOf } from "../../pathways/client/story/story_pointer.js";

test("a click near an edge of a story's picture turns, and the edge is as wide as a thumb at least", () => {
    assert.deepEqual([10, 119, 121, 881].map((x) => edgeAt(x, 1000)), [-1, -1, 0, 1]);
    assert.equal(edgeAt(40, 200), -1);
});

test("a swipe across turns, one that is short or goes down does not", () => {
    assert.deepEqual([[-80, 10], [80, 10], [80, 60], [30, 0]].map(([across, down]) => swipeOf(across, down)), [1, -1, 0, 0]);
});

test("an area is around all boxes, and so much more", () => {
    const boxes = [{ x: 10, y: 20, width: 30, height: 10 }, { x: 50, y: 0, width: 10, height: 10 }];
    assert.deepEqual(areaAround(boxes, 5), { x: 5, y: -5, w: 60, h: 40 });
});

test("how far a box has come is said in words", () => {
    assert.equal(course({ x: -20, y: 10 }), "20 left, 10 down");
    assert.equal(course({ x: 0, y: 0 }), "back");
});

test("an entry of the browser's storage that is no story is none", () => {
    const scene = { id: "a", title: "A", query: "", caption: "C", note: "" };
    const entry = { version: 1, count: 2, story: { title: "T", sentence: "S", scenes: [scene] }, file: { id: "t" } };
    assert.deepEqual(readEntry(JSON.stringify(entry)).file, { id: "t" });
    assert.equal(readEntry(JSON.stringify({ ...entry, version: 2 })), null);
    assert.equal(readEntry(JSON.stringify({ ...entry, story: { ...entry.story, scenes: [{}] } })), null);
    assert.equal(readEntry("{"), null);
    assert.equal(readEntry(null), null);
});
