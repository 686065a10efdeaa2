/* The share panel: what is shared and how, and copying its texts. Attributes name what elements do:
 *
 *   <button data-share="theme=dark">      changes the choices; an empty value is the default
 *   <button data-snippet="id" data-called> copies the text of the element with this id
 */
import { copyText } from "../engine/clipboard.js";
import { searchWithout } from "./address.js";
import { React, setProps } from "./dash.js";
import { opening } from "./opening.js";

const BODY = "share-panel";
const SAID = 4000; // ms
let choice = {};

/** @typedef {{wanted?: string}} ShareProps out: the choices as a query string, "#", and the question of the address */

/** @extends {React.Component<ShareProps & Reporting, never>} */
export class Share extends React.Component {
    constructor(props) {
        super(props);
        choice = { ...choice, story: opening.sharedStory };
        opening.sharedStory = "";
        ["act", "report"].forEach((name) => (this[name] = this[name].bind(this)));
    }

    componentDidMount() {
        document.addEventListener("click", this.act);
        window.addEventListener("popstate", this.report);
        this.say("");
        if (this.report()) setProps(BODY, { tree: "Looking at this view\u2026" }); // the earlier content belongs to another view
    }

    componentWillUnmount() {
        document.removeEventListener("click", this.act);
        window.removeEventListener("popstate", this.report);
        window.clearTimeout(this.later);
    }

    /* Request the panel; returns true if it must be rendered anew. */
    report() {
        const kept = Object.entries({ at: window.location.origin + "/", ...choice }).filter(([, value]) => value);
        const wanted = new URLSearchParams(kept) + "#" + searchWithout(["made"]);
        const changed = wanted !== this.props.wanted;
        if (changed) this.props.setProps({ wanted });
        return changed;
    }

    act(event) {
        const target = event.target.closest ? event.target.closest("[data-share], [data-snippet]") : null;
        if (!target) return;
        const { share, snippet, called } = target.dataset;
        if (snippet) return void this.copy(snippet, called);
        choice = { ...choice, ...Object.fromEntries(new URLSearchParams(share)) };
        this.report();
    }

    async copy(id, called) {
        const text = document.getElementById(id);
        try {
            await copyText(text.textContent);
            this.say(called + ": copied.");
        } catch {
            window.getSelection().selectAllChildren(text);
            this.say("The browser refused to copy. The text is marked: press Ctrl+C.");
        }
    }

    say(text) {
        window.clearTimeout(this.later);
        setProps("share-said", { children: text });
        if (text) this.later = window.setTimeout(() => setProps("share-said", { children: "" }), SAID);
    }

    render() {
        return null;
    }
}
