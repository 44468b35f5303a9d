// Which pages are for signing in: the reader's words are the engine's, `sign_in` of src/reading/words.tsv.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

/** @param {string} path */
const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const words = /^sign_in\t(.*)$/m.exec(read("src/reading/words.tsv"))?.[1]?.split(" ") ?? [];
const reader = read("extension/reader/address.js");

/** @type {{address?: Preflight["address"]}} */
const preflight = {};
runInNewContext(reader, { preflight });
/** @param {string} url */
const mode = (url) => preflight.address?.mode(new URL(url));

test("the reader knows the words of signing in that the engine knows, and no others", () => {
  const known = /const SIGN_IN = new Set\((\[[^\]]*\])\)/.exec(reader)?.[1] ?? "[]";
  assert.ok(words.length >= 11, words.join(" "));
  assert.deepEqual(JSON.parse(known).toSorted(), words.toSorted());
});

test("of a page with such a word in its path nothing but headings and alerts is taken, and no overlay is shown on it", () => {
  for (const word of words) {
    for (const path of [word, `de/${word}/x`, word.toUpperCase()]) assert.equal(mode(`https://www.kraken.com/${path}`), "sign_in", path);
    for (const path of [`c/${word}-help`, `c?next=${word}`, `c#${word}`]) assert.equal(mode(`https://www.kraken.com/${path}`), "full", path);
  }
  assert.equal(mode("https://id.kraken.com/anything"), "sign_in");
});

test("none of these words is taken for an id", () => {
  for (const word of words) assert.equal(preflight.address?.page(new URL(`https://www.kraken.com/${word}`)).url, `https://www.kraken.com/${word}`);
});

test("docs/snapshot.md names them all", () => {
  const told = /^\* `mode`:(.*?): then only/ms.exec(read("docs/snapshot.md"))?.[1] ?? "";
  for (const word of words) assert.ok(told.includes(`\`${word}\``), word);
});
