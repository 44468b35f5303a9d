// @ts-check
/// <reference path="./types.d.ts" />
// What the walk asks of kinds and tags, as bits: one look-up for each element.
"use strict";

(() => {
  if (preflight.started) return;
  /** Something to operate. */
  const CONTROL = 1;
  /** Emitted whole. */
  const LEAF = 2;
  /** Flows with the text around it. */
  const INLINE = 4;
  /** Never looked at for being collapsed. */
  const STANDING = 8;
  /** No more than its kind's name when its element has no attributes. */
  const SIMPLE = 16;
  const CELL = 32;
  /** Kept although it is transparent itself. */
  const SEEN_THROUGH = 64;
  /** Of what is inside nothing is read. */
  const CLOSED = 128;
  /** May have a shadow tree. */
  const HOST = 256;
  /** Does not simply show its children. */
  const SPECIAL = 512;
  /** Its kind depends on more than its tag, even without attributes. */
  const DEPENDS = 1024;
  /** May hold what is not shown without any style sheet saying so. */
  const ASKED = 2048;
  /** Without attributes no more than its kind, or nothing, around what it holds. */
  const WHOLE = 4096;

  /** @param {Map<string, number>} map @param {number} bit @param {string | Iterable<string>} names */
  const mark = (map, bit, names) => {
    for (const name of typeof names === "string" ? names.split(" ") : names) map.set(name, (map.get(name) ?? 0) | bit);
  };
  /** @type {Map<string, number>} */
  const ofKind = new Map();
  mark(ofKind, CONTROL | STANDING, preflight.kinds.control);
  mark(ofKind, LEAF | STANDING, "img progress iframe br");
  mark(ofKind, INLINE | STANDING, preflight.kinds.inline);
  mark(ofKind, STANDING, "heading row cell colheader rowheader label legend caption summary");
  mark(ofKind, SIMPLE, "block item row cell colheader main nav header footer aside article list table label legend caption term definition dl");
  mark(ofKind, CELL, "cell colheader rowheader");
  mark(ofKind, SEEN_THROUGH, "checkbox radio switch");
  mark(ofKind, CLOSED, "img textbox iframe");
  /** @type {Map<string, number>} */
  const ofTag = new Map();
  mark(ofTag, CLOSED, "input textarea select progress meter iframe img svg");
  mark(ofTag, HOST, "article aside body div footer h1 h2 h3 h4 h5 h6 header main nav p section span");
  mark(ofTag, SPECIAL, "details slot");
  mark(ofTag, DEPENDS, "dialog a");
  mark(ofTag, ASKED, "math");

  /** By `nodeName`, in capitals or not. @type {Map<string, TagInfo>} */
  const known = new Map();
  /** @param {string} name @returns {TagInfo} */
  const learn = (name) => {
    const tag = name.toLowerCase();
    const kind = preflight.kinds.tags.get(tag);
    const tagBits = tag.includes("-") ? HOST | DEPENDS | ASKED : ofTag.get(tag) ?? 0;
    const kindBits = kind ? ofKind.get(kind) ?? 0 : 0;
    const isWhole = (kind === undefined || (kindBits & SIMPLE) !== 0) && (tagBits & (CLOSED | SPECIAL | DEPENDS | ASKED)) === 0;
    const info = { tag, kind, bits: tagBits | kindBits | (isWhole ? WHOLE : 0), tagBits };
    if (known.size < 1_000) known.set(name, info);
    return info;
  };

  preflight.bits = {
    CONTROL, LEAF, INLINE, STANDING, SIMPLE, CELL, SEEN_THROUGH, CLOSED, HOST, SPECIAL, DEPENDS, ASKED, WHOLE,
    ofKind: (kind) => kind ? ofKind.get(kind) ?? 0 : 0,
    ofName: (name) => known.get(name) ?? learn(name),
  };
})();
