// @ts-check
/// <reference path="./types.d.ts" />
// White space and characters without width, as docs/snapshot.md folds them.
"use strict";

(() => {
  if (preflight.started) return;
  const MAX_RUN = 20_000;
  const MAX_NAME = 300;
  const LOOKED_AT = 1_000_000;
  /** Of a long text, what is folded first: most often it is enough. */
  const FIRST_LOOK = 2 * MAX_RUN;

  /** Nothing to fold: plain words with single spaces, perhaps one at either end. */
  const PLAIN = /^ ?[!-~]+(?: [!-~]+)* ?$/;
  const BARE = /^[!-~]+(?: [!-~]+)*$/;
  const SPACES = /[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
  const NOTHING = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;
  const BLANK = /^[\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*$/;

  /** @param {string} text */
  const fold = (text) => text.replace(NOTHING, "").replace(SPACES, " ");

  /** Cuts a text without parting a pair of surrogates.
   * @param {string} text @param {number} most */
  const cut = (text, most) => {
    const last = text.charCodeAt(most - 1);
    return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
  };

  preflight.fold = {
    run(text) {
      if (text.length <= MAX_RUN && PLAIN.test(text)) return { text, cut: false };
      const long = text.length > LOOKED_AT;
      let folded = fold(cut(text, FIRST_LOOK));
      if (folded.length <= MAX_RUN && text.length > FIRST_LOOK) folded = fold(long ? cut(text, LOOKED_AT) : text);
      return folded.length > MAX_RUN ? { text: cut(folded, MAX_RUN), cut: true } : { text: folded, cut: long };
    },
    short(text, most = MAX_NAME) {
      if (!text) return "";
      if (text.length <= most && BARE.test(text)) return text;
      const folded = fold(text.length > LOOKED_AT ? cut(text, LOOKED_AT) : text);
      const start = folded.startsWith(" ") ? folded.slice(1) : folded;
      const kept = start.length > most ? cut(start, most) : start;
      return kept.endsWith(" ") ? kept.slice(0, -1) : kept;
    },
    isBlank: (text) => BLANK.test(text),
  };
})();
