/* Copies the references of a card, and confirms it with a message.
 *
 *   <button data-papers="id" data-called="7 references">  copies the text of the element with this id; if the browser forbids
 *                                                        that, the text is shown and selected
 */
import { copyText } from "../engine/clipboard.js";
import { setProps } from "./dash.js";

const PAPERS_SAID = 4000; // ms
let unsaying = 0;

function sayCopied(text) {
    window.clearTimeout(unsaying);
    setProps("card-said", { children: text });
    if (text) unsaying = window.setTimeout(() => sayCopied(""), PAPERS_SAID);
}

async function copyReferences(id, called) {
    const text = document.getElementById(id);
    try {
        await copyText(text.textContent);
        sayCopied(called + " copied.");
    } catch {
        text.closest("details").open = true;
        window.getSelection().selectAllChildren(text);
        sayCopied("The browser refused to copy. The text is marked: press Ctrl+C.");
    }
}

/** Listen to the buttons that copy references. */
export function addCopying() {
    document.addEventListener("click", (event) => {
        /** @type {HTMLElement|null} */
        const target = event.target instanceof Element ? event.target.closest("[data-papers]") : null;
        if (target) copyReferences(target.dataset.papers, target.dataset.called);
    });
}
