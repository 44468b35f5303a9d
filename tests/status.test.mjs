// Fetching Kraken's status, against a real server on this machine that answers as badly as servers do.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { ENDPOINTS, EVERY, HOSTS, LONGEST, poll, slim } from "../extension/status.js";

/** @typedef {import("../extension/status.js").Entry} Entry */

const GOOD = JSON.stringify({ page: { id: "x" }, incidents: [] });
const NOW = Date.parse("2026-11-22T12:00:00Z");

/** @type {import("node:http").IncomingMessage[]} */
let asked = [];
/** @type {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void} */
let answer = () => {};
const server = createServer((request, response) => {
  asked.push(request);
  answer(request, response);
});
let url = "";

before(async () => {
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/status`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => { asked = []; });

/** As the engine does: a body of Kraken's is JSON. @param {string} body */
const wrong = (body) => {
  try {
    return typeof JSON.parse(body) === "object" ? "" : "it is not JSON";
  } catch {
    return body.startsWith("<") ? "it is a web page, not JSON" : "it is not JSON";
  }
};

/** One round with this one end point. @param {Entry | undefined} known @param {number} [now] */
async function round(known, now = NOW) {
  const entries = await poll(known ? { [url]: known } : {}, now, wrong, { endpoints: [url], patience: 300, largest: 100_000 });
  const entry = entries[url];
  assert.ok(entry);
  return entry;
}

/** @param {number} code @param {string} body @param {Record<string, string>} [headers] */
const says = (code, body, headers = {}) => {
  answer = (_, response) => response.writeHead(code, headers).end(body);
};

test("a good body is kept, with when it was fetched", async () => {
  says(200, GOOD, { etag: '"1"', "last-modified": "Sun, 22 Nov 2026 11:00:00 GMT" });
  const entry = await round(undefined);
  assert.deepEqual({ ...entry }, {
    asked: NOW, next: NOW + EVERY, failed: 0, error: undefined, fetched: NOW, body: GOOD, etag: '"1"', modified: "Sun, 22 Nov 2026 11:00:00 GMT",
  });
});

test("nothing is asked again within five minutes, whatever happened", async () => {
  for (const code of [200, 500]) {
    says(code, GOOD);
    const entry = await round(undefined);
    asked = [];
    for (const later of [0, 1, EVERY - 1]) assert.equal(await round(entry, NOW + later), entry);
    assert.equal(asked.length, 0);
  }
});

test("the next question is conditional, and 'not modified' makes the same body new", async () => {
  says(200, GOOD, { etag: '"1"', "last-modified": "Sun, 22 Nov 2026 11:00:00 GMT" });
  const first = await round(undefined);
  says(304, "");
  const second = await round(first, NOW + EVERY);
  assert.equal(asked[1]?.headers["if-none-match"], '"1"');
  assert.equal(asked[1]?.headers["if-modified-since"], "Sun, 22 Nov 2026 11:00:00 GMT");
  assert.deepEqual([second.body, second.fetched, second.etag], [GOOD, NOW + EVERY, '"1"']);
});

test("'not modified' without anything kept is a failure", async () => {
  says(304, "");
  assert.equal((await round(undefined)).failed, 1);
});

test("no request carries anything of the user", async (context) => {
  // Node keeps no cookies and knows no page to name: what keeps a browser from sending them are the options.
  const fetching = context.mock.method(globalThis, "fetch");
  says(200, GOOD, { etag: '"1"' });
  const entry = await round(undefined);
  await round(entry, NOW + EVERY);
  assert.equal(fetching.mock.callCount(), 2);
  for (const call of fetching.mock.calls) {
    const { credentials, referrerPolicy, redirect, cache } = /** @type {RequestInit} */ (call.arguments[1]);
    assert.deepEqual({ credentials, referrerPolicy, redirect, cache }, {
      credentials: "omit", referrerPolicy: "no-referrer", redirect: "error", cache: "no-store",
    });
  }
  assert.equal(asked.length, 2);
  for (const { method, headers, url: path } of asked) {
    assert.equal(method, "GET");
    assert.equal(path, "/status");
    for (const name of ["cookie", "referer", "authorization", "origin"]) assert.equal(headers[name], undefined, name);
  }
});

/** Each leaves the last good body in force. @type {[string, () => void, RegExp][]} */
const FAILURES = [
  ["429", () => says(429, "slow down"), /answer 429/],
  ["500", () => says(500, "{}"), /answer 500/],
  ["204", () => says(204, ""), /answer 204/],
  ["a web page instead of JSON", () => says(200, "<!doctype html><p>Just a moment", { "content-type": "text/html" }), /web page/],
  ["nothing at all", () => says(200, ""), /not JSON/],
  ["half a body", () => says(200, GOOD.slice(0, -5)), /not JSON/],
  ["a huge body", () => says(200, `{"a":"${"x".repeat(200_000)}"}`), /too large/],
  ["an endless body", () => {
    answer = (_, response) => {
      response.writeHead(200);
      const pour = setInterval(() => { response.write("x".repeat(20_000)); }, 1);
      response.on("close", () => clearInterval(pour));
    };
  }, /too large/],
  ["no answer", () => { answer = () => {}; }, /in time/],
  ["an answer that stops half-way", () => { answer = (_, response) => { response.writeHead(200).write("{"); }; }, /in time/],
  ["a broken connection", () => { answer = (request) => { request.socket.destroy(); }; }, /no connection/],
  ["a connection that breaks half-way", () => {
    answer = (request, response) => {
      response.writeHead(200, { "content-length": "999" }).write("{");
      setTimeout(() => request.socket.destroy(), 20);
    };
  }, /no connection/],
  ["a way elsewhere", () => {
    answer = (request, response) => {
      if (request.url === "/status") response.writeHead(302, { location: "/elsewhere" }).end();
      else response.writeHead(200).end(GOOD);
    };
  }, /no connection/],
];
for (const [name, misbehave, says_] of FAILURES) {
  test(`after ${name} the last good body stays in force`, async () => {
    says(200, GOOD, { etag: '"1"' });
    const good = await round(undefined);
    misbehave();
    const bad = await round(good, NOW + EVERY);
    assert.deepEqual([bad.body, bad.fetched, bad.etag, bad.failed], [GOOD, NOW, '"1"', 1]);
    assert.match(bad.error ?? "", says_);
    assert.deepEqual([...new Set(asked.map((request) => request.url))], ["/status"], "nothing but the end point is asked");
    says(200, GOOD);
    const mended = await round(bad, bad.next);
    assert.deepEqual([mended.failed, mended.error, mended.fetched], [0, undefined, bad.next]);
  });
}

test("after each failure the pause doubles, to two hours at most", async () => {
  says(500, "");
  /** @type {Entry | undefined} */
  let entry;
  const pauses = [];
  let now = NOW;
  for (let turn = 0; turn < 8; turn += 1) {
    entry = await round(entry, now);
    pauses.push((entry.next - now) / EVERY);
    now = entry.next;
  }
  assert.deepEqual(pauses, [2, 4, 8, 16, 24, 24, 24, 24]);
});

test("the server may ask for a longer pause, in seconds or by a date, but not for ever", async () => {
  for (const [after, pause] of /** @type {[string, number][]} */ ([
    ["1800", 1_800_000], [new Date(NOW + 3_600_000).toUTCString(), 3_600_000], ["1", 2 * EVERY], ["99999999", LONGEST],
    ["-5", 2 * EVERY], ["soon", 2 * EVERY], [new Date(NOW - 3_600_000).toUTCString(), 2 * EVERY],
  ])) {
    says(429, "", { "retry-after": after });
    assert.equal((await round(undefined)).next - NOW, pause, after);
  }
});

test("a clock that was set back does not silence it", async () => {
  says(200, GOOD);
  const future = await round(undefined, NOW + 400 * 86_400_000);
  assert.equal((await round(future)).fetched, NOW);
});

test("one end point that fails leaves the others", async () => {
  answer = (request, response) => response.writeHead(request.url === "/status" ? 500 : 200).end(GOOD);
  const other = `${url}/other`;
  const entries = await poll({}, NOW, wrong, { endpoints: [url, other] });
  assert.deepEqual([entries[url]?.failed, entries[other]?.failed], [1, 0]);
});

test("what is not needed of a body is not kept", () => {
  const summary = readFileSync(new URL("status/summary.json", import.meta.url), "utf8");
  const many = JSON.parse(summary);
  many.components = [
    ...Array.from({ length: 500 }, (_, at) => ({ name: `Coin ${at}`, status: "operational", description: "…" })),
    { name: "REST", status: "major_outage" }, null, 7,
  ];
  const kept = JSON.parse(slim(JSON.stringify(many)));
  assert.deepEqual(kept.components.map((/** @type {any} */ one) => one?.name), ["Coin 0", "REST", undefined, undefined]);
  assert.equal(slim("<html>"), "<html>");
  assert.equal(slim('{"components":{"status":"operational"}}'), '{"components":{"status":"operational"}}');
});

test("what is over is asked for once an hour", async () => {
  says(200, GOOD);
  const past = url.replace("/status", "/incidents.json");
  const first = await poll({}, NOW, wrong, { endpoints: [past] });
  assert.equal(await poll(first, NOW + 12 * EVERY - 1, wrong, { endpoints: [past] }).then((entries) => entries[past]), first[past]);
  assert.notEqual(await poll(first, NOW + 12 * EVERY, wrong, { endpoints: [past] }).then((entries) => entries[past]), first[past]);
});

test("only Kraken's two hosts are asked, over https", () => {
  for (const endpoint of ENDPOINTS) {
    assert.ok(HOSTS.some((host) => endpoint.startsWith(host.slice(0, -1))), endpoint);
  }
});
