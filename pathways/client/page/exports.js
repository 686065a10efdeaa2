/* The choices in the export panel: a format, options, and fields of the question that differ between the file and the page.
 *
 * They are stored only here, so that the address of a view stays short. The panel depends on `wanted`, the question of the
 * address overridden by the choices, which is reported only while the panel is open. Elements of the panel name their actions:
 *
 *   putExport({shape: "square"})        change the choices; an empty value is the default
 *   <button data-put="arrange=compact"> the same without code
 *   <button data-image="/figure.png">   copies the picture at that address
 *   <button data-copy="/figure.svg">    copies the address itself, in full
 *   <button data-alternative>           copies the alternative text before it
 *   <button data-loose>                 opens the interactive view instead
 */
import { copyText } from "../engine/clipboard.js";
import { ADDRESS_EVENTS, params } from "./address.js";
import { React, setProps } from "./dash.js";
import { openInteractiveView } from "./interactive_view.js";

const EXPORT_EVENTS = ["pathways:exports", ...ADDRESS_EVENTS]; // the events after which `wanted` may differ
let choice = {};

function wanted() {
    const now = params();
    Object.entries(choice).forEach(([name, value]) => (value ? now.set(name, value) : now.delete(name)));
    now.delete("made");
    return now.toString();
}

/** The current choice for an option. @param {string} name */
export const chosenExport = (name) => new URLSearchParams(wanted()).get(name) || "";

/** Change the choices. @param {Object<string, string>} changes */
export function putExport(changes) {
    choice = { ...choice, ...changes };
    window.dispatchEvent(new CustomEvent(EXPORT_EVENTS[0]));
}

const sayExport = (text) => setProps("export-said", { children: text });

async function picture(address) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(await answer.text());
    return answer.blob();
}

async function copyPicture(address) {
    if (!window.isSecureContext || !navigator.clipboard || !window.ClipboardItem)
        return sayExport("This browser does not let a page copy pictures, or not from an address without https. Download the PNG instead.");
    sayExport("Drawing the picture\u2026");
    try {
        await navigator.clipboard.write([new window.ClipboardItem({ "image/png": picture(address) })]);
        return sayExport("Picture copied. Paste it where you need it.");
    } catch (error) {
        const { message } = /** @type {Error} */ (error);
        return sayExport("The browser refused to copy the picture (" + message.trim() + "). Download the PNG instead.");
    }
}

async function copyAddress(address) {
    try {
        await copyText(new URL(address, window.location.href).href);
        return sayExport("Address copied. It always gives this figure as the map is then.");
    } catch {
        return sayExport("The browser refused to copy the address. It is that of the download link.");
    }
}

async function copyAlternative(text) {
    try {
        await copyText(text);
        return sayExport("Alternative text copied. Paste it beside the figure.");
    } catch {
        return sayExport("The browser refused to copy the text. It can be selected above.");
    }
}

/** Whether the panel still offers the file of earlier choices: each change needs a new answer of the server. */
export const lateExport = () => {
    /** @type {HTMLElement|null} */
    const panel = document.querySelector(".export-panel");
    return !!panel && panel.dataset.wanted !== wanted();
};

function act(event) {
    const target = event.target.closest
        ? event.target.closest(".export-panel [download], [data-put], [data-image], [data-copy], [data-alternative], [data-loose]")
        : null;
    if (!target) return;
    const { put: changes, image, copy, loose, alternative } = target.dataset;
    if (changes !== undefined) return putExport(Object.fromEntries(new URLSearchParams(changes)));
    if (loose !== undefined) return pull();
    if (lateExport()) {
        event.preventDefault();
        return void window.setTimeout(() => target.isConnected && target.click(), 50);
    }
    if (alternative !== undefined) return copyAlternative(target.parentElement.querySelector("pre").textContent);
    return image ? copyPicture(image) : copy ? copyAddress(copy) : undefined;
}

/* The panel returns the focus when it closes; the interactive view takes it after that. */
function pull() {
    setProps("export", { opened: false });
    window.setTimeout(openInteractiveView, 300);
}

/* If a preview cannot be drawn, the response is a sentence that says why. */
async function failed(event) {
    if (!event.target.matches || !event.target.matches("img[data-preview]")) return;
    const answer = await fetch(event.target.src);
    if (!answer.ok) sayExport(await answer.text());
}

/**
 * @typedef {object} ExportsProps
 * @property {boolean} opened whether the panel is open
 * @property {string[]} lasting names of the choices that are kept when the panel closes: format and options; the others are reset
 * @property {string} [wanted] out: "format=png&scale=2&focus=tlr4"
 */

/** @extends {React.Component<ExportsProps & Reporting, never>} */
export class Exports extends React.Component {
    constructor(props) {
        super(props);
        this.report = this.report.bind(this);
    }

    componentDidMount() {
        EXPORT_EVENTS.forEach((name) => window.addEventListener(name, this.report));
        document.addEventListener("click", act);
        document.addEventListener("error", failed, true);
    }

    componentWillUnmount() {
        EXPORT_EVENTS.forEach((name) => window.removeEventListener(name, this.report));
        document.removeEventListener("click", act);
        document.removeEventListener("error", failed, true);
    }

    componentDidUpdate(before) {
        if (before.opened === this.props.opened) return;
        if (!this.props.opened) choice = Object.fromEntries(Object.entries(choice).filter(([name]) => this.props.lasting.includes(name)));
        else this.report();
    }

    report() {
        const now = wanted();
        if (!this.props.opened || now === this.props.wanted) return;
        sayExport("");
        this.props.setProps({ wanted: now });
    }

    render() {
        return null;
    }
}
