/* A viewport that returns to the area of a scene, in a frame of any size. */
import { areaAround } from "../file/subject_view.js";
import { Viewport } from "../engine/viewport.js";

const CLOSEST = 1.6; // px per scene unit up to which a portrait frame enlarges more than the scene sets
const AROUND_SHOWN = 8; // scene units around the items that are shown

export class SceneViewport extends Viewport {
    gutter() {
        return 0;
    }

    /* Show the area of a scene, and keep it as the view to return to; `items` are those that are shown in it. */
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

    /* Return to the scene's area after the user has moved the picture. */
    rest(gently) {
        this.view = null;
        this.before = null;
        this.place(gently);
    }
}
