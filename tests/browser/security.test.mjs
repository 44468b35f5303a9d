// Protection in the popup, and what the overlay warns of before it is too late.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./drive.mjs";
import { chip } from "./overlay.mjs";
import { everywhere, forget, openPopup, tabOf, untilRead } from "./suite.mjs";

/** @typedef {import("./drive.mjs").Browser} Browser */

const SECURITY = "https://www.kraken.com/c/account-settings/security";
const DEPOSIT = "https://www.kraken.com/c/funding/deposit";
const DIALOG = "https://pro.kraken.com/app/settings/api#dialog/add-spot-api-key";

/** What the overlay speaks up about. @param {Browser} browser @returns {Promise<string>} */
const spoken = async (browser) => browser.run(await chip(browser), () => document.querySelector("#live")?.textContent ?? "");

everywhere("protection", (world) => {
  it("is drawn in layers, with the next thing to do and what it costs", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(SECURITY);
    const tab = await tabOf(browser);
    await untilRead(browser, tab);
    const popup = await openPopup(browser, tab);
    const layers = await until("the layers", async () => {
      /** @type {[string, string][]} */
      const found = await browser.run(popup, () => [...document.querySelectorAll("[data-layer]")].map((one) =>
        [one.getAttribute("data-layer"), one.getAttribute("data-look")]));
      return found.length === 5 && found;
    });
    assert.deepEqual(layers, [["lock", "attention"], ["master_key", "unknown"], ["funding", "attention"], ["sign_in", "ready"], ["password", "ready"]]);
    const advice = await browser.run(popup, () => /** @type {HTMLElement} */ (document.querySelector("section.advice")).innerText);
    for (const part of [/Switch on 2FA for funding/, /Why: /, /Costs: /, /Where: /, /support\.kraken\.com.*as of 20\d\d-\d\d-\d\d/]) assert.match(advice, part);
    await browser.close(popup);
  });

  it("is remembered on a deposit page, where the overlay warns of it", async () => {
    const { browser } = world;
    await browser.open(DEPOSIT);
    await until("a warning", async () => /2FA for funding/.test(await spoken(browser)));
  });
});

everywhere("a key in the making", (world) => {
  it("is warned of as soon as a right to withdraw is ticked, and not when it is not", async () => {
    const { browser } = world;
    await forget(browser);
    await browser.open(DIALOG);
    const frame = await chip(browser);
    const tick = () => browser.run(browser.page, () => {
      const label = [...document.querySelectorAll("label")].find((one) => one.textContent?.trim() === "Withdraw");
      /** @type {HTMLElement} */ (label?.querySelector("input") ?? label)?.click();
    });
    await until("a warning", async () => /move your money out/.test(await spoken(browser)));
    await tick();
    await until("the warning to go", async () => await spoken(browser) === "");
    const from = Date.now();
    await tick();
    await until("the warning", async () => /move your money out/.test(await spoken(browser)));
    assert.ok(Date.now() - from < 4_000, `${Date.now() - from} ms`);
    await browser.run(frame, () => /** @type {HTMLElement} */ (document.querySelector("[data-act=dismiss]")).click());
    await until("it to be put away", async () => await spoken(browser) === "");
  });
});
