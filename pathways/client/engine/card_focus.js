/* Where the keyboard focus goes when a card opens and when it closes.
 *
 * A card that was opened by a key, or from within another card, gets the focus; on closing, it returns to where it was before. With
 * a pointer, the focus stays.
 */
export class CardFocus {
    /** @param {() => void} home moves the focus to the page's default element */
    constructor(home) {
        this.home = home;
        /** @type {HTMLElement|null} */
        this.opener = null;
        this.wanted = false;
    }

    /* Call before a card opens. The focus is not returned to a text field: the search in it is finished. */
    opens(byKey) {
        const held = /** @type {HTMLElement} */ (document.activeElement);
        const within = Boolean(held.closest(".card"));
        if (!within) this.opener = held.matches("body, input") ? null : held;
        this.wanted = byKey || within;
    }

    /* Call when the card is shown. */
    enter(heading) {
        if (!heading) return;
        if (this.wanted) heading.focus({ preventScroll: true });
        this.wanted = false;
    }

    /* Call when the card has closed, if the focus was in it, or a key closed it. */
    leave() {
        const { opener } = this;
        this.opener = null;
        if (!opener || !opener.isConnected || !opener.getClientRects().length) return void this.home();
        opener.focus({ preventScroll: Boolean(opener.closest(".pw-figure")) });
    }
}
