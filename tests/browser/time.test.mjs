// Status, options, deadline, history: in the built extension, with the hosts of Kraken's status on this machine.
import assert from "node:assert/strict";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { STATUS_HOSTS } from "./server.mjs";
import { until } from "./drive.mjs";
import { everywhere, forget, openPopup, readChecklist, tabOf, untilRead } from "./suite.mjs";
import { built } from "./tools.mjs";

/** @typedef {import("./drive.mjs").Browser} Browser */
/** @typedef {import("./suite.mjs").World} World */

const TRADE = "https://pro.kraken.com/app/trade/btc-usd";

// Nobody can click the browser's own question in a test: in these builds the optional permissions are granted from the start.
for (const name of /** @type {const} */ (["chromium", "firefox"])) {
  const { folder: from, manifest } = built(name);
  const folder = `${from}-allowed`;
  rmSync(folder, { recursive: true, force: true });
  cpSync(from, folder, { recursive: true });
  manifest.host_permissions.push(...manifest.optional_host_permissions);
  manifest.permissions.push("notifications");
  delete manifest.optional_host_permissions;
  delete manifest.optional_permissions;
  writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
}

const online = () => JSON.stringify({ error: [], result: { status: "online", timestamp: new Date().toISOString(), upcoming_maintenance: [], emergency: [] } });
const halted = () => JSON.stringify({ error: [], result: { status: "cancel_only", timestamp: new Date().toISOString(), upcoming_maintenance: [], emergency: [] } });
const asked = (/** @type {World} */ { server }) => server.seen.filter(({ host }) => STATUS_HOSTS.includes(host));

/** Tells the background, as the windows do. @param {Browser} browser @param {object} message */
const tell = (browser, message) =>
  browser.ask(async (/** @type {object} */ what) => {
    const api = /** @type {any} */ (globalThis).browser ?? chrome;
    return api.runtime.sendMessage({ v: 1, ...what });
  }, message);

/** @param {Browser} browser @param {"local" | "session"} area @param {string} key @returns {Promise<any>} */
const stored = (browser, area, key) =>
  browser.ask(async (/** @type {string} */ where, /** @type {string} */ name) => {
    const api = /** @type {any} */ (globalThis).browser ?? chrome;
    const text = (await api.storage[where].get(name))[name];
    return text === undefined ? null : JSON.parse(text);
  }, area, key);

/** @param {Browser} browser @param {string} context @param {string} selector @returns {Promise<string>} */
const text = (browser, context, selector) =>
  browser.run(context, (/** @type {string} */ wanted) => document.querySelector(wanted)?.textContent ?? "", selector);

