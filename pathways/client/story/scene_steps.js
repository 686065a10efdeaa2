/* The states of the picture: in each scene some items are shown, some are pale, the others are hidden. Nothing is drawn anew. */
import { cardOf } from "../file/card_picture.js";

/**
 * The view of a scene, as x, y, width and height, and the accessible names that differ in it.
 * @typedef {{view: [number, number, number, number], names: Object<string, string>}} Scene
 */

/** @type {(text: string|undefined) => Set<number>} */
const numbers = (text) => new Set((text || "").split(" ").filter(Boolean).map(Number));

export class SceneSteps {
    /**
     * @param {Element} svg
     * @param {Scene[]} scenes
     */
    constructor(svg, scenes) {
        this.scenes = scenes;
        /** @type {NodeListOf<SVGElement>} */
        const things = svg.querySelectorAll("[data-full], [data-pale]");
        this.things = Array.from(things, (item) => ({
            item,
            full: numbers(item.dataset.full),
            pale: numbers(item.dataset.pale),
        }));
        /** @type {NodeListOf<SVGElement>} */
        const parts = svg.querySelectorAll("[data-in]");
        this.parts = Array.from(parts, (item) => ({ item, scenes: numbers(item.dataset.in) }));
    }

    /* The items that are shown in a scene, neither pale nor hidden. */
    shown(number) {
        return this.things.filter(({ full }) => full.has(number)).map(({ item }) => item);
    }

    show(number) {
        const { names } = this.scenes[number - 1];
        this.things.forEach(({ item, full, pale }) => {
            const here = full.has(number);
            item.classList.toggle("is-faded", !here);
            item.classList.toggle("is-away", !here && !pale.has(number));
            if (here) item.removeAttribute("aria-hidden");
            else item.setAttribute("aria-hidden", "true");
            const name = here && names[cardOf(item)];
            if (name) item.setAttribute("aria-label", name);
        });
        this.parts.forEach(({ item, scenes }) => item.classList.toggle("is-away", !scenes.has(number)));
    }
}
