/* A box on its way to another place, by the pointer or by keys.
 *
 * It is moved by its transform, at once; when it has arrived its centre is told, and the server draws its arrows anew. Should
 * the picture be drawn anew on the way, the same box of the new picture goes on.
 */
import { arrowsAt, idOf } from "../engine/items.js";
import { rounded } from "../engine/views.js";

const ARRIVED = 300; // ms without a key before a box has arrived

export class DragBox {
    /**
     * @param {import("../engine/viewport.js").Viewport} viewport
     * @param {import("../engine/items.js").Items} items
     * @param {(place: {id: string, x: number, y: number}) => void} arrived hears of a box and its new centre in scene units
     */
    constructor(viewport, items, arrived) {
        this.viewport = viewport;
        this.items = items;
        this.arrived = arrived;
        /** @type {Element|null} */
        this.box = null;
        this.start = ""; // the transform that it had
        this.shift = { x: 0, y: 0 }; // scene units from where it was taken
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

    /* So many scene units from where it was taken. */
    to(x, y) {
        this.shift = { x, y };
        this.box.setAttribute("transform", `translate(${x} ${y}) ${this.start}`);
    }

    /* A step by key; several in a row are one move. Returns how far it has come. */
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

    /* It is back where it was: nothing is drawn anew. */
    release(box) {
        box.setAttribute("transform", this.start);
        this.arrows(box).forEach((arrow) => arrow.classList.remove("is-stretched"));
    }

    /* What is drawn is another: the same box of it goes on. */
    renew() {
        const again = this.box && this.items.find(idOf(this.box));
        if (!again) return void (this.box = null);
        this.grip(again);
        this.to(this.shift.x, this.shift.y);
    }
}
