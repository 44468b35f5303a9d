// Mozilla's linter over the Firefox extension: node store-rules.mjs ZIP_OR_FOLDER. No error, no warning.
import { spawnSync } from "node:child_process";
import { root } from "./manifest.mjs";

const linter = `${root}node_modules/addons-linter/bin/addons-linter`;
const { stdout, stderr } = spawnSync(process.execPath, [linter, process.argv[2] ?? "", "--output", "json"], {
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
/** @type {{summary: {errors: number, warnings: number, notices: number}, errors: any[], warnings: any[], notices: any[]}} */
let report;
try {
  report = JSON.parse(stdout);
} catch {
  console.error(`the linter gave no report: ${stderr || stdout}`);
  process.exit(1);
}
for (const { _type, code, message, file, line } of [...report.errors, ...report.warnings, ...report.notices]) {
  console.log(`${_type} ${code}: ${message} (${file ?? "-"}:${line ?? "-"})`);
}
const { errors, warnings, notices } = report.summary;
console.log(`${errors} errors, ${warnings} warnings, ${notices} notices`);
if (errors + warnings > 0) process.exitCode = 1;
