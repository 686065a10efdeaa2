/* Cards beside a player: as on the light page, but they leave the address and the history alone, which belong to the scenes or,
 * in a frame, to the page around it. A card that was reached from another has a way back to it.
 */
class Aside extends Reader {
    asked() {
        const id = this.decoded(window.location.hash.slice(1));
        const place = id ? document.getElementById(id) : null;
        return place && place.closest(".card") ? id : "";
    }

    go(id, byKey) {
        this.path = this.path || [];
        if (!this.open) this.opener = document.activeElement;
        if (id && this.place && this.open) this.path.push(this.place.id);
        if (!id) this.path = [];
        this.turn(id, byKey);
    }

    show(card, place, byKey) {
        if (this.place) this.place.classList.remove("is-asked");
        super.show(card, place, byKey);
        this.place = place;
        if (place !== card) place.classList.add("is-asked");
        if (this.backwards) this.backwards.remove();
        if (this.path && this.path.length) card.prepend(this.way());
    }

    way() {
        this.backwards = Object.assign(document.createElement("button"), { type: "button", className: "backwards", textContent: "\u2190 Back" });
        this.backwards.addEventListener("click", (event) => this.turn(this.path.pop(), event.detail === 0));
        return this.backwards;
    }

    hide(byKey) {
        const within = this.open && this.open.contains(document.activeElement);
        this.leave();
        this.picture.back();
        if (!byKey && !within) return;
        const opener = this.opener && this.opener.isConnected && this.opener !== document.body ? this.opener : null;
        if (opener) opener.focus({ preventScroll: true });
        else this.picture.home();
    }
}
