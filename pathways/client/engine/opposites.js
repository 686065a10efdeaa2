/* Words that are spelt alike and mean the opposite, as in language/opposites.py: they are never treated as typing errors. */

/* Beginnings of words with opposite meanings, in pairs. */
const OPPOSITES =
    "up down|in de|increas decreas|hyper hypo|pro anti|agon antagon|over under|improv worsen|low high|support contradict|" +
    "activ inhibit|activat inactivat|stimul inhibit|excit inhibit|induc reduc|produc reduc|induc inhibit|gain loss|more less|" +
    "positive negative|accelerat decelerat|pre post|intra extra|endo exo|afferent efferent|super sub|ana cata|eu dys|long short|" +
    "vasoconstrict vasodilat|with without|for against|raise lower";
/* Beginnings that reverse the word that they precede. */
const REVERSING = "un in im non dis de anti ant counter contra mis asym without";

const PAIRS = OPPOSITES.split("|").map((pair) => pair.split(" "));

/* Each form of a word with its meaning reversed. */
function reversedForms(word) {
    const pairs = PAIRS.concat(PAIRS.map(([one, other]) => [other, one]));
    const turned = pairs.flatMap(([old, by]) => (word.startsWith(old) ? [by + word.slice(old.length), word.slice(old.length)] : []));
    return turned.concat(REVERSING.split(" ").flatMap((start) => (word.startsWith(start) ? [word.slice(start.length)] : [])));
}

/**
 * Whether a reversed form of one word is nearer to the other word than the word itself.
 * @param {string} word
 * @param {string} other
 * @param {(one: string, other: string, most: number) => number} edits the edit distance of two words, at most `most` + 1
 */
export function opposed(word, other, edits) {
    const own = edits(word, other, word.length);
    const nearer = (one, end) => reversedForms(one).some((form) => edits(form, end, own) < own);
    return nearer(word, other) || nearer(other, word);
}
