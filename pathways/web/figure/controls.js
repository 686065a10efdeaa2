/* What the controls want from the address, and the few things that never reach the server.
 *
 * These are the client's side of the callbacks in explorer.py; they are in a file so that no script stands in the page.
 */
(function () {
    "use strict";
    const space = (window.pathways = window.pathways || {});
    const field = (name) => new URLSearchParams(window.location.search).get(name) || "";
    const list = (name) => field(name).split(",").filter(Boolean);
    const still = () => window.dash_clientside.no_update;

    const wishes = {
        clicked({ id, opened, keyboard }) {
            space.landing = keyboard && id; // the card takes the focus only where it was asked for by key
            return opened ? { open: list("open").concat(id).join(","), select: "" } : { select: id }; // its first click had asked for the card
        },
        moved: ({ id, x, y }) => ({ move: list("move").filter((item) => !item.startsWith(id + ":")).concat([id + ":" + x + ":" + y]).join(",") }),
        viewed: ({ view }) => ({ view, replace: true }),
        value(chosen) {
            space.landing = true;
            return JSON.parse(chosen);
        },
    };

    async function copy(text) {
        if (navigator.clipboard) return navigator.clipboard.writeText(text);
        const area = Object.assign(document.createElement("textarea"), { value: text }); // pages without https have no clipboard
        document.body.append(area);
        area.select();
        const done = document.execCommand("copy");
        area.remove();
        if (!done) throw new Error("The browser refused to copy.");
        return undefined;
    }

    const controls = {
        /* What is wanted of the address; what was searched for is taken out of its box in the same step. */
        wish() {
            const [told] = window.dash_clientside.callback_context.triggered;
            const name = told && told.prop_id.split(".").pop();
            if (!told || told.value === null || told.value === undefined || !wishes[name]) return [still(), still(), still()];
            return [wishes[name](told.value), ...(name === "value" ? [null, ""] : [still(), still()])];
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

    /* The searched text is held against every name of a node, not only against the one that is shown. */
    function search({ options, search: text, limit }) {
        const words = text.toLowerCase().trim().split(/\s+/).filter(Boolean);
        const rank = (option) => (option.label.toLowerCase().startsWith(words[0] || "") ? 0 : 1);
        const found = options.filter((option) => words.every((word) => (option.label + " " + (option.terms || "")).toLowerCase().includes(word)));
        return found.map((option, at) => [rank(option), at, option]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((entry) => entry[2]).slice(0, limit || 12);
    }

    function escape(event) {
        if (event.key !== "Escape" || event.defaultPrevented || !field("select")) return;
        if (event.target.closest && event.target.closest("input, select, [role=dialog], [role=menu], [role=listbox], .loose")) return;
        const within = event.target.closest && event.target.closest(".card");
        space.go({ select: "" });
        const stop = document.querySelector('.pw-stage [tabindex="0"]');
        if (within && stop) stop.focus({ preventScroll: true });
    }

    /* A menu is a details element; a click elsewhere or Esc closes it. */
    function dismiss(event) {
        if (event.type === "keydown" && event.key !== "Escape") return;
        document.querySelectorAll("details.menu[open]").forEach((menu) => {
            const within = menu.contains(event.target);
            if (event.type === "click" && within && !event.target.closest("a")) return;
            menu.open = false;
            if (event.type === "keydown" && within) menu.querySelector("summary").focus();
            if (event.type === "keydown") event.preventDefault();
        });
    }

    space.copy = copy;
    document.addEventListener("click", dismiss);
    document.addEventListener("keydown", dismiss);
    document.addEventListener("keydown", escape);
    window.dash_clientside = Object.assign({}, window.dash_clientside, { pathways: controls });
    window.dashMantineFunctions = Object.assign({}, window.dashMantineFunctions, { pathwaysSearch: search });
})();
