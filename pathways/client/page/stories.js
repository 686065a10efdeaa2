/* The stories panel: those of the map, to present, download and step through, and the user's own, to write.
 *
 * The user's own stories are stored only in this browser (`own_stories.js`); `/present` plays them, and they can be saved as files.
 */
import { ADDRESS_EVENTS, field, go } from "./address.js";
import { h, React, setProps } from "./dash.js";
import { MapStory } from "./map_story.js";
import { opening } from "./opening.js";
import { OwnStories } from "./own_stories.js";
import { act, presentLink } from "./story_actions.js";
import { StoryEditor } from "./story_editor.js";
import { downloadStory, openStory, saveStory, saveText, sceneQuery, wholeStory } from "./story_files.js";

const SAID = 6000; // ms
const MOST_STEPS = 200; // steps that can be undone
const EMPTY = { title: "My story", sentence: "", audience: "everyone", scenes: [] };
/** @type {Object<string, {past: Story[], future: Story[], key: string}>} */
const histories = {}; // of each story, until the page is left
let chosen = ""; // the id of the story that is being edited

const history = (id) => (histories[id] = histories[id] || { past: [], future: [], key: "" });
const panel = () => document.querySelector(".stories-sheet");

/** @typedef {import("./own_stories.js").Story} Story */
/** @typedef {{id: string, story: Story}} Own */
/** @typedef {{wanted?: string, told?: import("./map_story.js").Told}} StoriesProps out: "?map=..."; in: the data of the map */

/**
 * @typedef {object} State
 * @property {Own[]} own
 * @property {{id: string, text: string}[]} broken entries that cannot be read
 * @property {string} now the id of the story that is shown
 * @property {string} asked the question that the map shows
 * @property {string} said
 * @property {string} alarm the error message
 * @property {Own|null} gone the story that was deleted last
 */

/** @extends {React.Component<StoriesProps & Reporting, State>} */
export class Stories extends React.Component {
    constructor(props) {
        super(props);
        this.state = { own: [], broken: [], now: "", said: "", alarm: "", gone: null, asked: "" };
        ["key", "follow", "press", "changed", "edit", "rest", "show", "same"].forEach((name) => (this[name] = this[name].bind(this)));
    }

    componentDidMount() {
        ["questions", "filters"].forEach((id) => setProps(id, { opened: false }));
        document.addEventListener("keydown", this.key);
        document.addEventListener("click", this.press);
        ADDRESS_EVENTS.forEach((name) => window.addEventListener(name, this.follow));
        const wanted = "?map=" + (field("map"));
        if (this.props.wanted !== wanted) this.props.setProps({ wanted });
        if (this.props.told) this.begin();
    }

    componentDidUpdate(before, was) {
        if (this.props.told !== before.told) this.begin();
        if (this.state.said === was.said) return;
        window.clearTimeout(this.later);
        if (this.state.said) this.later = window.setTimeout(() => this.setState({ said: "" }), SAID);
    }

    componentWillUnmount() {
        document.removeEventListener("keydown", this.key);
        document.removeEventListener("click", this.press);
        ADDRESS_EVENTS.forEach((name) => window.removeEventListener(name, this.follow));
        if (this.kept) this.kept.end();
        window.clearTimeout(this.later);
        window.setTimeout(
            () => document.activeElement === document.body && document.getElementById("stories-button").focus({ preventScroll: true }),
            0
        );
    }

    begin() {
        if (this.kept) this.kept.end();
        this.kept = new OwnStories(this.props.told.map, this.changed);
        const own = this.kept.all();
        const now = own.some(({ id }) => id === chosen) ? chosen : own.length ? own[own.length - 1].id : "";
        this.setState({ own, now, broken: this.kept.broken(), asked: sceneQuery(this.props.told.fields) }, () => {
            /** @type {HTMLElement|null} */
            const first = panel() && panel().querySelector(".stories-panel a, .stories-panel button");
            if (first) first.focus({ preventScroll: true });
        });
        if (opening.storyFile) this.open(opening.storyFile);
        opening.storyFile = null;
    }

    // ---- the page around it

    follow() {
        if (this.props.told) this.setState({ asked: sceneQuery(this.props.told.fields) });
    }

    press(event) {
        if (event.target.closest && event.target.closest("#questions-button, #filters-button, [data-panel]"))
            setProps("stories", { opened: false });
    }

