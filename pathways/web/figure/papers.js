/* Copies the references of a card, and says so.
 *
 *   <button data-papers="id" data-called="7 references">  copies the text of the element with this id; where the browser does not let
 *                                                        a page do that, the text is shown and marked
 */
(function () {
    "use strict";
    const space = (window.pathways = window.pathways || {});
    const SAID = 4000; // ms
    let later = 0;

    function say(text) {
        window.clearTimeout(later);
        window.dash_clientside.set_props("card-said", { children: text });
        if (text) later = window.setTimeout(() => say(""), SAID);
    }

    async function copy(id, called) {
        const text = document.getElementById(id);
        try {
            await space.copy(text.textContent);
            say(called + " copied.");
        } catch (error) {
            text.closest("details").open = true;
            window.getSelection().selectAllChildren(text);
            say("The browser refused to copy. The text is marked: press Ctrl+C.");
        }
    }

    document.addEventListener("click", (event) => {
        const target = event.target.closest ? event.target.closest("[data-papers]") : null;
        if (target) copy(target.dataset.papers, target.dataset.called);
    });
})();
