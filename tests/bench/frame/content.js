// Inserts an empty extension frame when the page asks, and notes how long it took to load. For the bench alone.
"use strict";
addEventListener("bench-frame", () => {
  const api = globalThis.browser ?? chrome;
  const host = document.createElement("div");
  const frame = document.createElement("iframe");
  frame.src = api.runtime.getURL("empty.html");
  const began = performance.now();
  frame.addEventListener("load", () => {
    document.documentElement.dataset.benchFrame = String(performance.now() - began);
    host.remove();
  });
  host.attachShadow({ mode: "closed" }).append(frame);
  document.documentElement.append(host);
});
