/* Plays a story that is stored in this browser: it is sent to the server, and the answer replaces the page. */
import { entriesOf, readEntry } from "./own_stories.js";

const told = document.getElementById("told");
const params = new URLSearchParams(window.location.search);
const map = params.get("map") || "";

/* The story as a file, read from the entry that the stories panel has stored. */
function kept() {
    try {
        return readEntry(window.localStorage.getItem(entriesOf(map) + params.get("own"))).file;
    } catch {
        return null;
    }
}

async function play(story) {
    const asked = new URLSearchParams({ map, theme: params.get("theme") || "auto" });
    const answer = await fetch("/story.html?" + asked, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(story),
    });
    const text = await answer.text();
    if (!answer.ok) return void (told.textContent = text);
    document.open();
    document.write(text);
    return void document.close();
}

const story = kept();
if (story) play(story).catch(() => (told.textContent = "The server did not answer. Load the page again."));
else told.textContent = "This story is not kept in this browser. It may have been deleted, or be kept in another one.";
