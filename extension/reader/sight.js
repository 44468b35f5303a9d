// @ts-check
/// <reference path="./types.d.ts" />
// What is seen: visibility, elements of no size, and dialogs that stand before the page.
"use strict";

(() => {
  if (preflight.started) return;
  /** Most dialogs of one page that are looked at. */
  const MAX_DIALOGS = 100;

  const { checkVisibility, clientHeight, clientWidth } = preflight.dom;
  const RENDERED = Object.freeze({ opacityProperty: true, visibilityProperty: true });
  const NOT_VISIBILITY = Object.freeze({ opacityProperty: true });
  const NOT_OPACITY = Object.freeze({ visibilityProperty: true });
  /** The node that something is shown in. @param {Node} node @returns {Element | null} */
  const shownIn = (node) => {
    const parent = /** @type {Element} */ (node).assignedSlot ?? node.parentNode;
    if (parent instanceof ShadowRoot) return parent.host;
    return parent instanceof Element ? parent : null;
  };

  /** Elements without a box of their own show their content in that of their parent. @param {Element} element */
  const isShownWithoutBox = (element) => {
    const style = getComputedStyle(element);
    if (style.display !== "contents" || style.visibility !== "visible") return false;
    for (let parent = shownIn(element); parent; parent = shownIn(parent)) {
      if (checkVisibility.call(parent, NOT_VISIBILITY)) return true;
      const { display, opacity } = getComputedStyle(parent);
      if (display !== "contents" || opacity === "0") return false;
    }
    return false;
  };

  /** @param {Element} element */
  const isVisible = (element) => checkVisibility.call(element, RENDERED) || isShownWithoutBox(element);

  /** A native box that is drawn over by something else. @param {Element} element */
  const isSeenThrough = (element) => {
    const parent = shownIn(element);
    return checkVisibility.call(element, NOT_OPACITY) && (parent === null || checkVisibility.call(parent, NOT_VISIBILITY) || getComputedStyle(parent).display === "contents");
  };

  /** A host shows its shadow tree; where that is closed, what stands in the host itself is not seen. @param {Element} element */
  const holdsNothing = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getClientRects().length === 0;
  };

  /** @param {Element} element */
  const isFlat = (element) => clientHeight.call(element) === 0 || clientWidth.call(element) === 0;

  /** @param {Element} element */
  const isClipping = (element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return overflowX === "hidden" || overflowX === "clip" || overflowY === "hidden" || overflowY === "clip";
  };

  /** The open modals and what they stand in: what is marked as hidden or inert beside that is only so because of them. */
  const modalChain = () => {
    /** @type {Set<Node | null>} */
    const chain = new Set();
    const found = document.querySelectorAll("dialog[open],[role~=dialog i],[role~=alertdialog i],[aria-modal=true]");
    for (const element of Array.from(found).slice(0, MAX_DIALOGS)) {
      const attributes = preflight.names.attributes(element.getAttributeNames(), element, null);
      if (element === preflight.host || preflight.kinds.of(element, element.localName, attributes) !== "dialog") continue;
      if (element.closest("[aria-hidden=true]") || !isVisible(element)) continue;
      for (let node = /** @type {Element | null} */ (element); node; node = node.parentElement) chain.add(node);
    }
    return chain;
  };

  preflight.sight = { isVisible, isRendered: (element) => checkVisibility.call(element, NOT_VISIBILITY), isSeenThrough, holdsNothing, isFlat, isClipping, modalChain };
})();
