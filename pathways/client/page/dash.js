/* What Dash provides on the page: React, and the function that sets the props of a component. */
export const React = window.React;
export const h = React.createElement;

/** @type {(id: string, props: Object<string, unknown>) => void} */
export const setProps = (id, props) => window.dash_clientside.set_props(id, props);
