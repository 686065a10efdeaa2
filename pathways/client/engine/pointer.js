/* Mouse, wheel and touch on the picture. */
import { itemOf } from "./items.js";
import { STEP } from "./views.js";

/** @typedef {import("./viewport.js").Viewport} Viewport */
/** @typedef {import("./views.js").Point} Point */
/** @typedef {import("./items.js").Items} Items */
/** @typedef {(item: Element|null, byKey: boolean) => void} Choose is called with the chosen item; null for none */

export const SLACK = 4; // px that a press may move and still be a click
const RESTING = 400; // ms without a wheel event after which the wheel may scroll the page again

/**
 * Whether the wheel scrolls the page: with the whole map in view it does, so that the text below can be reached, and left again.
 * @param {{out: boolean, whole: boolean, resting: boolean, scrolled: boolean}} wheel
 */
export const scrollsPage = ({ out, whole, resting, scrolled }) => resting && whole && (out || scrolled);

/** @type {(one: Point, other: Point) => number} px, never 0 */
const apart = (one, other) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));

export class Pointer {
    /**
     * @param {Viewport} viewport
     * @param {Items} items
     * @param {Choose} choose
     */
    constructor(viewport, items, choose) {
        this.viewport = viewport;
        this.items = items;
        this.choose = choose;
        /** @type {Map<number, Point>} */
        this.pointers = new Map();
        this.start = { x: 0, y: 0 };
        this.dragged = false;
        this.wheeled = -1e9;
        /** @type {Element|null|undefined} */
        this.first = undefined; // the item of the first click; undefined if there was none
        this.ending = new AbortController();
        this.listen(viewport.frame, { signal: this.ending.signal });
    }

    listen(frame, ending) {
        frame.addEventListener("wheel", (event) => this.wheel(event), { ...ending, passive: false });
        frame.addEventListener("pointerdown", (event) => this.down(event), ending);
        frame.addEventListener("pointermove", (event) => this.move(event), ending);
        ["pointerup", "pointercancel"].forEach((name) => frame.addEventListener(name, (event) => this.up(event), ending));
        frame.addEventListener("click", (event) => this.click(event), ending);
        frame.addEventListener("pointerover", (event) => this.over(event), ending);
        frame.addEventListener("pointerleave", () => this.items.hover(null), ending);
        const first = { ...ending, capture: true };
        ["mousedown", "click", "dblclick"].forEach((name) => document.addEventListener(name, (event) => this.again(event), first));
    }

    end() {
        this.ending.abort();
    }

    /** @returns {Point} position in the frame */
    point(event) {
        const own = this.viewport.frame.getBoundingClientRect();
        return { x: event.clientX - own.left, y: event.clientY - own.top };
    }

    wheel(event) {
        const now = event.timeStamp;
        const whole = this.viewport.now().k <= 1.001;
        const resting = now - this.wheeled > RESTING;
        if (!event.ctrlKey && scrollsPage({ out: event.deltaY > 0, whole, resting, scrolled: window.scrollY > 0 })) return;
        event.preventDefault();
        this.wheeled = now;
        this.viewport.moves(true);
        const lines = event.deltaMode === 1 ? 16 : 1;
        this.viewport.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), this.point(event), false);
    }

    down(event) {
        if (event.button || event.target.closest(".pw-tools")) return;
        this.start = this.point(event);
        this.pointers.set(event.pointerId, this.start);
        this.dragged = false;
    }

    move(event) {
        const last = this.pointers.get(event.pointerId);
        if (!last) return;
        const here = this.point(event);
        if (!this.dragged && !this.wanders(here)) return;
        if (!this.dragged) this.begin(event);
        this.pointers.set(event.pointerId, here);
        if (this.pointers.size === 2) this.pinch(event.pointerId, last, here);
        else this.drag(last, here);
    }

    wanders(here) {
        return Math.hypot(here.x - this.start.x, here.y - this.start.y) >= SLACK;
    }

    begin(event) {
        this.dragged = true;
        this.viewport.frame.setPointerCapture(event.pointerId);
        this.viewport.moves(true);
    }

    pinch(id, last, here) {
        const [, other] = Array.from(this.pointers).find(([name]) => name !== id);
        this.viewport.zoom(apart(here, other) / apart(last, other), { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 }, false);
    }

    drag(last, here) {
        this.viewport.pan(here.x - last.x, here.y - last.y, false);
    }

    up(event) {
        if (this.pointers.delete(event.pointerId) && this.dragged && !this.pointers.size) this.drop();
    }

    drop() {
        this.viewport.moves(false);
    }

    over(event) {
        if (!this.dragged) this.items.hover(event.pointerType === "mouse" && !event.buttons ? itemOf(event.target) : null);
    }

    click(event) {
        const tool = event.target.closest("[data-zoom]");
        if (tool) return this.tool(tool.dataset.zoom);
        if (event.target.closest(".pw-tools")) return undefined;
        if (this.dragged) return void (this.dragged = false);
        if (event.detail > 1) return undefined; // see `again`
        this.first = itemOf(event.target);
        return this.choose(this.first, event.detail === 0);
    }

    /* The second press of a double click applies to the item of the first: by then a card may have moved the map, and may
     * lie under the pointer, as on the explorer's page. */
    again(event) {
        if (event.detail < 2) return void (event.type === "mousedown" && (this.first = undefined));
        if (this.first === undefined) return;
        if (event.type === "dblclick") this.twice(this.first, event);
        if (this.viewport.frame.contains(event.target)) return;
        event.preventDefault();
        event.stopPropagation();
    }

    /* A double click on an item, or on the background. */
    twice(item, event) {
        if (!item) this.viewport.zoom(STEP * STEP, this.point(event), true);
    }

    tool(name) {
        if (name === "zoom in") this.viewport.zoom(STEP, null, true);
        else if (name === "zoom out") this.viewport.zoom(1 / STEP, null, true);
        else this.viewport.showWhole(true);
    }
}
