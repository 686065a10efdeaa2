/* The editor of a user's own story: its texts, its scenes in order, and the papers that captions can cite. */
import { h, React } from "./dash.js";

const MOST_SCENES = 40; // scenes
const AUDIENCES = { everyone: "everyone", professionals: "professionals" };

const moved = (list, from, to) => {
    const rest = list.filter((_, at) => at !== from);
    return [...rest.slice(0, to), list[from], ...rest.slice(to)];
};

/** @typedef {import("./own_stories.js").Scene} Scene */
/** @typedef {import("./own_stories.js").Story} Story */

/**
 * @typedef {object} StoryEditorProps
 * @property {Story} story
 * @property {import("./map_story.js").Told["papers"]} papers
 * @property {string} now the question that the map shows, as a scene keeps it
 * @property {(story: Story, said: string, key?: string) => void} edit gets the changed story, a sentence for screen readers, and
 *     a key of the changed part: several changes with one key are one step of undo
 * @property {() => void} rest is called when a field loses the focus
 * @property {(scene: Scene) => void} show opens a scene on the map
 * @property {(query: string) => boolean} same returns whether a question is the one that the map shows
 */

/** @extends {React.Component<StoryEditorProps, never>} */
export class StoryEditor extends React.Component {
    constructor(props) {
        super(props);
        this.place = null; // where a citation is inserted
        ["add", "held"].forEach((name) => (this[name] = this[name].bind(this)));
    }

    componentDidUpdate() {
        const next = this.focus && document.getElementById(this.focus);
        this.focus = "";
        if (!next) return;
        next.focus();
        if (next instanceof HTMLInputElement) next.select();
        (next.closest("li") || next).scrollIntoView({ block: "nearest" });
    }

    put(changes, key, said) {
        this.props.edit({ ...this.props.story, ...changes }, said || "", key);
    }

    scenes(scenes, said, key) {
        this.put({ scenes }, key, said);
    }

    change(at, field, value) {
        const { scenes } = this.props.story;
        this.scenes(scenes.map((scene, place) => (place === at ? { ...scene, [field]: value } : scene)), "", scenes[at].id + field);
    }

    // ---- scenes

    add() {
        const { scenes } = this.props.story;
        if (scenes.length >= MOST_SCENES) return;
        const taken = scenes.map((scene) => Number((/^scene-(\d+)$/.exec(scene.id) || [])[1]) || 0);
        const number = Math.max(0, ...taken) + 1;
        const asked = this.props.now && document.querySelector(".status .asked");
        const caption = (asked ? asked.textContent : "The whole map.").slice(0, 600);
        this.focus = "scene-title-scene-" + number;
        this.scenes(
            [...scenes, { id: "scene-" + number, title: "Scene " + (scenes.length + 1), query: this.props.now, caption, note: "" }],
            "Scene " + (scenes.length + 1) + " added."
        );
    }

    move(at, way) {
        const { scenes } = this.props.story;
        const to = at + way;
        if (to < 0 || to >= scenes.length) return;
        this.focus = (way < 0 ? "scene-up-" : "scene-down-") + scenes[at].id;
        this.scenes(moved(scenes, at, to), scenes[at].title + " is now scene " + (to + 1) + " of " + scenes.length + ".");
    }

    remove(at) {
        const { scenes } = this.props.story;
        const next = scenes[at + 1] || scenes[at - 1];
        this.focus = next ? "scene-delete-" + next.id : "story-add";
        this.scenes(scenes.filter((_, place) => place !== at), scenes[at].title + " deleted. Undo brings it back.");
    }

    // ---- citations

    held(event) {
        this.props.rest();
        const { scene, field } = event.target.dataset;
        this.place = { scene, field, at: event.target.selectionEnd };
    }

    cite(id) {
        const { scenes } = this.props.story;
        const { scene, field, at } = this.place || {};
        const place = Math.max(scenes.findIndex((one) => one.id === scene), 0);
        if (!scenes.length) return;
        const name = field || "caption";
        const said = scenes[place][name];
        const end = at === undefined ? said.length : at;
        this.place = { scene: scenes[place].id, field: name, at: end + id.length + 4 };
        this.change(place, name, said.slice(0, end) + " [@" + id + "]" + said.slice(end));
    }

    // ---- rendering

