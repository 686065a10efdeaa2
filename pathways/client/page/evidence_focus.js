/* The focus of the evidence card, whose content the server sends a moment after it opens. */
import { CardFocus } from "../engine/card_focus.js";

/* Move the focus to the map's tab stop. */
const toMap = () => /** @type {HTMLElement|null} */ (document.querySelector('.pw-stage [tabindex="0"]'))?.focus({ preventScroll: true });

export const cardFocus = new CardFocus(toMap);
