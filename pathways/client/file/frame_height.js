/* Within somebody else's page: say how high this one wants to be, as its width allows. Nothing private is said. */
import { between } from "../engine/views.js";

export class FrameHeight {
    /**
     * @param {HTMLElement} root
     * @param {number} ratio of the picture, height to width
     */
    constructor(root, ratio) {
        this.root = root;
        this.ratio = ratio;
        this.width = 0;
        this.said = NaN; // px
        if (window.parent === window) return;
        new ResizeObserver(() => this.measure()).observe(document.documentElement);
        if (document.fonts) document.fonts.ready.then(() => this.say());
        window.addEventListener("load", () => this.say());
    }

    measure() {
        if (window.innerWidth === this.width) return;
        this.width = window.innerWidth;
        this.say();
    }

    /* All but the picture as it is, and the picture as high as it is at this width, within reason. */
    height() {
        const board = this.root.querySelector(".board");
        const all = Math.max(this.root.getBoundingClientRect().height, this.root.scrollHeight); // a frame may be too low for it yet
        const around = all - board.getBoundingClientRect().height;
        return Math.ceil(around + between(220, window.innerWidth * this.ratio, 900));
    }

    say() {
        const height = this.height();
        if (!(Math.abs(height - this.said) < 2)) this.said = height; // fractions of a px are no news
        window.parent.postMessage({ type: "pathways-height", height: this.said }, "*");
    }
}
