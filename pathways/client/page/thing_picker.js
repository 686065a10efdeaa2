/* A text field with a list of the nodes of the map that match: a combobox after the ARIA practices. */
import { search } from "../engine/search.js";
import { go, listField } from "./address.js";
import { h, React } from "./dash.js";

const THINGS_NAMED = "pathways:things";
const MOST_OFFERED = 60; // nodes that are listed at once
/** @typedef {{value: string, label: string, names: string[], group: string}} Thing */
/** @type {Thing[]|null} */
let things = null; // null until the server has sent them

/** Set the nodes that can be named. @param {Thing[]} all */
export function nameThings(all) {
    things = all;
    window.dispatchEvent(new CustomEvent(THINGS_NAMED));
}

/**
 * @typedef {object} PickProps
 * @property {string} id
 * @property {string} field of the address, a list to which the chosen node is added
 * @property {boolean} empty whether the list is empty
 */

/** @extends {React.Component<PickProps, {text: string, at: number, open: boolean}>} */
export class Pick extends React.Component {
    constructor(props) {
        super(props);
        this.state = { text: "", at: 0, open: false };
        ["type", "key", "named"].forEach((name) => (this[name] = this[name].bind(this)));
    }

    componentDidMount() {
        window.addEventListener(THINGS_NAMED, this.named);
    }

    componentWillUnmount() {
        window.removeEventListener(THINGS_NAMED, this.named);
    }

    /* Call when the nodes are loaded: the user may have begun to type before. */
    named() {
        this.forceUpdate();
    }

    componentDidUpdate() {
        const now = this.state.open && document.getElementById(this.props.id + "-" + this.state.at);
        if (now) now.scrollIntoView({ block: "nearest" });
    }

    found() {
        const chosen = listField(this.props.field);
        const options = (things || []).filter((thing) => !chosen.includes(thing.value));
        return search(options, this.state.text, MOST_OFFERED);
    }

    type(event) {
        this.setState({ text: event.target.value, at: 0, open: true });
    }

    choose(thing) {
        if (!thing) return;
        const { field } = this.props;
        const group = thing.group ? { open: Array.from(new Set(listField("open").concat(thing.group))).join(",") } : {};
        this.setState({ text: "", at: 0, open: false });
        go({ [field]: listField(field).concat(thing.value).join(","), trail: "", ...group });
    }

    key(event) {
        const { open, at } = this.state;
        const found = open ? this.found() : [];
        const to = (place) => this.setState({ open: true, at: Math.max(0, Math.min(place, this.found().length - 1)) });
        const acts = {
            ArrowDown: () => to(open ? at + 1 : 0),
            ArrowUp: () => to(at - 1),
            Enter: () => this.choose(found[at]),
            Escape: open ? () => this.setState({ open: false }) : null,
        };
        if (!acts[event.key]) return;
        event.preventDefault();
        event.nativeEvent.stopImmediatePropagation(); // Esc closes only the list
        acts[event.key]();
    }

    option(thing, number) {
        const { id } = this.props;
        const now = number === this.state.at;
        const hold = (event) => event.preventDefault(); // the field keeps the focus
        return h(
            "li",
            {
                key: thing.value,
                id: id + "-" + number,
                role: "option",
                "aria-selected": now,
                onMouseDown: hold,
                onClick: () => this.choose(thing),
            },
            thing.label
        );
    }

    render() {
        const { id, empty } = this.props;
        const { open, text, at } = this.state;
        const found = open ? this.found() : [];
        const options = found.length
            ? found.map((thing, number) => this.option(thing, number))
            : h(
                  "li",
                  { key: "none", className: "none", role: "option", "aria-selected": false, "aria-disabled": true },
                  things ? "Nothing on this map is called so" : "Looking\u2026"
              );
        const told = open ? { "aria-controls": id + "-list", "aria-activedescendant": found.length ? id + "-" + at : undefined } : {};
        const field = h("input", {
            id,
            key: "field",
            type: "text",
            role: "combobox",
            autoComplete: "off",
            spellCheck: false,
            value: text,
            placeholder: empty ? "Name a thing" : "and another",
            "aria-expanded": open,
            "aria-autocomplete": "list",
            ...told,
            onChange: this.type,
            onKeyDown: this.key,
            onClick: () => this.setState({ open: true }),
            onBlur: () => this.setState({ open: false }),
        });
        const shown = open ? h("ul", { key: "list", id: id + "-list", role: "listbox", "aria-label": "Things on the map" }, options) : null;
        return h("div", { className: "pick" }, [field, shown]);
    }
}
