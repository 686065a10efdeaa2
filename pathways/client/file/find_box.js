/* Find a thing by any of its names: a box to type in and a list, by mouse or by keys. */
import { search } from "../engine/search.js";

const LISTED = 12;

export class FindBox {
    /** @param {import("./card_reader.js").CardReader} cards */
    constructor(cards) {
        this.cards = cards;
        this.field = /** @type {HTMLInputElement} */ (document.getElementById("find"));
        this.list = /** @type {HTMLElement} */ (document.getElementById("found"));
        /** @type {HTMLElement|null} */
        this.marked = null;
        this.things = Array.from(document.querySelectorAll(".card.is-thing"), (card) => ({
            id: card.id,
            label: card.querySelector("h3").textContent,
            terms: /** @type {HTMLElement} */ (card).dataset.terms,
        }));
        this.field.addEventListener("input", () => this.look());
        this.field.addEventListener("focus", () => this.look());
        this.field.addEventListener("keydown", (event) => this.key(event));
        this.field.addEventListener("blur", () => this.close());
        this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // or the field would lose the focus first
        this.list.addEventListener("click", (event) => this.take(/** @type {Element} */ (event.target).closest("[role=option]")));
    }

    look() {
        const asked = this.field.value.trim();
        const found = asked ? search(this.things, asked, LISTED) : [];
        this.list.replaceChildren(...found.map((thing, at) => this.option(thing, at)));
        if (asked && !found.length)
            this.list.append(Object.assign(document.createElement("li"), { textContent: "Nothing on this map is called so" }));
        this.list.hidden = !asked;
        this.field.setAttribute("aria-expanded", String(!this.list.hidden));
        this.mark(this.options()[0]);
    }

    option(thing, at) {
        const option = Object.assign(document.createElement("li"), { id: `found-${at}`, textContent: thing.label });
        option.setAttribute("role", "option");
        option.dataset.card = thing.id;
        return option;
    }

    options() {
        return Array.from(this.list.querySelectorAll("[role=option]"));
    }

    mark(option) {
        this.options().forEach((one) => one.setAttribute("aria-selected", String(one === option)));
        if (option) this.field.setAttribute("aria-activedescendant", option.id);
        else this.field.removeAttribute("aria-activedescendant");
        if (option) option.scrollIntoView({ block: "nearest" });
        this.marked = option;
    }

    key(event) {
        const options = this.options();
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.key === "Escape" && !this.list.hidden) this.close();
        else if (event.key === "Enter" && this.marked) this.take(this.marked);
        else if (step && options.length) this.mark(options[(options.indexOf(this.marked) + step + options.length) % options.length]);
        else return;
        event.preventDefault();
    }

    /* Who types a name goes on to read: its card takes the focus, also where the name was pressed. */
    take(option) {
        if (!option) return;
        this.field.value = "";
        this.close();
        this.cards.come(option.dataset.card, true);
    }

    close() {
        this.list.hidden = true;
        this.field.setAttribute("aria-expanded", "false");
        this.mark(null);
    }
}
