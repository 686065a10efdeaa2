/* Finding things by any of their names: one way to compare and to order, wherever something is searched for. */

/** @typedef {{label: string, terms?: string}} Named the name that is shown, and every other one */

/**
 * A text as it is compared: without case and accents.
 * @param {string} text
 */
export const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** @type {(text: string) => string[]} */
const wordsOf = (text) => fold(text).trim().split(/\s+/).filter(Boolean);

/* How well a name answers: 0 where it begins with what is asked for, 1 where one of its words does, else 2. */
function rank(label, first) {
    if (label.startsWith(first)) return 0;
    return label.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(first)) ? 1 : 2;
}

/**
 * The things that have every word of a text in one of their names, the best first, else in their own order; without a word all.
 * @template {Named} T
 * @param {T[]} things
 * @param {string} text
 * @param {number} most
 * @returns {T[]}
 */
export function search(things, text, most) {
    const words = wordsOf(text);
    const [first = ""] = words;
    const found = things.map((thing) => ({ thing, label: fold(thing.label), all: fold(`${thing.label} ${thing.terms || ""}`) }));
    const hits = found.filter(({ all }) => words.every((word) => all.includes(word)));
    return hits.sort((one, other) => rank(one.label, first) - rank(other.label, first)).slice(0, most).map(({ thing }) => thing);
}
