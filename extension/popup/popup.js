// The popup. The checklist is in Rust (src/app/popup.rs); what stands around it is drawn here.
import { popup } from "../wasm/preflight.js";
import { ask, drawGuide, drawNews } from "../view/guide.js";
import { statusPermission } from "../chosen.js";
import { start } from "../module.js";
import { HOSTS } from "../status.js";
import { keepTimes } from "../view/times.js";

const api = (globalThis.browser ??= globalThis.chrome);
if (location.search) document.documentElement.classList.add("page");
const { whole } = await start();
popup();
if (whole) await around();

/** Must run in the click itself: the browser asks only then. */
function allow() {
  api.permissions.request({ origins: HOSTS }).catch((error) => console.error("preflight:", error));
}

async function around() {
  const [news, guide] = ["news", "guide"].map((id) => document.getElementById(id));
  if (!news || !guide) return;
  keepTimes(document.body);
  /** @type {string | undefined} */
  let since;
  let shown = "";
  const draw = async () => {
    const asked = /^\?tab=(\d+)$/.exec(location.search)?.[1];
    const found = asked ? [await api.tabs.get(Number(asked)).catch(() => ({}))] : await api.tabs.query({ active: true, currentWindow: true });
    const tab = /** @type {{id?: number, url?: string, incognito?: boolean}} */ (found[0] ?? {});
    const [told, { unsaved }, { on, allowed }] = await Promise.all([ask(tab, since), api.storage.session.get("unsaved"), statusPermission()]);
    const closed = on && !allowed && !tab.incognito;
    const now = JSON.stringify([told, unsaved, closed]);
    if (now === shown) return;
    shown = now;
    drawNews(news, told, Boolean(unsaved), closed ? allow : null);
    drawGuide(guide, told);
    // What is new stays as long as the window does, and is told once.
    if (since === undefined && told.news.length > 0) api.runtime.sendMessage({ v: 1, kind: "seen" }).catch(() => {});
    since ??= told.seen;
  };
  await draw();
  const again = () => { draw().catch((error) => console.error("preflight:", error)); };
  api.storage.onChanged.addListener(again);
  api.permissions.onAdded.addListener(again);
  api.permissions.onRemoved.addListener(again);
  api.tabs.onUpdated.addListener(again);
  document.getElementById("options")?.addEventListener("click", () => { api.runtime.openOptionsPage(); });
}
