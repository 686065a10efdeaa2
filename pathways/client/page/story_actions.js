/* Buttons and links of the stories panel. */
import { field } from "./address.js";
import { h } from "./dash.js";

/** @type {(path: string, asked: Object<string, string>) => string} */
export const linkTo = (path, asked) => `${path}?${new URLSearchParams(asked)}`;

/**
 * A button.
 * @param {string} label
 * @param {() => void} onClick
 * @param {Object<string, unknown>} [more] props
 */
export const act = (label, onClick, more) => h("button", { key: label, type: "button", className: "act", onClick, ...more }, label);

/**
 * A link that presents a story in a new window.
 * @param {string} path
 * @param {Object<string, string>} asked
 */
export function presentLink(path, asked) {
    const theme = field("theme");
    const href = linkTo(path, { ...asked, ...(theme ? { theme } : {}) });
    return h("a", { key: "present", className: "act is-strong", href, target: "_blank", rel: "noopener" }, "Present");
}
