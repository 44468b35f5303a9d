// The build script keeps its promises: plain errors, exact versions, archives with the same bytes.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { dataCopy, dataFiles } from "../build/data.mjs";
import { countsOf } from "../build/results.mjs";
import { zipOf } from "../build/zip.mjs";

const root = join(import.meta.dirname, "..");
const scratch = mkdtempSync(join(tmpdir(), "preflight-build-"));
after(() => rmSync(scratch, { recursive: true, force: true }));

/** @param {string[]} args @param {Record<string, string>} [env] */
const build = (args, env = {}) =>
  spawnSync(join(root, "build.sh"), args, { encoding: "utf8", env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });

/** @param {string} name @param {string} text */
function program(name, text) {
  const path = join(scratch, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

test("--help lists every command the script knows", () => {
  const { stdout, status } = build(["--help"]);
  assert.equal(status, 0);
  const known = [...readFileSync(join(root, "build.sh"), "utf8").matchAll(/^ {4}([a-z]+)\) /gm)].map(([, name]) => name);
  assert.ok(known.includes("package") && known.length >= 8, known.join(" "));
  for (const name of known) {
    if (name !== "build") assert.match(stdout, new RegExp(`^  ${name} `, "m"));
  }
});

test("the extension's copy of the data files is every data file as it stands", () => {
  const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" });
  const data = sources.filter((path) => /\.(txt|tsv)$/.test(path)).map((path) => path.replaceAll("\\", "/"));
  assert.deepEqual(dataFiles().map(({ path }) => path).toSorted(), data.toSorted());
  const parts = dataCopy().split("\f");
  assert.deepEqual([parts[0], parts.at(-1)], ["", "\n"]);
  for (const [index, { name, path }] of dataFiles().entries()) {
    assert.equal(parts[index + 1], `${name}\n${readFileSync(join(root, "src", path), "utf8")}`);
  }
});

test("an unknown command exits 2 with one line", () => {
  const { stdout, stderr, status } = build(["biuld"]);
  assert.equal(status, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /^build\.sh: unknown command `biuld`[^\n]*\n$/);
});

test("an argument too many exits 2 and does nothing", () => {
  const { stderr, status } = build(["package", "chromium"]);
  assert.equal(status, 2);
  assert.match(stderr, /unexpected argument `chromium`/);
});

test("a wasm-bindgen command of another version is refused", () => {
  const other = program("wasm-bindgen", "echo wasm-bindgen 0.2.99");
  const { stderr, status } = build([], { WASM_BINDGEN: other });
  assert.equal(status, 1);
  assert.match(stderr, /^build\.sh: the wasm-bindgen command is 0\.2\.99, Cargo\.lock asks for [\d.]+ /);
});

test("Cargo.toml pins wasm-bindgen exactly", () => {
  assert.match(readFileSync(join(root, "Cargo.toml"), "utf8"), /^wasm-bindgen = (\{ version = )?"=\d+\.\d+\.\d+"/m);
});

test("a toolchain that does not exist is refused", () => {
  const { stderr, status } = build(["lint"], { PREFLIGHT_WASM: "gentoo" });
  assert.equal(status, 1);
  assert.match(stderr, /PREFLIGHT_WASM is `gentoo`/);
});

test("where nothing may be installed, all that is missing is listed at once", () => {
  const bin = join(scratch, "bin");
  mkdirSync(bin);
  const there = ["awk", "bash", "cat", "cut", "date", "dirname", "env", "find", "git", "grep", "head", "id", "mkdir", "rm", "sed", "sleep", "sort", "tail", "tr", "uname"];
  for (const name of there) symlinkSync(execFileSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim(), join(bin, name));
  const { stdout, stderr, status } = spawnSync(join(root, "build.sh"), ["setup"], {
    encoding: "utf8", env: { PATH: bin, HOME: scratch, CI: "true" }, stdio: ["ignore", "pipe", "pipe"],
  });
  assert.equal(status, 1, stdout + stderr);
  assert.match(stderr, /^build\.sh: still missing:\n( {2}\* .+\n)+$/);
  for (const word of ["Rust", "Node", "wasm-bindgen", "Chromium", "Firefox", "geckodriver", "openssl"]) {
    assert.match(stderr, new RegExp(`^ {2}\\* .*${word}`, "m"));
  }
});

test("an archive depends on names and contents only", () => {
  const one = join(scratch, "one");
  const two = join(scratch, "two");
  mkdirSync(join(one, "deep"), { recursive: true });
  for (const [name, text] of [["b.txt", "b".repeat(5000)], ["a.txt", ""], ["deep/ü.txt", "u"]]) {
    writeFileSync(join(one, name ?? ""), text ?? "");
  }
  cpSync(one, two, { recursive: true });
  utimesSync(join(two, "a.txt"), 1, 1);
  chmodSync(join(two, "b.txt"), 0o600);
  assert.ok(zipOf(one).equals(zipOf(two)));
  writeFileSync(join(two, "a.txt"), "x");
  assert.ok(!zipOf(one).equals(zipOf(two)));
});

test("an archive can be opened", () => {
  const folder = join(scratch, "open");
  mkdirSync(join(folder, "deep"), { recursive: true });
  writeFileSync(join(folder, "deep/file.txt"), "hello\n".repeat(1000));
  const archive = join(scratch, "open.zip");
  writeFileSync(archive, zipOf(folder));
  const bytes = readFileSync(archive);
  assert.equal(bytes.readUInt32LE(0), 0x04034b50);
  assert.equal(bytes.readUInt32LE(bytes.length - 22), 0x06054b50);
  assert.equal(bytes.readUInt16LE(bytes.length - 12), 1, "one entry");
  const list = bytes.readUInt32LE(bytes.length - 6);
  assert.equal(bytes.readUInt32LE(list), 0x02014b50);
  assert.equal(bytes.subarray(list + 46, list + 46 + 13).toString(), "deep/file.txt");
});

test("lock files hold no download addresses", () => {
  execFileSync(process.execPath, [join(root, "build/check-locks.mjs")], { stdio: ["ignore", "pipe", "pipe"] });
});

test("ids are fixed and printed", () => {
  const { stdout, status } = build(["id"]);
  assert.equal(status, 0);
  assert.match(stdout, /^chromium [a-p]{32}\nfirefox {2}\S+@\S+\n$/);
});

test("a suite that ran nothing, broke off or skipped counts as failed", () => {
  assert.deepEqual(countsOf("cargo", "", 0), { passed: 0, failed: 1 });
  assert.deepEqual(countsOf("cargo", "error: could not compile", 101), { passed: 0, failed: 1 });
  const twice = "test result: ok. 3 passed; 0 failed; 0 ignored;\ntest result: FAILED. 1 passed; 2 failed; 0 ignored;\n";
  assert.deepEqual(countsOf("cargo", twice, 101), { passed: 4, failed: 2 });
  assert.deepEqual(countsOf("cargo", "test result: ok. 3 passed; 0 failed; 1 ignored;", 0), { passed: 3, failed: 1 });
  assert.deepEqual(countsOf("node", "# pass 5\n# fail 0\n# cancelled 0\n# skipped 2\n# todo 0\n", 0), { passed: 5, failed: 2 });
  assert.deepEqual(countsOf("node", "ok 1 - tests/browser/empty.test.mjs\n# pass 1\n# fail 0\n", 0), { passed: 0, failed: 1 });
  assert.deepEqual(countsOf("node", "# pass 5\n# fail 0\n", 1), { passed: 5, failed: 1 });
  assert.deepEqual(countsOf("once", "", 0), { passed: 1, failed: 0 });
});

test("a failure deep in a long log is told with its whole error", () => {
  const log = join(scratch, "long.log");
  const failure = "    not ok 2 - follows\n      ---\n      error: |-\n        the checklist differs:\n          spot: ready, expected blocked\n      code: 'X'\n      ...\n";
  writeFileSync(log, `${"    ok 1 - fine\n".repeat(50)}${failure}${"    ok 3 - fine\n".repeat(80)}`);
  const script = `root=${scratch}; . "${join(root, "build/common.sh")}"; set -eo pipefail; show_log "${log}"`;
  const told = execFileSync("bash", ["-c", script], { encoding: "utf8" });
  assert.match(told, /not ok 2 - follows\n.*error: \|-\n.*the checklist differs:\n.*spot: ready, expected blocked\n.*…/);
  assert.doesNotMatch(told, /code: 'X'/);
});
