// Another account than before, with no sign-out in between: what was remembered goes, and it is said; nothing of a mark is kept.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./drive.mjs";
import { everywhere, expectChecklist, forget, openPopup, tabOf, untilRead } from "./suite.mjs";

/** @typedef {import("./drive.mjs").Browser} Browser */

const JO = "jo.mustermann@example.org";
const AL = "al.mustermann@example.org";
const SHUT = { items: { "capability.margin": { state: "blocked", reason: "region" } } };
const UNREAD = { items: { "capability.margin": { state: "unknown" } } };

/** @param {string} who @param {string} [shows] */
const page = (who, shows = "nothing") => `https://pro.kraken.com/app/made-page/account?who=${encodeURIComponent(who)}&shows=${shows}`;

/** @param {Browser} browser @param {"local" | "session"} area @returns {Promise<Record<string, string>>} */
const stored = (browser, area) =>
  browser.ask(async (/** @type {string} */ where) => (/** @type {any} */ (globalThis).browser ?? chrome).storage[where].get(), area);

/** Opens a page, and waits until its account is known. @param {Browser} browser @param {string} url */
async function visit(browser, url) {
  await browser.open(url);
  const tab = await tabOf(browser);
  await untilRead(browser, tab);
  return tab;
}

/** What the popup says around the list. @param {Browser} browser */
async function said(browser) {
  const popup = await openPopup(browser, await tabOf(browser));
  try {
    return await until("a checklist", () => browser.run(popup, () => document.querySelector("[data-verdict]") && document.body.innerText));
  } finally {
    await browser.close(popup);
  }
}

everywhere("another account", (world) => {
  it("starts afresh, and the same one does not", async () => {
    const { browser } = world;
    await forget(browser);
    await visit(browser, page(JO, "margin"));
    await expectChecklist(browser, SHUT);
    await visit(browser, page(JO));
    await expectChecklist(browser, SHUT);
    assert.doesNotMatch(await said(browser), /another account/);
    await browser.killBackground();
    await visit(browser, page(AL));
    await expectChecklist(browser, UNREAD);
    assert.match(await said(browser), /This seems to be another account than before/);
    assert.doesNotMatch((await stored(browser, "local")).memory ?? "", /capability\.margin/);
    await visit(browser, page(AL, "margin"));
    await expectChecklist(browser, SHUT);
    await visit(browser, page(AL));
    await expectChecklist(browser, SHUT);
    assert.doesNotMatch(await said(browser), /another account/);
  });

  it("is not told by marks of different kinds", async () => {
    const { browser } = world;
    await forget(browser);
    for (const who of [JO, "j***@example.org", JO]) {
      await visit(browser, page(who, who === JO ? "margin" : "nothing"));
      await expectChecklist(browser, SHUT);
    }
    assert.doesNotMatch(await said(browser), /another account/);
  });

  it("is told by hashes that live as long as the session, and by nothing else that is kept", async () => {
    const { browser } = world;
    await forget(browser);
    await visit(browser, page(JO, "margin"));
    const { whose } = await until("the hashes", async () => {
      const session = await stored(browser, "session");
      return session.whose !== undefined && session;
    });
    const { key, hashes } = JSON.parse(whose ?? "");
    assert.match(key, /^[0-9a-f]{64}$/);
    assert.match(hashes.email, /^[0-9a-f]{64}$/);
    await visit(browser, page(AL, "margin"));
    await until("other hashes", async () => JSON.parse((await stored(browser, "session")).whose ?? "{}").hashes?.email !== hashes.email);
    const [session, local] = [await stored(browser, "session"), await stored(browser, "local")];
    assert.ok(local.memory);
    assert.doesNotMatch(JSON.stringify([session, local]), /mustermann/i);
    const known = JSON.parse(session.whose ?? "");
    for (const secret of [key, hashes.email, known.key, known.hashes.email]) assert.ok(!JSON.stringify(local).includes(secret));
  });

  it("is not looked for after a sign-out, which takes the key too", async () => {
    const { browser } = world;
    await forget(browser);
    await visit(browser, page(JO, "margin"));
    await until("the hashes", async () => (await stored(browser, "session")).whose !== undefined);
    await visit(browser, "https://id.kraken.com/sign-in");
    await until("them to be gone", async () => (await stored(browser, "session")).whose === undefined);
    await visit(browser, page(AL));
    await expectChecklist(browser, UNREAD);
    assert.doesNotMatch(await said(browser), /another account/);
  });
});
