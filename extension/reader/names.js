// @ts-check
/// <reference path="./types.d.ts" />
// Accessible names and descriptions. The one `value` that is ever read is that of an input of type button, submit or
// reset, where it is the button's label.
"use strict";

(() => {
  if (preflight.started) return;
  const { nodeName, nodeValue, firstElementChild, nextElementSibling, textContent, localName, attribute, contains, control, nextNode, nextSiblingOf, parentNodeOf } = preflight.dom;
  const { fold } = preflight;
  const MOST_NODES = 2_000;
  const MOST_TEXT = 1_000;

  /** Attributes that are no state. `value` is not among them, and not among the states. */
  const PLAIN = "role type href open scope title alt placeholder for form label hidden contenteditable colspan data-testid data-test data-cy data-qa "
    + "aria-label aria-labelledby aria-describedby aria-hidden aria-level";
  const STATES = "inert disabled checked required readonly data-state data-disabled aria-disabled aria-busy aria-pressed "
    + "aria-expanded aria-selected aria-current aria-required aria-readonly aria-modal aria-haspopup aria-checked";
  /** Whether a known attribute is a state. */
  const KNOWN = new Map([...PLAIN.split(" ").map((name) => /** @type {[string, boolean]} */ ([name, false])),
    ...STATES.split(" ").map((name) => /** @type {[string, boolean]} */ ([name, true]))]);

  /** Every member is there from the start: objects of one shape are fast to look into. @returns {Attributes} */
  const blank = () => ({
    states: false, set: [],
    role: undefined, type: undefined, href: undefined, open: undefined, scope: undefined, title: undefined, alt: undefined,
    placeholder: undefined, for: undefined, form: undefined, label: undefined, hidden: undefined, contenteditable: undefined,
    colspan: undefined, "data-testid": undefined, "data-test": undefined, "data-cy": undefined, "data-qa": undefined,
    "aria-label": undefined, "aria-labelledby": undefined, "aria-describedby": undefined, "aria-hidden": undefined, "aria-level": undefined,
    inert: undefined, disabled: undefined, checked: undefined, required: undefined, readonly: undefined, "data-state": undefined,
    "data-disabled": undefined, "aria-disabled": undefined, "aria-busy": undefined, "aria-pressed": undefined, "aria-expanded": undefined,
    "aria-selected": undefined, "aria-current": undefined, "aria-required": undefined, "aria-readonly": undefined, "aria-modal": undefined,
    "aria-haspopup": undefined, "aria-checked": undefined,
  });

  const NONE = Object.freeze(blank());

  /** @param {Attributes} used */
  const clear = (used) => {
    for (const name of used.set) used[name] = undefined;
    used.set.length = 0;
    used.states = false;
    return used;
  };

  /** @param {Element} element @param {string} tag */
  const isPassedOver = (element, tag) => preflight.kinds.tags.get(tag) === null || tag === "select" || tag === "textarea" || tag === "iframe"
    || tag === "svg" || element === preflight.host || attribute.call(element, "hidden") !== null || attribute.call(element, "aria-hidden") === "true";

  /** The text in an element, whether it is shown or not.
   * @param {Element} top @param {Element | null} except */
  const textOf = (top, except) => {
    if (firstElementChild.call(top) === null) return (textContent.call(top) ?? "").slice(0, 1_000_000);
    let text = "";
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_ALL);
    /** Blocks that are open: they part words at either end. @type {Node[]} */
    const blocks = [];
    let node = nextNode.call(walker);
    for (let count = 0; node !== null && count < MOST_NODES; count++) {
      while (blocks.length > 0 && !contains.call(/** @type {Node} */ (blocks[blocks.length - 1]), node)) {
        blocks.pop();
        text += " ";
      }
      if (text.length > MOST_TEXT && fold.short(text).length >= 299) break;
      let inside = true;
      const name = nodeName.call(node);
      if (name === "#text") {
        text += (nodeValue.call(node) ?? "").slice(0, 1_000_000);
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const element = /** @type {Element} */ (node);
        const tag = localName.call(element);
        if (element === except || isPassedOver(element, tag)) {
          inside = false;
        } else if (tag === "img") {
          text += attribute.call(element, "alt") ?? "";
        } else if (tag === "br") {
          text += " ";
        } else if (preflight.kinds.isBlock(tag)) {
          text += " ";
          blocks.push(element);
        }
      }
      if (inside) {
        node = nextNode.call(walker);
      } else {
        /** @type {Node | null} */
        let next = nextSiblingOf.call(walker);
        while (next === null && parentNodeOf.call(walker) !== null && walker.currentNode !== top) next = nextSiblingOf.call(walker);
        node = next;
      }
    }
    return text;
  };

  class Labels {
    /** @param {Document | ShadowRoot} root */
    constructor(root) {
      this.root = root;
      /** @type {Map<Element, Element[]> | null} */
      this.byControl = null;
    }

    /** @param {string | undefined} ids */
    pointedTo(ids) {
      if (!ids) return "";
      let text = "";
      for (const id of ids.split(/[\t\n\f\r ]+/)) {
        const target = id && this.root.getElementById(id);
        if (target) text += `${fold.short(target.getAttribute("aria-label")) || textOf(target, null)} `;
      }
      return fold.short(text);
    }

    /** @param {Element} element */
    of(element) {
      if (this.byControl === null) {
        this.byControl = new Map();
        for (const label of this.root.querySelectorAll("label")) {
          const field = control.call(label);
          if (!field) continue;
          const labels = this.byControl.get(field);
          if (labels) labels.push(label);
          else this.byControl.set(field, [label]);
        }
      }
      const labels = this.byControl.get(element);
      if (labels === undefined) return "";
      let text = "";
      for (const label of labels) text += `${textOf(label, element)} `;
      return fold.short(text);
    }
  }

  const LABELABLE = new Set(["button", "input", "meter", "output", "progress", "select", "textarea"]);

  preflight.names = {
    Labels,
    NONE,
    attributes(names, element, used) {
      /** @type {any} */
      let found = NONE;
      for (let index = 0; index < names.length; index++) {
        const name = /** @type {AttributeName} */ (names[index]);
        const state = KNOWN.get(name);
        if (state === undefined) continue;
        if (found === NONE) found = used === null || used === NONE ? blank() : clear(used);
        found.set.push(name);
        found[name] = attribute.call(element, name) ?? undefined;
        if (state) found.states = true;
      }
      return found;
    },
    name(element, tag, attributes, labels) {
      const { short } = fold;
      const type = tag === "input" ? attributes["type"]?.toLowerCase() : undefined;
      let name = labels.pointedTo(attributes["aria-labelledby"]) || short(attributes["aria-label"]);
      if (!name && (tag === "img" || type === "image")) name = short(attributes["alt"]);
      // eslint-disable-next-line no-restricted-syntax -- the label of a button, which is no field
      if (!name && (type === "button" || type === "submit" || type === "reset")) name = short(element.getAttribute("value"));
      if (!name && LABELABLE.has(tag)) name = labels.of(element);
      if (!name && (tag === "input" || tag === "textarea")) name = short(attributes["placeholder"]);
      if (!name && tag === "svg") {
        for (let child = firstElementChild.call(element); child; child = nextElementSibling.call(child)) {
          if (localName.call(child) !== "title") continue;
          name = short(child.textContent);
          break;
        }
      }
      return name;
    },
    description: (attributes, labels) => labels.pointedTo(attributes["aria-describedby"]),
  };
})();
