/* Shows a paper that was searched for where a card describes its findings. */

/**
 * Scroll to a paper within a card, or within the limits of the map, open the details around it, and give it the focus.
 * @param {Element|null} card
 * @param {string} paper its id
 * @returns {boolean} whether it was found
 */
export function focusPaper(card, paper) {
    const item = /** @type {HTMLElement|null} */ (card && paper ? card.querySelector(`[data-paper="${CSS.escape(paper)}"]`) : null);
    if (!item) return false;
    for (let fold = item.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    item.scrollIntoView({ block: "center" });
    item.focus({ preventScroll: true });
    return true;
}
