// The background. What is to be done is decided in Rust (src/app/background.rs); this reads what is stored, asks, and
// does it. The browser may stop it after any event, so nothing is kept here but the loaded module.
import { __wbg_reset_state as renew, background, load, wrong } from "./wasm/preflight.js";
import { dangerBadge, showBadge } from "./badge.js";
import { chosen, shelf, statusPermission } from "./chosen.js";
import { start } from "./module.js";
import { poll } from "./status.js";
import { compare } from "./whose.js";

const api = globalThis.browser ?? globalThis.chrome;
const own = { id: api.runtime.id, base: api.runtime.getURL("") };

/** @type {Promise<string> | undefined} */
let loading;
/** The module; gives its words. */
const loaded = () => (loading ??= start().then(({ words, whole }) => {
  if (!whole) console.error("preflight: data/preflight.txt is missing or damaged");
  return words;
}));

/** @type {Promise<unknown>} */
let last = Promise.resolve();
/**
 * One event at a time: each reads what is stored, and writes it back.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function inTurn(work) {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}

/**
 * @param {Record<string, unknown>} event
 * @param {string | undefined} snapshot
 * @param {Record<string, unknown>} stored
 */
async function decide(event, snapshot, stored) {
  const words = await loaded();
  /** @param {Record<string, unknown>} given */
  const ask = (given) => JSON.parse(background(JSON.stringify(given), snapshot, JSON.stringify(stored), Date.now()));
  try {
    return ask(event);
  } catch (error) {
    // The module is in no state that one could trust: a fresh one reports that this page could not be read.
    console.error("preflight:", error);
    renew();
    load(words);
    return ask({ ...event, failed: true });
  }
}

/**
 * @param {any} message
 * @param {chrome.runtime.MessageSender} sender
 */
async function handle(message, sender) {
  const { snapshot, ...rest } = message ?? {};
  const isPrivate = sender.tab ? sender.tab.incognito : rest.private === true;
  const choices = shelf(isPrivate);
  const about = rest.kind === "tab" ? rest.tab : sender.tab?.id;
  const tabs = rest.kind === "settings" ? await tabsOf(isPrivate) : [about];
  const [entries, { settings }, { memory, history }, { status, whose }] = await Promise.all([
    api.storage.session.get(tabs.map((id) => `tab:${id}`)),
    choices.get("settings"),
    isPrivate ? { memory: undefined, history: undefined } : api.storage.local.get(["memory", "history"]),
    rest.kind === "snapshot" ? api.storage.session.get(["status", "whose"]) : { status: undefined, whose: undefined },
  ]);
  const states = Object.fromEntries(Object.entries(entries).map(([key, state]) => [key.slice("tab:".length), state]));
  const from = { id: sender.id, url: sender.url, origin: sender.origin, frameId: sender.frameId, tab: sender.tab?.id, private: isPrivate };
  const event = { message: rest, sender: from, own };
  const text = typeof snapshot === "string" ? snapshot : undefined;
  const stored = { memory, history, settings, status, tabs: states };
  let effects = await decide(event, text, stored);
  /** Nothing where the page does not tell whose it is. */
  let compared = effects.marks === undefined || isPrivate ? undefined : await compare(effects.marks, /** @type {string | undefined} */ (whose));
  if (compared?.another) {
    // The answer rests on what was remembered of another account: it is asked for anew, without that.
    effects = await decide({ ...event, another: true }, text, stored);
    if (effects.marks === undefined) compared = undefined;
  }

  /** @type {Record<string, string>} */
  const entriesNow = {};
  for (const { tab, state, badge } of effects.tabs ?? []) {
    entriesNow[`tab:${tab}`] = state;
    quietly(api.tabs.sendMessage(tab, { v: 1, kind: "state", state }));
    if (badge) quietly(showBadge(tab, badge));
  }
  if (effects.danger) await stop(effects.danger);
  if (effects.forget) await forget();
  // By itself: it has to go even where there is no room to store anything in its place.
  if (compared?.another) await api.storage.local.remove("memory");
  await Promise.all([
    effects.tabs && api.storage.session.set(entriesNow),
    effects.settings && keep(choices, { settings: effects.settings }),
    effects.memory && !isPrivate && keep(api.storage.local, { memory: effects.memory }),
    effects.history && !isPrivate && keep(api.storage.local, { history: effects.history }),
  ]);
  // Last: were this cut short after it, what is remembered would pass for this account's.
  if (compared) await (compared.kept ? api.storage.session.set({ whose: compared.kept }) : api.storage.session.remove("whose"));
  if (effects.notify) notify(effects.notify);
  if (effects.settings) quietly(tend());
  for (const tab of effects.reread ?? []) reread(tab);
  return effects.reply;
}

/**
 * @param {number} id
 * @param {string} url
 * @param {chrome.tabs.Tab} tab
 */
