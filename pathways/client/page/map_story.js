/* A story of the map in the stories panel: to be presented, shared, copied, walked through on the map, and downloaded.
 *
 * Props: story, captions, cites  as `web/stories.py` tells them
 *        told           what is said of the whole map
 *        same(query)    tells whether a question is the one that the map shows
 *        show(scene)    opens a scene on the map
 *        share(), copy()
 */
import { h } from "./dash.js";
import { act, linkTo, presentLink } from "./story_actions.js";

const counted = (number) => number + (number === 1 ? " scene" : " scenes");

const cited = ({ number, text, url }) =>
    h("li", { key: number }, [
        "[" + number + "] ",
        /^https?:/.test(url) ? h("a", { key: "a", href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text,
    ]);

export function MapStory({ told, story, captions, cites, same, show, share, copy }) {
    const asked = { map: told.map, story: story.id };
    const scene = (one, at) =>
        h("li", { key: one.id, "aria-current": same(one.query) ? "true" : undefined }, [
            h("button", { key: "b", type: "button", className: "story-step", onClick: () => show(one) }, one.title),
            h("p", { key: "p" }, captions[at]),
        ]);
    const file = ({ name, label }) => h("a", { key: name, className: "act", href: linkTo("/" + name, asked), download: "" }, label);
    return h("article", { className: "story", "aria-label": story.title }, [
        h("h4", { key: "h" }, story.title),
        h("p", { key: "s" }, story.sentence),
        h("p", { key: "n", className: "hint" }, "For " + story.audience + ", " + counted(story.scenes.length)),
        h("div", { key: "do", className: "options" }, [
            presentLink("/story.html", asked),
            act("Share", share, { "aria-label": "Share: " + story.title }),
            act("Make my own of it", copy, { "aria-label": "Make my own of: " + story.title }),
        ]),
        h("details", { key: "scenes" }, [
            h("summary", { key: "s" }, "Scenes, on this map"),
            h("ol", { key: "o", className: "story-steps" }, story.scenes.map(scene)),
            h("ul", { key: "c", className: "story-cites" }, cites.map(cited)),
        ]),
        h("details", { key: "files" }, [
            h("summary", { key: "s" }, "Download"),
            h("div", { key: "d", className: "options" }, told.downloads.map(file)),
        ]),
    ]);
}
