/* Within a page of another site: report the height that this page needs at its width. Nothing private is reported. */
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

    /* The height of everything except the picture, plus that of the picture at this width, within limits. */
    height() {
        const board = this.root.querySelector(".board");
        const all = Math.max(this.root.getBoundingClientRect().height, this.root.scrollHeight); // the frame may still be too low for it
        const around = all - board.getBoundingClientRect().height;
        return Math.ceil(around + between(220, window.innerWidth * this.ratio, 900));
    }

    say() {
        const height = this.height();
        if (!(Math.abs(height - this.said) < 2)) this.said = height; // fractions of a px are not reported
        window.parent.postMessage({ type: "pathways-height", height: this.said }, "*");
    }
}
