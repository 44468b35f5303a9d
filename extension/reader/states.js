// @ts-check
/// <reference path="./types.d.ts" />
// States and the other small print of a node.
"use strict";

(() => {
  if (preflight.started) return;
  const { fold, names, kinds } = preflight;
  // What holds for everything inside, as bits.
  const DISABLED = 1;
  const FIELDSET = 2;
  const BUSY = 4;
  const IN_FORM = 8;

  const FORM_CONTROLS = new Set(["button", "input", "select", "textarea"]);
  const CHECKED = new Set(["switch", "checkbox", "radio", "menuitem", "option"]);
  const CELLS = new Set(["cell", "colheader", "rowheader"]);
  const TITLED = new Set(["input", "textarea", "select", "progress", "meter"]);
  const TYPES = new Set(("hidden text search tel url email password date month week time datetime-local number range color checkbox "
    + "radio file submit image reset button").split(" "));

  /** @param {string | undefined} value @param {string} word */
  const is = (value, word) => value !== undefined && value.toLowerCase() === word;
  /** @param {string | undefined} value */
  const any = (value) => value !== undefined && value !== "" && value.toLowerCase() !== "false";
  /** The number that a value starts with. @param {string | undefined} value */
  const digits = (value) => {
    const found = /^[\t-\r ]*([0-9]{1,9})/.exec(value ?? "");
    return found ? Number(found[1]) : null;
  };

  /** @param {Element} element @param {string} tag @param {Attributes} a */
  const checked = (element, tag, a) => {
    if (tag === "input") {
      const input = /** @type {HTMLInputElement} */ (element);
      if (is(a["type"], "checkbox") || is(a["type"], "radio")) return input.indeterminate && is(a["type"], "checkbox") ? "m" : input.checked ? "c" : "u";
    }
    switch (a["aria-checked"]?.toLowerCase()) {
      case "true": return "c";
      case "false": return "u";
      case "mixed": return "m";
    }
    switch (a["data-state"]?.toLowerCase()) {
      case "checked": return "c";
      case "unchecked": return "u";
      case "indeterminate": return "m";
    }
    return "";
  };

  /** @param {string} tag @param {Attributes} a */
  const level = (tag, a) => {
    const said = digits(a["aria-level"]);
    if (said !== null && said >= 1 && said <= 9) return said;
    return /^h[1-6]$/.test(tag) ? Number(tag[1]) : 2;
  };

  /** @param {string} tag @param {string} kind @param {Attributes} a @param {number} around */
  const inputType = (tag, kind, a, around) => {
    const type = a["type"]?.toLowerCase() ?? "";
    if (tag === "input") return TYPES.has(type) ? type : "text";
    if (tag !== "button" || kind !== "button" || type === "button" || type === "reset") return "";
    return type === "submit" || (around & IN_FORM) !== 0 || a["form"] !== undefined ? "submit" : "";
  };

  preflight.states = {
    inside(element, tag, a, around, inert) {
      if (!a.states && !inert && tag !== "form" && tag !== "fieldset" && tag !== "legend") return around;
      let inside = around;
      if (inert || is(a["aria-disabled"], "true")) inside |= DISABLED;
      if (is(a["aria-busy"], "true")) inside |= BUSY;
      if (tag === "form") inside |= IN_FORM;
      else if (tag === "fieldset" && a["disabled"] !== undefined) inside |= FIELDSET;
      else if (tag === "legend" && (inside & FIELDSET) !== 0) {
        const parent = element.parentElement;
        if (parent?.localName === "fieldset" && parent.querySelector(":scope > legend") === element) inside &= ~FIELDSET;
      }
      return inside;
    },

    flags(element, tag, kind, a, around) {
      if (!a.states && around === 0 && tag !== "input" && tag !== "details" && tag !== "dialog") return "";
      const control = kinds.control.has(kind);
      const field = tag === "input" || tag === "textarea";
      let flags = "";
      if (is(a["aria-busy"], "true") || (control && (around & BUSY) !== 0)) flags += "b";
      const check = CHECKED.has(kind) ? checked(element, tag, a) : "";
      if (check === "c") flags += "c";
      if (a["disabled"] !== undefined && (FORM_CONTROLS.has(tag) || tag === "fieldset" || tag.includes("-"))
        || is(a["aria-disabled"], "true") || (a["data-disabled"] !== undefined && !is(a["data-disabled"], "false"))
        || is(a["data-state"], "disabled") || a["inert"] !== undefined
        || (control && ((around & DISABLED) !== 0 || ((around & FIELDSET) !== 0 && FORM_CONTROLS.has(tag))))) flags += "d";
      if (control && any(a["aria-haspopup"])) flags += "h";
      if (any(a["aria-current"])) flags += "k";
      if (check === "m") flags += "m";
      if (control && is(a["aria-pressed"], "false")) flags += "n";
      if (control && (is(a["aria-readonly"], "true") || (field && a["readonly"] !== undefined))) flags += "o";
      if (control && is(a["aria-pressed"], "true")) flags += "p";
      if (control && (is(a["aria-required"], "true") || ((field || tag === "select") && a["required"] !== undefined))) flags += "r";
      if (is(a["aria-selected"], "true")) flags += "s";
      if (check === "u") flags += "u";
      if (is(a["aria-modal"], "true") || (tag === "dialog" && element.matches(":modal"))) flags += "v";
      const details = tag === "details" ? a["open"] !== undefined : null;
      if (details === true || is(a["aria-expanded"], "true")) flags += "x";
      if (details === false || is(a["aria-expanded"], "false")) flags += "z";
      return flags;
    },

    /** The small print as JSON, empty when there is none. `empty`: the node holds nothing, so that its title is its name. */
    extra(element, tag, kind, a, labels, around, empty) {
      const { short } = fold;
      const title = a.title === undefined ? "" : short(a.title);
      let name = names.name(element, tag, a, labels);
      let description = a["aria-describedby"] === undefined ? "" : names.description(a, labels);
      if (!name && (empty || kind === "img" || kind === "iframe" || TITLED.has(tag))) name = title;
      else if (!description) description = title;
      let out = "";
      if (name) out += `,"n":${preflight.quote(name)}`;
      if (description) out += `,"d":${preflight.quote(description)}`;
      if (kind === "heading") out += `,"l":${level(tag, a)}`;
      if (kind === "link" && a.href !== undefined) {
        const path = preflight.address.link(a.href);
        if (path) out += `,"p":${preflight.quote(path)}`;
      }
      const type = tag === "input" || tag === "button" ? inputType(tag, kind, a, around) : "";
      if (type) out += `,"y":"${type}"`;
      const test = short(a["data-testid"]) || short(a["data-test"]) || short(a["data-cy"]) || short(a["data-qa"]);
      if (test) out += `,"i":${preflight.quote(test)}`;
      if (a.colspan !== undefined && CELLS.has(kind)) {
        const span = Math.min(digits(a.colspan) ?? 1, 1000);
        if (span > 1) out += `,"cs":${span}`;
      }
      return out && `{${out.slice(1)}}`;
    },

    chosen(select) {
      const option = select.selectedOptions[0];
      return option ? fold.short(option.getAttribute("label") || option.textContent) : "";
    },
  };
})();
