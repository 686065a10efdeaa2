/* The pure parts of the picture's engine, as the pages use them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { joined } from "../../pathways/client/engine/items.js";
import { nearestIn, stepTo } from "../../pathways/client/engine/keyboard.js";
import { scrollsPage } from "../../pathways/client/engine/pointer.js";
import { fold, nameFound, rank, search, squeeze } from "../../pathways/client/engine/search.js";
import { fitScale, readView, sameView, shiftInto, startView, viewOf, writeView, zoomedView } from "../../pathways/client/engine/views.js";

const CASES = JSON.parse(readFileSync(new URL("../search_cases.json", import.meta.url), "utf-8"));
const THINGS = [
    { label: "Delta receptor", names: ["opioid OPRD1"] },
    { label: "Opioid growth factor" },
    { label: "Kappa opioid receptor" },
    { label: "Naïve cell", names: ["CL:1"] },
    { label: "Opioid growth factor blocks the naïve cell", kind: "relation", ends: [1, 3] },
];
const found = (text, most = 9) => search(THINGS, text, most).map(({ label }) => label);

test("a text is folded, squeezed and ranked as the table says, which Python reads as well", () => {
    CASES.folds.forEach(([text, folded]) => assert.equal(fold(text), folded));
    CASES.same.forEach((names) => assert.equal(new Set(names.map(squeeze)).size, 1, names[0]));
    CASES.different.forEach(([one, other]) => assert.notEqual(squeeze(one), squeeze(other)));
    CASES.ranks.forEach(([asked, names, value]) => assert.equal(rank(asked, names), value, `${asked} in ${names}`));
});

test("search puts first what begins so, and sentences about things after things", () => {
    const relation = "Opioid growth factor blocks the naïve cell";
    assert.deepEqual(found("OPIOID"), ["Opioid growth factor", "Delta receptor", "Kappa opioid receptor", relation]);
});

test("two things that are named find what is said between them, in either order", () => {
    assert.deepEqual(found("naive opioid growth"), ["Opioid growth factor blocks the naïve cell"]);
    assert.deepEqual(found("opioid growth factor and naïve cell"), ["Opioid growth factor blocks the naïve cell"]);
    assert.deepEqual(found("opiod growht nave cell"), ["Opioid growth factor blocks the naïve cell"]);
});

test("typing errors count only where nothing else is found", () => {
    assert.deepEqual(found("opiod growth"), ["Opioid growth factor", "Opioid growth factor blocks the naïve cell"]);
    assert.deepEqual(found("delta"), ["Delta receptor"]);
});

test("what was found by another name tells which", () => {
    assert.equal(nameFound(THINGS[0], "oprd1"), "opioid OPRD1");
    assert.equal(nameFound(THINGS[0], "delta"), "");
});

test("search wants every word, in any order and in any of the names", () => {
    assert.deepEqual(found("receptor  opi"), ["Kappa opioid receptor", "Delta receptor"]);
    assert.deepEqual(found("cl:1"), ["Naïve cell"]);
    assert.deepEqual(found("zebra"), []);
});

test("search compares without case and accents", () => {
    assert.deepEqual(found("NAIVE", 1), ["Naïve cell"]);
    assert.equal(fold("Ä"), "a");
});

test("search finds everything where nothing is asked for, so many at most", () => {
    assert.deepEqual(found("  ", 2), ["Delta receptor", "Opioid growth factor"]);
});

test("a view goes to text and back, and nonsense is none", () => {
    assert.deepEqual(readView("512,300,2.5"), { x: 512, y: 300, k: 2.5 });
    assert.equal(writeView({ x: 512.04, y: 300, k: 2.5 }), "512,300,2.5");
    assert.equal(writeView(null), "");
    ["", "1,2", "1,2,-1", "a,b,c"].forEach((text) => assert.equal(readView(text), null));
});

test("two views are one where no eye tells them apart", () => {
    assert.ok(sameView({ x: 10, y: 10, k: 1 }, { x: 10.5, y: 9.5, k: 1.0005 }));
    assert.ok(!sameView({ x: 10, y: 10, k: 1 }, { x: 10, y: 10, k: 1.01 }));
});

test("what was looked for is shown in the middle of what is free, and large enough", () => {
    const clear = { left: 0, top: 0, right: 600, bottom: 600 };
    const view = viewOf([{ x: 100, y: 100, width: 100, height: 40 }], clear, { w: 1000, h: 600 }, 0.5);
    assert.equal(view.k, 1.15 / 0.5);
    assert.equal(view.y, 120);
    assert.equal(500 + (150 - view.x) * 1.15, 300);
    assert.equal(viewOf([{ x: 0, y: 0, width: 5000, height: 40 }], clear, { w: 1000, h: 600 }, 0.5).k, 0.5, "never below half of the whole");
});

test("the whole picture fits its frame, and is never enlarged without bounds", () => {
    const picture = { w: 1000, h: 500 };
    assert.equal(fitScale({ w: 1004, h: 504 }, picture, 0), 1);
    assert.equal(fitScale({ w: 9, h: 9 }, picture, 54), 0.01);
    assert.equal(fitScale({ w: 9000, h: 9000 }, picture, 0), 1.5);
});

test("a view begins with the whole picture beside the buttons, in an upright frame with its left end", () => {
    const picture = { w: 1000, h: 500 };
    const whole = startView({ w: 1004, h: 504 }, picture, 54);
    assert.equal(whole.k, 1);
    assert.ok(whole.x < 500);
    assert.deepEqual(startView({ w: 404, h: 804 }, picture, 0), { x: 404 / 2 / 0.8 - 2, y: 250, k: 2 });
});

test("zooming leaves the point under the pointer where it is", () => {
    const frame = { w: 800, h: 600 };
    const point = { x: 200, y: 450 };
    const at = ({ x, y, k }) => [x + (point.x - frame.w / 2) / (0.5 * k), y + (point.y - frame.h / 2) / (0.5 * k)];
    const before = { x: 500, y: 300, k: 1 };
    const after = zoomedView(before, 2, point, frame, 0.5);
    assert.equal(after.k, 2);
    assert.deepEqual(at(after), at(before));
});

test("what is covered moves just as far as needed", () => {
    const clear = { left: 0, top: 0, right: 500, bottom: 400 };
    assert.deepEqual(shiftInto({ left: 100, top: 100, right: 200, bottom: 150 }, clear), { x: 0, y: 0 });
    assert.deepEqual(shiftInto({ left: 450, top: 100, right: 600, bottom: 150 }, clear), { x: -124, y: 0 });
    assert.deepEqual(shiftInto({ left: 10, top: -40, right: 900, bottom: 20 }, clear), { x: 14, y: 64 }, "what is too large begins in sight");
});

test("arrow keys prefer what lies straight ahead", () => {
    const points = [{ x: 100, y: 60 }, { x: 150, y: 0 }, { x: -50, y: 0 }];
    const nearest = (way) => nearestIn({ x: 0, y: 0 }, way, points);
    assert.deepEqual([[1, 0], [-1, 0], [0, 1], [0, -1]].map(nearest), [1, 2, 0, -1]);
});

test("n and p go round, and other keys lead nowhere", () => {
    assert.deepEqual(["n", "p", "Home", "End", "x"].map((key) => stepTo(key, 2, 3)), [0, 1, 0, 2, undefined]);
});

test("neighbours of a box are its arrows and their ends, those of an arrow its ends", () => {
    const arrows = { ab: { ends: ["a", "b"], edges: [] }, bc: { ends: ["b", "c"], edges: [] }, de: { ends: ["d", "e"], edges: [] } };
    assert.deepEqual(joined(arrows, "b").sort(), ["a", "ab", "b", "bc", "c"]);
    assert.deepEqual(joined(arrows, "ab").sort(), ["a", "ab", "b"]);
    assert.deepEqual(joined(arrows, "z"), ["z"]);
});

test("the wheel is the page's over the whole map, unless somebody is zooming", () => {
    const over = { out: true, whole: true, resting: true, scrolled: false };
    assert.ok(scrollsPage(over));
    assert.ok(!scrollsPage({ ...over, resting: false }));
    assert.ok(!scrollsPage({ ...over, whole: false }));
    assert.ok(!scrollsPage({ ...over, out: false }), "in, at the top of the page");
    assert.ok(scrollsPage({ ...over, out: false, scrolled: true }), "back up to the map");
});