    key(event) {
        const within = panel() && panel().contains(event.target);
        const words = event.target.closest && event.target.closest("input, textarea, select");
        if (within && !words && (event.ctrlKey || event.metaKey) && "zy".includes(event.key.toLowerCase())) {
            event.preventDefault();
            return this.step(event.shiftKey || event.key.toLowerCase() === "y" ? "future" : "past");
        }
        if (event.key !== "Escape" || event.defaultPrevented) return undefined;
        if (
            !within &&
            (field("select") ||
                (event.target.closest && event.target.closest("input, select, [role=dialog], [role=menu], [role=listbox], .loose")))
        )
            return undefined;
        event.preventDefault();
        return setProps("stories", { opened: false });
    }

    say(said, alarm) {
        this.setState({ said: said || "", alarm: alarm || "" });
    }

    // ---- the user's own stories

    get story() {
        const found = this.state.own.find(({ id }) => id === this.state.now);
        return found ? found.story : null;
    }

    choose(id) {
        chosen = id;
        this.rest();
        this.setState({ now: id, said: "", alarm: "" });
    }

    /* Store a story and show it; `said` is a sentence about what was done. */
    keep(id, story, said) {
        const kept = this.kept.write(id, story, wholeStory(story, this.props.told));
        const other = kept.id === id ? [] : [{ id, story: this.kept.story(id) }].filter((one) => one.story);
        if (kept.id !== id) histories[kept.id] = histories[id];
        const rest = this.state.own.filter((one) => one.id !== id && one.id !== kept.id);
        const own = [...rest, ...other, { id: kept.id, story }].sort((one, two) => one.id.localeCompare(two.id, "en", { numeric: true }));
        chosen = kept.id;
        this.setState({ own, now: kept.id, said: said || "", alarm: kept.said });
    }

    edit(story, said, key) {
        const { now } = this.state;
        const steps = history(now);
        if (!key || key !== steps.key) steps.past = [...steps.past, this.story].slice(-MOST_STEPS);
        Object.assign(steps, { future: [], key: key || "" });
        this.keep(now, story, said);
    }

    rest() {
        if (this.state.now) history(this.state.now).key = "";
    }

    step(way) {
        const { now } = this.state;
        const steps = history(now);
        if (!now || !steps[way].length) return;
        const back = way === "past" ? "future" : "past";
        const then = steps[way][steps[way].length - 1];
        Object.assign(steps, { [way]: steps[way].slice(0, -1), [back]: [...steps[back], this.story], key: "" });
        this.keep(now, then, way === "past" ? "Undone." : "Done again.");
    }

    /* Start a story: an empty one, or from one of the map's stories, or from a file. */
    start(story, said) {
        const id = this.kept.free();
        delete histories[id]; // delete the history of a deleted story with this id
        this.keep(id, story, said);
    }

    remove() {
        const { now, own } = this.state;
        const rest = own.filter(({ id }) => id !== now);
        const gone = { id: now, story: this.story };
        this.kept.remove(now);
        chosen = rest.length ? rest[rest.length - 1].id : "";
        this.setState({ own: rest, now: chosen, gone, said: gone.story.title + " deleted.", alarm: "" });
    }

    back() {
        const { id, story } = this.state.gone;
        this.setState({ gone: null });
        this.keep(this.kept.text(id) === null ? id : this.kept.free(), story, story.title + " is back.");
    }

    /* Call when another window has written or removed a story. Undo restores the version of this window. */
    changed(id) {
        const story = this.kept.story(id);
        const before = this.state.own.find((one) => one.id === id);
        if (before && story) history(id).past = [...history(id).past, before.story].slice(-MOST_STEPS);
        if (before && !story && this.kept.text(id) === null) this.setState({ gone: before });
        const own = this.kept.all();
        const now = own.some((one) => one.id === this.state.now) ? this.state.now : own.length ? own[own.length - 1].id : "";
        this.setState({ own, now, broken: this.kept.broken() });
    }

    // ---- files

    async open(file) {
        if (!file) return;
        this.say("Reading " + file.name + "\u2026");
        try {
            const story = await openStory(file, this.props.told.map);
            this.start(story, story.title + " is open.");
        } catch (error) {
            this.say("", "The file was not opened, and nothing here has changed.\n" + /** @type {Error} */ (error).message);
        }
    }

    chosen(input) {
        this.open(input.files[0]);
        input.value = ""; // so that the same file can be chosen again
    }

    async fetch(name, label) {
        this.say("Making: " + label + "\u2026");
        try {
            await downloadStory(name, wholeStory(this.story, this.props.told));
            this.say(label + ": ready.");
        } catch (error) {
            this.say("", /** @type {Error} */ (error).message);
        }
    }

    /* Save the draft as the file of a story, also if the server cannot be reached. */
    save(name, label) {
        if (name !== "story.json") return this.fetch(name, label);
        saveStory(wholeStory(this.story, this.props.told));
        return this.say(label + ": ready.");
    }

