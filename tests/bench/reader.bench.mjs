// What a whole reading (walk and JSON) costs, as a multiple of `document.body.innerText` on the same clean layout,
// measured inside a real content script. Prints medians of the rounds' ratios; absolute times mean nothing here.
//   node tests/bench/reader.bench.mjs [chromium|firefox]...
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FILES, ROOT, browser, serve } from "../browser/reader-drive.mjs";

const ROUNDS = 21;
const SIZES = [10_000, 50_000];

const WORDS = "Apple pear plum cherry Available balance fig Order quince Price history Total fee Your market rewards are paid weekly".split(" ");
/** @param {number} index */
const word = (index) => WORDS[index % WORDS.length];
/** @param {number} index @param {number} count */
const words = (index, count) => Array.from({ length: count }, (_, at) => word(index + at * 7)).join(" ");

/** A page like a trading page: navigation, cards, tables, forms, rows. @param {number} elements */
export function page(elements) {
  /** @type {string[]} */
  const out = [];
  let count = 60;
  /** @param {string} html */
  const add = (html) => {
    out.push(html);
    count += html.match(/<[a-z]/g)?.length ?? 0;
  };
  add(`<header class="flex items-center"><nav aria-label="Main"><ul>${Array.from({ length: 12 }, (_, at) => `<li class="item"><a class="link" href="/app/${word(at)}">${word(at)}</a></li>`).join("")}</ul></nav></header>`);
  for (let index = 0; count < elements; index++) {
    switch (index % 5) {
      case 0:
        add(`
<section class="card p-4">
  <h2 class="text-lg">${words(index, 3)}</h2>
  <p class="text-sm muted">${words(index, 14)} <b>${word(index)}</b> ${words(index + 3, 5)}.</p>
  <div class="flex gap-2">
    <button type="button" class="btn" ${index % 3 ? "" : "disabled"}><svg class="icon" viewBox="0 0 9 9"><path d="M0 0h9v9"/></svg><span>${words(index, 2)}</span></button>
    <button class="btn" role="switch" aria-checked="${index % 2 === 0}" aria-label="${words(index, 2)}"></button>
    <label class="field">${word(index)} <input class="input" type="text" placeholder="Amount"></label>
  </div>
</section>`);
        break;
      case 1:
        add(`<div class="scroll"><table class="w-full"><thead><tr><th class="th">Pair</th><th>Price</th><th>Volume</th></tr></thead><tbody>${
          Array.from({ length: 12 }, (_, at) => `<tr class="row"><td class="td"><span class="sym">${word(index + at)}</span></td><td class="td num">${(index * 37.13 + at).toFixed(2)}</td><td class="td num">${index * at}</td></tr>`).join("\n")}</tbody></table></div>`);
        break;
      case 2:
        add(`<ul class="list">${Array.from({ length: 8 }, (_, at) => `<li class="item"><a class="link" href="/app/${word(at)}/${at}"><span class="name">${words(index + at, 3)}</span></a> <span class="sub">${words(at, 4)}</span></li>`).join("\n")}</ul>`);
        break;
      case 3:
        add(`<div class="menu closed"><ul>${Array.from({ length: 6 }, (_, at) => `<li><a href="/x/${at}">${words(at, 2)}</a></li>`).join("")}</ul></div>`);
        break;
      default:
        for (let at = 0; at < 6; at++) {
          add(`
<div class="row flex" data-testid="row-${index}-${at}">
  <div class="left"><span class="name">${words(index + at, 2)}</span><span class="sub">${words(at, 4)}</span></div>
  <div class="right"><div class="amount"><span class="value">${(index * 1.37).toFixed(4)}</span> <span class="unit">${word(at)}</span></div></div>
</div>`);
        }
    }
  }
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title><style>
.flex{display:flex} .card{padding:8px;border:1px solid #ccc;overflow:hidden} .closed{display:none} .row{padding:2px} .btn{padding:4px} .scroll{overflow:auto} .left{display:flex;flex-direction:column}
</style></head><body><main class="grid">${out.join("\n")}</main></body></html>`;
}

const BENCH = `
(async () => {
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  await wait(1000);
  let slice = 0;
  const reading = () => { const walk = new preflight.Walk({ mode: "full" }); while (!walk.step(performance.now() + 8)) {} return walk.json().length; };
  const text = () => document.body.innerText.length;
  const time = (act) => { document.body.getBoundingClientRect(); const from = performance.now(); act(); return performance.now() - from; };
  const rounds = [];
  for (let round = 0; round < ${ROUNDS}; round++) {
    const [a, b] = round % 2 ? [time(reading), time(text)] : [time(text), time(reading)].reverse();
    rounds.push([a, b]);
    await wait(30);
  }
  { let from = performance.now(); const cut = () => { slice = Math.max(slice, performance.now() - from); };
    const walk = new preflight.Walk({ mode: "full" }); cut();
    for (let done = false; !done;) { await wait(0); from = performance.now(); done = walk.step(from + 8); cut(); }
    await wait(0); from = performance.now(); walk.json(); cut(); }
  const json = new preflight.Walk({ mode: "full" }); while (!json.step(Infinity)) {}
  document.documentElement.dataset.bench = JSON.stringify({ rounds, slice, elements: document.getElementsByTagName("*").length, nodes: JSON.parse(json.json()).nodes.length, chars: json.json().length });
})();`;

/** @param {number[]} values @returns {number} */
const median = (values) => [...values].sort((one, other) => one - other)[values.length >> 1] ?? NaN;

if (import.meta.url === `file://${process.argv[1]}`) {
  const folder = mkdtempSync(join(tmpdir(), "preflight-bench-"));
  cpSync(join(ROOT, "extension/reader"), folder, { recursive: true });
  writeFileSync(join(folder, "bench.js"), BENCH);
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({
    manifest_version: 3, name: "bench", version: "1", browser_specific_settings: { gecko: { id: "bench@preflight.example" } },
    content_scripts: [{ matches: ["http://127.0.0.1/*"], js: [...FILES.map((name) => `${name}.js`), "bench.js"] }],
  }));
  const site = await serve((path) => SIZES.includes(Number(path.slice(1))) ? page(Number(path.slice(1))) : null);
  for (const name of process.argv.length > 2 ? process.argv.slice(2) : ["chromium", "firefox"]) {
    const driver = await browser(name, { extension: folder });
    try {
      for (const size of SIZES) {
        await driver.get(`${site.origin}/${size}`);
        const found = await driver.wait(() => driver.executeScript("return document.documentElement.dataset.bench"), 120_000);
        /** @type {{rounds: [number, number][], slice: number, elements: number, nodes: number, chars: number}} */
        const { rounds, slice, elements, nodes, chars } = JSON.parse(found);
        const ratio = median(rounds.map(([reading, text]) => reading / text));
        const [reading, text] = /** @type {const} */ ([0, 1]).map((at) => median(rounds.map((round) => round[at])).toFixed(1));
        console.log(`${name} ${elements} elements, ${nodes} nodes, ${chars} characters: ${ratio.toFixed(2)} x innerText (${reading} / ${text} ms), longest slice ${slice.toFixed(1)} ms`);
      }
    } finally {
      await driver.quit();
    }
  }
  site.close();
  rmSync(folder, { recursive: true });
}
