// From the reader's decision that the page has settled to the chip showing its verdict, against an empty extension frame's
// insertion to its load on the same page; warm and cold background. Limits, warm: 2.5 times in Chromium, 4 in Firefox.
// The decision is taken as 500 ms (the reader's quiet time) after the page's last change.
import { fileURLToPath } from "node:url";
import { setTimeout as sleep } from "node:timers/promises";
import { start, until } from "../browser/drive.mjs";
import { serve } from "../browser/server.mjs";
import { forget } from "../browser/suite.mjs";
import { browsers, median, option, print, progress, verdict } from "./lib.mjs";

/** @typedef {import("../browser/drive.mjs").Browser} Browser */

const QUIET = 500;
const rounds = option("rounds", 15);
const url = "https://pro.kraken.com/app/made-page/settling";
const site = await serve();

/** In the overlay's frame: when a verdict first shows, on the clock that all pages share; now, if it shows already. */
const VERDICT = `() => new Promise((resolve) => {
  const look = () => {
    if (document.querySelector("[data-verdict]")) resolve(performance.timeOrigin + performance.now());
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  look();
})`;

/** @param {Browser} browser */
async function chipTime(browser, cold = false) {
  await browser.open("about:blank");
  // Else the chip shows the tab's last verdict at once.
  await forget(browser);
  await browser.open(url, "interactive");
  const last = await until("the page's last change", () => browser.run(browser.page, () => Number(document.documentElement.dataset.last ?? 0)), 12_000, 1);
  if (cold) await browser.killBackground();
  const frame = await until("the overlay's frame", () => browser.overlay(), 12_000, 1);
  const shown = await browser.run(frame.context, VERDICT);
  if (shown < last) throw new Error("the chip showed a verdict before the page had settled");
  return shown - last - QUIET;
}

/** @param {Browser} browser */
async function frameTime(browser) {
  await browser.run(browser.page, () => {
    delete document.documentElement.dataset.benchFrame;
    dispatchEvent(new CustomEvent("bench-frame"));
  });
  return until("the empty frame", () => browser.run(browser.page, () => Number(document.documentElement.dataset.benchFrame ?? 0)));
}

/** @type {(string | number)[][]} */
const rows = [];
for (const name of browsers()) {
  const browser = await start(name, { port: site.port, beside: [fileURLToPath(new URL("frame", import.meta.url))] });
  try {
    await chipTime(browser);
    await frameTime(browser);
    /** @type {Record<string, number[]>} */
    const found = { empty: [], warm: [], cold: [], warmRatio: [], coldRatio: [] };
    for (let round = 0; round < rounds; round += 1) {
      progress(`${name}: round ${round + 1} of ${rounds}`);
      let empty = 0;
      let warm = 0;
      // The empty frame is timed on the page that the chip was timed on: before it in every other round.
      if (round % 2) {
        await browser.open(url);
        await sleep(1_500);
        empty = await frameTime(browser);
        warm = await chipTime(browser);
      } else {
        warm = await chipTime(browser);
        await sleep(500);
        empty = await frameTime(browser);
      }
      const cold = await chipTime(browser, true);
      found.empty?.push(empty);
      found.warm?.push(warm);
      found.cold?.push(cold);
      found.warmRatio?.push(warm / empty);
      found.coldRatio?.push(cold / empty);
      await sleep(2_100);
    }
    const limit = name === "chromium" ? 2.5 : 4;
    const ratio = median(found.warmRatio ?? []);
    rows.push([name, median(found.empty ?? []).toFixed(0), median(found.warm ?? []).toFixed(0), ratio.toFixed(2), limit,
      median(found.cold ?? []).toFixed(0), median(found.coldRatio ?? []).toFixed(2), verdict(ratio <= limit)]);
  } finally {
    await browser.quit();
  }
}
progress("");
print(`Settled → verdict on the chip, medians of ${rounds} rounds, milliseconds`,
  ["browser", "empty frame", "chip, warm", "ratio", "limit", "chip, cold", "ratio, cold", ""], rows);
await site.close();
