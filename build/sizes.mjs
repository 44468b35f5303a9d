// The size table: node sizes.mjs WASM_BUDGET ZIP_BUDGET WASM_LIMIT. Exits 1 where an archive is over its budget or the module over its limit:
// the module is still over its budget, which the table says each time, and its limit is a ratchet (build/extension.sh). An archive's budget is for what
// is no lexicon and no facts; what these add is told beside it.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { filesBelow } from "./files.mjs";
import { browsers, root } from "./manifest.mjs";
import { zipOf } from "./zip.mjs";

const [wasmBudget = 0, zipBudget = 0, wasmLimit = wasmBudget] = process.argv.slice(2).map(Number);
const kB = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;
let over = false;

/** @type {[string, string, string][]} */
const rows = [];
const row = (/** @type {string} */ what, /** @type {number} */ bytes, /** @type {number} */ budget, limit = budget) => {
  const late = budget > 0 && bytes > budget;
  over ||= limit > 0 && bytes > limit;
  rows.push([what, kB(bytes), budget ? `of ${kB(budget)}${late ? "  OVER" : ""}` : ""]);
};
const sum = (/** @type {string} */ folder, /** @type {RegExp} */ kind) =>
  filesBelow(folder)
    .filter((path) => kind.test(path))
    .reduce((total, path) => total + statSync(join(folder, path)).size, 0);

for (const browser of browsers) {
  const folder = join(root, "dist", browser);
  row(`${browser}: wasm`, sum(folder, /\.wasm$/), wasmBudget, wasmLimit);
  row(`${browser}: JavaScript`, sum(folder, /\.js$/), 0);
  const data = deflateRawSync(readFileSync(join(folder, "data/preflight.txt")), { level: 9 }).length;
  row(`${browser}: zip`, zipOf(folder).length, 0);
  row("  lexicon and facts", data, 0);
  row("  the rest", zipOf(folder).length - data, zipBudget);
}
for (const [what, size, budget] of rows) console.log(`  ${what.padEnd(22)} ${size.padStart(9)} ${budget}`);
if (over) {
  console.error("build.sh: over the size budget");
  process.exitCode = 1;
}
