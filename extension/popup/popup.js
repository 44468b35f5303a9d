// The popup. All of it is in Rust (src/app/popup.rs).
import init, { popup } from "../wasm/preflight.js";

globalThis.browser ??= globalThis.chrome;
if (location.search) document.documentElement.classList.add("page");
await init({ module_or_path: new URL("../wasm/preflight_bg.wasm", import.meta.url) });
popup();
