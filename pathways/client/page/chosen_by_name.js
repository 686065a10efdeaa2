/* Moves the map to items that were chosen by name: shows them at a readable size, once drawn, until the selection changes. */
import { focusPaper } from "../engine/paper_focus.js";

export const CHOSEN_BY_NAME = "pathways:chosen-by-name"; // the name of an event of the window

/** The choice: the id to select, "" for none; the ids of the items to show; the paper to show on the card. */
const chosenByName = { select: "", /** @type {string[]} */ items: [], paper: "" };

/**
 * Show these items, and select one.
 * @param {string} select
 * @param {string[]} items
 * @param {string} [paper]
 */
export function showChosen(select, items, paper = "") {
    Object.assign(chosenByName, { select, items, paper });
    window.dispatchEvent(new CustomEvent(CHOSEN_BY_NAME));
}

/** Call when the selection changes. @param {string} selected */
export function forgetChosen(selected) {
    if (selected !== chosenByName.select) Object.assign(chosenByName, { select: "", items: [], paper: "" });
}

/** The items to show while this is selected; none if it was not chosen by name. @param {string} selected */
export const itemsToShow = (selected) => (selected === chosenByName.select ? chosenByName.items : []);

/** Give the paper the focus, when its card is shown. @param {Element} card */
export function focusChosenPaper(card) {
    if (focusPaper(card, chosenByName.paper)) chosenByName.paper = "";
}
