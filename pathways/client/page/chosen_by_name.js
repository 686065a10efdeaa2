/* Where the map goes for what was chosen by name: that is shown large enough to be read, once it is there, until somebody moves on. */
import { focusPaper } from "../engine/paper_focus.js";

export const CHOSEN_BY_NAME = "pathways:chosen-by-name"; // the event of the window

/** What was chosen: what is to be selected, "" for nothing; what of the picture is shown; the paper that is read on its card. */
const chosenByName = { select: "", /** @type {string[]} */ items: [], paper: "" };

/**
 * Go there.
 * @param {string} select
 * @param {string[]} items
 * @param {string} [paper]
 */
export function showChosen(select, items, paper = "") {
    Object.assign(chosenByName, { select, items, paper });
    window.dispatchEvent(new CustomEvent(CHOSEN_BY_NAME));
}

/** Something else is selected. @param {string} selected */
export function forgetChosen(selected) {
    if (selected !== chosenByName.select) Object.assign(chosenByName, { select: "", items: [], paper: "" });
}

/** What of the picture is to be shown while this is selected; nothing where it was chosen otherwise. @param {string} selected */
export const itemsToShow = (selected) => (selected === chosenByName.select ? chosenByName.items : []);

/** Once its card is there, the paper has the focus. @param {Element} card */
export function focusChosenPaper(card) {
    if (focusPaper(card, chosenByName.paper)) chosenByName.paper = "";
}
