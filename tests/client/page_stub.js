/* What the scripts find on a page, as far as those parts use it that draw nothing. A test imports this before the scripts.
 *
 * Elements have what is set on them and no more; time passes when a test says so.
 */
class Entries {
    getItem(name) {
        return Object.hasOwn(this, name) ? this[name] : null;
    }

    setItem(name, text) {
        this[name] = String(text);
    }

    removeItem(name) {
        delete this[name];
    }
}

class Component {
    constructor(props) {
        this.props = props;
    }

    setState(changes, done = () => {}) {
        this.state = { ...this.state, ...changes };
        done();
    }
}

/* An element with attributes and classes. */
export class Item {
    constructor(attributes = {}, dataset = {}) {
        this.attributes = { ...attributes };
        this.dataset = dataset;
        this.classes = new Set();
        this.classList = {
            add: (name) => this.classes.add(name),
            remove: (name) => this.classes.delete(name),
            toggle: (name, on) => (on ? this.classes.add(name) : this.classes.delete(name)),
        };
    }

    get id() {
        return this.attributes.id || "";
    }

    getAttribute(name) {
        return this.attributes[name] ?? null;
    }

    setAttribute(name, value) {
        this.attributes[name] = value;
    }

    removeAttribute(name) {
        delete this.attributes[name];
    }
}

const waiting = new Map(); // by number: what is to be done later
let count = 0;

/* All that waits is done, in its order; returns how much that was. */
export function passTime() {
    const acts = Array.from(waiting.values());
    waiting.clear();
    acts.forEach((act) => act());
    return acts.length;
}

export const history = []; // the addresses of the window, the last being that of now
export const saved = []; // the names of files that were downloaded

/* Begin with an address alone. */
export function visit(search) {
    history.splice(0, history.length, `/${search}`);
    window.location.search = search;
}

function move(address, replaced) {
    history.splice(replaced ? history.length - 1 : history.length, replaced, address);
    window.location.search = address.includes("?") ? address.slice(address.indexOf("?")) : "";
}

globalThis.CustomEvent ??= Event; // where node has none
globalThis.window = Object.assign(new EventTarget(), {
    React: { Component, createElement: (type, props, ...children) => ({ type, props, children }), createRef: () => ({ current: null }) },
    dash_clientside: { set_props: () => {} },
    history: { pushState: (_, __, address) => move(address, 0), replaceState: (_, __, address) => move(address, 1) },
    localStorage: new Entries(),
    location: { pathname: "/", search: "" },
    setTimeout(act) {
        waiting.set((count += 1), act);
        return count;
    },
    clearTimeout: (number) => waiting.delete(number),
});
globalThis.document = {
    activeElement: null,
    addEventListener: () => {},
    body: { append: () => {} },
    createElement: () => ({ click() { saved.push(this.download); }, remove: () => {} }),
    getElementById: () => null,
    querySelector: () => null,
    removeEventListener: () => {},
};
visit("");