    // ---- the map

    show({ query }) {
        const bare = Object.fromEntries([...this.props.told.fields, "select", "view", "made"].map((name) => [name, ""]));
        go({ ...bare, ...Object.fromEntries(new URLSearchParams(query)) });
    }

    same(query) {
        return sceneQuery(this.props.told.fields, query) === this.state.asked;
    }

    share(id) {
        opening.sharedStory = id;
        setProps("share", { opened: true });
    }

    // ---- rendering

    shipped(one) {
        const { id } = one.story;
        const copy = () => this.start(one.story, "A copy is among your own stories.");
        return h(MapStory, { key: id, ...one, told: this.props.told, same: this.same, show: this.show, share: () => this.share(id), copy });
    }

    making() {
        const { told } = this.props;
        const { now, asked } = this.state;
        const story = this.story;
        if (!story) return null;
        const { past, future } = history(now);
        const file = ({ name, label }) => act(label, () => this.save(name, label));
        const empty = !story.scenes.length;
        return h("div", { key: now, className: "story-own" }, [
            h("div", { key: "undo", className: "options" }, [
                act("Undo", () => this.step("past"), { "aria-disabled": past.length ? undefined : "true" }),
                act("Redo", () => this.step("future"), { "aria-disabled": future.length ? undefined : "true" }),
                act("Delete this story", () => this.remove()),
            ]),
            h(StoryEditor, {
                key: "e",
                story,
                papers: told.papers,
                now: asked,
                edit: this.edit,
                rest: this.rest,
                show: this.show,
                same: this.same,
            }),
            empty
                ? null
                : h("div", { key: "out", className: "options story-out", role: "group", "aria-label": "Take this story away" }, [
                      presentLink("/present", { map: told.map, own: now }),
                      ...told.downloads.map(file),
                  ]),
        ]);
    }

    choice({ id, story }) {
        const pressed = id === this.state.now ? "true" : "false";
        const more = { key: id, className: "option radio", "aria-pressed": pressed };
        return act(story.title || "A story", () => this.choose(id), more);
    }

    unreadable({ id, text }) {
        return h("p", { key: id, className: "story-alarm" }, [
            "An entry of this browser, \u201c" + id + "\u201d, is no story that can be read. ",
            act("Save what it holds", () => saveText(text, id + ".txt")),
            act("Remove it", () => this.drop(id)),
        ]);
    }

    drop(id) {
        this.kept.remove(id);
        this.setState({ broken: this.kept.broken() });
    }

    own() {
        const { own, gone, broken } = this.state;
        return h("section", { key: "own", "aria-labelledby": "stories-own" }, [
            h("h3", { key: "h", id: "stories-own" }, "Your own stories"),
            h(
                "p",
                { key: "p", className: "hint" },
                "They are kept in this browser and nowhere else. Save one as a file to keep it for good or to pass it on."
            ),
            h("div", { key: "do", className: "options" }, [
                act("New story", () => this.start(EMPTY, "A new story. Add the view that the map shows as its first scene.")),
                h("label", { key: "open", className: "act" }, [
                    h("input", {
                        key: "i",
                        type: "file",
                        id: "story-open",
                        className: "unseen",
                        accept: ".json,.yaml,.yml",
                        onChange: (event) => this.chosen(event.target),
                    }),
                    "Open a story\u2026",
                ]),
                gone ? act("Bring back \u201c" + gone.story.title + "\u201d", () => this.back()) : null,
            ]),
            broken.length
                ? h(
                      "div",
                      { key: "broken" },
                      broken.map((entry) => this.unreadable(entry))
                  )
                : null,
            own.length > 1
                ? h(
                      "div",
                      { key: "which", className: "options", role: "group", "aria-label": "Which story" },
                      own.map((one) => this.choice(one))
                  )
                : null,
            this.making(),
        ]);
    }

    render() {
        const { told } = this.props;
        if (!told) return h("p", { className: "note" }, "Looking at this map\u2026");
        const { said, alarm } = this.state;
        return h("div", { className: "stories-panel" }, [
            h("p", { key: "said", className: "story-said", role: "status" }, said),
            alarm ? h("p", { key: "alarm", className: "story-alarm", role: "alert" }, alarm) : null,
            told.stories.length
                ? h("section", { key: "map", "aria-labelledby": "stories-map" }, [
                      h("h3", { key: "h", id: "stories-map" }, "Stories of this map"),
                      ...told.stories.map((one) => this.shipped(one)),
                  ])
                : null,
            this.own(),
        ]);
    }
}
