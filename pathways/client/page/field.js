/* A native form field within a `Markup`: its value becomes a choice of the export panel (`exports.js`).
 *
 * The field shows a change at once; then the value from the server replaces it, except while the user types, and except if it
 * belongs to an earlier choice.
 */
import { h, React } from "./dash.js";
import { chosenExport, lateExport, putExport } from "./exports.js";
import { restoreFile } from "./restore.js";

const TYPING = 400; // ms without a key after which typed text becomes a choice
const typedKind = (kind) => kind === "number" || kind === "text";

const left = (name) => chosenExport(name).split(",").filter(Boolean);

const acts = {
    radio: ({ puts }) => putExport(Object.fromEntries(new URLSearchParams(puts))),
    checkbox({ name, part }, field) {
        const others = left(name).filter((one) => one !== part);
        putExport({ [name]: others.concat(field.checked ? [] : [part]).join(",") });
    },
    number: ({ name }, field) => putExport({ [name]: field.value }),
    text: ({ name }, field) => putExport({ [name]: field.value.trim() }),
    file(_, field) {
        if (field.files.length) restoreFile(field.files[0]);
        field.value = "";
    },
};

/**
 * @typedef {object} FieldProps `value`, `min`, `max`, `step` and `accept` are as in HTML
 * @property {"radio"|"checkbox"|"number"|"file"} kind "file" opens the view of a figure
 * @property {string} name of the option; radios of one name exclude each other
 * @property {string} [puts] of a radio: the options that it changes, as in "width=1920&dpi="
 * @property {string} [part] of a checkbox: its item of a list; unchecked, the item is on the list
 * @property {boolean} [checked]
 * @property {string|number} [value]
 */

/** @extends {React.Component<FieldProps, never>} */
export class Field extends React.Component {
    constructor(props) {
        super(props);
        this.own = React.createRef();
        this.changed = this.changed.bind(this);
    }

    componentDidUpdate() {
        if (lateExport()) return;
        const { kind, checked, value } = this.props;
        const field = this.own.current;
        if (kind === "radio" || kind === "checkbox") field.checked = !!checked;
        if (typedKind(kind) && document.activeElement !== field) field.value = value;
    }

    changed() {
        const act = () => this.own.current && acts[this.props.kind](this.props, this.own.current);
        window.clearTimeout(this.later);
        if (typedKind(this.props.kind)) this.later = window.setTimeout(act, TYPING);
        else act();
    }

    render() {
        const { kind, checked, value, puts, part, ...rest } = this.props;
        const start = typedKind(kind) ? { defaultValue: value } : kind === "file" ? {} : { defaultChecked: !!checked };
        return h("input", { ref: this.own, type: kind, onChange: this.changed, ...start, ...rest });
    }
}
