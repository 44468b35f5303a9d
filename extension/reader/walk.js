// @ts-check
/// <reference path="./types.d.ts" />
// The walk: from the document to the snapshot, resumable. Must agree with src/html; docs/snapshot.md is what both follow.
// Written for speed: one TreeWalker call a node, attributes only where there are any, visibility asked once for each
// element that holds text, and JSON written as the walk goes.
"use strict";

(() => {
  if (preflight.started) return;
  const MAX_NODES = 120_000;
  const MAX_TEXT = 2_000_000;
  const MAX_DEPTH = 1_000;
  /** Nodes between two looks at the clock. */
  const STRIDE = 32;
  /** Fresh starts when the page changes under the walk. */
  const MAX_RESTARTS = 3;

  const { CONTROL, LEAF, INLINE, STANDING, SIMPLE, CELL, SEEN_THROUGH, CLOSED, HOST, SPECIAL, DEPENDS, ofKind, ofTag } = preflight.bits;
  const { isVisible, isRendered, isSeenThrough, holdsNothing, isFlat, isClipping, modalChain } = preflight.sight;
  const SHOW = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;

  /** Nothing to fold and nothing to escape: the most frequent texts. */
  const PLAIN = /^ ?[!#-[\]-~]+(?: [!#-[\]-~]+)* ?$/;
  /** Nothing to escape. */
  const QUOTABLE = /^[ !#-[\]-~\u00a0-\ud7ff]*$/;

  /** Firefox asks much for each call from an extension and little for a query; in Chromium it is the other way round. */
  const CALLS_ARE_DEAR = typeof (/** @type {any} */ (globalThis)).exportFunction === "function";
  const TELLING = "//*[@*[local-name()!='class' and local-name()!='d' and local-name()!='style' and local-name()!='id']]";

  /** @param {string} text */
  const quote = (text) => QUOTABLE.test(text) ? `"${text}"` : JSON.stringify(text);

  /** The elements with attributes that may tell something; null when each is to be asked.
   * @param {Document | ShadowRoot} root @returns {Set<Element> | null} */
  const telling = (root) => {
    if (!CALLS_ARE_DEAR || !(root instanceof Document)) return null;
    const found = root.evaluate(TELLING, root, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
    /** @type {Set<Element>} */
    const set = new Set();
    for (let index = 0; index < found.snapshotLength; index++) set.add(/** @type {Element} */ (found.snapshotItem(index)));
    return set;
  };

  /** The node after the one that a walker stands at, its children passed over. @param {TreeWalker} walker @param {Node} top */
  const after = (walker, top) => {
    if (walker.currentNode === top) return null;
    for (;;) {
      const next = walker.nextSibling();
      if (next !== null) return next;
      if (walker.parentNode() === null || walker.currentNode === top) return null;
    }
  };

  const NO_ATTRIBUTES = preflight.names.NONE;

  /** An element that the walk stands in.
   * @typedef {{element: Element, tag: string, kind: string | undefined, attributes: Attributes, around: number, inside: number, tour: Tour, count: number, space: boolean, styled: boolean, bits: number}} Frame */

  /** A part of the tree that is walked in document order: the document, a shadow tree, or something slotted.
   * @typedef {{walker: TreeWalker, top: Node, base: number, rest: Node[], labels: Labels, telling: Set<Element> | null}} Tour */

  class Walk {
    /** @param {{mode?: Mode, url?: string}} [options] */
    constructor(options = {}) {
      this.url = new URL(options.url ?? location.href);
      /** @type {Mode} */
      this.mode = options.mode ?? preflight.address.mode(this.url);
      this.restarts = 0;
      this.truncated = false;
      this.full = false;
      /** The nodes as JSON. */
      this.out = "";
      this.count = 0;
      this.units = 0;
      /** White space came that no text has taken yet. */
      this.space = false;
      /** The elements that the walk stands in, as far as `height`; those above are there to be used again. @type {Frame[]} */
      this.frames = [];
      this.height = 0;
      /** Indexes of the frames that nodes are or will be made of. @type {number[]} */
      this.named = [];
      /** How many of them are made. */
      this.made = 0;
      /** @type {Tour[]} */
      this.tours = [];
      /** Whose visibility was asked last. @type {Element | null} */
      this.asked = null;
      this.answer = false;
      /** Whether elements of a class in elements of a class hide what is larger. @type {Map<string, Map<string, boolean>>} */
      this.clips = new Map();
      /** @type {Element | null} */
      this.outer = null;
      this.outerClass = "";
      preflight.address.start();
      this.chain = this.mode === "full" ? modalChain() : new Set();
      const root = document.documentElement;
      /** What is visited next. @type {Node | null} */
      this.node = root && this.tour([root], new preflight.names.Labels(document), telling(document));
    }

    /** The page changed where the walk stood. */
    restart() {
      if (this.restarts < MAX_RESTARTS) {
        Object.assign(this, new Walk({ mode: this.mode, url: this.url.href }), { restarts: this.restarts + 1 });
      } else {
        this.truncated = true;
        this.node = null;
      }
    }

    /** Starts on another part of the tree. @param {Node[]} tops @param {Labels} labels @param {Set<Element> | null} telling */
    tour(tops, labels, telling) {
      const top = /** @type {Node} */ (tops[0]);
      const walker = document.createTreeWalker(top, SHOW);
      this.tours.push({ walker, top, base: this.height, rest: tops.slice(1).reverse(), labels, telling });
      return top instanceof ShadowRoot ? walker.nextNode() ?? this.following() : top;
    }

    /** @param {number} deadline */
    step(deadline) {
      if (this.node && this.count > 0 && !this.node.isConnected) this.restart();
      for (let left = STRIDE; this.node !== null; left--) {
        if (left === 0) {
          if (performance.now() >= deadline) return false;
          left = STRIDE;
        }
        this.visit(this.node);
        if (this.full) {
          this.truncated = true;
          this.node = null;
          return true;
        }
      }
      return true;
    }

    /** @param {Node} node */
    visit(node) {
      const tour = /** @type {Tour} */ (this.tours[this.tours.length - 1]);
      const text = node.nodeValue;
      if (node !== tour.top) {
        const parent = node.parentNode;
        while (this.height > tour.base && /** @type {Frame} */ (this.frames[this.height - 1]).element !== parent) {
          if (!this.leave()) return;
        }
      }
      if (text !== null) {
        if (this.text(text)) this.node = tour.walker.nextNode() ?? this.following();
        return;
      }
      this.enter(/** @type {Element} */ (node), tour);
    }

    /** The next node after what the innermost tour stands at, its children passed over; ends tours that are through.
     * Null when the page is. @param {boolean} [ended] whether the tour has nothing left
     * @returns {Node | null} */
    following(ended = true) {
      for (;;) {
        const tour = this.tours[this.tours.length - 1];
        if (tour === undefined) return null;
        if (!ended) {
          const next = after(tour.walker, tour.top);
          if (next !== null) return next;
        }
        while (this.height > tour.base) {
          if (!this.leave()) return this.node;
        }
        const top = tour.rest.pop();
        if (top !== undefined) {
          tour.top = top;
          tour.walker = document.createTreeWalker(top, SHOW);
          return top;
        }
        this.tours.pop();
        // The tour began at an element of the one around it, which still stands on that element.
        ended = false;
      }
    }

    /** @param {string} raw @returns {boolean} false when the walk went elsewhere */
    text(raw) {
      const start = raw.charCodeAt(0);
      if (!(start > 32 && start < 127) && raw.length < 40 && preflight.fold.isBlank(raw)) {
        this.blank(raw);
        return true;
      }
      if (this.named.length === 0 && this.mode !== "full") return true;
      if (!this.isShown()) return !this.leaveUnrendered();
      if (!this.space && raw.length < 1_000 && PLAIN.test(raw)) {
        if (this.made < this.named.length && !this.makeAll()) return false;
        this.add(`"t","${raw}"`, raw.length);
        return true;
      }
      let { text, cut } = preflight.fold.run(raw);
      if (cut) this.truncated = true;
      if (text === "" || text === " ") {
        this.blank(text);
        return true;
      }
      if (this.made < this.named.length && !this.makeAll()) return false;
      if (this.space) {
        this.space = false;
        if (text.charCodeAt(0) !== 32) text = ` ${text}`;
      }
      this.add(`"t",${quote(text)}`, text.length);
      return true;
    }

    /** White space only. In a block that turns out to hold nothing it leaves no trace; elsewhere it has to be seen.
     * @param {string} text */
    blank(text) {
      const frame = this.frames[this.height - 1];
      const flows = frame === undefined || frame.kind === undefined || (frame.bits & INLINE) !== 0;
      if (!this.space && preflight.fold.run(text).text !== "" && (!flows || this.isShown())) this.space = true;
    }

    /** Leaves the outermost element around here that is not rendered, with all it holds. False when there is none:
     * what is merely invisible may hold what is not. */
    leaveUnrendered() {
      const tour = /** @type {Tour} */ (this.tours[this.tours.length - 1]);
      let index = this.height;
      while (index > tour.base) {
        const { count, element } = /** @type {Frame} */ (this.frames[index - 1]);
        if (count !== this.count || isRendered(element)) break;
        index--;
      }
      // An element without a box of its own may stand between.
      while (index < this.height && getComputedStyle(/** @type {Frame} */ (this.frames[index]).element).display === "contents") index++;
      if (index === this.height) return false;
      this.abandon(index);
      return true;
    }

    /** Whether text in the element that the walk stands in is seen. */
    isShown() {
      const frame = this.frames[this.height - 1];
      if (frame === undefined) return false;
      if (this.asked !== frame.element) {
        this.asked = frame.element;
        this.answer = isVisible(frame.element) && !(frame.tag.includes("-") && holdsNothing(frame.element));
      }
      return this.answer;
    }

    /** @param {string} members @param {number} units */
    add(members, units) {
      this.units += units;
      if (this.count >= MAX_NODES || this.units > MAX_TEXT) {
        this.full = true;
        return;
      }
      let depth = this.made;
      if (depth > MAX_DEPTH) {
        depth = MAX_DEPTH;
        this.truncated = true;
      }
      this.out += this.count++ === 0 ? `[${depth},${members}]` : `,[${depth},${members}]`;
    }

    /** Makes the nodes that the walk stands in. False when one of them turned out to be collapsed and was left. */
    makeAll() {
      while (this.made < this.named.length) {
        if (!this.make(false)) return false;
      }
      return true;
    }

    /** @param {boolean} empty */
    make(empty) {
      const index = /** @type {number} */ (this.named[this.made]);
      const frame = /** @type {Frame} */ (this.frames[index]);
      const kind = /** @type {string} */ (frame.kind);
      if ((frame.bits & STANDING) === 0 && this.isCollapsed(frame, index)) {
        this.abandon(index);
        return false;
      }
      const { element, tag, attributes, around } = frame;
      if (this.mode !== "full") {
        const extra = kind === "heading" ? preflight.states.extra(element, tag, kind, { ...NO_ATTRIBUTES, "aria-level": attributes["aria-level"] }, frame.tour.labels, 0, false) : "";
        this.add(extra ? `"${kind}","","",${extra}` : `"${kind}"`, 0);
      } else if (attributes === NO_ATTRIBUTES && (frame.bits & SIMPLE) !== 0) {
        this.add(`"${kind}"`, 0);
      } else {
        const flags = preflight.states.flags(element, tag, kind, attributes, around);
        const extra = preflight.states.extra(element, tag, kind, attributes, frame.tour.labels, around, empty);
        this.add(extra ? `"${kind}","","${flags}",${extra}` : flags ? `"${kind}","","${flags}"` : `"${kind}"`, extra.length);
      }
      this.made++;
      return true;
    }

    /** Whether an element has no size and hides what is larger. Overflow is asked once for all that have the same
     * classes as it and its parent; size only where it matters. @param {Frame} frame @param {number} index */
    isCollapsed(frame, index) {
      const { element } = frame;
      if (CALLS_ARE_DEAR) return isFlat(element) && isClipping(element);
      if (frame.styled || frame.attributes.states) return isClipping(element) && isFlat(element);
      const above = index === 0 ? null : /** @type {Frame} */ (this.frames[index - 1]).element;
      const outer = above === null ? "" : above === this.outer ? this.outerClass : this.outerClass = above.className;
      this.outer = above;
      let inner = this.clips.get(outer);
      if (inner === undefined) this.clips.set(outer, inner = new Map());
      const own = element.className;
      let clips = inner.get(own);
      if (clips === undefined) inner.set(own, clips = isClipping(element));
      return clips && isFlat(element);
    }

    /** Leaves a frame with all that is in it, made or not, and goes on behind it. @param {number} index */
    abandon(index) {
      const frame = /** @type {Frame} */ (this.frames[index]);
      this.height = index;
      while (this.named.length > 0 && /** @type {number} */ (this.named[this.named.length - 1]) >= index) this.named.pop();
      this.made = Math.min(this.made, this.named.length);
      while (this.tours[this.tours.length - 1] !== frame.tour) this.tours.pop();
      frame.tour.walker.currentNode = frame.element;
      this.space = frame.space;
      this.asked = null;
      this.node = this.following(false);
    }

    /** Leaves the innermost frame. False when the walk went elsewhere. */
    leave() {
      const frame = /** @type {Frame} */ (this.frames[this.height - 1]);
      if (frame.kind !== undefined) {
        if (this.made < this.named.length && this.mode === "full" && this.standsEmpty(frame)) {
          while (this.made + 1 < this.named.length) {
            if (!this.make(false)) return false;
          }
          if (!this.make(true)) return false;
        }
        this.named.pop();
        if (this.made > this.named.length) this.made = this.named.length;
        if ((frame.bits & INLINE) === 0) this.space = frame.count === this.count && frame.space;
      }
      this.height--;
      return true;
    }

    /** Whether a node is made although nothing is in it. @param {Frame} frame */
    standsEmpty(frame) {
      const { element, tag, attributes, tour, bits } = frame;
      if ((bits & (CONTROL | LEAF)) !== 0) return true;
      if ((bits & CELL) !== 0) return isVisible(element);
      if (attributes === NO_ATTRIBUTES) return false;
      return (this.isNamed(element, tag, attributes, tour) || preflight.names.description(attributes, tour.labels) !== "") && isVisible(element);
    }

    /** @param {Element} element @param {string} tag @param {Attributes} attributes @param {Tour} tour */
    isNamed(element, tag, attributes, tour) {
      return preflight.fold.short(attributes["title"]) !== "" || preflight.names.name(element, tag, attributes, tour.labels) !== "";
    }

    /** @param {Element} element @param {Tour} tour */
    enter(element, tour) {
      const tag = element.localName;
      const info = ofTag(tag);
      let { kind, bits } = info;
      let attributes = NO_ATTRIBUTES;
      let styled = false;
      if (kind !== null) {
        if (tour.telling === null || tour.telling.has(element)) {
          const names = element.getAttributeNames();
          if (names.length > 1 || (names.length === 1 && names[0] !== "class")) {
            attributes = preflight.names.attributes(names, element);
            styled = names.includes("style");
          }
        }
        if (attributes !== NO_ATTRIBUTES || (bits & DEPENDS) !== 0) {
          kind = preflight.kinds.of(element, tag, attributes);
          if (kind !== info.kind) bits = info.tagBits | ofKind(kind);
        }
      }
      if (kind === null || element === preflight.host || !this.stand(element, tag, kind, bits, attributes, styled, tour)) {
        this.node = this.passOver(tour);
      } else {
        this.node = this.goInto(/** @type {Frame} */ (this.frames[this.height]));
      }
    }

    /** @param {Tour} tour */
    passOver(tour) {
      return after(tour.walker, tour.top) ?? this.following();
    }

    /** Makes the next frame that of an element. False when the element is left out.
     * @param {Element} element @param {string} tag @param {string | undefined} kind @param {number} bits
     * @param {Attributes} attributes @param {boolean} styled @param {Tour} tour */
    stand(element, tag, kind, bits, attributes, styled, tour) {
      const around = this.height === 0 ? 0 : /** @type {Frame} */ (this.frames[this.height - 1]).inside;
      let inside = around;
      if (attributes !== NO_ATTRIBUTES) {
        const excused = this.chain.size > 0 && !this.chain.has(element) && this.chain.has(element.parentNode);
        if (attributes["aria-hidden"]?.toLowerCase() === "true" && !excused) return false;
        const hidden = attributes["hidden"];
        if (hidden !== undefined && (hidden.toLowerCase() === "until-found" || !isVisible(element))) return false;
        if (attributes["inert"] !== undefined && excused) attributes["inert"] = undefined;
        inside = preflight.states.inside(element, tag, attributes, around, attributes["inert"] !== undefined);
      } else if (tag === "form" || tag === "legend") {
        inside = preflight.states.inside(element, tag, attributes, around, false);
      }
      if (this.mode !== "full") {
        if (kind !== undefined && kind !== "link" && (bits & (CONTROL | LEAF)) !== 0) return false;
        if (kind !== "heading" && kind !== "alert") kind = undefined;
      } else if (kind === undefined && attributes !== NO_ATTRIBUTES && this.saysSomething(element, tag, attributes, around, tour)) {
        kind = "inline";
        bits |= INLINE | STANDING;
      }
      const { count, space } = this;
      const frame = this.frames[this.height];
      if (frame === undefined) {
        this.frames.push({ element, tag, kind, attributes, around, inside, tour, count, space, styled, bits });
      } else {
        frame.element = element;
        frame.tag = tag;
        frame.kind = kind;
        frame.attributes = attributes;
        frame.around = around;
        frame.inside = inside;
        frame.tour = tour;
        frame.count = count;
        frame.space = space;
        frame.styled = styled;
        frame.bits = bits;
      }
      return true;
    }

    /** Whether an inline element has something to say besides its text.
     * @param {Element} element @param {string} tag @param {Attributes} attributes @param {number} around @param {Tour} tour */
    saysSomething(element, tag, attributes, around, tour) {
      return preflight.states.flags(element, tag, "inline", attributes, around) !== ""
        || preflight.states.extra(element, tag, "inline", attributes, tour.labels, around, false) !== "";
    }

    /** Goes into the element of the frame at `height`, or passes over it. @param {Frame} frame @returns {Node | null} */
    goInto(frame) {
      const { element, tag, kind, attributes, tour, bits } = frame;
      if (kind !== undefined) {
        if ((bits & (CONTROL | LEAF)) !== 0) {
          if (kind === "img" && !this.isNamed(element, tag, attributes, tour)) return this.passOver(tour);
          const visible = isVisible(element);
          this.asked = element;
          this.answer = visible;
          if (!visible && !((bits & SEEN_THROUGH) !== 0 && isSeenThrough(element))) return this.passOver(tour);
          if (kind === "br") {
            if (this.made === this.named.length) {
              this.space = false;
              this.add('"br"', 0);
            }
            return this.passOver(tour);
          }
        }
        if ((bits & INLINE) === 0) this.space = false;
        this.named.push(this.height);
      }
      this.height++;
      if ((bits & CLOSED) !== 0 || (attributes.contenteditable !== undefined && preflight.kinds.isEditable(attributes.contenteditable))) {
        if (tag === "select") {
          const text = preflight.states.chosen(/** @type {HTMLSelectElement} */ (element));
          if (text) {
            if (!this.makeAll()) return this.node;
            this.add(`"t",${quote(text)}`, text.length);
          }
        }
        return this.passOver(tour);
      }
      return ((bits & (HOST | SPECIAL)) === 0 ? null : this.inner(element, tag, attributes, tour)) ?? tour.walker.nextNode() ?? this.following();
    }

    /** Where the walk goes on when what an element shows is not simply its children.
     * @param {Element} element @param {string} tag @param {Attributes} attributes @param {Tour} tour */
    inner(element, tag, attributes, tour) {
      if (tag === "details") {
        if (attributes["open"] !== undefined) return null;
        const summary = element.querySelector(":scope > summary");
        return summary ? this.tour([summary], tour.labels, tour.telling) : this.passOver(tour);
      }
      if (tag === "slot") {
        const nodes = (/** @type {HTMLSlotElement} */ (element)).assignedNodes();
        if (nodes.length === 0) return null;
        const root = nodes[0]?.getRootNode();
        const outer = this.tours.findLast((outer) => outer.labels.root === root);
        return outer ? this.tour(nodes, outer.labels, outer.telling) : null;
      }
      const shadow = element.shadowRoot;
      return shadow === null ? null : this.tour([shadow], new preflight.names.Labels(shadow), null);
    }

    json() {
      const { url, dialog } = preflight.address.page(this.url);
      const { short } = preflight.fold;
      const lang = short(document.documentElement?.getAttribute("lang")?.toLowerCase()) || null;
      const head = JSON.stringify({ v: 1, url, dialog, lang, title: short(document.title), mode: this.mode, truncated: this.truncated });
      // Halves of surrogate pairs are no JSON for other readers.
      const whole = `${head.slice(0, -1)},"nodes":[${this.out}]}`;
      return /\\ud[89a-f]/.test(whole) ? whole.replace(/\\(?:\\|ud[89a-f][0-9a-f]{2})/g, (found) => found === "\\\\" ? found : "\ufffd") : whole;
    }
  }

  preflight.Walk = Walk;
})();
