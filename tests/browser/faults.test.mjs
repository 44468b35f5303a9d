// When something goes wrong, nothing is called ready: a page too large, an engine that panics, a host that is not Kraken's.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./drive.mjs";
import { everywhere, expectChecklist, forget, openPopup, readChecklist, tabOf, untilRead } from "./suite.mjs";

const BIG = "https://pro.kraken.com/app/made-page/big?elements=200000";
const ORDER = "https://pro.kraken.com/app/made-page/order";

/** What the popup says in words. @param {import("./drive.mjs").Browser} browser @param {string} popup @returns {Promise<string>} */
const words = (browser, popup) => browser.run(popup, () => document.body.innerText);

everywhere("a page too large", (world) => {
  it("gives nothing ready and says so", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(BIG);
    const tab = await tabOf(browser);
    await untilRead(browser, tab, 30_000);
    const popup = await openPopup(browser, tab);
    const found = await until("a checklist", () => readChecklist(browser, popup));
    const ready = Object.entries(found.items).filter(([id, { state }]) => state === "ready" && !id.startsWith("session."));
    assert.deepEqual(ready, [], "nothing is ready on a page that was not read whole");
    assert.match(await words(browser, popup), /too (large|big|long)|not read whole|only (a )?part|truncated/i);
    await browser.close(popup);
  });
});

everywhere("an engine that panics", (world) => {
  it("leaves every item unknown, and the next page is read as if nothing had been", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open("https://pro.kraken.com/app/made-page/panic");
    const tab = await tabOf(browser);
    await untilRead(browser, tab);
    const popup = await openPopup(browser, tab);
    const found = await until("a checklist", () => readChecklist(browser, popup));
    const known = Object.entries(found.items).filter(([, { state }]) => state !== "unknown");
    assert.deepEqual(known, []);
    assert.match(await words(browser, popup), /could not read this page/i);
    await browser.open(ORDER);
    await expectChecklist(browser, { items: { "capability.spot": { state: "ready" } }, verdict: "ready" }, { popup });
    await browser.close(popup);
  });
}, { extension: "provoke" });

everywhere("a host that is not Kraken's", (world) => {
  it("is never read", async () => {
    const { browser } = world;
    await browser.open("https://example.test/");
    await new Promise((resolve) => { setTimeout(resolve, 4_500); });
    assert.equal(await browser.overlay(), undefined, "no frame");
    assert.equal(await browser.run(browser.page, () => document.documentElement.children.length), 2, "head and body, nothing else");
    const stored = await browser.ask(async () => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      return JSON.stringify([await api.storage.local.get(), await api.storage.session.get()]);
    });
    assert.doesNotMatch(stored, /example\.test|Somewhere else/);
    // The same look at Kraken's own host finds a frame, so it would have found one here.
    await browser.open(ORDER);
    await until("the overlay at Kraken's", () => browser.overlay());
  });
});
