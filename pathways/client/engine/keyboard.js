/* Keys on the picture: it has one tab stop, and arrow keys move the focus from item to item. */
import { itemOf } from "./items.js";
import { STEP } from "./views.js";

/** @typedef {import("./viewport.js").Viewport} Viewport */
/** @typedef {import("./views.js").Point} Point */
/** @typedef {import("./items.js").Items} Items */

/** @type {Object<string, [number, number]>} */
export const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN = 80; // px that a key moves the picture

/**
 * The index of the nearest point in a direction, -1 for none; the distance across the direction counts double.
 * @param {Point} from
 * @param {[number, number]} way
 * @param {Point[]} points
 */
export function nearestIn(from, [dx, dy], points) {
    let best = -1;
    let least = Infinity;
    points.forEach(({ x, y }, at) => {
        const ahead = (x - from.x) * dx + (y - from.y) * dy;
        const aside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
        if (ahead < 2 || ahead + 2 * aside >= least) return;
        best = at;
        least = ahead + 2 * aside;
    });
    return best;
}

/**
 * The index that a key leads to in a list of `count` items; undefined for other keys.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 */
export const stepTo = (key, at, count) => ({ Home: 0, End: count - 1, n: (at + 1) % count, p: (at - 1 + count) % count })[key];

export class Keyboard {
    /**
     * @param {Viewport} viewport
     * @param {Items} items
     * @param {import("./pointer.js").Choose} choose
     */
    constructor(viewport, items, choose) {
        this.viewport = viewport;
        this.items = items;
        this.choose = choose;
        viewport.frame.addEventListener("keydown", (event) => this.key(event));
        viewport.frame.addEventListener("focusin", (event) => this.focused(event));
    }

    key(event) {
        if (event.ctrlKey || event.metaKey || event.target.closest(".pw-tools")) return;
        const act = this.action(event, itemOf(event.target));
        if (!act) return;
        event.preventDefault();
        act();
    }

    /* The function that a key runs; null for none. */
    action({ key, shiftKey, altKey }, item) {
        const { viewport } = this;
        if (altKey) return null;
        const way = WAYS[key];
        if (way && (shiftKey || !item)) return () => viewport.pan(-PAN * way[0], -PAN * way[1], true);
        if (way) return () => this.go(this.nearest(item, way));
        if (key === "+" || key === "=") return () => viewport.zoom(STEP, null, true);
        if (key === "-" || key === "_") return () => viewport.zoom(1 / STEP, null, true);
        if (key === "0") return () => viewport.showWhole(true);
        if (!item) return null;
        if (key === "Enter" || key === " ") return () => this.choose(item, true);
        const all = this.items.all();
        const to = stepTo(key, all.indexOf(item), all.length);
        return to === undefined ? null : () => this.go(all[to]);
    }

    go(item) {
        if (item) item.focus({ preventScroll: true });
    }

    nearest(item, way) {
        const middle = (one) => {
            const box = this.viewport.boxOf(one);
            return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
        };
        const others = this.items.all().filter((one) => one !== item);
        return others[nearestIn(middle(item), way, others.map(middle))];
    }

    focused(event) {
        const item = itemOf(event.target);
        if (!item) return;
        this.items.stop(item);
        const { frame } = this.viewport;
        frame.scrollLeft = frame.scrollTop = 0;
        if (item.matches(":focus-visible")) this.viewport.bring(item); // the pressed part is visible, though its badge may not be
    }
}
