/* What the linter holds against the scripts of the pages and against their tests. */
import js from "@eslint/js";
import globals from "globals";

const PAGES = ["pathways/client/**/*.js"];
const INTERACTIVE = ["pathways/client/file/interactive.js"]; // the one page that has vis-network beside it
const NODE = ["tests/client/**/*.js", "eslint.config.js"]; // a window is what tests/client/page_stub.js makes of it

export default [
    { ignores: [".venv/", "build/", "dist/"] },
    js.configs.recommended,
    {
        linterOptions: { reportUnusedDisableDirectives: "error" },
        rules: {
            "eqeqeq": "error",
            "max-len": ["error", 140],
            "max-lines": ["error", 400],
            "max-lines-per-function": ["error", 45],
            "no-misleading-character-class": ["error", { allowEscape: true }], // marks are written as escapes
            "no-console": "error",
            "no-eval": "error",
            "no-implied-eval": "error",
            "no-shadow": "error",
            // what is taken out of an object so that the rest lacks it
            "no-unused-vars": ["error", { args: "after-used", ignoreRestSiblings: true }],
            "no-var": "error",
            "prefer-const": "error",
        },
    },
    { files: PAGES, languageOptions: { globals: globals.browser } },
    { files: INTERACTIVE, languageOptions: { globals: { vis: "readonly" } } },
    { files: NODE, languageOptions: { globals: { ...globals.nodeBuiltin, window: "readonly" } } },
];
