/* The entry module of the light page. */
import { openCards } from "./card_picture.js";
import { CardReader } from "./card_reader.js";
import { findOnMap } from "./find_on_map.js";
import { foldLegend } from "./legend.js";
import { SubjectViewport } from "./subject_view.js";

const frame = document.getElementById("figure");
findOnMap(openCards(new SubjectViewport(frame, { view: frame.dataset.view }), CardReader));
foldLegend();
