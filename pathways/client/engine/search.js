/* Searches things by any of their names: one way to compare and rank them for every search of the project.
 *
 * language/name_search.py is the same in Python; tests/search_cases.json tests both.
 */
import { opposed } from "./opposites.js";

/**
 * `label` is the name that is shown, `names` are the others; `kind` is "thing" by default; `ends` of a relation are the
 * indices of its two things among all entries.
 * @typedef {{label: string, names?: string[], kind?: string, ends?: number[]}} Named
 */

const LIKE = 7; // the rank of a name that is like the text but for typing errors
const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
/* All but letters, digits, "+" (CD4+ is not CD4) and the point of a decimal number (4.5 mg is not 45 mg). */
const BETWEEN = /(?:(?!(?<=[0-9])\.(?=[0-9]))[^\p{L}\p{N}+])+/gu;
const GREEK =
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon phi chi psi omega";
const LETTERS = new Map(GREEK.split(" ").map((name, at) => [String.fromCharCode(0x3b1 + at), name])); // with both forms of sigma
"\u00df ss|\u00e6 ae|\u0153 oe|\u00f8 o|\u0142 l|\u0111 d|\u00f0 d|\u00fe th|\u0131 i"
    .split("|")
    .forEach((pair) => LETTERS.set(pair[0], pair.slice(2)));
const SPELT_GREEK = /alpha|beta|gamma|delta|epsilon|kappa/g; // Greek letters that are also written as a Latin letter: TNFa, IL-1b, NFkB
const INNER_BLANK = /(?<![0-9]) | (?![0-9])/g; // not between two numbers: "5-10 mg" is not "510 mg"
const MOST_WORDS = 12; // in a text that is searched for both ends of a relation
const JOINING = new Set(["and", "or", "to", "on", "of", "for", "in", "by", "with", "vs", "from", "the"]); // between two names

/**
 * A text in the form in which words are compared, with one blank between them: without case, accents, punctuation; Greek spelt out.
 * @param {string} text
 */
export function fold(text) {
    const plain = text.normalize("NFKD").toLowerCase().replace(MARKS, "");
    const spelt = Array.from(plain, (letter) => LETTERS.get(letter) ?? letter).join("");
    return spelt.replace(BETWEEN, " ").trim();
}

/**
 * A folded text without the blanks inside names and with Greek names as Latin letters: equal for all spellings of a name.
 * @param {string} text
 */
export function squeeze(text) {
    const joined = fold(text).replace(INNER_BLANK, "");
    let key = joined;
    for (let longer = ""; longer !== key; ) {
        longer = key;
        key = longer.replace(SPELT_GREEK, (name) => name[0]);
    }
    return key.length > 1 ? key : joined; // a single letter is in almost every text
}

/** @type {(text: string) => string[]} */
const wordsOf = (text) => fold(text).split(" ").filter(Boolean);

/**
 * How many letters are left out, added, changed or swapped with the next between two words; `most` + 1 if there are more.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
function edits(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [];
    let earlier = [];
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let at = 1; at <= one.length; at += 1) {
        [before, earlier, row] = [earlier, row, [at]];
        for (let to = 1; to <= other.length; to += 1) {
            const changed = earlier[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1);
            row[to] = Math.min(earlier[to] + 1, row[to - 1] + 1, changed);
            const swapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
            if (swapped) row[to] = Math.min(row[to], before[to - 2] + 1);
        }
        if (Math.min(...row) > most) return most + 1;
    }
    return row[other.length];
}

/** @typedef {{name: string, key: string, words: string[]}} Spelt a name with its forms for comparison */

/** @type {(name: string) => Spelt} */
const spelt = (name) => ({ name, key: squeeze(name), words: wordsOf(name) });

/** @typedef {{key: string, words: {word: string, key: string}[]}} Asked the text of a search */

/** @type {(words: string[]) => Asked} */
const askedFor = (words) => ({ key: squeeze(words.join(" ")), words: words.map((word) => ({ word, key: squeeze(word) })) });

const begins = ({ word, key }, names) =>
    names.some((name) => name.key.startsWith(key) || name.words.some((one) => one.startsWith(word)));

/* Whether a word is contained in a name, or is one of its words with as many typing errors as its length allows. */
function isLike({ word, key }, names) {
    const most = Math.min(2, Math.floor(word.length / 4));
    if (names.some((name) => name.key.includes(key))) return true;
    const like = (one) => edits(word, one, most) <= most && !opposed(word, one, edits);
    return most > 0 && names.some((name) => like(name.key) || name.words.some(like));
}

