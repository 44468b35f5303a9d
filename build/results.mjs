// Counts tests by a runner's own summary: node results.mjs FORMAT LOG STATUS prints `PASSED FAILED`.
// FORMAT: cargo, node (its TAP), once (the command is one test). A skipped test and a suite without tests count as failed.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** @typedef {{passed: number, failed: number}} Counts */

/** @param {string} log @param {RegExp} pattern one group, a number */
const sum = (log, pattern) => [...log.matchAll(pattern)].reduce((total, [, digits]) => total + Number(digits), 0);

/** @type {Record<string, (log: string) => Counts>} */
const formats = {
  cargo: (log) => ({
    passed: sum(log, /^test result: .*?(\d+) passed/gm),
    failed: sum(log, /^test result: .*?(\d+) failed/gm) + sum(log, /^test result: .*?(\d+) ignored/gm),
  }),
  node: (log) => {
    // A file without any test is itself counted as one that passed.
    const empty = [...log.matchAll(/^ok \d+ - \S+\.test\.mjs$/gm)].length;
    const failed = ["fail", "cancelled", "skipped", "todo"].reduce((total, word) => total + sum(log, new RegExp(`^# ${word} (\\d+)$`, "gm")), 0);
    return { passed: sum(log, /^# pass (\d+)$/gm) - empty, failed: failed + empty };
  },
  once: () => ({ passed: 1, failed: 0 }),
};

/**
 * @param {string} format
 * @param {string} log
 * @param {number} status the runner's exit status
 * @returns {Counts}
 */
export function countsOf(format, log, status) {
  const count = formats[format];
  if (!count) throw new Error(`no format ${format}`);
  if (format === "once") return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = count(log);
  const broken = failed === 0 && (status !== 0 || passed === 0);
  return { passed, failed: broken ? 1 : failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [format = "", path = "", status = "1"] = process.argv.slice(2);
  const { passed, failed } = countsOf(format, readFileSync(path, "utf8"), Number(status));
  console.log(`${passed} ${failed}`);
}
