/* The interactive view: the interactive page of the same question beside the map, in which boxes can be dragged freely.
 *
 * It is the same file as the download, in a frame that a sandbox isolates from this page; whether it is open is stored only on
 * this page, not in the address. The frame shows the question of the address.
 */
import { ADDRESS_EVENTS, searchWithout } from "./address.js";
import { h, React } from "./dash.js";

const CROSS = h(
    "svg",
    { viewBox: "0 0 16 16", className: "icon", "aria-hidden": true },
    h("path", { d: "M4 4l8 8M12 4l-8 8", fill: "none", stroke: "currentColor", strokeWidth: 1.4, strokeLinecap: "round" })
);

const NOT_SHOWN = ["view", "select", "table", "sort", "made"]; // fields that change nothing in the frame

function question() {
    const search = searchWithout(NOT_SHOWN);
    return search ? `?${search}` : "";
}

let openIt = () => {};

/** Open it, unless it is open. */
export const openInteractiveView = () => openIt();

/** @typedef {{id: string, toggle: number}} LooseProps `toggle` opens it or closes it: a new number each time */

/** @extends {React.Component<LooseProps, {opened: boolean, search: string}>} */
export class Loose extends React.Component {
    constructor(props) {
        super(props);
        this.state = { opened: false, search: "" };
        this.own = React.createRef();
        ["key", "close", "follow"].forEach((name) => (this[name] = this[name].bind(this)));
    }

    componentDidMount() {
        openIt = () => this.state.opened || this.open();
        document.addEventListener("keydown", this.key);
        ADDRESS_EVENTS.forEach((name) => window.addEventListener(name, this.follow));
    }

    componentWillUnmount() {
        document.removeEventListener("keydown", this.key);
        ADDRESS_EVENTS.forEach((name) => window.removeEventListener(name, this.follow));
    }

    componentDidUpdate(before, was) {
        if (before.toggle !== this.props.toggle) return void (this.state.opened ? this.close() : this.open());
        if (this.state.opened && !was.opened) this.own.current.querySelector("button").focus();
        return undefined;
    }

    open() {
        this.from = /** @type {HTMLElement|null} */ (document.activeElement);
        this.pressed(true);
        this.setState({ opened: true, search: question() });
    }

    close() {
        this.pressed(false);
        this.setState({ opened: false });
        /** @type {HTMLElement|null} */
        const back = this.from && this.from.isConnected ? this.from : document.getElementById("loose-button");
        if (back) back.focus();
    }

    follow() {
        if (this.state.opened && question() !== this.state.search) this.setState({ search: question() });
    }

    pressed(opened) {
        const button = document.getElementById("loose-button");
        if (button) button.setAttribute("aria-pressed", opened ? "true" : "false");
    }

    /* Esc closes the topmost element: an evidence card first, unless the focus is in this view. */
    key(event) {
        if (event.key !== "Escape" || event.defaultPrevented || !this.state.opened) return;
        const at = event.target.closest ? event.target : document.body;
        if (at.closest("input, select, [role=dialog], [role=menu], [role=listbox]")) return;
        const within = this.own.current.contains(at);
        if (!within && document.querySelector(".card.is-open")) return;
        event.preventDefault();
        this.close();
    }

    render() {
        if (!this.state.opened) return null;
        const title = "The map as a graph that can be pulled about";
        return h(
            "section",
            { id: this.props.id, ref: this.own, className: "loose", "aria-label": "Loose view" },
            h(
                "div",
                { className: "loose-head" },
                h("strong", null, "Loose view"),
                h("span", { className: "note" }, "Pull the boxes; nothing of it changes the map."),
                h("button", { type: "button", className: "close", "aria-label": "Close the loose view", onClick: this.close }, CROSS)
            ),
            h("iframe", {
                title,
                src: "/loose" + this.state.search,
                sandbox: "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox",
                loading: "lazy",
                referrerPolicy: "no-referrer",
            })
        );
    }
}
