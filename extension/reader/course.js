// @ts-check
/// <reference path="./types.d.ts" />
// Where a walk stands and how it moves on: the elements around it, the shadow trees and slots it went into, and the nodes
// that are made of elements as soon as something is found in them.
"use strict";

(() => {
  if (preflight.started) return;
  const { CONTROL, LEAF, INLINE, STANDING, SIMPLE, CELL } = preflight.bits;
  const { isVisible, isRendered, holdsNothing, isFlat, isClipping } = preflight.sight;
  const { CLIPS } = preflight.sheets;
  const { firstChild, nextSibling, parentNode } = preflight.dom;
  const { fold, states, names } = preflight;
  const NO_ATTRIBUTES = names.NONE;

  class Course {
    /** @param {Mode} mode */
    constructor(mode) {
      this.mode = mode;
      this.out = new preflight.Out();
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
      /** What is visited next. @type {Node | null} */
      this.node = null;
    }

    /** Whether all that the walk stands in is where it was. */
    isInPlace() {
      let below = this.node;
      for (let index = this.height - 1, at = this.tours.length - 1; at >= 0; at--) {
        const { top, isRoot, base } = /** @type {Tour} */ (this.tours[at]);
        for (; index >= base; index--) {
          const { element } = /** @type {Frame} */ (this.frames[index]);
          if (below !== top && below !== null && parentNode.call(below) !== element) return false;
          below = element;
        }
        if (isRoot ? below !== null && parentNode.call(below) !== top : below !== top) return false;
        if (!top.isConnected) return false;
        // What the tour began at stands in the tour around it by itself.
        below = null;
      }
      return true;
    }

    /** Starts on another part of the tree. @param {Node[]} tops @param {Labels} labels @returns {Node | null} */
    tour(tops, labels) {
      const top = /** @type {Node} */ (tops[0]);
      const isRoot = top instanceof ShadowRoot;
      this.tours.push({ top, isRoot, base: this.height, rest: tops.slice(1).reverse(), labels });
      return isRoot ? firstChild.call(top) ?? this.following(top) : top;
    }

    /** The node beside one in its tour, if there is one. @param {Node} node */
    nextOf(node) {
      return node === /** @type {Tour} */ (this.tours[this.tours.length - 1]).top ? null : nextSibling.call(node);
    }

    /** The next node after one whose children are through or passed over. @param {Node} node @returns {Node | null} */
    following(node) {
      return this.nextOf(node) ?? this.rise();
    }

    /** The next node after the children of the innermost frame, or after the innermost tour. Null when the page is through.
     * @returns {Node | null} */
    rise() {
      for (;;) {
        const tour = this.tours[this.tours.length - 1];
        if (tour === undefined) return null;
        if (this.height === tour.base) {
          const top = tour.rest.pop();
          if (top !== undefined) {
            tour.top = top;
            return top;
          }
          this.tours.pop();
          // The tour began in the element of the innermost frame, and stood in for all its children.
          if (this.height === 0) return null;
        }
        const { element } = /** @type {Frame} */ (this.frames[this.height - 1]);
        if (!this.leave()) return this.node;
        const next = this.nextOf(element);
        if (next !== null) return next;
      }
    }

    /** Leaves the outermost element around here that is not rendered, with all it holds. False when there is none:
     * what is merely invisible may hold what is not. */
    leaveUnrendered() {
      const tour = /** @type {Tour} */ (this.tours[this.tours.length - 1]);
      let index = this.height;
      while (index > tour.base) {
        const { count, element } = /** @type {Frame} */ (this.frames[index - 1]);
        if (count !== this.out.count || isRendered(element)) break;
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
      if (frame.doubt === 0) return true;
      return this.ask(frame.element) && !(frame.tag.includes("-") && holdsNothing(frame.element));
    }

    /** Whether an element is seen: the last answer is kept. @param {Element} element */
    ask(element) {
      if (this.asked !== element) {
        this.asked = element;
        this.answer = isVisible(element);
      }
      return this.answer;
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
      // An element of no size that hides what is larger.
      if ((frame.bits & STANDING) === 0 && (frame.suspect & CLIPS) !== 0 && isFlat(frame.element) && isClipping(frame.element)) {
        this.abandon(index);
        return false;
      }
      const { element, tag, attributes, around } = frame;
      if (this.mode !== "full") {
        const extra = kind === "heading" ? states.extra(element, tag, kind, { ...NO_ATTRIBUTES, "aria-level": attributes["aria-level"] }, frame.tour.labels, 0, false) : "";
        this.out.node(this.made, kind, "", extra);
      } else if (attributes === NO_ATTRIBUTES && (frame.bits & SIMPLE) !== 0) {
        this.out.kind(this.made, kind);
      } else {
        const flags = states.flags(element, tag, kind, attributes, around);
        this.out.node(this.made, kind, flags, states.extra(element, tag, kind, attributes, frame.tour.labels, around, empty));
      }
      this.made++;
      return true;
    }

    /** Leaves a frame with all that is in it, made or not, and goes on behind it. @param {number} index */
    abandon(index) {
      const frame = /** @type {Frame} */ (this.frames[index]);
      this.height = index;
      while (this.named.length > 0 && /** @type {number} */ (this.named[this.named.length - 1]) >= index) this.named.pop();
      this.made = Math.min(this.made, this.named.length);
      while (this.tours[this.tours.length - 1] !== frame.tour) this.tours.pop();
      this.space = frame.space;
      this.node = this.following(frame.element);
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
        if ((frame.bits & INLINE) === 0) this.space = frame.count === this.out.count && frame.space;
      }
      this.height--;
      return true;
    }

    /** Whether a node is made although nothing is in it. @param {Frame} frame */
    standsEmpty(frame) {
      const { element, tag, attributes, tour, bits, doubt } = frame;
      if ((bits & (CONTROL | LEAF)) !== 0) return true;
      if ((bits & CELL) === 0) {
        if (attributes === NO_ATTRIBUTES) return false;
        if (!this.isNamed(element, tag, attributes, tour) && names.description(attributes, tour.labels) === "") return false;
      }
      return doubt === 0 || this.ask(element);
    }

    /** @param {Element} element @param {string} tag @param {Attributes} attributes @param {Tour} tour */
    isNamed(element, tag, attributes, tour) {
      return fold.short(attributes["title"]) !== "" || names.name(element, tag, attributes, tour.labels) !== "";
    }
  }

  preflight.Course = Course;
})();
