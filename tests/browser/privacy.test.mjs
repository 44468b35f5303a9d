// What is typed stays where it is typed; on sign-in pages next to nothing is read; nothing goes out on the network.
import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { HOSTS } from "./server.mjs";
import { until } from "./drive.mjs";
import { everywhere, forget, openPopup, readChecklist, tabOf, untilRead } from "./suite.mjs";

/** @typedef {import("./drive.mjs").Browser} Browser */

/** No word or number of it may be seen anywhere but in the field it was put in. */
const MARK = "zqcanaryxj";
const DIGITS = "7351902648";

/** Collects every message that the extension's parts send, on an extension page that stays open. @param {Browser} browser */
function listen(browser) {
  return browser.ask(() => {
    const api = /** @type {any} */ (globalThis).browser ?? chrome;
    const heard = /** @type {any} */ (globalThis).heard ??= [];
    if (heard.listening) {
      heard.length = 0;
      return;
    }
    heard.listening = true;
    api.runtime.onMessage.addListener((/** @type {unknown} */ message) => { heard.push(JSON.stringify(message)); });
    api.runtime.onConnect.addListener((/** @type {any} */ port) => {
      port.onMessage.addListener((/** @type {unknown} */ message) => { heard.push(JSON.stringify(message)); });
    });
  });
}

/** @param {Browser} browser @returns {Promise<string>} */
const heard = (browser) => browser.ask(() => /** @type {any} */ (globalThis).heard.join("\n"));

/** All that the extension stored. @param {Browser} browser @returns {Promise<string>} */
const stored = (browser) => browser.ask(async () => {
  const api = /** @type {any} */ (globalThis).browser ?? chrome;
  return JSON.stringify([await api.storage.local.get(), await api.storage.session.get()]);
});

/** Types and sets the canaries in every field of the page. @param {Browser} browser */
async function fill(browser) {
  const page = browser.page;
  for (const type of ["text", "password", "email", "tel", "url", "search", "number"]) {
    await browser.run(page, (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(`[name='${name}']`)).focus(), type);
    await browser.press(page, ...(type === "number" ? DIGITS : `${MARK}-typed-${type}`));
  }
  for (const field of ["textarea", "#editable"]) {
    await browser.run(page, (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.querySelector(name)).focus(), field);
    await browser.press(page, ..."zqcanaryxj-typed-area");
  }
  await browser.run(page, () => {
    /** @type {Record<string, string>} */
    const values = { date: "1973-05-19", time: "07:35", month: "1973-05", week: "1973-W20", "datetime-local": "1973-05-19T07:35", color: "#735190", range: "73" };
    for (const [type, value] of Object.entries(values)) {
      const field = /** @type {HTMLInputElement} */ (document.querySelector(`[name='${type}']`));
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

const CANARIES = new RegExp(`${MARK}|${DIGITS}|1973|735190`, "i");

everywhere("what is typed", (world) => {
  for (const host of ["pro.kraken.com/app", "www.kraken.com/c", "id.kraken.com/sign-in", "www.kraken.com/sign-in"]) {
    it(`into any field at ${host} is found nowhere`, async () => {
      const { browser } = world;
      await forget(browser);
      await listen(browser);
      await browser.open(`https://${host}/made-page/inputs?canary=${MARK}`);
      const tab = await tabOf(browser);
      await untilRead(browser, tab);
      const popup = await openPopup(browser, tab);
      await until("a checklist", () => readChecklist(browser, popup));
      await fill(browser);
      await sleep(4_000);
      const messages = await heard(browser);
      assert.match(messages, /snapshot/, "the messages were heard");
      assert.match(messages, /BTC\/USD/, "and they hold the page's heading");
      if (host.includes("sign-in")) assert.doesNotMatch(messages, /Field |Memo|Order form.*Amount/, "no label of a field on a sign-in page");
      else assert.match(messages, /Field password/, "a field's label is read, so a value would have been found beside it");
      assert.doesNotMatch(messages, CANARIES, "messages");
      assert.doesNotMatch(await stored(browser), CANARIES, "storage");
      assert.doesNotMatch(await browser.run(popup, () => document.documentElement.outerHTML), CANARIES, "popup");
      const overlay = await browser.overlay();
      if (overlay) assert.doesNotMatch(await browser.run(overlay.context, () => document.documentElement.outerHTML), CANARIES, "overlay");
      await browser.close(popup);
    });
  }

  it("is safe on a sign-in page: no overlay there", async () => {
    const { browser } = world;
    for (const url of ["https://id.kraken.com/sign-in", "https://www.kraken.com/sign-in/made-page/order", "https://pro.kraken.com/forgot-password/made-page/order"]) {
      await forget(browser);
      await browser.open(url);
      await untilRead(browser, await tabOf(browser));
      await sleep(1_000);
      assert.equal(await browser.overlay(), undefined, url);
    }
    await browser.open("https://pro.kraken.com/app/home");
    await until("the overlay elsewhere", () => browser.overlay());
  });
});

/** Hosts that the browsers themselves ask for. */
const BROWSERS_OWN = /(^|\.)(google\.com|googleapis\.com|gvt1\.com|gstatic\.com|mozilla\.(com|net|org)|firefox\.com|digicert\.com|detectportal\.firefox\.com)$/;

everywhere("the network", (world) => {
  it("is not used by the extension", async () => {
    const { browser, server } = world;
    const asked = ["https://www.kraken.com/c", "https://pro.kraken.com/app/trade/btc-usd", "https://www.kraken.com/c/earn", "https://id.kraken.com/sign-in",
      "https://pro.kraken.com/app/made-page/turning"];
    for (const url of asked) {
      await browser.open(url);
      const tab = await tabOf(browser);
      await untilRead(browser, tab);
      const popup = await openPopup(browser, tab);
      await until("a checklist", () => readChecklist(browser, popup));
      await browser.killBackground();
      await browser.close(popup);
    }
    await sleep(2_000);
    const expected = new Set(asked.map((url) => new URL(url)).map(({ host, pathname }) => host + pathname));
    const surprising = server.seen.filter(({ host, path }) => (HOSTS.includes(host)
      ? !expected.has(host + path) && !/^\/(practice|made)\/|^\/favicon\.ico$/.test(path)
      : !BROWSERS_OWN.test(host)));
    assert.deepEqual(surprising, []);
    const pages = server.seen.filter(({ host, path }) => expected.has(host + path));
    assert.equal(pages.length, asked.length, "each page was asked for once");
  });
});
