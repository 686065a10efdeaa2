/* A part of the page whose code is loaded when it is first shown, so that it does not delay the first picture. */
import { h, React } from "./dash.js";

const loads = {}; // by the name of the part

const load = (src) =>
    new Promise((done, failed) => {
        document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
    });

function loaded(part, src) {
    loads[part] = loads[part] || load(src);
    return loads[part].catch((error) => {
        delete loads[part]; // opening the panel again loads it again
        throw error;
    });
}

/**
 * @typedef {object} LaterProps other props are passed on to the part: id, wanted and told, as described in its file
 * @property {string} part its name in window.pathways
 * @property {string} src address of its code, which adds to window.pathways what it exports
 */

/** @extends {React.Component<LaterProps, {said: string}>} */
export class Later extends React.Component {
    constructor(props) {
        super(props);
        this.state = { said: window.pathways[props.part] ? "" : "One moment\u2026" };
    }

    componentDidMount() {
        if (!this.state.said) return;
        const { part, src } = this.props;
        loaded(part, src).then(
            () => this.gone || this.setState({ said: "" }),
            () => this.gone || this.setState({ said: "This part of the page could not be loaded. Close it and open it again." })
        );
    }

    componentWillUnmount() {
        this.gone = true;
    }

    render() {
        const { part, src, ...own } = this.props;
        if (this.state.said) return h("p", { className: "note", role: "status" }, this.state.said);
        return h(window.pathways[part], own);
    }
}
