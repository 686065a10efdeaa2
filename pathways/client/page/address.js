/* The address bar is the state of the page; this is the only code that writes to it.
 *
 * dcc.Location pushes a history entry whenever it is drawn again with a search that differs from the bar's, so a zoom
 * that replaces its entry would be undone. Here one function changes the address, and all parts of the page react to that:
 *
 *   go({select: "tlr4"})               push an entry; an empty value removes the field
 *   go({view: "1,2,3"}, true)          replace the entry
 *   <button data-go="select=tlr4">     the same without code; links keep their href for a new tab; data-scroll names the
 *                                      element that is then scrolled into view
 */
import { React } from "./dash.js";
import { cardFocus } from "./evidence_focus.js";

export const ADDRESS_CHANGED = "pathways:address"; // the name of an event of the window
/** Both events by which the address changes. */
export const ADDRESS_EVENTS = [ADDRESS_CHANGED, "popstate"];
/** @type {string[]} */
let fields = [];

/** The parameters of the address. @type {() => URLSearchParams} */
export const params = () => new URLSearchParams(window.location.search);

/** @type {(name: string) => string} */
export const field = (name) => params().get(name) || "";

/** A field that holds ids. @type {(name: string) => string[]} */
export const listField = (name) => field(name).split(",").filter(Boolean);

/** The query string of the address without some of its fields. @param {string[]} names */
export function searchWithout(names) {
    const left = params();
    names.forEach((name) => left.delete(name));
    return left.toString();
}

/** @type {(value: string) => string} */
const readable = (value) => encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":");

/**
 * Some fields of an address in this order, as a readable query string.
 * @param {URLSearchParams} from
 * @param {string[]} names
 */
export function written(from, names) {
    const kept = names.filter((name) => from.get(name));
    return kept.map((name) => `${name}=${readable(from.get(name))}`).join("&");
}

function pick(from, names) {
    const text = written(from, names);
    return text ? `?${text}` : "";
}

const others = (from) => Array.from(from.keys()).filter((name) => !fields.includes(name));
const ordered = (from) => pick(from, fields.concat(others(from)));

/**
 * Change fields of the address.
 * @param {Object<string, string>} patch
 * @param {boolean} [replace] the entry of the history, instead of pushing one
 */
export function go(patch, replace) {
    const now = params();
    const before = ordered(now);
    Object.keys(patch).forEach((name) => now.set(name, patch[name] || ""));
    const search = ordered(now);
    if (search === before) return;
    window.history[replace ? "replaceState" : "pushState"]({}, "", window.location.pathname + search);
    window.dispatchEvent(new CustomEvent(ADDRESS_CHANGED));
}

function follow(event) {
    const target = event.target.closest ? event.target.closest("[data-go]") : null;
    if (!target || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const inner = event.target.closest("a[href], button, input, select, summary");
    if (inner && inner !== target && target.contains(inner)) return;
    event.preventDefault();
    const patch = Object.fromEntries(new URLSearchParams(target.getAttribute("data-go")));
    if (patch.select) cardFocus.opens(event.detail === 0);
    go(patch);
    const place = document.getElementById(target.getAttribute("data-scroll"));
    if (place) place.scrollIntoView({ behavior: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
}

/** @typedef {{fields: string[], when?: string, rest?: boolean}} Part */

/**
 * @typedef {object} AddressProps
 * @property {string[]} fields the parameters in their order
 * @property {Object<string, Part>} parts by name: the fields that a part of the page depends on, with `rest` also the parameters
 *     that are not fields, "" unless the field `when` is set; each name is a prop that changes with them
 * @property {string} search the address that the page was built for: as long as the address bar has it, nothing is reported
 * @property {Object<string, any>} [patch] the change that a control requests: {field: value, ...}, with `replace: true` for the same
 *     entry of the history
 */

/** @extends {React.Component<AddressProps & Reporting, never>} */
export class Address extends React.Component {
    constructor(props) {
        super(props);
        fields = props.fields;
        this.read = this.read.bind(this);
    }

    componentDidMount() {
        ADDRESS_EVENTS.forEach((name) => window.addEventListener(name, this.read));
        document.addEventListener("click", follow);
        if (this.props.search === window.location.search) this.known = this.values();
        else this.read();
    }

    componentWillUnmount() {
        ADDRESS_EVENTS.forEach((name) => window.removeEventListener(name, this.read));
        document.removeEventListener("click", follow);
    }

    componentDidUpdate(before) {
        if (!this.props.patch || this.props.patch === before.patch) return;
        const { replace, ...changes } = this.props.patch;
        go(changes, replace);
    }

    values() {
        const now = params();
        const entries = Object.entries(this.props.parts).map(([name, part]) => [name, this.part(now, part)]);
        return { ...Object.fromEntries(entries), view: now.get("view") || "", select: now.get("select") || "" };
    }

    part(now, part) {
        if (part.when && !now.get(part.when)) return "";
        return pick(now, part.rest ? part.fields.concat(others(now)) : part.fields);
    }

    read() {
        const now = this.values();
        const known = this.known || {};
        const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== known[name]));
        this.known = now;
        if (Object.keys(changed).length) this.props.setProps(changed);
    }

    render() {
        return null;
    }
}
