/* Values that another part of the page sets for a panel, which reads them when it opens. */
export const opening = {
    /** @type {File|null} */
    storyFile: null, // the file of a story that was dropped on the page
    sharedStory: "", // the id of the story to share
};
