// The fixed ids of the unpacked extensions: Chromium's from the manifest's key, Firefox's as the manifest states it.
import { createHash } from "node:crypto";
import { manifestOf } from "./manifest.mjs";

const key = Buffer.from(manifestOf("chromium").key, "base64");
const digest = createHash("sha256").update(key).digest("hex").slice(0, 32);
const id = digest.replace(/./g, (digit) => String.fromCharCode(97 + parseInt(digit, 16)));
console.log(`chromium ${id}`);
console.log(`firefox  ${manifestOf("firefox").browser_specific_settings.gecko.id}`);
