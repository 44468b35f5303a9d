// @ts-check
/// <reference path="./types.d.ts" />
// Which elements a style sheet may hide, or cut off what is larger: by the class, id, attribute or tag that a rule's
// selector ends in. Only these have to be asked. Conditions (media, container, states) are taken to hold: asking once too
// often is harmless. Where a sheet cannot be read (another origin's), everything is asked.
"use strict";

(() => {
  if (preflight.started) return;
  const { attribute } = preflight.dom;
  /** May not be seen itself, may hold what is not seen, may cut off what is larger. */
  const HIDES = 1;
  const HIDES_BELOW = 2;
  const CLIPS = 4;
  /** Most rules that are looked at; with more, everything is asked. */
  const MAX_RULES = 60_000;
  const MAX_ANIMATIONS = 500;

  /** What may be worth a look in a rule or a style attribute. */
  const TELLING = /display|visibility|opacity|overflow|animation|(?:^|[\s;{])all\s*:|\\/i;
  const SHOWN = /^(?:block|inline|flex|grid|inline-(?:block|flex|grid|table)|table|table-(?:row|cell|row-group|header-group|footer-group|caption)|list-item|flow-root|-webkit-(?:inline-)?box)$/;
  const SOLID = /^(?:1|0?\.0*[1-9]\d*|1\.0*|[1-9]\d?\d?(?:\.\d*)?%)$/;
  const DECLARATION = /(?:^|[{;\s])(all|display|visibility|content-visibility|opacity|overflow(?:-[a-z]+)?|animation(?:-name)?)\s*:\s*([^;}]*)/gi;

  /** What the declarations of a text may do to an element; `animated` takes the animations it may be under.
   * @param {string} text @param {string[]} animated */
  const effect = (text, animated) => {
    if (text.includes("\\")) return HIDES | HIDES_BELOW | CLIPS;
    let bits = 0;
    for (const [, property = "", said = ""] of text.matchAll(DECLARATION)) {
      const value = said.replace(/!.*/, "").trim().toLowerCase();
      switch (property.toLowerCase()) {
        case "display": if (!SHOWN.test(value)) bits |= value === "none" || value === "contents" ? HIDES : HIDES_BELOW; break;
        case "opacity": if (!SOLID.test(value)) bits |= HIDES; break;
        case "visibility": if (value !== "visible" && value !== "inherit") bits |= HIDES; break;
        case "content-visibility": if (value !== "visible" && value !== "auto") bits |= HIDES_BELOW; break;
        case "all": break;
        case "animation": case "animation-name": if (value !== "none") animated.push(value); break;
        default: if (/hidden|clip|var\(|env\(|attr\(|if\(/.test(value)) bits |= CLIPS;
      }
    }
    return bits;
  };

  const NAME = String.raw`(?:\\[0-9a-f]{1,6}\s?|\\.|[-\w]|[^\x00-\x7f])+`;
  const NAMED = new RegExp(String.raw`([.#])(${NAME})|\[\s*([-\w]+)|^(${NAME})`, "giu");
  /** @param {string} name */
  const unescape = (name) => name.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/gi,
    (_, hex, plain) => hex ? String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff)) : plain);

  /** A selector list, each selector parted into compounds and the combinators between them.
   * @param {string} text @returns {{compounds: string[], joins: string[]}[] | null} */
  const parts = (text) => {
    const selectors = [];
    let compounds = [];
    let joins = [];
    let from = 0;
    let depth = 0;
    for (let at = 0; at <= text.length; at++) {
      const sign = text[at] ?? ",";
      if (sign === "\\") at++;
      else if (sign === '"' || sign === "'") {
        for (at++; at < text.length && text[at] !== sign; at++) if (text[at] === "\\") at++;
      } else if (sign === "(" || sign === "[") depth++;
      else if (sign === ")" || sign === "]") depth--;
      else if (depth === 0 && ", >+~\t\n".includes(sign)) {
        if (at > from) compounds.push(text.slice(from, at));
        from = at + 1;
        if (sign === ",") {
          selectors.push({ compounds, joins });
          compounds = [];
          joins = [];
        } else if (compounds.length > joins.length) joins.push(sign);
        else if (sign.trim() !== "") joins[joins.length - 1] = sign;
      }
    }
    return depth === 0 ? selectors : null;
  };

  /** A compound without what stands in parentheses. @param {string} compound */
  const outside = (compound) => {
    let out = "";
    let depth = 0;
    for (const sign of compound) {
      if (sign === "(") depth++;
      if (depth === 0) out += sign;
      if (sign === ")") depth--;
    }
    return out;
  };

  /** What the rules seen so far say, by the name that an element must have for them to hold. */
  class Rules {
    constructor() {
      /** @type {Map<string, number>} */
      this.classes = new Map();
      /** @type {Map<string, number>} */
      this.attributes = new Map();
      /** @type {Map<string, number>} */
      this.tags = new Map();
      /** What holds for every element. */
      this.all = 0;
      /** Rules under an animation, with its names. @type {[string, string][]} */
      this.animated = [];
      this.keyframes = "";
      this.imports = false;
    }

    /** @param {Map<string, number>} map @param {string} name @param {number} bits */
    mark(map, name, bits) { map.set(name, (map.get(name) ?? 0) | bits); }

    /** @param {string} compound @param {number} bits */
    markCompound(compound, bits) {
      const bare = outside(compound);
      let attribute = "";
      let tag = "";
      for (const [, sign, name = "", attributeName, tagName] of bare.matchAll(NAMED)) {
        if (sign === ".") {
          this.mark(this.classes, unescape(name).toLowerCase(), bits);
          return true;
        }
        if (sign === "#") attribute = "id";
        else if (attributeName) attribute = attributeName.toLowerCase();
        else if (tagName) tag = unescape(tagName).toLowerCase();
      }
      if (attribute) this.mark(this.attributes, attribute, bits);
      else if (tag) this.mark(this.tags, tag, bits);
      else if (bare.startsWith(":root")) this.mark(this.tags, "html", bits);
      else {
        const any = /^:(?:is|where)\((.*)\)$/is.exec(compound)?.[1];
        if (any === undefined) return false;
        this.markSelector(any, bits);
      }
      return true;
    }

    /** @param {string} selector @param {number} bits */
    markSelector(selector, bits) {
      const selectors = parts(selector);
      if (selectors === null) {
        this.all |= bits;
        return;
      }
      for (const { compounds, joins } of selectors) {
        const last = compounds.at(-1) ?? "";
        // Pseudo-elements hold no text of the page.
        if (/::|:(?:before|after|first-line|first-letter)\b/.test(outside(last))) continue;
        if (last !== "" && this.markCompound(last, bits)) continue;
        const join = joins[compounds.length - 2];
        const above = compounds.at(-2);
        if (bits === HIDES && above !== undefined && (join === " " || join === ">") && this.markCompound(above, HIDES_BELOW)) continue;
        this.all |= bits;
      }
    }

    /** @param {Rules} other */
    join(other) {
      for (const map of /** @type {("classes" | "attributes" | "tags")[]} */ (["classes", "attributes", "tags"])) {
        for (const [name, bits] of other[map]) this.mark(this[map], name, bits);
      }
      this.all |= other.all;
      this.animated.push(...other.animated);
      this.keyframes += other.keyframes;
    }

    /** Rules whose animation has a frame in which something is not seen. */
    animate() {
      for (const [selector, names] of this.animated) {
        if (/var\(/.test(names) || names.split(/[\s,]+/).some((name) => this.keyframes.includes(` ${name} `))) this.markSelector(selector, HIDES);
      }
    }
  }

  /** @param {CSSRuleList} list @param {Rules} rules @param {string} outer @returns {Generator<void, void>} */
  function* scan(list, rules, outer) {
    for (let index = 0; index < list.length; index++) {
      if (index % 64 === 63) yield;
      const rule = /** @type {any} */ (list[index]);
      const selector = /** @type {string | undefined} */ (rule.selectorText);
      if (rule.type === 3) {
        // Loads by itself, perhaps later.
        rules.imports = true;
        if (rule.styleSheet) yield* scan(rule.styleSheet.cssRules, rules, outer);
      } else if (rule.type === 7) {
        // An animation's frames: all that can be said without knowing when.
        if (effect(rule.cssText, []) !== 0) rules.keyframes += ` ${String(rule.name).toLowerCase()} `;
      } else if (rule.cssRules === undefined || selector !== undefined) {
        if (rule.cssRules?.length) {
          const whole = selector ? (outer ? selector.replaceAll("&", `:is(${outer})`) : selector) : outer;
          yield* scan(rule.cssRules, rules, whole);
        }
        const text = rule.style ? selector || outer ? String(rule.style.cssText) : "" : "";
        if (text === "" || !TELLING.test(text)) continue;
        /** @type {string[]} */
        const animated = [];
        const bits = effect(text, animated);
        const name = selector || outer;
        for (const bit of [HIDES, HIDES_BELOW, CLIPS]) if (bits & bit) rules.markSelector(name, bit);
        for (const names of animated) rules.animated.push([name, names]);
      } else {
        // Scopes start anew with what their selectors are taken from.
        if (rule.constructor?.name === "CSSScopeRule") rules.all |= HIDES_BELOW | CLIPS;
        yield* scan(rule.cssRules, rules, outer);
      }
    }
  }

  /** What was read of a sheet that is a file's or an element's text: such sheets change by being replaced.
   * @type {WeakMap<CSSStyleSheet, {count: number, rules: Rules}>} */
  const known = new WeakMap();

  /** @param {CSSStyleSheet} sheet */
  const isWritten = (sheet) => sheet.href !== null || Boolean(sheet.ownerNode?.firstChild);

  /** Reads the document's style sheets, in pieces. Tells of nothing when one of them cannot be read.
   * @param {(rules: Rules) => void} tell @returns {Generator<void, void>} */
  function* read(tell) {
    const all = new Rules();
    let total = 0;
    for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets ?? []]) {
      let list;
      try {
        list = sheet.cssRules;
      } catch {
        return;
      }
      total += list.length;
      if (total > MAX_RULES) return;
      const before = known.get(sheet);
      let rules = before?.count === list.length ? before.rules : undefined;
      if (rules === undefined) {
        rules = new Rules();
        try {
          yield* scan(list, rules, "");
        } catch {
          return;
        }
        if (isWritten(sheet) && !rules.imports) known.set(sheet, { count: list.length, rules });
      }
      all.join(rules);
      yield;
    }
    all.animate();
    tell(all);
  }

  /** What one reading asks: bits of an element's names, each text of classes looked into once. */
  class Suspects {
    /** @param {StyleRules} rules */
    constructor(rules) {
      this.rules = rules;
      /** @type {Map<string, number>} */
      this.byClass = new Map();
      /** Elements that a script moves. @type {Set<Element>} */
      this.moved = new Set();
      const animations = document.getAnimations();
      if (animations.length > MAX_ANIMATIONS) rules.all |= HIDES;
      else for (const { effect: what } of animations) {
        const target = /** @type {KeyframeEffect | null} */ (what)?.target;
        if (target) this.moved.add(target);
      }
    }

    /** @param {string} tag @param {readonly string[]} names @param {Element} element */
    of(tag, names, element) {
      let bits = this.rules.all | (this.rules.tags.get(tag) ?? 0);
      if (this.moved.size > 0 && this.moved.has(element)) bits |= HIDES;
      for (let index = 0; index < names.length; index++) {
        const name = /** @type {string} */ (names[index]);
        if (name === "class") bits |= this.ofClass(attribute.call(element, name) ?? "");
        else if (name === "style") bits |= effect(attribute.call(element, name) ?? "", []);
        // Other extensions hide what they find by its id, and such rules are in no list.
        else if (name === "id" || name === "popover") bits |= HIDES;
        if (this.rules.attributes.size > 0) bits |= this.rules.attributes.get(name) ?? 0;
      }
      return bits;
    }

    /** @param {string} text */
    ofClass(text) {
      const known = this.byClass.get(text);
      if (known !== undefined) return known;
      let bits = this.rules.attributes.get("class") ?? 0;
      for (const name of text.toLowerCase().split(/[\t\n\f\r ]+/)) bits |= this.rules.classes.get(name) ?? 0;
      this.byClass.set(text, bits);
      return bits;
    }
  }

  preflight.sheets = { HIDES, HIDES_BELOW, CLIPS, read, Suspects };
})();
