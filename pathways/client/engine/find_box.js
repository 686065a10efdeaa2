/* A text field with a list of results, used by mouse, touch or keyboard: a combobox after the ARIA practices.
 *
 * Every search uses it; its owner provides the entries, and what happens when one is chosen.
 */
import { nameFound, search } from "./search.js";

/**
 * An entry that can be found, as wording/search_index.py writes it.
 * @typedef {{kind: string, label: string, place?: string, names?: string[], ends?: number[], group?: string, paper?: string,
 *     nodes?: string[], story?: string}} FindEntry
 */

const LISTED = 40;
const KINDS = {
    property: "said of it", paper: "paper", relation: "relation", gap: "gap", limit: "limit", region: "region", story: "story",
};

/** @type {(tag: string, className: string, text: string) => HTMLElement} */
const piece = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });

export class FindBox {
    /**
     * @param {{field: HTMLInputElement, list: HTMLElement, said: HTMLElement}} parts `said` announces the number of results to
     *     screen readers
     * @param {{entries: () => FindEntry[]|null, take: (entry: FindEntry) => void}} owner entries are null until they are loaded
     */
    constructor({ field, list, said }, { entries, take }) {
        this.field = field;
        this.list = list;
        this.said = said;
        this.entries = entries;
        this.take = take;
        /** @type {FindEntry[]} */
        this.found = [];
        this.at = -1;
        this.pending = false; // Enter was pressed before the entries were loaded
        field.addEventListener("input", () => this.look());
        field.addEventListener("focus", () => this.look());
        field.addEventListener("keydown", (event) => this.key(event));
        field.addEventListener("blur", () => this.close());
        list.addEventListener("pointerdown", (event) => event.preventDefault()); // otherwise the field would lose the focus first
        list.addEventListener("click", ({ target }) => {
            this.choose(this.options().indexOf(/** @type {Element} */ (target).closest("[role=option]")));
        });
    }

    /* Search for the text of the field; called again when the entries are loaded. */
    look() {
        const asked = this.field.value.trim();
        const known = this.entries();
        this.found = asked && known ? search(known, asked, LISTED) : [];
        const none = known ? "Nothing on this map is called so" : "Looking\u2026";
        this.list.replaceChildren(...this.found.map((entry, number) => this.option(entry, number, asked)));
        if (asked && !this.found.length) this.list.append(piece("li", "none", none));
        this.list.hidden = !asked;
        this.field.setAttribute("aria-expanded", String(!this.list.hidden));
        this.said.textContent = asked ? this.counted() || none : "";
        this.mark(this.found.length ? 0 : -1);
        if (this.pending && known) this.choose(this.at);
    }

    counted() {
        const { length } = this.found;
        if (!length) return "";
        return length === LISTED ? `The first ${LISTED} that were found` : `${length} found`;
    }

    option(entry, number, asked) {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${number}`;
        option.setAttribute("role", "option");
        option.append(piece("span", "called", entry.label));
        const also = nameFound(entry, asked);
        if (also) option.append(" ", piece("span", "also", also));
        if (KINDS[entry.kind]) option.append(" ", piece("span", "kind", KINDS[entry.kind]));
        return option;
    }

    options() {
        return Array.from(this.list.querySelectorAll("[role=option]"));
    }

    mark(number) {
        const options = this.options();
        this.at = options[number] ? number : -1;
        options.forEach((one, place) => one.setAttribute("aria-selected", String(place === this.at)));
        if (this.at < 0) return void this.field.removeAttribute("aria-activedescendant");
        this.field.setAttribute("aria-activedescendant", options[this.at].id);
        options[this.at].scrollIntoView({ block: "nearest" });
        return undefined;
    }

    key(event) {
        const count = this.found.length;
        const open = !this.list.hidden;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (event.isComposing) return; // here Enter ends the composition of a character (input method)
        if (event.key === "Escape" && (open || this.field.value)) this.clear();
        else if (event.key === "Enter" && this.field.value.trim()) this.choose(this.at);
        else if (step && !open) this.look();
        else if (step && count) this.mark((this.at + step + count) % count);
        else return;
        event.preventDefault();
        event.stopPropagation(); // Esc closes only the list
    }

    choose(number) {
        this.pending = number < 0 && !this.entries();
        const entry = this.found[number];
        if (!entry) return;
        this.clear();
        this.take(entry);
    }

    clear() {
        this.field.value = "";
        this.close();
    }

    close() {
        this.pending = false;
        this.list.hidden = true;
        this.said.textContent = "";
        this.field.setAttribute("aria-expanded", "false");
        this.mark(-1);
    }
}
