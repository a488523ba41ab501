// Reads exported documents with the Automerge of another language, and compares what it finds with
// what Établi read: `node reader.mjs FOLDER`. The rules of reading are written here a second time,
// from the format alone.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as Automerge from "@automerge/automerge";

const folder = process.argv[2];

/** A text, whether it can be edited in place or only replaced; anything else is none. */
function text(value) {
  if (typeof value === "string") return value;
  if (Automerge.isImmutableString(value)) return value.toString();
  return "";
}

function item(id, fields) {
  const read = {
    id,
    name: text(fields.name),
    tag: text(fields.tag),
    category: text(fields.category),
    place: text(fields.place) || null,
    quantity: fields.quantity === undefined ? 1 : Number(fields.quantity),
    note: text(fields.note),
    fields: {},
    import_key: text(fields.import_key),
    withdrawn: fields.withdrawn === true,
  };
  const files = [];
  for (const [key, value] of Object.entries(fields)) {
    if (key.startsWith("field:")) read.fields[key.slice("field:".length)] = text(value);
    if (/^file:[0-9a-f]{32}$/.test(key)) files.push(file(key.slice("file:".length), value));
  }
  files.sort((one, other) => one.rank - other.rank || (one.id < other.id ? -1 : 1));
  if (files.length > 0) read.files = files;
  return read;
}

function file(id, fields) {
  return {
    id,
    hash: text(fields.hash),
    name: text(fields.name),
    media: text(fields.media),
    bytes: Number(fields.bytes),
    pixels: [Number(fields.width ?? 0), Number(fields.height ?? 0)],
    caption: text(fields.caption),
    thumbnail: text(fields.thumbnail) || null,
    rank: Number(fields.rank ?? 0),
    removed: fields.removed === true,
  };
}

function place(id, fields) {
  return {
    id,
    name: text(fields.name),
    inside: text(fields.inside) || null,
    withdrawn: fields.withdrawn === true,
  };
}

/** Things by their local id, in its order. */
function all(container, owner, read) {
  const keys = Object.keys(container ?? {}).filter((key) => /^[0-9a-f]{32}$/.test(key));
  return keys.sort().map((key) => read(owner ? `${key}@${owner}` : key, container[key]));
}

const names = readdirSync(folder)
  .filter((file) => file.endsWith(".automerge"))
  .map((file) => file.slice(0, -".automerge".length))
  .sort();
assert.ok(names.length > 0, "no documents");

let items = 0;
let changes = 0;
for (const name of names) {
  const bytes = readFileSync(join(folder, `${name}.automerge`));
  const doc = Automerge.load(bytes);
  const owner = name.startsWith("member-") ? name.slice("member-".length) : null;
  const read = {
    heads: [...Automerge.getHeads(doc)].sort(),
    name: text((owner ? doc.profile : doc.space)?.name),
    items: all(doc.items, owner, item),
    places: all(doc.places, owner, place),
  };
  assert.deepEqual(read, JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")), name);

  // Every change comes back with the hash it had, and applied one by one they are the same again.
  const history = Automerge.getAllChanges(doc);
  const [again] = Automerge.applyChanges(Automerge.init(), history);
  assert.deepEqual([...Automerge.getHeads(again)].sort(), read.heads, name);
  assert.deepEqual(Automerge.toJS(again), Automerge.toJS(doc), name);
  items += read.items.length;
  changes += history.length;
}
console.log(JSON.stringify({ documents: names.length, items, changes }));
