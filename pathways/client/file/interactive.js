/* The interactive picture: vis-network draws the graph that is in the page, and boxes can be dragged.
 *
 * Labels of lines are drawn only at a scale at which they can be read; at smaller scales they would overlap each other and
 * the T-bars. A tooltip shows them at any scale.
 */
import { STEP, ZOOM_GUTTER } from "../engine/views.js";
import { CardReader } from "./card_reader.js";
import { findOnMap } from "./find_on_map.js";
import { foldLegend } from "./legend.js";

const READABLE = 12; // px, the least size of a line's label on the screen
const ROOM = 14; // scene units around the picture for curves that extend beyond it
const ROUND = 6; // radius of a box
const EDGE = 60; // px between a selected item and the border
const LEAST = 0.62; // px per scene unit on a portrait screen, where the whole picture would be too small to read

class InteractivePicture {
    /** @param {HTMLElement} frame */
    constructor(frame) {
        this.frame = frame;
        this.graph = JSON.parse(document.getElementById("graph").textContent);
        this.nodes = new vis.DataSet(this.graph.nodes);
        this.edges = new vis.DataSet(this.graph.edges);
        this.kinds = new Map(this.graph.edges.map((edge) => [edge.id, edge.paint === "gap" ? "g" : "e"]));
        this.device = window.matchMedia("(prefers-color-scheme: dark)");
        this.device.addEventListener("change", () => this.dress());
        this.dress();
        this.network = new vis.Network(frame, { nodes: this.nodes, edges: this.edges }, this.options());
        const canvas = this.canvas();
        canvas.tabIndex = 0; // vis-network makes its own element a tab stop
        canvas.setAttribute("role", "application");
        canvas.setAttribute("aria-label", "Arrow keys move the picture, plus and minus zoom. The list below has every relation.");
        this.network.on("beforeDrawing", (context) => this.under(context));
        this.whole();
    }

    /** @returns {HTMLElement} */
    canvas() {
        return this.frame.querySelector(".vis-network");
    }

    /* The whole picture; on a portrait screen its left end. */
    whole() {
        const [left, top, right, bottom] = this.graph.reach.map((value, at) => value + (at < 2 ? -ROOM : ROOM));
        const { clientWidth: w, clientHeight: h } = this.frame;
        const gutter = w < 700 ? 0 : ZOOM_GUTTER;
        const fit = Math.max(0.05, Math.min((w - gutter) / (right - left), h / (bottom - top), 1.5));
        const scale = w < h ? Math.max(fit, Math.min(LEAST, h / (bottom - top))) : fit;
        const x = scale > fit ? left + w / 2 / scale : (left + right) / 2 - gutter / 2 / scale;
        this.network.moveTo({ position: { x, y: (top + bottom) / 2 }, scale });
    }

    tool(name) {
        if (name === "show the whole map") return this.whole();
        return this.network.moveTo({ scale: this.network.getScale() * (name === "zoom in" ? STEP : 1 / STEP) });
    }

    options() {
        return {
            physics: { enabled: false },
            interaction: { hover: true, multiselect: false, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 150 },
            nodes: { font: { size: 13, face: this.graph.face }, margin: 5, borderWidth: 1.3, borderWidthSelected: 3 },
            edges: {
                selectionWidth: 1.5, hoverWidth: 0.5, labelHighlightBold: false, font: { size: 11, face: this.graph.face, strokeWidth: 4 },
                scaling: { label: { enabled: true, min: 11, max: 11, drawThreshold: READABLE } },
            },
        };
    }

    paint() {
        const { light, dark, ...other } = this.graph.paints;
        return (this.device.matches ? dark : light) || light || dark || Object.values(other)[0];
    }

    /* Give boxes and lines the colours of the theme; if the view sets none, that of the device. */
    dress() {
        const paint = this.paint();
        const flat = (colour, border) => ({
            background: colour,
            border,
            highlight: { background: colour, border: paint.focus },
            hover: { background: colour, border: paint.focus },
        });
        const box = (node) => ({
            id: node.id,
            color: flat(paint[node.paint], node.paint === "drug" ? paint.drug : paint.border),
            font: { color: node.paint === "drug" ? paint.drug_ink : paint.ink },
        });
        const line = (edge) => ({
            id: edge.id,
            color: { color: paint[edge.paint], highlight: paint[edge.paint], hover: paint[edge.paint] },
            font: { color: edge.paint === "gap" ? paint.gap : paint.ink, strokeColor: paint.paper },
        });
        this.nodes.update(this.graph.nodes.map(box));
        this.edges.update(this.graph.edges.map(line));
    }

