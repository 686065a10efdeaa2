/* Changing the scene by pointer: a click on the left or right side of the picture, or a swipe. */
import { itemOf } from "../engine/items.js";
import { Pointer } from "../engine/pointer.js";

/** @typedef {import("./scene_view.js").SceneViewport} SceneViewport */

const EDGES = 0.12; // share of the frame's width at either side where a click changes the scene
const THUMB = 44; // px, the least width of these sides
const SWIPE = 50; // px

/**
 * The step of a click at a position in a frame: -1, 1, or 0 between the two sides.
 * @param {number} x px
 * @param {number} w px
 */
export function edgeAt(x, w) {
    const wide = Math.max(THUMB, w * EDGES);
    return x < wide ? -1 : x > w - wide ? 1 : 0;
}

/**
 * The step of a swipe with this movement: -1, 1, or 0 if it was no swipe.
 * @param {number} across px
 * @param {number} down px
 */
export const swipeOf = (across, down) => (Math.abs(across) > SWIPE && Math.abs(across) > 2 * Math.abs(down) ? -Math.sign(across) : 0);

export class StoryPointer extends Pointer {
    /**
     * @param {SceneViewport} viewport
     * @param {import("../engine/items.js").Items} items
     * @param {import("../engine/pointer.js").Choose} choose
     * @param {(way: number) => void} turn
     */
    constructor(viewport, items, choose, turn) {
        super(viewport, items, choose);
        this.turn = turn;
    }

    /* The wheel scrolls the page, until the user has moved the picture. */
    wheel(event) {
        if (event.ctrlKey || this.viewport.view) super.wheel(event);
    }

    move(event) {
        const swiping = event.pointerType === "touch" && this.pointers.size === 1 && !this.viewport.view;
        if (!swiping) return super.move(event);
        if (this.pointers.has(event.pointerId) && this.wanders(this.point(event))) this.dragged = true;
        return undefined;
    }

    up(event) {
        const alone = this.pointers.size === 1 && this.pointers.has(event.pointerId);
        super.up(event);
        if (!alone || event.type !== "pointerup" || event.pointerType !== "touch" || this.viewport.view) return;
        const here = this.point(event);
        const way = swipeOf(here.x - this.start.x, here.y - this.start.y);
        if (way) this.turn(way);
    }

    edge(event) {
        return edgeAt(this.point(event).x, this.viewport.size().w);
    }

    click(event) {
        const free = !this.dragged && event.detail > 0 && !itemOf(event.target) && !event.target.closest(".pw-tools");
        const way = free ? this.edge(event) : 0;
        if (way) this.turn(way);
        else super.click(event);
    }

    twice(item, event) {
        if (item || !this.edge(event)) super.twice(item, event);
    }

    tool(name) {
        if (name === "back to the scene") /** @type {SceneViewport} */ (this.viewport).rest(true);
        else super.tool(name);
    }
}
