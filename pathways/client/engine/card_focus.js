/* Where the keyboard focus goes when a card opens and when it closes.
 *
 * A card that was asked for by a key, or from within another card, takes it; whatever had it before gets it back. What was only
 * pressed keeps it.
 */
export class CardFocus {
    /** @param {() => void} home takes the focus where nothing else can */
    constructor(home) {
        this.home = home;
        /** @type {HTMLElement|null} */
        this.opener = null;
        this.wanted = false;
    }

    /* A card is about to open. Who typed what is looked for has had what they wanted: the focus does not return to a field. */
    opens(byKey) {
        const held = /** @type {HTMLElement} */ (document.activeElement);
        const within = Boolean(held.closest(".card"));
        if (!within) this.opener = held.matches("body, input") ? null : held;
        this.wanted = byKey || within;
    }

    /* It is there. */
    enter(heading) {
        if (!heading) return;
        if (this.wanted) heading.focus({ preventScroll: true });
        this.wanted = false;
    }

    /* It is closed, and the focus was in it, or a key closed it. */
    leave() {
        const { opener } = this;
        this.opener = null;
        if (!opener || !opener.isConnected || !opener.getClientRects().length) return void this.home();
        opener.focus({ preventScroll: Boolean(opener.closest(".pw-figure")) });
    }
}
