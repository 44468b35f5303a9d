// What the manifests ask for is what docs/permissions.md explains, no more and no less.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { browsers, manifestOf, root } from "./manifest.mjs";

/** A table row is: | `name` | when | why |. @type {Map<string, string>} */
const explained = new Map();
for (const line of readFileSync(join(root, "docs/permissions.md"), "utf8").split("\n")) {
  const [, name, when, why] = line.match(/^\| `([^`]+)` \| ([^|]+?) \| (.+?) \|$/) ?? [];
  if (name && when && why) explained.set(name, when);
}

/** @type {string[]} */
const wrong = [];
for (const browser of browsers) {
  const manifest = manifestOf(browser);
  /** @type {Map<string, string>} */
  const asked = new Map();
  const note = (/** @type {string[] | undefined} */ names, /** @type {string} */ when) => {
    for (const name of names ?? []) asked.set(name, when);
  };
  note(manifest.optional_permissions, "when switched on");
  note(manifest.optional_host_permissions, "when switched on");
  for (const script of manifest.content_scripts ?? []) note(script.matches, "always");
  note(manifest.permissions, "always");
  note(manifest.host_permissions, "always");
  for (const [name, when] of asked) {
    if (!explained.has(name)) wrong.push(`${browser}: the manifest asks for ${name}, docs/permissions.md does not explain it`);
    else if (explained.get(name) !== when) wrong.push(`${browser}: ${name} is asked for ${when}, docs/permissions.md says ${explained.get(name)}`);
  }
  for (const name of explained.keys()) {
    if (!asked.has(name)) wrong.push(`${browser}: docs/permissions.md explains ${name}, the manifest does not ask for it`);
  }
}
for (const line of wrong) console.error(line);
process.exitCode = wrong.length ? 1 : 0;
