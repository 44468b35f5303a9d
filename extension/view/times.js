// Times in the user's own zone beside UTC. The engine knows no zones: it says "2026-11-22 12:00 UTC".
"use strict";

const UTC = /(?<!\()\b(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC\b/g;
const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const isUtc = () => new Date().getTimezoneOffset() === 0;

/**
 * "22 Nov 2026, 13:00 (2026-11-22 12:00 UTC)".
 * @param {string} text
 */
export const inZone = (text) =>
  text.replace(UTC, (said, day, time) => {
    const moment = new Date(`${day}T${time}Z`);
    // Where the zone is UTC by then nothing is said twice.
    return Number.isNaN(moment.getTime()) || (isUtc() && moment.getTimezoneOffset() === 0) ? said : `${local.format(moment)} (${said})`;
  });

/**
 * Keeps every such time under the root in the user's zone, whoever draws it.
 * @param {Node} root
 */
export function keepTimes(root) {
  const tell = () => {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const text = node.nodeValue ?? "";
      const told = inZone(text);
      if (told !== text) node.nodeValue = told;
    }
  };
  tell();
  new MutationObserver(tell).observe(root, { childList: true, characterData: true, subtree: true });
}
