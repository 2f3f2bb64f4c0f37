// Runs the browser's modules under node. usage: node browser.mjs SCRIPTS COMMAND, values as JSON on standard input.
// COMMAND `words`: a list of [function, argument]; `find FOLDER`: queries against the files of an index in a folder, where
// `renewed` is the manifest that is there when it is asked for again.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import path from "node:path";

const [, , scripts, command, folder] = process.argv;
const load = (name) => import(pathToFileURL(path.join(scripts, name)));
const words = await load("search-words.js");
const { openIndex, readShard, weight } = await load("search-index.js");
let text = "";
for await (const part of process.stdin) text += part;
const input = JSON.parse(text);
const answers = [];

if (command === "words") {
  const simplified = new Map(input.simplified);
  const fold = (given) => words.fold(given, (char) => simplified.get(char));
  const functions = {
    fold,
    title: (given) => [...new Set(words.titleWords(fold(given)))],
    body: (given) => words.bodyWords(fold(given)),
    query: (given) => words.readQuery(given, (char) => simplified.get(char)),
    syllables: words.readings,
    hash: words.textHash,
    id: words.itemId,
    leaf: ([hash, leaves]) => words.leafOf(hash, leaves),
    weight: ([items, holders]) => weight(items, holders),
    shard: (hex) => {
      const { words: lists, facets } = readShard(Uint8Array.from(Buffer.from(hex, "hex")));
      return { facets, words: [...lists].map(([word, list]) => [word, list.holders, list.postings]) };
    },
  };
  for (const [name, given] of input.calls) answers.push(functions[name](given));
} else {
  let bytes = 0;
  let manifests = 0;
  const fetchBytes = async (address) => {
    if (address === "manifest.json" && input.renewed && manifests++) return new TextEncoder().encode(input.renewed);
    try {
      const data = await readFile(path.join(folder, address));
      bytes += data.length;
      return new Uint8Array(data);
    } catch {
      return null;
    }
  };
  let index = await openIndex("", fetchBytes, words);
  for (const query of input.queries) {
    if (input.fresh) index = await openIndex("", fetchBytes, words);
    bytes = 0;
    const { items, full } = await index.find(query);
    const named = await index.names(items.slice(0, input.limit || 10).map((item) => item.id));
    answers.push({ codes: named.map(([code]) => code), names: named.map(([, name]) => name), total: items.length, full, facets: items.slice(0, 10).map((item) => item.facets), bytes });
  }
}
process.stdout.write(JSON.stringify(answers));
