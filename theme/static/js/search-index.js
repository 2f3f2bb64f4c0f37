// The index: fetches the files that a query needs, reads them, ranks. The same integers as quanli/search/ranking.py and the
// same steps as quanli/search/finding.py, so that the terminal and the browser give the same items in the same order.

const COVER = 2 ** 20;
const WHOLE = 2 ** 44;
const NAMES_READ = 16;
const MOSTLY_KNOWN = [2, 3];
const MOSTLY_COVERED = [3, 4];
const NAME_IMPACTS = [
  [5, 15],
  [8, 14],
  [11, 13],
  [15, 12],
  [20, 11],
  [28, 10],
  [Infinity, 9],
];

export function weight(items, holders) {
  if (!holders) return 0;
  const ratio = Math.floor((16 * items) / holders);
  const length = 32 - Math.clz32(ratio);
  return length < 5 ? 1 : 4 * (length - 5) + ((ratio >>> (length - 3)) & 3) + 1;
}

const score = (kind, rarity, impact, covers) => (covers ? rarity * (kind === "b" ? 1 : 2) * COVER : 0) + rarity * impact;
const cover = (value) => Math.floor((value % WHOLE) / COVER);
const nameImpact = (length) => NAME_IMPACTS.find(([most]) => length <= most)[1];
const byRank = ([a, x], [b, y]) => y - x || a - b;

/** Read a file of word lists (quanli/search/shards.py): words, and the facets of the items in them. */
export function readShard(bytes) {
  let at = 0;
  const integer = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const rising = () => {
    let value = 0;
    return Array.from({ length: integer() }, () => (value += integer()));
  };
  const ids = rising();
  const offices = rising();
  const office = ids.map(() => offices[integer()]);
  const facets = ids.map((_, i) => office[i] * 2048 + bytes[at + i] * 32 + bytes[at + ids.length + i]);
  at += 2 * ids.length;
  const text = new TextDecoder();
  const words = new Map();
  for (let left = integer(); left; left--) {
    const size = integer();
    const word = text.decode(bytes.subarray(at, (at += size)));
    const holders = integer();
    const postings = [];
    for (let groups = integer(); groups; groups--) {
      const impact = integer();
      for (const place of rising()) postings.push([ids[place], impact]);
    }
    words.set(word, { holders, postings });
  }
  return { words, facets: ids.map((id, i) => [id, facets[i]]) };
}

/**
 * Open the index at an address. `fetchBytes(address)` gives a file's bytes, or null where there is none; `words` is the module
 * search-words.js. A file that is gone belongs to an earlier release: the manifest is then read anew, once.
 */
