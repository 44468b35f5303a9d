// Pages that change under the reader: routes, dialogs, late content, switches; and a background that is killed in between.
import assert from "node:assert/strict";
import { it } from "node:test";
import { expectation } from "./server.mjs";
import { until } from "./drive.mjs";
import { everywhere, expectChecklist, forget, openPopup, readChecklist, tabOf } from "./suite.mjs";

const HOME = "https://pro.kraken.com/app/home";

/**
 * What a page is expected to show after another one, which may have been read a last time after all was forgotten.
 * @param {string} name @param {string} before
 */
const knowing = (name, before) => ({ ...expectation(name), later: expectation(before).items });

everywhere("a page that moves", (world) => {
  it("is read again after a client-side change of route", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(HOME);
    await expectChecklist(browser, expectation("pro/home"));
    await forget(browser);
    await browser.click(browser.page, "[data-go='/app/trade/btc-usd']");
    assert.equal(await browser.run(browser.page, () => location.pathname), "/app/trade/btc-usd");
    await expectChecklist(browser, knowing("pro/trade-btc-usd", "pro/home"));
  });

  it("is read again when a dialog opens over it, and when that closes", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(HOME);
    await expectChecklist(browser, expectation("pro/home"));
    await browser.click(browser.page, "[data-open-dialog]");
    await expectChecklist(browser, expectation("pro/deposit-dialog"));
    await forget(browser);
    await browser.click(browser.page, "[data-close-dialog]");
    await expectChecklist(browser, knowing("pro/home", "pro/deposit-dialog"));
  });

  it("is read again when its content arrives seven seconds after load", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open("https://pro.kraken.com/app/portfolio");
    const popup = await openPopup(browser, await tabOf(browser));
    const early = await until("a first checklist", () => readChecklist(browser, popup));
    assert.equal(early.items["capability.futures"]?.state, "unknown", "nothing is on the page yet");
    await expectChecklist(browser, expectation("pro/portfolio"), { popup, limit: 14_000 });
    await browser.close(popup);
  });

  it("is read although the background was killed between two pages, and keeps what it knew", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open("https://www.kraken.com/c/earn");
    await expectChecklist(browser, expectation("www/earn"));
    await browser.killBackground();
    await until("the background to stop", async () => !(await browser.backgroundRuns()));
    await browser.open("https://pro.kraken.com/app/trade/btc-usd");
    const expected = expectation("pro/trade-btc-usd");
    expected.items["capability.staking"] = { state: "blocked", reason: "region" };
    await expectChecklist(browser, expected);
  });

  it("answers a message that wakes a killed background on the same page", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open("https://pro.kraken.com/app/made-page/turning");
    await expectChecklist(browser, { items: { "capability.spot": { state: "ready" } } });
    await browser.killBackground();
    await until("the background to stop", async () => !(await browser.backgroundRuns()));
    await browser.click(browser.page, "#turn");
    await expectChecklist(browser, { items: { "capability.spot": { state: "blocked", reason: "maintenance" } }, not: { "operations.exchange": ["ready"] } });
  });
});
