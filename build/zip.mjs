// A zip with the same bytes wherever and whenever it is made: node zip.mjs FOLDER OUT.zip
// Sorted names, one time, one mode, no folders, no extra fields.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { filesBelow } from "./files.mjs";

const utf8 = 0x0800;
const deflated = 8;
const time = 0; // 1980-01-01 00:00, the first a zip can tell
const day = 0x21;
const version = 20;
const unix = 3;
const mode = 0o100644;

/**
 * @param {string} folder
 * @returns {Buffer}
 */
export function zipOf(folder) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let offset = 0;
  const names = filesBelow(folder);
  for (const path of names) {
    const name = Buffer.from(path);
    const data = readFileSync(join(folder, path));
    const packed = deflateRawSync(data, { level: 9 });
    const common = Buffer.alloc(26);
    common.writeUInt16LE(version, 0);
    common.writeUInt16LE(utf8, 2);
    common.writeUInt16LE(deflated, 4);
    common.writeUInt16LE(time, 6);
    common.writeUInt16LE(day, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from("PK\x03\x04"), common, name, packed);

    const made = Buffer.from([version, unix]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02"), made, common, rest, name);
    offset += 4 + common.length + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(names.length, 4);
  end.writeUInt16LE(names.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, list, Buffer.from("PK\x05\x06"), end]);
}

const [folder, out] = process.argv.slice(2);
if (import.meta.filename === process.argv[1] && folder && out) writeFileSync(out, zipOf(folder));
