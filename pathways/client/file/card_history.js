/* Cards beside a story or in a frame: as on the light page, but they do not change the address and the history, which belong to the
 * scenes or to the page around it. A card that was opened from another has a button to return to it.
 */
import { CardReader, named } from "./card_reader.js";

export class CardHistory extends CardReader {
    asked() {
        const id = named();
        const place = id ? document.getElementById(id) : null;
        return place && place.closest(".card") ? id : "";
    }

    go(id, byKey) {
        if (!id) this.earlier = [];
        else if (this.open && this.place) this.earlier = [...(this.earlier || []), this.place.id];
        this.turn(id, byKey);
    }

    show(card, place, byKey) {
        if (this.place) this.place.classList.remove("is-asked");
        super.show(card, place, byKey);
        this.place = place;
        if (place !== card) place.classList.add("is-asked");
        if (this.backwards) this.backwards.remove();
        if (this.earlier && this.earlier.length) card.prepend(this.wayBack());
    }

    wayBack() {
        this.backwards = Object.assign(document.createElement("button"), {
            type: "button",
            className: "backwards",
            textContent: "\u2190 Back",
        });
        this.backwards.addEventListener("click", (event) => this.turn(this.earlier.pop(), event.detail === 0));
        return this.backwards;
    }
}
