/* A story of the map in the stories panel, to present, share, copy, download, or step through on the map.
 */
import { h } from "./dash.js";
import { act, linkTo, presentLink } from "./story_actions.js";

const counted = (number) => number + (number === 1 ? " scene" : " scenes");

const cited = ({ number, text, url }) =>
    h("li", { key: number }, [
        "[" + number + "] ",
        /^https?:/.test(url) ? h("a", { key: "a", href: url, target: "_blank", rel: "noopener noreferrer" }, text) : text,
    ]);

/** @typedef {import("./own_stories.js").Scene} Scene */
/** @typedef {import("./own_stories.js").Story} Story */

/**
 * A story of the map, as `web/story_panel.py` sends it.
 * @typedef {{story: Story & {id: string}, captions: string[], cites: {number: number, text: string, url: string}[]}} Shipped
 */

/**
 * The data of a map, as `web/story_panel.py` sends them.
 * @typedef {object} Told
 * @property {string} map
 * @property {string} made the version of the map
 * @property {string[]} fields the parameters of an address that a scene keeps
 * @property {{id: string, text: string, title: string}[]} papers the papers that a caption can cite
 * @property {{name: string, label: string}[]} downloads
 * @property {Shipped[]} stories
 */

/**
 * @typedef {object} MapStoryProps
 * @property {Told} told
 * @property {(query: string) => boolean} same returns whether a question is the one that the map shows
 * @property {(scene: Scene) => void} show opens a scene on the map
 * @property {() => void} share
 * @property {() => void} copy
 */

/** @param {MapStoryProps & Shipped} props */
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
