/* Stories of one's own, kept in this browser: an entry each, so that two windows with two stories do not touch each other's.
 *
 * An entry counts how often it was written. Who writes and finds another count than the one last seen has missed what another
 * window wrote: then nothing is overwritten, and what is to be kept becomes a story of its own beside the other.
 *
 *   kept.all()                 [{id, story}], as far as entries can be read
 *   kept.broken()              [{id, text}], the others: nothing is done to them
 *   kept.write(id, story, file) {id, said}: the id under which it is kept now, a sentence where something went wrong
 */
(function () {
    "use strict";
    const space = (window.pathways = window.pathways || {});
    const FORMAT = 1;
    const FULL = "The story could not be kept in this browser: its storage is full or switched off. Save it as a file before you close the page.";
    const APART = "This story was changed in another window at the same time. Both are kept: what you changed here is now a story of its own.";

    const text = (value) => typeof value === "string";
    const sound = (scene) => scene && ["id", "title", "query", "caption", "note"].every((name) => text(scene[name]));

    /* The entry of a text, null where it is none. */
    function read(entry) {
        try {
            const { version, count, story, file } = JSON.parse(entry);
            const whole = story && text(story.title) && text(story.sentence) && Array.isArray(story.scenes) && story.scenes.every(sound);
            return version === FORMAT && Number.isInteger(count) && whole ? { count, story, file } : null;
        } catch (error) {
            return null;
        }
    }

    space.Kept = class Kept {
        /* `changed` hears the id of a story that another window has written or removed. */
        constructor(map, changed) {
            this.prefix = "pathways:story:" + map + ":";
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

        /* The entry's text, null where there is none or the browser keeps nothing. */
        text(id) {
            try {
                return window.localStorage.getItem(this.prefix + id);
            } catch (error) {
                return null;
            }
        }

        ids() {
            try {
                const keys = Object.keys(window.localStorage).filter((key) => key.startsWith(this.prefix));
                return keys.map((key) => key.slice(this.prefix.length)).sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
            } catch (error) {
                return [];
            }
        }

        story(id) {
            const found = read(this.text(id));
            if (found) this.seen[id] = found.count;
            return found && found.story;
        }

        all() {
            return this.ids().map((id) => ({ id, story: this.story(id) })).filter(({ story }) => story);
        }

        broken() {
            return this.ids().filter((id) => !read(this.text(id))).map((id) => ({ id, text: this.text(id) }));
        }

        free(id = "story-1") {
            const [, name, number] = /^(.*?)-?(\d*)$/.exec(id);
            for (let next = Number(number) || 1; ; next += 1) {
                if (this.text(name + "-" + next) === null) return name + "-" + next;
            }
        }

        write(id, story, file) {
            const found = read(this.text(id));
            const apart = this.text(id) !== null && (!found || found.count !== this.seen[id]);
            const own = apart ? this.free(id) : id;
            const count = (apart ? 0 : this.seen[own] || 0) + 1;
            try {
                window.localStorage.setItem(this.prefix + own, JSON.stringify({ version: FORMAT, count, story, file }));
            } catch (error) {
                return { id, said: FULL };
            }
            this.seen[own] = count;
            return { id: own, said: apart ? APART : "" };
        }

        remove(id) {
            delete this.seen[id];
            try {
                window.localStorage.removeItem(this.prefix + id);
            } catch (error) {
                // it is not kept, then
            }
        }
    };
})();
