/* Stories of one's own: undoing, what is kept in the browser, and their way to a file and back. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { saved, visit } from "./page_stub.js";
import { OwnStories, readEntry } from "../../pathways/client/page/own_stories.js";
import { Stories } from "../../pathways/client/page/stories.js";
import { downloadStory, openStory, sceneQuery, slug, wholeStory } from "../../pathways/client/page/story_files.js";

const TOLD = { map: "toy", made: "1.0~0123456789ab", fields: ["focus", "open"], papers: [], downloads: [], stories: [] };
const SCENE = { id: "scene-1", title: "A", query: "focus=a", caption: "C", note: "" };
const STORY = { title: "T", sentence: "S", audience: "everyone", scenes: [SCENE] };
const kept = () => window.localStorage;
const entry = (id) => readEntry(kept().getItem(`pathways:story:toy:${id}`));

const open = []; // panels

/* The panel with a new story in it. */
function panelWith(story) {
    const panel = new Stories({ wanted: "?map=", told: TOLD, setProps: () => {} });
    open.push(panel);
    panel.begin();
    panel.start(story, "");
    return panel;
}

/* The panel after edits, each to a text of its own. */
function edited(...titles) {
    const panel = panelWith({ ...STORY, title: "first" });
    titles.forEach((title) => panel.edit({ ...STORY, title }, ""));
    return panel;
}

function steps(panel, way, times) {
    return Array.from({ length: times }, () => {
        panel.step(way);
        return panel.story.title;
    });
}

beforeEach(() => visit(""));
afterEach(() => open.splice(0).forEach((panel) => panel.componentWillUnmount()));

// ---- undoing

test("undoing leads back through every state, redoing forward through the same", () => {
    const panel = edited("second", "third", "fourth");
    assert.deepEqual(steps(panel, "past", 4), ["third", "second", "first", "first"], "before the first there is nothing");
    assert.deepEqual(steps(panel, "future", 4), ["second", "third", "fourth", "fourth"]);
});

test("who edits after undoing has no more to redo", () => {
    const panel = edited("second", "third");
    panel.step("past");
    panel.edit({ ...STORY, title: "other" }, "");
    assert.deepEqual(steps(panel, "future", 1), ["other"]);
    assert.deepEqual(steps(panel, "past", 2), ["second", "first"]);
});

test("what is typed into one field is one step, until the field is left", () => {
    const panel = edited();
    ["a", "ab", "abc"].forEach((title) => panel.edit({ ...STORY, title }, "", "title"));
    panel.rest();
    panel.edit({ ...STORY, title: "abcd" }, "", "title");
    panel.edit({ ...STORY, title: "abcd", sentence: "s" }, "", "sentence");
    assert.deepEqual(steps(panel, "past", 3), ["abcd", "abc", "first"]);
});

test("so many steps can be undone and no more", () => {
    const panel = edited(...Array.from({ length: 205 }, (_, at) => `state ${at}`));
    assert.equal(steps(panel, "past", 200).at(-1), "state 4");
    assert.deepEqual(steps(panel, "past", 1), ["state 4"]);
});

test("what is undone is undone in what is kept too", () => {
    const panel = edited("second");
    panel.step("past");
    assert.equal(entry(panel.state.now).story.title, "first");
    assert.equal(entry(panel.state.now).file.id, "first");
});

test("a deleted story can be brought back", () => {
    const panel = edited("second");
    const id = panel.state.now;
    panel.remove();
    assert.equal(entry(id), null);
    panel.back();
    assert.equal(panel.state.now, id);
    assert.equal(panel.story.title, "second");
});

test("a story that another window changed can be had as it was before", () => {
    const panel = edited("second");
    const id = panel.state.now;
    const other = new OwnStories("toy", () => {});
    other.story(id);
    other.write(id, { ...STORY, title: "theirs" }, {});
    panel.changed(id);
    assert.equal(panel.story.title, "theirs");
    assert.deepEqual(steps(panel, "past", 1), ["second"]);
});

// ---- what is kept

test("an entry of the browser's storage that is no story is none", () => {
    const whole = { version: 1, count: 2, story: STORY, file: { id: "t" } };
    assert.deepEqual(readEntry(JSON.stringify(whole)).file, { id: "t" });
    const changes = [
        { version: 2 }, { count: "2" }, { story: null }, { story: { ...STORY, title: 1 } }, { story: { ...STORY, scenes: {} } },
        { story: { ...STORY, scenes: [{}] } }, { story: { ...STORY, scenes: [null] } },
    ];
    changes.forEach((change) => assert.equal(readEntry(JSON.stringify({ ...whole, ...change })), null, JSON.stringify(change)));
    ["{", "null", "", null].forEach((text) => assert.equal(readEntry(text), null));
});

test("who has missed what another window wrote overwrites nothing", () => {
    const [one, other] = [new OwnStories("two", () => {}), new OwnStories("two", () => {})];
    assert.deepEqual(one.write("story-1", STORY, {}), { id: "story-1", said: "" });
    other.story("story-1");
    other.write("story-1", { ...STORY, title: "theirs" }, {});
    const { id, said } = one.write("story-1", { ...STORY, title: "mine" }, {});
    assert.equal(id, "story-2");
    assert.match(said, /another window/);
    assert.deepEqual(one.all().map(({ story }) => story.title), ["theirs", "mine"]);
    assert.deepEqual(one.write("story-2", STORY, {}), { id: "story-2", said: "" });
});

