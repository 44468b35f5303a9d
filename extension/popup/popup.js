// The popup. All of it is in Rust (src/app/popup.rs).
import init, { load, popup } from "../wasm/preflight.js";

globalThis.browser ??= globalThis.chrome;
if (location.search) document.documentElement.classList.add("page");
const words = fetch(new URL("../data/preflight.txt", import.meta.url)).then((file) => file.text());
const [text] = await Promise.all([
  words.catch(() => ""),
  init({ module_or_path: new URL("../wasm/preflight_bg.wasm", import.meta.url) }),
]);
load(text);
popup();
