// One suite, run in every browser; and how a checklist is held against an expectation.
import { after, before, describe } from "node:test";
import { serve } from "./server.mjs";
import { start, until } from "./drive.mjs";

/**
 * @typedef {import("./drive.mjs").Browser} Browser
 * @typedef {import("./drive.mjs").Checklist} Checklist
 * @typedef {import("./server.mjs").Served} Served
 * @typedef {{browser: Browser, server: Served}} World what a test finds, once its browser runs
 * @typedef {{verdict?: string, plan?: string, items: Record<string, {state: string, reason?: string}>, not?: Record<string, string[]>,
 *   later?: Record<string, {state: string, reason?: string}>, late?: number}} Expectation
 */

/** The browsers; PREFLIGHT_BROWSER names one while a test is being written. @type {import("./drive.mjs").Name[]} */
const NAMES = process.env.PREFLIGHT_BROWSER ? [/** @type {import("./drive.mjs").Name} */ (process.env.PREFLIGHT_BROWSER)] : ["chromium", "firefox"];

/**
 * Runs the tests that `define` defines in each browser. A browser that cannot be started fails them all.
 * @param {string} title @param {(world: World) => void} define @param {Partial<Parameters<typeof start>[1]>} [options]
 */
export function everywhere(title, define, options = {}) {
  for (const name of NAMES) {
    describe(`${title} (${name})`, () => {
      const world = /** @type {World} */ ({});
      before(async () => {
        world.server = await serve();
        try {
          world.browser = await start(name, { port: world.server.port, ...options });
        } catch (error) {
          const plain = new Error(`${name} could not be started: ${error instanceof Error ? error.message : error}`);
          plain.stack = plain.message;
          throw plain;
        }
      });
      after(async () => {
        await world.browser?.quit();
        await world.server?.close();
      });
      define(world);
    });
  }
}

/** The tab under test as the extension knows it. @param {Browser} browser @returns {Promise<number>} */
export async function tabOf(browser) {
  const url = await browser.run(browser.page, () => location.href);
  return browser.ask(async (/** @type {string} */ wanted) => {
    const api = /** @type {any} */ (globalThis).browser ?? chrome;
    return (await api.tabs.query({})).find((/** @type {any} */ tab) => tab.url === wanted)?.id;
  }, url).then((id) => {
    if (typeof id !== "number") throw new Error(`the extension sees no tab at ${url}`);
    return id;
  });
}

/** Forgets all that the extension stored, so that each page is judged by itself. @param {Browser} browser */
export async function forget(browser) {
  await browser.ask(async () => {
    const api = /** @type {any} */ (globalThis).browser ?? chrome;
    await api.storage.local.clear();
    await api.storage.session.clear();
  });
}

/**
 * Waits until the page in the tab under test has been read, by what the background keeps of the tab for the session. The popup
 * of a page that was not read yet shows a list too, from earlier pages.
 * @param {Browser} browser @param {number} tab @param {number} [limit]
 */
export async function untilRead(browser, tab, limit = 9_000) {
  const url = await browser.run(browser.page, () => location.origin + location.pathname);
  await until(`a reading of ${url}`, () => browser.ask(async (/** @type {string} */ key, /** @type {string} */ wanted) => {
    const api = /** @type {any} */ (globalThis).browser ?? chrome;
    const kept = (await api.storage.session.get(key))[key];
    const state = typeof kept === "string" ? JSON.parse(kept) : kept;
    return Boolean(state?.report) && !state.stale && state.url === wanted;
  }, `tab:${tab}`, url), limit);
}

/** Opens the popup of a tab as a page. @param {Browser} browser @param {number} tab */
export function openPopup(browser, tab) {
  return browser.window(`${browser.base}popup.html?tab=${tab}`);
}

/** What a page of the extension shows, null if nothing yet. @param {Browser} browser @param {string} context @returns {Promise<Checklist | null>} */
export function readChecklist(browser, context) {
  return browser.run(context, () => {
    const whole = /** @type {HTMLElement | null} */ (document.querySelector("[data-verdict]"));
    if (!whole) return null;
    /** @type {Record<string, any>} */
    const items = {};
    for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-item]"))) {
      items[one.dataset.item ?? ""] = { state: one.dataset.state, reason: one.dataset.reason || null };
    }
    return { verdict: whole.dataset.verdict, plan: whole.dataset.plan, items };
  });
}

/** How a checklist differs from what is expected: one line each, none if it is as it should be. @param {Expectation} expected @param {Checklist | null} found */
export function differences(expected, found) {
  if (!found) return ["no checklist is shown"];
  /** @type {string[]} */
  const lines = [];
  /** @param {{state: string, reason?: string | null}} item */
  const words = ({ state, reason }) => (reason ? `${state} (${reason})` : state);
  for (const [id, item] of Object.entries(expected.items)) {
    const shown = found.items[id];
    if (!shown) lines.push(`${id}: not in the list`);
    else if (words(shown) !== words(item)) lines.push(`${id}: ${words(shown)}, expected ${words(item)}`);
  }
  for (const [id, shown] of Object.entries(found.items)) {
    if (expected.items[id]) continue;
    const later = expected.later?.[id];
    if (later) {
      if (shown.state !== "unknown" && words(shown) !== words(later)) lines.push(`${id}: ${words(shown)}, expected ${words(later)} or unknown`);
    } else if (expected.not?.[id]) {
      if (expected.not[id].includes(shown.state)) lines.push(`${id}: ${words(shown)}, which it must not be`);
    } else if (!id.startsWith("session.") && id !== "operations.deadline" && !["unknown", "not_applicable"].includes(shown.state)) {
      lines.push(`${id}: ${words(shown)}, though the page says nothing of it`);
    }
  }
  if (expected.verdict && found.verdict !== expected.verdict) lines.push(`verdict ${found.verdict}, expected ${expected.verdict}`);
  return lines;
}

/**
 * Waits until the popup of the tab under test shows what is expected.
 * @param {Browser} browser @param {Expectation} expected @param {{limit?: number, popup?: string}} [options]
 * @returns {Promise<Checklist>}
 */
export async function expectChecklist(browser, expected, { limit = 9_000, popup } = {}) {
  const tab = await tabOf(browser);
  if (!popup) await untilRead(browser, tab);
  const context = popup ?? await openPopup(browser, tab);
  /** @type {Checklist | null} */
  let found = null;
  try {
    return await until("the checklist", async () => {
      found = await readChecklist(browser, context);
      return differences(expected, found).length === 0 && found;
    }, limit + (expected.late ?? 0));
  } catch {
    const error = new Error(`the checklist differs:\n  ${differences(expected, found).join("\n  ")}`);
    error.stack = error.message;
    throw error;
  } finally {
    if (!popup) await browser.close(context);
  }
}
