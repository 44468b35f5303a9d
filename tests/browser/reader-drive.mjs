// Starts a browser for the reader's own tests, and serves pages to it. Self-contained.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Builder } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const FILES = ["start", "dom", "fold", "address", "kinds", "names", "states", "bits", "sight", "sheets", "out", "course", "walk"];
export const READER = FILES.map((name) => readFileSync(join(ROOT, `extension/reader/${name}.js`), "utf8")).join("\n");

const CHROMIUM_FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--window-size=1280,1000"];

/** First of the given paths that exists. @param {(string | undefined)[]} paths */
const first = (...paths) => paths.find((path) => path && existsSync(path));

/** @param {string} name @param {{extension?: string | null}} [options] `extension`: a folder to load */
export async function browser(name, { extension = null } = {}) {
  if (name === "chromium") {
    const options = new chrome.Options();
    options.addArguments(...CHROMIUM_FLAGS);
    options.setPageLoadStrategy("eager");
    const binary = first(process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome");
    if (binary) options.setChromeBinaryPath(binary);
    if (extension) options.addArguments(`--load-extension=${extension}`, "--disable-features=DisableLoadExtensionCommandLineSwitch");
    const driver = first(process.env.CHROMEDRIVER, "/usr/bin/chromedriver");
    const builder = new Builder().forBrowser("chrome").setChromeOptions(options);
    if (driver) builder.setChromeService(new chrome.ServiceBuilder(driver));
    return builder.build();
  }
  const options = new firefox.Options().addArguments("-headless", "--width=1280", "--height=1000");
  options.setPageLoadStrategy("eager");
  options.setPreference("privacy.reduceTimerPrecision", false);
  const binary = first(process.env.FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox");
  if (binary) options.setBinary(binary);
  const driver = first(process.env.GECKODRIVER, join(process.env.HOME ?? "", ".cache/preflight/tools/geckodriver-0.37.1/bin/geckodriver"));
  const builder = new Builder().forBrowser("firefox").setFirefoxOptions(options);
  if (driver) builder.setFirefoxService(new firefox.ServiceBuilder(driver));
  const made = await builder.build();
  if (extension) await /** @type {any} */ (made).installAddon(extension, true);
  return made;
}

/** Serves what `page` gives for a path, on the loopback. @param {(path: string) => string | Buffer | null} page @param {string | ((path: string) => string)} [policy] for all pages, or for a path */
export async function serve(page, policy = "default-src 'none'; style-src 'unsafe-inline'") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/");
    const body = page(path);
    response.writeHead(body === null ? 404 : 200, {
      "content-type": "text/html; charset=utf-8",
      // Nothing runs and nothing is fetched: a page is what its file says.
      "content-security-policy": typeof policy === "string" ? policy : policy(path),
    });
    response.end(body ?? "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`, close: () => server.close() };
}
