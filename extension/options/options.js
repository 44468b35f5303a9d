// The options page: what the user tells, each choice saved at once by the background, which is the one writer of stored state.
import { history_csv } from "../wasm/preflight.js";
import { start } from "../module.js";
import { HOSTS } from "../status.js";
import { ask, drawDeadline, drawGuide } from "../view/guide.js";
import { keepTimes } from "../view/times.js";

const api = (globalThis.browser ??= globalThis.chrome);
const field = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id));
const isPrivate = Boolean(api.extension?.inIncognitoContext);
const area = isPrivate ? api.storage.session : api.storage.local;
/** Any of Kraken's pages will do: what is drawn here is about none. */
const PLACE = { id: -1, url: "https://www.kraken.com/c", incognito: isPrivate };

/** @param {string} text @param {boolean} [bad] */
function say(text, bad = false) {
  field("saved").textContent = text;
  field("saved").classList.toggle("bad", bad);
}

/** The time of an input for a local time, in UTC. @param {string} local */
const toUtc = (local) => (local ? new Date(local).toISOString().replace(/\.\d+Z$/, "Z") : null);

/** A time in UTC as an input for a local time wants it. @param {string} utc */
function toLocal(utc) {
  const moment = new Date(utc);
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return Number.isNaN(shifted.getTime()) ? "" : shifted.toISOString().slice(0, 16);
}

/** What the form says, as the background takes it. */
function told() {
  const choice = (/** @type {string} */ id) => field(id).value || null;
  const at = toUtc(field("deadline").value);
  return {
    plan: choice("plan"),
    region: field("region").value.trim().toUpperCase() || null,
    holdings: choice("holdings"),
    usesApiKeys: { true: true, false: false }[field("keys").value] ?? null,
    assets: field("assets").value.toUpperCase().split(/[^A-Z0-9]+/).filter(Boolean),
    deadline: at && { at, rail: choice("rail") },
  };
}

/** Shows what is stored. */
async function show() {
  const { settings } = /** @type {{settings?: string}} */ (await area.get("settings"));
  /** @type {any} */
  let stored = {};
  try {
    stored = JSON.parse(settings ?? "{}");
  } catch {
    say("Your choices could not be read; what you choose now replaces them.", true);
  }
  if (stored.v > 1) say("Your choices were made in a newer version of Preflight; they are left as they are.", true);
  const account = stored.account ?? {};
  const deadline = typeof account.deadline === "string" ? { at: account.deadline } : account.deadline;
  field("plan").value = account.plan ?? "spot";
  field("region").value = account.region ?? "";
  field("holdings").value = account.holdings ?? "";
  field("keys").value = String(account.usesApiKeys ?? "");
  field("assets").value = (account.assets ?? []).join(", ");
  field("deadline").value = deadline?.at ? toLocal(deadline.at) : "";
  field("rail").value = deadline?.rail ?? "";
  field("overlay").checked = stored.overlay !== false;
  field("notify").checked = stored.notify === true && (await api.permissions.contains({ permissions: ["notifications"] }));
  field("status").checked = stored.status === true && (await api.permissions.contains({ origins: HOSTS }));
  field("status").disabled = field("notify").disabled = isPrivate;
  await around();
}

/** Shows what follows from it: the way to the deadline, the facts about the region, what is kept. */
async function around() {
  const all = await ask(PLACE);
  drawDeadline(field("way"), all);
  drawGuide(field("facts"), { ...all, sections: all.sections.filter(({ key }) => key === "region") });
  const { history, memory } = await kept();
  const count = (/** @type {string | undefined} */ text, /** @type {string} */ list) => {
    try {
      return text ? JSON.parse(text)[list].length : 0;
    } catch {
      return 0;
    }
  };
  const [changes, readings] = [count(history, "changes"), count(memory, "items")];
  field("kept").textContent = `Lines of the checklist remembered: ${readings}. Changes kept: ${changes}. Of each which line, its state, why, the kind of page and when; no quote, no amount, no name.`;
  field("json").disabled = field("csv").disabled = changes === 0;
}

/** @returns {Promise<Record<string, string | undefined>>} */
const kept = async () => (isPrivate ? {} : api.storage.local.get(["history", "memory"]));

/** @param {Record<string, unknown>} what */
async function send(what) {
  const answer = await api.runtime.sendMessage({ v: 1, private: isPrivate, ...what }).catch(() => undefined);
  const { unsaved } = await api.storage.session.get("unsaved");
  if (answer?.ok && !unsaved) say("Saved");
  else say(unsaved ? "Not saved: the browser has no room left for Preflight." : "Not saved. Load this page again.", true);
}

/** Save a text as a file, without a permission. @param {string} name @param {string} type @param {string} text */
function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 10_000);
}

const SWITCHES = /** @type {Record<string, chrome.permissions.Permissions>} */ ({
  status: { origins: HOSTS }, notify: { permissions: ["notifications"] }, overlay: {},
});

/** A switch, with what the browser has to allow first; that is asked for straight from the click. @param {string} name */
async function turn(name) {
  const wanted = SWITCHES[name];
  const on = field(name).checked;
  if (on && wanted && Object.keys(wanted).length > 0 && !(await api.permissions.request(wanted))) {
    field(name).checked = false;
    say("Your browser was not allowed to; it stays off.", true);
    return;
  }
  await send({ kind: "settings", [name]: on });
  if (!on && wanted && name !== "overlay") await api.permissions.remove(wanted).catch(() => false);
}

/** @param {Event} event */
async function changed(event) {
  const { id } = /** @type {HTMLElement} */ (event.target);
  if (id in SWITCHES) return turn(id);
  const region = field("region");
  region.setCustomValidity(/^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$/.test(region.value.trim().toUpperCase()) ? "" : "A code such as DE or US-TX");
  if (!region.reportValidity()) return say("Not saved: the region is a code such as DE or US-TX.", true);
  await send({ kind: "settings", account: told() });
  return around();
}

if (!(await start()).whole) say("Files of the extension are missing or damaged. Install it again.", true);
keepTimes(document.body);
await show();
field("form").addEventListener("submit", (event) => event.preventDefault());
field("form").addEventListener("change", (event) => { changed(event).catch((error) => say(String(error), true)); });
field("json").addEventListener("click", async () => save("preflight-history.json", "application/json", (await kept()).history ?? "{}"));
field("csv").addEventListener("click", async () => save("preflight-history.csv", "text/csv", history_csv((await kept()).history ?? "")));
field("wipe").addEventListener("click", async () => {
  await send({ kind: "forget" });
  say("Wiped");
  await around();
});
document.documentElement.dataset.ready = "";
