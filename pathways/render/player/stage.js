/* The picture in its frame, and from where it is looked at.
 *
 * A view is {x, y, k}: the point of the scene in the middle of the frame, and the scale with 1 for the whole picture; null is
 * the view at the beginning. Zoom and pan are one CSS transform, so the markup of the picture is never changed.
 */
const MOST = 12; // times the whole picture
const STEP = 1.3;
const LARGEST = 1.5; // px per scene unit up to which a small picture is enlarged
const MARGIN = 2; // px between the whole picture and the frame
const GUTTER = 54; // px at the left that the zoom buttons take, where there is room for them
const EDGE = 24; // px that what is chosen keeps from the border

const between = (low, value, high) => Math.max(low, Math.min(high, value));
const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

class Stage {
    constructor(frame) {
        this.frame = frame;
        this.stage = frame.querySelector(".pw-stage");
        const svg = this.stage.querySelector("svg");
        const box = svg.viewBox.baseVal;
        this.width = box.width || 1;
        this.height = box.height || 1;
        svg.setAttribute("width", this.width);
        svg.setAttribute("height", this.height);
        this.view = this.read(frame.dataset.view);
        this.before = undefined; // the view to return to once nothing is chosen any more
        new ResizeObserver(() => this.place(false)).observe(frame);
        this.place(false);
    }

    read(text) {
        const numbers = (text || "").split(",").map(Number);
        return numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0 ? { x: numbers[0], y: numbers[1], k: numbers[2] } : null;
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
        return Math.max(0.01, Math.min((w - 2 * MARGIN - this.gutter()) / this.width, (h - 2 * MARGIN) / this.height, LARGEST));
    }

    whole() {
        return { x: this.width / 2 - this.gutter() / 2 / this.fit(), y: this.height / 2, k: 1 };
    }

    /* What the picture is about, where a part of it is pale: a box around all that is not, else null. */
    subject() {
        if (this.around !== undefined) return this.around;
        const items = Array.from(this.stage.querySelectorAll(".pw-node, .pw-edge, .pw-gap"));
        const clear = items.filter((item) => !item.classList.contains("is-faded"));
        if (!clear.length || clear.length === items.length) return (this.around = null);
        const boxes = clear.map((item) => item.getBBox());
        const low = (side) => Math.min(...boxes.map((box) => box[side])) - EDGE;
        const high = (side, size) => Math.max(...boxes.map((box) => box[side] + box[size])) + EDGE;
        const [x, y] = [low("x"), low("y")];
        return (this.around = { x, y, width: high("x", "width") - x, height: high("y", "height") - y });
    }

    /* Where a view begins: what it is about, else the whole picture; on an upright screen, where that is too small, its left end. */
    home() {
        const { w, h } = this.size();
        const fit = this.fit();
        const about = this.subject();
        if (about) {
            const near = Math.min((w - 2 * MARGIN - this.gutter()) / about.width, (h - 2 * MARGIN) / about.height, LARGEST);
            const k = between(1, near / fit, MOST);
            const within = (middle, size, all) => (size < all ? between(size / 2, middle, all - size / 2) : all / 2); // no room beside the picture
            const y = within(about.y + about.height / 2, h / (fit * k), this.height);
            if (k > 1) return { x: about.x + about.width / 2 - this.gutter() / 2 / (fit * k), y, k };
        }
        const k = w < h ? between(1, Math.min((h - 2 * MARGIN) / this.height, 0.8) / fit, MOST) : 1;
        return k > 1 ? { x: Math.min(this.width / 2, w / 2 / (fit * k) - MARGIN), y: this.height / 2, k } : this.whole();
    }

    now() {
        return this.view || this.home();
    }

    scale() {
        return this.fit() * this.now().k;
    }

    place(gently) {
        const { w, h } = this.size();
        const { x, y, k } = this.now();
        const scale = this.scale();
        this.stage.classList.toggle("is-gliding", gently && !calm());
        this.stage.style.transform = `translate(${w / 2 - x * scale}px,${h / 2 - y * scale}px) scale(${scale})`;
        this.frame.classList.toggle("is-zoomed", k > this.home().k + 0.001);
    }

    set(view, gently) {
        const x = between(-this.width / 4, view.x, this.width * 1.25);
        const y = between(-this.height / 4, view.y, this.height * 1.25);
        this.view = { x, y, k: between(0.5, view.k, MOST) };
        this.before = undefined;
        this.place(gently);
    }

    /* Scale by a factor around a point of the frame (px), which stays where it is. */
    zoom(factor, at, gently) {
        const { w, h } = this.size();
        const from = this.now();
        const k = between(1, from.k * factor, MOST);
        if (k <= 1.001 && factor < 1) return this.set(this.whole(), gently);
        const point = at || { x: w / 2, y: h / 2 };
        const moved = (1 / from.k - 1 / k) / this.fit();
        return this.set({ x: from.x + (point.x - w / 2) * moved, y: from.y + (point.y - h / 2) * moved, k }, gently);
    }

    pan(dx, dy, gently) {
        const from = this.now();
        const scale = this.scale();
        this.set({ x: from.x - dx / scale, y: from.y - dy / scale, k: from.k }, gently);
    }

    /* Where an item is in the frame (px), or will be once the stage stands still; for an arrow its badge. */
    spot(item) {
        const box = (item.querySelector(".pw-badge") || item).getBBox();
        const { w, h } = this.size();
        const { x, y } = this.now();
        const scale = this.scale();
        const left = w / 2 + (box.x - x) * scale;
        const top = h / 2 + (box.y - y) * scale;
        return { left, top, right: left + box.width * scale, bottom: top + box.height * scale };
    }

    /* What of the frame a card leaves free, in px. */
    clear(cover) {
        const { w, h } = this.size();
        const over = cover.getBoundingClientRect();
        const own = this.frame.getBoundingClientRect();
        if (over.width < w * 0.8) return { right: Math.min(w, over.left - own.left), bottom: h };
        return { right: w, bottom: between(80, over.top - own.top, h) };
    }

    /* Move an item into the clear, just as far as needed. */
    reveal(item, cover) {
        const box = this.spot(item);
        const free = this.clear(cover);
        const past = (low, high, end) => (high - low > end - 2 * EDGE || low < EDGE ? EDGE - low : Math.min(0, end - EDGE - high));
        const dx = past(box.left, box.right, free.right);
        const dy = past(box.top, box.bottom, free.bottom);
        if (!dx && !dy) return;
        const back = this.before === undefined ? this.view : this.before;
        this.pan(dx, dy, true);
        this.before = back;
    }

    /* Go back to where one was before something was revealed, unless one has moved on since. */
    back() {
        if (this.before === undefined) return;
        this.view = this.before;
        this.before = undefined;
        this.place(true);
    }
}
