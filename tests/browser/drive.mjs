// Drives Chromium and Firefox with the built extension, at Kraken's own addresses served from this machine.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Builder } from "selenium-webdriver";
import * as chrome from "selenium-webdriver/chrome.js";
import * as firefox from "selenium-webdriver/firefox.js";
import { browserFiles, built } from "./tools.mjs";

/**
 * @typedef {import("./tools.mjs").Name} Name
 * @typedef {{state: string, reason: string | null}} Item
 * @typedef {{verdict: string, plan: string, items: Record<string, Item>}} Checklist
 * @typedef {{context: string, url: string, children?: Context[] | null}} Context
 */

/** Where Firefox keeps a test's extension: fixed, so that its pages have an address. */
const FIREFOX_UUID = "7c1f6c9e-2b1d-4a56-9c38-5d1f0a1c7e57";

/** Waits for something to come true. @template T @param {string} what @param {() => Promise<T> | T} test @param {number} [limit] @param {number} [every] milliseconds between looks @returns {Promise<Exclude<T, false | null | undefined | "">>} */
export async function until(what, test, limit = 12_000, every = 60) {
  const end = Date.now() + limit;
  let last = "";
  for (;;) {
    try {
      const value = await test();
      if (value) return /** @type {Exclude<T, false | null | undefined | "">} */ (value);
    } catch (error) {
      last = ` (${error instanceof Error ? error.message : error})`;
    }
    if (Date.now() > end) throw new Error(`not within ${limit / 1000} s: ${what}${last}`);
    await sleep(every);
  }
}

/** The id Chromium gives an unpacked extension with this manifest key. @param {string} key */
export function chromiumId(key) {
  const digest = createHash("sha256").update(Buffer.from(key, "base64")).digest("hex").slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode(97 + parseInt(digit, 16))).join("");
}

/**
 * Chromium's arguments. Every host is this machine's; nothing reaches another.
 * @param {number} port @param {string[]} folders extensions @param {{headless: boolean, scheme?: string, size?: string}} options
 */
export function chromiumArguments(port, folders, { headless, scheme = "light", size = "1280,900" }) {
  const args = [
    `--host-resolver-rules=MAP *:443 127.0.0.1:${port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`, "--ignore-certificate-errors",
    "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-search-engine-choice-screen", `--window-size=${size}`,
  ];
  // Chromium refuses to start its sandbox for root, as in a container.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  if (headless) args.push("--headless=new", "--disable-gpu");
  if (scheme === "dark") args.push("--force-dark-mode");
  if (folders.length > 0) args.push(`--load-extension=${folders.join(",")}`, "--disable-features=DisableLoadExtensionCommandLineSwitch");
  return args;
}

/** One running browser. */
export class Browser {
  /** @param {Name} name @param {import("selenium-webdriver").WebDriver} driver @param {string} base @param {string} id */
  constructor(name, driver, base, id) {
    this.name = name;
    this.driver = driver;
    /** The extension's own address, ending in a slash; empty without one. */
    this.base = base;
    this.id = id;
    /** @type {any} */
    this.bidi = null;
    /** @type {string} */
    this.page = "";
    /** @type {string | null} */
    this.desk = null;
  }

  /** One WebDriver BiDi command. @param {string} method @param {object} params @returns {Promise<any>} */
  async call(method, params) {
    const answer = await this.bidi.send({ method, params });
    if (answer.error) throw new Error(`${method}: ${answer.error} ${answer.message ?? ""}`);
    return answer.result;
  }

  /** Runs a function in a page or frame; arguments and result are JSON. @param {string} context @param {Function | string} run @param {unknown[]} args @returns {Promise<any>} */
  async run(context, run, ...args) {
    const answer = await this.call("script.callFunction", {
      functionDeclaration: `async (args) => JSON.stringify((await (${run})(...JSON.parse(args))) ?? null)`,
      arguments: [{ type: "string", value: JSON.stringify(args) }],
      target: { context }, awaitPromise: true, userActivation: true,
    });
    if (answer.type === "exception") throw new Error(`in the page: ${answer.exceptionDetails.text}`);
    return JSON.parse(answer.result.value);
  }

