// Every practice page gives the checklist that a person who reads it would write.
import assert from "node:assert/strict";
import { it } from "node:test";
import { until } from "./drive.mjs";
import { expectation, practicePages } from "./server.mjs";
import { everywhere, expectChecklist, forget, openPopup, tabOf, untilRead } from "./suite.mjs";

everywhere("practice page", (world) => {
  for (const { name, url } of practicePages()) {
    it(name, async () => {
      const { browser } = world;
      await forget(browser);
      await browser.open("about:blank");
      await browser.open(url);
      await expectChecklist(browser, expectation(name));
    });
  }

  // The module is built without Rust's debug formatting, which would leave a hole in the sentence, and only there.
  it("names the level that was read", async () => {
    const { browser } = world;
    await browser.open("https://www.kraken.com/c/funding/deposit");
    const tab = await tabOf(browser);
    await untilRead(browser, tab);
    const popup = await openPopup(browser, tab);
    const line = await until("the level", () => browser.run(popup, () => document.querySelector('[data-item="verification.level"]')?.textContent));
    assert.match(line, /The account is verified to Express\./);
    await browser.close(popup);
  });
});
