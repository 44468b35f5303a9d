// The guard: off until switched on; then a tab that opens a lookalike shows our warning, "leave" first.
import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "./drive.mjs";
import { GRANTED, grant } from "./granted.mjs";
import { everywhere, forget, openPopup, tabOf } from "./suite.mjs";

/** @typedef {import("./drive.mjs").Browser} Browser */

const LOOKALIKE = "https://kraken-login.test/rum?a=b";
const HONEST = "https://kraken-band.test/rum";

grant("chromium");
grant("firefox");

/** Switches the guard as the popup does. @param {Browser} browser @param {boolean} guard */
const set = (browser, guard) => browser.ask((/** @type {boolean} */ wanted) => {
  const api = /** @type {any} */ (globalThis).browser ?? chrome;
  return api.runtime.sendMessage({ v: 1, kind: "settings", guard: wanted });
}, guard);

/** @param {Browser} browser @returns {Promise<string>} */
const address = (browser) => browser.run(browser.page, () => location.href);

/** @param {Browser} browser @param {string} url */
const visit = (browser, url) => browser.open(url, "none").catch(() => {}); // the guard breaks off what we asked for

/** @param {Browser} browser */
const warned = (browser) => until("the warning", async () => (await address(browser)).endsWith("/guard/warning.html")
  && browser.run(browser.page, () => document.querySelector("#host")?.textContent !== "" && document.body.innerText));

/** @param {Browser} browser @param {string} wanted */
const arrived = (browser, wanted) => until(wanted, async () => await address(browser) === wanted
  && browser.run(browser.page, () => document.readyState === "complete"));

/** @param {Browser} browser @param {number} tab */
const badge = (browser, tab) => browser.ask(async (/** @type {number} */ tabId) => {
  const api = /** @type {any} */ (globalThis).browser ?? chrome;
  return [await api.action.getBadgeText({ tabId }), [...await api.action.getBadgeBackgroundColor({ tabId })].slice(0, 3)];
}, tab);

everywhere("the guard", (world) => {
  it("does nothing until it is switched on", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(LOOKALIKE);
    await sleep(1_500);
    assert.equal(await address(browser), LOOKALIKE);
  });

  it("stops a lookalike, says why, and leads back first", async () => {
    const { browser } = world;
    await browser.open(HONEST);
    await set(browser, true);
    await visit(browser, LOOKALIKE);
    const text = await warned(browser);
    assert.match(text, /not Kraken[\s\S]*kraken-login\.test[\s\S]*“login”/);
    const ways = await browser.run(browser.page, () => [...document.querySelectorAll("button")].map((one) => one.innerText));
    assert.deepEqual(ways, ["Leave", "I know what I do"]);
    assert.equal(await browser.run(browser.page, () => document.activeElement?.id), "leave");
    const tab = await tabOf(browser);
    await until("a red badge", async () => JSON.stringify(await badge(browser, tab)) === JSON.stringify(["!", [180, 35, 24]]));
    await browser.click(browser.page, "#leave");
    await arrived(browser, HONEST);
  });

  it("lets a host pass that the user knows, and remembers it for that host alone", async () => {
    const { browser } = world;
    await visit(browser, LOOKALIKE);
    await warned(browser);
    await browser.click(browser.page, "#go");
    await arrived(browser, LOOKALIKE);
    const tab = await tabOf(browser);
    await until("a red badge there, too", async () => (await badge(browser, tab))[0] === "!");
    await browser.open(HONEST);
    await browser.killBackground();
    await browser.open(LOOKALIKE);
    await sleep(1_000);
    assert.equal(await address(browser), LOOKALIKE);
    await visit(browser, "https://kraken-signin.test/rum");
    await warned(browser);
  });

  it("leaves honest hosts alone, and all of them once it is switched off", async () => {
    const { browser } = world;
    await browser.open(HONEST);
    await sleep(1_000);
    assert.equal(await address(browser), HONEST);
    await set(browser, false);
    await browser.open("https://kraken-signin.test/rum");
    await sleep(1_000);
    assert.equal(await address(browser), "https://kraken-signin.test/rum");
  });
}, { extension: GRANTED });

everywhere("the guard's switch", (world) => {
  it("asks for the permission and says what the question means", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open("https://www.kraken.com/c");
    const popup = await openPopup(browser, await tabOf(browser));
    await until("the popup", () => browser.run(popup, () => document.querySelector("#list")?.getAttribute("aria-busy") === "false"));
    assert.equal(await browser.run(popup, () => /** @type {HTMLInputElement} */ (document.querySelector("#guard")).checked), false);
    assert.match(await browser.run(popup, () => document.querySelector("#guard-note")?.textContent ?? ""), /browsing history.*browser tabs.*sends none/);
    // Headless, nobody can answer the browser's question: it is answered here.
    await browser.run(popup, () => {
      const { permissions } = /** @type {any} */ (globalThis).browser ?? chrome;
      /** @type {unknown[]} */
      const asked = [];
      Object.assign(globalThis, { asked });
      permissions.request = async (/** @type {unknown} */ what) => (asked.push(what), true);
      permissions.remove = async (/** @type {unknown} */ what) => (asked.push({ removed: what }), true);
    });
    const guard = () => browser.ask(async () => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      return JSON.parse((await api.storage.local.get("settings")).settings ?? "{}").guard ?? false;
    });
    await browser.run(popup, () => /** @type {HTMLElement} */ (document.querySelector("#guard")).click());
    await until("the choice to be stored", guard);
    assert.deepEqual(await browser.run(popup, () => /** @type {any} */ (globalThis).asked), [{ permissions: ["tabs"] }]);
    await until("the box to say that the browser gave no leave", () => browser.run(popup, () => !(/** @type {HTMLInputElement} */ (document.querySelector("#guard")).checked)));
    await browser.close(popup);
  });
});
