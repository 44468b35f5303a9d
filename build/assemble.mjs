// Puts one unpacked extension together: node assemble.mjs BROWSER PKG OUT [--dev]
// `extension/` without what only the build reads, the module and its glue in `wasm/`, its data in `data/`, the browser's manifest.
import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { dataCopy, shownCopy } from "./data.mjs";
import { manifestOf, root } from "./manifest.mjs";

const [browser = "", pkg = "", out = "", mark] = process.argv.slice(2);
const buildOnly = /^(manifest\.mjs|manifest\.template\.json|README\.md|.*\.d\.ts|.*\.test\.m?js|\..*)$/;

const fresh = `${out}.new`;
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
cpSync(join(root, "extension"), fresh, { recursive: true, filter: (from) => !buildOnly.test(basename(from)) });
for (const name of ["preflight.js", "preflight_bg.wasm"]) {
  cpSync(join(pkg, name), join(fresh, "wasm", name));
}
mkdirSync(join(fresh, "data"));
writeFileSync(join(fresh, "data/preflight.txt"), dataCopy());
writeFileSync(join(fresh, "data/shown.txt"), shownCopy());
const manifest = manifestOf(browser);
// Firefox knows no version_name; there dist/BUILD.txt alone tells.
if (mark === "--dev" && browser === "chromium") manifest.version_name = `${manifest.version}-dev`;
writeFileSync(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
rmSync(out, { recursive: true, force: true });
renameSync(fresh, out);
