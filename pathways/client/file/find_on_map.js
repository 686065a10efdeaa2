/* The search of a page that is a file: its entries are in the page, and results are shown on the map, or below it. */
import { FindBox } from "../engine/find_box.js";
import { focusPaper } from "../engine/paper_focus.js";

/** @typedef {import("../engine/find_box.js").FindEntry} FindEntry */

/* The ids on the map for an entry: its own, and its ends if it is a line. */
function thingsOf(entry, entries) {
    const ends = (entry.ends || []).map((place) => entries[place].place.slice(2));
    return entry.nodes || [...(entry.place ? [entry.place.slice(2)] : []), ...ends];
}

/** @param {import("./card_reader.js").CardReader} cards */
export function findOnMap(cards) {
    /** @type {FindEntry[]|null} */
    let known = null; // null until the first search, so that it does not delay the page
    const entries = () => (known = known || JSON.parse(document.getElementById("index").textContent));
    const parts = Object.fromEntries(["find", "found", "find-said"].map((id) => [id, document.getElementById(id)]));
    const take = (entry) => {
        const place = document.getElementById(entry.place || "");
        if (place && place.closest(".card")) cards.come(entry.place, true);
        else if (place) showPlace(place);
        else if (cards.open) cards.go("", true); // regions have no card
        if (!place || place.closest(".card")) cards.picture.visit(thingsOf(entry, entries()), cards.open);
        if (!place) cards.picture.takeFocus();
        if (entry.paper) focusPaper(place, entry.paper);
    };
    const field = /** @type {HTMLInputElement} */ (parts.find);
    new FindBox({ field, list: parts.found, said: parts["find-said"] }, { entries, take });
}

/* Show a result that is below the picture. */
function showPlace(place) {
    place.scrollIntoView({ block: "center" });
    if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
}
