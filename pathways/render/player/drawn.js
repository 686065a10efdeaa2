/* The drawn picture as the cards know it: what stands for a card stands out, and what a thing is joined to does under the pointer. */
const LINGER = 120; // ms that the pointer rests on a thing before that
const found = (name) => document.getElementById(`map-${name}`);
const named = (item) => (item ? item.id.replace(/^map\d*-/, "") : "");

class Drawn {
    constructor(stage, walk) {
        this.stage = stage;
        this.walk = walk;
        this.frame = stage.frame;
    }

    found(name) {
        return found(name);
    }

    light(card) {
        const item = this.found(card.dataset.at);
        if (!item) return;
        item.classList.add("is-selected");
        item.setAttribute("aria-current", "true");
        if (this.walk.items.includes(item)) this.walk.stop(item);
        this.stage.reveal(item, card);
    }

    clear() {
        this.frame.querySelectorAll(".is-selected").forEach((item) => {
            item.classList.remove("is-selected");
            item.removeAttribute("aria-current");
        });
    }

    back() {
        this.stage.back();
    }

    home() {
        this.walk.home();
    }
}

function near(frame) {
    const cards = Array.from(document.querySelectorAll(".card[data-ends]"));
    const ends = new Map(cards.map((card) => [card.dataset.at, card.dataset.ends.split(" ")]));
    let waiting = 0;
    const clear = () => {
        window.clearTimeout(waiting);
        frame.classList.remove("has-near");
        frame.querySelectorAll(".is-near").forEach((item) => item.classList.remove("is-near"));
    };
    const surround = (item) => {
        const own = named(item);
        const box = own.replace(/^n-/, "");
        const lines = ends.has(own) ? [own] : Array.from(ends.keys()).filter((name) => own !== box && ends.get(name).includes(box));
        const all = [own, ...lines, ...lines.flatMap((name) => ends.get(name).map((end) => `n-${end}`))];
        all.map(found).filter(Boolean).forEach((one) => one.classList.add("is-near"));
        frame.classList.add("has-near");
    };
    frame.addEventListener("pointerover", (event) => {
        clear();
        const item = event.pointerType === "mouse" && !event.buttons && event.target.closest(ITEMS);
        if (item) waiting = window.setTimeout(() => surround(item), LINGER);
    });
    frame.addEventListener("pointerleave", clear);
}
