/* A story, scene by scene. */
const SIZES = [22, 20, 18, 16, 14]; // points of a caption, the largest that leaves the picture its room
const POINTS = { w: 960, h: 540, picture: 372 }; // of a slide, and of it for the picture
const QUIET = 2500; // ms after which an idle pointer and the buttons on the picture are hidden
const FINE = 12.5; // px of the smallest letters on a card

class Show {
    constructor(root) {
        this.root = root;
        this.scenes = JSON.parse(document.getElementById("scenes").textContent);
        this.sections = Array.from(root.querySelectorAll(".scene"));
        this.sections.forEach((section) => section.removeAttribute("id")); // or the browser would go there by itself, and take the focus along
        this.dots = Array.from(root.querySelectorAll(".dot"));
        this.count = this.scenes.length;
        this.number = 0;
        this.watchers = [];
        this.stage = new Outlook(document.getElementById("figure"));
        this.svg = this.stage.stage.querySelector("svg");
        this.picture = new Told(this.svg, this.scenes);
        this.speaker = new Speaker(this);
        this.hands();
        this.fit();
        this.go(this.asked() || Number(root.dataset.scene), false);
        this.stage.frame.classList.add("is-ready");
    }

    hands() {
        const choose = (item, byKey) => this.reader.choose(named(item), byKey);
        this.walk = new Stroll(this.stage, choose);
        new Swipes(this.stage, choose, (way) => this.turn(way));
        this.reader = new Aside(new Seen(this.stage, this.walk, this.root), "");
        new Keys(this);
        this.root.addEventListener("click", (event) => this.press(event.target.closest("[data-do], [data-to]"), event.detail === 0));
        this.root.addEventListener("mousedown", (event) => event.target.closest("button, .board") && event.preventDefault()); // a later space turns
        this.root.addEventListener("pointermove", () => this.stir());
        window.addEventListener("hashchange", () => this.asked() && this.go(this.asked()));
        window.addEventListener("resize", () => this.fit());
        window.addEventListener("message", (event) => event.source === window.parent && window.parent !== window && this.hear(event.data));
        document.addEventListener("fullscreenchange", () => this.fit());
        if (document.fonts) document.fonts.ready.then(() => this.fit());
        this.root.classList.toggle("cannot-fill", !document.fullscreenEnabled);
    }

    /* The scene that the address names; 0 for none. */
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

    /* What another window says; it may be anything. */
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
        if (this.reader.open) this.reader.turn("", false);
        if (!moved) return this.stage.rest(gently);
        this.number = number;
        this.mark();
        this.picture.show(number);
        this.stage.look(this.scenes[number - 1].view, this.picture.shown(number), gently);
        this.walk.refresh();
        if (document.activeElement.closest(".is-faded")) this.root.focus({ preventScroll: true });
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
        Object.keys(ends).forEach((name) => this.root.querySelector(`[data-do="${name}"]`).setAttribute("aria-disabled", String(ends[name] === this.number)));
    }

    /* To a screen reader, and in the address: going back leads out of the story, not through it. */
    say() {
        const section = this.sections[this.number - 1];
        const words = (path) => section.querySelector(path).textContent;
        document.getElementById("said").textContent = `Scene ${this.number} of ${this.count}: ${words("h2")}. ${words(".words")}`;
        if (this.speaker.alone) return;
        try {
            window.history.replaceState(null, "", `#${this.number}`);
        } catch {
            // some frames have no address to set
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
        const open = this.reader.open && this.reader.open.id === card;
        this.reader.go(open ? "" : card, byKey);
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

    /* The captions as large as the picture's room allows; cards as large as the page is seen from afar. */
    fit() {
        if (this.root.classList.contains("is-embedded")) return;
        const point = Math.min(window.innerWidth / POINTS.w, window.innerHeight / POINTS.h);
        const board = this.root.querySelector(".board");
        SIZES.some((size) => {
            this.root.style.setProperty("--say", size);
            return board.clientHeight >= POINTS.picture * point;
        });
        document.documentElement.style.setProperty("--near", Math.max(1, (14 * point) / FINE).toFixed(3));
    }
}

const show = new Show(document.getElementById("show"));
if (show.root.classList.contains("is-embedded")) new Frame(show.root, 0.42);
else show.root.focus({ preventScroll: true });
