// Puts the overlay's frame into the page, in a closed shadow root, and makes it as large as it asks to be. It shows
// nothing itself and hears nothing from the page. Also tells the background when the page is left and come back to.
(() => {
  const api = globalThis.browser ?? globalThis.chrome;
  const preflight = (globalThis.preflight ??= {});
  if (preflight.overlay) return;
  preflight.overlay = true;

  /** @type {HTMLElement | undefined} */
  let host;

  /** @param {HTMLElement} element @param {Record<string, string>} styles */
  const style = (element, styles) => {
    for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value, "important");
  };

  const allowed = () => preflight.mode !== "sign_in";

  /** @param {string} kind */
  const tell = (kind) => {
    try {
      api.runtime.sendMessage({ v: 1, kind }).catch(() => {});
    } catch {
      // The extension was updated or removed: this script is a leftover.
      unmount();
    }
  };

  function mount() {
    if (host?.isConnected) return;
    unmount();
    host = document.createElement("div");
    style(host, {
      all: "initial",
      display: "none",
      position: "fixed",
      inset: "auto 16px 16px auto",
      "z-index": "2147483647",
      "max-width": "calc(100vw - 32px)",
      "max-height": "calc(100vh - 32px)",
    });
    const frame = document.createElement("iframe");
    frame.title = "Preflight checklist";
    frame.src = api.runtime.getURL("overlay/frame.html");
    style(frame, {
      all: "initial",
      display: "block",
      width: "360px",
      height: "48px",
      "max-width": "inherit",
      "max-height": "inherit",
      border: "0",
      "color-scheme": "light dark",
      "box-shadow": "0 0 0 1px rgb(127 127 127 / .28), 0 4px 20px rgb(0 0 0 / .22)",
    });
    frame.addEventListener("load", () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = (event) => resize(frame, event.data);
      // To the frame alone: the page has no handle on it.
      frame.contentWindow?.postMessage(null, "*", [port2]);
    });
    // The frame starts off screen rather than undisplayed: undisplayed frames are not laid out, and it has to measure.
    style(host, { display: "block", visibility: "hidden", "pointer-events": "none" });
    host.attachShadow({ mode: "closed" }).append(frame);
    document.documentElement.append(host);
  }

  function unmount() {
    host?.remove();
    host = undefined;
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
    if (wanted && allowed()) mount();
    else unmount();
  }

  const look = () => void update().catch(unmount);
  api.storage.onChanged.addListener((changes, area) => {
    if (area === "local" && changes.settings) look();
  });
  // Pages replace their whole body, or turn into the sign-in form, without being loaded anew.
  globalThis.navigation?.addEventListener("navigatesuccess", look);
  addEventListener("pagehide", () => tell("left"));
  addEventListener("pageshow", (event) => {
    if (event.persisted) tell("back");
  });
  look();
})();
