/* What turns to another scene: keys and presentation remotes, the edges of the picture, a swipe. */
const TURNS = { ArrowRight: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, PageUp: -1 };
const EDGES = 0.12; // share of the frame's width at either side where a click turns
const THUMB = 44; // px that this is at least
const SWIPE = 50; // px

/* On the picture the arrow keys to the left and right, Home and End are left to the scenes. */
class Stroll extends Walk {
    action(event, item) {
        const turning = ["ArrowLeft", "ArrowRight"].includes(event.key) && !event.shiftKey;
        if (turning || event.key === "Home" || event.key === "End") return null;
        if (!item && event.key.startsWith("Arrow") && !event.shiftKey) return null;
        if (event.key === "0") return () => this.stage.rest(true);
        return super.action(event, item);
    }
}

class Swipes extends Hands {
    constructor(stage, choose, turn) {
        super(stage, choose);
        this.turn = turn;
    }

    /* The wheel is the page's, until a hand has moved the picture. */
    wheel(event) {
        if (event.ctrlKey || this.stage.view) super.wheel(event);
    }

    move(event) {
        const swiping = event.pointerType === "touch" && this.pointers.size === 1 && !this.stage.view;
        if (!swiping) return super.move(event);
        const here = this.point(event);
        if (this.pointers.has(event.pointerId) && Math.hypot(here.x - this.start.x, here.y - this.start.y) >= SLACK) this.dragged = true;
        return undefined;
    }

    up(event) {
        const alone = this.pointers.size === 1 && this.pointers.has(event.pointerId);
        super.up(event);
        if (!alone || event.type !== "pointerup" || event.pointerType !== "touch" || this.stage.view) return;
        const here = this.point(event);
        const across = here.x - this.start.x;
        if (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(here.y - this.start.y)) this.turn(across < 0 ? 1 : -1);
    }

    edge(event) {
        const { w } = this.stage.size();
        const { x } = this.point(event);
        const wide = Math.max(THUMB, w * EDGES);
        return x < wide ? -1 : x > w - wide ? 1 : 0;
    }

    click(event) {
        const free = !this.dragged && event.detail > 0 && !event.target.closest(`${ITEMS}, .pw-tools`);
        const way = free ? this.edge(event) : 0;
        if (way) this.turn(way);
        else super.click(event);
    }

    twice(event) {
        if (!this.edge(event)) super.twice(event);
    }

    tool(name) {
        if (name === "back to the scene") this.stage.rest(true);
        else super.tool(name);
    }
}

class Keys {
    constructor(show) {
        this.show = show;
        document.addEventListener("keydown", (event) => this.key(event));
    }

    key(event) {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
        const act = this.action(event, event.target.closest ? event.target : document.body);
        if (!act) return;
        event.preventDefault();
        act();
    }

    action({ key, shiftKey, repeat }, target) {
        const { show } = this;
        const arrow = key === "ArrowLeft" || key === "ArrowRight";
        if (target.closest("input, textarea, select, [contenteditable]")) return null;
        if ((key === "f" || key === "F") && !repeat) return () => show.full();
        if ((key === "s" || key === "S") && !repeat && show.speaker.able) return () => show.speaker.open();
        if (target.closest(".card") && !arrow) return null; // the keys scroll it
        if ((key === " " || key === "Enter") && target.closest("button, a, summary, [role=button]")) return null;
        if (key === "Home") return () => show.go(1);
        if (key === "End") return () => show.go(show.count);
        if (key === "Escape" && show.speaker.split) return () => show.speaker.close();
        if (shiftKey && arrow) return null; // they move the picture
        const way = TURNS[key];
        return way ? () => show.turn(shiftKey ? -way : way) : null;
    }
}
