/* The light page, put together from its parts. */
import { openCards } from "./card_picture.js";
import { CardReader } from "./card_reader.js";
import { FindBox } from "./find_box.js";
import { foldLegend } from "./legend.js";
import { SubjectViewport } from "./subject_view.js";

const frame = document.getElementById("figure");
new FindBox(openCards(new SubjectViewport(frame, { view: frame.dataset.view }), CardReader));
foldLegend();