export async function openIndex(base, fetchBytes, words) {
  const { TRADITIONAL, fold, readQuery, sounding, textHash, itemId, leafOf } = words;
  const decode = (bytes) => new TextDecoder().decode(bytes);
  const json = (bytes) => (bytes ? JSON.parse(decode(bytes)) : {});
  const readManifest = async () => json(await fetchBytes(base + "manifest.json"));
  let manifest = await readManifest();
  if (!manifest.leaves) return null;
  const files = new Map();
  const facets = new Map();
  const simplified = new Map();
  const sounds = new Map();

  const once = (name, read) => {
    if (!files.has(name)) {
      files.set(
        name,
        fetchBytes(base + name)
          .then(read)
          .catch((error) => {
            files.delete(name);
            throw error;
          }),
      );
    }
    return files.get(name);
  };
  let renewed = null;
  const leafFile = async (kind, hash, suffix, read) => {
    const name = () => `${kind}/${leafOf(hash, manifest.leaves[kind]).toString(16)}.${suffix}`;
    const found = await once(name(), (bytes) => bytes && read(bytes));
    if (found) return found;
    renewed ||= readManifest().finally(() => (renewed = null));
    const fresh = await renewed;
    if (fresh.leaves) manifest = fresh;
    return once(name(), (bytes) => bytes && read(bytes));
  };

  const lists = new Map();
  const key = (kind, word) => kind + word;
  async function fetchWords(wanted) {
    const missing = wanted.filter(([kind, word]) => !lists.has(key(kind, word)));
    await Promise.all(
      missing.map(async ([kind, word]) => {
        const shard = await leafFile(kind, textHash(word), "bin", readShard);
        for (const [id, packed] of shard ? shard.facets : []) facets.set(id, packed);
        lists.set(key(kind, word), (shard && shard.words.get(word)) || null);
      }),
    );
  }
  const rarity = (kind, word) => {
    const list = lists.get(key(kind, word));
    return list ? weight(manifest.items, list.holders) : 0;
  };

  // A list that is cut says nothing of the items that it leaves out.
  const isCut = (kind, word) => {
    const list = kind === "n" && word > "\u3000" && lists.get(key(kind, word));
    return list && list.holders > list.postings.length;
  };

  async function fetchBlocks(table, chars, read) {
    const blocks = [...new Set([...chars].map((char) => char.codePointAt(0) >>> 10))];
    await Promise.all(blocks.map((block) => once(`${table}/${block.toString(16)}.txt`, (bytes) => bytes && read(decode(bytes)))));
  }
  const readFold = (text) => {
    const chars = Array.from(text);
    for (let i = 0; i < chars.length; i += 2) simplified.set(chars[i], chars[i + 1]);
  };
  const readSounds = (text) => {
    for (const [, syllable, chars] of text.matchAll(/([a-z]+)([^a-z]+)/g)) for (const char of chars) sounds.set(char, syllable);
  };

  /** Read a query. Words of the index are Simplified: one with a Traditional character is in no list, so the table is needed then. */
  async function read(typed) {
    await fetchBlocks("fold", (typed.match(TRADITIONAL) || []).join(""), readFold);
    let asked = readQuery(typed, (char) => simplified.get(char));
    const wanted = () => [["n", asked.whole], ...asked.tokens.flatMap((token) => token.readings.flat())];
    if (!asked.tokens.length) return asked;
    await fetchWords(wanted());
    const unknown = wanted().filter(([kind, word]) => kind === "n" && word[0] > "\u3000" && !lists.get(key(kind, word)));
    if (!unknown.length) return asked;
    await fetchBlocks("fold", unknown.map(([, word]) => word).join(""), readFold);
    asked = readQuery(typed, (char) => simplified.get(char));
    await fetchWords(wanted());
    return asked;
  }

  const better = (scores, id, value) => {
    if (value > (scores.get(id) || 0)) scores.set(id, value);
  };
  function scoreWord(kind, word, withBody) {
    const scores = new Map();
    for (const place of withBody && kind !== "p" ? [kind, "b"] : [kind]) {
      const list = lists.get(key(place, word));
      if (!list) continue;
      const weighed = rarity(place, word);
      const covers = !isCut(place, word);
      for (const [id, impact] of list.postings) better(scores, id, score(place, weighed, impact, covers));
    }
    return scores;
  }
  function scoreAll(asked, tokens, withBody) {
    const total = new Map();
    const add = (sums, scores) => scores.forEach((value, id) => sums.set(id, (sums.get(id) || 0) + value));
    for (const token of tokens) {
      const best = new Map();
      for (const way of token.readings) {
        const sums = new Map();
        for (const [kind, word] of way) add(sums, scoreWord(kind, word, withBody));
        sums.forEach((value, id) => better(best, id, value));
      }
      add(total, best);
    }
    const list = lists.get(key("n", asked.whole));
    if (list) add(total, new Map(list.postings.map(([id, impact]) => [id, WHOLE + rarity("n", asked.whole) * impact])));
    return total;
  }

  // A name in Traditional characters stands with its folded form beside it.
  const foldedName = (name) => (Array.isArray(name) ? name[1] : fold(name, () => ""));

  /** Rank the items: `[[id, score], …]`, the best first; those at the head by their names too where a word's list is cut. */
  async function rank(asked, tokens, withBody) {
    const ranked = [...scoreAll(asked, tokens, withBody)].sort(byRank);
    const cut = asked.tokens.flatMap((token) => token.readings[0]).filter(([kind, word]) => isCut(kind, word));
    if (!cut.length) return ranked;
    const listed = new Map(cut.map(([kind, word]) => [word, new Set(lists.get(key(kind, word)).postings.map(([id]) => id))]));
    const head = ranked.slice(0, NAMES_READ);
    const called = await Promise.all(head.map(async ([id]) => (await texts("r", [id])).map(([, name]) => foldedName(name))));
    const cutScore = (id, names) => {
      let sum = 0;
      for (const [word, ids] of listed) {
        const held = names.filter((name) => name.includes(word)).map((name) => Array.from(name).length);
        if (ids.has(id)) sum += score("n", rarity("n", word), 0, true);
        else if (held.length) sum += score("n", rarity("n", word), nameImpact(Math.min(...held)), true);
      }
      return sum;
    };
    const reread = head.map(([id, value], at) => [id, value + cutScore(id, called[at])]);
    return [...reread.sort(byRank), ...ranked.slice(NAMES_READ).map(([id, value]) => [id, value + cutScore(id, [])])];
  }

  // Less than the share of a reading known to the titles, and it does not count.
  function fullCover(tokens, share) {
    let sum = 0;
    for (const token of tokens) {
      const covers = token.readings
        .map((way) => way.map(([kind, word]) => rarity(kind, word)))
        .filter((rarities) => rarities.length * share[0] <= rarities.filter(Boolean).length * share[1])
        .map((rarities) => 2 * rarities.reduce((a, b) => a + b, 0));
      if (!covers.length) return Infinity;
      sum += Math.min(...covers);
    }
    return sum;
  }

  /** Add the reading by sound to runs that hardly any list knows. */
  async function heard(tokens) {
    const unheard = (token) => {
      const known = token.readings[0].filter(([, word]) => rarity("n", word) || rarity("b", word)).length;
      return token.text[0] > "\u3000" && known * 2 < token.readings[0].length;
    };
    const some = tokens.filter(unheard);
    if (!some.length) return tokens;
    await fetchBlocks("sound", some.map((token) => token.text).join(""), readSounds);
    const all = tokens.map((token) => {
      const sound = some.includes(token) && sounding(token, (char) => sounds.get(char));
      return sound ? { ...token, readings: [...token.readings, sound] } : token;
    });
    await fetchWords(all.flatMap((token) => token.readings.flat()));
    return all;
  }

  /** Find items: `{items: [{id, facets}], full, words}`, the best first. */
  async function find(typed) {
    const asked = await read(typed);
    if (!asked.tokens.length) return { items: [], full: false, words: [] };
    let ranked = await rank(asked, asked.tokens, false);
    const first = ranked.length ? ranked[0][1] : 0;
    const full = first >= WHOLE || cover(first) >= fullCover(asked.tokens, [1, 1]);
    if (!full && cover(first) * MOSTLY_COVERED[1] < fullCover(asked.tokens, MOSTLY_KNOWN) * MOSTLY_COVERED[0]) {
      const titles = asked.tokens.flatMap((token) => token.readings.flat()).filter(([kind]) => kind !== "p");
      await fetchWords(titles.map(([, word]) => ["b", word]));
      ranked = await rank(asked, await heard(asked.tokens), true);
    }
    const best = Math.max(0, ...ranked.map(([, value]) => cover(value)));
    const items = ranked
      .filter(([, value]) => value >= WHOLE || cover(value) * 5 >= best * 2)
      .map(([id]) => ({ id, facets: facets.get(id) }));
    return { items, full, words: asked.tokens.map((token) => token.text) };
  }

  /** Give what a file of names (`r`) or excerpts (`x`) says of items: `[[code, text], …]`, the order kept. */
  async function texts(kind, ids) {
    const found = await Promise.all(
      ids.map(async (id) => {
        const all = (await leafFile(kind, (id << 4) >>> 0, "json", (bytes) => json(bytes))) || {};
        return Object.entries(all)
          .filter(([code]) => itemId(code) === id)
          .sort(([a], [b]) => (a < b ? -1 : 1));
      }),
    );
    return found.flat();
  }

  return {
    find,
    names: async (ids) => (await texts("r", ids)).map(([code, name]) => [code, [].concat(name)[0]]),
    excerpts: (ids) => texts("x", ids),
    simplify: (char) => simplified.get(char),
    get manifest() {
      return manifest;
    },
  };
}
