/* The search of the explorer. Its entries are requested when the field first gets the focus.
 *
 * Props: id
 *        label   what the field is for, for screen readers
 *        wanted  out: "?map=toy", once the field has had the focus
 *        index   the entries, as wording/search_index.py writes them; null until they are loaded
 */
import { FindBox } from "../engine/find_box.js";
import { focusPaper } from "../engine/paper_focus.js";
import { field, go, listField } from "./address.js";
import { focusChosenPaper, showChosen } from "./chosen_by_name.js";
import { h, React } from "./dash.js";
import { cardFocus } from "./evidence_focus.js";

/** @typedef {import("../engine/find_box.js").FindEntry} FindEntry */

export class Find extends React.Component {
    constructor(props) {
        super(props);
        this.own = React.createRef();
        this.ask = this.ask.bind(this);
    }

    componentDidMount() {
        const [input, list, said] = ["input", "ul", "[role=status]"].map((name) => this.own.current.querySelector(name));
        const owner = { entries: () => this.props.index || null, take: (entry) => this.take(entry) };
        this.box = new FindBox({ field: input, list, said }, owner);
    }

    /* `FindBox` changes the list, so React renders it only once. */
    shouldComponentUpdate(next) {
        if (next.index !== this.props.index) window.setTimeout(() => document.activeElement === this.box.field && this.box.look());
        return false;
    }

    ask() {
        if (!this.props.index) this.props.setProps({ wanted: `?map=${encodeURIComponent(field("map"))}` });
    }

    /** @param {FindEntry} entry */
    take(entry) {
        const { place = "", paper = "", nodes, story } = entry;
        if (story) return void window.location.assign(`story.html?${new URLSearchParams({ ...this.map(), story })}`);
        if (place.startsWith("caveat-")) return this.read(place, paper);
        if (!place) return this.region(nodes || []);
        const id = place.slice(2);
        const ends = (entry.ends || []).map((number) => this.props.index[number].place.slice(2));
        const open = entry.group && !listField("open").includes(entry.group) ? { open: [...listField("open"), entry.group].join(",") } : {};
        cardFocus.opens(true);
        const there = field("select") === id;
        go({ select: id, overview: "", ...open }); // most things are not on the overview
        showChosen(id, [id, ...ends], paper);
        if (there) this.enter();
        return undefined;
    }

    /* A region has no card: it is shown, and the map gets the focus. */
    region(nodes) {
        go({ select: "" });
        showChosen("", nodes);
        cardFocus.home();
    }

    map() {
        return field("map") ? { map: field("map") } : {};
    }

    /* Move the focus to the card, if it is open already. */
    enter() {
        const card = document.querySelector(".card.is-open");
        cardFocus.enter(card && card.querySelector("[data-landing]"));
        if (card) focusChosenPaper(card);
    }

    /* Show a result that is under the picture. */
    read(place, paper) {
        const item = document.getElementById(place);
        if (!item || focusPaper(item, paper)) return;
        item.scrollIntoView({ block: "center" });
        item.tabIndex = -1;
        item.focus({ preventScroll: true });
    }

    render() {
        const { id, label } = this.props;
        const list = `${id}-found`;
        return h(
            "div",
            { id: `${id}-place`, ref: this.own, className: "find-box", onFocus: this.ask, onPointerEnter: this.ask },
            h("input", {
                id,
                type: "text",
                role: "combobox",
                autoComplete: "off",
                spellCheck: false,
                maxLength: 200,
                placeholder: "Find on the map",
                "aria-label": label,
                "aria-expanded": "false",
                "aria-autocomplete": "list",
                "aria-controls": list,
            }),
            h("ul", { id: list, role: "listbox", "aria-label": "Found on the map", hidden: true }),
            h("span", { className: "unseen", role: "status" })
        );
    }
}
