// Gives the glue the short names that wasm-opt gave the module's imports and exports: node short-names.mjs GLUE <MAPPING
// The mapping is what wasm-opt prints, as JSON. An import that the glue does not hold is an error; of what is exported it uses a part only.
import { readFileSync, writeFileSync } from "node:fs";

const [glue = ""] = process.argv.slice(2);
/** @type {{imports: [string, string, string][], exports: [string, string][]}} */
const { imports, exports } = JSON.parse(readFileSync(0, "utf8"));
let text = readFileSync(glue, "utf8");

const short = (/** @type {RegExp} */ where, /** @type {string} */ name) => {
  text = text.replace(where, () => name);
};
const imported = (/** @type {string} */ name, /** @type {string} */ to) => {
  const key = new RegExp(`(?<=^ {8})${name}(?=: )`, "m");
  if (!key.test(text)) throw new Error(`${glue}: ${name} is not where wasm-bindgen puts it`);
  short(key, to);
};

imported('"\\./preflight_bg\\.js"', "a");
for (const [, name, to] of imports) imported(name, to);
for (const [name, to] of exports) short(new RegExp(`(?<=\\bwasm\\.)${name}\\b`, "g"), to);
writeFileSync(glue, text);
