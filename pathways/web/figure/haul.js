/* A box on its way to another place, by the pointer or by keys.
 *
 * It is moved by its transform, at once; when it has arrived its centre is told, and the server draws its arrows anew. Should
 * the picture be drawn anew on the way, the same box of the new picture goes on.
 */
(function () {
    "use strict";
    const space = (window.pathways = window.pathways || {});

    const ARRIVED = 300; // ms without a key before a box has arrived
    const round = (value, to) => Math.round(value * to) / to;

    space.Haul = class Haul {
        /* `arrived` hears {id, x, y}, the new centre in scene units. */
        constructor(stage, things, arrived) {
            Object.assign(this, { stage, things, arrived, box: null });
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
            this.things.touching(box.getAttribute("data-id")).forEach((arrow) => arrow.classList.add("is-stretched"));
        }

        /* So many scene units from where it was taken. */
        to(x, y) {
            this.shift = { x, y };
            this.box.setAttribute("transform", "translate(" + x + " " + y + ") " + this.start);
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
            const { x, y } = this.stage.scene(shape.left + shape.width / 2, shape.top + shape.height / 2);
            this.arrived({ id: box.getAttribute("data-id"), x: round(x, 1), y: round(y, 1) });
        }

        /* It is back where it was: nothing is drawn anew. */
        release(box) {
            box.setAttribute("transform", this.start);
            this.things.touching(box.getAttribute("data-id")).forEach((arrow) => arrow.classList.remove("is-stretched"));
        }

        renew() {
            const again = this.box && this.things.find(this.box.getAttribute("data-id"));
            if (!again) return void (this.box = null);
            this.grip(again);
            this.to(this.shift.x, this.shift.y);
        }
    };
})();
