/* The speaker's view: notes, the caption, the next scene, the time. It is the same page in a second window, which exchanges messages
 * with the one that opened it, also from a file and without a network; if no window can be opened, it is a part of the page.
 */
import { SceneSteps } from "./scene_steps.js";

const BEAT = 1000; // ms
const SPEAKER_PLACE = "#speaker"; // the address of the window

/* A small picture of a scene: a copy of the whole picture, without accessible names and tab stops. */
class SmallPicture {
    /**
     * @param {Element} place
     * @param {Element} svg
     * @param {import("./scene_steps.js").Scene[]} scenes
     */
    constructor(place, svg, scenes) {
        this.svg = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
        [this.svg, ...this.svg.querySelectorAll("*")].forEach((item) =>
            ["id", "tabindex", "role", "aria-label"].forEach((name) => item.removeAttribute(name))
        );
        ["width", "height"].forEach((name) => this.svg.removeAttribute(name));
        this.svg.setAttribute("aria-hidden", "true");
        this.scenes = scenes;
        this.steps = new SceneSteps(this.svg, scenes);
        place.replaceChildren(this.svg);
    }

    show(number) {
        this.steps.show(number);
        this.svg.setAttribute("viewBox", this.scenes[number - 1].view.join(" "));
    }
}

export class Speaker {
    /** @param {import("./story_player.js").StoryPlayer} show */
    constructor(show) {
        this.show = show;
        this.panel = document.getElementById("speaker");
        this.able = Boolean(this.panel);
        this.split = false;
        if (!this.able) return;
        this.alone = window.location.hash === SPEAKER_PLACE && Boolean(window.opener);
        show.watchers.push((number) => this.changed(number));
        window.addEventListener("message", (event) => this.hear(event));
        this.panel.addEventListener("click", (event) => this.press(/** @type {Element} */ (event.target).closest("[data-speak]")));
        if (this.alone) this.apart();
    }

    part(path) {
        return this.panel.querySelector(path);
    }

    /* Make this page the speaker's window: the other window decides which scene is shown. */
    apart() {
        document.documentElement.classList.add("is-speaker");
        document.title = `Speaker: ${document.title}`;
        this.other = window.opener;
        this.begin();
        const ask = () => this.other && !this.other.closed && this.other.postMessage({ type: "pathways-speaker" }, "*");
        ask();
        window.setInterval(ask, 2 * BEAT); // so that it continues after a reload of the other page
    }

    open() {
        if (this.alone) return;
        if (this.other && !this.other.closed) return void this.other.focus();
        if (this.split) return void this.close();
        const own = /^(https?|file):/.test(window.location.protocol);
        this.other = own
            ? window.open(window.location.href.split("#")[0] + SPEAKER_PLACE, "pathways-speaker", "popup,width=1100,height=720")
            : null;
        if (this.other) return;
        this.split = true;
        document.documentElement.classList.add("is-split");
        this.begin();
    }

    close() {
        if (this.alone) return void window.close();
        this.split = false;
        this.panel.hidden = true;
        window.clearInterval(this.beat);
        document.documentElement.classList.remove("is-split");
    }

    begin() {
        const svg = this.show.svg;
        this.panel.hidden = false;
        this.now = this.now || new SmallPicture(this.part(".now .small"), svg, this.show.scenes);
        this.then = this.then || new SmallPicture(this.part(".then .small"), svg, this.show.scenes);
        this.again();
        this.beat = window.setInterval(() => this.tick(), BEAT);
        this.fill(this.show.number || 1);
    }

    again() {
        this.since = performance.now();
        this.tick();
    }

    tick() {
        const seconds = Math.floor((performance.now() - this.since) / 1000);
        const two = (number) => String(number).padStart(2, "0");
        const hours = Math.floor(seconds / 3600);
        const minutes = Math.floor(seconds / 60) % 60;
        this.part(".clock").textContent = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
    }

    fill(number) {
        const { count } = this.show;
        const last = number === count;
        const [own, next] = [number, Math.min(number + 1, count)].map((one) => this.show.sections[one - 1]);
        const title = (section) => section.querySelector("h2").textContent;
        const note = own.querySelector(".aloud span");
        this.part(".whereabouts").textContent = `Scene ${number} of ${count}`;
        this.part(".now h2").textContent = title(own);
        this.part(".now .words").textContent = own.querySelector(".words").textContent;
        this.part(".notes p").textContent = note ? note.textContent : "No notes for this scene.";
        this.part(".then h2").textContent = last ? "This is the last scene" : `Next: ${title(next)}`;
        this.part(".then .small").hidden = last;
        this.now.show(number);
        this.then.show(Math.min(number + 1, count));
    }

    changed(number) {
        if (this.alone || this.split) this.fill(number);
        if (!this.alone) this.tell();
    }

    tell() {
        if (this.other && !this.other.closed) this.other.postMessage({ type: "pathways-scene", scene: this.show.number }, "*");
    }

    /* Accept a message only from the same page in a window that this one has opened, or that has opened this one. */
    hear(event) {
        const said = event.data;
        if (!said || typeof said !== "object" || !event.source) return;
        if (!this.alone && said.type === "pathways-speaker" && event.source.opener === window) {
            this.other = event.source;
            this.tell();
        }
        if (event.source === this.other && said.type === "pathways-scene") this.show.told(said.scene);
    }

    press(button) {
        if (!button) return;
        const { speak } = button.dataset;
        if (speak === "again") this.again();
        else if (speak === "close") this.close();
        else this.show.turn(speak === "next" ? 1 : -1);
    }

    /* In the speaker's window: request another scene from the other window. */
    ask(number) {
        if (this.other && !this.other.closed) this.other.postMessage({ type: "pathways-scene", scene: number }, "*");
    }
}
