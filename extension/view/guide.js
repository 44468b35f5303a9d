// What stands around the checklist: what changed, the way to the deadline, and the guide. What it says is decided in Rust
// (src/app/guide.rs); this draws it.
import { guide } from "../wasm/preflight.js";

/**
 * @typedef {{look: string | null, text: string, detail: string, label?: string, url?: string}} Line
 * @typedef {{key: string, title: string, lines: Line[]}} Section
 * @typedef {{kind: string, from: number, to: number, maybe: boolean, text: string, detail: string}} Bar
 * @typedef {{look: string | null, text: string, deadline: number, latest?: number, bars: Bar[], instead: string[]}} Way
 * @typedef {{seen: string, news: Line[], way: Way | null, sections: Section[]}} Told
 */

const api = globalThis.browser ?? globalThis.chrome;
const TROUBLES = ["product", "card", "key", "deposit", "withdrawal"];

/**
 * Asks the engine about a tab.
 * @param {{id?: number, url?: string, incognito?: boolean}} tab
 * @param {string} [since] when this window last showed what is new
 * @returns {Promise<Told>}
 */
export async function ask(tab, since) {
  const url = (tab.url ?? "").split(/[?#]/)[0] ?? "";
  const key = `tab:${tab.id}`;
  const [local, session] = await Promise.all([
    tab.incognito ? {} : api.storage.local.get(["memory", "history", "settings"]),
    api.storage.session.get([key, "status", ...(tab.incognito ? ["settings"] : [])]),
  ]);
  const { [key]: state, ...rest } = /** @type {Record<string, string>} */ (session);
  return JSON.parse(guide(url, state, JSON.stringify({ ...local, ...rest }), since, Date.now()));
}

/**
 * @param {string} tag
 * @param {string} [look] its class
 * @param {string} [text]
 * @param {(Node | null)[]} [children]
 */
export function el(tag, look = "", text = "", children = []) {
  const made = document.createElement(tag);
  if (look) made.className = look;
  if (text) made.textContent = text;
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** @param {Line} line */
function drawLine({ look, text, detail, label, url }) {
  const item = el("li", "told", "", [el("p", "", text), detail ? el("p", "detail", detail) : null]);
  if (look) item.dataset.look = look;
  if (label && url?.startsWith("https://")) {
    const link = /** @type {HTMLAnchorElement} */ (el("a", "next", label));
    Object.assign(link, { href: url, target: "_blank", rel: "noopener noreferrer" });
    item.append(link);
  }
  return item;
}

/** @param {Line[]} lines */
const drawLines = (lines) => el("ul", "tolds", "", lines.map(drawLine));

/** @param {Section} section */
function fold({ key, title, lines }) {
  const whole = el("details", "guide-fold", "", [el("summary", "", title), drawLines(lines)]);
  whole.dataset.key = `guide-${key}`;
  return whole;
}

/** @param {string} title @param {Node[]} children */
const block = (title, children) => el("section", "group", "", [el("div", "head", "", [el("h2", "", title)]), ...children]);

/**
 * Fills the place on top with what changed since the user looked last, and with the way to the deadline, folded to one line.
 * @param {Element} root
 * @param {Told} told
 * @param {boolean} unsaved the browser had no room left
 * @param {(() => void) | null} allow what asks for leave to fetch Kraken's status, where that is missing
 */
export function drawNews(root, told, unsaved, allow) {
  const news = told.news.length === 0 ? null : el("section", "card news", "", [el("h2", "", "Changed since your last visit"), drawLines(told.news)]);
  const full = el("p", "notice bad", "The browser has no room left for Preflight, so the latest could not be kept. What was stored before is as it was.");
  fill(root, [news, unsaved ? full : null, allow && closedStatus(allow), told.way && foldedWay(told.way)]);
}

/** @param {() => void} allow */
function closedStatus(allow) {
  const button = el("button", "quiet", "Allow it again");
  button.addEventListener("click", allow);
  const why = "The browser no longer lets Preflight ask for Kraken's status, which you switched on: outages are not known.";
  return el("div", "notice", "", [el("p", "", why), button]);
}

/**
 * Fills the place below the checklist.
 * @param {Element} root
 * @param {Told} told
 */
export function drawGuide(root, told) {
  const plain = told.sections.filter(({ key }) => !TROUBLES.includes(key));
  const troubles = told.sections.filter(({ key }) => TROUBLES.includes(key));
  const open = (/** @type {Section} */ section) => block(section.title, [drawLines(section.lines)]);
  const folded = plain.filter(({ key }) => key === "apps" || key === "region");
  fill(root, [
    ...plain.filter((section) => !folded.includes(section)).map(open),
    folded.length + troubles.length === 0 ? null : block("Good to know", [...folded.map(fold), ...troubles.map(fold)]),
  ]);
}

/** The way to the deadline as a block of its own. @param {Element} root @param {Told} told */
export function drawDeadline(root, { way }) {
  fill(root, [way && block("Your deadline", [wayWords(way), ...wayDetails(way)])]);
}

/** What has to be done by when and one line for all that lies on the way; what that is, when it is opened. @param {Way} way */
function foldedWay(way) {
  const summary = el("summary", "", "", [el("h2", "", "Your deadline"), wayWords(way), strip(way.bars, way)]);
  const whole = el("details", "card way", "", [summary, ...wayDetails(way)]);
  whole.dataset.key = "way";
  return whole;
}

/** @param {Way} way */
function wayWords({ look, text }) {
  const said = el("p", "way-words", text);
  if (look) said.dataset.look = look;
  return said;
}

/** Each thing on the way with its time line: now on the left, the deadline near the right. @param {Way} way */
function wayDetails(way) {
  const rows = way.bars.map((bar) => {
    const row = drawLine({ look: null, text: bar.text, detail: bar.detail });
    row.prepend(strip([bar], way));
    return row;
  });
  const line = rows.length > 0 ? el("ul", "way-bars", "", rows) : el("div", "way-bars", "", [strip([], way)]);
  const scale = el("p", "way-scale", "", [el("span", "", "now"), way.latest === undefined ? null : el("span", "", "┆ start by"), el("span", "", "│ deadline")]);
  scale.setAttribute("aria-hidden", "true");
  const other = way.instead.length === 0 ? [] : [el("h3", "", "What else would work"), el("ul", "tips", "", way.instead.map((one) => el("li", "", one)))];
  return [line, scale, ...other];
}

/** @param {Bar[]} bars @param {Way} way */
function strip(bars, { deadline, latest }) {
  const picture = svg("svg", { class: "strip", "aria-hidden": "true" });
  picture.append(svg("rect", { class: "track", x: "0", width: "100%", y: "5", height: "8", rx: "4" }));
  const at = (/** @type {number} */ place) => `${place / 10}%`;
  for (const { kind, from, to, maybe } of bars) {
    const place = { x: at(from), width: at(Math.max(to - from, 8)), y: "5", height: "8", rx: "4" };
    picture.append(svg("rect", { class: maybe ? "bar maybe" : "bar", "data-kind": kind, ...place }));
  }
  const mark = (/** @type {string} */ look, /** @type {number} */ place) => svg("line", { class: look, x1: at(place), x2: at(place), y1: "0", y2: "18" });
  if (latest !== undefined && latest !== deadline) picture.append(mark("latest", latest));
  picture.append(mark("deadline", deadline));
  return picture;
}

/** @param {string} tag @param {Record<string, string>} attributes */
function svg(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** Replaces what a root holds, and leaves open what was. @param {Element} root @param {(Node | null)[]} children */
function fill(root, children) {
  const open = new Set([...root.querySelectorAll("details[open]")].map((one) => /** @type {HTMLElement} */ (one).dataset.key));
  root.replaceChildren(...children.filter((child) => child !== null));
  for (const one of root.querySelectorAll("details")) one.open = open.has(one.dataset.key);
}
