/* What is chosen in the export panel: a format, options, and what of the question is another in the file than on the page.
 *
 * It lives here and nowhere else, so that the address of a view stays short. The panel listens to `wanted`, the question of the
 * address with the choice over it, which is reported only while the panel is open. Elements of the panel say what they change:
 *
 *   put({shape: "square"})              change the choice; an empty value is the default
 *   <button data-put="arrange=compact"> the same without code
 *   <button data-image="/figure.png">   copies the picture of that address
 *   <button data-copy="/figure.svg">    copies the address itself, in full
 *   <button data-loose>                 opens the loose view instead
 *
 * Props: opened  whether the panel is open
 *        lasting names of what outlives the panel: format and options; the rest of the choice is for this once
 *        wanted  out: "format=png&scale=2&focus=tlr4"
 */
(function () {
    "use strict";
    const React = window.React;
    const space = (window.pathways = window.pathways || {});
    const CHANGED = "pathways:exports";
    let choice = {};

    function wanted() {
        const params = new URLSearchParams(window.location.search);
        Object.entries(choice).forEach(([name, value]) => (value ? params.set(name, value) : params.delete(name)));
        params.delete("made");
        return params.toString();
    }

    function put(changes) {
        choice = { ...choice, ...changes };
        window.dispatchEvent(new CustomEvent(CHANGED));
    }

    const say = (text) => window.dash_clientside.set_props("export-said", { children: text });

    async function picture(address) {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(await answer.text());
        return answer.blob();
    }

    async function copyPicture(address) {
        if (!window.isSecureContext || !navigator.clipboard || !window.ClipboardItem)
            return say("This browser does not let a page copy pictures, or not from an address without https. Download the PNG instead.");
        say("Drawing the picture\u2026");
        try {
            await navigator.clipboard.write([new window.ClipboardItem({ "image/png": picture(address) })]);
            return say("Picture copied. Paste it where you need it.");
        } catch (error) {
            return say("The browser refused to copy the picture (" + error.message.trim() + "). Download the PNG instead.");
        }
    }

    async function copyAddress(address) {
        try {
            await space.copy(new URL(address, window.location.href).href);
            return say("Address copied. It always gives this figure as the map is then.");
        } catch (error) {
            return say("The browser refused to copy the address. It is that of the download link.");
        }
    }

    /* The server is asked anew at every change; until it has answered, the panel still offers the file of before. */
    const late = () => {
        const panel = document.querySelector(".export-panel");
        return !!panel && panel.dataset.wanted !== wanted();
    };

    function act(event) {
        const target = event.target.closest ? event.target.closest(".export-panel [download], [data-put], [data-image], [data-copy], [data-loose]") : null;
        if (!target) return;
        const { put: changes, image, copy, loose } = target.dataset;
        if (changes !== undefined) return put(Object.fromEntries(new URLSearchParams(changes)));
        if (loose !== undefined) return pull();
        if (late()) {
            event.preventDefault();
            return void window.setTimeout(() => target.isConnected && target.click(), 50);
        }
        return image ? copyPicture(image) : copy ? copyAddress(copy) : undefined;
    }

    /* The panel hands the focus back when it closes; the loose view takes it after that. */
    function pull() {
        window.dash_clientside.set_props("export", { opened: false });
        window.setTimeout(space.loose, 300);
    }

    /* A preview that cannot be made is an answer with a sentence in it. */
    async function failed(event) {
        if (!event.target.matches || !event.target.matches("img[data-preview]")) return;
        const answer = await fetch(event.target.src);
        if (!answer.ok) say(await answer.text());
    }

    space.Exports = class Exports extends React.Component {
        constructor(props) {
            super(props);
            this.report = this.report.bind(this);
        }

        componentDidMount() {
            [CHANGED, "pathways:address", "popstate"].forEach((name) => window.addEventListener(name, this.report));
            document.addEventListener("click", act);
            document.addEventListener("error", failed, true);
        }

        componentWillUnmount() {
            [CHANGED, "pathways:address", "popstate"].forEach((name) => window.removeEventListener(name, this.report));
            document.removeEventListener("click", act);
            document.removeEventListener("error", failed, true);
        }

        componentDidUpdate(before) {
            if (before.opened === this.props.opened) return;
            if (!this.props.opened) choice = Object.fromEntries(Object.entries(choice).filter(([name]) => this.props.lasting.includes(name)));
            else this.report();
        }

        report() {
            const now = wanted();
            if (!this.props.opened || now === this.props.wanted) return;
            say("");
            this.props.setProps({ wanted: now });
        }

        render() {
            return null;
        }
    };
    Object.assign(space, { put, late, chosen: (name) => new URLSearchParams(wanted()).get(name) || "" });
})();
