/* A box while it is moved, by the pointer or by keys.
 *
 * Its transform changes at once; at the end of the move its new centre is reported, and the server draws its arrows anew. If
 * the picture is drawn anew during the move, the same box of the new picture is moved on.
 */
import { arrowsAt, idOf } from "../engine/items.js";
import { rounded } from "../engine/views.js";

const ARRIVED = 300; // ms without a key after which a move by keys has ended

export class DragBox {
    /**
     * @param {import("../engine/viewport.js").Viewport} viewport
     * @param {import("../engine/items.js").Items} items
     * @param {(place: {id: string, x: number, y: number}) => void} arrived gets a box's id and its new centre in scene units
     */
    constructor(viewport, items, arrived) {
        this.viewport = viewport;
        this.items = items;
        this.arrived = arrived;
        /** @type {Element|null} */
        this.box = null;
        this.start = ""; // the transform before the move
        this.shift = { x: 0, y: 0 }; // scene units from its original place
        this.later = 0;
    }

    take(box) {
        if (box === this.box) return;
        this.drop();
        this.grip(box);
        this.shift = { x: 0, y: 0 };
    }

    grip(box) {
        this.box = box;
        this.start = box.getAttribute("transform") || "";
        box.classList.add("is-dragged");
        this.arrows(box).forEach((arrow) => arrow.classList.add("is-stretched"));
    }

    arrows(box) {
        return arrowsAt(this.items.arrows(), idOf(box)).map((id) => this.items.find(id)).filter(Boolean);
    }

    /* Move it to so many scene units from its original place. */
    to(x, y) {
        this.shift = { x, y };
        this.box.setAttribute("transform", `translate(${x} ${y}) ${this.start}`);
    }

    /* A step by key; several in a row are one move. Returns the shift so far. */
    nudge(box, dx, dy) {
        this.take(box);
        this.to(this.shift.x + dx, this.shift.y + dy);
        window.clearTimeout(this.later);
        this.later = window.setTimeout(() => this.drop(), ARRIVED);
        return this.shift;
    }

    drop() {
        const box = this.box;
        window.clearTimeout(this.later);
        this.box = null;
        if (!box) return;
        box.classList.remove("is-dragged");
        if (!this.shift.x && !this.shift.y) return this.release(box);
        const shape = (box.querySelector("rect, path, polygon, ellipse") || box).getBoundingClientRect();
        const { x, y } = this.viewport.sceneAt(shape.left + shape.width / 2, shape.top + shape.height / 2);
        this.arrived({ id: idOf(box), x: rounded(x, 1), y: rounded(y, 1) });
    }

    /* Put it back to its original place: nothing is drawn anew. */
    release(box) {
        box.setAttribute("transform", this.start);
        this.arrows(box).forEach((arrow) => arrow.classList.remove("is-stretched"));
    }

    /* Call after a new drawing: the same box of it is moved on. */
    renew() {
        const again = this.box && this.items.find(idOf(this.box));
        if (!again) return void (this.box = null);
        this.grip(again);
        this.to(this.shift.x, this.shift.y);
    }
}
