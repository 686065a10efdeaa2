/* The items of the picture, which are boxes, arrows and gaps, by their ids: which is selected, which one Tab comes to, and which
 * stand out because the pointer rests on what they are joined to.
 *
 * The markup is not changed but for classes and tab stops: what is seen is what is downloaded.
 */

/**
 * By the id of what is drawn: the boxes that it joins, and the edges that it stands for.
 * @typedef {Object<string, {ends: string[], edges: string[]}>} Arrows
 */

export const ALL_ITEMS = ".pw-node, .pw-edge, .pw-gap";
const CLEAR_ITEMS = ".pw-node:not(.is-faded), .pw-edge:not(.is-faded), .pw-gap:not(.is-faded)";
const LINGER = 120; // ms that the pointer rests on an item before its neighbours stand out

/**
 * The item that an element belongs to, null for none; pale ones are out of reach.
 * @param {EventTarget|null} target
 * @returns {Element|null}
 */
export const itemOf = (target) => (target instanceof Element ? target.closest(CLEAR_ITEMS) : null);

/** @type {(item: Element) => string} */
export const idOf = (item) => item.getAttribute("data-id") || "";

/**
 * The arrows that end at a box.
 * @param {Arrows} arrows
 * @param {string} box
 */
export const arrowsAt = (arrows, box) => Object.keys(arrows).filter((name) => arrows[name].ends.includes(box));

/**
 * An item and what it is joined to: an arrow to its ends, a box to its arrows and their other ends.
 * @param {Arrows} arrows
 * @param {string} id
 * @returns {string[]}
 */
export function joined(arrows, id) {
    const lines = id in arrows ? [id] : arrowsAt(arrows, id);
    return Array.from(new Set([id, ...lines, ...lines.flatMap((line) => arrows[line].ends)]));
}

export class Items {
    /**
     * @param {HTMLElement} picture
     * @param {() => Arrows} arrows what is drawn at the time
     */
    constructor(picture, arrows) {
        this.picture = picture;
        this.frame = /** @type {HTMLElement} */ (picture.parentElement);
        this.arrows = arrows;
        this.tab = ""; // the id of the one that Tab comes to
        /** @type {Element|null} */
        this.hovered = null;
        this.lingering = 0;
        this.refresh(false);
    }

    /* All that can be reached, in the order of the drawing. */
    all() {
        return Array.from(this.picture.querySelectorAll(CLEAR_ITEMS));
    }

    /**
     * The element of an id; an edge is found through the arrow that stands for it, and of several variants the one that is shown.
     * @param {string} id
     * @returns {Element|null}
     */
    find(id) {
        if (!id) return null;
        const arrows = this.arrows();
        return this.named(id) || this.named(Object.keys(arrows).find((name) => arrows[name].edges.includes(id)) || "");
    }

    named(id) {
        const found = Array.from(this.picture.querySelectorAll(`[data-id="${CSS.escape(id)}"]:not(.is-away)`));
        return found.find((item) => !item.classList.contains("is-faded")) || found[0] || null;
    }

    /* What is drawn is another: one of its items is the tab stop, the same as before if it is there, and takes the focus that that held. */
    refresh(held) {
        this.hover(null);
        const again = this.find(this.tab);
        const stop = again && itemOf(again) ? again : this.all()[0];
        if (!stop) return void this.frame.setAttribute("tabindex", "0"); // keys still move the picture
        this.frame.removeAttribute("tabindex");
        this.stop(stop);
        if (held && stop === again) this.takeFocus();
    }

    /* Make an item the one that Tab comes to. */
    stop(item) {
        this.picture.querySelectorAll('[tabindex="0"]').forEach((old) => old.setAttribute("tabindex", "-1"));
        item.setAttribute("tabindex", "0");
        this.tab = idOf(item);
    }

    takeFocus() {
        const stop = /** @type {HTMLElement|null} */ (this.picture.querySelector('[tabindex="0"]'));
        (stop || this.frame).focus({ preventScroll: true });
    }

    /* Let the item of an id stand out as selected; "" for none. Returns it. */
    mark(id) {
        this.picture.querySelectorAll(".is-selected").forEach((item) => {
            item.classList.remove("is-selected");
            item.removeAttribute("aria-current");
        });
        const chosen = this.find(id);
        if (!chosen) return null;
        chosen.classList.add("is-selected");
        chosen.setAttribute("aria-current", "true");
        if (itemOf(chosen)) this.stop(chosen);
        return chosen;
    }

    // ---- neighbours

    /* The pointer is on an item, or on none. */
    hover(item) {
        if (item === this.hovered) return;
        window.clearTimeout(this.lingering);
        this.picture.classList.remove("has-near");
        this.picture.querySelectorAll(".is-near").forEach((one) => one.classList.remove("is-near"));
        this.hovered = item;
        if (item) this.lingering = window.setTimeout(() => this.surround(item), LINGER);
    }

    /* Let what an item is joined to stand out. */
    surround(item) {
        joined(this.arrows(), idOf(item)).forEach((id) => this.find(id)?.classList.add("is-near"));
        this.picture.classList.add("has-near");
    }
}
