// The overlay's frame from outside: waits for it, opens and closes it.
import { until } from "./drive.mjs";

/** @typedef {import("./drive.mjs").Browser} Browser */

/** The button that opens and closes. */
export const TOGGLE = "button[aria-expanded]";

/** The overlay's frame, once it shows a verdict. @param {Browser} browser @param {number} [limit] @returns {Promise<string>} its context */
export function chip(browser, limit = 9_000) {
  return until("the overlay's verdict", async () => {
    const frame = await browser.overlay();
    return frame && await browser.run(frame.context, () => Boolean(document.querySelector("[data-verdict]"))) ? frame.context : null;
  }, limit);
}

/** @param {Browser} browser @param {string} frame @returns {Promise<boolean>} */
export const isOpen = (browser, frame) => browser.run(frame, (/** @type {string} */ toggle) =>
  document.querySelector(toggle)?.getAttribute("aria-expanded") === "true", TOGGLE);

/** Opens or closes the overlay with the mouse. @param {Browser} browser @param {boolean} open */
export async function setOpen(browser, open) {
  const frame = await chip(browser);
  // A frame that is still growing or shrinking moves what is clicked from under the mouse.
  let height = 0;
  await until("the frame to rest", async () => {
    const before = height;
    ({ height } = await sizeOf(browser, frame));
    return height === before;
  }, 12_000, 150);
  if (await isOpen(browser, frame) !== open) await browser.click(frame, TOGGLE);
  await until(`the overlay to be ${open ? "open" : "closed"}`, async () => await isOpen(browser, frame) === open);
  return frame;
}

/** Whether the page shows anything of the overlay: its element stands beside head and body. @param {Browser} browser @returns {Promise<boolean>} */
export const isShown = (browser) => browser.run(browser.page, () =>
  [...document.documentElement.children].some((one) => {
    if (one instanceof HTMLHeadElement || one instanceof HTMLBodyElement) return false;
    const { width, height } = one.getBoundingClientRect();
    return width > 0 && height > 0 && one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  }));

/** Size of the frame on the page, as the frame itself sees it. @param {Browser} browser @param {string} frame @returns {Promise<{width: number, height: number}>} */
export const sizeOf = (browser, frame) => browser.run(frame, () => ({ width: innerWidth, height: innerHeight }));

/**
 * The frame's size once it is that of what it shows. The frame asks the content script for it after drawing, so that
 * it is larger for a moment (and invisible until then). Null while it does not fit.
 * @param {Browser} browser @param {string} frame @returns {Promise<{width: number, height: number} | null>}
 */
export const fitting = (browser, frame) => browser.run(frame, () => {
  const { offsetWidth: width, offsetHeight: height } = document.body;
  return width === innerWidth && height === innerHeight ? { width, height } : null;
});
