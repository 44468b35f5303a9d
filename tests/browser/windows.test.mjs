// Popup and overlay: the same list in both; the popup at once, the overlay by mouse and keyboard.
import assert from "node:assert/strict";
import { it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { expectation } from "./server.mjs";
import { until } from "./drive.mjs";
import { chip, fitting, isOpen, isShown, setOpen, sizeOf, TOGGLE } from "./overlay.mjs";
import { everywhere, expectChecklist, forget, openPopup, readChecklist, tabOf } from "./suite.mjs";

const TRADE = "https://pro.kraken.com/app/trade/btc-usd";
const EARN = "https://www.kraken.com/c/earn";
const [ENTER, ESCAPE, TAB] = ["\uE007", "\uE00C", "\uE004"];

everywhere("the popup", (world) => {
  it("opens at once with the last report, though the background is asleep", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(EARN);
    const tab = await tabOf(browser);
    const known = await expectChecklist(browser, expectation("www/earn"));
    await browser.killBackground();
    await until("the background to stop", async () => !(await browser.backgroundRuns()));
    const popup = await openPopup(browser, tab);
    const shown = await until("the last report", () => readChecklist(browser, popup), 2_000);
    assert.deepEqual(shown, known);
    const took = await browser.run(popup, () => Math.round(performance.now()));
    assert.ok(took < 2_500, `${took} ms`);
    await browser.close(popup);
  });

  it("follows the page while it stays open", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open("https://pro.kraken.com/app/made-page/turning");
    const popup = await openPopup(browser, await tabOf(browser));
    await expectChecklist(browser, { items: { "capability.spot": { state: "ready" } } }, { popup });
    await browser.click(browser.page, "#turn");
    await expectChecklist(browser, { items: { "capability.spot": { state: "blocked", reason: "maintenance" } }, not: { "operations.exchange": ["ready"] } }, { popup });
    await browser.close(popup);
  });

  it("lists every item once", async () => {
    const { browser } = world;
    await browser.open(EARN);
    const popup = await openPopup(browser, await tabOf(browser));
    await until("a checklist", () => readChecklist(browser, popup));
    const ids = await browser.run(popup, () => [...document.querySelectorAll("[data-item]")].map((one) => /** @type {HTMLElement} */ (one).dataset.item));
    assert.equal(ids.length, 33);
    assert.equal(new Set(ids).size, 33);
    await browser.close(popup);
  });
});

everywhere("the overlay", (world) => {
  it("is a chip first, and opens and closes by mouse", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(TRADE);
    const frame = await chip(browser);
    assert.equal(await isOpen(browser, frame), false);
    const small = await until("the frame to fit the chip", () => fitting(browser, frame));
    await setOpen(browser, true);
    await until("the frame to grow", async () => (await sizeOf(browser, frame)).height > small.height * 2);
    await setOpen(browser, false);
    await until("the frame to shrink", async () => (await sizeOf(browser, frame)).height === small.height);
  });

  it("shows what the popup shows", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(EARN);
    const inPopup = await expectChecklist(browser, expectation("www/earn"));
    const frame = await setOpen(browser, true);
    assert.deepEqual(await readChecklist(browser, frame), inPopup);
    await setOpen(browser, false);
  });

  it("opens and closes by keyboard", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(TRADE);
    const frame = await chip(browser);
    const reached = () => browser.run(frame, (/** @type {string} */ toggle) => document.hasFocus() && document.activeElement === document.querySelector(toggle), TOGGLE);
    await browser.call("browsingContext.activate", { context: browser.page });
    await until("the tabulator key to reach the chip", async () => {
      await browser.press(browser.page, TAB);
      return reached();
    });
    await browser.press(frame, ENTER);
    await until("the overlay to be open", () => isOpen(browser, frame));
    await browser.press(frame, TAB);
    await browser.press(frame, ESCAPE);
    await until("the overlay to be closed", async () => !(await isOpen(browser, frame)));
    assert.equal(await reached(), true, "focus is back on the chip");
  });

  it("remembers that it was open", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(TRADE);
    await setOpen(browser, true);
    await sleep(300);
    await browser.killBackground();
    await browser.open(EARN);
    assert.equal(await isOpen(browser, await chip(browser)), true);
    await setOpen(browser, false);
    await sleep(300);
    await browser.open(TRADE);
    assert.equal(await isOpen(browser, await chip(browser)), false);
  });

  it("can be hidden for the tab, and only for that", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(TRADE);
    await setOpen(browser, true);
    const frame = await chip(browser);
    const gone = async () => !(await isShown(browser));
    assert.equal(await gone(), false, "it is there");
    await browser.run(frame, () => {
      const hide = [...document.querySelectorAll("button")].find((one) => /hide/i.test(one.textContent + (one.title ?? "") + (one.ariaLabel ?? "")));
      if (!hide) throw new Error("no button hides it");
      setTimeout(() => hide.click()); // the frame may be gone before this could answer
    });
    await until("the overlay to be gone", gone);
    await browser.open(EARN);
    const known = { "capability.spot": { state: "ready" }, "capability.margin": { state: "blocked", reason: "unstated" } };
    const expected = expectation("www/earn");
    await expectChecklist(browser, { ...expected, items: { ...expected.items, ...known }, verdict: undefined });
    await until("the overlay to stay hidden on the next page", gone);
    const other = await browser.window(TRADE);
    const here = browser.page;
    browser.page = other;
    await chip(browser);
    browser.page = here;
    await browser.close(other);
  });

  it("speaks up when something required turns off", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open("https://pro.kraken.com/app/made-page/turning");
    const frame = await chip(browser);
    await until("spot to be ready", () => browser.run(frame, () => document.querySelector("[data-verdict]")?.getAttribute("data-verdict") === "ready"));
    const before = await browser.run(frame, () => document.body.innerText);
    await browser.click(browser.page, "#turn");
    await until("a warning", () => browser.run(frame, (/** @type {string} */ old) =>
      document.querySelector("[data-verdict]")?.getAttribute("data-verdict") === "blocked"
      && [...document.querySelectorAll("[role=alert], [role=status], [aria-live]")].some((one) => /spot/i.test(one.textContent ?? ""))
      && document.body.innerText !== old, before));
  });
});
