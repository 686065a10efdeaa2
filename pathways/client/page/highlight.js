/* Items that are highlighted because something elsewhere on the page speaks of them, such as an item of an answer. */

/** @typedef {import("../engine/items.js").Items} Items */

/** @type {Items|null} */
let shown = null;
/** @type {{edges: string[], nodes: string[]}} */
let highlighted = { edges: [], nodes: [] };

/**
 * Highlight on these items what is to be; called again when they are drawn anew.
 * @param {Items} items
 */
export function highlightOn(items) {
    shown = items;
    drawHighlights();
}

/**
 * Let edges and nodes stand out, wherever they are drawn; none lets go.
 * @param {string[]} edges
 * @param {string[]} nodes
 */
export function highlight(edges, nodes) {
    highlighted = { edges, nodes };
    drawHighlights();
}

function drawHighlights() {
    if (!shown) return;
    const arrows = shown.arrows();
    const names = Object.keys(arrows).filter((name) => arrows[name].edges.some((edge) => highlighted.edges.includes(edge)));
    const all = names.concat(...names.map((name) => arrows[name].ends), highlighted.edges, highlighted.nodes);
    const found = all.map((name) => shown.find(name)).filter(Boolean);
    shown.picture.querySelectorAll(".is-lit").forEach((item) => item.classList.remove("is-lit"));
    found.forEach((item) => item.classList.add("is-lit"));
    shown.picture.classList.toggle("has-lit", found.length > 0);
}