    field(id, label, value, most, change, more) {
        const own = { id, value, maxLength: most, onChange: (event) => change(event.target.value), onBlur: this.props.rest, ...more };
        return h("label", { key: id, className: "story-field" }, [
            h("span", { key: "l" }, label),
            h(own.rows ? "textarea" : "input", { key: "f", ...own }),
        ]);
    }

    button(id, label, name, act, off) {
        return h(
            "button",
            { key: id, id, type: "button", className: "act", "aria-label": name, "aria-disabled": off ? "true" : undefined, onClick: act },
            label
        );
    }

    scene(scene, at) {
        const { scenes } = this.props.story;
        const { id, title } = scene;
        const keep = (field) => ({ "data-scene": id, "data-field": field, onBlur: this.held });
        const note = [
            h("summary", { key: "s" }, scene.note ? "Note for the speaker" : "Add a note for the speaker"),
            this.field("scene-note-" + id, "Note", scene.note, 4000, (value) => this.change(at, "note", value), {
                rows: 4,
                ...keep("note"),
            }),
        ];
        return h("li", { key: id, className: "story-scene", "aria-current": this.props.same(scene.query) ? "true" : undefined }, [
            this.field("scene-title-" + id, "Scene " + (at + 1), title, 120, (value) => this.change(at, "title", value)),
            this.field("scene-caption-" + id, "Caption", scene.caption, 600, (value) => this.change(at, "caption", value), {
                rows: 3,
                ...keep("caption"),
            }),
            h("details", { key: "note", className: "story-note" }, note),
            h("div", { key: "do", className: "options" }, [
                this.button("scene-show-" + id, "Show", "Show " + title + " on the map", () => this.props.show(scene)),
                this.button("scene-take-" + id, "Take the view shown", "Take the view shown for " + title, () =>
                    this.change(at, "query", this.props.now)
                ),
                this.button("scene-up-" + id, "\u2191", "Move " + title + " up", () => this.move(at, -1), at === 0),
                this.button("scene-down-" + id, "\u2193", "Move " + title + " down", () => this.move(at, 1), at === scenes.length - 1),
                this.button("scene-delete-" + id, "Delete", "Delete " + title, () => this.remove(at)),
            ]),
        ]);
    }

    papers() {
        const item = ({ id, text, title }) =>
            h("li", { key: id }, [
                h(
                    "button",
                    { key: "b", type: "button", className: "act", title, onClick: () => this.cite(id), "aria-label": "Cite " + text },
                    text
                ),
                h("code", { key: "c" }, "[@" + id + "]"),
            ]);
        return h("details", { key: "papers", className: "story-papers" }, [
            h("summary", { key: "s" }, "Cite a paper in a caption"),
            h(
                "p",
                { key: "p", className: "note" },
                "Put the cursor where the number is to stand, then choose. Numbers and references are filled in."
            ),
            h("ul", { key: "u" }, this.props.papers.map(item)),
        ]);
    }

    render() {
        const { story } = this.props;
        const audience = h(
            "select",
            { key: "f", value: story.audience, onChange: (event) => this.put({ audience: event.target.value }) },
            Object.keys(AUDIENCES).map((name) => h("option", { key: name, value: name }, AUDIENCES[name]))
        );
        const full = story.scenes.length >= MOST_SCENES;
        return h("div", { className: "story-editor" }, [
            this.field("story-title", "Title", story.title, 160, (title) => this.put({ title }, "title")),
            this.field("story-sentence", "In one sentence", story.sentence, 400, (sentence) => this.put({ sentence }, "sentence")),
            h("label", { key: "audience", className: "story-field" }, [h("span", { key: "l" }, "For"), audience]),
            h(
                "ol",
                { key: "scenes", className: "story-scenes" },
                story.scenes.map((scene, at) => this.scene(scene, at))
            ),
            h(
                "button",
                {
                    key: "add",
                    id: "story-add",
                    type: "button",
                    className: "act is-main",
                    "aria-disabled": full ? "true" : undefined,
                    onClick: this.add,
                },
                full ? "A story has at most " + MOST_SCENES + " scenes" : "Add this view as a scene"
            ),
            h(
                "p",
                { key: "hint", className: "hint" },
                "A scene keeps what is shown and asked. Zoom, colours and moved boxes stay out: a story has one arrangement for all scenes."
            ),
            story.scenes.length ? this.papers() : null,
        ]);
    }
}
