// The guard's page: what the tab was about to show, and the two ways on.
import { dangerBadge, showBadge } from "../badge.js";

const api = globalThis.browser ?? globalThis.chrome;

/** @param {string} id */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const tab = await api.tabs.getCurrent();
const key = `guard:${tab?.id}`;
const danger = /** @type {{url: string, host: string, why: string} | undefined} */ ((await api.storage.session.get(key))[key]);

/** Back to where the user came from: past this page, and past the one it stands for. */
function leave() {
  if (history.length > 2) history.go(-2);
  else location.replace("about:blank");
}

async function go() {
  if (!danger) return;
  await api.runtime.sendMessage({ v: 1, kind: "passed", host: danger.host });
  location.replace(danger.url);
}

part("leave").addEventListener("click", leave);
part("go").addEventListener("click", go);
part("go").hidden = !danger;
part("host").hidden = !danger;
if (danger && tab?.id !== undefined) {
  part("host").textContent = danger.host;
  part("why").textContent = danger.why;
  // The badge belongs to the page that was left, so it is set once more.
  await showBadge(tab.id, dangerBadge(danger.host));
}
