/* The tooltip of an arrow or a gap: its sentence and its evidence, shown while the pointer or the focus is on it, or a
 * finger is held on it.
 *
 * The text is the accessible name of the item, so all readers get the same, and screen readers do not read it twice. The pointer can
 * move onto it; it stays until pointer and focus leave, and Esc closes it (WCAG 1.4.13).
 */
import { itemOf } from "./items.js";

/** @typedef {import("./viewport.js").Viewport} Viewport */
/** @typedef {import("./views.js").Box} Box */

const RESTED = 300; // ms that the pointer stays on an item before its tooltip is shown
const LEFT = 250; // ms in which the pointer may go from the item to the tooltip
const HELD = 500; // ms that a finger is held on an item
const APART = 6; // px between an item and its tooltip, and at least between tooltip and frame
const WANDERED = 10; // px that a held finger may move
const NEXT = "Choose it to read who says so, word for word.";

/**
 * The lines about an item, from its accessible name: its sentence, its evidence (a gap has none), and how to read more.
 * @param {string} name
 * @returns {string[]}
 */
export const tooltipLines = (name) => [...name.split(/ (?=Evidence: )/), NEXT];

/**
 * The position of a tooltip in the frame (px): above the item, below if there is no room, never outside.
 * @param {Box} about
 * @param {{w: number, h: number}} size
 * @param {{w: number, h: number}} frame
 * @returns {{x: number, y: number}}
 */
export function tooltipPlace(about, size, frame) {
    const within = (at, length, whole) => Math.max(APART, Math.min(at, whole - length - APART));
    const above = about.top - APART - size.h;
    const y = above >= APART ? above : about.bottom + APART;
    return { x: within((about.left + about.right - size.w) / 2, size.w, frame.w), y: within(y, size.h, frame.h) };
}

const explained = (target) => {
    const item = itemOf(target);
    return item && item.matches(".pw-edge, .pw-gap") ? item : null;
};

export class Tooltip {
    /** @param {Viewport} viewport */
    constructor(viewport) {
        this.viewport = viewport;
        this.element = document.createElement("div");
        this.element.className = "pw-tooltip";
        this.element.setAttribute("role", "tooltip");
        this.element.setAttribute("aria-hidden", "true");
        this.element.hidden = true;
        viewport.frame.append(this.element);
        /** @type {Element|null} */
        this.item = null; // the item whose tooltip is shown or is about to be
        this.later = 0;
        this.held = false; // a finger was held: its release selects nothing
        this.start = { x: 0, y: 0 };
        this.ending = new AbortController();
        this.listen(viewport.frame, { signal: this.ending.signal });
    }

    listen(frame, ending) {
        const first = { ...ending, capture: true };
        frame.addEventListener("pointerover", (event) => this.over(event), ending);
        frame.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && this.leave(), ending);
        frame.addEventListener("pointerdown", (event) => this.down(event), first);
        frame.addEventListener("pointermove", (event) => this.move(event), ending);
        ["pointerup", "pointercancel"].forEach((name) => frame.addEventListener(name, () => this.lift(), ending));
        frame.addEventListener("click", (event) => this.click(event), first);
        frame.addEventListener("wheel", () => this.hide(), { ...ending, passive: true });
        frame.addEventListener("keydown", () => this.hide(), first);
        frame.addEventListener("focusin", (event) => this.focused(event), ending);
        frame.addEventListener("focusout", () => this.hide(), ending);
        document.addEventListener("keydown", (event) => this.escape(event), first);
    }

    end() {
        this.hide();
        this.ending.abort();
        this.element.remove();
    }

    hide() {
        window.clearTimeout(this.later);
        this.item = null;
        this.element.hidden = true;
    }

    /* Show the tooltip of an item after `wait` ms, above a part of the frame. */
    plan(item, wait, about) {
        window.clearTimeout(this.later);
        if (item !== this.item) this.element.hidden = true;
        this.item = item;
        if (this.element.hidden) this.later = window.setTimeout(() => this.show(about), wait);
    }

    /** @param {Box} [about] by default the item's badge */
    show(about) {
        const { item, element } = this;
        if (!item || !item.isConnected) return;
        const lines = tooltipLines(item.getAttribute("aria-label") || "");
        element.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
        element.hidden = false;
        const size = { w: element.offsetWidth, h: element.offsetHeight };
        const { x, y } = tooltipPlace(about || this.viewport.boxOf(item), size, this.viewport.size());
        element.style.left = `${x}px`;
        element.style.top = `${y}px`;
    }

    over(event) {
        if (event.pointerType !== "mouse" || event.buttons) return;
        if (this.element.contains(event.target)) return void window.clearTimeout(this.later);
        const item = explained(event.target);
        if (item) this.plan(item, RESTED, event.target.closest(".pw-badge, .pw-gap-box") ? undefined : this.around(event));
        else this.leave();
    }

    /* The box around the pointer, used because the badge of a long line may be far away. */
    around({ clientX, clientY }) {
        const own = this.viewport.frame.getBoundingClientRect();
        const [x, y] = [clientX - own.left, clientY - own.top];
        return { left: x, right: x, top: y - APART, bottom: y + 3 * APART };
    }

    leave() {
        if (!this.item) return;
        window.clearTimeout(this.later);
        this.later = window.setTimeout(() => this.hide(), LEFT);
    }

    down(event) {
        if (this.element.contains(event.target)) return;
        this.hide();
        this.held = false;
        const item = event.pointerType === "touch" ? explained(event.target) : null;
        if (!item) return;
        this.start = { x: event.clientX, y: event.clientY };
        this.item = item;
        this.later = window.setTimeout(() => this.hold(event), HELD);
    }

    hold(event) {
        this.held = true;
        this.show(this.around(event));
    }

    move(event) {
        if (event.pointerType !== "touch" || this.held) return;
        if (Math.hypot(event.clientX - this.start.x, event.clientY - this.start.y) > WANDERED) this.hide();
    }

    lift() {
        if (!this.held && this.element.hidden) this.hide();
    }

    /* The release of a held finger, and clicks within the tooltip, select nothing. */
    click(event) {
        if (!this.held && !this.element.contains(event.target)) return void this.hide();
        this.held = false;
        event.stopPropagation();
    }

    focused(event) {
        const item = explained(event.target);
        if (item && item.matches(":focus-visible")) this.plan(item, 0);
    }

    escape(event) {
        if (event.key !== "Escape" || this.element.hidden) return;
        this.hide();
        event.preventDefault(); // Esc closes nothing else
        event.stopPropagation();
    }
}
