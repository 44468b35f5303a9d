// The reader in real browsers and the HTML reading make the same snapshot of every fixture page, node for node.
//   node --test tests/browser/agreement.test.mjs
// PAGES: folders to look through instead of tests/pages, separated by `:`. BROWSERS: `chromium`, `firefox` or both.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { after, before, test } from "node:test";
import { until } from "selenium-webdriver";
import { READER, ROOT, browser, serve } from "./reader-drive.mjs";

/** @typedef {Record<string, unknown> & {nodes: unknown[][]}} Snapshot */

const FOLDERS = (process.env.PAGES ?? join(ROOT, "tests/pages")).split(":");
const pages = FOLDERS.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".html")).map((name) => join(folder, name))).sort();
// A script of the page's own: in an extension the reader takes its other way through Firefox.
const RUN = `(() => { if ("mozInnerScreenX" in window) globalThis.exportFunction ??= () => undefined;\n${READER}\nconst walk = new preflight.Walk(); while (!walk.step(Infinity)) {} return walk.json(); })()`;
/** Pages that are read in one go, and how many of them stand side by side. */
const BATCH = 40;
const ABREAST = 4;
// Nothing of a page runs and nothing is fetched; only the reader is evaluated in it, by the page that holds the frames.
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-eval'";
const FRAMES_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-src 'self'";

/** A page that loads each of the pages in a frame of a window's size, reads it there and writes down what was read. @param {string[]} batch */
const frames = (batch) => `<!doctype html><title>reading</title><style>iframe { border: 0; width: 1280px; height: 900px }</style><body><script>
const paths = ${JSON.stringify(batch)}, code = ${JSON.stringify(RUN).replaceAll("<", "\\u003c")}, read = [];
let next = 0;
const lane = async () => {
  while (next < paths.length) {
    const index = next++, frame = document.createElement("iframe");
    frame.src = paths[index];
    await new Promise((done) => { frame.onload = done; document.body.append(frame); });
    try { read[index] = frame.contentWindow.eval(code); } catch (error) { read[index] = JSON.stringify({ v: String(error), nodes: [] }); }
    frame.remove();
  }
};
Promise.all(Array.from({ length: ${ABREAST} }, lane)).then(() => { document.body.append(JSON.stringify(read)); document.title = "read"; });
</script></body>`;

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
    const batch = Number(/^\/batch-(\d+)$/.exec(path)?.[1]);
    if (batch >= 0) return frames(paths.slice(batch * BATCH, (batch + 1) * BATCH));
    const file = pages[Number(/^\/page-(\d+)\//.exec(path)?.[1])];
    return file === undefined ? null : readFileSync(file);
  }, (path) => (path.startsWith("/batch-") ? FRAMES_POLICY : PAGE_POLICY));
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
    let all = 0;
    try {
      for (let batch = 0; batch * BATCH < pages.length; batch++) {
        await driver.get(`${site.origin}/batch-${batch}`);
        await driver.wait(until.titleIs("read"), 120_000, `batch ${batch} was not read`);
        /** @type {string[]} */
        const read = JSON.parse(await driver.executeScript("return document.body.lastChild.data"));
        for (const [at, snapshot] of read.entries()) {
          const index = batch * BATCH + at;
          const found = difference(JSON.parse(snapshot), /** @type {Snapshot} */ (native[index]));
          if (found) wrong.push(`${relative(ROOT, /** @type {string} */ (pages[index]))}\n  ${found}`);
        }
        all += read.length;
      }
    } finally {
      await driver.quit();
    }
    assert.equal(all, pages.length, "not every page was read");
    assert.equal(wrong.length, 0, `${wrong.length} pages differ\n${wrong.join("\n")}`);
  });
}
