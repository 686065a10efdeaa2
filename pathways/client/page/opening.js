/* What a panel is to begin with once it opens, left there by another part of the page. */
export const opening = {
    /** @type {File|null} */
    storyFile: null, // the file of a story that was dropped on the page
    sharedStory: "", // the id of the story that is to be shared
};
