/* Boxes that are moved, by the pointer or by keys. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Item, passTime } from "./page_stub.js";
import { course } from "../../pathways/client/page/box_moves.js";
import { DragBox } from "../../pathways/client/page/drag_box.js";

class Box extends Item {
    querySelector() {
        return null;
    }

    /* In px, moved by its transform where that has a translation. */
    getBoundingClientRect() {
        const [x, y] = (/translate\(([-\d.]+) ([-\d.]+)\)/.exec(this.getAttribute("transform") || "") || [0, 0, 0]).slice(1).map(Number);
        return { left: 100 + 2 * x, top: 50 + 2 * y, width: 40, height: 20 };
    }
}

/* A picture at two px per scene unit: the boxes a and b, and an arrow between them. */
function picture() {
    const [a, b, ab] = [{ "data-id": "a", transform: "rotate(1)" }, { "data-id": "b" }, { "data-id": "ab" }].map((own) => new Box(own));
    const items = { a, b, ab };
    const arrived = [];
    const viewport = { sceneAt: (left, top) => ({ x: left / 2, y: top / 2 }) };
    const known = { arrows: () => ({ ab: { ends: ["a", "b"], edges: [] } }), find: (id) => items[id] || null };
    return { items, arrived, drag: new DragBox(viewport, known, (place) => arrived.push(place)) };
}

const stretched = ({ items }) => items.ab.classes.has("is-stretched");

test("a box that was moved tells its new centre once, in whole scene units", () => {
    const shown = picture();
    const { items, drag, arrived } = shown;
    drag.take(items.a);
    drag.to(3, 4);
    drag.to(10.2, -20.4);
    assert.equal(items.a.getAttribute("transform"), "translate(10.2 -20.4) rotate(1)", "over the transform that it has");
    assert.ok(stretched(shown) && items.a.classes.has("is-dragged"));
    drag.drop();
    drag.drop();
    assert.deepEqual(arrived, [{ id: "a", x: 70, y: 10 }]);
    assert.ok(!items.a.classes.has("is-dragged"));
    assert.ok(stretched(shown), "until it is drawn anew");
});

test("a box that comes back to where it was has not been moved", () => {
    const shown = picture();
    const { items, drag, arrived } = shown;
    drag.take(items.a);
    drag.to(5, 5);
    drag.to(0, 0);
    drag.drop();
    assert.deepEqual(arrived, []);
    assert.equal(items.a.getAttribute("transform"), "rotate(1)");
    assert.ok(!stretched(shown));
});

test("keys in a row are one move, which ends a while after the last", () => {
    const { items, drag, arrived } = picture();
    drag.nudge(items.a, 10, 0);
    drag.nudge(items.a, 10, 0);
    assert.deepEqual(drag.nudge(items.a, 0, -10), { x: 20, y: -10 });
    assert.deepEqual(arrived, []);
    assert.equal(passTime(), 1, "the while begins anew with each key");
    assert.deepEqual(arrived, [{ id: "a", x: 80, y: 20 }]);
});

test("who takes another box has dropped the one before", () => {
    const { items, drag, arrived } = picture();
    drag.nudge(items.a, 10, 0);
    assert.deepEqual(drag.nudge(items.b, 0, 10), { x: 0, y: 10 }, "the other begins where it is");
    assert.deepEqual(arrived, [{ id: "a", x: 70, y: 30 }]);
});

test("where the picture is drawn anew on the way, the same box of it goes on", () => {
    const { items, drag, arrived } = picture();
    drag.take(items.a);
    drag.to(10, 0);
    items.a = new Box({ "data-id": "a", transform: "scale(2)" });
    drag.renew();
    assert.equal(items.a.getAttribute("transform"), "translate(10 0) scale(2)");
    items.a = null;
    drag.renew();
    drag.drop();
    assert.deepEqual(arrived, [], "it is gone");
});

test("how far a box has come is said in words", () => {
    const ways = [[-20, 10], [20, -10], [0, 5], [-5, 0], [0, 0]];
    assert.deepEqual(ways.map(([x, y]) => course({ x, y })), ["20 left, 10 down", "20 right, 10 up", "5 down", "5 left", "back"]);
});
