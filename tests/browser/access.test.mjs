// axe-core finds nothing to mend in the popup, in the overlay and on the guard's page, light and dark, closed and open.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { it } from "node:test";
import { until } from "./drive.mjs";
import { chip, setOpen } from "./overlay.mjs";
import { everywhere, forget, openPopup, readChecklist, tabOf, untilRead } from "./suite.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Pages with many kinds of lines. */
const PAGES = ["https://www.kraken.com/c/funding/deposit", "https://pro.kraken.com/app/trade/btc-usd", "https://www.kraken.com/u/security/api",
  "https://pro.kraken.com/app/settings/api#dialog/add-spot-api-key"];

/** Rules about whole pages, which a frame in a page is not. */
const OF_PAGES = ["page-has-heading-one", "landmark-one-main", "region", "bypass"];

/** @param {import("./drive.mjs").Browser} browser @param {string} context @param {string} what @param {string[]} [without] rules */
async function clean(browser, context, what, without = []) {
  // As an expression of the debugger's, which the page's policy does not bind.
  await browser.call("script.evaluate", { expression: `${AXE};0`, target: { context }, awaitPromise: false });
  const found = await browser.run(context, `async (without) => {
    await Promise.all(document.getAnimations().map((one) => one.finished));
    const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
    const { violations, passes } = await axe.run(document, { resultTypes: ["violations"], iframes: false, rules });
    return { passes: passes.length,
      violations: violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html + " " + failureSummary).join(" | ")) };
  }`, without);
  assert.ok(found.passes > 3, `${what}: axe looked at something`);
  assert.deepEqual(found.violations, [], what);
}

for (const scheme of /** @type {const} */ (["light", "dark"])) {
  everywhere(`access, ${scheme}`, (world) => {
    for (const url of PAGES) {
      it(`of popup and overlay at ${new URL(url).pathname}`, async () => {
        const { browser } = world;
        await forget(browser);
        await browser.open(url);
        const tab = await tabOf(browser);
        await untilRead(browser, tab);
        const popup = await openPopup(browser, tab);
        await until("a checklist", () => readChecklist(browser, popup));
        assert.equal(await browser.run(popup, () => matchMedia("(prefers-color-scheme: dark)").matches), scheme === "dark", "the scheme is on");
        await clean(browser, popup, "popup");
        await browser.run(popup, () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
        await clean(browser, popup, "popup with all folds open");
        await browser.close(popup);
        const frame = await chip(browser);
        await setOpen(browser, false);
        await clean(browser, frame, "chip", OF_PAGES);
        await setOpen(browser, true);
        await clean(browser, frame, "overlay", OF_PAGES);
      });
    }

    it("of the guard's warning", async () => {
      const { browser } = world;
      const warning = await browser.window(`${browser.base}guard/warning.html`);
      await clean(browser, warning, "warning");
      await browser.close(warning);
    });

    it("of the options, with a deadline, a region and news", async () => {
      const { browser } = world;
      await forget(browser);
      await browser.ask(async () => {
        const api = /** @type {any} */ (globalThis).browser ?? chrome;
        const stand = (/** @type {string} */ state, /** @type {string} */ at) => ({ state, reason: null, at });
        const changes = [{ id: "capability.margin", from: stand("ready", "2026-01-01T00:00:00Z"), to: stand("blocked", "2026-01-02T00:00:00Z") }];
        const deadline = { at: new Date(Date.now() + 9 * 86_400_000).toISOString().replace(/\.\d+/, ""), rail: "ach" };
        await api.storage.local.set({
          history: JSON.stringify({ v: 1, seen: "2025-01-01T00:00:00Z", changes }),
          settings: JSON.stringify({ v: 1, account: { region: "GB", plan: "withdraw", assets: [], deadline } }),
        });
      });
      const options = await browser.window(`${browser.base}options.html`);
      await until("the options", () => browser.run(options, () => "ready" in document.documentElement.dataset));
      await browser.run(options, () => { for (const fold of document.querySelectorAll("details")) fold.open = true; });
      await clean(browser, options, "options");
      await browser.close(options);
      await browser.open("https://pro.kraken.com/app/home");
      const popup = await openPopup(browser, await tabOf(browser));
      await until("the news", () => browser.run(popup, () => document.querySelector("#news .told") !== null && document.querySelector("#news .strip") !== null));
      await clean(browser, popup, "popup with news and a deadline");
      await browser.close(popup);
    });
  }, { scheme });
}
