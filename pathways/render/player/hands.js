/* Mouse, wheel and fingers on the picture. */
const SLACK = 4; // px that a press may wander and still be a click
const RESTING = 400; // ms without the wheel after which it may scroll the page again

class Hands {
    constructor(stage, choose) {
        this.stage = stage;
        this.choose = choose;
        this.pointers = new Map();
        this.wheeled = -1e9;
        const frame = stage.frame;
        frame.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
        frame.addEventListener("pointerdown", (event) => this.down(event));
        frame.addEventListener("pointermove", (event) => this.move(event));
        ["pointerup", "pointercancel"].forEach((name) => frame.addEventListener(name, (event) => this.up(event)));
        frame.addEventListener("click", (event) => this.click(event));
        frame.addEventListener("dblclick", (event) => event.target.closest(`${ITEMS}, .pw-tools`) || this.twice(event));
    }

    twice(event) {
        this.stage.zoom(STEP * STEP, this.point(event), true);
    }

    point(event) {
        const own = this.stage.frame.getBoundingClientRect();
        return { x: event.clientX - own.left, y: event.clientY - own.top };
    }

    /* The whole map leaves the wheel to the page, so that what stands below can be reached, and left again. */
    wheel(event) {
        const out = event.deltaY > 0;
        const whole = this.stage.now().k <= 1.001;
        const resting = event.timeStamp - this.wheeled > RESTING;
        if (!event.ctrlKey && resting && whole && (out || window.scrollY > 0)) return;
        event.preventDefault();
        this.wheeled = event.timeStamp;
        const lines = event.deltaMode === 1 ? 16 : 1;
        this.stage.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0016)), this.point(event), false);
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
        if (!this.dragged && Math.hypot(here.x - this.start.x, here.y - this.start.y) < SLACK) return;
        if (!this.dragged) this.stage.frame.setPointerCapture(event.pointerId);
        this.dragged = true;
        this.pointers.set(event.pointerId, here);
        if (this.pointers.size === 2) this.pinch(event.pointerId, last, here);
        else this.stage.pan(here.x - last.x, here.y - last.y, false);
    }

    pinch(id, last, here) {
        const other = Array.from(this.pointers).find(([name]) => name !== id)[1];
        const apart = (a, b) => Math.max(1, Math.hypot(a.x - b.x, a.y - b.y));
        this.stage.zoom(apart(here, other) / apart(last, other), { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 }, false);
    }

    up(event) {
        this.pointers.delete(event.pointerId);
    }

    click(event) {
        const tool = event.target.closest("[data-zoom]");
        if (tool) return this.tool(tool.dataset.zoom);
        if (this.dragged) return void (this.dragged = false);
        const item = event.target.closest(ITEMS);
        return this.choose(item, event.detail === 0);
    }

    tool(name) {
        if (name === "zoom in") this.stage.zoom(STEP, null, true);
        else if (name === "zoom out") this.stage.zoom(1 / STEP, null, true);
        else this.stage.set(this.stage.whole(), true);
    }
}
