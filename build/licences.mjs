// Writes docs/licences.md: whose code is in the module. With --check it only says whether the file is current.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./manifest.mjs";

const target = "wasm32-unknown-unknown";
const cargo = (/** @type {string[]} */ ...args) =>
  execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });

// What is linked into the module: normal dependencies for its target, not what only builds it.
const linked = new Set(
  cargo("tree", "--locked", "--target", target, "--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}")
    .split("\n")
    .map((line) => line.match(/^(\S+) v(\S+)/))
    .map((match) => (match ? `${match[1]} ${match[2]}` : "")),
);
/** @type {{packages: {name: string, version: string, license: string | null, source: string | null, repository: string | null}[]}} */
const metadata = JSON.parse(cargo("metadata", "--locked", "--format-version", "1", "--filter-platform", target));
const rows = metadata.packages
  .filter(({ name, version, source }) => source && linked.has(`${name} ${version}`))
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .map(({ name, version, license }) => `| ${name} | ${version} | ${(license ?? "none stated").replaceAll("/", " OR ").replaceAll("  ", " ")} |`);

const text = `# Whose code is in the extension

The module \`wasm/preflight_bg.wasm\` holds Preflight's own code, Rust's standard library (MIT OR Apache-2.0) and these
libraries. Written by \`./build.sh licences\`.

| crate | version | licence |
| --- | --- | --- |
${rows.join("\n")}
`;
const path = join(root, "docs/licences.md");
if (process.argv[2] !== "--check") {
  writeFileSync(path, text);
} else if (readFileSync(path, "utf8") !== text) {
  console.error("docs/licences.md is not current; ./build.sh licences writes it again");
  process.exitCode = 1;
}
