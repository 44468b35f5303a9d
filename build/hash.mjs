// SHA-256 of a file, or of a folder's names and contents: node hash.mjs PATH
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { filesBelow } from "./files.mjs";

const sha256 = (/** @type {string | Buffer} */ data) => createHash("sha256").update(data).digest("hex");
const path = process.argv[2] ?? "";
if (statSync(path).isDirectory()) {
  console.log(sha256(filesBelow(path).map((name) => `${sha256(readFileSync(join(path, name)))}  ${name}\n`).join("")));
} else {
  console.log(sha256(readFileSync(path)));
}
