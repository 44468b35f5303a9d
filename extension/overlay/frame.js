// The overlay's frame. It asks the background once; from then on the background tells it, so that nothing keeps the
// background alive. The content script around it gives it a port, over which it says how large it wants to be.
import init, { load_shown, overlay, overlay_state } from "../wasm/preflight.js";
import { keepTimes } from "../view/times.js";

const api = (globalThis.browser ??= globalThis.chrome);

/** @type {MessagePort | undefined} */
let port;
/** @type {unknown[] | undefined} */
let size;
addEventListener("message", (event) => {
  if (event.source !== parent || !event.ports[0]) return;
  port = event.ports[0];
  if (size) port.postMessage(size);
});

/** @type {string | undefined} */
let told;
let ready = false;
api.runtime.onMessage.addListener((message) => {
  if (message?.v !== 1 || message.kind !== "state") return;
  told = message.state;
  if (ready) overlay_state(message.state);
});

const since = Math.floor(Number(location.hash.slice(1)) / 1000);
const asked = api.runtime.sendMessage({ v: 1, kind: "overlay", since }).catch(() => undefined);
const words = fetch(new URL("../data/shown.txt", import.meta.url)).then((answer) => answer.text()).catch(() => "");
await init({ module_or_path: new URL("../wasm/preflight_bg.wasm", import.meta.url) });
if (!load_shown(await words)) throw new Error("preflight: data/shown.txt is missing or damaged");
keepTimes(document.body);
overlay((/** @type {unknown[]} */ ...wanted) => {
  size = wanted;
  port?.postMessage(size);
});
const answer = await asked;
ready = true;
// What was told in the meantime is newer than the answer.
const state = told ?? answer?.state;
if (state) overlay_state(state, answer?.collapsed);
