/* The stories panel: those of the map, to be presented, downloaded and walked through, and one's own, to be made.
 *
 * One's own are kept in this browser (`kept.js`) and nowhere else; `/present` plays them, and a file holds them for good.
 *
 * space.openedStory is a file that was dropped on the page, which the panel opens when it is there.
 *
 * Props: wanted  out: "?map=..."
 *        told    what `web/story_panel.py` says of the map
 */
(function () {
    "use strict";
    const React = window.React;
    const h = React.createElement;
    const space = (window.pathways = window.pathways || {});
    const files = space.storyFiles;
    const SAID = 6000; // ms
    const MOST = 200; // steps that can be undone
    const EMPTY = { title: "My story", sentence: "", audience: "everyone", scenes: [] };
    const FOLLOWED = ["pathways:address", "popstate"];
    const histories = {}; // of each story, for as long as the page stands
    let chosen = ""; // the story that is being made

    const params = () => new URLSearchParams(window.location.search);
    const set = (id, props) => window.dash_clientside.set_props(id, props);
    const history = (id) => (histories[id] = histories[id] || { past: [], future: [], key: "" });
    const panel = () => document.querySelector(".stories-sheet");
    const counted = (number) => number + (number === 1 ? " scene" : " scenes");
    const link = (path, asked) => path + "?" + new URLSearchParams(asked);

    space.Stories = class Stories extends React.Component {
        constructor(props) {
            super(props);
            this.state = { own: [], broken: [], now: "", said: "", alarm: "", gone: null, asked: "" };
            ["key", "follow", "press", "changed", "edit", "rest", "show", "same"].forEach((name) => (this[name] = this[name].bind(this)));
        }

        componentDidMount() {
            ["questions", "filters"].forEach((id) => set(id, { opened: false }));
            document.addEventListener("keydown", this.key);
            document.addEventListener("click", this.press);
            FOLLOWED.forEach((name) => window.addEventListener(name, this.follow));
            const wanted = "?map=" + (params().get("map") || "");
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
            FOLLOWED.forEach((name) => window.removeEventListener(name, this.follow));
            if (this.kept) this.kept.end();
            window.clearTimeout(this.later);
            window.setTimeout(() => document.activeElement === document.body && document.getElementById("stories-button").focus({ preventScroll: true }), 0);
        }

        begin() {
            if (this.kept) this.kept.end();
            this.kept = new space.Kept(this.props.told.map, this.changed);
            const own = this.kept.all();
            const now = own.some(({ id }) => id === chosen) ? chosen : own.length ? own[own.length - 1].id : "";
            this.setState({ own, now, broken: this.kept.broken(), asked: files.question(this.props.told.fields) }, () => {
                const first = panel() && panel().querySelector(".stories-panel a, .stories-panel button");
                if (first) first.focus({ preventScroll: true });
            });
            if (space.openedStory) this.open(space.openedStory);
            space.openedStory = null;
        }

        // ---- the page around it

        follow() {
            if (this.props.told) this.setState({ asked: files.question(this.props.told.fields) });
        }

        press(event) {
            if (event.target.closest && event.target.closest("#questions-button, #filters-button, [data-panel]")) set("stories", { opened: false });
        }

        key(event) {
            const within = panel() && panel().contains(event.target);
            const words = event.target.closest && event.target.closest("input, textarea, select");
            if (within && !words && (event.ctrlKey || event.metaKey) && "zy".includes(event.key.toLowerCase())) {
                event.preventDefault();
                return this.step(event.shiftKey || event.key.toLowerCase() === "y" ? "future" : "past");
            }
            if (event.key !== "Escape" || event.defaultPrevented) return undefined;
            if (!within && (params().get("select") || (event.target.closest && event.target.closest("input, select, [role=dialog], [role=menu], [role=listbox], .loose")))) return undefined;
            event.preventDefault();
            return set("stories", { opened: false });
        }

        say(said, alarm) {
            this.setState({ said: said || "", alarm: alarm || "" });
        }

        // ---- one's own

        get story() {
            const found = this.state.own.find(({ id }) => id === this.state.now);
            return found ? found.story : null;
        }

        choose(id) {
            chosen = id;
            this.rest();
            this.setState({ now: id, said: "", alarm: "" });
        }

        /* Keep a story and show it; the sentence says what was done. */
        keep(id, story, said) {
            const kept = this.kept.write(id, story, files.whole(story, this.props.told));
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
            if (!key || key !== steps.key) steps.past = [...steps.past, this.story].slice(-MOST);
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

        /* A new entry, from nothing, from one of the map's stories or from a file. */
        start(story, said) {
            this.keep(this.kept.free(), story, said);
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

        /* Another window wrote a story or removed it. What stood here can be brought back by undoing. */
        changed(id) {
            const story = this.kept.story(id);
            const before = this.state.own.find((one) => one.id === id);
            if (before && story) history(id).past = [...history(id).past, before.story].slice(-MOST);
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
                const story = await files.opened(file, this.props.told.map);
                this.start(story, story.title + " is open.");
            } catch (error) {
                this.say("", "The file was not opened, and nothing here has changed.\n" + error.message);
            }
        }

        chosen(input) {
            this.open(input.files[0]);
            input.value = ""; // so that the same file can be chosen again
        }

        async fetch(name, label) {
            this.say("Making: " + label + "\u2026");
            try {
                await files.fetched(name, files.whole(this.story, this.props.told));
                this.say(label + ": ready.");
            } catch (error) {
                this.say("", error.message);
            }
        }

        /* A file of a story is the draft itself, also where the server is out of reach. */
        save(name, label) {
            if (name !== "story.json") return this.fetch(name, label);
            files.saveStory(files.whole(this.story, this.props.told));
            return this.say(label + ": ready.");
        }

        // ---- the map

        show({ query }) {
            const bare = Object.fromEntries([...this.props.told.fields, "select", "view", "made"].map((name) => [name, ""]));
            space.go({ ...bare, ...Object.fromEntries(new URLSearchParams(query)) });
        }

        same(query) {
            return files.question(this.props.told.fields, query) === this.state.asked;
        }

        share(id) {
            space.sharing = id;
            set("share", { opened: true });
        }

        // ---- what is drawn

        act(label, act, more) {
            return h("button", { key: label, type: "button", className: "act", onClick: act, ...more }, label);
        }

        present(path, asked) {
            const theme = params().get("theme");
            return h("a", { key: "present", className: "act is-strong", href: link(path, { ...asked, ...(theme ? { theme } : {}) }), target: "_blank", rel: "noopener" }, "Present");
        }

        shipped({ story, captions, cites }) {
            const asked = { map: this.props.told.map, story: story.id };
            const scene = (one, at) =>
                h("li", { key: one.id, "aria-current": this.same(one.query) ? "true" : undefined }, [
                    h("button", { key: "b", type: "button", className: "story-step", onClick: () => this.show(one) }, one.title),
                    h("p", { key: "p" }, captions[at]),
                ]);
            const cited = ({ number, text, url }) => h("li", { key: number }, ["[" + number + "] ", /^https?:/.test(url) ? h("a", { key: "a", href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text]);
            const file = ({ name, label }) => h("a", { key: name, className: "act", href: link("/" + name, asked), download: "" }, label);
            return h("article", { key: story.id, className: "story", "aria-label": story.title }, [
                h("h4", { key: "h" }, story.title),
                h("p", { key: "s" }, story.sentence),
                h("p", { key: "n", className: "hint" }, "For " + story.audience + ", " + counted(story.scenes.length)),
                h("div", { key: "do", className: "options" }, [this.present("/story.html", asked), this.act("Share", () => this.share(story.id), { "aria-label": "Share: " + story.title }), this.act("Make my own of it", () => this.start(story, "A copy is among your own stories."), { "aria-label": "Make my own of: " + story.title })]),
                h("details", { key: "scenes" }, [h("summary", { key: "s" }, "Scenes, on this map"), h("ol", { key: "o", className: "story-steps" }, story.scenes.map(scene)), h("ul", { key: "c", className: "story-cites" }, cites.map(cited))]),
                h("details", { key: "files" }, [h("summary", { key: "s" }, "Download"), h("div", { key: "d", className: "options" }, this.props.told.downloads.map(file))]),
            ]);
        }

        making() {
            const { told } = this.props;
            const { now, asked } = this.state;
            const story = this.story;
            if (!story) return null;
            const { past, future } = history(now);
            const file = ({ name, label }) => this.act(label, () => this.save(name, label));
            const empty = !story.scenes.length;
            return h("div", { key: now, className: "story-own" }, [
                h("div", { key: "undo", className: "options" }, [
                    this.act("Undo", () => this.step("past"), { "aria-disabled": past.length ? undefined : "true" }),
                    this.act("Redo", () => this.step("future"), { "aria-disabled": future.length ? undefined : "true" }),
                    this.act("Delete this story", () => this.remove()),
                ]),
                h(space.StoryEditor, { key: "e", story, papers: told.papers, now: asked, edit: this.edit, rest: this.rest, show: this.show, same: this.same }),
                empty ? null : h("div", { key: "out", className: "options story-out", role: "group", "aria-label": "Take this story away" }, [this.present("/present", { map: told.map, own: now }), ...told.downloads.map(file)]),
            ]);
        }

        own() {
            const { own, now, gone, broken } = this.state;
            const option = ({ id, story }) => h("button", { key: id, type: "button", className: "option radio", "aria-pressed": id === now ? "true" : "false", onClick: () => this.choose(id) }, story.title || "A story");
            const lost = ({ id, text }) =>
                h("p", { key: id, className: "story-alarm" }, ["An entry of this browser, \u201c" + id + "\u201d, is no story that can be read. ", this.act("Save what it holds", () => files.saveText(text, id + ".txt")), this.act("Remove it", () => (this.kept.remove(id), this.setState({ broken: this.kept.broken() })))]);
            return h("section", { key: "own", "aria-labelledby": "stories-own" }, [
                h("h3", { key: "h", id: "stories-own" }, "Your own stories"),
                h("p", { key: "p", className: "hint" }, "They are kept in this browser and nowhere else. Save one as a file to keep it for good or to pass it on."),
                h("div", { key: "do", className: "options" }, [
                    this.act("New story", () => this.start(EMPTY, "A new story. Add the view that the map shows as its first scene.")),
                    h("label", { key: "open", className: "act" }, [h("input", { key: "i", type: "file", id: "story-open", className: "unseen", accept: ".json,.yaml,.yml", onChange: (event) => this.chosen(event.target) }), "Open a story\u2026"]),
                    gone ? this.act("Bring back \u201c" + gone.story.title + "\u201d", () => this.back()) : null,
                ]),
                broken.length ? h("div", { key: "broken" }, broken.map(lost)) : null,
                own.length > 1 ? h("div", { key: "which", className: "options", role: "group", "aria-label": "Which story" }, own.map(option)) : null,
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
                told.stories.length ? h("section", { key: "map", "aria-labelledby": "stories-map" }, [h("h3", { key: "h", id: "stories-map" }, "Stories of this map"), ...told.stories.map((one) => this.shipped(one))]) : null,
                this.own(),
            ]);
        }
    };
})();
