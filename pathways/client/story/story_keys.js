/* Keys that change the scene, including those of presentation remotes. */
import { Keyboard } from "../engine/keyboard.js";

/** @typedef {import("./scene_view.js").SceneViewport} SceneViewport */

/** @type {Object<string, number>} */
const TURNS = { ArrowRight: 1, PageDown: 1, " ": 1, Enter: 1, ArrowLeft: -1, PageUp: -1 };

/* On the picture the left and right arrow keys, Home and End change the scene. */
export class StoryKeyboard extends Keyboard {
    action(event, item) {
        const turning = ["ArrowLeft", "ArrowRight"].includes(event.key) && !event.shiftKey;
        if (turning || event.key === "Home" || event.key === "End") return null;
        if (!item && event.key.startsWith("Arrow") && !event.shiftKey) return null;
        if (event.key === "0" && !event.altKey) return () => /** @type {SceneViewport} */ (this.viewport).rest(true);
        return super.action(event, item);
    }
}

export class StoryKeys {
    /** @param {import("./story_player.js").StoryPlayer} show */
    constructor(show) {
        this.show = show;
        document.addEventListener("keydown", (event) => this.key(event));
    }

    key(event) {
        if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
        const act = this.action(event, event.target.closest ? event.target : document.body);
        if (!act) return;
        event.preventDefault();
        act();
    }

    action({ key, shiftKey, repeat }, target) {
        const { show } = this;
        const arrow = key === "ArrowLeft" || key === "ArrowRight";
        if (target.closest("input, textarea, select, [contenteditable]")) return null;
        if ((key === "f" || key === "F") && !repeat) return () => show.full();
        if ((key === "s" || key === "S") && !repeat && show.speaker.able) return () => show.speaker.open();
        if (target.closest(".card") && !arrow) return null; // there the keys scroll
        if ((key === " " || key === "Enter") && target.closest("button, a, summary, [role=button]")) return null;
        if (key === "Home") return () => show.go(1);
        if (key === "End") return () => show.go(show.count);
        if (key === "Escape" && show.speaker.split) return () => show.speaker.close();
        if (shiftKey && arrow) return null; // there they move the picture
        const way = TURNS[key];
        return way ? () => show.turn(shiftKey ? -way : way) : null;
    }
}
