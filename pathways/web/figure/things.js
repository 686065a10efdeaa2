/* The things on the picture: boxes, arrows and gaps, found by their ids; which is selected, in reach of Tab, near the pointer.
 *
 * The markup is the server's and is not changed but for classes and tab stops: what is seen is what is downloaded.
 */
(function () {
    "use strict";
    const space = (window.pathways = window.pathways || {});

    const ITEMS = ".pw-node, .pw-edge, .pw-gap";
    const LINGER = 120; // ms that the pointer rests on an item before its neighbours stand out

    function centre(item) {
        const box = (item.querySelector(".pw-badge") || item).getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
    }

    space.Things = class Things {
        /* `arrows` returns id -> {ends: [source, target], edges: [ids]} for what is drawn. */
        constructor(inner, arrows) {
            Object.assign(this, { inner, arrows, tab: null, hovered: null });
        }

        static at(event) {
            return event.target.closest(ITEMS);
        }

        items() {
            return Array.from(this.inner.querySelectorAll(ITEMS)).filter((item) => !item.closest(".is-faded"));
        }

        /* The element of an id; an edge is found through the arrow that stands for it. */
        find(id) {
            if (!id) return null;
            const named = (name) => this.inner.querySelector('[data-id="' + window.CSS.escape(name) + '"]');
            const arrows = this.arrows();
            return named(id) || named(Object.keys(arrows).find((name) => arrows[name].edges.includes(id)) || "\u0000");
        }

        /* After new markup: one of its items is the tab stop; that of before takes the focus that it held. */
        renew(held) {
            const again = this.tab && this.find(this.tab);
            const first = again || this.items()[0];
            if (first) this.stop(first);
            if (held && again) again.focus({ preventScroll: true });
        }

        stop(item) {
            const old = this.inner.querySelector('[tabindex="0"]');
            if (old) old.setAttribute("tabindex", "-1");
            item.setAttribute("tabindex", "0");
            this.tab = item.getAttribute("data-id");
        }

        mark(id) {
            this.inner.querySelectorAll(".is-selected").forEach((item) => {
                item.classList.remove("is-selected");
                item.removeAttribute("aria-current");
            });
            const chosen = this.find(id);
            this.inner.classList.toggle("has-selection", !!chosen);
            if (!chosen) return;
            chosen.classList.add("is-selected");
            chosen.setAttribute("aria-current", "true");
            this.stop(chosen);
        }

        // ---- neighbours

        touching(id) {
            const arrows = this.arrows();
            return Object.keys(arrows).filter((name) => arrows[name].ends.includes(id)).map((name) => this.find(name)).filter(Boolean);
        }

        hover(item) {
            if (item === this.hovered) return;
            this.leave();
            if (!item) return;
            this.hovered = item;
            this.lingering = window.setTimeout(() => this.surround(item), LINGER);
        }

        /* Let what an item is joined to stand out. */
        surround(item) {
            const id = item.getAttribute("data-id");
            const arrows = this.arrows();
            const ends = (name) => arrows[name].ends.map((end) => this.find(end));
            const near = [item];
            if (arrows[id]) near.push(...ends(id));
            else this.touching(id).forEach((arrow) => near.push(arrow, ...ends(arrow.getAttribute("data-id"))));
            near.filter(Boolean).forEach((one) => one.classList.add("is-near"));
            this.inner.classList.add("has-near");
        }

        leave() {
            if (!this.hovered) return;
            window.clearTimeout(this.lingering);
            this.hovered = null;
            this.inner.classList.remove("has-near");
            this.inner.querySelectorAll(".is-near").forEach((item) => item.classList.remove("is-near"));
        }

        /* Let edges and nodes stand out, wherever they are drawn; none lets go. */
        light(edges, nodes) {
            const arrows = this.arrows();
            const names = Object.keys(arrows).filter((name) => arrows[name].edges.some((edge) => edges.includes(edge)));
            const lit = names.concat(...names.map((name) => arrows[name].ends), edges, nodes).map((name) => this.find(name)).filter(Boolean);
            this.inner.querySelectorAll(".is-lit").forEach((item) => item.classList.remove("is-lit"));
            lit.forEach((item) => item.classList.add("is-lit"));
            this.inner.classList.toggle("has-lit", lit.length > 0);
        }

        // ---- by keys

        /* To the item that lies nearest in a direction; what lies aside counts double. */
        walk(item, [dx, dy]) {
            const [x, y] = centre(item);
            let best = null;
            let least = Infinity;
            this.items().forEach((one) => {
                const [a, b] = centre(one);
                const ahead = (a - x) * dx + (b - y) * dy;
                const aside = Math.abs((a - x) * dy) + Math.abs((b - y) * dx);
                if (one === item || ahead < 2 || ahead + 2 * aside >= least) return;
                best = one;
                least = ahead + 2 * aside;
            });
            if (best) best.focus({ preventScroll: true });
        }

        /* n and p go through everything in the order of the drawing, so that nothing is out of reach. */
        jump(item, key) {
            const all = this.items();
            const at = all.indexOf(item);
            const to = { Home: 0, End: all.length - 1, n: (at + 1) % all.length, p: (at - 1 + all.length) % all.length }[key];
            all[to].focus({ preventScroll: true });
        }
    };
})();
