/* A viewport that rests on what a scene is about, in a frame of any size. */
import { areaAround } from "../file/subject_view.js";
import { Viewport } from "../engine/viewport.js";

const CLOSEST = 1.6; // px per unit up to which an upright frame looks closer than the scene says
const AROUND_SHOWN = 8; // scene units around what is shown

export class SceneViewport extends Viewport {
    gutter() {
        return 0;
    }

    /* Rest on an area of the picture, as the scene names it, in which these items are shown. */
    look([x, y, w, h], items, gently) {
        this.about = { x, y, w, h };
        this.reach = items.length ? areaAround(items.map((item) => item.getBBox()), AROUND_SHOWN) : this.about;
        this.rest(gently);
    }

    home() {
        if (!this.about || !this.reach) return super.home();
        const own = this.size();
        const scale = ({ w, h }) => Math.min(own.w / w, own.h / h);
        const near = Math.min(scale(this.reach), CLOSEST);
        const { x, y, w, h } = near > scale(this.about) ? this.reach : this.about;
        return { x: x + w / 2, y: y + h / 2, k: Math.max(near, scale(this.about)) / this.fit() };
    }

    /* Back to the scene, from wherever a hand has moved it. */
    rest(gently) {
        this.view = null;
        this.before = null;
        this.place(gently);
    }
}
