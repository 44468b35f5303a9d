// A report as a table for the terminal: what is known, in words, the verdict on top.

/**
 * @typedef {{source: string, quote: string}} Evidence
 * @typedef {{id: string, state: string, reason: string | null, title: string, summary: string, evidence: Evidence[]}} Item
 * @typedef {{verdict: string, headline?: string, plan: string, items: Item[]}} Report
 */

/** @type {Record<string, [string, string, string]>} sign, word, colour */
const STATES = {
  blocked: ["✕", "blocked", "31"], attention: ["!", "attention", "33"], ready: ["✓", "ready", "32"], unknown: ["?", "unknown", "90"],
};
const ORDER = ["blocked", "attention", "ready"];
const colours = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;

/** @param {string} text @param {string} code */
const paint = (text, code) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);

/** @param {string} text @param {number} width */
const fit = (text, width) => (text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`);

/** @param {string} url @param {Report} report @param {number} [columns] */
export function table(url, report, columns = process.stdout.columns || 120) {
  const lines = [paint(url, "1")];
  const [sign = "?", , colour = "90"] = STATES[report.verdict] ?? [];
  lines.push(`  ${paint(`${sign} ${report.verdict}`, colour)} for ${report.plan}: ${report.headline ?? ""}`);
  const known = report.items.filter(({ state }) => ORDER.includes(state))
    .sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  for (const { state, reason, title, summary, evidence } of known) {
    const [mark = "", word = "", code = ""] = STATES[state] ?? [];
    const quote = evidence.find(({ source }) => source === "page")?.quote;
    const rest = fit(quote ? `“${quote}”` : summary, Math.max(20, columns - 64)).trimEnd();
    lines.push(`    ${paint(`${mark} ${fit(word, 10)}`, code)} ${fit(title, 26)} ${fit((reason ?? "").replaceAll("_", " "), 20)} ${rest}`);
  }
  const unread = report.items.filter(({ state }) => state === "unknown").length;
  lines.push(paint(`    ? ${unread} more not known from this page`, "90"), "");
  return lines.join("\n");
}
