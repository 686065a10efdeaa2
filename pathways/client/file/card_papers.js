/* The papers of an open card and of each relation on it: as files for reference managers, and as a text to copy.
 *
 * An element with papers names them by number (data-cites); the records of all papers are in the page, so no request is made.
 */
import { copyText } from "../engine/clipboard.js";

/**
 * Formats: the name of each, the suffix of its file, its media type, and a function that writes papers in it.
 * @type {[string, string, string, (found: string[][]) => string][]}
 */
const KEPT_AS = [
    ["RIS", "ris", "application/x-research-info-systems", (found) => found.map((one) => one[1]).join("")],
    [
        "CSL-JSON",
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        (found) =>
            `${JSON.stringify(
                found.map((one) => JSON.parse(one[3])),
                null,
                1
            )}\n`,
    ],
    [
        "BibTeX",
        "bib",
        "application/x-bibtex",
        (found) =>
            found
                .map((one) => one[2])
                .join("")
                .trimStart(),
    ],
];

export class CardPapers {
    constructor() {
        this.block = document.getElementById("records");
        this.whole = null;
    }

    get records() {
        this.whole = this.whole || JSON.parse(this.block.textContent);
        return this.whole;
    }

    offer(card) {
        const places = [card, ...card.querySelectorAll("[data-cites]")].filter(
            (one) => one.dataset.cites && !one.querySelector(":scope > .take")
        );
        places.forEach((place) => place.append(this.section(place)));
    }

    section(place) {
        const found = place.dataset.cites.split(" ").map((number) => this.records[number]);
        const said = Object.assign(document.createElement("p"), { className: "said" });
        said.setAttribute("role", "status");
        const row = Object.assign(document.createElement("p"), { className: "acts" });
        const kept = KEPT_AS.filter(([name]) => name !== "CSL-JSON" || found.every((one) => one[3]));
        row.append(...kept.map((format) => this.file(place, found, format)), this.button(found, said));
        const title = Object.assign(document.createElement("h4"), {
            textContent: found.length === 1 ? "This paper" : `These ${found.length} papers`,
        });
        const section = Object.assign(document.createElement("section"), { className: "take" });
        section.append(title, row, said);
        return section;
    }

    /* The link is a data: address that holds the file: some frames block downloads that a script creates. */
    file(place, found, [name, suffix, type, text]) {
        const about = place.id.slice(2).split("~").filter(Boolean).join("-");
        const link = Object.assign(document.createElement("a"), {
            className: "act",
            textContent: name,
            download: `${this.block.dataset.map}-${about}.${suffix}`,
        });
        link.href = `data:${type};charset=utf-8,${encodeURIComponent(text(found))}`;
        link.setAttribute("aria-label", `${name}: download ${found.length === 1 ? "this paper" : `these ${found.length} papers`}`);
        return link;
    }

    button(found, said) {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "act", textContent: "Copy as text" });
        const text = found.map((one) => one[0]).join("\n");
        button.addEventListener("click", async () => {
            said.textContent = "";
            said.nextElementSibling?.remove(); // the text that was shown when an earlier copy was refused
            try {
                await copyText(text);
                said.append(`${found.length === 1 ? "1 reference" : `${found.length} references`} copied.`);
            } catch {
                this.mark(text, said);
                said.append("The browser refused to copy. The text is marked: press Ctrl+C.");
            }
        });
        return button;
    }

    /* Show the text, selected, to be copied by hand. */
    mark(text, said) {
        const area = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, rows: 4 });
        area.setAttribute("aria-label", "The references as text");
        said.after(area);
        area.select();
    }
}
