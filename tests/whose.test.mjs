// Accounts told apart by keyed hashes of what a page shows of them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compare } from "../extension/whose.js";

const email = "email jo@example.org\n";
const masked = "email j***@example.org\n";
const name = "username jo_do\n";
const other = "email al@example.org\n";

/** Reads pages one after the other. @param {string[]} pages */
async function through(...pages) {
  /** @type {{another: boolean, kept: string | undefined}} */
  let now = { another: false, kept: undefined };
  const found = [];
  for (const lines of pages) {
    now = await compare(lines, now.kept);
    found.push(now.another);
  }
  return { found, kept: now.kept, kinds: Object.keys(JSON.parse(now.kept ?? '{"hashes":{}}').hashes) };
}

test("the same account is the same, another mark of the same kind is another account", async () => {
  assert.deepEqual((await through(email, email, other, other, email)).found, [false, false, true, false, true]);
});

test("marks of different kinds are not compared", async () => {
  assert.deepEqual((await through(email, masked, name, email + masked + name)).found, [false, false, false, false]);
  assert.deepEqual((await through(email, "username jo@example.org\n")).found, [false, false]);
  assert.deepEqual((await through("menu jd\n", "menu jolanda\n")).found, [false, false], "initials and a name");
});

test("masked marks are compared where as much is shown, whatever masks the rest", async () => {
  const likewise = ["email j•••••@example.org\n", "email j...@example.org\n", "email j…@example.org\n"];
  assert.deepEqual((await through(masked, ...likewise)).found, [false, false, false, false]);
  assert.deepEqual((await through(masked, "email jo**@example.org\n")).found, [false, false]);
  assert.deepEqual((await through(masked, "email a***@example.org\n")).found, [false, true]);
  assert.deepEqual((await through(masked, "email j***@example.net\n")).found, [false, true]);
});

test("one mark that differs is enough, and what was known of the one before goes", async () => {
  assert.deepEqual((await through(email + name, `${email}username al\n`)).found, [false, true]);
  assert.deepEqual((await through(email + name, "username al\n", other)).found, [false, true, false], "of that account no address was known");
});

test("of two marks of a kind none counts", async () => {
  const { found, kinds } = await through(name + email, email + other + email + name, other + email);
  assert.deepEqual([found, kinds], [[false, false, false], ["username", "email"]]);
  assert.deepEqual((await through(email + email)).kinds, ["email"]);
});

test("a sign-out takes the hashes and the key", async () => {
  const { found, kept } = await through(email, "");
  assert.deepEqual([found, kept], [[false, false], undefined]);
  assert.deepEqual((await through(email, "", other)).found, [false, false, false]);
});

test("nothing of a mark is kept but its hash, which another key makes another one", async () => {
  const [one, two] = await Promise.all([through(email + masked + name), through(email + masked + name)]);
  assert.doesNotMatch(one.kept ?? "", /jo|example/);
  assert.deepEqual(one.kinds, ["email", "email*1", "username"]);
  const [first, second] = [one, two].map(({ kept }) => JSON.parse(kept ?? ""));
  assert.match(first.key, /^[0-9a-f]{64}$/);
  for (const [kind, hash] of Object.entries(first.hashes)) {
    assert.match(String(hash), /^[0-9a-f]{64}$/);
    assert.notEqual(hash, second.hashes[kind]);
  }
  assert.notEqual(first.key, second.key);
});
