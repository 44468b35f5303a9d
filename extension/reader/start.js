// @ts-check
/// <reference path="./types.d.ts" />
// The namespace that the reader's files share, and the hooks for others. The first file of the list; `main.js` is the
// last. Loaded a second time, every file in between finds `preflight.started` true and does nothing.
"use strict";

(() => {
  const extension = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;
  const isAlive = () => {
    try {
      return Boolean(extension?.runtime?.id);
    } catch {
      return false;
    }
  };

  const known = /** @type {Preflight | undefined} */ (globalThis.preflight);
  if (known?.started && isAlive() && known.isAlive()) return;
  // What an extension that has since been reloaded left behind.
  known?.stop?.();

  /** @type {(() => void)[]} */
  const starters = [];
  /** @type {(() => void)[]} */
  const stoppers = [];
  /** @type {((mode: Mode) => void)[]} */
  const routers = [];
  let shown = false;

  /** What others add must not stop the reader. @param {() => void} call */
  const guarded = (call) => {
    try {
      call();
    } catch (error) {
      console.debug("preflight:", error);
    }
  };

  globalThis.preflight = /** @type {Preflight} */ ({
    host: null,
    mode: "sign_in",
    started: false,
    extension,
    isAlive,
    onStart(call) {
      if (shown) guarded(call);
      else starters.push(call);
    },
    onStop(call) { stoppers.push(call); },
    onRoute(call) { routers.push(call); },
    enter(mode) {
      preflight.mode = mode;
      for (const call of routers) guarded(() => call(mode));
      if (mode !== "full" || shown) return;
      shown = true;
      starters.forEach(guarded);
    },
    stop() {
      if (!preflight.started) return;
      preflight.started = false;
      stoppers.forEach(guarded);
    },
  });
})();
