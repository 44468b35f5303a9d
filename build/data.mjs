// The extension's copy of the data files, in the order of src/data.rs (whose `load` takes it).
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./manifest.mjs";

const mark = "\f";

/** Their names and their paths below `src`. */
export function dataFiles() {
  const table = readFileSync(join(root, "src/data.rs"), "utf8").match(/^files! \{\n([^}]*)^\}/m)?.[1] ?? "";
  return [...table.matchAll(/^ +(\w+) "([^"]+)"$/gm)].map(([, name = "", path = ""]) => ({ name, path }));
}

/** How many of them, the first, the overlay takes. */
const shown = Number(readFileSync(join(root, "src/data.rs"), "utf8").match(/^const SHOWN: usize = (\d+);$/m)?.[1]);

/** @param {number} [count] */
export function dataCopy(count) {
  const parts = dataFiles().slice(0, count).map(({ name, path }) => `${mark}${name}\n${readFileSync(join(root, "src", path), "utf8")}`);
  return `${parts.join("")}${mark}\n`;
}

/** What drawing a report takes. */
export function shownCopy() {
  return dataCopy(shown);
}