/** Sets a field and says so, as typing does. @param {Browser} browser @param {string} context @param {string} id @param {string | boolean} value */
const set = (browser, context, id, value) =>
  browser.run(context, (/** @type {string} */ name, /** @type {any} */ wanted) => {
    const field = /** @type {any} */ (document.getElementById(name));
    field[typeof wanted === "boolean" ? "checked" : "value"] = wanted;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, id, value);

/** @param {Browser} browser */
async function openOptions(browser) {
  const page = await browser.window(`${browser.base}options.html`);
  await until("the options", () => browser.run(page, () => "ready" in document.documentElement.dataset));
  return page;
}

/** A local time so many hours ahead, as an input for times wants it. @param {Browser} browser @param {string} page @param {number} hours */
const ahead = (browser, page, hours) =>
  browser.run(page, (/** @type {number} */ count) => {
    const moment = new Date(Date.now() + count * 3_600_000);
    return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }, hours);

everywhere("without leave", (world) => {
  it("asks nobody for status, though it was switched on", async () => {
    const { browser } = world;
    await forget(browser);
    await tell(browser, { kind: "settings", status: true });
    await browser.open(TRADE);
    await untilRead(browser, await tabOf(browser));
    await sleep(500);
    assert.deepEqual(asked(world), []);
    assert.equal(await stored(browser, "session", "status"), null);
  });

  it("says that Kraken's status is barred, with a way to allow it, until it is switched off", async () => {
    const { browser } = world;
    await forget(browser);
    await tell(browser, { kind: "settings", status: true });
    await browser.open(TRADE);
    const tab = await tabOf(browser);
    await untilRead(browser, tab);
    const popup = await openPopup(browser, tab);
    await until("it to be said", async () => /no longer lets Preflight ask/.test(await text(browser, popup, "#news")));
    assert.equal(await text(browser, popup, "#news button"), "Allow it again");
    await tell(browser, { kind: "settings", status: false });
    await until("it to be gone", async () => !/no longer lets/.test(await text(browser, popup, "#news")));
    await browser.close(popup);
  });

  it("offers every plan on both pages", async () => {
    const { browser } = world;
    const options = await openOptions(browser);
    const popup = await openPopup(browser, await tabOf(browser));
    const plans = (/** @type {string} */ page) => browser.run(page, () => [...document.querySelectorAll("#plan option")].map((one) => [/** @type {HTMLOptionElement} */ (one).value]));
    await until("a checklist", () => readChecklist(browser, popup));
    assert.deepEqual(await plans(options), await plans(popup));
    await browser.close(popup);
    await browser.close(options);
  });
});

everywhere("with leave", (world) => {
  it("asks nobody while it is off", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(TRADE);
    await untilRead(browser, await tabOf(browser));
    await tell(browser, { kind: "settings", plan: "margin" });
    await sleep(500);
    assert.deepEqual(asked(world), []);
  });

  it("fetches when switched on, once, and lays it over the page", async () => {
    const { browser, server } = world;
    await forget(browser);
    server.bodies.set("/0/public/SystemStatus", halted());
    await browser.open(TRADE);
    await untilRead(browser, await tabOf(browser));
    const options = await openOptions(browser);
    // By mouse: browsers take the question for leave from a person's hand only.
    await browser.run(options, () => document.getElementById("status")?.scrollIntoView({ behavior: "instant", block: "center" }));
    await browser.click(options, "#status");
    await until("it to be saved", async () => (await text(browser, options, "#saved")) === "Saved");
    const popup = await openPopup(browser, await tabOf(browser));
    await until("the market's mode", async () => (await readChecklist(browser, popup))?.items["operations.exchange"]?.state === "blocked");
    await until("what to watch", async () => (await text(browser, popup, "#guide")).includes("cancel-only"));
    assert.match(await text(browser, popup, "#guide"), /Kraken's status as of/);
    assert.match(await text(browser, popup, "#guide"), /could not be read anew: (api|status)\.kraken\.com: answer 500/);
    assert.equal(asked(world).length, 6);
    await set(browser, options, "overlay", false);
    await set(browser, options, "overlay", true);
    await sleep(300);
    assert.equal(asked(world).length, 6, "not again within five minutes");
    for (const { path } of asked(world)) assert.doesNotMatch(path, /\?/);
    await browser.close(popup);
    await browser.close(options);
  });

  it("goes on after the background was stopped, and stops when switched off", async () => {
    const { browser, server } = world;
    server.bodies.set("/0/public/SystemStatus", online());
    const before = asked(world).length;
    await browser.killBackground();
    // Its time has come.
    await browser.ask(async () => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      const { status } = await api.storage.session.get("status");
      const entries = JSON.parse(status);
      for (const entry of Object.values(entries)) Object.assign(/** @type {any} */ (entry), { asked: 1, next: 1 });
      await api.storage.session.set({ status: JSON.stringify(entries) });
      await api.alarms.create("status", { when: Date.now() + 50, periodInMinutes: 5.5 });
    });
    await until("new questions", () => asked(world).length === before + 6, 40_000);
    const popup = await openPopup(browser, await tabOf(browser));
    await until("it to be over", async () => (await readChecklist(browser, popup))?.items["operations.exchange"]?.state === "ready");
    await tell(browser, { kind: "settings", status: false });
    await until("it to be put away", async () => Object.values((await stored(browser, "session", "status")) ?? {}).every((/** @type {any} */ entry) => !entry.body));
    assert.equal(await browser.ask(async () => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      return Boolean(await api.alarms.get("status"));
    }), false);
    await browser.close(popup);
  });

  it("keeps what the user tells, and draws the way to the deadline in the user's zone", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(TRADE);
    await untilRead(browser, await tabOf(browser));
    const options = await openOptions(browser);
    await set(browser, options, "plan", "withdraw");
    await set(browser, options, "region", "us-ny");
    await set(browser, options, "rail", "ach");
    await set(browser, options, "assets", "btc, eth");
    const local = await ahead(browser, options, 48);
    await set(browser, options, "deadline", local);
    await until("the way", async () => (await text(browser, options, "#way")).includes("too late"));
    const { account } = await stored(browser, "local", "settings");
    assert.deepEqual({ ...account, deadline: null }, {
      region: "US-NY", plan: "withdraw", holdings: null, usesApiKeys: null, assets: ["BTC", "ETH"], deadline: null,
    });
    assert.equal(account.deadline.at, await browser.run(options, (/** @type {string} */ time) => new Date(time).toISOString().replace(".000", ""), local));
    const again = await openOptions(browser);
    assert.equal(await browser.run(again, () => /** @type {HTMLInputElement} */ (document.getElementById("deadline")).value), local);
    assert.match(await text(browser, again, "#facts"), /does not serve New York \(as of 2026-10-01\)/);
    await set(browser, again, "region", "Texas");
    await until("the refusal", async () => (await text(browser, again, "#saved")).startsWith("Not saved"));
    assert.equal((await stored(browser, "local", "settings")).account.region, "US-NY");
    const popup = await openPopup(browser, await tabOf(browser));
    await until("the line of the checklist", async () => (await readChecklist(browser, popup))?.items["operations.deadline"]?.state === "blocked");
    assert.equal(await browser.run(popup, () => document.querySelectorAll("#news .strip .bar").length > 0), true);
    for (const page of [popup, options, again]) await browser.close(page);
  });

  it("tells what changed since the last visit once, exports and wipes it", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open("https://pro.kraken.com/app/made-page/turning");
    const tab = await tabOf(browser);
    await untilRead(browser, tab);
    await until("the first reading", async () => (await stored(browser, "local", "memory"))?.items.length > 0);
    // As if it had been read days ago: within one second nothing changes.
    await browser.ask(async () => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      const { memory } = await api.storage.local.get("memory");
      await api.storage.local.set({ memory: memory.replaceAll(/"at": "[^"]+"/g, '"at": "2026-01-02T03:04:05Z"') });
    });
    await browser.click(browser.page, "#turn");
    await until("a change", async () => (await stored(browser, "local", "history"))?.changes.length > 0);
    const popup = await openPopup(browser, tab);
    await until("the news", async () => /Spot trading: ready → blocked \(maintenance\)/.test(await text(browser, popup, "#news")));
    assert.match(await text(browser, popup, "#news"), /03:04 UTC/);
    await until("it to be noted as seen", async () => (await stored(browser, "local", "history")).seen > "2026-01-01");
    await sleep(200);
    assert.match(await text(browser, popup, "#news"), /Spot trading/, "it stays as long as the window");
    await browser.close(popup);
    const later = await openPopup(browser, tab);
    await until("a checklist", () => readChecklist(browser, later));
    await sleep(200);
    assert.doesNotMatch(await text(browser, later, "#news"), /Spot trading/);
    await browser.close(later);
    const options = await openOptions(browser);
    await until("what is kept", async () => /Changes kept: [1-9]/.test(await text(browser, options, "#kept")));
    const files = await browser.run(options, async () => {
      /** @type {Record<string, string>} */
      const saved = {};
      const make = URL.createObjectURL;
      URL.createObjectURL = (/** @type {any} */ blob) => { blob.text().then((/** @type {string} */ text) => { saved[blob.type] = text; }); return make(blob); };
      HTMLAnchorElement.prototype.click = () => {};
      for (const id of ["json", "csv"]) document.getElementById(id)?.click();
      await new Promise((done) => setTimeout(done, 300));
      return saved;
    });
    assert.equal(JSON.parse(files["application/json"] ?? "").changes[0].id.length > 0, true);
    assert.match(files["text/csv"] ?? "", /^item,from_state,.*\r\n[\s\S]*capability\.spot,ready,,2026-01-02T03:04:05Z,blocked,maintenance,/);
    await browser.run(options, () => document.getElementById("wipe")?.click());
    await until("it to be wiped", async () => (await stored(browser, "local", "history")) === null && (await stored(browser, "local", "memory")) === null);
    assert.notEqual(await stored(browser, "local", "settings"), undefined);
    await browser.close(options);
  });

  it("says so when the browser has no room left, and loses nothing", async () => {
    const { browser } = world;
    // Firefox sets extensions no such limit: there all of it has to be stored.
    const limited = browser.name === "chromium";
    await forget(browser);
    await tell(browser, { kind: "settings", plan: "margin" });
    const before = await stored(browser, "local", "settings");
    await browser.ask(async () => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      for (let size = 10_000_000, at = 0; size > 8; size = Math.floor(size / 2)) {
        await api.storage.local.set({ [`junk${at++}`]: "x".repeat(size) }).catch(() => {});
      }
    });
    await browser.open("https://pro.kraken.com/app/made-page/turning");
    const tab = await tabOf(browser);
    await untilRead(browser, tab);
    const popup = await openPopup(browser, tab);
    await until("a checklist", () => readChecklist(browser, popup));
    await until("it to be said", async () => /no room left/.test(await text(browser, popup, "#news")) === limited);
    assert.equal((await stored(browser, "local", "memory")) === null, limited);
    assert.deepEqual(await stored(browser, "local", "settings"), before);
    await browser.ask(async () => {
      const api = /** @type {any} */ (globalThis).browser ?? chrome;
      await api.storage.local.remove(Object.keys(await api.storage.local.get()).filter((key) => key.startsWith("junk")));
    });
    await tell(browser, { kind: "settings", plan: "spot" });
    await until("it to be over", async () => !/no room left/.test(await text(browser, popup, "#news")));
    await browser.close(popup);
  });
}, { extension: "allowed" });
