// @ts-check
/// <reference path="./types.d.ts" />
// The browser's getters and methods by themselves: in Firefox `nextSibling.call(node)` costs a fifth of `node.nextSibling`.
// An extension sees a page's nodes through wrappers, and looking a member up through one is what is dear, not the call.
"use strict";

(() => {
  if (preflight.started) return;
  /** @param {object} prototype @param {string} name @returns {any} */
  const getter = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name)?.get;

  preflight.dom = {
    nodeName: getter(Node.prototype, "nodeName"),
    nodeType: getter(Node.prototype, "nodeType"),
    nodeValue: getter(Node.prototype, "nodeValue"),
    firstChild: getter(Node.prototype, "firstChild"),
    nextSibling: getter(Node.prototype, "nextSibling"),
    parentNode: getter(Node.prototype, "parentNode"),
    firstElementChild: getter(Element.prototype, "firstElementChild"),
    nextElementSibling: getter(Element.prototype, "nextElementSibling"),
    localName: getter(Element.prototype, "localName"),
    shadowRoot: getter(Element.prototype, "shadowRoot"),
    clientWidth: getter(Element.prototype, "clientWidth"),
    clientHeight: getter(Element.prototype, "clientHeight"),
    attributeNames: Element.prototype.getAttributeNames,
    attribute: Element.prototype.getAttribute,
    contains: Node.prototype.contains,
    textContent: getter(Node.prototype, "textContent"),
    control: getter(HTMLLabelElement.prototype, "control"),
    nextNode: TreeWalker.prototype.nextNode,
    nextSiblingOf: TreeWalker.prototype.nextSibling,
    parentNodeOf: TreeWalker.prototype.parentNode,
    checkVisibility: Element.prototype.checkVisibility,
  };
})();
