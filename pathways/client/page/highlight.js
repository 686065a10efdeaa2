/* Highlights items that are named elsewhere on the page, such as in an item of an answer. */

/** @typedef {import("../engine/items.js").Items} Items */

/** @type {Items|null} */
let shown = null;
/** @type {{edges: string[], nodes: string[]}} */
let highlighted = { edges: [], nodes: [] };

/**
 * Apply the current highlights to these items; called again when they are drawn anew.
 * @param {Items} items
 */
export function highlightOn(items) {
    shown = items;
    drawHighlights();
}

/**
 * Highlight edges and nodes, wherever they are drawn; empty lists remove the highlights.
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
