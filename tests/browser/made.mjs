// Pages made up for tests and benches: https://HOST/…/made-page/NAME?…; made/made.js does what needs a script.

/** @param {URL} url @param {string} name @param {number} otherwise */
const number = (url, name, otherwise) => Number(url.searchParams.get(name) ?? otherwise);

/** @param {string} text */
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/**
 * @param {string} title @param {string} body
 * @param {{data?: Record<string, string | number>, ribbon?: boolean, menu?: string}} [options] `menu`: the account menu's button
 */
function page(title, body, { data = {}, ribbon = true, menu = "" } = {}) {
  const marks = Object.entries(data).map(([key, value]) => ` data-${key}="${escape(String(value))}"`).join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>`
    + '<link rel="stylesheet" href="/practice/practice.css"><script src="/made/made.js" defer></script></head>'
    + `<body${marks}>${ribbon ? '<div class="ribbon" role="note">PRACTICE PAGE – not Kraken</div>' : ""}`
    + `<header class="top"><span class="brand">Practice exchange</span>`
    + `${menu && `<button class="button" type="button" aria-haspopup="menu">${escape(menu)}</button>`}<button class="button" type="button">Sign out</button></header>${body}</body></html>`;
}

/** A table of so many elements in the manner of a market list: seven elements a row. @param {number} elements */
function rows(elements) {
  const out = [];
  for (let row = 0; row * 7 < elements; row += 1) {
    out.push(`<div class="row"><span>Market ${row}</span><span>BTC/USD</span><span>${(row * 7919) % 99991}.5</span>`
      + `<span>${row % 17} %</span><button>Details</button><b>ok</b></div>`);
  }
  return out.join("");
}

const ORDER_FORM = '<form aria-label="Place an order"><h2>Order form</h2><div><button type="button" aria-pressed="true">Buy</button>'
  + '<button type="button" aria-pressed="false">Sell</button></div><label>Price <input type="text" inputmode="decimal"></label>'
  + '<label>Amount in BTC <input type="text" inputmode="decimal"></label><button type="submit" disabled>Buy BTC</button></form>';

const INPUT_TYPES = ["text", "password", "email", "tel", "url", "search", "number", "hidden", "date", "time", "month", "week",
  "datetime-local", "color", "range", "checkbox", "radio", "file", "image"];
/** Those of them that may hold any text; what a button's value says is its label. */
const HOLDS_TEXT = ["text", "email", "search", "hidden", "password", "tel", "url", "checkbox", "radio", "image"];

/** @type {Record<string, (url: URL) => string>} */
const MADE = {
  "order": () => page("Order", `<main><h1>BTC/USD</h1>${ORDER_FORM}</main>`),
  // In a build made with the feature `provoke` the engine panics at this title.
  "panic": () => page("preflight-provoke-panic", `<main><h1>BTC/USD</h1>${ORDER_FORM}</main>`),
  "empty": () => page("Nothing", "<main><h1>Nothing here</h1></main>"),
  // Many elements, and an order form that would make spot ready had the page been read whole.
  "big": (url) => page("Many elements", `<main><h1>Markets</h1>${ORDER_FORM}${rows(number(url, "elements", 50_000))}</main>`,
    { data: { rate: number(url, "rate", 0) } }),
  "deep": (url) => page("Deep", `<main><h1>Deep</h1>${ORDER_FORM}</main>`, { data: { deep: number(url, "depth", 1000) } }),
  "text": (url) => page("Long text", `<main><h1>Long text</h1>${ORDER_FORM}<p>${"margin staking futures and so on, at length. ".repeat(
    Math.ceil(number(url, "bytes", 5_000_000) / 45))}</p></main>`),
  "busy": (url) => page("Busy", `<main><h1>Busy</h1>${ORDER_FORM}${rows(number(url, "elements", 3_000))}</main>`,
    { data: { rate: number(url, "rate", 50) } }),
  // Every input type, with and without a value in the markup; a test types into them all.
  "inputs": (url) => {
    const canary = url.searchParams.get("canary") ?? "";
    const inputs = INPUT_TYPES.map((type) => `<label>Field ${type} <input type="${type}" name="${type}"`
      + `${HOLDS_TEXT.includes(type) && canary ? ` value="${escape(canary)}-${type}"` : ""}></label>`);
    return page("Inputs", `<main><h1>BTC/USD</h1>${ORDER_FORM}<section>${inputs.join("")}<label>Notes <textarea>${escape(canary)}-area</textarea></label>`
      + `<div id="editable" contenteditable="true" aria-label="Memo" role="textbox">${canary ? escape(`${canary}-editable`) : ""}</div></section></main>`);
  },
  // The last change comes 400 ms after the script ran; its time is noted on <html data-last>.
  "settling": () => page("Settling", `<main><h1>BTC/USD</h1>${ORDER_FORM}<p id="late"></p></main>`, { data: { settle: 400 } }),
  // Someone is signed in, as the account menu says.
  "account": (url) => page("Account", `<main><h1>Home</h1>${url.searchParams.get("shows") === "margin"
    ? "<p>Margin trading is not available in your region.</p>" : "<p>Welcome.</p>"}</main>`, { menu: url.searchParams.get("who") ?? "" }),
  // A switch that turns off, for the overlay's warning.
  "turning": () => page("Turning", `<main><h1>BTC/USD</h1><div id="turning">${ORDER_FORM}</div><button type="button" id="turn">Turn</button></main>`,
    { data: { turn: "1" } }),
};

/** The page of an address, null if there is none of that name. @param {URL} url @returns {string | null} */
export function madePage(url) {
  if (url.hostname === "example.test") {
    return page("Somewhere else", `<main><h1>Not an exchange</h1><p>Margin is not available in your region.</p>${ORDER_FORM}</main>`, { ribbon: false });
  }
  // What asks for a password in Kraken's name; the name of the host says the rest. No form takes it.
  if (url.hostname.endsWith(".test")) {
    const canary = url.searchParams.get("canary") ?? "";
    const field = (/** @type {string} */ type, /** @type {string} */ name) => `<label>${name} <input type="${type}" name="${name}" value="${escape(canary)}"></label>`;
    const fields = [field("text", "username"), field("text", "tfa"), ...INPUT_TYPES.map((type) => field(type, type === "hidden" ? "csrf" : type))].join("");
    return page(url.pathname === "/rum" ? "Rum" : "Sign in to Kraken", `<main><h1>Welcome</h1>${url.pathname === "/guide" ? "" : fields}</main>`);
  }
  const name = url.pathname.split("/made-page/")[1] ?? "";
  return MADE[name]?.(url) ?? null;
}
