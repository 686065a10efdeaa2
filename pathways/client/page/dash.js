/* What Dash brings to the page: React, and the way to change what a component is given. */
export const React = window.React;
export const h = React.createElement;

/** @type {(id: string, props: Object<string, unknown>) => void} */
export const setProps = (id, props) => window.dash_clientside.set_props(id, props);
