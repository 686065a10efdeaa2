/* Shows the picture that the server drew, and lets it be moved, searched by eye, and selected from.
 *
 * The markup is the server's and is not changed but for classes, tab stops and the box under the pointer: what is seen is
 * what is downloaded. Zoom and pan are one CSS transform on the stage around it; `will-change` is set during a gesture
 * only, because text stays blurred while it is on.
 *
 * Props in:  svg       markup: .pw-node, .pw-edge and .pw-gap with data-id
 *            arrows    id -> {ends: [source, target], edges: [ids]} for what is drawn
 *            selected  id of a box, an arrow, an edge within an arrow, or a gap; "" for none
 *            view      "x,y,k": scene point in the middle, and scale with 1 for the whole picture; "" for the whole picture
 *            cover     id of an element that may lie over the picture; what is selected is moved out from under it
 *            label     what the picture is, for those who hear it
 * Props out, each with the time, as Dash reports no value twice:
 *            clicked   {id, opened, keyboard}  what was chosen; opened where by a double click
 *            moved     {id, x, y}              a box was dragged; its new centre in scene units
 *            viewed    {view}                  after a gesture, as the prop `view`
 */
(function () {
    "use strict";
    const React = window.React;
    const h = React.createElement;
    const space = (window.pathways = window.pathways || {});

    const ITEMS = ".pw-node, .pw-edge, .pw-gap";
    const SLACK = 4; // px that a press may wander and still be a click
    const SETTLED = 250; // ms without a gesture before the view is reported
    const LINGER = 120; // ms that the pointer rests on an item before its neighbours stand out
    const MOST = 12; // times the whole picture
    const STEP = 1.3;
    const LARGEST = 1.5; // px per scene unit up to which a small picture is enlarged
    const MARGIN = 2; // px between the whole picture and the frame
    const GUTTER = 54; // px at the left that the zoom buttons take from the whole picture, where there is room for it

    const between = (low, value, high) => Math.max(low, Math.min(high, value));
    const round = (value, to) => Math.round(value * to) / to;
    const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

    function parse(text) {
        const numbers = String(text || "").split(",").map(Number);
        return numbers.length === 3 && numbers.every(Number.isFinite) && numbers[2] > 0 ? { x: numbers[0], y: numbers[1], k: numbers[2] } : null;
    }

    const ICONS = { "zoom in": "M8 3v10M3 8h10", "zoom out": "M3 8h10", "show the whole map": "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" };
    const icon = (name) => h("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true }, h("path", { d: ICONS[name], fill: "none", stroke: "currentColor", strokeWidth: 1.7, strokeLinecap: "round" }));

    space.Figure = class Figure extends React.Component {
        constructor(props) {
            super(props);
            this.frame = React.createRef();
            this.stage = React.createRef();
            this.view = null; // null is the whole picture
            this.before = null; // where to return to once nothing is selected any more
            this.pointers = new Map();
            this.tab = null;
            ["wheel", "down", "move", "up", "click", "double", "key", "enter", "leave", "focused", "resized"].forEach((name) => (this[name] = this[name].bind(this)));
        }

        // ---- life

        componentDidMount() {
            this.frame.current.addEventListener("wheel", this.wheel, { passive: false });
            this.watcher = new ResizeObserver(this.resized);
            this.watcher.observe(this.frame.current);
            this.view = parse(this.props.view);
            this.dress();
            this.mark();
            if (this.props.selected) this.settle();
            const first = document.getElementById("first-paint"); // the same picture, there before any script
            if (first) first.remove();
        }

        getSnapshotBeforeUpdate() {
            return this.stage.current.contains(document.activeElement);
        }

        componentDidUpdate(before, _, held) {
            if (before.svg !== this.props.svg) this.dress(held);
            if (before.view !== this.props.view && this.props.view !== this.reported) {
                this.view = parse(this.props.view);
                this.place(true);
            }
            this.reported = undefined;
            if (before.svg !== this.props.svg || before.selected !== this.props.selected) this.mark();
            if (before.selected !== this.props.selected) this.settle();
        }

        componentWillUnmount() {
            this.watcher.disconnect();
            this.frame.current.removeEventListener("wheel", this.wheel);
        }

        /* New markup: learn its size, and make one of its items the tab stop; it takes the focus that the old one held. */
        dress(held) {
            const svg = this.stage.current.querySelector("svg");
            if (!svg) return;
            const box = svg.viewBox.baseVal;
            const grown = this.width && (this.width !== box.width || this.height !== box.height);
            this.width = box.width;
            this.height = box.height;
            svg.setAttribute("width", box.width);
            svg.setAttribute("height", box.height);
            const again = this.tab && this.find(this.tab);
            const first = again || this.items()[0];
            if (first) this.stop(first);
            if (held && again) again.focus({ preventScroll: true });
            if (grown) this.view = parse(this.props.view);
            this.place(false);
        }

        items() {
            return Array.from(this.stage.current.querySelectorAll(ITEMS)).filter((item) => !item.closest(".is-faded"));
        }

        /* The element of an id; an edge is found through the arrow that stands for it. */
        find(id) {
            if (!id) return null;
            const named = (name) => this.stage.current.querySelector('[data-id="' + window.CSS.escape(name) + '"]');
            const arrows = this.props.arrows || {};
            return named(id) || named(Object.keys(arrows).find((name) => arrows[name].edges.includes(id)) || "\u0000");
        }

        mark() {
            this.stage.current.querySelectorAll(".is-selected").forEach((item) => {
                item.classList.remove("is-selected");
                item.removeAttribute("aria-current");
            });
            const chosen = this.find(this.props.selected);
            this.stage.current.classList.toggle("has-selection", !!chosen);
            if (!chosen) return;
            chosen.classList.add("is-selected");
            chosen.setAttribute("aria-current", "true");
            this.stop(chosen);
        }

        stop(item) {
            const old = this.stage.current.querySelector('[tabindex="0"]');
            if (old) old.setAttribute("tabindex", "-1");
            item.setAttribute("tabindex", "0");
            this.tab = item.getAttribute("data-id");
        }

        // ---- view

        size() {
            return { w: this.frame.current.clientWidth, h: this.frame.current.clientHeight };
        }

        gutter() {
            return this.frame.current.clientWidth < 700 ? 0 : GUTTER;
        }

        /* px per scene unit at which the whole picture fits. */
        fit() {
            const { w, h } = this.size();
            const whole = Math.min((w - 2 * MARGIN - this.gutter()) / this.width, (h - 2 * MARGIN) / this.height, LARGEST);
            return Math.max(whole, 0.01);
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
            const scale = this.fit() * k;
            const stage = this.stage.current;
            stage.classList.toggle("is-gliding", !!gently && !calm());
            stage.style.transform = "translate(" + (w / 2 - x * scale) + "px," + (h / 2 - y * scale) + "px) scale(" + scale + ")";
            this.frame.current.classList.toggle("is-zoomed", k > this.home().k + 0.001);
        }

        set(view, gently) {
            const k = between(0.5, view.k, MOST);
            this.view = { x: between(-this.width / 4, view.x, this.width * 1.25), y: between(-this.height / 4, view.y, this.height * 1.25), k };
            this.before = null;
            const home = this.home();
            if (Math.abs(k - home.k) < 0.001 && Math.abs(this.view.x - home.x) < 1 && Math.abs(this.view.y - home.y) < 1) this.view = null;
            this.place(gently);
            this.report();
        }

        report() {
            window.clearTimeout(this.later);
            this.later = window.setTimeout(() => {
                this.stage.current && this.stage.current.classList.remove("is-moving");
                const view = this.view;
                this.reported = view ? [round(view.x, 10), round(view.y, 10), round(view.k, 1000)].join(",") : "";
                this.props.setProps({ viewed: { view: this.reported, at: Date.now() } });
            }, SETTLED);
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
            const from = this.middle();
            const scale = this.fit() * from.k;
            this.set({ x: from.x - dx / scale, y: from.y - dy / scale, k: from.k }, gently);
        }

        /* Where the picture is not covered, in frame px. */
        clear() {
            const { w, h } = this.size();
            const free = { left: 0, top: 0, right: w, bottom: h };
            const cover = document.getElementById(this.props.cover);
            if (!cover || !cover.offsetWidth || window.getComputedStyle(cover).visibility === "hidden") return free;
            const over = cover.getBoundingClientRect();
            const own = this.frame.current.getBoundingClientRect();
            if (over.width < w * 0.8) free.right = Math.min(w, over.left - own.left);
            else free.bottom = between(80, over.top - own.top, h);
            return free;
        }

        /* What covers the picture opens with the selection, so it is there a moment later. */
        settle() {
            (this.waiting || []).forEach(window.clearTimeout);
            this.waiting = [60, 350].map((wait) => window.setTimeout(() => this.reveal(), wait));
        }

        /* Where an item is in the frame (px), or will be once the stage stands still; for an arrow its badge. */
        spot(item) {
            const box = (item.querySelector(".pw-badge") || item).getBBox();
            const { w, h } = this.size();
            const { x, y, k } = this.middle();
            const scale = this.fit() * k;
            const left = w / 2 + (box.x - x) * scale;
            const top = h / 2 + (box.y - y) * scale;
            return { left, top, right: left + box.width * scale, bottom: top + box.height * scale };
        }

        /* Move what is selected into the clear, just as far as needed; go back when nothing is selected. */
        reveal() {
            if (!this.stage.current) return;
            const chosen = this.find(this.props.selected);
            if (!chosen) {
                if (this.before) this.view = this.before.view;
                if (this.before) this.place(true);
                this.before = null;
                return;
            }
            const box = this.spot(chosen);
            const free = this.clear();
            const edge = 24;
            const past = (low, high, start, end) => (high - low > end - start - 2 * edge || low < start + edge ? start + edge - low : Math.min(0, end - edge - high));
            const dx = past(box.left, box.right, free.left, free.right);
            const dy = past(box.top, box.bottom, free.top, free.bottom);
            if (!dx && !dy) return;
            const back = this.before || { view: this.view };
            const from = this.middle();
            const scale = this.fit() * from.k;
            this.view = { x: from.x - dx / scale, y: from.y - dy / scale, k: from.k };
            this.place(true);
            this.before = back;
        }

        resized() {
            this.place(false);
        }

        // ---- pointer

        point(event) {
            const own = this.frame.current.getBoundingClientRect();
            return { x: event.clientX - own.left, y: event.clientY - own.top };
        }

        wheel(event) {
            const out = event.deltaY > 0;
            const k = this.middle().k;
            const now = event.timeStamp;
            const resting = now - (this.wheeled || -1e9) > 400;
            const scrolls = !event.ctrlKey && resting && ((out && k <= 1.001) || (!out && k <= 1.001 && window.scrollY > 0));
            if (scrolls) return; // the page below can be reached, and left again
            event.preventDefault();
            this.wheeled = now;
            this.stage.current.classList.add("is-moving");
            const lines = event.deltaMode === 1 ? 16 : 1;
            this.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), this.point(event));
        }

        down(event) {
            if (event.button || event.target.closest(".pw-tools")) return;
            this.pointers.set(event.pointerId, this.point(event));
            this.start = this.point(event);
            this.dragged = false;
            this.box = this.pointers.size === 1 ? event.target.closest(".pw-node") : null;
        }

        move(event) {
            if (!this.pointers.has(event.pointerId)) return;
            const last = this.pointers.get(event.pointerId);
            const here = this.point(event);
            if (!this.dragged && Math.hypot(here.x - this.start.x, here.y - this.start.y) < SLACK) return;
            if (!this.dragged) this.begin(event);
            this.pointers.set(event.pointerId, here);
            if (this.pointers.size === 2) return this.pinch(event.pointerId, last, here);
            if (this.box) return this.drag(here);
            this.pan(here.x - last.x, here.y - last.y);
        }

        begin(event) {
            this.dragged = true;
            this.frame.current.setPointerCapture(event.pointerId);
            this.stage.current.classList.add("is-moving");
            if (this.box) this.box.classList.add("is-dragged");
            if (this.box) this.touching(this.box.getAttribute("data-id")).forEach((arrow) => arrow.classList.add("is-stretched"));
        }

        pinch(id, last, here) {
            const other = Array.from(this.pointers.entries()).find((entry) => entry[0] !== id)[1];
            const apart = (a, b) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
            this.zoom(apart(here, other) / apart(last, other), { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 });
        }

        drag(here) {
            const scale = this.fit() * this.middle().k;
            this.shift = { x: (here.x - this.start.x) / scale, y: (here.y - this.start.y) / scale };
            if (this.box.dataset.home === undefined) this.box.dataset.home = this.box.getAttribute("transform") || "";
            this.box.setAttribute("transform", "translate(" + this.shift.x + " " + this.shift.y + ") " + this.box.dataset.home);
        }

        up(event) {
            if (!this.pointers.delete(event.pointerId) || !this.dragged) return;
            if (this.pointers.size) return;
            this.stage.current.classList.remove("is-moving");
            if (!this.box || !this.shift) return;
            const own = this.frame.current.getBoundingClientRect();
            const shape = (this.box.querySelector("rect, path, polygon, ellipse") || this.box).getBoundingClientRect();
            const scale = this.fit() * this.middle().k;
            const { w, h } = this.size();
            const from = this.middle();
            const x = from.x + (shape.left + shape.width / 2 - own.left - w / 2) / scale;
            const y = from.y + (shape.top + shape.height / 2 - own.top - h / 2) / scale;
            this.box.classList.remove("is-dragged");
            this.props.setProps({ moved: { id: this.box.getAttribute("data-id"), x: round(x, 1), y: round(y, 1), at: Date.now() } });
            this.box = this.shift = null;
        }

        click(event) {
            if (event.target.closest(".pw-tools")) return;
            if (this.dragged) return void (this.dragged = false);
            const item = event.target.closest(ITEMS);
            if (item && item.closest(".is-faded")) return;
            if (item) this.stop(item);
            this.choose(item, false, event.detail === 0);
        }

        double(event) {
            const item = event.target.closest(".pw-group");
            if (item) this.choose(item, true, false);
            else if (!event.target.closest(ITEMS + ", .pw-tools")) this.zoom(STEP * STEP, this.point(event), true);
        }

        choose(item, opened, keyboard) {
            const id = item ? item.getAttribute("data-id") : "";
            if (!id && !this.props.selected) return;
            this.props.setProps({ clicked: { id, opened, keyboard, at: Date.now() } });
        }

        // ---- neighbours

        touching(id) {
            const arrows = this.props.arrows || {};
            return Object.keys(arrows).filter((name) => arrows[name].ends.includes(id)).map((name) => this.find(name)).filter(Boolean);
        }

        enter(event) {
            const item = event.target.closest(ITEMS);
            if (this.dragged || item === this.hovered) return;
            this.leave();
            if (!item) return;
            this.hovered = item;
            this.lingering = window.setTimeout(() => this.surround(item), LINGER);
        }

        /* Let what an item is joined to stand out. */
        surround(item) {
            const id = item.getAttribute("data-id");
            const arrows = this.props.arrows || {};
            const near = [item];
            if (arrows[id]) near.push(...arrows[id].ends.map((end) => this.find(end)));
            else this.touching(id).forEach((arrow) => near.push(arrow, ...arrows[arrow.getAttribute("data-id")].ends.map((end) => this.find(end))));
            near.filter(Boolean).forEach((one) => one.classList.add("is-near"));
            this.stage.current.classList.add("has-near");
        }

        leave() {
            if (!this.hovered) return;
            window.clearTimeout(this.lingering);
            this.hovered = null;
            this.stage.current.classList.remove("has-near");
            this.stage.current.querySelectorAll(".is-near").forEach((item) => item.classList.remove("is-near"));
        }

        // ---- keys

        key(event) {
            if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(".pw-tools")) return;
            const act = this.action(event);
            if (!act) return;
            event.preventDefault();
            act();
        }

        action(event) {
            const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
            const item = event.target.closest(ITEMS);
            const key = event.key;
            if (arrows[key] && (event.shiftKey || !item)) return () => this.pan(-80 * arrows[key][0], -80 * arrows[key][1], true);
            if (arrows[key]) return () => this.walk(item, arrows[key]);
            if (key === "+" || key === "=") return () => this.zoom(STEP, null, true);
            if (key === "-" || key === "_") return () => this.zoom(1 / STEP, null, true);
            if (key === "0") return () => this.set(this.whole(), true);
            if (key === "Escape") return () => this.choose(null);
            if (item && (key === "Enter" || key === " ")) return () => this.choose(item, false, true);
            const ordered = { Home: 0, End: -1, n: 1, p: 1 };
            return item && key in ordered ? () => this.jump(item, key) : null;
        }

        /* To the item that lies nearest in a direction; what lies aside counts double. */
        walk(item, [dx, dy]) {
            const centre = (one) => {
                const box = (one.querySelector(".pw-badge") || one).getBoundingClientRect();
                return [box.left + box.width / 2, box.top + box.height / 2];
            };
            const [x, y] = centre(item);
            let best = null;
            let least = Infinity;
            this.items().forEach((one) => {
                const [a, b] = centre(one);
                const ahead = (a - x) * dx + (b - y) * dy;
                const aside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
                if (one === item || ahead < 2 || ahead + 2 * aside >= least) return;
                best = one;
                least = ahead + 2 * aside;
            });
            if (best) best.focus({ preventScroll: true });
        }

        /* n and p go through everything in the order of the drawing, so that nothing is out of reach. */
        jump(item, key) {
            const all = this.items();
            const at = all.indexOf(item);
            const to = { Home: 0, End: all.length - 1, n: (at + 1) % all.length, p: (at - 1 + all.length) % all.length }[key];
            all[to].focus({ preventScroll: true });
        }

        focused(event) {
            const item = event.target.closest(ITEMS);
            if (!item) return;
            this.stop(item);
            this.frame.current.scrollLeft = this.frame.current.scrollTop = 0;
            if (this.pointers.size) return; // what is pressed is in sight, though its badge may not be
            const { w, h } = this.size();
            const box = this.spot(item);
            const out = box.left < 0 || box.top < 0 || box.right > w || box.bottom > h;
            if (out) this.pan(w / 2 - (box.left + box.right) / 2, h / 2 - (box.top + box.bottom) / 2, true);
        }

        tool(name, act) {
            return h("button", { key: name, type: "button", className: "pw-tool", "aria-label": name, title: name, onClick: act }, icon(name));
        }

        render() {
            const { id, svg, label } = this.props;
            const tools = [
                this.tool("zoom in", () => this.zoom(STEP, null, true)),
                this.tool("zoom out", () => this.zoom(1 / STEP, null, true)),
                this.tool("show the whole map", () => this.set(this.whole(), true)),
            ];
            const handlers = {
                onPointerDown: this.down, onPointerMove: this.move, onPointerUp: this.up, onPointerCancel: this.up,
                onClick: this.click, onDoubleClick: this.double, onKeyDown: this.key, onFocus: this.focused,
                onMouseOver: this.enter, onMouseLeave: this.leave,
            };
            return h(
                "div",
                { id, ref: this.frame, className: "pw-figure", role: "region", "aria-label": label, ...handlers },
                h("div", { ref: this.stage, className: "pw-stage", dangerouslySetInnerHTML: { __html: svg || "" } }),
                h("div", { className: "pw-tools", role: "group", "aria-label": "zoom" }, tools)
            );
        }
    };
})();
