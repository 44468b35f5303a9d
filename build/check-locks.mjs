// Lock files name versions and hashes, never where to download: each machine has its own registry.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./manifest.mjs";

/** @type {string[]} */
const wrong = [];
const npm = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
for (const [path, entry] of Object.entries(npm.packages)) {
  if (entry.resolved !== undefined) wrong.push(`package-lock.json: ${path} has a download address`);
  if (path && !entry.link && !entry.integrity) wrong.push(`package-lock.json: ${path} has no hash`);
}
const usual = "registry+https://github.com/rust-lang/crates.io-index"; // how cargo names its registry, wherever it is served
for (const [, source] of readFileSync(join(root, "Cargo.lock"), "utf8").matchAll(/^source = "(.*)"$/gm)) {
  if (source !== usual) wrong.push(`Cargo.lock: ${source}`);
}
for (const line of wrong) console.error(line);
process.exitCode = wrong.length ? 1 : 0;
