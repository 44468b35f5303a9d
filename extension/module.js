// The module, started: by the background and by each window that asks it more than to draw a report.
import init, { load } from "./wasm/preflight.js";

/**
 * Loads the module and gives it its words and lists. Without them it reports every page as one that could not be read.
 * @returns {Promise<{words: string, whole: boolean}>} what it was given, and whether that was all
 */
export async function start() {
  const file = fetch(new URL("data/preflight.txt", import.meta.url)).then((answer) => answer.text());
  const [words] = await Promise.all([
    file.catch(() => ""),
    init({ module_or_path: new URL("wasm/preflight_bg.wasm", import.meta.url) }),
  ]);
  return { words, whole: load(words) };
}
