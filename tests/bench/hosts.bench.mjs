// The host check beside two others: eth-phishing-detect (npm) with its fuzzy check only, both its lists off, and dnstwist (PyPI)
// as a generator of names. What each recognises, and what a host costs; limit: 3 times the peer's cost, on the same list, in turns.
// `--list=FILE` takes another list of hosts: a table with a header that has `host`, perhaps `class`, `family` and `doubtful`, or
// plain lines. Hosts that contain the name are counted by whether a telling word stands beside it, by a list of the bench's own.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { TOP } from "../browser/server.mjs";
import { median, option, print, progress, verdict } from "./lib.mjs";

const LIMIT = 3;
const DNSTWIST = "20250130";
const ROUNDS = option("rounds", 9);

/** Families of fewer hosts are not worth a line. */
const SMALLEST_FAMILY = 5;

/** What tells that a host wants a Kraken customer: not the check's own list, so that the check is not measured by itself. */
const TELLING = /log[io]|sign|auth|acc(?:ount|ess|es)|support|help|verif|secur|wallet|stak|airdrop|token|invest|exch|(?:^|[.-])ex|ex[a-z]{0,2}\d*$|trad|www|2fa|\d{3}|pay|coin|crypto|btc|claim|reward|bonus|vip|otc/i;

/** @typedef {{host: string, kind: string, family?: string}} Named */

/** @param {string} file @returns {Named[]} */
function hostsOf(file) {
  const rows = readFileSync(file, "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t"));
  const head = rows[0]?.includes("host") ? rows.shift() : undefined;
  const at = (/** @type {string} */ name) => head?.indexOf(name) ?? -1;
  return rows.filter((row) => row[at("doubtful")] !== "1").map((row) => (head
    ? { host: row[at("host")] ?? "", kind: row[at("class")] ?? row[at("kind")] ?? "all", family: row[at("family")] ?? "" }
    : { host: row.at(-1) ?? "", kind: row.length > 1 ? row[0] ?? "all" : "all" }));
}

/** The names that dnstwist makes of kraken.com, with the trick each is made by. @returns {Named[]} */
function permutations() {
  const venv = join(TOP, "target/preflight/dnstwist");
  const python = join(venv, "bin/python");
  if (!existsSync(python)) {
    execFileSync("python3", ["-m", "venv", venv]);
    execFileSync(python, ["-m", "pip", "--quiet", "install", `dnstwist==${DNSTWIST}`], { stdio: ["ignore", "ignore", "inherit"] });
  }
  const script = 'import dnstwist; f = dnstwist.Fuzzer("kraken.com"); f.generate(); print("\\n".join(x["fuzzer"] + "\\t" + x["domain"] for x in f.permutations()))';
  const lines = execFileSync(python, ["-c", script], { encoding: "utf8" }).trim().split("\n").map((line) => line.split("\t"));
  return lines.map(([kind = "", host = ""]) => ({ kind, host })).filter(({ kind }) => kind !== "*original");
}

/** The package has no types. @type {any} */
const load = createRequire(import.meta.url);
const Detector = load("eth-phishing-detect/src/detector");
const { tolerance } = load("eth-phishing-detect/src/config.json");
const peer = new Detector({ whitelist: [], blacklist: [], fuzzylist: ["kraken.com"], tolerance });
/** @param {string} host @returns {boolean} */
const peerSays = (host) => peer.check(host).result;

execFileSync("cargo", ["build", "--quiet", "--locked", "--release", "--bin", "preflight", "--example", "hosts_score"], { cwd: TOP, stdio: "inherit" });
const release = join(process.env.CARGO_TARGET_DIR ?? join(TOP, "target"), "release");

/** The hosts that our check calls lookalikes. @param {Named[]} named @returns {Set<string>} */
function ours(named) {
  const input = named.map(({ host }) => host).join("\n");
  const lines = execFileSync(join(release, "preflight"), ["host"], { input, encoding: "utf8", maxBuffer: 1 << 28 }).trim().split("\n");
  return new Set(lines.map((line) => JSON.parse(line)).filter((one) => one.verdict === "lookalike").map((one) => one.host));
}

/** The groups that a host is counted in. @param {Named} named @returns {Set<string>} */
function groups({ host, kind, family }) {
  const rest = host.replace(/\.[^.]*$/, "").replace("kraken", "");
  const told = kind === "contains" ? [`contains, ${TELLING.test(rest) ? "telling word" : "no telling word"}`] : [];
  return new Set(["all", kind, ...told, ...(family ? [`family ${family}`] : [])]);
}

/** @param {string} title @param {Named[]} named */
function compare(title, named) {
  const found = ours(named);
  /** @type {Map<string, {all: number, ours: number, peer: number}>} */
  const table = new Map();
  for (const one of named) {
    const { host } = one;
    for (const group of groups(one)) {
      const row = table.get(group) ?? { all: 0, ours: 0, peer: 0 };
      table.set(group, row);
      row.all += 1;
      row.ours += Number(found.has(host));
      row.peer += Number(peerSays(host));
    }
  }
  const share = (/** @type {number} */ some, /** @type {number} */ all) => `${((100 * some) / all).toFixed(1)} %`;
  print(title, ["kind", "hosts", "Preflight", "eth-phishing-detect"],
    [...table].filter(([kind, { all }]) => !kind.startsWith("family") || all >= SMALLEST_FAMILY).sort().map(([kind, row]) => [kind, row.all, share(row.ours, row.all), share(row.peer, row.all)]));
}

/** Microseconds a host of ours, in a loop of its own. @param {string} file plain lines */
function ourCost(file) {
  const { stdout } = spawnSync(join(release, "examples/hosts_score"), [file, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  return Number(stdout.match(/([\d.]+) microseconds a host/)?.[1]);
}

/** The same of the peer. @param {string[]} hosts */
function peerCost(hosts) {
  const rounds = 1 + Math.floor(50_000 / hosts.length);
  const from = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const host of hosts) peerSays(host);
  return ((performance.now() - from) * 1_000) / (rounds * hosts.length);
}

/** @param {string} title @param {string} file */
function costs(title, file) {
  const hosts = hostsOf(file).map(({ host }) => host);
  const plain = join(TOP, "target/preflight/hosts.txt");
  writeFileSync(plain, hosts.join("\n"));
  /** @type {number[][]} */
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    progress(`cost on ${title}, ${round + 1} of ${ROUNDS}`);
    rounds.push(round % 2 ? [peerCost(hosts), ourCost(plain)].reverse() : [ourCost(plain), peerCost(hosts)]);
  }
  progress("");
  const [mine, theirs] = [0, 1].map((at) => median(rounds.map((one) => one[at] ?? NaN)));
  const ratio = median(rounds.map(([one = NaN, other = NaN]) => one / other));
  return [title, (mine ?? NaN).toFixed(2), (theirs ?? NaN).toFixed(2), ratio.toFixed(2), verdict(ratio <= LIMIT)];
}

const given = process.argv.filter((one) => one.startsWith("--list=")).map((one) => one.slice("--list=".length));
const lists = given.length > 0 ? given : ["lookalike.tsv", "honest.tsv"].map((name) => join(TOP, "tests/hosts", name));
for (const file of lists) compare(`called lookalikes, of ${file.split("/").at(-1)}`, hostsOf(file));
compare("called lookalikes, of dnstwist's permutations of kraken.com", permutations());
print(`microseconds a host, median of ${ROUNDS} rounds in turns`, ["list", "Preflight", "eth-phishing-detect", "ratio", `limit ${LIMIT}`],
  lists.map((file) => costs(file.split("/").at(-1) ?? file, file)));
