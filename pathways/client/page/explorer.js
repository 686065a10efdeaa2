/* The entry module of the explorer: exports to window.pathways what Dash needs, and what the scripts that load later import. */
import { addControls } from "./controls.js";
import { addCopying } from "./copy_papers.js";

export { copyText } from "../engine/clipboard.js";
export { fold } from "../engine/search.js";
export { Address, ADDRESS_EVENTS, field, go, searchWithout, written } from "./address.js";
export { h, React, setProps } from "./dash.js";
export { Exports } from "./exports.js";
export { Field } from "./field.js";
export { Find } from "./find.js";
export { Figure } from "./figure.js";
export { Loose } from "./interactive_view.js";
export { Later } from "./load_later.js";
export { Icon, Markup } from "./markup.js";
export { opening } from "./opening.js";
export { Questions } from "./questions.js";
export { Restore } from "./restore.js";
export { Pick } from "./thing_picker.js";

addControls();
addCopying();
