// @ts-check
/// <reference path="./types.d.ts" />
// Starts the reader, once, in the top frame only.
"use strict";

(() => {
  if (preflight.started || window !== window.top) return;
  const mode = () => preflight.address.mode(new URL(location.href));

  preflight.started = true;
  preflight.enter(mode());
  preflight.onStop(preflight.settle.start(() => preflight.send.snapshot(), () => {
    preflight.send.route();
    preflight.enter(mode());
  }));
})();
