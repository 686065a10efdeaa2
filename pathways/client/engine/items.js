/* The items of the picture, which are boxes, arrows and gaps, by their ids: which is selected, which is the tab stop, and which
 * are highlighted because they are connected to the item under the pointer.
 *
 * Only classes and tab stops of the markup are changed: the picture on the page is the one that is downloaded.
 */

/**
 * By the id of a drawn arrow or gap: the boxes that it joins, and the edges that it stands for.
 * @typedef {Object<string, {ends: string[], edges: string[]}>} Arrows
 */

export const ALL_ITEMS = ".pw-node, .pw-edge, .pw-gap";
const CLEAR_ITEMS = ".pw-node:not(.is-faded), .pw-edge:not(.is-faded), .pw-gap:not(.is-faded)";
const LINGER = 120; // ms that the pointer stays on an item before its neighbours are highlighted

/**
 * The item that an element belongs to, null for none; pale ones do not count.
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
 * The ids of an item and the items connected to it: the ends of an arrow; the arrows of a box and their other ends.
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
     * @param {() => Arrows} arrows returns what is currently drawn
     */
    constructor(picture, arrows) {
        this.picture = picture;
        this.frame = /** @type {HTMLElement} */ (picture.parentElement);
        this.arrows = arrows;
        this.tab = ""; // the id of the tab stop
        /** @type {Element|null} */
        this.hovered = null;
        this.lingering = 0;
        this.refresh(false);
    }

    /* All items that are not pale, in the order of the drawing. */
    all() {
        return Array.from(this.picture.querySelectorAll(CLEAR_ITEMS));
    }

    /**
     * The element of an id; for an edge, the arrow that stands for it; of several variants, the one that is shown.
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

    /* Call after a new drawing: the tab stop stays on the same item, if it exists, else moves to another; it gets the focus if `held`. */
    refresh(held) {
        this.hover(null);
        const again = this.find(this.tab);
        const stop = again && itemOf(again) ? again : this.all()[0];
        if (!stop) return void this.frame.setAttribute("tabindex", "0"); // arrow keys still move the picture
        this.frame.removeAttribute("tabindex");
        this.stop(stop);
        if (held && stop === again) this.takeFocus();
    }

    /* Make an item the tab stop. */
    stop(item) {
        this.picture.querySelectorAll('[tabindex="0"]').forEach((old) => old.setAttribute("tabindex", "-1"));
        item.setAttribute("tabindex", "0");
        this.tab = idOf(item);
    }

    takeFocus() {
        const stop = /** @type {HTMLElement|null} */ (this.picture.querySelector('[tabindex="0"]'));
        (stop || this.frame).focus({ preventScroll: true });
    }

    /* Highlight the item of an id as selected; "" for none. Returns it. */
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

    /* Call when the pointer moves onto an item, or off all (null). */
    hover(item) {
        if (item === this.hovered) return;
        window.clearTimeout(this.lingering);
        this.picture.classList.remove("has-near");
        this.picture.querySelectorAll(".is-near").forEach((one) => one.classList.remove("is-near"));
        this.hovered = item;
        if (item) this.lingering = window.setTimeout(() => this.surround(item), LINGER);
    }

    /* Highlight the items that an item is connected to. */
    surround(item) {
        joined(this.arrows(), idOf(item)).forEach((id) => this.find(id)?.classList.add("is-near"));
        this.picture.classList.add("has-near");
    }
}
