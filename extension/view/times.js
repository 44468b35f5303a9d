// Times in the user's own zone beside UTC. The engine knows no zones: it says "2026-11-22 12:00 UTC".

const UTC = /\b(\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC\b/g;

/** @param {Date} moment @param {string} [zone] */
function day(moment, zone) {
  const year = moment.getUTCFullYear() === new Date().getUTCFullYear() ? undefined : "numeric";
  return moment.toLocaleDateString(undefined, { day: "numeric", month: "short", year, timeZone: zone });
}

/**
 * "22 Nov 13:00 (12:00 UTC)", or where the day is another one "23 Nov 08:00 (22 Nov 23:00 UTC)". In UTC it stays as it is.
 * @param {string} text
 */
export const inZone = (text) =>
  text.replace(UTC, (said, date, time) => {
    const moment = new Date(`${date}T${time}Z`);
    if (Number.isNaN(moment.getTime()) || moment.getTimezoneOffset() === 0) return said;
    const [here, there] = [day(moment), day(moment, "UTC")];
    const local = moment.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
    return `${here} ${local} (${here === there ? "" : `${there} `}${time} UTC)`;
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
