/* The stage that the picture stands on: which part of it is seen, and how large.
 *
 * Zoom and pan are one CSS transform; `will-change` is set during a gesture only, because text stays blurred while it is on.
 * A view is {x, y, k}: the scene point in the middle, and the scale with 1 for the whole picture; null is where a view begins.
 */
(function () {
    "use strict";
    const space = (window.pathways = window.pathways || {});

    const SETTLED = 250; // ms without a gesture before the view is reported
    const MOST = 12; // times the whole picture
    const LARGEST = 1.5; // px per scene unit up to which a small picture is enlarged
    const MARGIN = 2; // px between the whole picture and the frame
    const GUTTER = 54; // px at the left that the zoom buttons take from the whole picture, where there is room for it
    const EDGE = 24; // px between what is selected and what covers the picture

    const between = (low, value, high) => Math.max(low, Math.min(high, value));
    const round = (value, to) => Math.round(value * to) / to;
    const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

    function parse(text) {
        const numbers = String(text || "").split(",").map(Number);
        return numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0 ? { x: numbers[0], y: numbers[1], k: numbers[2] } : null;
    }

    const written = (view) => (view ? [round(view.x, 10), round(view.y, 10), round(view.k, 1000)].join(",") : "");

    space.Stage = class Stage {
        /* `settled` hears of a view, as text, once nobody moves any more. */
        constructor(frame, inner, settled) {
            Object.assign(this, { frame, inner, settled, view: null, later: 0, gestures: 0 });
            this.before = null; // where to return to once nothing is selected any more
        }

        /* Learn the size of new markup; tell whether it is another one than that of the old. */
        measure(svg) {
            const { width, height } = svg.viewBox.baseVal;
            const other = !!this.width && (this.width !== width || this.height !== height);
            Object.assign(this, { width, height });
            svg.setAttribute("width", width);
            svg.setAttribute("height", height);
            return other;
        }

        size() {
            return { w: this.frame.clientWidth, h: this.frame.clientHeight };
        }

        gutter() {
            return this.frame.clientWidth < 700 ? 0 : GUTTER;
        }

        /* px per scene unit at which the whole picture fits. */
        fit() {
            const { w, h } = this.size();
            const whole = Math.min((w - 2 * MARGIN - this.gutter()) / this.width, (h - 2 * MARGIN) / this.height, LARGEST);
            return Math.max(whole, 0.01);
        }

        /* px per scene unit as it is seen. */
        scale() {
            return this.fit() * this.middle().k;
        }

        /* The whole picture in the middle of what the buttons leave free. */
        whole() {
            return { x: this.width / 2 - this.gutter() / 2 / this.fit(), y: this.height / 2, k: 1 };
        }

        /* Where a view begins: the whole picture; on an upright screen, where that would be too small to read, its left end. */
        home() {
            const { w, h } = this.size();
            const fit = this.fit();
            const k = w < h ? between(1, Math.min((h - 2 * MARGIN) / this.height, 0.8) / fit, MOST) : 1;
            return k > 1 ? { x: Math.min(this.width / 2, w / 2 / (fit * k) - MARGIN), y: this.height / 2, k } : this.whole();
        }

        middle() {
            return this.view || this.home();
        }

        place(gently) {
            if (!this.width) return;
            const { w, h } = this.size();
            const { x, y, k } = this.middle();
            const scale = this.scale();
            this.inner.classList.toggle("is-gliding", !!gently && !calm());
            this.inner.style.transform = "translate(" + (w / 2 - x * scale) + "px," + (h / 2 - y * scale) + "px) scale(" + scale + ")";
            this.frame.classList.toggle("is-zoomed", k > this.home().k + 0.001);
        }

        /* Show a view that the address names. */
        show(text, gently) {
            this.view = parse(text);
            this.place(gently);
        }

        /* The address names another view. It may be one that was reported from here and is answered late: where somebody moves
         * on by then, theirs is reported in a moment. */
        follow(text) {
            if (!this.later && text !== written(this.view)) this.show(text, true);
        }

        set(view, gently) {
            this.gestures += 1;
            const k = between(0.5, view.k, MOST);
            this.view = { x: between(-this.width / 4, view.x, this.width * 1.25), y: between(-this.height / 4, view.y, this.height * 1.25), k };
            this.before = null;
            const home = this.home();
            if (Math.abs(k - home.k) < 0.001 && Math.abs(this.view.x - home.x) < 1 && Math.abs(this.view.y - home.y) < 1) this.view = null;
            this.place(gently);
            window.clearTimeout(this.later);
            this.later = window.setTimeout(() => this.rest(), SETTLED);
        }

        moves(on) {
            this.inner.classList.toggle("is-moving", on);
        }

        rest() {
            this.later = 0;
            this.moves(false);
            this.settled(written(this.view));
        }

        /* Scale by a factor around a point of the frame (px), which stays where it is. */
        zoom(factor, at, gently) {
            const { w, h } = this.size();
            const from = this.middle();
            const k = between(1, from.k * factor, MOST);
            const here = this.fit();
            const point = at || { x: w / 2, y: h / 2 };
            const x = from.x + (point.x - w / 2) * (1 / (here * from.k) - 1 / (here * k));
            const y = from.y + (point.y - h / 2) * (1 / (here * from.k) - 1 / (here * k));
            this.set(k <= 1.001 && factor < 1 ? this.whole() : { x, y, k }, gently);
        }

        pan(dx, dy, gently) {
            const { x, y, k } = this.middle();
            const scale = this.scale();
            this.set({ x: x - dx / scale, y: y - dy / scale, k }, gently);
        }

        /* Where a point of the window is in the scene. */
        scene(left, top) {
            const own = this.frame.getBoundingClientRect();
            const { w, h } = this.size();
            const { x, y } = this.middle();
            const scale = this.scale();
            return { x: x + (left - own.left - w / 2) / scale, y: y + (top - own.top - h / 2) / scale };
        }

        /* Where an item is in the frame (px), or will be once the stage stands still; for an arrow its badge. */
        spot(item) {
            const box = (item.querySelector(".pw-badge") || item).getBBox();
            const { w, h } = this.size();
            const { x, y } = this.middle();
            const scale = this.scale();
            const left = w / 2 + (box.x - x) * scale;
            const top = h / 2 + (box.y - y) * scale;
            return { left, top, right: left + box.width * scale, bottom: top + box.height * scale };
        }

        /* Where the picture is not covered by an element, in frame px. */
        clear(cover) {
            const { w, h } = this.size();
            const free = { left: 0, top: 0, right: w, bottom: h };
            if (!cover || !cover.offsetWidth || window.getComputedStyle(cover).visibility === "hidden") return free;
            const over = cover.getBoundingClientRect();
            const own = this.frame.getBoundingClientRect();
            if (over.width < w * 0.8) free.right = Math.min(w, over.left - own.left);
            else free.bottom = between(80, over.top - own.top, h);
            return free;
        }

        /* Move an item into the clear, just as far as needed; without one, go back to where that began. */
        reveal(item, cover) {
            if (!item) return this.back();
            const box = this.spot(item);
            const free = this.clear(cover);
            const past = (low, high, start, end) => (high - low > end - start - 2 * EDGE || low < start + EDGE ? start + EDGE - low : Math.min(0, end - EDGE - high));
            const dx = past(box.left, box.right, free.left, free.right);
            const dy = past(box.top, box.bottom, free.top, free.bottom);
            if (!dx && !dy) return undefined;
            const back = this.before || { view: this.view };
            const { x, y, k } = this.middle();
            const scale = this.scale();
            this.view = { x: x - dx / scale, y: y - dy / scale, k };
            this.place(true);
            this.before = back;
            return undefined;
        }

        back() {
            if (this.before) this.view = this.before.view;
            if (this.before) this.place(true);
            this.before = null;
        }

        /* Bring an item that lies outside of the frame to its middle. */
        bring(item) {
            const { w, h } = this.size();
            const box = this.spot(item);
            const out = box.left < 0 || box.top < 0 || box.right > w || box.bottom > h;
            if (out) this.pan(w / 2 - (box.left + box.right) / 2, h / 2 - (box.top + box.bottom) / 2, true);
        }
    };
})();
