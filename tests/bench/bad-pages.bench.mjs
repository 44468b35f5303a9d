// Pages that go against the grain: no slice of the extension's work over 50 ms, at most 10 % more total time than with it off.
// Chromium: slices from its trace, total time of the tab's main thread. Both: the longest time the page's own heart missed a beat.
import { start } from "../browser/drive.mjs";
import { serve } from "../browser/server.mjs";
import { browsers, median, option, print, progress, verdict } from "./lib.mjs";
import { taskTime, traced } from "./trace.mjs";

/** @typedef {import("../browser/drive.mjs").Browser} Browser */

const rounds = option("rounds", 15);
const watch = option("watch", 6_000);
const PAGES = {
  "200,000 elements": "big?elements=200000",
  "1,000 deep": "deep?depth=1000",
  "5 MB text node": "text?bytes=5000000",
  "5,000 mutations a second": "busy?rate=5000",
};
const site = await serve();

/** Opens the page and lets it be for a while; the longest missed beat after load, in milliseconds. @param {Browser} browser @param {string} url */
async function visit(browser, url) {
  await browser.open(url);
  return browser.run(browser.page, async (/** @type {number} */ time) => {
    const { port1, port2 } = new MessageChannel();
    const end = performance.now() + time;
    let last = performance.now();
    let longest = 0;
    await new Promise((done) => {
      port1.onmessage = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        if (now > end) done(undefined);
        else setTimeout(() => port2.postMessage(0), 2);
      };
      port2.postMessage(0);
    });
    return longest;
  }, watch);
}

for (const name of browsers()) {
  /** @type {(string | number)[][]} */
  const rows = [];
  for (const [what, path] of Object.entries(PAGES)) {
    const url = `https://pro.kraken.com/app/made-page/${path}`;
    /** @type {Record<string, Browser>} */
    const pair = { off: await start(name, { port: site.port, extension: null }), on: await start(name, { port: site.port }) };
    /** @type {Record<string, number[]>} */
    const time = { off: [], on: [] };
    /** @type {Record<string, number[]>} */
    const gap = { off: [], on: [] };
    /** @type {number[]} */
    const slices = [];
    try {
      for (let round = 0; round < rounds; round += 1) {
        for (const kind of round % 2 ? ["on", "off"] : ["off", "on"]) {
          progress(`${name}: ${what}, round ${round + 1} of ${rounds}, extension ${kind}`);
          const browser = /** @type {Browser} */ (pair[kind]);
          await browser.open("about:blank");
          const before = await taskTime(browser);
          gap[kind]?.push(await visit(browser, url));
          const after = await taskTime(browser);
          // A new process starts at nought.
          time[kind]?.push(name === "firefox" && after > before ? after - before : after);
        }
      }
      if (name === "chromium") {
        for (let round = 0; round < Math.min(rounds, 3); round += 1) {
          progress(`${name}: ${what}, slices`);
          const browser = /** @type {Browser} */ (pair.on);
          await browser.open("about:blank");
          const found = await traced(browser, async () => { await visit(browser, url); });
          if (found.calls === 0) throw new Error("the trace shows nothing of the extension");
          slices.push(found.longest);
        }
      }
    } finally {
      await pair.off?.quit();
      await pair.on?.quit();
    }
    const more = median((time.on ?? []).map((on, round) => on / (time.off?.[round] ?? NaN)));
    const slice = name === "chromium" ? Math.max(...slices) : NaN;
    // Firefox tells no slices: there the page's heart may miss 50 ms more than it does alone.
    const held = more <= 1.1 && (name === "chromium" ? slice <= 50 : median(gap.on ?? []) <= median(gap.off ?? []) + 50);
    rows.push([what, median(time.off ?? []).toFixed(0), median(time.on ?? []).toFixed(0), more.toFixed(3), Number.isNaN(slice) ? "-" : slice.toFixed(1),
      median(gap.off ?? []).toFixed(0), median(gap.on ?? []).toFixed(0), verdict(held)]);
  }
  progress("");
  print(`${name}: pages against the grain, medians of ${rounds} rounds, milliseconds (limits: 1.1 times the time, 50 ms a slice)`,
    ["page", "time, off", "time, on", "ratio", "longest slice", "missed beat, off", "missed beat, on", ""], rows);
}
await site.close();
