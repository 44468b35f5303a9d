// What is no element is passed over, whatever it is called, and labels are found with and without an id.
//   node --test tests/browser/nodes.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { READER, browser, serve } from "./reader-drive.mjs";

const PAGE = `<!doctype html><title>Nodes</title><body><script>
const instruction = (name) => document.createProcessingInstruction(name, "data");
const paragraph = (...nodes) => { const made = document.createElement("p"); made.append(...nodes); document.body.append(made); return made; };
paragraph("one ", instruction("x"), "and", document.createComment("no"), " two");
document.body.append(instruction("DIV"), instruction("script"));
paragraph("three").prepend(instruction("P"));
const bold = document.createElement("b");
bold.append("bold");
paragraph(instruction("span"), bold, " ", instruction("b"));
</script>
<label>Around <input type="checkbox"></label>
<label>Outer <label>Inner</label> <button></button></label>
<button id="pointed"></button><label for="pointed">Pointed</label>
<label>Lost <i>words</i><p>in</p>it<img alt="all"><textarea></textarea></label>`;
const RUN = `${READER}\nconst walk = new preflight.Walk({ mode: "full" }); while (!walk.step(Infinity)) {} return walk.json();`;

for (const name of (process.env.BROWSERS ?? "chromium firefox").split(" ")) {
  test(`${name}: instructions and comments are passed over, labels are found`, { timeout: 60_000 }, async () => {
    const site = await serve(() => PAGE, "default-src 'none'; script-src 'unsafe-inline'");
    const driver = await browser(name);
    try {
      await driver.get(site.origin);
      const { nodes } = JSON.parse(await driver.executeScript(RUN));
      const texts = nodes.filter((/** @type {string[]} */ node) => node[1] === "t").map((/** @type {string[]} */ node) => node[2]);
      assert.deepEqual(texts.slice(0, 3), ["one and two", "three", "bold"]);
      const named = nodes.filter((/** @type {{n?: string}[]} */ node) => node[4]?.n).map((/** @type {any[]} */ node) => [node[1], node[4].n]);
      assert.deepEqual(named, [["checkbox", "Around"], ["button", "Outer Inner"], ["button", "Pointed"], ["img", "all"], ["textbox", "Lost words in itall"]]);
    } finally {
      await driver.quit();
      site.close();
    }
  });
}
