/* The address bar is the state of the page; this is the only code that writes to it.
 *
 * dcc.Location pushes a history entry whenever it is drawn again with a search that differs from the bar's, so a zoom
 * that replaces its entry would be undone. Here one function changes the address, and everything else follows from it:
 *
 *   go({select: "tlr4"})               push an entry; an empty value takes the field out
 *   go({view: "1,2,3"}, true)          replace the entry
 *   <button data-go="select=tlr4">     the same without code; links keep their href for a new tab; data-scroll names what
 *                                      comes into view by it
 *
 * Props: fields  the parameters in their order
 *        parts   name -> {fields, when, rest}: the fields that a part of the page depends on, with `rest` also what is no
 *                field, "" unless the field `when` is set; each name is a prop that changes with them
 *        search  the address that the page was built for: as long as it is the bar's, nothing is reported
 *        patch   what a control wants changed: {field: value, ...}, with `replace: true` for the same history entry
 */
(function () {
    "use strict";
    const React = window.React;
    const space = (window.pathways = window.pathways || {});
    const CHANGED = "pathways:address";
    let fields = [];

    const readable = (value) => encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":");

    function pick(params, names) {
        const kept = names.filter((name) => params.get(name)).map((name) => name + "=" + readable(params.get(name)));
        return kept.length ? "?" + kept.join("&") : "";
    }

    const others = (params) => Array.from(params.keys()).filter((name) => !fields.includes(name));
    const ordered = (params) => pick(params, fields.concat(others(params)));

    function go(patch, replace) {
        const params = new URLSearchParams(window.location.search);
        const before = ordered(params);
        Object.keys(patch).forEach((name) => params.set(name, patch[name] || ""));
        const search = ordered(params);
        if (search === before) return;
        window.history[replace ? "replaceState" : "pushState"]({}, "", window.location.pathname + search);
        window.dispatchEvent(new CustomEvent(CHANGED));
    }

    function follow(event) {
        const target = event.target.closest ? event.target.closest("[data-go]") : null;
        if (!target || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        const inner = event.target.closest("a[href], button, input, select, summary");
        if (inner && inner !== target && target.contains(inner)) return;
        event.preventDefault();
        go(Object.fromEntries(new URLSearchParams(target.getAttribute("data-go"))));
        const place = document.getElementById(target.getAttribute("data-scroll"));
        if (place) place.scrollIntoView({ behavior: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    }

    space.Address = class Address extends React.Component {
        constructor(props) {
            super(props);
            fields = props.fields;
            this.read = this.read.bind(this);
        }

        componentDidMount() {
            window.addEventListener("popstate", this.read);
            window.addEventListener(CHANGED, this.read);
            document.addEventListener("click", follow);
            if (this.props.search === window.location.search) this.known = this.values();
            else this.read();
        }

        componentWillUnmount() {
            window.removeEventListener("popstate", this.read);
            window.removeEventListener(CHANGED, this.read);
            document.removeEventListener("click", follow);
        }

        componentDidUpdate(before) {
            if (!this.props.patch || this.props.patch === before.patch) return;
            const { replace, ...changes } = this.props.patch;
            go(changes, replace);
        }

        values() {
            const params = new URLSearchParams(window.location.search);
            const entries = Object.entries(this.props.parts).map(([name, part]) => [name, this.part(params, part)]);
            return { ...Object.fromEntries(entries), view: params.get("view") || "", select: params.get("select") || "" };
        }

        part(params, part) {
            if (part.when && !params.get(part.when)) return "";
            return pick(params, part.rest ? part.fields.concat(others(params)) : part.fields);
        }

        read() {
            const now = this.values();
            const known = this.known || {};
            const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== known[name]));
            this.known = now;
            if (Object.keys(changed).length) this.props.setProps(changed);
        }

        render() {
            return null;
        }
    };
    space.go = go;
})();
