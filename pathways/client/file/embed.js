/* The entry module of a view in a frame within another page. */
import { openCards } from "./card_picture.js";
import { CardHistory } from "./card_history.js";
import { findOnMap } from "./find_on_map.js";
import { FrameHeight } from "./frame_height.js";
import { SubjectViewport } from "./subject_view.js";

const frame = document.getElementById("figure");
const viewport = new SubjectViewport(frame, { view: frame.dataset.view });
findOnMap(openCards(viewport, CardHistory));
new FrameHeight(document.getElementById("show"), viewport.height / viewport.width);
