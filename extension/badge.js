// The badge on the icon.
const api = globalThis.browser ?? globalThis.chrome;

/** @typedef {{text: string, color: string, title: string}} Badge */

/** That of a tab that opens a lookalike. @param {string} host @returns {Badge} */
export const dangerBadge = (host) => ({ text: "!", color: "#b42318", title: `${host} is not Kraken` });

/**
 * @param {number} tabId
 * @param {Badge} badge
 */
export async function showBadge(tabId, { text, color, title }) {
  await Promise.all([
    api.action.setBadgeText({ tabId, text }),
    api.action.setBadgeBackgroundColor({ tabId, color }),
    api.action.setBadgeTextColor({ tabId, color: "#ffffff" }),
    api.action.setTitle({ tabId, title }),
  ]);
}
