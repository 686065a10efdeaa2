/* What stands on a page besides our scripts, as far as they use it: React, Dash, the library of fields, vis-network.
 *
 * Only the checker reads this file. The libraries have types of their own, but the page has the libraries from Dash and from pyvis,
 * and a second source for the same version would be one more thing to keep in step.
 */

/** What `h` makes: only React looks into it. */
interface ReactElement {
    readonly type: unknown;
    readonly props: unknown;
}

type ReactChild = ReactElement | string | number | null | undefined | ReactChild[];

interface ReactComponent<Props, State> {
    props: Readonly<Props>;
    state: State;
    setState(changes: Partial<State>, done?: () => void): void;
    forceUpdate(): void;
}

interface ReactLibrary {
    Component: new <Props = any, State = any>(props: Props) => ReactComponent<Props, State>;
    Fragment: symbol;
    createRef(): { current: any };
    createElement(type: string | symbol | Function, props?: object | null, ...children: ReactChild[]): ReactElement;
}

/** What a component of Dash tells the server by. */
interface Reporting {
    id: string;
    setProps(changes: Record<string, unknown>): void;
}

interface DashClientside {
    no_update: object;
    callback_context: { triggered: { prop_id: string; value: any }[] };
    set_props(id: string, props: Record<string, unknown>): void;
    [namespace: string]: unknown;
}

interface Window {
    React: ReactLibrary;
    dash_clientside: DashClientside;
    dashMantineFunctions: Record<string, Function>;
    pathways: Record<string, Function>; // what the script of the explorer and those that load later export
}

type VisPlace = { x: number; y: number };

declare namespace vis {
    class DataSet<Row extends { id: string }> {
        constructor(rows: Row[]);
        get(id: string): Row | null;
        update(rows: (Partial<Row> & { id: string })[]): void;
    }

    class Network {
        constructor(frame: HTMLElement, graph: { nodes: DataSet<any>; edges: DataSet<any> }, options: object);
        on(event: string, hear: (told: any) => void): void;
        moveTo(view: { position?: VisPlace; scale?: number }): void;
        fit(view: { nodes: string[]; maxZoomLevel: number }): void;
        getScale(): number;
        getViewPosition(): VisPlace;
        getPositions(ids: string[]): Record<string, VisPlace>;
        getBoundingBox(id: string): { left: number; top: number; right: number; bottom: number };
        canvasToDOM(place: VisPlace): VisPlace;
        selectNodes(ids: string[], edgesToo: boolean): void;
        selectEdges(ids: string[]): void;
        unselectAll(): void;
    }
}
