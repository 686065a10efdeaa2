/* The cards: one is shown over the picture, and the address names it, so that the browser's Back button and links work.
 *
 * A card is an article of the page; its data-at names its item in the picture: n-, e- or g- and an id. Links within
 * the page open cards. It needs of the picture
 *   frame         its element
 *   show(card)    highlight the item of a card, and move it out from under the card
 *   clear()       remove the highlights
 *   visit(names, card)  show items by their ids at a readable size, beside the card if one is open
 *   back()        return to the view before that
 *   takeFocus()   take the focus
 */
import { CardFocus } from "../engine/card_focus.js";
import { CardPapers } from "./card_papers.js";

/**
 * The methods of a picture that cards use.
 * @typedef {{frame: HTMLElement, show: (card: HTMLElement) => void, clear: () => void,
 *     visit: (names: string[], card: HTMLElement|null) => void, back: () => void, takeFocus: () => void}} Picture
 */

/* A part of an address, percent-decoded; "" if it is invalid. */
function decoded(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return "";
    }
}

/* The part of the address after "#", decoded. */
export const named = () => decoded(window.location.hash.slice(1));

export class CardReader {
    /**
     * @param {Picture} picture
     * @param {string} initial the card to show first, if the address names none
     */
    constructor(picture, initial) {
        this.picture = picture;
        this.focus = new CardFocus(() => picture.takeFocus());
        this.papers = new CardPapers();
        /** @type {HTMLElement|null} */
        this.open = null;
        this.closing = this.button();
        document.addEventListener("click", (event) => this.follow(event));
        document.addEventListener("keydown", (event) => this.escape(event));
        ["hashchange", "popstate"].forEach((name) => window.addEventListener(name, () => this.turn(this.asked(), false)));
        this.turn(this.asked() || initial, false);
    }

    button() {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "close", textContent: "\u00d7" });
        button.setAttribute("aria-label", "Close");
        button.addEventListener("click", () => this.go("", true));
        return button;
    }

    /* Show a card, or a part of one, by its id and put that into the address; "" closes. In some frames the address cannot be set. */
    go(id, byKey) {
        try {
            window.history.pushState(null, "", id ? `#${encodeURIComponent(id)}` : window.location.href.split("#")[0]);
        } catch {
            // the card is shown anyway
        }
        this.turn(id, byKey);
    }

    turn(id, byKey) {
        const place = id ? document.getElementById(id) : null;
        const card = place && place.closest(".card");
        if (card) this.show(card, place, byKey);
        else if (!id) this.hide(byKey);
    }

    asked() {
        return named();
    }

    show(card, place, byKey) {
        this.focus.opens(byKey);
        this.leave();
        this.open = card;
        card.classList.add("is-open");
        this.papers.offer(card);
        card.prepend(this.closing);
        card.scrollTop = 0;
        if (place !== card) place.scrollIntoView({ block: "nearest" });
        this.picture.show(card);
        this.focus.enter(card.querySelector("h3"));
    }

    leave() {
        this.picture.clear();
        if (this.open) this.open.classList.remove("is-open");
        this.open = null;
    }

    hide(byKey) {
        const within = this.open && this.open.contains(document.activeElement);
        this.leave();
        this.picture.back();
        if (byKey || within) this.focus.leave();
    }

    /* A link to a card shows it; other links within the page scroll, as usual. */
    follow(event) {
        const link = event.target.closest('a[href^="#"]');
        if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        const id = link.getAttribute("href").slice(1);
        const place = document.getElementById(id);
        if (!place) return;
        event.preventDefault();
        if (place.closest(".card")) return this.come(id, event.detail === 0);
        place.scrollIntoView({ block: "start" });
        if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
        place.focus({ preventScroll: true });
    }

    /* Show a card after a click on a link below the picture, or in another card. */
    come(id, byKey) {
        this.picture.frame.scrollIntoView({ block: "nearest" });
        this.go(id, byKey);
    }

    /* What was chosen in the picture, as in "n-tlr4"; "" for nothing. */
    choose(id, byKey) {
        if (id || this.open) this.go(id, byKey);
    }

    escape(event) {
        if (event.key !== "Escape" || event.defaultPrevented || !this.open) return;
        event.preventDefault();
        this.go("", true);
    }
}
