/* Find a thing by any of its names: a box to type in and a list, by mouse or by keys. */
const LISTED = 12;

class Find {
    constructor(reader) {
        this.reader = reader;
        this.field = document.getElementById("find");
        this.list = document.getElementById("found");
        this.things = Array.from(document.querySelectorAll(".card.is-thing")).map((card) => ({
            id: card.id,
            name: card.querySelector("h3").textContent,
            terms: card.dataset.terms.toLowerCase(),
        }));
        this.field.addEventListener("input", () => this.look());
        this.field.addEventListener("focus", () => this.look());
        this.field.addEventListener("keydown", (event) => this.key(event));
        this.field.addEventListener("blur", () => this.close());
        this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // or the field would lose the focus first
        this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]"), false));
    }

    found() {
        const words = this.field.value.toLowerCase().trim().split(/\s+/).filter(Boolean);
        if (!words.length) return [];
        const hits = this.things.filter((thing) => words.every((word) => `${thing.name.toLowerCase()} ${thing.terms}`.includes(word)));
        const rank = (thing) => (thing.name.toLowerCase().startsWith(words[0]) ? 0 : 1);
        return hits.sort((a, b) => rank(a) - rank(b)).slice(0, LISTED);
    }

    look() {
        const found = this.found();
        this.list.replaceChildren(...found.map((thing, at) => this.option(thing, at)));
        const asked = this.field.value.trim();
        if (asked && !found.length) this.list.append(Object.assign(document.createElement("li"), { textContent: "Nothing on this map is called so" }));
        this.list.hidden = !asked;
        this.field.setAttribute("aria-expanded", String(!this.list.hidden));
        this.mark(this.options()[0]);
    }

    option(thing, at) {
        const option = Object.assign(document.createElement("li"), { id: `found-${at}`, textContent: thing.name });
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
        else if (event.key === "Enter" && this.marked) this.take(this.marked, true);
        else if (step && options.length) this.mark(options[(options.indexOf(this.marked) + step + options.length) % options.length]);
        else return;
        event.preventDefault();
    }

    take(option, byKey) {
        if (!option) return;
        this.field.value = "";
        this.close();
        this.reader.come(option.dataset.card, byKey);
    }

    close() {
        this.list.hidden = true;
        this.field.setAttribute("aria-expanded", "false");
        this.mark(null);
    }
}
