/* Shows elements of dash.html that have no callbacks of their own.
 *
 * Dash makes each element a component of its own and renders all of them anew after a callback: focus is lost, open
 * details close, and a table of 600 cells takes a third of a second. Here React alone renders the same description, so elements
 * that do not change stay. Text is inserted as text; only the output of the project's templates, which escape it, is read as HTML.
 */
import { focusChosenPaper } from "./chosen_by_name.js";
import { h, React } from "./dash.js";
import { Field } from "./field.js";
import { cardFocus } from "./evidence_focus.js";
import { Question } from "./questions.js";
import { Pick } from "./thing_picker.js";

const STROKE = { fill: "none", stroke: "currentColor", strokeWidth: 1.4, strokeLinecap: "round", strokeLinejoin: "round" };
const ATTRIBUTES = { class: "className", tabindex: "tabIndex" }; // attributes that React names differently

function icon({ lines, svg, box, className }, key) {
    const look = { key, className: "icon " + (className || ""), viewBox: box, "aria-hidden": true };
    return svg ? h("svg", { ...look, dangerouslySetInnerHTML: { __html: svg } }) : h("svg", look, h("path", { d: lines, ...STROKE }));
}

function drawn(node, key) {
    if (node === null || node === undefined || typeof node !== "object") return node;
    if (Array.isArray(node)) return node.map(drawn);
    const { children, ...props } = node.props;
    if (node.type === "Icon") return icon(props, key);
    if (node.type === "Field") return h(Field, { key: props.id || key, ...props });
    if (node.type === "Pick") return h(Pick, { key: props.id || key, ...props });
    if (node.type === "Markup") return h(Markup, { key: props.id || key, ...props });
    const late = node.type === "Img" ? { loading: "lazy" } : {}; // content of closed details is not loaded
    const inner = Array.isArray(children) ? children.map(drawn) : drawn(children);
    return h("data-asked" in props ? Question : node.type.toLowerCase(), { key: props.id || key, ...late, ...props }, inner);
}

function read(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    return Array.from(template.content.childNodes, element);
}

function element(node, key) {
    if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeValue;
    const props = Object.fromEntries(Array.from(node.attributes, ({ name, value }) => [ATTRIBUTES[name] || name, value]));
    const children = node.hasChildNodes() ? Array.from(node.childNodes, element) : undefined;
    return h(node.localName, { key: props.id || key, ...props }, children);
}

export const Icon = (props) => icon(props);

/**
 * @typedef {object} MarkupProps
 * @property {string} [id]
 * @property {string} [className]
 * @property {unknown} [tree] what dash.html made, Icon(glyph), form fields (`field.js`) and fields that find nodes
 *     (`thing_picker.js`), Markup(html)
 * @property {string} [html] instead of a tree: HTML from a template
 * @property {string} [topic] its subject: if that changes, the element around it is scrolled to its start, and the element with
 *     data-landing gets the focus if a key opened it
 */

/** @extends {React.Component<MarkupProps, never>} */
export class Markup extends React.Component {
    constructor(props) {
        super(props);
        this.own = React.createRef();
    }

    getSnapshotBeforeUpdate() {
        return this.own.current.contains(document.activeElement);
    }

    componentDidUpdate(before, _, held) {
        if (held && !this.own.current.contains(document.activeElement)) this.hand();
        if (before.topic === this.props.topic) return;
        if (this.own.current.parentElement) this.own.current.parentElement.scrollTop = 0;
        cardFocus.enter(this.own.current.querySelector("[data-landing]"));
        focusChosenPaper(this.own.current);
    }

    /* If the focused element is gone, move the focus: to the new heading, after closing a card to where it was before, else to the map. */
    hand() {
        const heading = this.own.current.querySelector("[data-landing]");
        if (heading) heading.focus({ preventScroll: true });
        else if (this.own.current.closest(".card")) cardFocus.leave();
        else cardFocus.home();
    }

    render() {
        const { id, className, tree, html, topic } = this.props;
        return h("div", { id, className, ref: this.own }, h(React.Fragment, { key: topic || "" }, html ? read(html) : drawn(tree)));
    }
}
