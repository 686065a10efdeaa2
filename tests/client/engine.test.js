/* The pure parts of the picture's engine, as the pages use them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { joined } from "../../pathways/client/engine/items.js";
import { nearestIn, stepTo } from "../../pathways/client/engine/keyboard.js";
import { scrollsPage } from "../../pathways/client/engine/pointer.js";
import { fold, nameFound, rank, search, squeeze } from "../../pathways/client/engine/search.js";
import { tooltipLines, tooltipPlace } from "../../pathways/client/engine/tooltip.js";
import {
    between, fitScale, readView, sameView, shiftInto, startView, viewOf, wholeView, writeView, zoomedView,
} from "../../pathways/client/engine/views.js";

const ROOTS = [2, 3, 5, 7, 11, 13, 17].map(Math.sqrt); // no two have a common multiple

/* So many cases, each a number from every range; the same in every run, and spread evenly. */
const cases = (count, ...ranges) =>
    Array.from({ length: count }, (_, at) => ranges.map(([low, high], place) => low + (high - low) * (((at + 1) * ROOTS[place]) % 1)));
const near = (one, other, most = 1e-6) => assert.ok(Math.abs(one - other) <= most * Math.max(1, Math.abs(other)), `${one} is not ${other}`);

// ---- search

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

test("search keeps the order of what answers equally well", () => {
    const things = ["b cell", "T cell", "a cell", "cells", "excellent"].map((label) => ({ label }));
    assert.deepEqual(search(things, "cell", 9).map(({ label }) => label), ["cells", "b cell", "T cell", "a cell", "excellent"]);
});

[
    ["TNF-α", "tnf alpha"], ["Ca²⁺", "ca2+"], ["É", "e"], ["ﬁbre", "fibre"], ["Å", "a"], ["ß", "ss"], ["", ""],
].forEach(([text, folded]) => {
    test(`a text is compared without case, accents and forms: ${text}`, () => {
        assert.equal(fold(text), folded);
        assert.equal(fold(fold(text)), folded, "once is enough");
    });
});

test("one more word never finds more, and the order of words does not matter", () => {
    ["o", "re", "opioid", "cell"].forEach((word) => {
        const alone = found(word);
        ["r", "growth", "receptor", "x"].forEach((other) => {
            const both = found(`${word} ${other}`);
            assert.ok(both.every((label) => alone.includes(label)));
            assert.deepEqual([...both].sort(), [...found(`${other} ${word}`)].sort());
        });
    });
});

// ---- views

test("a view goes to text and back, and nonsense is none", () => {
    assert.deepEqual(readView("512,300,2.5"), { x: 512, y: 300, k: 2.5 });
    assert.equal(writeView({ x: 512.04, y: 300, k: 2.5 }), "512,300,2.5");
    assert.equal(writeView(null), "");
    const nonsense = ["", "1,2", "1,2,-1", "1,2,0", "a,b,c", "1,2,3,4", "1,2,Infinity", "1,,NaN", null, undefined];
    nonsense.forEach((text) => assert.equal(readView(text), null));
});

test("a view that was written is seen as the same where it is read", () => {
    cases(50, [-500, 5000], [-500, 5000], [0.5, 12]).forEach(([x, y, k]) => {
        const text = writeView({ x, y, k });
        assert.ok(sameView(readView(text), { x, y, k }), text);
        assert.equal(writeView(readView(text)), text);
    });
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
    const wide = [{ x: 0, y: 0, width: 5000, height: 40 }];
    assert.equal(viewOf(wide, clear, { w: 1000, h: 600 }, 0.5).k, 0.5, "never below half of the whole");
});

test("the whole picture fits its frame, and is never enlarged without bounds", () => {
    const picture = { w: 1000, h: 500 };
    assert.equal(fitScale({ w: 1004, h: 504 }, picture, 0), 1);
    assert.equal(fitScale({ w: 9, h: 9 }, picture, 54), 0.01);
    assert.equal(fitScale({ w: 9000, h: 9000 }, picture, 0), 1.5);
});

test("at the scale that fits, the whole picture is within its frame, and no larger scale would do", () => {
    cases(100, [300, 3000], [200, 2000], [100, 5000], [100, 5000], [0, 54]).forEach(([w, h, wide, high, gutter]) => {
        const fit = fitScale({ w, h }, { w: wide, h: high }, gutter);
        const [across, down] = [w - 4 - gutter - wide * fit, h - 4 - high * fit];
        assert.ok(across > -1e-6 && down > -1e-6);
        if (fit < 1.5) near(Math.min(across, down), 0);
    });
});

