/* The user's own stories, stored in this browser: one entry each, so that two windows with two stories do not overwrite each other.
 *
 * An entry counts how often it was written. If the count differs from the one last read before a write, another window has written
 * it: then nothing is overwritten, and the story is stored as a new one beside the other.
 *
 *   all()                  [{id, story}], the entries that can be read
 *   broken()               [{id, text}], the others: they are not changed
 *   write(id, story, file) {id, said}: the id under which it is stored now, and a sentence if an error occurred
 */

/** @typedef {{id: string, title: string, query: string, caption: string, note: string}} Scene */
/** @typedef {{title: string, sentence: string, audience: string, scenes: Scene[]}} Story */

const FORMAT = 1;
const FULL =
    "The story could not be kept in this browser: its storage is full or switched off. Save it as a file before you close the page.";
const APART = "This story was changed in another window at the same time. Both are kept: what you changed here is now a story of its own.";

const text = (value) => typeof value === "string";
const sound = (scene) => scene && ["id", "title", "query", "caption", "note"].every((name) => text(scene[name]));

/** The prefix of the keys of a map's stories. @param {string} map */
export const entriesOf = (map) => `pathways:story:${map}:`;

/**
 * The entry in a text, null if the text is not a valid one.
 * @param {string|null} entry
 */
export function readEntry(entry) {
    try {
        const { version, count, story, file } = JSON.parse(entry);
        const whole = story && text(story.title) && text(story.sentence) && Array.isArray(story.scenes) && story.scenes.every(sound);
        return version === FORMAT && Number.isInteger(count) && whole ? { count, story, file } : null;
    } catch {
        return null;
    }
}

export class OwnStories {
    /**
     * @param {string} map
     * @param {(id: string) => void} changed gets the id of a story that another window has written or removed
     */
    constructor(map, changed) {
        this.prefix = entriesOf(map);
        this.seen = {};
        this.changed = changed;
        this.hear = this.hear.bind(this);
        window.addEventListener("storage", this.hear);
    }

    end() {
        window.removeEventListener("storage", this.hear);
    }

    hear({ key }) {
        if (key === null) return this.ids().forEach((id) => this.changed(id));
        return key.startsWith(this.prefix) ? this.changed(key.slice(this.prefix.length)) : undefined;
    }

    /* The entry's text, null if there is none or the browser stores nothing. */
    text(id) {
        try {
            return window.localStorage.getItem(this.prefix + id);
        } catch {
            return null;
        }
    }

    ids() {
        try {
            const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(this.prefix));
            return keys.map((key) => key.slice(this.prefix.length)).sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
        } catch {
            return [];
        }
    }

    story(id) {
        const found = readEntry(this.text(id));
        if (found) this.seen[id] = found.count;
        return found && found.story;
    }

    all() {
        return this.ids().map((id) => ({ id, story: this.story(id) })).filter(({ story }) => story);
    }

    broken() {
        return this.ids().filter((id) => !readEntry(this.text(id))).map((id) => ({ id, text: this.text(id) }));
    }

    free(id = "story-1") {
        const [, name, number] = /^(.*?)-?(\d*)$/.exec(id);
        for (let next = Number(number) || 1; ; next += 1) {
            if (this.text(name + "-" + next) === null) return name + "-" + next;
        }
    }

    write(id, story, file) {
        const found = readEntry(this.text(id));
        const apart = this.text(id) !== null && (!found || found.count !== this.seen[id]);
        const own = apart ? this.free(id) : id;
        const count = (apart ? 0 : this.seen[own] || 0) + 1;
        try {
            window.localStorage.setItem(this.prefix + own, JSON.stringify({ version: FORMAT, count, story, file }));
        } catch {
            return { id, said: FULL };
        }
        this.seen[own] = count;
        return { id: own, said: apart ? APART : "" };
    }

    remove(id) {
        delete this.seen[id];
        try {
            window.localStorage.removeItem(this.prefix + id);
        } catch {
            // then it is not stored
        }
    }
}
