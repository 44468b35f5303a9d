// Finds browsers, drivers and the built extension; what is missing is said in one line.
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { TOP } from "./server.mjs";

/** @typedef {"chromium" | "firefox"} Name */

/** @param {string} file */
function runnable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Folders of tools that `build.sh setup` fills. @param {string} tool @returns {string[]} */
function cached(tool) {
  const base = join(process.env.PREFLIGHT_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "preflight"), "tools");
  if (!existsSync(base)) return [];
  return readdirSync(base).filter((name) => name.startsWith(`${tool}-`)).sort().reverse().map((name) => join(base, name, "bin"));
}

/** @param {string[]} names @param {string} variable @param {string} hint @returns {string} */
function find(names, variable, hint) {
  const named = process.env[variable];
  if (named) {
    if (runnable(named)) return named;
    throw new Error(`${variable} names ${named}, which cannot be run`);
  }
  const folders = [...names.flatMap(cached), ...(process.env.PATH ?? "").split(delimiter)];
  for (const name of names) {
    for (const folder of folders) if (folder && runnable(join(folder, name))) return join(folder, name);
  }
  throw new Error(`${names[0]} was not found; ${hint}`);
}

const SETUP = "run ./build.sh setup";

/** The browser and its driver. @param {Name} name */
export function browserFiles(name) {
  if (name === "chromium") {
    return {
      browser: find(["chromium", "chromium-browser", "chrome-for-testing"], "CHROMIUM", `${SETUP} (Debian: apt-get install chromium chromium-driver)`),
      driver: find(["chromedriver"], "CHROMEDRIVER", SETUP),
    };
  }
  return {
    browser: find(["firefox-esr", "firefox"], "FIREFOX", `${SETUP} (Debian: apt-get install firefox-esr)`),
    driver: find(["geckodriver"], "GECKODRIVER", SETUP),
  };
}

/** Whether only a branded Chrome is there, which takes no unpacked extension from its command line. */
export function onlyBrandedChrome() {
  try {
    return !/chromium|for testing/i.test(execFileSync(browserFiles("chromium").browser, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    try {
      find(["google-chrome", "google-chrome-stable"], "CHROME", "");
      return true;
    } catch {
      return false;
    }
  }
}

/** The built extension. @param {Name} name @param {string} [variant] folder suffix, as in dist/chromium-provoke */
export function built(name, variant = "") {
  const folder = join(process.env.PREFLIGHT_DIST ?? join(TOP, "dist"), name + (variant && `-${variant}`));
  if (!existsSync(join(folder, "manifest.json"))) {
    throw new Error(`no built extension in ${folder}; run ./build.sh${variant && ` ${variant}`}`);
  }
  return { folder, manifest: JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) };
}
