// The practice exchange's only script: views and dialogs by address, a moving order book, one element with a shadow root.
"use strict";
(() => {
  const outlet = document.querySelector("[data-outlet]");
  const app = document.querySelector("[data-app]");
  let shown = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;

  /** @param {string} selector @returns {HTMLTemplateElement[]} */
  const templates = (selector) => [...document.querySelectorAll(`template${selector}`)].flatMap((one) => (one instanceof HTMLTemplateElement ? [one] : []));

  customElements.define("practice-panel", class extends HTMLElement {
    connectedCallback() {
      const inside = this.querySelector("template");
      if (this.shadowRoot || !inside) return;
      const root = this.attachShadow({ mode: "open" });
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "/practice/practice.css";
      root.append(style, inside.content.cloneNode(true));
    }
  });

  /** Shows the view that belongs to the address, as a client-rendered application does. */
  function showView() {
    if (!outlet || shown === location.pathname) return;
    shown = location.pathname;
    clearTimeout(waiting);
    const view = templates("[data-path]").find((one) => one.dataset.path === shown) ?? templates("[data-path='*']")[0];
    if (!view) return;
    const put = () => {
      outlet.replaceChildren(view.content.cloneNode(true));
      outlet.removeAttribute("aria-busy");
      document.title = `${outlet.querySelector("h1, [role=heading]")?.textContent ?? "Page"} – Practice exchange`;
    };
    for (const button of document.querySelectorAll("[data-go]")) {
      if (button.getAttribute("data-go") === shown) button.setAttribute("aria-current", "page");
      else button.removeAttribute("aria-current");
    }
    const delay = Number(view.dataset.delay ?? 0);
    if (!delay) { put(); return; }
    outlet.setAttribute("aria-busy", "true");
    outlet.replaceChildren(...templates("[data-loading]").map((one) => one.content.cloneNode(true)));
    waiting = setTimeout(put, delay);
  }

  /** Which dialog the address asks for: ?dialog=funding/deposit/BTC or #dialog/add-spot-api-key. */
  function wantedDialog() {
    const hash = /^#dialog\/(.+)$/.exec(location.hash);
    return new URLSearchParams(location.search).get("dialog") ?? hash?.[1] ?? null;
  }

  function showDialog() {
    document.querySelector(".veil")?.remove();
    const wanted = wantedDialog();
    const from = wanted && templates("[data-dialog]").find((one) => wanted.startsWith(one.dataset.dialog ?? ""));
    app?.toggleAttribute("inert", Boolean(from));
    if (!from) return;
    const veil = document.createElement("div");
    veil.className = "veil content";
    veil.append(from.content.cloneNode(true));
    document.body.append(veil);
    veil.querySelector("button")?.focus();
  }

  function show() {
    showView();
    showDialog();
  }

  /** @param {string} address */
  function go(address) {
    history.pushState(null, "", address);
    show();
  }

  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    const address = at?.closest("[data-go]")?.getAttribute("data-go");
    if (address) go(address);
    const dialog = at?.closest("[data-open-dialog]")?.getAttribute("data-open-dialog");
    if (dialog) go(`${location.pathname}?dialog=${dialog}`);
    if (at?.closest("[data-close-dialog]")) go(location.pathname);
    const choice = at?.closest("[aria-pressed]");
    if (choice) for (const one of choice.parentElement?.children ?? []) one.setAttribute("aria-pressed", String(one === choice));
    const toggle = at?.closest("[role=switch]");
    if (toggle && toggle.getAttribute("aria-disabled") !== "true") {
      toggle.setAttribute("aria-checked", String(toggle.getAttribute("aria-checked") !== "true"));
    }
  });
  addEventListener("popstate", show);
  show();

  // Twenty changes a second, as a live order book makes them.
  setInterval(() => {
    const cells = document.querySelectorAll(".book span");
    const cell = cells[Math.floor(Math.random() * cells.length)];
    if (!cell) return;
    const [, decimals = ""] = cell.textContent.split(".");
    cell.textContent = (Number(cell.textContent) * (1 + (Math.random() - .5) / 4000)).toFixed(decimals.length);
  }, 50);
})();
