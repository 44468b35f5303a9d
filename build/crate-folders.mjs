// Prints the folders that hold the sources of our dependencies, one a line: node crate-folders.mjs TARGET CARGO...
// Their paths differ from machine to machine and must not get into the module.
import { execFileSync } from "node:child_process";
import { dirname } from "node:path";

const [target = "", command = "cargo", ...args] = process.argv.slice(2);
const metadata = JSON.parse(
  execFileSync(command, [...args, "metadata", "--locked", "--format-version", "1", "--filter-platform", target], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  }),
);
/** @type {Set<string>} */
const folders = new Set();
for (const { source, manifest_path } of metadata.packages) {
  if (source) folders.add(dirname(dirname(manifest_path)));
}
for (const folder of [...folders].sort()) console.log(folder);
