/* Keys on the picture: Tab stops at it once, and arrow keys go from thing to thing. */
const ITEMS = ".pw-node:not(.is-faded), .pw-edge:not(.is-faded), .pw-gap:not(.is-faded)";
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Walk {
    constructor(stage, choose) {
        this.stage = stage;
        this.choose = choose;
        stage.frame.addEventListener("keydown", (event) => this.key(event));
        stage.frame.addEventListener("focusin", (event) => this.focused(event));
        this.refresh();
    }

    /* Look anew at what can be walked to. */
    refresh() {
        this.items = Array.from(this.stage.stage.querySelectorAll(ITEMS));
        if (this.items.length) this.stop(this.items.includes(this.at) ? this.at : this.items[0]);
        else this.stage.frame.setAttribute("tabindex", "0");
    }

    /* Make an item the one that Tab comes to. */
    stop(item) {
        if (this.at) this.at.setAttribute("tabindex", "-1");
        item.setAttribute("tabindex", "0");
        this.at = item;
    }

    home() {
        (this.at || this.stage.frame).focus({ preventScroll: true });
    }

    key(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(".pw-tools")) return;
        const act = this.action(event, event.target.closest(ITEMS));
        if (!act) return;
        event.preventDefault();
        act();
    }

    action({ key, shiftKey }, item) {
        const way = WAYS[key];
        if (way && (shiftKey || !item)) return () => this.stage.pan(-80 * way[0], -80 * way[1], true);
        if (way) return () => this.go(this.nearest(item, way));
        if (key === "+" || key === "=") return () => this.stage.zoom(STEP, null, true);
        if (key === "-" || key === "_") return () => this.stage.zoom(1 / STEP, null, true);
        if (key === "0") return () => this.stage.set(this.stage.whole(), true);
        if (!item) return null;
        if (key === "Enter" || key === " ") return () => this.choose(item, true);
        const at = this.items.indexOf(item);
        const to = { Home: 0, End: this.items.length - 1, n: at + 1, p: at - 1 + this.items.length }[key];
        return to === undefined ? null : () => this.go(this.items[to % this.items.length]);
    }

    go(item) {
        if (item) item.focus({ preventScroll: true });
    }

    /* The item that lies nearest in a direction; what lies aside counts double. */
    nearest(item, [dx, dy]) {
        const middle = (one) => {
            const box = this.stage.spot(one);
            return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
        };
        const [x, y] = middle(item);
        let best = null;
        let least = Infinity;
        this.items.forEach((one) => {
            const [a, b] = middle(one);
            const ahead = (a - x) * dx + (b - y) * dy;
            const aside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
            if (one === item || ahead < 2 || ahead + 2 * aside >= least) return;
            best = one;
            least = ahead + 2 * aside;
        });
        return best;
    }

    focused(event) {
        const item = event.target.closest(ITEMS);
        if (!item) return;
        this.stop(item);
        const { frame } = this.stage;
        frame.scrollLeft = frame.scrollTop = 0;
        if (!item.matches(":focus-visible")) return; // what is pressed is in sight
        const { w, h } = this.stage.size();
        const box = this.stage.spot(item);
        if (box.left >= 0 && box.top >= 0 && box.right <= w && box.bottom <= h) return;
        this.stage.pan(w / 2 - (box.left + box.right) / 2, h / 2 - (box.top + box.bottom) / 2, true);
    }
}
