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
// Cargo names its one registry by a fixed address, wherever it is served; anything else is another place to download from.
const sources = new Set([...readFileSync(join(root, "Cargo.lock"), "utf8").matchAll(/^source = "(.*)"$/gm)].map(([, source]) => source ?? ""));
for (const source of sources) {
  if (sources.size > 1 || !source.startsWith("registry+")) wrong.push(`Cargo.lock: ${source}`);
}
for (const line of wrong) console.error(line);
process.exitCode = wrong.length ? 1 : 0;
