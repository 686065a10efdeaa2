/* Without scripts the legend is open; with scripts it opens on demand, and a click elsewhere closes it. */
export function foldLegend() {
    const legend = /** @type {HTMLDetailsElement|null} */ (document.querySelector("details.legend"));
    if (!legend) return;
    legend.open = false;
    document.addEventListener("click", (event) => legend.contains(/** @type {Node} */ (event.target)) || (legend.open = false));
    window.addEventListener("beforeprint", () => (legend.open = true));
}
