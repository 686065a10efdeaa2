/* The entry module of a story's page. */
import { FrameHeight } from "../file/frame_height.js";
import { StoryPlayer } from "./story_player.js";

const show = new StoryPlayer(document.getElementById("show"));
if (show.root.classList.contains("is-embedded")) new FrameHeight(show.root, 0.42);
else show.takeFocus();
