/* Pointer and keys on a picture whose boxes can be moved and whose groups open. */
import { itemOf } from "../engine/items.js";
import { Keyboard, WAYS } from "../engine/keyboard.js";
import { Pointer } from "../engine/pointer.js";

/** @typedef {import("../engine/viewport.js").Viewport} Viewport */
/** @typedef {import("../engine/items.js").Items} Items */
/** @typedef {import("../engine/pointer.js").Choose} Choose */
/** @typedef {import("./drag_box.js").DragBox} DragBox */

const NUDGE = 10; // scene units that a key moves a box

const far = (by, less, more) => (by ? [`${Math.abs(by)} ${by < 0 ? less : more}`] : []);

/** How far a box has been moved, in words. @param {{x: number, y: number}} shift */
export const course = ({ x, y }) => [...far(x, "left", "right"), ...far(y, "up", "down")].join(", ") || "back";

export class BoxPointer extends Pointer {
    /**
     * @param {Viewport} viewport
     * @param {Items} items
     * @param {Choose} choose
     * @param {DragBox} dragBox
     * @param {(group: Element) => void} open is called after a double click on a group
     */
    constructor(viewport, items, choose, dragBox, open) {
        super(viewport, items, choose);
        this.dragBox = dragBox;
        this.open = open;
        /** @type {Element|null} */
        this.pressed = null;
    }

    down(event) {
        super.down(event);
        if (!this.pointers.has(event.pointerId)) return;
        const item = this.pointers.size === 1 ? itemOf(event.target) : null;
        this.pressed = item && item.matches(".pw-node") ? item : null;
    }

    begin(event) {
        super.begin(event);
        if (this.pressed) this.dragBox.take(this.pressed);
    }

    drag(last, here) {
        if (!this.pressed) return super.drag(last, here);
        const scale = this.viewport.scale();
        if (this.dragBox.box) this.dragBox.to((here.x - this.start.x) / scale, (here.y - this.start.y) / scale);
        return undefined;
    }

    drop() {
        super.drop();
        if (this.pressed) this.dragBox.drop();
        this.pressed = null;
    }

    twice(item, event) {
        if (item && item.matches(".pw-group")) this.open(item);
        else super.twice(item, event);
    }
}

export class BoxKeyboard extends Keyboard {
    /**
     * @param {Viewport} viewport
     * @param {Items} items
     * @param {Choose} choose
     * @param {DragBox} dragBox
     * @param {(text: string) => void} say
     */
    constructor(viewport, items, choose, dragBox, say) {
        super(viewport, items, choose);
        this.dragBox = dragBox;
        this.say = say;
    }

    action(event, item) {
        return event.altKey ? this.nudging(event, item) : super.action(event, item);
    }

    /* Alt and an arrow key move the box that has the focus. */
    nudging(event, item) {
        const way = WAYS[event.key];
        if (!way || !item || !item.matches(".pw-node")) return null;
        return () => {
            const shift = this.dragBox.nudge(item, NUDGE * way[0], NUDGE * way[1]);
            this.say(`${item.getAttribute("aria-label").split(/[,;:]/)[0]}: ${course(shift)}`);
        };
    }
}
