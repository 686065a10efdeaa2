/* Writes the user's own stories to files and reads them: completed, checked by the server, in every format of stories. */
import { fold } from "../engine/search.js";
import { field, written } from "./address.js";

const LARGEST_STORY = 200000; // bytes, the most that the server reads
const SILENT = "The server did not answer. Nothing is lost; try again.";

/** The id of a story from its title. @param {string} text */
export const slug = (text) => fold(text).replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60).replace(/-+$/, "");

/**
 * The parameters of an address that a scene keeps, in the order of addresses.
 * @param {string[]} fields
 * @param {string} [search]
 */
export const sceneQuery = (fields, search = window.location.search) => written(new URLSearchParams(search), fields);

/** A draft completed with everything that the file of a story must have. */
export function wholeStory(story, { map, made }) {
    const scenes = story.scenes.map((scene, at) => {
        const title = scene.title.trim() || "Scene " + (at + 1);
        return { ...scene, title, caption: scene.caption.trim() || title };
    });
    const title = story.title.trim() || "A story";
    return { map, made, id: slug(title) || "story", title, sentence: story.sentence.trim() || title, audience: story.audience, scenes };
}

function save(blob, name) {
    const url = URL.createObjectURL(blob);
    const link = Object.assign(document.createElement("a"), { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    window.setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export const saveText = (text, name) => save(new Blob([text], { type: "application/json" }), name);
export const saveStory = (story) => saveText(JSON.stringify(story, null, 2) + "\n", story.map + "-" + story.id + ".story.json");

/* The server's response to a story; throws an error with its sentences if the story is refused. */
async function ask(name, map, body) {
    const theme = field("theme") || "auto";
    const address = "/" + name + "?" + new URLSearchParams(name === "story.json" ? { map } : { map, theme });
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body }).catch(() => {
        throw new Error(SILENT);
    });
    if (!answer.ok) throw new Error((await answer.text()).trim());
    return answer;
}

/** Download the story in a format. The story is sent as one line, so line numbers are removed from error messages. */
export async function downloadStory(name, story) {
    const answer = await ask(name, story.map, JSON.stringify(story)).catch((error) => {
        throw new Error(error.message.replace(/^story, line \d+, /gm, ""));
    });
    const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
    save(await answer.blob(), named ? named[1] : name);
}

/** The story in a file; throws an error that lists everything invalid in it. */
export async function openStory(file, map) {
    if (file.size > LARGEST_STORY) throw new Error("It has more than " + LARGEST_STORY / 1000 + " kB, which no story has.");
    const answer = await ask("story.json", map, await file.text()).catch((error) => {
        throw new Error(error.message.replace(/^story(?=[,:])/gm, file.name));
    });
    const { map: of, made, ...story } = await answer.json();
    return story;
}
