// Times in the user's zone beside UTC: zones, daylight saving, midnight, leap days, the turn of the year.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

const script = new URL("../extension/view/times.js", import.meta.url).href;

/** What a browser in this zone and language would show. @param {string} zone @param {string[]} texts @returns {string[]} */
function shown(zone, texts) {
  const code = `import { inZone } from ${JSON.stringify(script)}; console.log(JSON.stringify(${JSON.stringify(texts)}.map(inZone)));`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8", env: { ...process.env, TZ: zone, LC_ALL: "en_GB.UTF-8" } });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

/** Year by year the wall clock of a zone, by the system's own tables. @param {string} zone @param {string} utc */
const wall = (zone, utc) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(utc));

test("in UTC it stays as it is, and so does what is no time", () => {
  const texts = ["Maintenance is planned from 2026-05-11 09:00 UTC.", "2026-13-45 09:00 UTC", "as of 2026-10-01", "09:00 UTC"];
  assert.deepEqual(shown("UTC", texts), texts);
  assert.deepEqual(shown("Asia/Tokyo", texts.slice(1)), texts.slice(1));
});

test("elsewhere the user's own time goes first, with UTC beside it", () => {
  const [plain = ""] = shown("Europe/Berlin", ["From 2026-05-11 09:00 UTC to 2026-05-11 10:00 UTC."]);
  assert.match(plain, /^From \D*11\D* 11:00( AM)? \(09:00 UTC\) to \D*11\D* (12:00|12:00 PM) \(10:00 UTC\)\.$/);
});

test("the day is said of both where it is not the same", () => {
  for (const [zone, utc] of [["Asia/Tokyo", "2026-12-31 23:30"], ["America/Los_Angeles", "2027-01-01 00:30"], ["Pacific/Kiritimati", "2028-02-28 12:00"], ["Asia/Kathmandu", "2028-02-29 19:00"]]) {
    const [text = ""] = shown(zone ?? "", [`${utc} UTC`]);
    const [, before = "", inside = ""] = /^(.*) \((.*) \d\d:\d\d UTC\)$/.exec(text) ?? [];
    assert.ok(before && inside && !before.startsWith(inside), text);
  }
});

test("around every change of the clocks it says what the wall says", () => {
  for (const zone of ["Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo"]) {
    const times = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"].flatMap((day) =>
      ["00:59", "01:00", "01:30", "05:59", "06:00", "06:59", "07:00", "14:59", "15:00"].map((time) => [day, time]));
    const texts = shown(zone, times.map(([day, time]) => `${day} ${time} UTC`));
    times.forEach(([day, time], at) => {
      const clock = wall(zone, `${day}T${time}Z`);
      const twelve = `${String(Number(clock.slice(0, 2)) % 12 || 12).padStart(2, "0")}${clock.slice(2)}`;
      const text = texts[at] ?? "";
      const same = text === `${day} ${time} UTC` && clock === time;
      assert.ok(same || text.includes(` ${clock} (`) || text.includes(` ${twelve} AM (`) || text.includes(` ${twelve} PM (`), `${zone} ${day} ${time}: ${text}, wall ${clock}`);
    });
  }
});
