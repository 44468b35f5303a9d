// The built extension as it is once the browser lets it see a tab: headless, nobody can click its button or answer the question
// for a permission, so a copy asks for the same in its manifest.
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { built } from "./tools.mjs";

/** The copies' suffix in dist. */
export const GRANTED = "granted";

/** Makes the copy for one browser. @param {import("./tools.mjs").Name} name */
export function grant(name) {
  const { folder, manifest } = built(name);
  const copy = join(dirname(folder), `${name}-${GRANTED}`);
  rmSync(copy, { recursive: true, force: true });
  cpSync(folder, copy, { recursive: true });
  const asked = JSON.parse(readFileSync(join(copy, "manifest.json"), "utf8"));
  // What a click on the button gives for one tab (`activeTab`), and what the guard asks for.
  asked.host_permissions = [...manifest.host_permissions, "https://*/*"];
  asked.permissions = [...manifest.permissions, "tabs"];
  delete asked.optional_permissions;
  writeFileSync(join(copy, "manifest.json"), JSON.stringify(asked));
}