test("the whole picture is in the middle of what the buttons leave free", () => {
    cases(50, [300, 3000], [200, 2000], [100, 5000], [100, 5000], [0, 54]).forEach(([w, h, wide, high, gutter]) => {
        const [frame, picture] = [{ w, h }, { w: wide, h: high }];
        const fit = fitScale(frame, picture, gutter);
        const { x, y, k } = wholeView(frame, picture, gutter);
        assert.equal(k, 1);
        const left = w / 2 - x * fit;
        near(left - gutter, w - (left + wide * fit));
        near(y, high / 2);
    });
});

test("a view that begins enlarged begins at the left end, and is never smaller than the whole", () => {
    cases(100, [300, 1500], [300, 1500], [100, 5000], [100, 2000], [0, 54]).forEach(([w, h, wide, high, gutter]) => {
        const [frame, picture] = [{ w, h }, { w: wide, h: high }];
        const { x, k } = startView(frame, picture, gutter);
        if (w >= h) assert.deepEqual(startView(frame, picture, gutter), wholeView(frame, picture, gutter));
        assert.ok(k >= 1 && k <= 12);
        const left = x - w / 2 / (fitScale(frame, picture, gutter) * k);
        if (k > 1) assert.ok(left <= -1.99 || x === wide / 2, "nothing of it is hidden at the left");
    });
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

test("zooming has its bounds, keeps the point within them too, and is undone by zooming back", () => {
    const frame = { w: 800, h: 600 };
    cases(100, [0, 1000], [0, 800], [1, 12], [-3, 3], [0, 800], [0, 600], [0.05, 1.5]).forEach(([x, y, k, power, left, top, fit]) => {
        const before = { x, y, k };
        const after = zoomedView(before, Math.exp(power), { x: left, y: top }, frame, fit);
        assert.ok(after.k >= 1 && after.k <= 12);
        near(after.x + (left - 400) / (fit * after.k), x + (left - 400) / (fit * k));
        near(after.y + (top - 300) / (fit * after.k), y + (top - 300) / (fit * k));
        const back = zoomedView(after, k / after.k, { x: left, y: top }, frame, fit);
        ["x", "y", "k"].forEach((name) => near(back[name], before[name]));
    });
});

test("what is covered moves just as far as needed", () => {
    const clear = { left: 0, top: 0, right: 500, bottom: 400 };
    assert.deepEqual(shiftInto({ left: 100, top: 100, right: 200, bottom: 150 }, clear), { x: 0, y: 0 });
    assert.deepEqual(shiftInto({ left: 450, top: 100, right: 600, bottom: 150 }, clear), { x: -124, y: 0 });
    assert.deepEqual(shiftInto({ left: 10, top: -40, right: 900, bottom: 20 }, clear), { x: 14, y: 64 }, "what is too large begins there");
});

test("what fits lies in the clear once it has moved, and then stays", () => {
    const clear = { left: 10, top: 20, right: 500, bottom: 400 };
    cases(100, [-600, 900], [-600, 900], [1, 440], [1, 330]).forEach(([left, top, w, h]) => {
        const box = { left, top, right: left + w, bottom: top + h };
        const { x, y } = shiftInto(box, clear);
        const moved = { left: left + x, top: top + y, right: box.right + x, bottom: box.bottom + y };
        assert.ok(moved.left >= 34 - 1e-9 && moved.right <= 476 + 1e-9);
        assert.ok(moved.top >= 44 - 1e-9 && moved.bottom <= 376 + 1e-9);
        const again = shiftInto(moved, clear);
        near(again.x, 0);
        near(again.y, 0);
        if (left >= 34 && box.right <= 476) assert.equal(x + 0, 0, "no further than needed");
    });
});

[
    [1, -5, 3, 1], [1, 2, 3, 2], [1, 7, 3, 3],
].forEach(([low, value, high, kept]) => {
    test(`${value} between ${low} and ${high} is ${kept}`, () => assert.equal(between(low, value, high), kept));
});

// ---- keys

test("arrow keys prefer what lies straight ahead", () => {
    const points = [{ x: 100, y: 60 }, { x: 150, y: 0 }, { x: -50, y: 0 }];
    const nearest = (way) => nearestIn({ x: 0, y: 0 }, way, points);
    assert.deepEqual([[1, 0], [-1, 0], [0, 1], [0, -1]].map(nearest), [1, 2, 0, -1]);
});

test("what an arrow key finds lies ahead, and in the mirror it is the same", () => {
    const points = cases(30, [-100, 100], [-100, 100]).map(([x, y]) => ({ x, y }));
    const from = { x: 0, y: 0 };
    [[1, 0], [-1, 0], [0, 1], [0, -1]].forEach(([dx, dy]) => {
        const at = nearestIn(from, [dx, dy], points);
        assert.ok(points[at].x * dx + points[at].y * dy >= 2);
        assert.equal(nearestIn(from, [-dx, -dy], points.map(({ x, y }) => ({ x: -x, y: -y }))), at);
        assert.equal(nearestIn({ x: 7, y: 9 }, [dx, dy], points.map(({ x, y }) => ({ x: x + 7, y: y + 9 }))), at);
        assert.equal(nearestIn(from, [dy, dx], points.map(({ x, y }) => ({ x: y, y: x }))), at);
    });
});

test("what lies at the same place is not ahead, and of two that are as near it is the first", () => {
    assert.equal(nearestIn({ x: 5, y: 5 }, [1, 0], [{ x: 5, y: 5 }, { x: 6.9, y: 5 }]), -1);
    assert.equal(nearestIn({ x: 0, y: 0 }, [1, 0], [{ x: 10, y: 5 }, { x: 10, y: -5 }, { x: 20, y: 0 }]), 0);
    assert.equal(nearestIn({ x: 0, y: 0 }, [1, 0], []), -1);
});

test("n and p go round, and other keys lead nowhere", () => {
    assert.deepEqual(["n", "p", "Home", "End", "x"].map((key) => stepTo(key, 2, 3)), [0, 1, 0, 2, undefined]);
    [0, 1, 2].forEach((at) => assert.equal(stepTo("p", stepTo("n", at, 3), 3), at));
    ["n", "p", "Home", "End"].forEach((key) => assert.equal(stepTo(key, 0, 1), 0));
});

// ---- items

test("neighbours of a box are its arrows and their ends, those of an arrow its ends", () => {
    const arrows = { ab: { ends: ["a", "b"], edges: [] }, bc: { ends: ["b", "c"], edges: [] }, de: { ends: ["d", "e"], edges: [] } };
    assert.deepEqual(joined(arrows, "b").sort(), ["a", "ab", "b", "bc", "c"]);
    assert.deepEqual(joined(arrows, "ab").sort(), ["a", "ab", "b"]);
    assert.deepEqual(joined(arrows, "z"), ["z"]);
    const all = [..."abcde", ...Object.keys(arrows)];
    const pairs = [..."abcde"].flatMap((one) => all.map((other) => [one, other]));
    const joins = (one, other) => joined(arrows, one).includes(other);
    pairs.forEach(([one, other]) => assert.equal(joins(one, other), joins(other, one), `${one} ${other}`));
});

// ---- pointer

test("the wheel is the page's over the whole map, unless somebody is zooming", () => {
    const over = { out: true, whole: true, resting: true, scrolled: false };
    assert.ok(scrollsPage(over));
    assert.ok(!scrollsPage({ ...over, resting: false }));
    assert.ok(!scrollsPage({ ...over, whole: false }));
    assert.ok(!scrollsPage({ ...over, out: false }), "in, at the top of the page");
    assert.ok(scrollsPage({ ...over, out: false, scrolled: true }), "back up to the map");
});

test("a tooltip stands above what it is about, or below where there is no room, and within its frame", () => {
    const place = (about) => tooltipPlace(about, { w: 80, h: 50 }, { w: 400, h: 300 });
    assert.deepEqual(place({ left: 100, right: 140, top: 200, bottom: 220 }), { x: 80, y: 144 });
    assert.deepEqual(place({ left: 0, right: 10, top: 20, bottom: 40 }), { x: 6, y: 46 });
    assert.deepEqual(place({ left: 390, right: 399, top: 0, bottom: 290 }), { x: 314, y: 244 });
});

test("a tooltip tells a relation and its evidence in lines of their own", () => {
    assert.deepEqual(tooltipLines("A raises B. Evidence: none.").slice(0, 2), ["A raises B.", "Evidence: none."]);
    assert.equal(tooltipLines("A gap.")[0], "A gap.");
});
