// What the extension's scripts took of a page's main thread, from Chromium's own trace.

/** @typedef {import("../browser/drive.mjs").Browser} Browser */
/** @typedef {{name: string, ph: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number, args: any}} Event */

/** @param {Browser} browser @param {string} session @param {string} method @param {object} [params] @returns {Promise<any>} */
async function cdp(browser, session, method, params = {}) {
  const { result } = await browser.call("goog:cdp.sendCommand", { method, params, session });
  return result;
}

/**
 * Time that the tab has taken, in milliseconds: in Chromium its main thread's tasks since the page was opened (or since
 * the first question), in Firefox the processor time of the process that holds Kraken's pages.
 * @param {Browser} browser @returns {Promise<number>}
 */
export async function taskTime(browser) {
  if (browser.name === "firefox") {
    return browser.chrome(`const { children } = await ChromeUtils.requestProcInfo();
      return children.filter((one) => /kraken/.test(one.origin ?? "")).reduce((sum, one) => sum + one.cpuTime / 1e6, 0);`);
  }
  const { session } = await browser.call("goog:cdp.getSession", { context: browser.page });
  await cdp(browser, session, "Performance.enable", { timeDomain: "threadTicks" });
  const { metrics } = await cdp(browser, session, "Performance.getMetrics");
  return metrics.find((/** @type {any} */ one) => one.name === "TaskDuration").value * 1000;
}

/**
 * Traces while `during` runs.
 * @param {Browser} browser @param {() => Promise<void>} during
 * @returns {Promise<{total: number, longest: number, calls: number, wall: number}>} of the extension's scripts in the tab, in milliseconds
 */
export async function traced(browser, during) {
  const { session } = await browser.call("goog:cdp.getSession", { context: browser.page });
  await browser.call("session.subscribe", { events: ["goog:cdp.Tracing.tracingComplete"] });
  await cdp(browser, session, "Tracing.start", { transferMode: "ReturnAsStream", traceConfig: {
    includedCategories: ["devtools.timeline", "v8.execute", "disabled-by-default-v8.compile"], recordMode: "recordAsMuchAsPossible" } });
  const began = performance.now();
  await during();
  const wall = performance.now() - began;
  /** @type {Promise<string>} */
  const stream = new Promise((resolve) => {
    browser.bidi.once("goog:cdp.Tracing.tracingComplete", (/** @type {any} */ event) => { resolve(event.params.stream); });
  });
  await cdp(browser, session, "Tracing.end");
  const handle = await stream;
  let text = "";
  for (;;) {
    const part = await cdp(browser, session, "IO.read", { handle, size: 4_000_000 });
    text += part.base64Encoded ? Buffer.from(part.data, "base64").toString() : part.data;
    if (part.eof) break;
  }
  await cdp(browser, session, "IO.close", { handle });
  /** @type {Event[]} */
  const events = JSON.parse(text).traceEvents;
  return { ...sum(events, browser.base), wall };
}

/** @param {Event[]} events @param {string} base */
export function sum(events, base) {
  /** Where the event's script comes from. @param {Event} event @returns {string} */
  const url = ({ args }) => args?.data?.url ?? args?.data?.scriptName ?? args?.fileName ?? "";
  // The tab's thread is the one that runs scripts of Kraken's host.
  const home = events.find((event) => event.name === "EvaluateScript" && /kraken\.com/.test(url(event)))
    ?? events.find((event) => event.name === "FunctionCall" && /kraken\.com/.test(url(event)));
  // Observers and continued promises run as microtasks, without an address; the made-up pages have none of their own.
  const own = events.filter((event) => event.ph === "X" && event.dur && event.pid === home?.pid && event.tid === home?.tid
    && (event.name === "RunMicrotasks" || (["FunctionCall", "EvaluateScript", "v8.compile"].includes(event.name) && url(event).startsWith(base))))
    .sort((one, other) => one.ts - other.ts);
  let total = 0;
  let longest = 0;
  let end = 0;
  for (const { ts, dur = 0, tdur = dur } of own) {
    if (ts < end) continue; // inside one that is counted
    // The thread's own time: what other processes take of the machine is not the extension's.
    total += tdur / 1000;
    longest = Math.max(longest, tdur / 1000);
    end = ts + dur;
  }
  return { total, longest, calls: own.length, seen: Boolean(home) };
}
