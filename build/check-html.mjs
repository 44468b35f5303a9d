// No HTML string is put into a document by the Rust code; eslint sees to the JavaScript.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files.mjs";
import { root } from "./manifest.mjs";

const forbidden = /\b(set_(inner|outer)_html|insert_adjacent_html|write_str_to_document|js_sys::eval|new_with_str_for_eval)\b/;
let found = 0;
for (const path of filesBelow(join(root, "src")).filter((name) => name.endsWith(".rs"))) {
  readFileSync(join(root, "src", path), "utf8").split("\n").forEach((line, at) => {
    if (!forbidden.test(line)) return;
    found += 1;
    console.error(`src/${path}:${at + 1}: ${line.trim()}`);
  });
}
process.exitCode = found ? 1 : 0;
