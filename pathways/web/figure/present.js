/* Plays a story that is kept in this browser: it is sent to the server, and the page becomes the answer. */
(function () {
    "use strict";
    const told = document.getElementById("told");
    const params = new URLSearchParams(window.location.search);
    const map = params.get("map") || "";

    /* What the stories panel keeps (`kept.js`): the story as a file is in it. */
    function kept() {
        try {
            return JSON.parse(window.localStorage.getItem("pathways:story:" + map + ":" + params.get("own"))).file;
        } catch (error) {
            return null;
        }
    }

    async function play(story) {
        const asked = new URLSearchParams({ map, theme: params.get("theme") || "auto" });
        const answer = await fetch("/story.html?" + asked, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(story) });
        const text = await answer.text();
        if (!answer.ok) return void (told.textContent = text);
        document.open();
        document.write(text);
        return void document.close();
    }

    const story = kept();
    if (story) play(story).catch(() => (told.textContent = "The server did not answer. Load the page again."));
    else told.textContent = "This story is not kept in this browser. It may have been deleted, or be kept in another one.";
})();
