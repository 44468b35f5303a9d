// Whether a page is of another account than the pages before, by keyed hashes of the account's marks that it shows. The key is made
// anew for each session of the browser and lives in its memory, as the hashes do; the marks themselves are kept nowhere.

/** @typedef {{key: string, hashes: Record<string, string>}} Kept */

/** What stands for masked letters; in an address, two dots do so too. */
const MASK = /(?:[*•●·…]|\.{2,})+/g;
/** What stands on the account menu's button is a name, or so many initials. */
const INITIALS = 3;

/** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes */
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * The marks by their kinds. How much of a masked one is shown is part of its kind, so that only what is masked alike is compared.
 * Where a page shows two of a kind there is none: one of them may be somebody else's.
 * @param {string} lines as src/reading/whose found them: a kind, a space, a mark
 */
function byKind(lines) {
  /** @type {Map<string, string | null>} */
  const marks = new Map();
  for (const line of lines.split("\n").filter(Boolean)) {
    const [name = "", ...rest] = line.split(" ");
    const mark = rest.join(" ").replace(MASK, "*");
    const masked = mark.indexOf("*");
    const initials = name === "menu" && mark.length <= INITIALS ? String(mark.length) : "";
    const kind = masked < 0 ? name + initials : `${name}*${masked}`;
    marks.set(kind, (marks.get(kind) ?? mark) === mark && marks.get(kind) !== null ? mark : null);
  }
  return marks;
}

/**
 * @param {string} lines the account's marks on a page; none where nobody is signed in
 * @param {string | undefined} before what was kept
 * @returns {Promise<{another: boolean, kept: string | undefined}>} `kept`: what to keep from now on, nothing after a sign-out
 */
export async function compare(lines, before) {
  if (!lines) return { another: false, kept: undefined };
  /** @type {Kept} */
  const { key, hashes } = before ? JSON.parse(before) : { key: hex(crypto.getRandomValues(new Uint8Array(32))), hashes: {} };
  const text = new TextEncoder();
  const secret = await crypto.subtle.importKey("raw", text.encode(key), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  /** @type {Record<string, string>} */
  const now = {};
  for (const [kind, mark] of byKind(lines)) {
    if (mark !== null) now[kind] = hex(await crypto.subtle.sign("HMAC", secret, text.encode(`${kind}\n${mark}`)));
  }
  const another = Object.entries(now).some(([kind, hash]) => (hashes[kind] ?? hash) !== hash);
  return { another, kept: JSON.stringify({ key, hashes: another ? now : { ...hashes, ...now } }) };
}
