// The popup on pages that are not Kraken's: whose host it is, and what the page itself adds to that.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./drive.mjs";
import { GRANTED, grant } from "./granted.mjs";
import { everywhere, openPopup, tabOf } from "./suite.mjs";

/** @typedef {import("./drive.mjs").Browser} Browser */

const CANARY = "zqcanaryxj";

grant("chromium");
grant("firefox");

/** What the popup says of the host. @param {Browser} browser @param {string} url */
async function asked(browser, url) {
  await browser.open(url);
  const popup = await openPopup(browser, await tabOf(browser));
  const shown = await until("what the popup says", () => browser.run(popup, () => {
    const one = /** @type {HTMLElement | null} */ (document.querySelector("[data-item='session.origin']"));
    return one && { state: one.dataset.state, reason: one.dataset.reason, text: document.body.innerText, all: document.documentElement.outerHTML };
  }));
  await browser.close(popup);
  return shown;
}

everywhere("the popup elsewhere", (world) => {
  for (const [url, state, words] of /** @type {const} */ ([
    ["https://example.test/", "not_applicable", /Not a Kraken page/],
    ["https://kraken-band.test/rum", "not_applicable", /Shares Kraken's name, is not Kraken/],
    ["https://kraken-band.test/guide", "not_applicable", /Shares Kraken's name, is not Kraken/],
    ["https://kraken-band.test/", "attention", /Do not sign in here/],
    ["https://shop.test/rum", "not_applicable", /Not a Kraken page/],
    ["https://shop.test/", "attention", /asks for a password in Kraken's name/],
    ["https://kraken-login.test/rum", "blocked", /This is not Kraken/],
  ])) {
    it(`calls ${url} ${state}`, async () => {
      const shown = await asked(world.browser, url);
      assert.equal(shown.state, state);
      assert.equal(shown.reason, state === "not_applicable" ? "" : "lookalike");
      assert.match(shown.text, words);
    });
  }

  it("says so of Kraken's own pages that are not read", async () => {
    const { browser } = world;
    await browser.open("https://support.kraken.com/made-page/empty");
    const popup = await openPopup(browser, await tabOf(browser));
    await until("the card", () => browser.run(popup, () => /belongs to Kraken/.test(document.body.innerText)));
    await browser.close(popup);
  });

  it("reads no value there", async () => {
    const { browser } = world;
    const shown = await asked(browser, `https://shop.test/?canary=${CANARY}`);
    assert.equal(shown.state, "attention");
    assert.ok(!shown.all.includes(CANARY));
    const popup = await openPopup(browser, await tabOf(browser));
    const signs = await browser.run(popup, async (/** @type {number} */ tab) => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      return (await api.scripting.executeScript({ target: { tabId: tab }, files: ["popup/signs.js"] }))[0].result;
    }, await tabOf(browser));
    assert.match(signs, /"password"/, "the field was seen");
    assert.match(signs, /tfa/);
    assert.ok(!signs.includes(CANARY) && !signs.includes("csrf"), signs);
    await browser.close(popup);
  });
}, { extension: GRANTED });
