/* The panel of questions: when it is open, what is asked for it, what of an answer is lit on the map, and fields that find things.
 *
 * What is asked stands in the address and nowhere else. The server is asked while the panel is open only. Elements say what they do:
 *
 *   <button data-panel="questions">      opens the panel
 *   <button data-edges="a,b" data-nodes> is shown on the map while the pointer or the focus is on it
 *   <button data-words="plain">          tells the answer in these words; an empty one ends it
 *   <button data-copied="questions-text"> copies the text of the element with this id
 *   <button data-field="pick-up">        hands the focus to this field before it goes
 *
 * Props: opened  whether the panel is open
 *        begin   whether it opens by itself, where the window has room for both panel and map
 *        wanted  out: the question of the address
 *        told    out: the same after "words=plain&" where words are wanted
 *        map     out: "?map=toy", once the panel was opened
 *        things  what can be named: [{value, label, terms, group}]
 *
 * Props of Pick: field  of the address, to whose list is added what is found
 *                empty  whether the list is empty
 */
(function () {
    "use strict";
    const React = window.React;
    const h = React.createElement;
    const space = (window.pathways = window.pathways || {});
    const CHANGED = "pathways:address";
    const NAMED = "pathways:things";
    const ASIDE = ["select", "view", "theme", "table", "sort", "made"]; // what of the address the panel says nothing about
    const WIDE = "(min-width: 900px)";
    const MOST = 60; // things that are offered at once
    let things = null; // until the server has named them

    const params = () => new URLSearchParams(window.location.search);
    const list = (name) => (params().get(name) || "").split(",").filter(Boolean);
    const set = (id, props) => window.dash_clientside.set_props(id, props);
    const panel = () => document.querySelector(".questions-sheet");
    const say = (text) => set("questions-said", { children: text });

    function asked() {
        const now = params();
        ASIDE.forEach((name) => now.delete(name));
        return "?" + now.toString();
    }

    // ---- what is lit on the map

    let lit = null;

    function light(item) {
        if (item === lit || !space.light) return;
        lit = item;
        const names = (name) => ((item && item.dataset[name]) || "").split(",").filter(Boolean);
        space.light(names("edges"), names("nodes"));
    }

    function over(event) {
        const item = event.target.closest ? event.target.closest("[data-edges]") : null;
        const held = document.activeElement;
        light(item || (held && held.matches("[data-edges]:focus-visible") ? held : null));
    }

    // ---- the panel

    async function copy(id) {
        try {
            await space.copy(document.getElementById(id).textContent);
            say("Text copied, with its references.");
        } catch (error) {
            say("The browser refused to copy. Select the text instead.");
        }
        window.setTimeout(() => say(""), 4000);
    }

    space.Questions = class Questions extends React.Component {
        constructor(props) {
            super(props);
            this.wording = "";
            ["report", "act", "key"].forEach((name) => (this[name] = this[name].bind(this)));
        }

        componentDidMount() {
            [CHANGED, "popstate"].forEach((name) => window.addEventListener(name, this.report));
            document.addEventListener("click", this.act);
            document.addEventListener("keydown", this.key);
            ["mouseover", "focusin"].forEach((name) => document.addEventListener(name, over));
            if (this.props.begin && window.matchMedia(WIDE).matches) window.setTimeout(() => set("questions", { opened: true }), 0);
        }

        componentWillUnmount() {
            [CHANGED, "popstate"].forEach((name) => window.removeEventListener(name, this.report));
            document.removeEventListener("click", this.act);
            document.removeEventListener("keydown", this.key);
            ["mouseover", "focusin"].forEach((name) => document.removeEventListener(name, over));
        }

        componentDidUpdate(before) {
            if (before.things !== this.props.things) this.named();
            if (before.opened === this.props.opened) return;
            if (this.props.opened) this.open();
            else this.close();
        }

        named() {
            things = this.props.things;
            window.dispatchEvent(new CustomEvent(NAMED));
        }

        open() {
            set("filters", { opened: false });
            if (!this.props.map) this.props.setProps({ map: "?map=" + (params().get("map") || "") });
            this.report();
            if (this.opener) this.enter(40);
        }

        /* The focus goes to the first question that is open, else to the first, once they are there. */
        enter(tries) {
            const first = panel() && panel().querySelector(".questions-panel a, .questions-panel summary");
            const asking = panel() && panel().querySelector(".question[open] > summary");
            if (first) (asking || first).focus({ preventScroll: true });
            else if (tries) window.setTimeout(() => this.enter(tries - 1), 50);
        }

        close() {
            light(null);
            const held = document.activeElement;
            const back = this.opener && this.opener.isConnected ? this.opener : document.getElementById("questions-button");
            if (!held || held === document.body || (panel() && panel().contains(held))) window.setTimeout(() => back.focus({ preventScroll: true }), 0);
            this.opener = null;
        }

        report() {
            light(null);
            if (!this.props.opened) return;
            const now = asked();
            const told = (this.wording ? "words=" + this.wording + "&" : "") + now.slice(1);
            const changed = { ...(now !== this.props.wanted ? { wanted: now } : {}), ...(told !== this.props.told ? { told } : {}) };
            if (Object.keys(changed).length) this.props.setProps(changed);
        }

        act(event) {
            const target = event.target.closest ? event.target.closest("#questions-button, #filters-button, [data-panel], [data-words], [data-copied], [data-field]") : null;
            if (!target) return;
            const { panel: opens, words, copied, field } = target.dataset;
            if (target.id === "filters-button") return set("questions", { opened: false });
            if (target.id === "questions-button") this.opener = target;
            if (field) document.getElementById(field).focus({ preventScroll: true });
            if (copied) copy(copied);
            if (words !== undefined) this.tell(words);
            if (opens === "questions" && !this.props.opened) this.show(target);
        }

        show(opener) {
            this.opener = opener;
            set("questions", { opened: true });
        }

        tell(words) {
            this.wording = words;
            this.report();
        }

        /* Esc closes the panel: from within, and from elsewhere where it closes nothing else. */
        key(event) {
            if (event.key !== "Escape" || event.defaultPrevented || !this.props.opened) return;
            const within = panel() && panel().contains(event.target);
            if (!within && (params().get("select") || event.target.closest("input, select, [role=dialog], [role=menu], [role=listbox], .loose"))) return;
            event.preventDefault();
            set("questions", { opened: false });
        }

        render() {
            return null;
        }
    };

    /* A question opens when it is asked, and closes when it is no more unless somebody is at it; else by hand alone. */
    space.Fold = class Fold extends React.Component {
        constructor(props) {
            super(props);
            this.own = React.createRef();
        }

        componentDidMount() {
            this.own.current.open = this.props["data-asked"] === "true";
        }

        componentDidUpdate(before) {
            const asks = this.props["data-asked"] === "true";
            const own = this.own.current;
            if (asks === (before["data-asked"] === "true") || own.contains(document.activeElement)) return;
            own.open = asks;
            if (asks) own.scrollIntoView({ block: "nearest" });
        }

        render() {
            const { children, ...props } = this.props;
            return h("details", { ref: this.own, ...props }, children);
        }
    };

    /* A text field with a list of what it finds, as the ARIA practices have it. */
    space.Pick = class Pick extends React.Component {
        constructor(props) {
            super(props);
            this.state = { text: "", at: 0, open: false };
            ["type", "key", "named"].forEach((name) => (this[name] = this[name].bind(this)));
        }

        componentDidMount() {
            window.addEventListener(NAMED, this.named);
        }

        componentWillUnmount() {
            window.removeEventListener(NAMED, this.named);
        }

        /* Somebody may have begun to type before the things were there. */
        named() {
            this.forceUpdate();
        }

        componentDidUpdate() {
            const now = this.state.open && document.getElementById(this.props.id + "-" + this.state.at);
            if (now) now.scrollIntoView({ block: "nearest" });
        }

        found() {
            const chosen = list(this.props.field);
            const options = (things || []).filter((thing) => !chosen.includes(thing.value));
            return window.dashMantineFunctions.pathwaysSearch({ options, search: this.state.text, limit: MOST });
        }

        type(event) {
            this.setState({ text: event.target.value, at: 0, open: true });
        }

        choose(thing) {
            if (!thing) return;
            const { field } = this.props;
            const group = thing.group ? { open: Array.from(new Set(list("open").concat(thing.group))).join(",") } : {};
            this.setState({ text: "", at: 0, open: false });
            space.go({ [field]: list(field).concat(thing.value).join(","), trail: "", ...group });
        }

        key(event) {
            const { open, at } = this.state;
            const found = open ? this.found() : [];
            const to = (place) => this.setState({ open: true, at: Math.max(0, Math.min(place, this.found().length - 1)) });
            const acts = {
                ArrowDown: () => to(open ? at + 1 : 0),
                ArrowUp: () => to(at - 1),
                Enter: () => this.choose(found[at]),
                Escape: open ? () => this.setState({ open: false }) : null,
            };
            if (!acts[event.key]) return;
            event.preventDefault();
            event.nativeEvent.stopImmediatePropagation(); // Esc closes the list alone
            acts[event.key]();
        }

        option(thing, number) {
            const { id } = this.props;
            const now = number === this.state.at;
            const hold = (event) => event.preventDefault(); // the field keeps the focus
            return h("li", { key: thing.value, id: id + "-" + number, role: "option", "aria-selected": now, onMouseDown: hold, onClick: () => this.choose(thing) }, thing.label);
        }

        render() {
            const { id, empty } = this.props;
            const { open, text, at } = this.state;
            const found = open ? this.found() : [];
            const options = found.length ? found.map((thing, number) => this.option(thing, number)) : h("li", { key: "none", className: "none", role: "option", "aria-selected": false, "aria-disabled": true }, things ? "Nothing on this map is called so" : "Looking\u2026");
            const told = open ? { "aria-controls": id + "-list", "aria-activedescendant": found.length ? id + "-" + at : undefined } : {};
            const field = h("input", {
                id, key: "field", type: "text", role: "combobox", autoComplete: "off", spellCheck: false, value: text,
                placeholder: empty ? "Name a thing" : "and another", "aria-expanded": open, "aria-autocomplete": "list", ...told,
                onChange: this.type, onKeyDown: this.key, onClick: () => this.setState({ open: true }), onBlur: () => this.setState({ open: false }),
            });
            const shown = open ? h("ul", { key: "list", id: id + "-list", role: "listbox", "aria-label": "Things on the map" }, options) : null;
            return h("div", { className: "pick" }, [field, shown]);
        }
    };
})();
