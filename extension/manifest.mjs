// Prints the manifest for one browser: node manifest.mjs chromium|firefox
import { readFileSync } from "node:fs";

const browsers = ["chromium", "firefox"];
const browser = process.argv[2] ?? "";
if (!browsers.includes(browser)) {
  console.error(`manifest.mjs: which browser? One of ${browsers.join(", ")}`);
  process.exit(2);
}

/** @param {string} path */
const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const version = /^version = "([^"]+)"$/m.exec(read("../Cargo.toml"))?.[1];
if (!version) throw new Error("Cargo.toml states no version");

/** @type {Record<string, unknown>} */
const manifest = {};
for (const [key, value] of Object.entries(JSON.parse(read("manifest.template.json")))) {
  const [, owner, name] = /^__([a-z]+)__(.+)$/.exec(key) ?? [];
  if (owner && !browsers.includes(owner)) throw new Error(`${key}: no such browser`);
  if (!key.startsWith("//") && (!owner || owner === browser)) manifest[name ?? key] = value;
}
manifest["version"] = version;
console.log(JSON.stringify(manifest, null, 2));
