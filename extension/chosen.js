// What the user chose on the options page, and whether the browser lets Kraken's status be fetched.
import { HOSTS } from "./status.js";

const api = globalThis.browser ?? globalThis.chrome;

/**
 * Where choices are kept: a private window's live as long as the session; nothing of it goes to disk.
 * @param {boolean} isPrivate
 */
export const shelf = (isPrivate) => isPrivate ? api.storage.session : api.storage.local;

/**
 * What was chosen; nothing where the settings are damaged.
 * @param {boolean} isPrivate
 * @returns {Promise<{guard?: boolean, status?: boolean}>}
 */
export async function chosen(isPrivate) {
  const { settings } = /** @type {{settings?: string}} */ (await shelf(isPrivate).get("settings"));
  try {
    return JSON.parse(settings ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** Whether Kraken's status is switched on, and whether the browser then lets it be fetched: its permission can be taken back there. */
export async function statusPermission() {
  const on = (await chosen(false)).status === true;
  return { on, allowed: on && (await api.permissions.contains({ origins: HOSTS })) };
}
