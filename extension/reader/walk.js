// @ts-check
/// <reference path="./types.d.ts" />
// The walk: from the document to the snapshot, resumable. Must agree with src/html; docs/snapshot.md is what both follow.
// Written for speed: what costs is crossing into the browser, so each node is asked as little as can be: its name and its
// neighbours, a text its text, an element the names of its attributes; visibility only where sheets.js says it may be gone.
"use strict";

(() => {
  if (preflight.started) return;
  /** Nodes between two looks at the clock. */
  const STRIDE = 128;
  /** Fresh starts when the page changes under the walk. */
  const MAX_RESTARTS = 3;

  const { CONTROL, LEAF, INLINE, STANDING, CELL, SEEN_THROUGH, CLOSED, HOST, SPECIAL, DEPENDS, ASKED, WHOLE, ofKind, ofName } = preflight.bits;
  const { isSeenThrough, modalChain } = preflight.sight;
  const { HIDES, HIDES_BELOW, CLIPS } = preflight.sheets;
  const { nodeName, nodeType, nodeValue, firstChild, firstElementChild, textContent, parentNode, shadowRoot, attributeNames } = preflight.dom;
  const ELEMENT = 1;
  const TEXT = 3;
  // Held here, since looking up a global takes its time in Firefox.
  const { fold, kinds, states, names: naming } = preflight;
  const NO_ATTRIBUTES = naming.NONE;

  /** How far an element can be told to be seen without asking: it is; it has to be asked; so has all that is in it. */
  const SURE = 0;
  const ASK = 1;
  const ASK_BELOW = 2;

  /** Nothing to fold and nothing to escape: the most frequent texts. */
  const PLAIN = /^ ?[!#-[\]-~]+(?: [!#-[\]-~]+)* ?$/;

  class Walk extends preflight.Course {
    /** @param {{mode?: Mode, url?: string}} [options] */
    constructor(options = {}) {
      const url = new URL(options.url ?? location.href);
      super(options.mode ?? preflight.address.mode(url));
      this.url = url;
      this.restarts = 0;
      this.host = preflight.host;
      /** Null when everything has to be asked. @type {Suspects | null} */
      this.suspects = null;
      /** What is read first. @type {Generator<void, void> | null} */
      this.sheets = preflight.sheets.read((rules) => { this.suspects = new preflight.sheets.Suspects(rules); });
      /** Open dialogs and what they stand in, looked for when it first matters. @type {Set<Node | null> | null} */
      this.chain = null;
    }

    /** Goes on reading style sheets; true when they are read. @param {number} deadline */
    begin(deadline) {
      for (;;) {
        if (/** @type {Generator<void, void>} */ (this.sheets).next().done) break;
        if (performance.now() >= deadline) return false;
      }
      this.sheets = null;
      preflight.address.start();
      const root = document.documentElement;
      this.node = root && this.tour([root], new naming.Labels(document));
      return true;
    }

    /** The page changed where the walk stood. */
    restart() {
      if (this.restarts < MAX_RESTARTS) {
        Object.assign(this, new Walk({ mode: this.mode, url: this.url.href }), { restarts: this.restarts + 1 });
      } else {
        this.out.truncated = true;
        this.node = null;
      }
    }

    /** @param {number} deadline */
    step(deadline) {
      if (this.sheets !== null && !this.begin(deadline)) return false;
      if (this.node !== null && this.out.count > 0 && !this.isInPlace()) {
        this.restart();
        if (this.sheets !== null) return false;
      }
      this.host = preflight.host;
      let left = STRIDE;
      while (this.node !== null) {
        if (--left === 0) {
          if (performance.now() >= deadline) return false;
          left = STRIDE;
        }
        const { node } = this;
        const type = nodeType.call(node);
        if (type === ELEMENT) this.enter(/** @type {Element} */ (node));
        else if (type === TEXT) this.run(node);
        else this.node = this.following(node);
        if (this.out.full) {
          this.out.truncated = true;
          this.node = null;
        }
      }
      return true;
    }

    /** A text node and those that follow it: comments part no text. @param {Node} first */
    run(first) {
      let raw = /** @type {string} */ (nodeValue.call(first));
      let next = this.nextOf(first);
      while (next !== null) {
        const type = nodeType.call(next);
        if (type === ELEMENT) break;
        if (type === TEXT) raw += nodeValue.call(next);
        next = this.nextOf(next);
      }
      if (this.text(raw, undefined)) this.node = next ?? this.rise();
    }

    /** An element that holds nothing but text and has no attributes that matter. @param {string | undefined} kind @param {number} bits
     * @param {string} raw @returns {boolean} false when the walk went elsewhere */
    whole(kind, bits, raw) {
      if (kind === undefined) return this.text(raw, undefined);
      const { space, out } = this;
      const { count } = out;
      this.space = false;
      if (!this.text(raw, kind)) return false;
      if (out.count === count && (bits & CELL) !== 0) {
        if (!this.makeAll()) return false;
        out.kind(this.made, kind);
      }
      this.space = out.count === count && space;
      return true;
    }

    /** @param {string} raw @param {string | undefined} kind of what stands around this text alone
     * @returns {boolean} false when the walk went elsewhere */
    text(raw, kind) {
      if (raw === "") return true;
      const start = raw.charCodeAt(0);
      if (start === 10 || start === 32) {
        let end = 1;
        for (let sign = raw.charCodeAt(end); sign === 32 || sign === 10; sign = raw.charCodeAt(end)) end++;
        if (end === raw.length) {
          this.blank(raw);
          return true;
        }
      }
      if (!(start > 32 && start < 127) && raw.length < 40 && fold.isBlank(raw)) {
        this.blank(raw);
        return true;
      }
      if (this.named.length === 0 && this.mode !== "full") return true;
      if (!this.isShown()) return !this.leaveUnrendered();
      if (!this.space && raw.length < 1_000 && PLAIN.test(raw)) {
        if (this.made < this.named.length && !this.makeAll()) return false;
        this.out.plain(this.around(kind), raw);
        return true;
      }
      let { text, cut } = fold.run(raw);
      if (cut) this.out.truncated = true;
      if (text === "" || text === " ") {
        this.blank(text);
        return true;
      }
      if (this.made < this.named.length && !this.makeAll()) return false;
      if (this.space) {
        this.space = false;
        if (text.charCodeAt(0) !== 32) text = ` ${text}`;
      }
      this.out.text(this.around(kind), text);
      return true;
    }

    /** Makes what stands around a text alone; the text's depth. @param {string | undefined} kind */
    around(kind) {
      if (kind === undefined) return this.made;
      this.out.kind(this.made, kind);
      return this.made + 1;
    }

    /** White space only. In a block that turns out to hold nothing it leaves no trace; elsewhere it has to be seen.
     * @param {string} text */
    blank(text) {
      if (this.space) return;
      const frame = this.frames[this.height - 1];
      const flows = frame === undefined || frame.kind === undefined || (frame.bits & INLINE) !== 0;
      // Only signs without width leave nothing.
      if ((text.charCodeAt(0) <= 32 || fold.run(text).text !== "") && (!flows || this.isShown())) this.space = true;
    }

    /** @param {Element} element */
    enter(element) {
      const info = ofName(nodeName.call(element));
      const tour = /** @type {Tour} */ (this.tours[this.tours.length - 1]);
      let { kind, bits } = info;
      if (kind === null || element === this.host) {
        this.node = this.following(element);
        return;
      }
      let attributes = NO_ATTRIBUTES;
      const names = attributeNames.call(element);
      if (names.length > 1 || (names.length === 1 && names[0] !== "class")) {
        // The frame that this element may take stands there to be used again, with its attributes.
        attributes = naming.attributes(names, element, this.frames[this.height]?.spare ?? null);
      }
      if (attributes !== NO_ATTRIBUTES || (bits & DEPENDS) !== 0) {
        kind = kinds.of(element, info.tag, attributes);
        if (kind !== info.kind) bits = info.tagBits | ofKind(kind);
        if (kind === null) {
          this.node = this.following(element);
          return;
        }
      }
      const suspect = this.suspects === null ? HIDES | CLIPS : this.suspects.of(info.tag, names, element);
      const above = this.height === 0 ? null : /** @type {Frame} */ (this.frames[this.height - 1]);
      if (above !== null && above.doubt === ASK && !this.resolve(above)) return;
      const doubt = this.suspects === null || (above !== null && above.doubt === ASK_BELOW) || tour.isRoot || (suspect & HIDES_BELOW) !== 0 || (bits & ASKED) !== 0
        ? ASK_BELOW
        : (suspect & HIDES) !== 0 ? ASK : SURE;
      const isWhole = doubt === SURE && attributes === NO_ATTRIBUTES && (bits & WHOLE) !== 0 && (suspect === 0 || (bits & STANDING) !== 0)
        && this.mode === "full" && firstElementChild.call(element) === null && ((bits & HOST) === 0 || shadowRoot.call(element) === null);
      if (isWhole) {
        if (this.whole(kind, bits, /** @type {string} */ (textContent.call(element)))) this.node = this.following(element);
        return;
      }
      this.node = this.stand(element, info.tag, kind, bits, attributes, suspect, doubt, tour)
        ? this.goInto(/** @type {Frame} */ (this.frames[this.height]))
        : this.following(element);
    }

    /** Asks an element that may hide what is in it, once for all. False when it does, and was left.
     * @param {Frame} frame */
    resolve(frame) {
      if (this.ask(frame.element)) {
        frame.doubt = SURE;
        return true;
      }
      frame.doubt = ASK_BELOW;
      if ((frame.bits & CONTROL) !== 0 || frame.count !== this.out.count) return true;
      return !this.leaveUnrendered();
    }

    /** Makes the next frame that of an element. False when the element is left out.
     * @param {Element} element @param {string} tag @param {string | undefined} kind @param {number} bits
     * @param {Attributes} attributes @param {number} suspect @param {number} doubt @param {Tour} tour */
    stand(element, tag, kind, bits, attributes, suspect, doubt, tour) {
      const around = this.height === 0 ? 0 : /** @type {Frame} */ (this.frames[this.height - 1]).inside;
      let inside = around;
      if (attributes !== NO_ATTRIBUTES) {
        if (attributes["hidden"] !== undefined) return false;
        if (attributes["aria-hidden"]?.toLowerCase() === "true" && !this.isBesideModal(element)) return false;
        if (attributes["inert"] !== undefined && this.isBesideModal(element)) attributes["inert"] = undefined;
        inside = states.inside(element, tag, attributes, around, attributes["inert"] !== undefined);
      } else if (tag === "form" || tag === "legend") {
        inside = states.inside(element, tag, attributes, around, false);
      }
      if (this.mode !== "full") {
        if (kind !== undefined && kind !== "link" && (bits & (CONTROL | LEAF)) !== 0) return false;
        if (kind !== "heading" && kind !== "alert") kind = undefined;
      } else if (kind === undefined && attributes !== NO_ATTRIBUTES && this.saysSomething(element, tag, attributes, around, tour)) {
        kind = "inline";
        bits |= INLINE | STANDING;
      }
      const space = this.space;
      const { count } = this.out;
      const frame = this.frames[this.height];
      if (frame === undefined) {
        this.frames.push({ element, tag, kind, attributes, spare: attributes, around, inside, tour, count, space, suspect, doubt, bits });
      } else {
        frame.element = element;
        frame.tag = tag;
        frame.kind = kind;
        frame.attributes = attributes;
        if (attributes !== NO_ATTRIBUTES) frame.spare = attributes;
        frame.around = around;
        frame.inside = inside;
        frame.tour = tour;
        frame.count = count;
        frame.space = space;
        frame.suspect = suspect;
        frame.doubt = doubt;
        frame.bits = bits;
      }
      return true;
    }

    /** Whether what hides or disables an element may be no more than a dialog beside it. @param {Element} element */
    isBesideModal(element) {
      if (this.mode !== "full") return false;
      this.chain ??= modalChain();
      return this.chain.size > 0 && !this.chain.has(element) && this.chain.has(parentNode.call(element));
    }

    /** Whether an inline element has something to say besides its text.
     * @param {Element} element @param {string} tag @param {Attributes} attributes @param {number} around @param {Tour} tour */
    saysSomething(element, tag, attributes, around, tour) {
      return states.flags(element, tag, "inline", attributes, around) !== ""
        || states.extra(element, tag, "inline", attributes, tour.labels, around, false) !== "";
    }

    /** Goes into the element of the frame at `height`, or passes over it. @param {Frame} frame @returns {Node | null} */
    goInto(frame) {
      const { element, tag, kind, attributes, tour, bits } = frame;
      if (kind !== undefined) {
        if ((bits & (CONTROL | LEAF)) !== 0) {
          if (kind === "img" && !this.isNamed(element, tag, attributes, tour)) return this.following(element);
          if (frame.doubt !== SURE && !this.ask(element) && !((bits & SEEN_THROUGH) !== 0 && isSeenThrough(element))) return this.following(element);
          if (kind === "br") {
            if (this.made === this.named.length) {
              this.space = false;
              this.out.kind(this.made, "br");
            }
            return this.following(element);
          }
        }
        if ((bits & INLINE) === 0) this.space = false;
        this.named.push(this.height);
      }
      this.height++;
      if ((bits & CLOSED) !== 0 || (attributes.contenteditable !== undefined && kinds.isEditable(attributes.contenteditable))) {
        if (tag === "select") {
          const text = states.chosen(/** @type {HTMLSelectElement} */ (element));
          if (text) {
            if (!this.makeAll()) return this.node;
            this.out.text(this.made, text);
          }
        }
        return this.leave() ? this.following(element) : this.node;
      }
      const inner = (bits & (HOST | SPECIAL)) === 0 ? undefined : this.inner(element, tag, attributes, tour);
      if (inner !== undefined) return inner;
      const child = firstChild.call(element);
      if (child !== null) return child;
      return this.leave() ? this.following(element) : this.node;
    }

    /** Where the walk goes on when what an element shows is not simply its children.
     * @param {Element} element @param {string} tag @param {Attributes} attributes @param {Tour} tour @returns {Node | null | undefined} */
    inner(element, tag, attributes, tour) {
      if (tag === "details") {
        if (attributes["open"] !== undefined) return undefined;
        const summary = element.querySelector(":scope > summary");
        return summary ? this.tour([summary], tour.labels) : this.leave() ? this.following(element) : this.node;
      }
      if (tag === "slot") {
        const nodes = (/** @type {HTMLSlotElement} */ (element)).assignedNodes();
        if (nodes.length === 0) return undefined;
        const root = nodes[0]?.getRootNode();
        const outer = this.tours.findLast((outer) => outer.labels.root === root);
        return outer ? this.tour(nodes, outer.labels) : undefined;
      }
      const shadow = shadowRoot.call(element);
      return shadow === null ? undefined : this.tour([shadow], new naming.Labels(shadow));
    }

    get truncated() { return this.out.truncated; }

    json() {
      const { url, dialog } = preflight.address.page(this.url);
      const { short } = fold;
      const lang = short(document.documentElement?.getAttribute("lang")?.toLowerCase()) || null;
      const head = JSON.stringify({ v: 1, url, dialog, lang, title: short(document.title).replace(/\p{Surrogate}/gu, "\ufffd"), mode: this.mode, truncated: this.out.truncated });
      return `${head.slice(0, -1)},"nodes":${this.out.json()}}`;
    }
  }

  preflight.Walk = Walk;
})();
