// @ts-check
/// <reference path="./types.d.ts" />
// Which kind an element is, by role and by tag: the table in docs/snapshot.md.
"use strict";

(() => {
  if (preflight.started) return;
  /** @type {Map<string, string | null>} */
  const tags = new Map();
  /** @param {string | null} kind @param {string} names */
  const tag = (kind, names) => { for (const name of names.split(" ")) tags.set(name, kind); };
  tag(null, "script style noscript template head title meta link base audio video canvas object embed area map param source track "
    + "datalist option optgroup noembed noframes frame frameset hr wbr col colgroup rp");
  tag("heading", "h1 h2 h3 h4 h5 h6");
  for (const name of "main nav header footer aside search article form legend caption label dl details summary dialog button table iframe br".split(" ")) {
    tags.set(name, name);
  }
  tag("group", "fieldset");
  tag("quote", "blockquote");
  tag("list", "ul ol menu dir");
  tag("item", "li");
  tag("term", "dt");
  tag("definition", "dd");
  tag("row", "tr");
  tag("cell", "td");
  tag("colheader", "th");
  tag("status", "output");
  tag("link", "a");
  tag("img", "img svg");
  tag("progress", "progress meter");
  tag("combobox", "select");
  tag("textbox", "textarea input");
  tag("block", "div p section address pre listing xmp plaintext figure figcaption center hgroup thead tbody tfoot");

  const roles = new Map(Object.entries({
    heading: "heading", main: "main", navigation: "nav", banner: "header", contentinfo: "footer", complementary: "aside", search: "search",
    region: "region", article: "article", form: "form", group: "group", radiogroup: "group", toolbar: "group", feed: "feed", note: "note",
    blockquote: "quote", log: "log", marquee: "log", timer: "log", caption: "caption", tooltip: "tooltip", list: "list", listbox: "list",
    tree: "list", listitem: "item", term: "term", definition: "definition", table: "table", grid: "table", treegrid: "table", row: "row",
    cell: "cell", gridcell: "cell", columnheader: "colheader", rowheader: "rowheader", rowgroup: "block", paragraph: "block",
    dialog: "dialog", alertdialog: "dialog", alert: "alert", status: "status", button: "button", link: "link", switch: "switch",
    checkbox: "checkbox", radio: "radio", tab: "tab", menuitem: "menuitem", menuitemcheckbox: "menuitem", menuitemradio: "menuitem",
    option: "option", treeitem: "option", combobox: "combobox", slider: "slider", textbox: "textbox", searchbox: "textbox",
    spinbutton: "textbox", tablist: "tablist", tabpanel: "tabpanel", menu: "menu", menubar: "menu", img: "img", image: "img",
    progressbar: "progress", meter: "progress",
  }));

  const control = new Set(["button", "link", "switch", "checkbox", "radio", "tab", "menuitem", "option", "combobox", "slider", "textbox"]);
  const inline = new Set(["inline", "link", "img"]);
  const flowing = new Set([...control, ...inline, "label", "progress", "iframe", "br", "status"]);

  const inputs = new Map(Object.entries({
    button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio", range: "slider",
  }));

  /** @param {string} name */
  const isBlock = (name) => {
    const kind = tags.get(name);
    return typeof kind === "string" && !flowing.has(kind);
  };

  /** @param {string | undefined} value */
  const isEditable = (value) => value !== undefined && /^(?:|true|plaintext-only)$/i.test(value);

  /** @param {string | undefined} value */
  const roleOf = (value) => {
    if (value === undefined) return undefined;
    for (const role of value.toLowerCase().split(/[\t\n\f\r ]+/)) {
      const kind = roles.get(role);
      if (kind !== undefined) return kind;
    }
    return undefined;
  };

  /** @param {Element} element */
  const isCustomBlock = (element) => {
    const { shadowRoot, firstElementChild, nextElementSibling, localName } = preflight.dom;
    if (shadowRoot.call(element)) return true;
    let parts = 0;
    for (let child = firstElementChild.call(element); child; child = nextElementSibling.call(child)) {
      if (isBlock(localName.call(child))) return true;
      parts += 1;
    }
    return parts > 1 && !standsInText(element);
  };

  /**
   * Whether words stand beside an element.
   * @param {Element} element
   */
  const standsInText = (element) => {
    const { parentNode, firstChild, nextSibling, nodeType, nodeValue } = preflight.dom;
    const parent = parentNode.call(element);
    for (let node = parent && firstChild.call(parent); node; node = nextSibling.call(node)) {
      if (nodeType.call(node) === 3 && /[^\t\n\f\r ]/.test(nodeValue.call(node) ?? "")) return true;
    }
    return false;
  };

  preflight.kinds = {
    tags, roles, control, inline, isBlock, isEditable,
    of(element, name, attributes) {
      const kind = tags.get(name);
      if (kind === null) return null;
      if (name === "svg") return "img";
      if (name === "input" && attributes["type"]?.toLowerCase() === "hidden") return null;
      if (name === "dialog" && attributes["open"] === undefined) return null;
      const role = roleOf(attributes["role"]);
      if (role !== undefined) return role;
      if (name === "input") return inputs.get(attributes["type"]?.toLowerCase() ?? "") ?? "textbox";
      if (name === "textarea" || name === "select") return kind;
      if (isEditable(attributes["contenteditable"])) return "textbox";
      if (name === "a" && attributes["href"] === undefined) return undefined;
      if (attributes["aria-modal"] === "true") return "dialog";
      if (name === "th" && attributes["scope"]?.toLowerCase() === "row") return "rowheader";
      if (name === "section" && (attributes["aria-label"]?.trim() || attributes["aria-labelledby"]?.trim() || attributes.title?.trim())) return "region";
      if (kind === undefined && name.includes("-") && isCustomBlock(element)) return "block";
      return kind;
    },
  };
})();
