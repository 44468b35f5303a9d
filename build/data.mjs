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

export function dataCopy() {
  const parts = dataFiles().map(({ name, path }) => `${mark}${name}\n${readFileSync(join(root, "src", path), "utf8")}`);
  return `${parts.join("")}${mark}\n`;
}
