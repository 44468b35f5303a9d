// Numbers and tables for the browser benches.

/** @param {number[]} numbers */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] ?? NaN : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** The value of `--NAME=VALUE`, or what stands otherwise. @param {string} name @param {number} otherwise */
export function option(name, otherwise) {
  const given = process.argv.find((one) => one.startsWith(`--${name}=`));
  return given ? Number(given.slice(name.length + 3)) : otherwise;
}

/** Which browsers to measure: `--browser=firefox` for one. @returns {import("../browser/tools.mjs").Name[]} */
export function browsers() {
  const given = process.argv.find((one) => one.startsWith("--browser="));
  return given ? [/** @type {import("../browser/tools.mjs").Name} */ (given.slice("--browser=".length))] : ["chromium", "firefox"];
}

/** A table with a line of headings; numbers to the right. @param {string} title @param {string[]} head @param {(string | number)[][]} rows */
export function print(title, head, rows) {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  process.stdout.write(`\n${title}\n`);
  for (const [index, row] of cells.entries()) {
    process.stdout.write(`  ${row.map((cell, column) => (column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join("   ")}\n`);
    if (index === 0) process.stdout.write(`  ${widths.map((width) => "-".repeat(width)).join("   ")}\n`);
  }
}

/** @param {string} line */
export function progress(line) {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${line}`);
}

/** Whether a limit holds, in a word. @param {boolean} holds */
export const verdict = (holds) => {
  if (!holds) process.exitCode = 1;
  return holds ? "ok" : "MISSED";
};
