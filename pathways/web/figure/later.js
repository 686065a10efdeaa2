/* A part of the page whose code is asked for when it is first shown, so that the first picture does not wait for it.
 *
 * Props: part   its name in window.pathways
 *        files  addresses of its code, in their order
 *        the rest is handed on to it: id, wanted and told as its own file says
 */
(function () {
    "use strict";
    const React = window.React;
    const space = (window.pathways = window.pathways || {});
    const loads = {};

    const load = (src) =>
        new Promise((done, failed) => {
            const script = Object.assign(document.createElement("script"), { src, async: false, onload: done, onerror: failed });
            document.head.append(script);
        });

    function loaded(part, files) {
        loads[part] = loads[part] || Promise.all(files.map(load));
        return loads[part].catch((error) => {
            delete loads[part]; // opening the panel again tries again
            throw error;
        });
    }

    space.Later = class Later extends React.Component {
        constructor(props) {
            super(props);
            this.state = { said: space[props.part] ? "" : "One moment\u2026" };
        }

        componentDidMount() {
            if (!this.state.said) return;
            const { part, files } = this.props;
            loaded(part, files).then(
                () => this.gone || this.setState({ said: "" }),
                () => this.gone || this.setState({ said: "This part of the page could not be loaded. Close it and open it again." })
            );
        }

        componentWillUnmount() {
            this.gone = true;
        }

        render() {
            const { part, files, ...own } = this.props;
            if (this.state.said) return React.createElement("p", { className: "note", role: "status" }, this.state.said);
            return React.createElement(space[part], own);
        }
    };
})();
