/* The panel of questions: whether it is open, its requests, and the items of an answer that are highlighted on the map.
 *
 * The question is only in the address. Requests are made only while the panel is open. Attributes name what elements do:
 *
 *   <button data-panel="questions">      opens the panel
 *   <button data-edges="a,b" data-nodes> is highlighted on the map while the pointer or the focus is on it
 *   <button data-words="plain">          shows the answer as text in these words; an empty value hides it
 *   <button data-copied="questions-text"> copies the text of the element with this id
 *   <button data-field="pick-up">        moves the focus to this field before the button disappears
 */
import { copyText } from "../engine/clipboard.js";
import { ADDRESS_EVENTS, field, searchWithout } from "./address.js";
import { h, React, setProps } from "./dash.js";
import { highlight } from "./highlight.js";
import { nameThings } from "./thing_picker.js";

const ASIDE = ["select", "view", "theme", "table", "sort", "made"]; // parameters that do not affect the panel
const WIDE = "(min-width: 900px)";

const panel = () => document.querySelector(".questions-sheet");
const say = (text) => setProps("questions-said", { children: text });

const asked = () => `?${searchWithout(ASIDE)}`;

// ---- highlights on the map

let litBy = null;

function light(item) {
    if (item === litBy) return;
    litBy = item;
    const names = (name) => ((item && item.dataset[name]) || "").split(",").filter(Boolean);
    highlight(names("edges"), names("nodes"));
}

function over(event) {
    const item = event.target.closest ? event.target.closest("[data-edges]") : null;
    const held = document.activeElement;
    light(item || (held && held.matches("[data-edges]:focus-visible") ? held : null));
}

// ---- the panel

async function copyWords(id) {
    try {
        await copyText(document.getElementById(id).textContent);
        say("Text copied, with its references.");
    } catch {
        say("The browser refused to copy. Select the text instead.");
    }
    window.setTimeout(() => say(""), 4000);
}

/**
 * @typedef {object} QuestionsProps
 * @property {boolean} opened whether the panel is open
 * @property {boolean} begin whether it opens by itself, if the window has room for both panel and map
 * @property {string} [wanted] out: the question of the address
 * @property {string} [told] out: the same after "words=plain&" if the text is wanted
 * @property {string} [map] out: "?map=toy", once the panel was opened
 * @property {import("./thing_picker.js").Thing[]} [things] the nodes that can be named
 */

/** @extends {React.Component<QuestionsProps & Reporting, never>} */
export class Questions extends React.Component {
    constructor(props) {
        super(props);
        this.wording = "";
        ["report", "act", "key"].forEach((name) => (this[name] = this[name].bind(this)));
    }

    componentDidMount() {
        ADDRESS_EVENTS.forEach((name) => window.addEventListener(name, this.report));
        document.addEventListener("click", this.act);
        document.addEventListener("keydown", this.key);
        ["mouseover", "focusin"].forEach((name) => document.addEventListener(name, over));
        if (this.props.begin && window.matchMedia(WIDE).matches) window.setTimeout(() => setProps("questions", { opened: true }), 0);
    }

    componentWillUnmount() {
        ADDRESS_EVENTS.forEach((name) => window.removeEventListener(name, this.report));
        document.removeEventListener("click", this.act);
        document.removeEventListener("keydown", this.key);
        ["mouseover", "focusin"].forEach((name) => document.removeEventListener(name, over));
    }

    componentDidUpdate(before) {
        if (before.things !== this.props.things) nameThings(this.props.things);
        if (before.opened === this.props.opened) return;
        if (this.props.opened) this.open();
        else this.close();
    }

    open() {
        setProps("filters", { opened: false });
        if (!this.props.map) this.props.setProps({ map: "?map=" + (field("map")) });
        this.report();
        if (this.opener) this.enter(40);
    }

    /* Move the focus to the first open question, else to the first one, once they are loaded. */
    enter(tries) {
        /** @type {HTMLElement|null} */
        const first = panel() && panel().querySelector(".questions-panel a, .questions-panel summary");
        /** @type {HTMLElement|null} */
        const asking = panel() && panel().querySelector(".question[open] > summary");
        if (first) (asking || first).focus({ preventScroll: true });
        else if (tries) window.setTimeout(() => this.enter(tries - 1), 50);
    }

    close() {
        light(null);
        const held = document.activeElement;
        const back = this.opener && this.opener.isConnected ? this.opener : document.getElementById("questions-button");
        if (!held || held === document.body || (panel() && panel().contains(held)))
            window.setTimeout(() => back.focus({ preventScroll: true }), 0);
        this.opener = null;
    }

    report() {
        light(null);
        if (!this.props.opened) return;
        const now = asked();
        const told = (this.wording ? "words=" + this.wording + "&" : "") + now.slice(1);
        const changed = { ...(now !== this.props.wanted ? { wanted: now } : {}), ...(told !== this.props.told ? { told } : {}) };
        if (Object.keys(changed).length) this.props.setProps(changed);
    }

    act(event) {
        const target = event.target.closest
            ? event.target.closest("#questions-button, #filters-button, [data-panel], [data-words], [data-copied], [data-field]")
            : null;
        if (!target) return;
        const { panel: opens, words, copied, field: handed } = target.dataset;
        if (target.id === "filters-button") return setProps("questions", { opened: false });
        if (target.id === "questions-button") this.opener = target;
        if (handed) document.getElementById(handed).focus({ preventScroll: true });
        if (copied) copyWords(copied);
        if (words !== undefined) this.tell(words);
        if (opens === "questions" && !this.props.opened) this.show(target);
    }

    show(opener) {
        this.opener = opener;
        setProps("questions", { opened: true });
    }

    tell(words) {
        this.wording = words;
        this.report();
    }

    /* Esc closes the panel: if the focus is in it, or if Esc closes nothing else. */
    key(event) {
        if (event.key !== "Escape" || event.defaultPrevented || !this.props.opened) return;
        const within = panel() && panel().contains(event.target);
        if (!within && (field("select") || event.target.closest("input, select, [role=dialog], [role=menu], [role=listbox], .loose")))
            return;
        event.preventDefault();
        setProps("questions", { opened: false });
    }

    render() {
        return null;
    }
}

/* A question opens when it is asked, and closes when it no longer is, unless the focus is in it; else only the user opens it. */
/** @extends {React.Component<{"data-asked": string, children?: ReactChild}, never>} */
export class Question extends React.Component {
    constructor(props) {
        super(props);
        this.own = React.createRef();
    }

    componentDidMount() {
        this.own.current.open = this.props["data-asked"] === "true";
    }

    componentDidUpdate(before) {
        const asks = this.props["data-asked"] === "true";
        const own = this.own.current;
        if (asks === (before["data-asked"] === "true") || own.contains(document.activeElement)) return;
        own.open = asks;
        if (asks) own.scrollIntoView({ block: "nearest" });
    }

    render() {
        const { children, ...props } = this.props;
        return h("details", { ref: this.own, ...props }, children);
    }
}