/* As `rank`, of names in their forms for comparison; typing errors are allowed only with `slips`. */
function rankOf({ key, words }, names, slips) {
    if (!key || !names.length) return null;
    if (names.some((one) => one.key === key)) return names[0].key === key ? 0 : 1;
    const text = words.map(({ word }) => word).join(" ");
    const starts = (one) => one.key.startsWith(key) || one.words.join(" ").startsWith(text);
    if (names.some(starts)) return starts(names[0]) ? 2 : 3;
    if (words.every((word) => begins(word, names.slice(0, 1)))) return 4;
    if (words.every((word) => begins(word, names))) return 5;
    if (words.every((word) => names.some((one) => one.key.includes(word.key)))) return 6;
    return slips && words.every((word) => isLike(word, names)) ? LIKE : null;
}

/**
 * How well the names of one thing match a text, the label first: 0 and 1 if a name is the text, 2 and 3 if one begins with
 * it, 4 and 5 if each word begins a word, 6 if each word is contained, 7 with typing errors; null if they do not match.
 * @param {string} asked
 * @param {string[]} names
 * @returns {number|null}
 */
export const rank = (asked, names) => rankOf(askedFor(wordsOf(asked)), names.map(spelt), true);

/** @type {WeakMap<Named, Spelt[]>} */
const speltNames = new WeakMap();

/** @type {(thing: Named) => Spelt[]} */
function namesOf(thing) {
    const known = speltNames.get(thing) || [thing.label, ...(thing.names || [])].map(spelt);
    speltNames.set(thing, known);
    return known;
}

/* The words of one end of a relation, without joining words (and, to, ...) at both sides. */
function trimmed(words) {
    let [from, to] = [0, words.length];
    while (from < to - 1 && JOINING.has(words[from])) from += 1;
    while (to > from + 1 && JOINING.has(words[to - 1])) to -= 1;
    return words.slice(from, to);
}

/* The rank of each relation of which the text names both ends, as in "ldn pain", in either order. */
function betweenNamed(things, words, slips) {
    const found = new Map();
    for (let cut = 1; cut < words.length && words.length <= MOST_WORDS; cut += 1) {
        const parts = [words.slice(0, cut), words.slice(cut)].map(trimmed).map(askedFor);
        const ranks = parts.map((part) => things.map((thing) => (thing.ends ? null : rankOf(part, namesOf(thing), slips) ?? Infinity)));
        things.filter((thing) => thing.ends).forEach((thing) => {
            const [source, target] = thing.ends;
            const along = Math.max(ranks[0][source], ranks[1][target]);
            const back = Math.max(ranks[0][target], ranks[1][source]);
            found.set(thing, Math.min(along, back, found.get(thing) ?? Infinity));
        });
    }
    return found;
}

/* A sentence that begins with a thing's name ranks no better than things whose names contain it. */
const weighed = ({ kind = "thing" }, value) => (kind !== "thing" && value > 1 ? Math.max(4, value) : value);

/* The things that match, with their ranks, in their own order. */
function answering(things, words, slips) {
    const asked = askedFor(words);
    const between = betweenNamed(things, words, slips);
    const own = (thing) => weighed(thing, rankOf(asked, namesOf(thing), slips) ?? Infinity);
    const value = (thing) => Math.min(own(thing), between.get(thing) ?? Infinity);
    return things.map((thing) => ({ thing, value: value(thing) })).filter((one) => one.value < Infinity);
}

/**
 * The things that match a text, the best first, else in their own order; typing errors are allowed only if nothing else is found.
 * For a text without words, all things.
 * @template {Named} T
 * @param {T[]} things
 * @param {string} text
 * @param {number} most
 * @returns {T[]}
 */
export function search(things, text, most) {
    const words = wordsOf(text);
    if (!words.length) return things.slice(0, most);
    const sure = answering(things, words, false);
    const shown = sure.length ? sure : answering(things, words, true);
    return shown.sort((one, other) => one.value - other.value).slice(0, most).map(({ thing }) => thing);
}

/**
 * The other name by which a thing matches a text, if its label does not show why it was found; "" for none.
 * @param {Named} thing
 * @param {string} text
 */
export function nameFound(thing, text) {
    const [label, ...others] = namesOf(thing);
    const asked = askedFor(wordsOf(text));
    if (rankOf(asked, [label], false) !== null) return "";
    const better = others.map((one) => ({ name: one.name, value: rankOf(asked, [one], true) })).filter(({ value }) => value !== null);
    return better.sort((one, other) => one.value - other.value)[0]?.name ?? "";
}
