// @ts-check
/// <reference path="./types.d.ts" />
// Addresses: what is kept of them, and which pages are for signing in.
"use strict";

(() => {
  if (preflight.started) return;
  /** As in src/reading/words.tsv. */
  const SIGN_IN = new Set(["sign-in", "signin", "login", "log-in", "sign-up", "signup", "oauth", "oauth2", "new-device-sign-in",
    "forgot-password", "2fa-verify"]);

  /** A path with `-` for every segment that looks like an id.
   * @param {string} path */
  const withoutIds = (path) => !/[0-9]/.test(path) ? path : path.split("/").map((segment) => {
    const digits = segment.replace(/[^0-9]/g, "").length;
    const mixed = digits > 0 && segment.length >= 8 && /[A-Za-z]/.test(segment);
    // "2fa-verify" is a word.
    return digits >= 6 || (mixed && !SIGN_IN.has(segment.toLowerCase())) ? "-" : segment;
  }).join("/");

  /** @param {URL} url */
  const dialogOf = (url) => {
    const hash = url.hash.slice(1);
    const value = url.searchParams.get("dialog")
      ?? (hash.startsWith("dialog/") ? hash.slice(7) : hash.startsWith("dialog=") ? new URLSearchParams(hash).get("dialog") : null);
    if (value === null) return null;
    return preflight.fold.short(withoutIds(value.split(/[?&#]/)[0] ?? ""), 200) || null;
  };

  /** Links come again and again on a page. @type {Map<string, string | undefined>} */
  const links = new Map();
  let base = "";

  /** @param {string} href */
  const link = (href) => {
    let target;
    try {
      target = new URL(href, base);
    } catch {
      return undefined;
    }
    if (target.protocol !== "https:" && target.protocol !== "http:") return undefined;
    const path = withoutIds(target.pathname);
    return preflight.fold.short(target.host === location.host ? path : target.host + path);
  };

  preflight.address = {
    mode: (url) => url.hostname === "id.kraken.com" || url.pathname.split("/").some((segment) => SIGN_IN.has(segment.toLowerCase()))
      ? "sign_in" : "full",
    page: (url) => ({ url: `${url.protocol}//${url.host}${withoutIds(url.pathname)}`, dialog: dialogOf(url) }),
    start() {
      if (base === document.baseURI && links.size < 5_000) return;
      base = document.baseURI;
      links.clear();
    },
    link(href) {
      let path = links.get(href);
      if (path === undefined) links.set(href, path = link(href));
      return path;
    },
  };
})();
