/* Connects the drawn picture and the cards: the picture as the cards use it, and from the cards which boxes an arrow joins. */
import { Items } from "../engine/items.js";
import { Keyboard } from "../engine/keyboard.js";
import { Pointer } from "../engine/pointer.js";
import { Tooltip } from "../engine/tooltip.js";

/** @typedef {import("../engine/viewport.js").Viewport} Viewport */
/** @typedef {import("../engine/items.js").Arrows} Arrows */

/* A card's data-at has a prefix for the kind before the id: "e-a-b" is the arrow "a-b". */
const idIn = (at) => (at || "").slice(2);

/**
 * The id of the card of an item, as in "n-tlr4"; "" for none.
 * @param {Element|null} item
 */
export const cardOf = (item) => (item ? item.id.replace(/^map\d*-/, "") : "");

/** @returns {Arrows} */
export function arrowsOfCards() {
    const cards = Array.from(document.querySelectorAll(".card[data-ends]"), (card) => /** @type {HTMLElement} */ (card).dataset);
    return Object.fromEntries(cards.map(({ at, ends }) => [idIn(at), { ends: (ends || "").split(" "), edges: [] }]));
}

/** The items of a picture that has cards. @param {Viewport} viewport */
export function itemsOfCards(viewport) {
    const arrows = arrowsOfCards();
    return new Items(viewport.picture, () => arrows);
}

export class CardPicture {
    /**
     * @param {Viewport} viewport
     * @param {Items} items
     * @param {() => void} [takeFocus]
     */
    constructor(viewport, items, takeFocus = () => items.takeFocus()) {
        this.viewport = viewport;
        this.items = items;
        this.frame = viewport.frame;
        this.takeFocus = takeFocus;
    }

    show(card) {
        const item = this.items.mark(idIn(card.dataset.at));
        if (item) this.viewport.reveal(item, card);
    }

    /* Show items that were chosen by name, if they are drawn, at a readable size. */
    visit(names, card) {
        this.viewport.visit(names.map((name) => this.items.find(name)).filter(Boolean), card);
    }

    clear() {
        this.items.mark("");
    }

    back() {
        this.viewport.back();
    }
}

/**
 * Let the pointer and the keys on a picture open cards.
 * @template {import("./card_reader.js").CardReader} Cards
 * @param {Viewport} viewport
 * @param {new (picture: CardPicture, initial: string) => Cards} Reader
 */
export function openCards(viewport, Reader) {
    const { frame } = viewport;
    const items = itemsOfCards(viewport);
    const cards = new Reader(new CardPicture(viewport, items), frame.dataset.select || "");
    const choose = (item, byKey) => cards.choose(cardOf(item), byKey);
    new Pointer(viewport, items, choose);
    new Keyboard(viewport, items, choose);
    new Tooltip(viewport);
    frame.classList.add("is-ready");
    return cards;
}
