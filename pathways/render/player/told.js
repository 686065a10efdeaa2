/* The states of the picture: in each scene some things are shown, some are pale, the rest is away. Nothing is drawn anew. */
const numbers = (text) => new Set((text || "").split(" ").filter(Boolean).map(Number));

class Told {
    constructor(svg, scenes) {
        this.scenes = scenes;
        this.things = Array.from(svg.querySelectorAll("[data-full], [data-pale]"), (item) => ({
            item,
            full: numbers(item.dataset.full),
            pale: numbers(item.dataset.pale),
        }));
        this.parts = Array.from(svg.querySelectorAll("[data-in]"), (item) => ({ item, scenes: numbers(item.dataset.in) }));
    }

    /* What is shown in a scene, neither pale nor away. */
    shown(number) {
        return this.things.filter(({ full }) => full.has(number)).map(({ item }) => item);
    }

    show(number) {
        const { names } = this.scenes[number - 1];
        this.things.forEach(({ item, full, pale }) => {
            const here = full.has(number);
            item.classList.toggle("is-faded", !here);
            item.classList.toggle("is-away", !here && !pale.has(number));
            if (here) item.removeAttribute("aria-hidden");
            else item.setAttribute("aria-hidden", "true");
            const name = here && names[named(item)];
            if (name) item.setAttribute("aria-label", name);
        });
        this.parts.forEach(({ item, scenes }) => item.classList.toggle("is-away", !scenes.has(number)));
    }
}

const CLOSEST = 1.6; // px per unit up to which an upright frame looks closer than the scene says
const CLEAR = 8; // units around what is shown

/* A stage that rests on what a scene is about, in a frame of any size; {x, y, w, h} in the picture's own units. */
class Outlook extends Stage {
    gutter() {
        return 0;
    }

    look([x, y, w, h], items, gently) {
        this.about = { x, y, w, h };
        this.reach = this.around(items);
        this.rest(gently);
    }

    around(items) {
        if (!items.length) return this.about;
        const boxes = items.map((item) => item.getBBox());
        const [left, top] = ["x", "y"].map((name) => Math.min(...boxes.map((box) => box[name])) - CLEAR);
        const right = Math.max(...boxes.map((box) => box.x + box.width)) + CLEAR;
        const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + CLEAR;
        return { x: left, y: top, w: right - left, h: bottom - top };
    }

    home() {
        if (!this.about) return super.home();
        const own = this.size();
        const scale = ({ w, h }) => Math.min(own.w / w, own.h / h);
        const near = Math.min(scale(this.reach), CLOSEST);
        const { x, y, w, h } = near > scale(this.about) ? this.reach : this.about;
        return { x: x + w / 2, y: y + h / 2, k: Math.max(near, scale(this.about)) / this.fit() };
    }

    /* Back to the scene, from wherever a hand has moved it. */
    rest(gently) {
        this.view = null;
        this.before = undefined;
        this.place(gently);
    }
}

class Seen extends Drawn {
    constructor(stage, walk, root) {
        super(stage, walk);
        this.root = root;
    }

    /* Of several variants of a thing, the one that is shown. */
    found(name) {
        const all = Array.from(this.frame.querySelectorAll(`[id^="map"][id$="-${CSS.escape(name)}"]`)).filter((item) => named(item) === name);
        return all.find((item) => !item.classList.contains("is-faded")) || null;
    }

    home() {
        this.root.focus({ preventScroll: true });
    }
}
