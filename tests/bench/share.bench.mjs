// Share of a page's main thread over 60 s on a page with 50 mutations a second: at most 1 %. Chromium, which can tell.
import { setTimeout as sleep } from "node:timers/promises";
import { start } from "../browser/drive.mjs";
import { serve } from "../browser/server.mjs";
import { option, print, progress, verdict } from "./lib.mjs";
import { taskTime, traced } from "./trace.mjs";

const seconds = option("seconds", 60);
const site = await serve();
/** @type {(string | number)[][]} */
const rows = [];
for (const url of [`https://pro.kraken.com/app/made-page/busy?rate=50&elements=${option("elements", 10_000)}`, "https://pro.kraken.com/app/trade/btc-usd"]) {
  /** @type {Record<string, number>} */
  const busy = {};
  let share = { total: NaN, longest: NaN, calls: 0, wall: 1 };
  for (const kind of ["off", "on"]) {
    const browser = await start("chromium", { port: site.port, extension: kind === "on" ? "" : null });
    try {
      progress(`${new URL(url).pathname}, extension ${kind}, ${seconds} s`);
      await browser.open(url);
      await sleep(3_000);
      const before = await taskTime(browser);
      if (kind === "on") share = await traced(browser, () => sleep(seconds * 1000));
      else await sleep(seconds * 1000);
      busy[kind] = await taskTime(browser) - before;
    } finally {
      await browser.quit();
    }
  }
  const percent = (share.total / share.wall) * 100;
  rows.push([new URL(url).pathname.slice(4), `${share.total.toFixed(0)} ms`, `${percent.toFixed(2)} %`, `${share.longest.toFixed(1)} ms`, share.calls,
    `${((busy.off ?? 0) / seconds / 10).toFixed(2)} %`, `${((busy.on ?? 0) / seconds / 10).toFixed(2)} %`, verdict(percent <= 1 && share.calls > 0)]);
}
progress("");
print(`The extension's scripts on the page's main thread over ${seconds} s (limit 1 %)`,
  ["page", "in all", "share", "longest", "calls", "thread, off", "thread, on (traced)", ""], rows);
await site.close();
