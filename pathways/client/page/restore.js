/* From a figure to its view: a figure that is dropped on the page, or chosen as a file, opens the view that it was made from.
 *
 * The file is read here and not sent. Every format holds one line about its origin (`provenance.py`); as it comes from outside,
 * its length is limited, it is checked, and it is used only as an address.
 */
import { field, go, params } from "./address.js";
import { h, React, setProps } from "./dash.js";
import { opening } from "./opening.js";

const LARGEST_FIGURE = 50e6; // bytes, the largest file that is read
const ENDS = 2e6; // bytes at its beginning and end, where formats have their metadata
const LONGEST = 8000; // characters of a field, as of an address
const LINE = /pathways-origin[^{}]{0,40}(\{[^{}]{2,20000}\})/;
const ORIGIN_FIELDS = ["map", "version", "date", "fingerprint", "search"];
const FINGERPRINT = /^[0-9a-f]{12}$/;
const STORY = /\.story\.json$/;
const SLIDES = "docProps/core.xml";

const latin = new TextDecoder("latin1");
const bytes = async (blob) => new Uint8Array(await blob.arrayBuffer());

/**
 * The origin in a text; null if there is no valid one. PDF escapes with a backslash, XML with entities.
 * @param {string} text
 * @param {boolean} pdf
 * @returns {Object<string, string>|null}
 */
export function readOrigin(text, pdf) {
    const plain = pdf ? text.replace(/\\([\\()])/g, "$1") : text;
    const found = LINE.exec(plain.replace(/&quot;|&#34;/g, '"').replace(/&amp;/g, "&"));
    if (!found) return null;
    try {
        const told = JSON.parse(found[1]);
        const sound = ORIGIN_FIELDS.every((name) => typeof told[name] === "string" && told[name].length <= LONGEST);
        return sound && FINGERPRINT.test(told.fingerprint) ? told : null;
    } catch {
        return null;
    }
}

/* The first bytes of a compressed stream, decompressed. */
async function inflated(blob) {
    const reader = blob.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    let text = "";
    while (text.length < ENDS) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += latin.decode(value);
    }
    await reader.cancel();
    return text;
}

/* Slides are a zip file; the directory at its end gives the position of the part. */
async function slides(file) {
    const end = await bytes(file.slice(-ENDS));
    const said = new DataView(end.buffer);
    for (let at = latin.decode(end).indexOf("PK\x01\x02"); at >= 0 && at + 46 <= end.length && said.getUint32(at, true) === 0x02014b50; ) {
        const named = said.getUint16(at + 28, true);
        if (latin.decode(end.subarray(at + 46, at + 46 + named)) === SLIDES) return part(file, said, at);
        at += 46 + named + said.getUint16(at + 30, true) + said.getUint16(at + 32, true);
    }
    return "";
}

async function part(file, said, at) {
    const start = said.getUint32(at + 42, true);
    const head = new DataView((await bytes(file.slice(start, start + 30))).buffer);
    const from = start + 30 + head.getUint16(26, true) + head.getUint16(28, true);
    const packed = file.slice(from, from + said.getUint32(at + 20, true));
    return said.getUint16(at + 10, true) === 8 ? inflated(packed) : latin.decode(await bytes(packed.slice(0, ENDS)));
}

async function origin(file) {
    const first = latin.decode(await bytes(file.slice(0, ENDS)));
    if (first.startsWith("PK")) return readOrigin(await slides(file), false);
    const pdf = first.startsWith("%PDF");
    return readOrigin(first, pdf) || (file.size > ENDS ? readOrigin(latin.decode(await bytes(file.slice(-ENDS))), pdf) : null);
}

/* The change of the address for an origin: all of its fields, and the current fields that it does not have, empty. */
function leads(found, maps) {
    const made = found.version.replace(/[^\w.+ -]/g, "-").slice(0, 60) + "~" + found.fingerprint;
    const told = Object.fromEntries(new URLSearchParams(found.search));
    const now = Object.fromEntries(Array.from(params().keys(), (name) => [name, ""]));
    return { ...now, ...told, map: found.map === maps[0] ? "" : found.map, made };
}

const OPENED = "Its view is open again.";
const NONE = "No view is kept in it. A figure that was exported here keeps one, unless another program saved it anew.";
const TOO_LARGE = "It is larger than 50 MB, so it was not looked into.";
const UNREAD = "It could not be read.";

/** @type {(file: File) => void} */
let restoring = () => {};

/** Open the view that a figure was made from. @param {File} file */
export const restoreFile = (file) => restoring(file);

/** @typedef {{id: string, maps: string[]}} RestoreProps ids of the maps that are served, the first being that of the bare address */

/** @extends {React.Component<RestoreProps, {over: boolean, said: string}>} */
export class Restore extends React.Component {
    constructor(props) {
        super(props);
        this.state = { over: false, said: "" };
        ["over", "out", "drop", "restore"].forEach((name) => (this[name] = this[name].bind(this)));
    }

    componentDidMount() {
        document.addEventListener("dragenter", this.over);
        document.addEventListener("dragover", this.over);
        document.addEventListener("dragleave", this.out);
        document.addEventListener("drop", this.drop);
        restoring = this.restore;
    }

    componentWillUnmount() {
        document.removeEventListener("dragenter", this.over);
        document.removeEventListener("dragover", this.over);
        document.removeEventListener("dragleave", this.out);
        document.removeEventListener("drop", this.drop);
    }

    /* Only files are accepted; dragging text into a field works as usual. */
    over(event) {
        if (!event.dataTransfer || !Array.from(event.dataTransfer.types).includes("Files")) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
        if (!this.state.over) this.setState({ over: true });
    }

    out(event) {
        if (!event.relatedTarget && this.state.over) this.setState({ over: false });
    }

    drop(event) {
        if (this.state.over) this.setState({ over: false });
        const file = event.dataTransfer && event.dataTransfer.files[0];
        if (!file) return;
        event.preventDefault();
        this.restore(file);
    }

    async restore(file) {
        setProps("export", { opened: false });
        if (STORY.test(file.name)) return this.tell(file);
        const said = await this.open(file).catch(() => UNREAD);
        this.setState({ said: file.name + ": " + said });
        window.clearTimeout(this.later);
        this.later = window.setTimeout(() => this.setState({ said: "" }), said === OPENED ? 6000 : 15000);
    }

    /* The stories panel (`stories.js`) opens the file of a story; it is opened anew for each file. */
    tell(file) {
        opening.storyFile = file;
        setProps("stories", { opened: false });
        window.setTimeout(() => setProps("stories", { opened: true }), 300);
    }

    async open(file) {
        if (file.size > LARGEST_FIGURE) return TOO_LARGE;
        const found = await origin(file);
        if (!found) return NONE;
        const { maps } = this.props;
        if (!maps.includes(found.map))
            return "It was made from the map \u201c" + found.map.slice(0, 60) + "\u201d, which is not here. Here: " + maps.join(", ") + ".";
        const patch = leads(found, maps);
        const here = field("map");
        go(patch);
        if (patch.map !== here) window.location.reload(); // another map is a new page
        return OPENED;
    }

    render() {
        const { over, said } = this.state;
        const target = over
            ? h("div", { key: "target", className: "drop-target" }, h("p", null, "Drop a figure to open the view that it was made from."))
            : null;
        return h("div", { id: this.props.id }, target, h("div", { key: "said", className: "restored", role: "status" }, said));
    }
}
