/* Shows the picture that the server drew, and lets it be moved, searched by eye, and selected from.
 *
 * This is the component: what comes from pointer and keys goes to the stage (`stage.js`), the things on it (`things.js`) and the
 * box that is moved (`haul.js`); what is chosen goes to the page.
 *
 * Props in:  svg       markup: .pw-node, .pw-edge and .pw-gap with data-id
 *            arrows    id -> {ends: [source, target], edges: [ids]} for what is drawn
 *            selected  id of a box, an arrow, an edge within an arrow, or a gap; "" for none
 *            view      "x,y,k": scene point in the middle, and scale with 1 for the whole picture; "" for the whole picture
 *            cover     id of an element that may lie over the picture; what is selected is moved out from under it
 *            label     what the picture is, for those who hear it
 * Props out, each with the time, as Dash reports no value twice:
 *            clicked   {id, opened, keyboard}  what was chosen; opened where by a double click
 *            moved     {id, x, y}              a box was moved; its new centre in scene units
 *            viewed    {view}                  after a gesture, as the prop `view`
 */
(function () {
    "use strict";
    const React = window.React;
    const h = React.createElement;
    const space = (window.pathways = window.pathways || {});
    const { Stage, Things, Haul } = space;

    const SLACK = 4; // px that a press may wander and still be a click
    const STEP = 1.3; // of a zoom
    const PRESSES = ["mousedown", "click", "dblclick"];
    const NUDGE = 10; // scene units that a key moves a box
    const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

    const ICONS = { "zoom in": "M8 3v10M3 8h10", "zoom out": "M3 8h10", "show the whole map": "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" };
    const icon = (name) => h("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true }, h("path", { d: ICONS[name], fill: "none", stroke: "currentColor", strokeWidth: 1.7, strokeLinecap: "round" }));

    const far = (shift, [less, more], name) => (shift[name] ? [Math.abs(shift[name]) + " " + (shift[name] < 0 ? less : more)] : []);
    const course = (shift) => [...far(shift, ["left", "right"], "x"), ...far(shift, ["up", "down"], "y")].join(", ") || "back";

    space.Figure = class Figure extends React.Component {
        constructor(props) {
            super(props);
            this.frame = React.createRef();
            this.inner = React.createRef();
            this.said = React.createRef();
            this.pointers = new Map();
            ["wheel", "down", "move", "up", "click", "again", "key", "enter", "leave", "focused"].forEach((name) => (this[name] = this[name].bind(this)));
        }

        // ---- life

        componentDidMount() {
            this.stage = new Stage(this.frame.current, this.inner.current, (view) => this.tell("viewed", { view }));
            this.things = new Things(this.inner.current, () => this.props.arrows || {});
            this.haul = new Haul(this.stage, this.things, (place) => this.tell("moved", place));
            this.frame.current.addEventListener("wheel", this.wheel, { passive: false });
            PRESSES.forEach((name) => document.addEventListener(name, this.again, true));
            this.watcher = new ResizeObserver(() => this.stage.place(false));
            this.watcher.observe(this.frame.current);
            this.covered = new ResizeObserver(() => this.reveal());
            space.light = (edges, nodes) => this.things.light((this.lit = edges), (this.near = nodes));
            this.dress();
            this.stage.show(this.props.view);
            this.things.mark(this.props.selected);
            if (this.props.selected) this.settle();
            const first = document.getElementById("first-paint"); // the same picture, there before any script
            if (first) first.remove();
        }

        getSnapshotBeforeUpdate() {
            return this.inner.current.contains(document.activeElement);
        }

        componentDidUpdate(before, _, held) {
            const { svg, view, selected } = this.props;
            if (before.svg !== svg) this.dress(held);
            if (before.view !== view) this.stage.follow(view);
            if (before.svg !== svg || before.selected !== selected) this.things.mark(selected);
            if (before.selected !== selected) this.settle();
        }

        componentWillUnmount() {
            [this.watcher, this.covered].forEach((observer) => observer.disconnect());
            this.frame.current.removeEventListener("wheel", this.wheel);
            PRESSES.forEach((name) => document.removeEventListener(name, this.again, true));
        }

        /* New markup; a picture of another size is seen from where the address says. */
        dress(held) {
            const svg = this.inner.current.querySelector("svg");
            if (!svg) return;
            const other = this.stage.measure(svg);
            this.things.renew(held);
            this.haul.renew();
            if (this.lit) this.things.light(this.lit, this.near);
            if (other) this.stage.show(this.props.view);
            else this.stage.place(false);
        }

        /* What covers the picture opens with the selection, so it is there a moment later, and grows when it is filled; whoever moves
         * the picture by then has it where it is wanted. */
        settle() {
            this.since = this.stage.gestures;
            (this.waiting || []).forEach(window.clearTimeout);
            this.waiting = [60, 350].map((wait) => window.setTimeout(() => this.reveal(), wait));
            this.covered.disconnect();
            if (this.props.selected && this.over()) this.covered.observe(this.over());
        }

        over() {
            return document.getElementById(this.props.cover);
        }

        reveal() {
            if (this.inner.current && this.stage.gestures === this.since) this.stage.reveal(this.things.find(this.props.selected), this.over());
        }

        tell(name, value) {
            if (this.inner.current) this.props.setProps({ [name]: { ...value, at: Date.now() } });
        }

        choose(item, opened, keyboard) {
            const id = item ? item.getAttribute("data-id") : "";
            if (id || this.props.selected) this.tell("clicked", { id, opened, keyboard });
        }

        // ---- pointer

        point(event) {
            const own = this.frame.current.getBoundingClientRect();
            return { x: event.clientX - own.left, y: event.clientY - own.top };
        }

        wheel(event) {
            const out = event.deltaY > 0;
            const k = this.stage.middle().k;
            const now = event.timeStamp;
            const resting = now - (this.wheeled || -1e9) > 400;
            const scrolls = !event.ctrlKey && resting && ((out && k <= 1.001) || (!out && k <= 1.001 && window.scrollY > 0));
            if (scrolls) return; // the page below can be reached, and left again
            event.preventDefault();
            this.wheeled = now;
            this.stage.moves(true);
            const lines = event.deltaMode === 1 ? 16 : 1;
            this.stage.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), this.point(event));
        }

        down(event) {
            if (event.button || event.target.closest(".pw-tools")) return;
            this.pointers.set(event.pointerId, this.point(event));
            this.start = this.point(event);
            this.dragged = false;
            this.pressed = this.pointers.size === 1 ? event.target.closest(".pw-node") : null;
        }

        move(event) {
            if (!this.pointers.has(event.pointerId)) return;
            const last = this.pointers.get(event.pointerId);
            const here = this.point(event);
            if (!this.dragged && Math.hypot(here.x - this.start.x, here.y - this.start.y) < SLACK) return;
            if (!this.dragged) this.begin(event);
            this.pointers.set(event.pointerId, here);
            if (this.pointers.size === 2) this.pinch(event.pointerId, last, here);
            else if (this.pressed) this.drag(here);
            else this.stage.pan(here.x - last.x, here.y - last.y);
        }

        begin(event) {
            this.dragged = true;
            this.frame.current.setPointerCapture(event.pointerId);
            this.stage.moves(true);
            if (this.pressed) this.haul.take(this.pressed);
        }

        pinch(id, last, here) {
            const other = Array.from(this.pointers.entries()).find((entry) => entry[0] !== id)[1];
            const apart = (a, b) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
            this.stage.zoom(apart(here, other) / apart(last, other), { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 });
        }

        drag(here) {
            const scale = this.stage.scale();
            if (this.haul.box) this.haul.to((here.x - this.start.x) / scale, (here.y - this.start.y) / scale);
        }

        up(event) {
            if (!this.pointers.delete(event.pointerId) || !this.dragged || this.pointers.size) return;
            this.stage.moves(false);
            if (this.pressed) this.haul.drop();
            this.pressed = null;
        }

        click(event) {
            if (event.target.closest(".pw-tools")) return;
            if (this.dragged) return void (this.dragged = false);
            if (event.detail > 1) return; // see `again`
            const item = Things.at(event);
            if (item && item.closest(".is-faded")) return;
            this.first = item;
            if (item) this.things.stop(item);
            this.choose(item, false, event.detail === 0);
        }

        /* The second press of a double click goes to what the first was on: the map may have made way by then for a card that now
         * lies there, on the whole page. */
        again(event) {
            if (event.detail < 2) return void (event.type === "mousedown" && (this.first = undefined));
            if (this.first === undefined) return;
            if (event.type === "dblclick") this.double(event);
            if (this.frame.current.contains(event.target)) return;
            event.preventDefault();
            event.stopPropagation();
        }

        double(event) {
            if (!this.first) this.stage.zoom(STEP * STEP, this.point(event), true);
            else if (this.first.matches(".pw-group")) this.choose(this.first, true, false);
        }

        enter(event) {
            if (!this.dragged) this.things.hover(Things.at(event));
        }

        leave() {
            this.things.leave();
        }

        // ---- keys

        key(event) {
            if (event.ctrlKey || event.metaKey || event.target.closest(".pw-tools")) return;
            const act = event.altKey ? this.nudging(event) : this.action(event);
            if (!act) return;
            event.preventDefault();
            act();
        }

        action(event) {
            const item = Things.at(event);
            const key = event.key;
            const way = WAYS[key];
            if (way && (event.shiftKey || !item)) return () => this.stage.pan(-80 * way[0], -80 * way[1], true);
            if (way) return () => this.things.walk(item, way);
            if (key === "+" || key === "=") return () => this.stage.zoom(STEP, null, true);
            if (key === "-" || key === "_") return () => this.stage.zoom(1 / STEP, null, true);
            if (key === "0") return () => this.stage.set(this.stage.whole(), true);
            if (key === "Escape") return this.props.selected ? () => this.choose(null) : null;
            if (item && (key === "Enter" || key === " ")) return () => this.choose(item, false, true);
            return item && ["Home", "End", "n", "p"].includes(key) ? () => this.things.jump(item, key) : null;
        }

        /* Alt and an arrow key move the box that has the focus. */
        nudging(event) {
            const box = event.target.closest(".pw-node");
            const way = WAYS[event.key];
            if (!box || !way || box.closest(".is-faded")) return null;
            return () => {
                const shift = this.haul.nudge(box, NUDGE * way[0], NUDGE * way[1]);
                this.said.current.textContent = box.getAttribute("aria-label").split(/[,;:]/)[0] + ": " + course(shift);
            };
        }

        focused(event) {
            const item = Things.at(event);
            if (!item) return;
            this.things.stop(item);
            this.frame.current.scrollLeft = this.frame.current.scrollTop = 0;
            if (!this.pointers.size) this.stage.bring(item); // what is pressed is in sight, though its badge may not be
        }

        tool(name, act) {
            return h("button", { key: name, type: "button", className: "pw-tool", "aria-label": name, title: name, onClick: act }, icon(name));
        }

        render() {
            const { id, svg, label } = this.props;
            const tools = [
                this.tool("zoom in", () => this.stage.zoom(STEP, null, true)),
                this.tool("zoom out", () => this.stage.zoom(1 / STEP, null, true)),
                this.tool("show the whole map", () => this.stage.set(this.stage.whole(), true)),
            ];
            const handlers = {
                onPointerDown: this.down, onPointerMove: this.move, onPointerUp: this.up, onPointerCancel: this.up,
                onClick: this.click, onKeyDown: this.key, onFocus: this.focused,
                onMouseOver: this.enter, onMouseLeave: this.leave,
            };
            return h(
                "div",
                { id, ref: this.frame, className: "pw-figure", role: "region", "aria-label": label, ...handlers },
                h("div", { ref: this.inner, className: "pw-stage", dangerouslySetInnerHTML: { __html: svg || "" } }),
                h("div", { className: "pw-tools", role: "group", "aria-label": "zoom" }, tools),
                h("div", { ref: this.said, className: "unseen", role: "status" })
            );
        }
    };
})();
