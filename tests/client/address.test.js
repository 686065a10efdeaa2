/* The address: what is read from it, how it is written, and what a part of the page hears of it. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { history, visit } from "./page_stub.js";
import { Address, ADDRESS_CHANGED, field, go, listField, searchWithout, written } from "../../pathways/client/page/address.js";
import { readOrigin } from "../../pathways/client/page/restore.js";

const FIELDS = ["map", "focus", "open", "view", "select"];
const PARTS = {
    figure: { fields: ["focus", "open"] },
    card: { fields: ["select", "focus"], when: "select" },
    limits: { fields: ["map"], rest: true },
};

/* The component at an address, and what it reported. */
function addressAt(search, built = "?never") {
    visit(search);
    const heard = [];
    const address = new Address({ fields: FIELDS, parts: PARTS, search: built, setProps: (changes) => heard.push(changes) });
    return { address, heard };
}

beforeEach(() => addressAt(""));

test("a field is what the address says, a list without its empty places", () => {
    visit("?focus=tlr4&open=a,,b,");
    assert.equal(field("focus"), "tlr4");
    assert.equal(field("select"), "");
    assert.deepEqual(listField("open"), ["a", "b"]);
    assert.deepEqual(listField("select"), []);
    assert.equal(searchWithout(["focus"]), "open=a%2C%2Cb%2C");
});

test("an address has its fields in one order, then what is no field, and nothing that is empty", () => {
    visit("?zoo=1&select=a&map=toy");
    go({ focus: "b", select: "" });
    assert.equal(history.at(-1), "/?map=toy&focus=b&zoo=1");
    go({ map: "", focus: "", zoo: "" });
    assert.equal(history.at(-1), "/");
});

test("a change is one more entry of the history, a replacement none, and what changes nothing is not told", () => {
    let told = 0;
    const hear = () => (told += 1);
    window.addEventListener(ADDRESS_CHANGED, hear);
    go({ focus: "a" });
    go({ view: "1,2,3" }, true);
    go({ focus: "a" });
    assert.deepEqual(history, ["/", "/?focus=a&view=1,2,3"]);
    assert.equal(told, 2);
    window.removeEventListener(ADDRESS_CHANGED, hear);
});

test("commas and colons stay readable", () => {
    assert.equal(written(new URLSearchParams({ open: "a,b", focus: "CL:1" }), ["focus", "open"]), "focus=CL:1&open=a,b");
});

["a&b=c#d", "TNF-α", "100 %", "a+b", "?", "“”", "a,b:c/d;e", "\u{1F9E0}"].forEach((value) => {
    test(`what is written is read again: ${value}`, () => {
        go({ focus: value, select: "x" });
        assert.equal(field("focus"), value);
        assert.equal(field("select"), "x");
    });
});

test("a part of the page hears of its own fields, of one that has to be set, and of what is no field", () => {
    const { address, heard } = addressAt("?focus=a&select=b&zoo=1&view=1,2,3");
    address.componentDidMount();
    assert.deepEqual(heard, [
        { figure: "?focus=a", card: "?select=b&focus=a", limits: "?zoo=1", view: "1,2,3", select: "b" },
    ]);
    go({ select: "" });
    assert.deepEqual(heard.at(-1), { card: "", select: "" });
    go({ focus: "c" });
    assert.deepEqual(heard.at(-1), { figure: "?focus=c" }, "the card is closed");
    address.componentWillUnmount();
    go({ focus: "d" });
    assert.equal(heard.length, 3);
});

test("nothing is reported of the address that the page was built for", () => {
    const { address, heard } = addressAt("?focus=a", "?focus=a");
    address.componentDidMount();
    assert.deepEqual(heard, []);
    go({ open: "g" });
    assert.deepEqual(heard, [{ figure: "?focus=a&open=g" }]);
    address.componentWillUnmount();
});

test("what a control wants is done once", () => {
    const { address } = addressAt("?focus=a");
    const before = address.props;
    address.props = { ...before, patch: { focus: "b", replace: true } };
    address.componentDidUpdate(before);
    assert.deepEqual(history, ["/?focus=b"]);
    go({ focus: "c" }, true);
    address.componentDidUpdate(address.props);
    assert.deepEqual(history, ["/?focus=c"]);
});

const ORIGIN = { map: "toy", version: "1.0", date: "2024-01-01", fingerprint: "0123456789ab", search: "focus=a&open=b" };
const line = (origin) => `pathways-origin: ${JSON.stringify(origin)}`;

test("where a figure comes from is read from any format", () => {
    assert.deepEqual(readOrigin(`<!-- ${line(ORIGIN)} -->`, false), ORIGIN);
    assert.deepEqual(readOrigin(line(ORIGIN).replaceAll("&", "&amp;").replaceAll('"', "&quot;"), false), ORIGIN);
    assert.deepEqual(readOrigin(line({ ...ORIGIN, version: "(1)" }).replace("(1)", "\\(1\\)"), true), { ...ORIGIN, version: "(1)" });
});

[
    ["none", "a figure"],
    ["a field is lacking", line({ ...ORIGIN, search: undefined })],
    ["a field is no text", line({ ...ORIGIN, map: 1 })],
    ["a field is too long", line({ ...ORIGIN, search: "a".repeat(8001) })],
    ["the fingerprint is none", line({ ...ORIGIN, fingerprint: "0123456789AB" })],
    ["it breaks off", line(ORIGIN).replace('"date":', "")],
].forEach(([what, text]) => {
    test(`an origin that is not sound is none: ${what}`, () => assert.equal(readOrigin(text, false), null));
});
