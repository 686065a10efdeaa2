/* A viewport whose initial view is the part of the picture that is not pale, if some of it is pale. */
import { ALL_ITEMS } from "../engine/items.js";
import { Viewport } from "../engine/viewport.js";
import { between, CLEARANCE, FRAME_MARGIN, LARGEST_SCALE, MOST_ZOOM } from "../engine/views.js";

/** @typedef {{x: number, y: number, w: number, h: number}} Area in scene units */

/**
 * The area around boxes, enlarged by `more` on each side.
 * @param {{x: number, y: number, width: number, height: number}[]} boxes
 * @param {number} more
 * @returns {Area}
 */
export function areaAround(boxes, more) {
    const x = Math.min(...boxes.map((box) => box.x)) - more;
    const y = Math.min(...boxes.map((box) => box.y)) - more;
    const right = Math.max(...boxes.map((box) => box.x + box.width)) + more;
    const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + more;
    return { x, y, w: right - x, h: bottom - y };
}

export class SubjectViewport extends Viewport {
    /* The area of the items that are not pale; null if all items are pale, or none is. */
    subject() {
        if (this.about !== undefined) return this.about;
        const items = Array.from(this.picture.querySelectorAll(ALL_ITEMS));
        const clear = items.filter((item) => !item.classList.contains("is-faded"));
        const part = clear.length > 0 && clear.length < items.length;
        this.about = part ? areaAround(clear.map((item) => /** @type {SVGGraphicsElement} */ (item).getBBox()), CLEARANCE) : null;
        return this.about;
    }

    home() {
        const about = this.subject();
        if (!about) return super.home();
        const { w, h } = this.size();
        const fit = this.fit();
        const near = Math.min((w - 2 * FRAME_MARGIN - this.gutter()) / about.w, (h - 2 * FRAME_MARGIN) / about.h, LARGEST_SCALE);
        const k = between(1, near / fit, MOST_ZOOM);
        if (k <= 1) return super.home();
        const seen = h / (fit * k);
        const beside = seen < this.height; // otherwise there is no room
        const y = beside ? between(seen / 2, about.y + about.h / 2, this.height - seen / 2) : this.height / 2;
        return { x: about.x + about.w / 2 - this.gutter() / 2 / (fit * k), y, k };
    }
}
