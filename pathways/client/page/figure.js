/* Shows the picture that the server drew; it can be panned and zoomed, and its items can be selected.
 *
 * This is the component around the picture's engine: it reports selections, moved boxes and views to the page.
 */
import { idOf, Items } from "../engine/items.js";
import { Tooltip } from "../engine/tooltip.js";
import { Viewport } from "../engine/viewport.js";
import { CHOSEN_BY_NAME, forgetChosen, itemsToShow } from "./chosen_by_name.js";
import { BoxKeyboard, BoxPointer } from "./box_moves.js";
import { h, React } from "./dash.js";
import { DragBox } from "./drag_box.js";
import { highlightOn } from "./highlight.js";

const TOOLS = { "zoom in": "M8 3v10M3 8h10", "zoom out": "M3 8h10", "show the whole map": "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" };

function tool(name) {
    const path = h("path", { d: TOOLS[name], fill: "none", stroke: "currentColor", strokeWidth: 1.7, strokeLinecap: "round" });
    const icon = h("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": true }, path);
    return h("button", { key: name, type: "button", className: "pw-tool", "data-zoom": name, "aria-label": name, title: name }, icon);
}

/**
 * Each output includes the time, as Dash reports no value twice.
 * @typedef {object} FigureProps
 * @property {string} svg markup: .pw-node, .pw-edge and .pw-gap with data-id
 * @property {import("../engine/items.js").Arrows} arrows what is drawn
 * @property {string} selected id of a box, an arrow, an edge within an arrow, or a gap; "" for none
 * @property {string} view "x,y,k": scene point in the middle, and scale with 1 for the whole picture; "" for the whole picture
 * @property {string} cover id of an element that may cover the picture; the selected item is moved out from under it
 * @property {string} label what the picture is, for screen readers
 * @property {{id: string, opened: boolean, keyboard: boolean}} [clicked] out: the chosen item; `opened` if by a double click
 * @property {{id: string, x: number, y: number}} [moved] out: a box was moved; its new centre in scene units
 * @property {{view: string}} [viewed] out: after a gesture, as the prop `view`
 */

/** @extends {React.Component<FigureProps & Reporting, never>} */
export class Figure extends React.Component {
    constructor(props) {
        super(props);
        this.frame = React.createRef();
        this.inner = React.createRef();
        this.said = React.createRef();
    }

    componentDidMount() {
        this.viewport = new Viewport(this.frame.current, { view: this.props.view, settled: (view) => this.tell("viewed", { view }) });
        this.items = new Items(this.inner.current, () => this.props.arrows || {});
        this.dragBox = new DragBox(this.viewport, this.items, (place) => this.tell("moved", place));
        const choose = (item, byKey) => this.choose(item, false, byKey);
        this.pointer = new BoxPointer(this.viewport, this.items, choose, this.dragBox, (group) => this.choose(group, true, false));
        new BoxKeyboard(this.viewport, this.items, choose, this.dragBox, (text) => (this.said.current.textContent = text));
        this.tooltip = new Tooltip(this.viewport);
        this.covered = new ResizeObserver(() => this.reveal());
        highlightOn(this.items);
        this.items.mark(this.props.selected);
        if (this.props.selected) this.settle();
        this.chosen = () => this.settle();
        window.addEventListener(CHOSEN_BY_NAME, this.chosen);
        const first = document.getElementById("first-paint"); // the same picture, which was on the page before any script ran
        if (first) first.remove();
    }

    getSnapshotBeforeUpdate() {
        return this.inner.current.contains(document.activeElement);
    }

    componentDidUpdate(before, _, held) {
        const { svg, view, selected } = this.props;
        if (before.svg !== svg) this.renew(held);
        if (before.view !== view) this.viewport.follow(view);
        if (before.svg !== svg || before.selected !== selected) this.items.mark(selected);
        if (before.selected !== selected) forgetChosen(selected);
        if (before.selected !== selected || (before.svg !== svg && itemsToShow(selected).length)) this.settle();
    }

    componentWillUnmount() {
        this.covered.disconnect();
        window.removeEventListener(CHOSEN_BY_NAME, this.chosen);
        this.viewport.end();
        this.pointer.end();
        this.tooltip.end();
    }

    /* Call after new markup; a picture of another size gets the view of the address. */
    renew(held) {
        const other = this.viewport.measure();
        this.tooltip.hide();
        this.items.refresh(held);
        this.dragBox.renew();
        highlightOn(this.items);
        if (other) this.viewport.show(this.props.view);
        else this.viewport.place(false);
    }

    /* The covering element opens after the selection, and grows when its content arrives; if the user has moved the picture by
     * then, their view is kept. */
    settle() {
        this.since = this.viewport.gestures;
        (this.waiting || []).forEach(window.clearTimeout);
        this.waiting = [60, 350].map((wait) => window.setTimeout(() => this.reveal(), wait));
        this.covered.disconnect();
        if (this.props.selected && this.over()) this.covered.observe(this.over());
    }

    over() {
        return document.getElementById(this.props.cover);
    }

    reveal() {
        if (!this.inner.current || this.viewport.gestures !== this.since) return;
        const { selected } = this.props;
        const shown = itemsToShow(selected).map((id) => this.items.find(id)).filter(Boolean);
        if (shown.length) this.viewport.visit(shown, this.over());
        else this.viewport.reveal(this.items.find(selected), this.over());
    }

    tell(name, value) {
        if (this.inner.current) this.props.setProps({ [name]: { ...value, at: Date.now() } });
    }

    choose(item, opened, keyboard) {
        const id = item ? idOf(item) : "";
        if (id || this.props.selected) this.tell("clicked", { id, opened, keyboard });
    }

    render() {
        const { id, svg, label } = this.props;
        return h(
            "div",
            { id, ref: this.frame, className: "pw-figure", role: "region", "aria-label": label },
            h("div", { ref: this.inner, className: "pw-stage", dangerouslySetInnerHTML: { __html: svg || "" } }),
            h("div", { className: "pw-tools", role: "group", "aria-label": "zoom" }, Object.keys(TOOLS).map(tool)),
            h("div", { ref: this.said, className: "unseen", role: "status" })
        );
    }
}
