/* The page of a story, put together from its parts. */
import { FrameHeight } from "../file/frame_height.js";
import { StoryPlayer } from "./story_player.js";

const show = new StoryPlayer(document.getElementById("show"));
if (show.root.classList.contains("is-embedded")) new FrameHeight(show.root, 0.42);
else show.takeFocus();
