// Every practice page gives the checklist that a person who reads it would write.
import { it } from "node:test";
import { expectation, practicePages } from "./server.mjs";
import { everywhere, expectChecklist, forget } from "./suite.mjs";

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
});
