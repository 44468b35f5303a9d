// The reader in real browsers and the HTML reading make the same snapshot of every fixture page, node for node.
//   node --test tests/browser/agreement.test.mjs
// PAGES: folders to look through instead of tests/pages, separated by `:`. BROWSERS: `chromium`, `firefox` or both.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { READER, ROOT, browser, serve } from "./reader-drive.mjs";

/** @typedef {Record<string, unknown> & {nodes: unknown[][]}} Snapshot */

const FOLDERS = (process.env.PAGES ?? join(ROOT, "tests/pages")).split(":");
const pages = FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".html")).map((name) => join(folder, name))).sort();
// A script of the driver's looks like one of the page's; in an extension the reader takes its other way through Firefox.
const RUN = `if ("mozInnerScreenX" in window) globalThis.exportFunction ??= () => undefined;\n${READER}\nconst walk = new preflight.Walk(); while (!walk.step(Infinity)) {} return walk.json();`;

/** Where a page is served: with the path, query and hash that its expectation names, so that the mode comes out right. */
const paths = pages.map((file, index) => {
  const { url } = JSON.parse(readFileSync(file.replace(/html$/, "json"), "utf8"));
  const { pathname, search, hash } = new URL(url);
  return `/page-${index}${pathname}${search}${hash}`;
});

/** @type {Awaited<ReturnType<typeof serve>>} */
let site;
/** @type {Snapshot[]} */
let native;

before(async () => {
  site = await serve((path) => {
    const file = pages[Number(/^\/page-(\d+)\//.exec(path)?.[1])];
    return file === undefined ? null : readFileSync(file);
  });
  const pairs = pages.flatMap((file, index) => [file, `${site.origin}${paths[index]}`]);
  const out = execFileSync("cargo", ["run", "--quiet", "--example", "snapshot", "--", ...pairs], { cwd: ROOT, maxBuffer: 1 << 30, encoding: "utf8" });
  native = out.trim().split("\n").map((line) => JSON.parse(line));
});

after(() => site?.close());

/** A node without the empty members at its end. @param {unknown[]} node */
const bare = (node) => {
  const copy = [...node];
  while (copy.length > 2 && (copy.at(-1) === "" || JSON.stringify(copy.at(-1)) === "{}")) copy.pop();
  return JSON.stringify(copy);
};

/** The first difference with what stands around it, or null. @param {Snapshot} read @param {Snapshot} wanted */
function difference(read, wanted) {
  for (const key of ["v", "url", "dialog", "lang", "title", "mode", "truncated"]) {
    if (read[key] !== wanted[key]) return `${key}: read ${JSON.stringify(read[key])}, native ${JSON.stringify(wanted[key])}`;
  }
  for (let index = 0; index < Math.max(read.nodes.length, wanted.nodes.length); index++) {
    const [one, other] = [read.nodes[index], wanted.nodes[index]].map((node) => node ? bare(node) : "nothing");
    if (one !== other) {
      const context = wanted.nodes.slice(Math.max(0, index - 4), index).map(bare).join("\n    ");
      return `node ${index}\n    ${context}\n  reader ${one}\n  native ${other}`;
    }
  }
  return null;
}

for (const name of (process.env.BROWSERS ?? "chromium firefox").split(" ")) {
  test(`${name} reads what the native command reads, on ${pages.length} pages`, { timeout: 900_000 }, async () => {
    const driver = await browser(name);
    const wrong = [];
    try {
      for (const [index, file] of pages.entries()) {
        await driver.get(`${site.origin}${paths[index]}`);
        const found = difference(JSON.parse(await driver.executeScript(RUN)), /** @type {Snapshot} */ (native[index]));
        if (found) wrong.push(`${relative(ROOT, file)}\n  ${found}`);
      }
    } finally {
      await driver.quit();
    }
    assert.equal(wrong.length, 0, `${wrong.length} pages differ\n${wrong.join("\n")}`);
  });
}
