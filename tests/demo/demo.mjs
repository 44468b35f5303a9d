// The main job on the practice site: in a window where there is a display, else as tables and pictures.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { differences, openPopup, readChecklist, tabOf, forget, untilRead } from "../browser/suite.mjs";
import { chromiumArguments, start, until } from "../browser/drive.mjs";
import { chip, setOpen } from "../browser/overlay.mjs";
import { expectation, practicePages, serve, TOP } from "../browser/server.mjs";
import { browserFiles, built, onlyBrandedChrome } from "../browser/tools.mjs";
import { table } from "./table.mjs";

const OUT = join(TOP, "target/demo");
/** Pages that get a picture in both schemes. */
const SHOWN = ["www/deposit", "www/security", "pro/trade-btc-usd", "pro/deposit-dialog"];

/** @typedef {import("../browser/drive.mjs").Browser} Browser */

/** @param {string} line */
const say = (line) => { process.stdout.write(`${line}\n`); };

/** A line that is written over, where somebody watches. @param {string} line */
function progress(line) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${line}`);
  else if (line) process.stderr.write(`${line}\n`);
}

/** With a display: the browser's own window, until it is closed. @param {number} port */
async function inWindow(port) {
  const profile = mkdtempSync(join(tmpdir(), "preflight-demo-"));
  const args = [...chromiumArguments(port, [built("chromium").folder], { headless: false }), `--user-data-dir=${profile}`,
    "https://www.kraken.com/c/funding/deposit", "https://pro.kraken.com/app/trade/btc-usd", "https://www.kraken.com/c/account-settings/security"];
  say("The practice site runs on this machine at Kraken's addresses, for this browser window only:");
  for (const { url } of practicePages()) say(`  ${url}`);
  say("Click the chip at the page's edge, or the extension's button. Close the window to end.");
  const child = spawn(browserFiles("chromium").browser, args, { stdio: "ignore" });
  const stop = () => { child.kill(); };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", resolve);
    });
    if (code) throw new Error(`the browser ended with ${code}`);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The whole report of a tab, as it is stored for the session. @param {Browser} browser @param {number} tab */
function reportOf(browser, tab) {
  return browser.ask(async (/** @type {number} */ id) => {
    const all = /** @type {Record<string, unknown>} */ (await chrome.storage.session.get());
    const key = Object.keys(all).find((name) => name.replace(/\D/g, "") === String(id));
    const value = key && all[key];
    return (typeof value === "string" ? JSON.parse(value) : value)?.report ?? null;
  }, tab);
}

/** @param {Browser} browser @param {string} name @param {string} scheme @param {string} popup */
async function pictures(browser, name, scheme, popup) {
  const file = (/** @type {string} */ what) => join(OUT, `${name.replace("/", "-")}-${what}-${scheme}.png`);
  const { width, height } = await browser.run(popup, () => ({ width: innerWidth, height: innerHeight }));
  await browser.call("browsingContext.setViewport", { context: popup, viewport: { width: 420, height: 600 } });
  writeFileSync(file("popup"), await browser.picture(popup));
  await browser.call("browsingContext.setViewport", { context: popup, viewport: { width, height } });
  await setOpen(browser, true);
  await new Promise((resolve) => { setTimeout(resolve, 400); });
  writeFileSync(file("page"), await browser.picture(browser.page));
}

/** Without one: a table for each page, and pictures. @param {number} port */
async function inTerminal(port) {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  let missing = 0;
  for (const scheme of /** @type {const} */ (["light", "dark"])) {
    const pages = practicePages().filter(({ name }) => scheme === "light" || SHOWN.includes(name));
    const browser = await start("chromium", { port, scheme, size: "1440,1000" });
    try {
      for (const [index, { name, url }] of pages.entries()) {
        progress(`${scheme === "light" ? "reading" : "dark pictures"} ${index + 1} of ${pages.length}: ${url}`);
        await forget(browser);
        await browser.open("about:blank");
        await browser.open(url);
        const tab = await tabOf(browser);
        await untilRead(browser, tab).catch(() => null); // said below
        const popup = await openPopup(browser, tab);
        const expected = expectation(name);
        await until("the checklist", async () => differences(expected, await readChecklist(browser, popup)).length === 0,
          5_000 + (expected.late ?? 0)).catch(() => null);
        if (scheme === "light") {
          const report = await reportOf(browser, tab);
          progress("");
          say(report ? table(url, report) : `${url}\n  no checklist\n`);
          missing += report ? 0 : 1;
        }
        if (SHOWN.includes(name)) {
          await chip(browser);
          await pictures(browser, name, scheme, popup);
        }
        await browser.close(popup);
      }
    } finally {
      await browser.quit();
    }
  }
  progress("");
  say(`Pictures of pages with the overlay open, and of the popup: ${relative(process.cwd(), OUT)}/`);
  if (missing > 0) throw new Error(`${missing} pages got no checklist`);
}

try {
  if (onlyBrandedChrome()) {
    throw new Error("only branded Chrome was found, and it ignores an extension given on its command line. Install Chromium or Chrome for Testing"
      + " (Debian: apt-get install chromium chromium-driver), or load dist/chromium yourself at chrome://extensions.");
  }
  const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY || process.platform === "darwin");
  progress("starting the practice site");
  const site = await serve();
  try {
    await (display ? inWindow(site.port) : inTerminal(site.port));
  } finally {
    await site.close();
  }
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
