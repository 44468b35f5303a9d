// What the reader takes from style sheets without asking about each element is what asking would have said.
//   node --test tests/browser/sheets.test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { READER, browser, serve } from "./reader-drive.mjs";

// Each paragraph that is not to be seen says `gone`, each that is says `seen`; all are counted.
const STYLE = `
@import url("data:text/css,.imported{display:none}");
.a{display:none} .b{visibility:hidden} .c{opacity:0} .md\\:d{display:none!important} [data-e=x]{display:none}
#f{display:none} .g > *{display:none} .h{content-visibility:hidden} .list p:nth-child(n+2){display:none}
@media screen{.i{display:none}} @media print{.seen{display:none}} @supports (display:grid){@layer l{.j{opacity:0%}}}
.k{ &.l{display:none} .m{visibility:collapse} } .n{display:var(--n)} .n{--n:none} :is(.o,.oo){display:none}
.p:not(.open){display:none} .q{animation:away 1s forwards paused -1s} @keyframes away{to{opacity:0}} .r ~ .s{opacity:0}
.t{visibility:hidden} .t .back{visibility:visible} .u::before{display:none} .v{opacity:.5} .w{overflow:hidden;height:0}
.x{display:contents} .y .z{display:none} aside{display:none} .A{opacity:calc(1 - 1)} @scope (.B){p{display:none}}`;
const BODY = `<p class="imported">gone</p><p class="a">gone</p><p class="b">gone</p><div class="c"><p>gone</p></div><p class="md:d">gone</p><p data-e="x">gone</p><p id="f">gone</p>
<div class="g"><p>gone</p></div><div class="h"><p>gone</p></div><div class="list"><p>seen</p><p>gone</p></div><p class="i">gone</p><p class="seen">seen</p>
<p class="j">gone</p><div class="k l">gone</div><div class="k"><p class="m">gone</p></div><p class="n">gone</p><p class="oo">gone</p>
<p class="p">gone</p><p class="p open">seen</p><p class="q">gone</p><i class="r"></i><p class="s">gone</p>
<div class="t"><p>gone</p><p class="back">seen</p></div><p class="u">seen</p><p class="v">seen</p><div class="w"><p>gone</p></div>
<div class="x"><p>seen</p></div><div class="y"><div><p class="z">gone</p></div></div><aside><p>gone</p></aside><p class="A">gone</p>
<div class="B"><p>gone</p></div><p style="display:none">gone</p><p style="OPACITY:0">gone</p><div popover>gone</div><p hidden style="display:block">gone</p>
<p class="scripted">gone</p><p class="adopted">gone</p><p class="played">gone</p><x-host><p>gone</p></x-host><p>seen</p>
<script>
document.styleSheets[0].insertRule(".scripted{display:none}", document.styleSheets[0].cssRules.length);
const sheet = new CSSStyleSheet(); sheet.replaceSync(".adopted{display:none}"); document.adoptedStyleSheets = [sheet];
document.querySelector(".played").animate({ opacity: [0, 0] }, { duration: 1, fill: "forwards" });
document.querySelector("x-host").attachShadow({ mode: "open" });
</script>`;
const SCOPED = '<div class="B"><p>gone</p></div>';
/** @param {string} style */
const page = (style) => `<!doctype html><title>Sheets</title><style>${style}</style>${BODY}`;
const RUN = `${READER}
const read = () => { const walk = new preflight.Walk({ mode: "full" }); while (!walk.step(Infinity)) {} return [walk.json(), walk.suspects?.rules.all]; };
const found = read();
preflight.sheets.read = function* () {};
return [...found, ...read()];`;

for (const name of (process.env.BROWSERS ?? "chromium firefox").split(" ")) {
  for (const scoped of [true, false]) {
    test(`${name}: what style sheets hide is not read${scoped ? ", scopes too" : ""}`, { timeout: 60_000 }, async () => {
      const site = await serve(() => scoped ? page(STYLE) : page(STYLE.replace(/@scope.*/, "")).replace(SCOPED, ""),
        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline' data:");
      const driver = await browser(name);
      try {
        await driver.get(site.origin);
        await driver.sleep(300);
        const [read, known, asked, knownThen] = await driver.executeScript(RUN);
        // With a scope everything is asked; without one only what a rule ends in.
        assert.equal(known === 0, !scoped, `asked of all: ${known}`);
        assert.equal(knownThen, null);
        assert.equal(read, asked);
        const texts = JSON.parse(read).nodes.filter((/** @type {string[]} */ node) => node[1] === "t").map((/** @type {string[]} */ node) => node[2]?.trim());
        assert.deepEqual(texts, Array(8).fill("seen"));
      } finally {
        await driver.quit();
        site.close();
      }
    });
  }
}
