/* A button beside each snippet that copies it; if the browser forbids copying, the text is selected instead. */
import { copyText } from "../engine/clipboard.js";

const said = document.getElementById("said");
const select = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    window.getSelection().removeAllRanges();
    window.getSelection().addRange(range);
};
document.querySelectorAll(".snippet").forEach((snippet) => {
    const button = snippet.querySelector("button");
    const text = snippet.querySelector("code");
    button.setAttribute("aria-label", `Copy: ${snippet.querySelector("pre").getAttribute("aria-label")}`);
    button.hidden = false;
    button.addEventListener("click", async () => {
        const copied = await copyText(text.textContent).then(() => "Copied", () => "Selected");
        select(text);
        said.textContent = button.textContent = copied;
    });
});
