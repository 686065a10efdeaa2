/* The search of a page that is a file: what can be found stands in the page, and is read where the page has it. */
import { FindBox } from "../engine/find_box.js";
import { focusPaper } from "../engine/paper_focus.js";

/** @typedef {import("../engine/find_box.js").FindEntry} FindEntry */

/* What on the map stands for an entry: itself, with its ends if it is a line. */
function thingsOf(entry, entries) {
    const ends = (entry.ends || []).map((place) => entries[place].place.slice(2));
    return entry.nodes || [...(entry.place ? [entry.place.slice(2)] : []), ...ends];
}

/** @param {import("./card_reader.js").CardReader} cards */
export function findOnMap(cards) {
    /** @type {FindEntry[]|null} */
    let known = null; // until somebody searches, as the page should not wait for it
    const entries = () => (known = known || JSON.parse(document.getElementById("index").textContent));
    const parts = Object.fromEntries(["find", "found", "find-said"].map((id) => [id, document.getElementById(id)]));
    const take = (entry) => {
        const place = document.getElementById(entry.place || "");
        if (place && place.closest(".card")) cards.come(entry.place, true);
        else if (place) showPlace(place);
        else if (cards.open) cards.go("", true); // no card tells of a region
        if (!place || place.closest(".card")) cards.picture.visit(thingsOf(entry, entries()), cards.open);
        if (!place) cards.picture.takeFocus();
        if (entry.paper) focusPaper(place, entry.paper);
    };
    const field = /** @type {HTMLInputElement} */ (parts.find);
    new FindBox({ field, list: parts.found, said: parts["find-said"] }, { entries, take });
}

/* What is read below the picture. */
function showPlace(place) {
    place.scrollIntoView({ block: "center" });
    if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
    place.focus({ preventScroll: true });
}
