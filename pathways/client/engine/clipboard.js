/* Copying a text. Within frames of other sites and on pages without HTTPS the clipboard may be blocked; an older method often
 * works.
 */

/**
 * Copy a text; throws an error if the browser refuses.
 * @param {string} text
 */
export async function copyText(text) {
    try {
        return await navigator.clipboard.writeText(text);
    } catch {
        return copySelected(text);
    }
}

function copySelected(text) {
    const held = document.activeElement;
    const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "unseen" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (held instanceof HTMLElement) held.focus({ preventScroll: true });
    if (!done) throw new Error("The browser refused to copy.");
}
