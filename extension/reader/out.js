// @ts-check
/// <reference path="./types.d.ts" />
// The nodes of a snapshot as JSON, written while the walk goes: what is left for the end is joining a few long strings.
"use strict";

(() => {
  if (preflight.started) return;
  const MAX_NODES = 120_000;
  const MAX_TEXT = 2_000_000;
  const MAX_DEPTH = 1_000;

  /** Nothing to escape. */
  const QUOTABLE = /^[ !#-[\]-~\u00a0-\ud7ff]*$/;

  /** A text as JSON; halves of surrogate pairs are none for other readers. @param {string} text */
  const quote = (text) => {
    if (QUOTABLE.test(text)) return `"${text}"`;
    return JSON.stringify(/[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, "\ufffd") : text);
  };

  /** How a node of a depth begins: what follows is its kind, or a text. @type {string[]} */
  const opening = [];
  /** @type {string[]} */
  const openingText = [];
  /** A node that is no more than its kind. @type {Map<string, string>[]} */
  const bare = [];
  for (let depth = 0; depth <= MAX_DEPTH; depth++) {
    opening.push(`,[${depth},"`);
    openingText.push(`,[${depth},"t","`);
    bare.push(new Map());
  }

  class Out {
    constructor() {
      this.count = 0;
      this.units = 0;
      /** A limit has cut something off; no more is taken at all. */
      this.truncated = false;
      this.full = false;
      this.nodes = "";
    }

    /** @param {number} depth @param {number} units */
    take(depth, units) {
      this.units += units;
      if (this.count >= MAX_NODES || this.units > MAX_TEXT) {
        this.full = true;
        return -1;
      }
      this.count++;
      if (depth <= MAX_DEPTH) return depth;
      this.truncated = true;
      return MAX_DEPTH;
    }

    /** A text in which nothing has to be escaped. @param {number} depth @param {string} text */
    plain(depth, text) {
      const at = this.take(depth, text.length);
      if (at >= 0) this.nodes += `${openingText[at]}${text}"]`;
    }

    /** @param {number} depth @param {string} text */
    text(depth, text) {
      const at = this.take(depth, text.length);
      if (at >= 0) this.nodes += `${opening[at]}t",${quote(text)}]`;
    }

    /** @param {number} depth @param {string} kind */
    kind(depth, kind) {
      const at = this.take(depth, 0);
      if (at < 0) return;
      const known = /** @type {Map<string, string>} */ (bare[at]);
      let piece = known.get(kind);
      if (piece === undefined) known.set(kind, piece = `${opening[at]}${kind}"]`);
      this.nodes += piece;
    }

    /** @param {number} depth @param {string} kind @param {string} flags @param {string} extra JSON, or empty */
    node(depth, kind, flags, extra) {
      if (flags === "" && extra === "") {
        this.kind(depth, kind);
        return;
      }
      const at = this.take(depth, extra.length);
      if (at >= 0) this.nodes += `${opening[at]}${kind}","","${flags}"${extra && `,${extra}`}]`;
    }

    json() {
      return `[${this.nodes.slice(1)}]`;
    }
  }

  preflight.Out = Out;
  preflight.quote = quote;
})();