  /** Opens an address in the tab under test. @param {string} url @param {"none" | "interactive" | "complete"} [wait] */
  async open(url, wait = "complete") {
    await this.call("browsingContext.navigate", { context: this.page, url, wait });
  }

  /** A new window, so that the tab under test stays visible. @param {string} url */
  async window(url) {
    const { context } = await this.call("browsingContext.create", { type: "window" });
    await this.call("browsingContext.navigate", { context, url, wait: "complete" });
    return context;
  }

  /** @param {string} context */
  async close(context) {
    await this.call("browsingContext.close", { context });
  }

  /** An extension page that stays open, for asking the extension's APIs. */
  async ask(/** @type {Function | string} */ run, /** @type {unknown[]} */ ...args) {
    if (!this.desk) {
      this.desk = await this.window(`${this.base}manifest.json`).catch(() => null) ?? null;
      if (!this.desk) throw new Error("the extension's own address could not be opened");
    }
    return this.run(this.desk, run, ...args);
  }

  /** @returns {Promise<Context[]>} every frame in the tab under test, those in closed shadow roots too */
  async frames() {
    const { contexts } = await this.call("browsingContext.getTree", { root: this.page });
    /** @param {Context[]} list @returns {Context[]} */
    const flat = (list) => list.flatMap((one) => [one, ...flat(one.children ?? [])]);
    return flat(contexts[0].children ?? []);
  }

  /** The overlay's frame, or undefined. */
  async overlay() {
    return (await this.frames()).find(({ url }) => /^(chrome|moz)-extension:/.test(url));
  }

  /** Presses keys in a page or frame. @param {string} context @param {string[]} keys */
  async press(context, ...keys) {
    await this.call("input.performActions", { context, actions: [{ type: "key", id: "keys",
      actions: keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) }] });
  }

  /** Clicks at the middle of the first match. @param {string} context @param {string} selector */
  async click(context, selector) {
    const at = await this.run(context, (/** @type {string} */ wanted) => {
      const box = document.querySelector(wanted)?.getBoundingClientRect();
      return box ? { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) } : null;
    }, selector);
    if (!at) throw new Error(`nothing matches ${selector}`);
    await this.call("input.performActions", { context, actions: [{ type: "pointer", id: "mouse", actions: [
      { type: "pointerMove", ...at }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }] }] });
  }

  /** A picture of a page. @param {string} context @returns {Promise<Buffer>} */
  async picture(context) {
    const { data } = await this.call("browsingContext.captureScreenshot", { context });
    return Buffer.from(data, "base64");
  }

  /** Runs the body of an asynchronous function with Firefox's own rights. @param {string} body @param {unknown[]} args @returns {Promise<any>} */
  async chrome(body, ...args) {
    const driver = /** @type {any} */ (this.driver);
    await driver.setContext("chrome");
    try {
      const { value, error } = await driver.executeAsyncScript(`const done = arguments[arguments.length - 1];
        (async (...args) => {${body}})(...arguments).then((value) => done({ value: value ?? null }), (error) => done({ error: String(error) }));`, ...args);
      if (error) throw new Error(error);
      return value;
    } finally {
      await driver.setContext("content");
    }
  }

  /** The background's worker among Chromium's targets. */
  async worker() {
    const driver = /** @type {any} */ (this.driver);
    const { targetInfos } = await driver.sendAndGetDevToolsCommand("Target.getTargets", {});
    return targetInfos.find((/** @type {any} */ one) => one.type === "service_worker" && one.url.startsWith(this.base));
  }

  /** Stops the extension's background, as the browser does when it has been idle. */
  async killBackground() {
    if (this.name === "firefox") {
      await this.chrome("await WebExtensionPolicy.getByID(args[0]).extension.terminateBackground({ ignoreDevToolsAttached: true });", this.id);
      return;
    }
    const worker = await this.worker();
    if (worker) await /** @type {any} */ (this.driver).sendDevToolsCommand("Target.closeTarget", { targetId: worker.targetId });
  }

  /** Whether the extension's background is running. @returns {Promise<boolean>} */
  async backgroundRuns() {
    if (this.name === "firefox") {
      return this.chrome("return WebExtensionPolicy.getByID(args[0]).extension.backgroundState === 'running';", this.id);
    }
    return Boolean(await this.worker());
  }

  async quit() {
    await this.driver.quit().catch(() => {});
  }
}