async function watch(id, url, tab) {
  // Most tabs are none of our business: the engine is not even loaded for them.
  if (!(await chosen(tab.incognito)).guard) return;
  await handle({ v: 1, kind: "opened", tab: id, url }, { id: own.id, url: own.base, tab });
}

/**
 * A tab has opened a lookalike: a red badge, and the warning in its place unless the user let the host pass.
 * @param {{tab: number, url: string, host: string, why: string, passed: boolean}} danger
 */
async function stop(danger) {
  const { tab, host, passed } = danger;
  quietly(showBadge(tab, dangerBadge(host)));
  if (passed) return;
  await api.storage.session.set({ [`guard:${tab}`]: danger });
  quietly(api.tabs.update(tab, { url: api.runtime.getURL("guard/warning.html") }));
}

/** What was read goes, of tabs, pages and changes; what was chosen stays, and how long Kraken's servers want to be left alone. */
async function forget() {
  const tabs = Object.keys(await api.storage.session.get()).filter((key) => /^(tab|guard):/.test(key));
  await Promise.all([api.storage.session.remove([...tabs, "unsaved", "whose"]), api.storage.local.remove(["memory", "history"])]);
}

/**
 * Stores it; where the browser has no room left, what was there stays, and the popup says so.
 * @param {chrome.storage.StorageArea} area
 * @param {Record<string, string>} what
 */
async function keep(area, what) {
  try {
    await area.set(what);
    await api.storage.session.remove("unsaved");
  } catch (error) {
    console.error("preflight:", error);
    await api.storage.session.set({ unsaved: "true" });
  }
}

/** @param {string} message */
function notify(message) {
  const options = /** @type {const} */ ({ type: "basic", iconUrl: "icons/128.png", title: "Preflight", message });
  // Without the permission the interface is not there.
  if (api.notifications) quietly(api.notifications.create(options));
}

/** @type {Promise<void> | undefined} */
let tending;
/** Fetches Kraken's status where it is wanted and its time has come; keeps the alarm for the next time, or puts all away. */
const tend = () => (tending ??= tendOnce().finally(() => (tending = undefined)));

async function tendOnce() {
  const { status } = /** @type {{status?: string}} */ (await api.storage.session.get("status"));
  /** @type {Record<string, import("./status.js").Entry>} */
  const known = JSON.parse(status ?? "{}");
  if (!(await statusPermission()).allowed) {
    await api.alarms.clear("status");
    if (!status) return;
    // How long the servers want to be left alone is kept, should it be switched on again.
    const waits = Object.entries(known).map(([url, { asked, next, failed }]) => [url, { asked, next, failed }]);
    await api.storage.session.set({ status: JSON.stringify(Object.fromEntries(waits)) });
    return;
  }
  // A little over five minutes, so that the end points are due when it rings.
  if (!(await api.alarms.get("status"))) await api.alarms.create("status", { periodInMinutes: 5.5 });
  await loaded();
  const now = Date.now();
  const entries = JSON.stringify(await poll(known, now, wrong));
  if (entries === status || !(await statusPermission()).allowed) return;
  await api.storage.session.set({ status: entries });
  for (const tab of await api.tabs.query({})) reread(tab.id);
}

/** @param {boolean} isPrivate */
async function tabsOf(isPrivate) {
  const tabs = await api.tabs.query({});
  return tabs.filter((tab) => tab.incognito === isPrivate).map((tab) => tab.id);
}

/** @param {number | undefined} tab */
function reread(tab) {
  if (tab !== undefined) quietly(api.tabs.sendMessage(tab, { v: 1, kind: "read" }, { frameId: 0 }));
}

/**
 * A tab that is gone by now, or has nobody listening, is no trouble.
 * @param {Promise<unknown>} work
 */
function quietly(work) {
  work.catch(() => {});
}

// Listeners stand before anything is loaded: the event that woke the background must find them.
api.runtime.onMessage.addListener((message, sender, respond) => {
  inTurn(() => handle(message, sender)).then(respond, (error) => {
    console.error("preflight:", error);
    respond({});
  });
  return true;
});
api.tabs.onRemoved.addListener((id) => quietly(inTurn(() => api.storage.session.remove([`tab:${id}`, `guard:${id}`]))));
// The guard. Without the permission `tabs` the browser tells no address but Kraken's own.
api.tabs.onUpdated.addListener((id, { url }, tab) => {
  if (url?.startsWith("http")) quietly(inTurn(() => watch(id, url, tab)));
});
api.alarms.onAlarm.addListener(({ name }) => {
  if (name === "status") quietly(tend());
});
for (const event of [api.runtime.onStartup, api.runtime.onInstalled, api.permissions.onAdded, api.permissions.onRemoved]) {
  /** @type {chrome.events.Event<() => void>} */ (event).addListener(() => quietly(tend()));
}
