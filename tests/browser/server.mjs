// Serves the practice site at Kraken's three hosts, and pages made up for tests, over TLS on the loopback.
// Browsers are told to find the hosts here; nothing outside this machine is touched.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { madePage } from "./made.mjs";

export const TOP = fileURLToPath(new URL("../../", import.meta.url));
const SITE = join(TOP, "www");
const MADE = fileURLToPath(new URL("made/", import.meta.url));

/** The hosts that stand in for Kraken's, and one that is nobody's. */
export const HOSTS = ["www.kraken.com", "pro.kraken.com", "id.kraken.com"];
export const FOREIGN = "example.test";
/** The hosts of Kraken's public status. */
export const STATUS_HOSTS = ["api.kraken.com", "status.kraken.com"];

/** The strictest policy a page can send and still have a style and a script. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png",
};

/**
 * @typedef {{host: string, path: string, at: number}} Seen a request that arrived
 * @typedef {{name: string, file: string, url: string}} Practice one practice page
 * @typedef {{port: number, seen: Seen[], bodies: Map<string, string>, close: () => Promise<void>}} Served `bodies`: what the hosts
 *   of Kraken's status answer, by path
 */

/** The practice pages, in the order in which they are shown. @returns {Practice[]} */
export function practicePages() {
  return JSON.parse(readFileSync(join(SITE, "practice/pages.json"), "utf8"));
}

/** What a practice page is expected to give. @param {string} name */
export function expectation(name) {
  return JSON.parse(readFileSync(join(SITE, "practice", `${name}.json`), "utf8"));
}

/** A key and a certificate that signs itself, made for this run alone. */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), "preflight-cert-"));
  const key = join(folder, "key.pem");
  const cert = join(folder, "cert.pem");
  const names = [...HOSTS, ...STATUS_HOSTS, FOREIGN].map((host) => `DNS:${host}`).join(",");
  try {
    execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=Preflight practice site", "-addext", `subjectAltName=${names}`, "-keyout", key, "-out", cert],
    { stdio: ["ignore", "ignore", "pipe"] });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new Error(missing
      ? "openssl is not installed; it makes the practice site's temporary certificate (Debian: apt-get install openssl)"
      : `openssl could not make a certificate: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The file that answers, or null.
 * @param {string} host @param {string} path @param {Map<string, string>} pages
 */
function fileFor(host, path, pages) {
  if (path.startsWith("/made/") || path.startsWith("/practice/")) {
    const base = path.startsWith("/made/") ? MADE : SITE;
    const file = normalize(join(base, path.startsWith("/made/") ? path.slice("/made/".length) : path));
    return file.startsWith(join(base, sep)) ? file : null;
  }
  const page = pages.get(`${host}${path}`) ?? (host === "pro.kraken.com" && path.startsWith("/app/") ? "pro/app.html" : undefined);
  return page ? join(SITE, "practice", page) : null;
}

/**
 * Starts the server on a free port of the loopback.
 * @param {{port?: number, onRequest?: (seen: Seen) => void}} [options]
 * @returns {Promise<Served>}
 */
export async function serve({ port = 0, onRequest } = {}) {
  const pages = new Map(practicePages().map(({ file, url }) => {
    const at = new URL(url);
    return [`${at.host}${at.pathname}`, file];
  }));
  /** @type {Seen[]} */
  const seen = [];
  /** @type {Map<string, string>} */
  const bodies = new Map();
  const server = createServer(certificate(), (request, answer) => {
    const host = (request.headers.host ?? "").replace(/:\d+$/, "");
    const url = new URL(request.url ?? "/", `https://${host || "none"}`);
    const one = { host, path: url.pathname + url.search, at: Date.now() };
    seen.push(one);
    onRequest?.(one);
    const headers = { "content-security-policy": POLICY, "cache-control": "no-store", "x-content-type-options": "nosniff" };
    if (STATUS_HOSTS.includes(host)) {
      answer.writeHead(bodies.has(url.pathname) ? 200 : 500, { "content-type": TYPES[".json"] }).end(bodies.get(url.pathname));
      return;
    }
    const made = url.pathname.includes("/made-page/") || !HOSTS.includes(host) ? madePage(url) : null;
    if (made !== null) {
      answer.writeHead(200, { ...headers, "content-type": TYPES[".html"] }).end(made);
      return;
    }
    const file = fileFor(host, url.pathname, pages);
    try {
      if (!file) throw new Error("no such page");
      const body = readFileSync(file);
      answer.writeHead(200, { ...headers, "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      answer.writeHead(404, { ...headers, "content-type": "text/plain" }).end("no such page\n");
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the practice site got no port");
  return {
    port: address.port,
    seen,
    bodies,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

if (process.argv[1] && fileURLToPath(import.meta.url) === normalize(process.argv[1])) {
  const { port } = await serve({ port: Number(process.argv[2] ?? 0) });
  process.stdout.write(`practice site at https://127.0.0.1:${port}, by Host header: ${HOSTS.join(", ")}\n`);
}