test("stories are in the order of their numbers, and entries that cannot be read are left alone", () => {
    kept().setItem("pathways:story:many:story-3", "{");
    const own = new OwnStories("many", () => {});
    ["story-10", "story-2"].forEach((id) => own.write(id, STORY, {}));
    assert.deepEqual(own.ids(), ["story-2", "story-3", "story-10"]);
    assert.deepEqual(own.broken(), [{ id: "story-3", text: "{" }]);
    assert.equal(own.free("story-2"), "story-4");
    assert.equal(own.free("a story"), "a story-1");
});

test("a browser that keeps nothing is said to, and nothing is thought to be kept", () => {
    const own = new OwnStories("full", () => {});
    const full = mock.method(kept(), "setItem", () => { throw new Error("full"); });
    const { id, said } = own.write("story-1", STORY, {});
    full.mock.restore();
    assert.equal(id, "story-1");
    assert.match(said, /could not be kept/);
    assert.deepEqual(own.all(), []);
});

// ---- files

[
    ["Low-dose naltrexone", "low-dose-naltrexone"], ["  Naïve T-cells!  ", "naive-t-cells"], ["α", "alpha"], ["...", ""],
    ["a".repeat(59) + " b", "a".repeat(59)], ["a".repeat(90), "a".repeat(60)],
].forEach(([title, id]) => {
    test(`a title becomes an id: ${title.slice(0, 20)}`, () => {
        assert.equal(slug(title), id);
        assert.equal(slug(id), id, "an id stays what it is");
    });
});

test("a file of a story lacks nothing that a draft may lack", () => {
    const bare = { title: " ", sentence: "", audience: "everyone", scenes: [{ ...SCENE, title: "", caption: " " }, SCENE] };
    const whole = wholeStory(bare, TOLD);
    const said = { id: "a-story", title: "A story", sentence: "A story", audience: "everyone" };
    assert.deepEqual({ ...whole, scenes: [] }, { map: "toy", made: TOLD.made, ...said, scenes: [] });
    assert.deepEqual(whole.scenes.map(({ title, caption }) => [title, caption]), [["Scene 1", "Scene 1"], ["A", "C"]]);
    assert.deepEqual(wholeStory(STORY, TOLD).scenes, [SCENE]);
    assert.equal(wholeStory({ ...STORY, title: "…" }, TOLD).id, "story");
});

test("a scene keeps of an address what is asked, in one order", () => {
    assert.equal(sceneQuery(["focus", "open"], "?open=b&view=1,2,3&focus=a"), "focus=a&open=b");
    visit("?select=x&open=b");
    assert.equal(sceneQuery(["focus", "open"]), "open=b");
});

/* While something is done the server answers so; returns what it was asked. */
async function answered(answer, act) {
    const asked = [];
    const fetching = mock.method(globalThis, "fetch", async (address, { body }) => {
        asked.push([address, body]);
        if (!answer) throw new TypeError("no network");
        return new Response(answer.text, { status: answer.status, headers: answer.headers });
    });
    await act();
    fetching.mock.restore();
    return asked;
}

const file = (text, more) => ({ name: "mine.json", size: text.length, text: async () => text, ...more });

test("a file becomes a story once the server finds nothing wrong with it", async () => {
    const asked = await answered({ status: 200, text: JSON.stringify({ ...STORY, map: "toy", made: "1.0" }) }, async () => {
        assert.deepEqual(await openStory(file("text"), "toy"), STORY);
    });
    assert.deepEqual(asked, [["/story.json?map=toy", "text"]]);
});

test("what is wrong with a file is said of the file", async () => {
    await answered({ status: 422, text: "story, line 3, title: it is empty.\nstory: no scenes.\n" }, () =>
        assert.rejects(openStory(file("{}"), "toy"), { message: "mine.json, line 3, title: it is empty.\nmine.json: no scenes." }));
    await answered(null, () => assert.rejects(openStory(file("{}"), "toy"), /did not answer/));
    const asked = await answered(null, () => assert.rejects(openStory(file("", { size: 200001 }), "toy"), /200 kB/));
    assert.deepEqual(asked, [], "it is not even sent");
});

test("a story is downloaded in a format under the name that the server gives it", async () => {
    visit("?theme=dark");
    const named = { "Content-Disposition": 'attachment; filename="toy-t.pdf"' };
    const asked = await answered({ status: 200, text: "%PDF", headers: named }, () => downloadStory("story.pdf", { map: "toy" }));
    assert.deepEqual(asked, [["/story.pdf?map=toy&theme=dark", '{"map":"toy"}']]);
    await answered({ status: 200, text: "" }, () => downloadStory("story.pdf", { map: "toy" }));
    assert.deepEqual(saved, ["toy-t.pdf", "story.pdf"]);
    await answered({ status: 422, text: "story, line 1, scenes: none." }, () =>
        assert.rejects(downloadStory("story.pdf", { map: "toy" }), { message: "scenes: none." }));
});