/**
 * Starts a browser.
 * @param {Name} name
 * @param {{port: number, extension?: string | null, headless?: boolean, scheme?: "light" | "dark", size?: string, beside?: string[]}} options
 *   `extension`: "" for the build in dist, a suffix for another, null for none; `beside`: folders of other extensions to load
 */
export async function start(name, { port, extension = "", headless = true, scheme = "light", size = "1280,900", beside = [] }) {
  const files = browserFiles(name);
  const build = extension === null ? null : built(name, extension);
  let base = "";
  let id = "";
  let driver;
  if (name === "chromium") {
    const options = new chrome.Options();
    options.setChromeBinaryPath(files.browser);
    options.addArguments(...chromiumArguments(port, [...(build ? [build.folder] : []), ...beside], { headless, scheme, size }));
    options.set("webSocketUrl", true);
    driver = await new Builder().forBrowser("chrome").setChromeOptions(options).setChromeService(new chrome.ServiceBuilder(files.driver)).build();
    if (build) {
      id = chromiumId(build.manifest.key);
      base = `chrome-extension://${id}/`;
    }
  } else {
    id = build?.manifest.browser_specific_settings.gecko.id ?? "";
    const options = new firefox.Options();
    options.setBinary(files.browser);
    if (headless) options.addArguments("-headless");
    options.addArguments(`--width=${size.split(",")[0]}`, `--height=${size.split(",")[1]}`);
    options.setAcceptInsecureCerts(true);
    options.set("webSocketUrl", true);
    /** @type {Record<string, string | number | boolean>} */
    const prefs = {
      "network.dns.forceResolve": "127.0.0.1", "network.socket.forcePort": `443=${port}`, "network.stricttransportsecurity.preloadlist": false,
      "extensions.webextensions.uuids": JSON.stringify({ [id]: FIREFOX_UUID }), "ui.systemUsesDarkTheme": scheme === "dark" ? 1 : 0,
      "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1, "app.update.disabledForTesting": true,
      "browser.shell.checkDefaultBrowser": false, "datareporting.policy.dataSubmissionEnabled": false, "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false, "browser.safebrowsing.update.enabled": false, "extensions.getAddons.cache.enabled": false,
      "app.normandy.enabled": false, "services.settings.server": "data:,#remote-settings-dummy/v1", "dom.min_background_timeout_value": 4,
    };
    for (const [key, value] of Object.entries(prefs)) options.setPreference(key, value);
    driver = await new Builder().forBrowser("firefox").setFirefoxOptions(options)
      .setFirefoxService(new firefox.ServiceBuilder(files.driver).addArguments("--allow-system-access")).build();
    if (build) {
      await /** @type {any} */ (driver).installAddon(build.folder, true);
      base = `moz-extension://${FIREFOX_UUID}/`;
    }
    for (const folder of beside) await /** @type {any} */ (driver).installAddon(folder, true);
  }
  const browser = new Browser(name, driver, base, id);
  browser.bidi = await driver.getBidi();
  const { contexts } = await browser.call("browsingContext.getTree", {});
  browser.page = contexts[0].context;
  return browser;
}
