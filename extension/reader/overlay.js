// @ts-check
/// <reference path="./types.d.ts" />
// Puts the overlay's frame into the page, in a closed shadow root, and makes it as large as it asks to be. It shows
// nothing itself and hears nothing from the page. Also tells the background when the page is left and come back to.
"use strict";

(() => {
  if (preflight.started || window !== window.top) return;
  const api = preflight.extension;

  /** @type {HTMLElement | undefined} */
  let host;

  /** @param {HTMLElement} element @param {Record<string, string>} styles */
  const style = (element, styles) => {
    for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, "important");
  };

  /** @param {string} kind */
  const tell = (kind) => {
    if (preflight.started && preflight.isAlive()) api.runtime.sendMessage({ v: 1, kind }).catch(() => {});
  };

  function mount() {
    if (host?.isConnected) return;
    unmount();
    host = document.createElement("div");
    style(host, {
      all: "initial",
      position: "fixed",
      inset: "auto 16px 16px auto",
      "z-index": "2147483647",
      "max-width": "calc(100vw - 32px)",
      "max-height": "calc(100vh - 32px)",
    });
    const frame = document.createElement("iframe");
    frame.title = "Preflight checklist";
    // With the time at which the page was loaded: what was read before that is not of this page.
    frame.src = `${api.runtime.getURL("overlay/frame.html")}#${Math.round(performance.timeOrigin)}`;
    style(frame, {
      all: "initial",
      display: "block",
      width: "360px",
      height: "48px",
      "max-width": "inherit",
      "max-height": "inherit",
      border: "0",
      visibility: "inherit",
      "pointer-events": "inherit",
      "color-scheme": "light dark",
      "box-shadow": "0 0 0 1px rgb(127 127 127 / .28), 0 4px 20px rgb(0 0 0 / .22)",
    });
    frame.addEventListener("load", () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => resize(frame, event.data);
      // To the frame alone: the page has no handle on it.
      frame.contentWindow?.postMessage(null, "*", [port2]);
    });
    // Invisible rather than undisplayed until it has something to say: an undisplayed frame cannot measure itself.
    style(host, { display: "block", visibility: "hidden", "pointer-events": "none" });
    host.attachShadow({ mode: "closed" }).append(frame);
    document.documentElement.append(host);
    preflight.host = host;
  }

  function unmount() {
    host?.remove();
    host = undefined;
    preflight.host = null;
  }

  /** @param {HTMLIFrameElement} frame @param {unknown} wanted */
  function resize(frame, wanted) {
    if (!host || !Array.isArray(wanted)) return;
    const [width, height, open] = wanted;
    const shown = width > 0 && height > 0 && width <= 1000 && height <= 2000;
    if (shown) {
      style(frame, { width: `${width}px`, height: `${height}px`, "border-radius": open ? "14px" : "20px" });
    }
    style(host, { visibility: shown ? "visible" : "hidden", "pointer-events": shown ? "auto" : "none" });
  }

  async function update() {
    const { settings } = await api.storage.local.get("settings");
    const wanted = !settings || JSON.parse(settings).overlay !== false;
    if (wanted && preflight.started && preflight.mode === "full") mount();
    else unmount();
  }
  const look = () => void update().catch(unmount);

  /** @param {any} changes @param {string} area */
  const stored = (changes, area) => {
    if (area === "local" && changes.settings) look();
  };
  /** @param {any} message */
  const heard = (message) => {
    // The background judges for another plan: what was sent before has to be sent once more.
    if (message?.v === 1 && message.kind === "read") preflight.send.again();
  };
  const left = () => tell("left");
  /** @param {PageTransitionEvent} event */
  const back = (event) => {
    if (event.persisted) tell("back");
  };
  api.storage.onChanged.addListener(stored);
  api.runtime.onMessage.addListener(heard);
  addEventListener("pagehide", left);
  addEventListener("pageshow", back);

  // A page that turns into the sign-in form, or back, does so without being loaded anew. One that threw its whole body
  // away with our host in it gets a new one.
  preflight.onStart(look);
  preflight.onRoute(look);
  preflight.onStop(() => {
    unmount();
    removeEventListener("pagehide", left);
    removeEventListener("pageshow", back);
  });
})();
