/* The changes of the address that controls request, and the few interactions that need no server.
 *
 * These are the client side of the callbacks in web/callbacks.py; they are in a file so that the page has no inline script.
 */
import { field, go, listField } from "./address.js";
import { cardFocus } from "./evidence_focus.js";

const still = () => window.dash_clientside.no_update;

const wishes = {
    clicked({ id, opened, keyboard }) {
        if (id) cardFocus.opens(keyboard);
        if (!opened) return { select: id };
        return { open: listField("open").concat(id).join(","), select: "" }; // the first click of a double click had opened the card
    },
    moved: ({ id, x, y }) => ({
        move: listField("move")
            .filter((item) => !item.startsWith(id + ":"))
            .concat([id + ":" + x + ":" + y])
            .join(","),
    }),
    viewed: ({ view }) => ({ view, replace: true }),
};

const controls = {
    /* The requested change of the address. */
    wish() {
        const [told] = window.dash_clientside.callback_context.triggered;
        const name = told && told.prop_id.split(".").pop();
        return told && told.value && wishes[name] ? wishes[name](told.value) : still();
    },
    pass: (value) => value || "",
    scheme(address) {
        const theme = new URLSearchParams(address || "").get("theme");
        return theme === "dark" ? "dark" : theme === "light" || theme === "print" ? "light" : null;
    },
    print: (address) => "page" + (/theme=print/.test(address || "") ? " is-print" : ""),
    flip: (clicks, opened) => (clicks ? !opened : still()),
    shown: (id) => (id ? "card is-open" : "card"),
};

/* Esc closes the card. */
function escape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !field("select")) return;
    if (event.target.closest && event.target.closest("input, select, [role=dialog], [role=menu], [role=listbox], .loose")) return;
    event.preventDefault(); // Esc closes nothing else
    go({ select: "" });
    if (event.target.closest && event.target.closest(".card")) cardFocus.leave();
}

/* A menu is a details element; a click elsewhere or Esc closes it. */
function dismiss(event) {
    if (event.type === "keydown" && event.key !== "Escape") return;
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const menus = document.querySelectorAll("details.menu[open]");
    menus.forEach((menu) => {
        const within = menu.contains(event.target);
        if (event.type === "click" && within && !event.target.closest("a")) return;
        menu.open = false;
        if (event.type === "keydown" && within) menu.querySelector("summary").focus();
        if (event.type === "keydown") event.preventDefault();
    });
}

/** Register the controls with Dash, and listen to the clicks and keys that close menus and the card. */
export function addControls() {
    document.addEventListener("click", dismiss);
    document.addEventListener("keydown", dismiss);
    document.addEventListener("keydown", escape);
    window.dash_clientside = Object.assign({}, window.dash_clientside, { pathways: controls });
}
