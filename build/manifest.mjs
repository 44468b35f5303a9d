// The manifests as the extension's own script emits them, one for each browser.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
export const browsers = ["chromium", "firefox"];

/**
 * @param {string} browser
 * @returns {Record<string, any>}
 */
export function manifestOf(browser) {
  const text = execFileSync(process.execPath, [`${root}extension/manifest.mjs`, browser], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(text);
}
