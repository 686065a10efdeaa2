/* Plays a story, scene by scene. */
import { CardPicture, cardOf, itemsOfCards } from "../file/card_picture.js";
import { CardHistory } from "../file/card_history.js";
import { Tooltip } from "../engine/tooltip.js";
import { between } from "../engine/views.js";
import { SceneSteps } from "./scene_steps.js";
import { SceneViewport } from "./scene_view.js";
import { Speaker } from "./speaker.js";
import { StoryKeyboard, StoryKeys } from "./story_keys.js";
import { StoryPointer } from "./story_pointer.js";

const SIZES = [22, 20, 18, 16, 14]; // points of a caption: the largest size that leaves enough room for the picture is taken
const POINTS = { w: 960, h: 540, picture: 372 }; // points: width and height of a slide, and the height of its picture
const QUIET = 2500; // ms after which an idle pointer and the buttons on the picture are hidden
const FINE = 12.5; // px, the size of the smallest text on a card

/** @type {(event: Event) => Element} */
const targetOf = (event) => /** @type {Element} */ (event.target);

export class StoryPlayer {
    /** @param {HTMLElement} root */
    constructor(root) {
        this.root = root;
        this.scenes = JSON.parse(document.getElementById("scenes").textContent);
        this.sections = Array.from(root.querySelectorAll(".scene"));
        // otherwise the browser would scroll to it, and move the focus
        this.sections.forEach((section) => section.removeAttribute("id"));
        this.dots = Array.from(root.querySelectorAll(".dot"));
        this.count = this.scenes.length;
        this.number = 0;
        this.watchers = [];
        this.viewport = new SceneViewport(document.getElementById("figure"));
        this.svg = this.viewport.picture.querySelector("svg");
        this.items = itemsOfCards(this.viewport);
        this.tooltip = new Tooltip(this.viewport);
        this.steps = new SceneSteps(this.svg, this.scenes);
        this.speaker = new Speaker(this);
        this.listen();
        this.fit();
        this.go(this.asked() || Number(root.dataset.scene), false);
        this.viewport.frame.classList.add("is-ready");
    }

    listen() {
        const choose = (item, byKey) => this.cards.choose(cardOf(item), byKey);
        new StoryKeyboard(this.viewport, this.items, choose);
        new StoryPointer(this.viewport, this.items, choose, (way) => this.turn(way));
        this.cards = new CardHistory(new CardPicture(this.viewport, this.items, () => this.takeFocus()), "");
        new StoryKeys(this);
        this.root.addEventListener("click", (event) => this.press(targetOf(event).closest("[data-do], [data-to]"), event.detail === 0));
        // so that the space key then changes the scene
        this.root.addEventListener("mousedown", (event) => targetOf(event).closest("button, .board") && event.preventDefault());
        this.root.addEventListener("pointermove", () => this.stir());
        window.addEventListener("hashchange", () => this.asked() && this.go(this.asked()));
        window.addEventListener("resize", () => this.fit());
        window.addEventListener("message", (event) => event.source === window.parent && window.parent !== window && this.hear(event.data));
        document.addEventListener("fullscreenchange", () => this.fit());
        if (document.fonts) document.fonts.ready.then(() => this.fit());
        this.root.classList.toggle("cannot-fill", !document.fullscreenEnabled);
    }

    takeFocus() {
        this.root.focus({ preventScroll: true });
    }

    /* The number of the scene in the address; 0 for none. */
    asked() {
        const found = /^#(\d{1,3})$/.exec(window.location.hash) || /[?&]scene=(\d{1,3})(?:&|$)/.exec(window.location.search);
        return found ? Number(found[1]) : 0;
    }

    turn(way) {
        this.go(this.number + way);
    }

    go(number, gently = true) {
        const to = between(1, number, this.count);
        if (gently && this.speaker.alone) return this.speaker.ask(to);
        return this.set(to, gently);
    }

    /* Handle the message of another window, which may be invalid. */
    told(number) {
        if (!Number.isInteger(number) || number < 1 || number > this.count) return;
        this.set(number, true);
    }

    hear(said) {
        if (said && typeof said === "object" && said.type === "pathways-scene") this.told(said.scene);
    }

    set(number, gently) {
        const moved = number !== this.number;
        this.root.classList.toggle("is-stepping", gently);
        if (this.cards.open) this.cards.turn("", false);
        if (!moved) return this.viewport.rest(gently);
        this.number = number;
        this.tooltip.hide();
        this.mark();
        this.steps.show(number);
        this.viewport.look(this.scenes[number - 1].view, this.steps.shown(number), gently);
        this.items.refresh(false);
        if (document.activeElement.closest(".is-faded")) this.takeFocus();
        if (gently) this.say();
        return this.watchers.forEach((watch) => watch(number));
    }

    mark() {
        this.sections.forEach((section, at) => section.classList.toggle("is-now", at === this.number - 1));
        this.dots.forEach((dot, at) => {
            if (at === this.number - 1) dot.setAttribute("aria-current", "step");
            else dot.removeAttribute("aria-current");
        });
        this.root.querySelector(".place").textContent = `${this.number} / ${this.count}`;
        const ends = { previous: 1, next: this.count };
        Object.keys(ends).forEach((name) =>
            this.root.querySelector(`[data-do="${name}"]`).setAttribute("aria-disabled", String(ends[name] === this.number))
        );
    }

    /* Announce the scene to screen readers and put it into the address, without a history entry: Back leaves the story. */
    say() {
        const section = this.sections[this.number - 1];
        const words = (path) => section.querySelector(path).textContent;
        document.getElementById("said").textContent = `Scene ${this.number} of ${this.count}: ${words("h2")}. ${words(".words")}`;
        if (this.speaker.alone) return;
        try {
            window.history.replaceState(null, "", `#${this.number}`);
        } catch {
            // in some frames the address cannot be set
        }
    }

    press(button, byKey) {
        if (!button) return;
        if (button.dataset.to) return void this.go(Number(button.dataset.to));
        const act = {
            previous: () => this.turn(-1),
            next: () => this.turn(1),
            full: () => this.full(),
            speaker: () => this.speaker.open(),
        }[button.dataset.do];
        if (act) act();
        else if (button.dataset.do) this.toggle(button.dataset.do, byKey);
    }

    toggle(card, byKey) {
        const open = this.cards.open && this.cards.open.id === card;
        this.cards.go(open ? "" : card, byKey);
    }

    full() {
        if (!document.fullscreenEnabled) return;
        if (document.fullscreenElement) document.exitFullscreen();
        else document.documentElement.requestFullscreen().catch(() => {});
    }

    stir() {
        this.root.classList.add("is-stirred");
        window.clearTimeout(this.rest);
        this.rest = window.setTimeout(() => this.root.classList.remove("is-stirred"), QUIET);
    }

    /* Set the size of captions by the room that the picture leaves, and that of cards by the size of the page. */
    fit() {
        if (this.root.classList.contains("is-embedded")) return;
        const point = Math.min(window.innerWidth / POINTS.w, window.innerHeight / POINTS.h);
        const board = this.root.querySelector(".board");
        SIZES.some((size) => {
            this.root.style.setProperty("--say", String(size));
            return board.clientHeight >= POINTS.picture * point;
        });
        document.documentElement.style.setProperty("--near", Math.max(1, (14 * point) / FINE).toFixed(3));
    }
}
