// No source file over 400 lines, but for those that build/long-files.txt names with a reason.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files.mjs";
import { root } from "./manifest.mjs";

const limit = 400;
/** @type {Map<string, string>} */
const allowed = new Map();
for (const line of readFileSync(join(root, "build/long-files.txt"), "utf8").split("\n")) {
  if (!line || line.startsWith("#")) continue;
  const [path = "", ...reason] = line.split(/\s+/);
  if (!reason.length) throw new Error(`build/long-files.txt gives no reason for ${path}`);
  allowed.set(path, reason.join(" "));
}
let wrong = 0;
for (const name of filesBelow(join(root, "src")).filter((file) => file.endsWith(".rs"))) {
  const path = `src/${name}`;
  const lines = readFileSync(join(root, path), "utf8").split("\n").length - 1;
  const reason = allowed.get(path);
  allowed.delete(path);
  if (lines <= limit) {
    if (reason) console.log(`${path} is down to ${lines} lines: take it out of build/long-files.txt`);
  } else if (reason) {
    console.log(`${path}: ${lines} lines (${reason})`);
  } else {
    wrong += 1;
    console.error(`${path}: ${lines} lines, over ${limit}; split it, or give a reason in build/long-files.txt`);
  }
}
for (const path of allowed.keys()) console.log(`${path} is gone: take it out of build/long-files.txt`);
process.exitCode = wrong ? 1 : 0;
