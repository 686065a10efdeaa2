/* Views of a picture: which part of it is shown in a frame, and at what scale; pure functions that do not need the page.
 *
 * A view is {x, y, k}: the point of the scene in the middle of the frame, and the scale with 1 for the whole picture; null is the
 * initial view.
 */

/** @typedef {{x: number, y: number, k: number}} View */
/** @typedef {{x: number, y: number}} Point */
/** @typedef {{w: number, h: number}} Size */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

export const STEP = 1.3; // factor of one zoom step
export const LEAST_ZOOM = 0.5;
export const MOST_ZOOM = 12; // as a multiple of the scale of the whole picture
export const LARGEST_SCALE = 1.5; // px per scene unit up to which a small picture is enlarged
export const READABLE_SCALE = 1.15; // px per scene unit at which the text of an item is easy to read
export const FRAME_MARGIN = 2; // px between the whole picture and the frame
export const ZOOM_GUTTER = 54; // px at the left for the zoom buttons, if there is room for them
export const CLEARANCE = 24; // px between a selected item and the border, or what covers the picture

/** @type {(low: number, value: number, high: number) => number} */
export const between = (low, value, high) => Math.max(low, Math.min(high, value));

/** @type {(value: number, to: number) => number} */
export const rounded = (value, to) => Math.round(value * to) / to;

/**
 * The view that a text describes, as in "512,300,2.5"; null for any other text.
 * @param {string} text
 * @returns {View|null}
 */
export function readView(text) {
    const numbers = String(text || "").split(",").map(Number);
    const [x, y, k] = numbers;
    return numbers.length === 3 && numbers.every(Number.isFinite) && k > 0 ? { x, y, k } : null;
}

/** @type {(view: View|null) => string} */
export const writeView = (view) => (view ? [rounded(view.x, 10), rounded(view.y, 10), rounded(view.k, 1000)].join(",") : "");

/**
 * px per scene unit at which the whole picture fits.
 * @param {Size} frame px
 * @param {Size} picture scene units
 * @param {number} gutter px at the left that are kept free
 */
export function fitScale(frame, picture, gutter) {
    const fit = Math.min((frame.w - 2 * FRAME_MARGIN - gutter) / picture.w, (frame.h - 2 * FRAME_MARGIN) / picture.h, LARGEST_SCALE);
    return Math.max(0.01, fit);
}

/**
 * The whole picture in the middle of the part that the zoom buttons do not cover.
 * @param {Size} frame
 * @param {Size} picture
 * @param {number} gutter
 * @returns {View}
 */
export function wholeView(frame, picture, gutter) {
    return { x: picture.w / 2 - gutter / 2 / fitScale(frame, picture, gutter), y: picture.h / 2, k: 1 };
}

/**
 * The initial view: the whole picture; in a portrait frame, where that would be too small to read, its left end.
 * @param {Size} frame
 * @param {Size} picture
 * @param {number} gutter
 * @returns {View}
 */
export function startView(frame, picture, gutter) {
    const fit = fitScale(frame, picture, gutter);
    const k = frame.w < frame.h ? between(1, Math.min((frame.h - 2 * FRAME_MARGIN) / picture.h, 0.8) / fit, MOST_ZOOM) : 1;
    if (k <= 1) return wholeView(frame, picture, gutter);
    return { x: Math.min(picture.w / 2, frame.w / 2 / (fit * k) - FRAME_MARGIN), y: picture.h / 2, k };
}

/**
 * A view scaled by a factor around a point of the frame (px), which does not move; never smaller than the whole picture.
 * @param {View} view
 * @param {number} factor
 * @param {Point} point
 * @param {Size} frame
 * @param {number} fit
 * @returns {View}
 */
export function zoomedView(view, factor, point, frame, fit) {
    const k = between(1, view.k * factor, MOST_ZOOM);
    const moved = (1 / view.k - 1 / k) / fit;
    return { x: view.x + (point.x - frame.w / 2) * moved, y: view.y + (point.y - frame.h / 2) * moved, k };
}

/**
 * The view with boxes of the scene in the middle of the uncovered part of the frame, at most so large that text is easy to read;
 * smaller than the whole picture if a card leaves too little room for both ends of an arrow.
 * @param {{x: number, y: number, width: number, height: number}[]} boxes
 * @param {Box} clear px
 * @param {Size} frame px
 * @param {number} fit px per scene unit of the whole picture
 * @returns {View}
 */
export function viewOf(boxes, clear, frame, fit) {
    const [left, top] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
    const right = Math.max(...boxes.map((box) => box.x + box.width));
    const bottom = Math.max(...boxes.map((box) => box.y + box.height));
    const room = { w: clear.right - clear.left - 2 * CLEARANCE, h: clear.bottom - clear.top - 2 * CLEARANCE };
    const wanted = Math.min(room.w / Math.max(1, right - left), room.h / Math.max(1, bottom - top), READABLE_SCALE);
    const scale = between(LEAST_ZOOM * fit, wanted, MOST_ZOOM * fit);
    const x = (left + right) / 2 - ((clear.left + clear.right) / 2 - frame.w / 2) / scale;
    const y = (top + bottom) / 2 - ((clear.top + clear.bottom) / 2 - frame.h / 2) / scale;
    return { x, y, k: scale / fit };
}

/**
 * How far a box must move (px) to lie in the uncovered part, no further than needed; a box that is too large is aligned to its start.
 * @param {Box} box
 * @param {Box} clear
 * @returns {Point}
 */
export function shiftInto(box, clear) {
    const past = (low, high, start, end) => {
        if (high - low > end - start - 2 * CLEARANCE || low < start + CLEARANCE) return start + CLEARANCE - low;
        return Math.min(0, end - CLEARANCE - high);
    };
    return { x: past(box.left, box.right, clear.left, clear.right), y: past(box.top, box.bottom, clear.top, clear.bottom) };
}

/**
 * Whether two views look the same.
 * @param {View} one
 * @param {View} other
 */
export function sameView(one, other) {
    return Math.abs(one.k - other.k) < 0.001 && Math.abs(one.x - other.x) < 1 && Math.abs(one.y - other.y) < 1;
}
