// Fetches Kraken's public status for the background: each end point by itself, at most every five minutes, with back-off and
// conditional requests. Nothing is sent along: no cookie, no referrer, nothing of any page. What the bodies mean is decided in
// Rust (src/status); a bad one leaves the last good one in force.

/** The hosts that the user has to allow. */
export const HOSTS = ["https://api.kraken.com/*", "https://status.kraken.com/*"];

export const ENDPOINTS = [
  "https://api.kraken.com/0/public/SystemStatus",
  "https://api.kraken.com/0/public/MaintenanceSchedule",
  "https://status.kraken.com/api/v2/summary.json",
  "https://status.kraken.com/api/v2/incidents/unresolved.json",
  "https://status.kraken.com/api/v2/scheduled-maintenances.json",
  // What is over by now: for what to watch only, so once an hour will do.
  "https://status.kraken.com/api/v2/incidents.json",
];

export const EVERY = 5 * 60_000;
/** @param {string} url */
const pauseOf = (url) => (url.endsWith("/incidents.json") ? 12 * EVERY : EVERY);
/** Longest pause after failures, and longest that a server may ask for. */
export const LONGEST = 2 * 60 * 60_000;
const PATIENCE = 10_000;
/** Larger bodies are not read. */
const LARGEST = 4_000_000;

/**
 * What is kept of an end point, in milliseconds since 1970.
 * @typedef {object} Entry
 * @property {number} asked
 * @property {number} next not before then
 * @property {number} failed times in a row
 * @property {string} [error] what went wrong the last time
 * @property {string} [body] the last good one, with what matters
 * @property {number} [fetched] when that was known to hold
 * @property {string} [etag]
 * @property {string} [modified]
 */

/**
 * Asks the end points whose time has come.
 * @param {Record<string, Entry>} known what the last call gave
 * @param {number} now
 * @param {(body: string) => string} wrong what is wrong with a body, empty when it is good
 * @param {{endpoints?: string[], patience?: number, largest?: number}} [options] for the tests
 * @returns {Promise<Record<string, Entry>>}
 */
export async function poll(known, now, wrong, { endpoints = ENDPOINTS, patience = PATIENCE, largest = LARGEST } = {}) {
  const entries = endpoints.map(async (url) => {
    const before = known[url] ?? { asked: 0, next: 0, failed: 0 };
    // One that was asked in the future was asked before the clock was set back.
    const due = before.asked > now || (now >= before.next && now >= before.asked + EVERY);
    return [url, due ? await ask(url, before, now, wrong, patience, largest) : before];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * @param {string} url
 * @param {Entry} before
 * @param {number} now
 * @param {(body: string) => string} wrong
 * @param {number} patience
 * @param {number} largest
 * @returns {Promise<Entry>}
 */
async function ask(url, before, now, wrong, patience, largest) {
  const kept = { ...before, asked: now, error: undefined };
  const good = { ...kept, fetched: now, failed: 0, next: now + pauseOf(url) };
  /** @type {Response | undefined} */
  let answer;
  try {
    /** @type {Record<string, string>} */
    const headers = { accept: "application/json" };
    if (kept.body && kept.etag) headers["if-none-match"] = kept.etag;
    if (kept.body && kept.modified) headers["if-modified-since"] = kept.modified;
    answer = await fetch(url, {
      headers, cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(patience),
    });
    if (answer.status === 304 && kept.body) return good;
    if (answer.status !== 200) throw new Error(`answer ${answer.status}`);
    const body = slim(await read(answer, largest));
    const why = wrong(body);
    if (why) throw new Error(why);
    return { ...good, body, etag: answer.headers.get("etag") ?? undefined, modified: answer.headers.get("last-modified") ?? undefined };
  } catch (error) {
    const failed = kept.failed + 1;
    const pause = Math.max(Math.min(EVERY * 2 ** failed, LONGEST), wanted(answer, now));
    return { ...kept, failed, next: now + pause, error: `${new URL(url).host}: ${words(error)}` };
  }
}

/** @param {unknown} error */
function words(error) {
  if (!(error instanceof Error)) return "no answer";
  if (error.name === "TimeoutError") return "no answer in time";
  return error instanceof TypeError ? "no connection" : error.message;
}

/** How long the server asks us to wait, in milliseconds. @param {Response | undefined} answer @param {number} now */
function wanted(answer, now) {
  const after = answer?.headers.get("retry-after") ?? "";
  const wait = /^\d+$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - now;
  return wait > 0 ? Math.min(wait, LONGEST) : 0;
}

/** @param {Response} answer @param {number} largest */
async function read(answer, largest) {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const part of parts(answer)) {
    size += part.length;
    if (size > largest) throw new Error("the body is too large");
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}

/** Not every browser can iterate over a stream. @param {Response} answer */
async function* parts(answer) {
  const reader = answer.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return;
      if (value) yield value;
    }
  } finally {
    reader?.cancel().catch(() => {});
  }
}

/**
 * The same body without what nothing is read from: the hundreds of components that work (one stays, to tell that some were
 * listed) and the texts of updates. One that is no JSON stays as it is.
 * @param {string} body
 */
export function slim(body) {
  try {
    return JSON.stringify(JSON.parse(body), (key, value) => {
      if (key === "body" || key === "description") return undefined;
      if (key !== "components" || !Array.isArray(value)) return value;
      const working = value.findIndex((one) => one?.status === "operational");
      return value.filter((one, at) => at === working || one?.status !== "operational");
    });
  } catch {
    return body;
  }
}