    /* Draw the regions, and the stacked outlines behind closed groups. */
    under(context) {
        const paint = this.paint();
        this.graph.areas.forEach((area) => this.area(context, area, paint));
        this.graph.nodes
            .filter((node) => node.members)
            .forEach((node) => {
                const { left, top, right, bottom } = this.network.getBoundingBox(node.id); // enlarged by the corners' radius on all sides
                [7, 3.5].forEach((by) =>
                    this.sheet(context, left + ROUND + by, top + ROUND - by, right - left - 2 * ROUND, bottom - top - 2 * ROUND, paint)
                );
            });
    }

    area(context, area, paint) {
        context.beginPath();
        context.roundRect(area.x, area.y, area.w, area.h, 12);
        context.fillStyle = paint.tints[area.tint];
        context.strokeStyle = paint.frame;
        context.setLineDash(area.tint < 0 ? [2, 3] : []);
        if (area.tint < 0) context.stroke();
        else context.fill();
        context.setLineDash([]);
        context.fillStyle = paint.soft;
        context.font = `600 13px "${this.graph.face}", sans-serif`;
        context.fillText(area.title, ...area.at);
    }

    sheet(context, x, y, w, h, paint) {
        context.beginPath();
        context.roundRect(x, y, w, h, ROUND);
        context.fillStyle = paint.box;
        context.strokeStyle = paint.border;
        context.lineWidth = 1.3;
        context.fill();
        context.stroke();
    }

    /* Highlight the item of a card. */
    show(card) {
        const kind = card.dataset.at.slice(0, 1);
        const id = card.dataset.at.slice(2);
        const ends = kind === "n" ? [id] : card.dataset.ends.split(" ");
        if (!ends.every((end) => this.nodes.get(end))) return;
        if (kind === "n") this.network.selectNodes([id], false);
        else this.network.selectEdges([id]);
        this.reveal(ends, card);
    }

    /* Show items that were chosen by name at a readable size. */
    visit(names, card) {
        const ends = names.filter((name) => this.nodes.get(name));
        if (!ends.length) return;
        this.before = this.before || { position: this.network.getViewPosition(), scale: this.network.getScale() };
        this.network.fit({ nodes: ends, maxZoomLevel: 1 });
        if (card) this.reveal(ends, card);
    }

    /* Move boxes out from under the card, no further than needed. */
    reveal(ends, card) {
        const at = Object.values(this.network.getPositions(ends)).map((place) => this.network.canvasToDOM(place));
        const own = this.frame.getBoundingClientRect();
        const over = card.getBoundingClientRect();
        const beside = over.width < own.width * 0.8;
        const right = beside ? over.left - own.left : own.width;
        const bottom = beside ? own.height : Math.max(80, over.top - own.top);
        const past = (values, end) =>
            Math.min(...values) < EDGE ? EDGE - Math.min(...values) : Math.min(0, end - EDGE - Math.max(...values));
        const dx = past(
            at.map((place) => place.x),
            right
        );
        const dy = past(
            at.map((place) => place.y),
            bottom
        );
        if (!dx && !dy) return;
        const from = this.network.getViewPosition();
        const scale = this.network.getScale();
        this.before = this.before || { position: from, scale };
        this.network.moveTo({ position: { x: from.x - dx / scale, y: from.y - dy / scale } });
    }

    clear() {
        this.network.unselectAll();
    }

    back() {
        if (this.before) this.network.moveTo(this.before);
        this.before = null;
    }

    takeFocus() {
        this.canvas().focus({ preventScroll: true });
    }

    /* The card that a click on the picture opens. */
    chosen({ nodes, edges }) {
        if (nodes.length) return `n-${nodes[0]}`;
        return edges.length ? `${this.kinds.get(edges[0])}-${edges[0]}` : "";
    }
}

function begin() {
    const frame = document.getElementById("figure");
    const picture = new InteractivePicture(frame);
    const cards = new CardReader(picture, frame.dataset.select);
    picture.network.on("click", (event) => cards.choose(picture.chosen(event), false));
    picture.network.on("dragStart", () => (picture.before = null));
    picture.network.on("zoom", () => (picture.before = null));
    /** @type {NodeListOf<HTMLElement>} */
    const tools = document.querySelectorAll("[data-zoom]");
    tools.forEach((button) => button.addEventListener("click", () => picture.tool(button.dataset.zoom)));
    findOnMap(cards);
    foldLegend();
    frame.dataset.ready = "true";
}

// the canvas measures text when it starts, so the font must be loaded
const weights = ["400", "600"].map((weight) => document.fonts.load(`${weight} 13px "Open Sans"`));
Promise.allSettled(weights).then(begin);
