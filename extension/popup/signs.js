// @ts-check
// Run once in a page that is not Kraken's, after a click on the icon: whether it asks for a password, and in whose name.
// Title, headings, and the types and names of fields; never what is in a field. The result is a small snapshot
// (docs/snapshot.md) that the popup judges and lets go.
"use strict";

(() => {
  const MOST = 40;
  const LONGEST = 200;
  /** @param {string} selector */
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility()).slice(0, MOST);
  /** @type {unknown[]} */
  const nodes = [];
  for (const heading of seen("h1,h2,h3,[role=heading]")) {
    nodes.push([0, "heading"], [1, "t", (heading.textContent ?? "").replaceAll(/\s+/g, " ").slice(0, LONGEST)]);
  }
  for (const field of seen("input")) {
    const { type, name, id } = /** @type {HTMLInputElement} */ (field);
    nodes.push([0, "textbox", "", "", { y: type, n: (name || id).slice(0, LONGEST) }]);
  }
  const { origin, pathname } = location;
  return JSON.stringify({ v: 1, url: origin + pathname, title: document.title.slice(0, LONGEST), mode: "full", nodes });
})();
