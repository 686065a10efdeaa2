/* The picture in its frame, and its current view.
 *
 * Zoom and pan are one CSS transform, so the markup of the picture is never changed; `will-change` is set during a gesture only,
 * because text stays blurred while it is set.
 */
import {
    between, fitScale, LEAST_ZOOM, MOST_ZOOM, readView, sameView, shiftInto, startView, viewOf, wholeView, writeView, ZOOM_GUTTER,
    zoomedView,
} from "./views.js";

/** @typedef {import("./views.js").View} View */
/** @typedef {import("./views.js").Size} Size */
/** @typedef {import("./views.js").Box} Box */

const SETTLED = 250; // ms without a gesture before the view is reported

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Viewport {
    /**
     * @param {HTMLElement} frame the element around `.pw-stage`, in which the picture stands
     * @param {{view?: string, settled?: (view: string) => void}} [told] the initial view, and a function that gets the view, as text,
     *     when a movement has ended
     */
    constructor(frame, { view = "", settled = () => {} } = {}) {
        this.frame = frame;
        this.picture = /** @type {HTMLElement} */ (frame.querySelector(".pw-stage"));
        this.settled = settled;
        this.view = readView(view);
        /** @type {{view: View|null}|null} */
        this.before = null; // the view to return to when nothing is selected any more
        this.gestures = 0;
        this.later = 0;
        this.width = 0; // scene units
        this.height = 0;
        this.measure();
        this.watcher = new ResizeObserver(() => this.place(false));
        this.watcher.observe(frame);
        this.place(false);
    }

    end() {
        this.watcher.disconnect();
        window.clearTimeout(this.later);
    }

    /* Read the size of the markup; return whether it differs from the previous size. */
    measure() {
        const svg = this.picture.querySelector("svg");
        if (!svg) return false;
        const { width, height } = svg.viewBox.baseVal;
        const other = this.width > 0 && (this.width !== width || this.height !== height);
        this.width = width || 1;
        this.height = height || 1;
        svg.setAttribute("width", String(this.width));
        svg.setAttribute("height", String(this.height));
        return other;
    }

    /** @returns {Size} px */
    size() {
        return { w: this.frame.clientWidth, h: this.frame.clientHeight };
    }

    /** @returns {Size} scene units */
    whole() {
        return { w: this.width, h: this.height };
    }

    /** @returns {number} px at the left that the zoom buttons cover */
    gutter() {
        return this.frame.clientWidth < 700 ? 0 : ZOOM_GUTTER;
    }

    /* px per scene unit at which the whole picture fits into the frame. */
    fit() {
        return fitScale(this.size(), this.whole(), this.gutter());
    }

    /** @returns {View} */
    home() {
        return startView(this.size(), this.whole(), this.gutter());
    }

    now() {
        return this.view || this.home();
    }

    /* px per scene unit in the current view. */
    scale() {
        return this.fit() * this.now().k;
    }

    place(gently) {
        if (!this.width) return;
        const { w, h } = this.size();
        const { x, y, k } = this.now();
        const scale = this.scale();
        this.picture.classList.toggle("is-gliding", Boolean(gently) && !calm());
        this.picture.style.transform = `translate(${w / 2 - x * scale}px,${h / 2 - y * scale}px) scale(${scale})`;
        this.frame.classList.toggle("is-zoomed", k > this.home().k + 0.001);
    }

    /* Show the view that a text describes. */
    show(text, gently) {
        this.view = readView(text);
        this.place(gently);
    }

    /* Call when the address has another view. It may be one that this viewport reported a moment ago: if the user is already moving
     * the picture again, that view is kept, and will be reported in turn. */
    follow(text) {
        if (!this.later && text !== writeView(this.view)) this.show(text, true);
    }

    /** @type {(view: View, gently?: boolean) => void} */
    set(view, gently) {
        this.gestures += 1;
        const k = between(LEAST_ZOOM, view.k, MOST_ZOOM);
        const [x, y] = [between(-this.width / 4, view.x, this.width * 1.25), between(-this.height / 4, view.y, this.height * 1.25)];
        const now = { x, y, k };
        this.view = sameView(now, this.home()) ? null : now;
        this.before = null;
        this.place(gently);
        window.clearTimeout(this.later);
        this.later = window.setTimeout(() => this.report(), SETTLED);
    }

    showWhole(gently) {
        this.set(wholeView(this.size(), this.whole(), this.gutter()), gently);
    }

    moves(on) {
        this.picture.classList.toggle("is-moving", on);
    }

    report() {
        this.later = 0;
        this.moves(false);
        this.settled(writeView(this.view));
    }

    /* Scale by a factor around a point of the frame (px), by default its middle. */
    zoom(factor, point, gently) {
        const { w, h } = this.size();
        const view = zoomedView(this.now(), factor, point || { x: w / 2, y: h / 2 }, { w, h }, this.fit());
        if (view.k <= 1.001 && factor < 1) this.showWhole(gently);
        else this.set(view, gently);
    }

    pan(dx, dy, gently) {
        const { x, y, k } = this.now();
        const scale = this.scale();
        this.set({ x: x - dx / scale, y: y - dy / scale, k }, gently);
    }

    /* The point of the scene at a point of the window (px). */
    sceneAt(left, top) {
        const own = this.frame.getBoundingClientRect();
        const { w, h } = this.size();
        const { x, y } = this.now();
        const scale = this.scale();
        return { x: x + (left - own.left - w / 2) / scale, y: y + (top - own.top - h / 2) / scale };
    }

    /**
     * The box of an item in the frame (px), after any running movement; for an arrow its badge.
     * @param {Element} item
     * @returns {Box}
     */
    boxOf(item) {
        const box = /** @type {SVGGraphicsElement} */ (item.querySelector(".pw-badge") || item).getBBox();
        const { w, h } = this.size();
        const { x, y } = this.now();
        const scale = this.scale();
        const left = w / 2 + (box.x - x) * scale;
        const top = h / 2 + (box.y - y) * scale;
        return { left, top, right: left + box.width * scale, bottom: top + box.height * scale };
    }

    /* The part of the frame (px) that is not covered by an element, which may lie over it. */
    clear(cover) {
        const { w, h } = this.size();
        const clear = { left: 0, top: 0, right: w, bottom: h };
        if (!cover || !cover.offsetWidth || window.getComputedStyle(cover).visibility === "hidden") return clear;
        const over = cover.getBoundingClientRect();
        const own = this.frame.getBoundingClientRect();
        if (over.width < w * 0.8) return { ...clear, right: Math.min(w, over.left - own.left) };
        return { ...clear, bottom: between(80, over.top - own.top, h) };
    }

    /* Move an item into the uncovered part; without one, undo that. It is no gesture, and nothing is reported. */
    reveal(item, cover) {
        if (!item) return void this.back();
        const shift = shiftInto(this.boxOf(item), this.clear(cover));
        if (!shift.x && !shift.y) return undefined;
        const { x, y, k } = this.now();
        const scale = this.scale();
        this.before = this.before || { view: this.view };
        this.view = { x: x - shift.x / scale, y: y - shift.y / scale, k };
        return this.place(true);
    }

    /* Show items at a readable size, in the middle of the uncovered part; as with `reveal`, nothing is reported, and it can be undone. */
    visit(items, cover) {
        if (!items.length) return;
        const boxes = items.map((item) => /** @type {SVGGraphicsElement} */ (item).getBBox());
        this.before = this.before || { view: this.view };
        this.view = viewOf(boxes, this.clear(cover), this.size(), this.fit());
        this.place(true);
    }

    /* Return to the view before `reveal` or `visit`, unless the user has moved the picture since. */
    back() {
        if (!this.before) return;
        this.view = this.before.view;
        this.before = null;
        this.place(true);
    }

    /* Move an item that lies outside the frame to its middle. */
    bring(item) {
        const { w, h } = this.size();
        const box = this.boxOf(item);
        if (box.left >= 0 && box.top >= 0 && box.right <= w && box.bottom <= h) return;
        this.pan(w / 2 - (box.left + box.right) / 2, h / 2 - (box.top + box.bottom) / 2, true);
    }
}
