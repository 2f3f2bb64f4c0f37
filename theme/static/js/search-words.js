// Text to the words of the index, and a query to the words that it may mean: the browser's copy of quanli/search/analyser.py,
// held to it by tests/search/vectors.json. No dictionary, no look-ups: what needs a table takes it as an argument.

const HAN = "\\u3007\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const DROPPED = /[\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/g;
const RUN = new RegExp(`[${HAN}]+|[a-z0-9]+`, "gu");
const TYPED = new RegExp(`[${HAN}]+|[a-z0-9]+(?:[-_./·:][a-z0-9]+)*`, "gu");
// The commonest Traditional characters of names of items: where one is typed, the table that folds them is wanted at once.
export const TRADITIONAL =
  /[證書崗審執決覈業記責處報檢單設罰備經營條許負請錄場產辦發聽級機補員銷資變結調縣現驗檔務權當對舉計歸筆監達體並項註實動種內構會標線評險時繳學開沒運規領據積費關見專稅糧電議轉網質還隊個應車購複違賬詢認戶職綜財間準後獎徵強聯醫兩數論輸護與價預廣藥]/gu;
const ASKING =
  /请问|我想要?|想要|我要|怎么样?|怎样|如何|为什么|什么|哪里|哪儿|哪些|哪个|多少|多久|几天|需要|可以|能不能|是不是|可不可以|能否|吗|呢|吧|啊/g;
const SHORT_BEGINNING = 12;
const LONGEST_BEGINNING = 64;
const INITIALS = 4;
const MAYBE_INITIALS = 6;
const MOST_INITIALS = 12;
const WHOLE = 60;
const ENOUGH = 7;
const QUERY_RUNS = 12;
const QUERY_RUN = 32;
const LONGEST_SYLLABLE = 6;
const READINGS = 4;

// Hanyu pinyin (GB/T 16159): initial, then its finals; v for ü.
const FINALS = `|a ai an ang ao e ei en eng er o ou
b|a ai an ang ao ei en eng i ian iao ie in ing o u
c|a ai an ang ao e en eng i ong ou u uan ui un uo
ch|a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
d|a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
f|a an ang ei en eng o ou u
g|a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h|a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j|i ia ian iang iao ie in ing iong iu u uan ue un
k|a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
l|a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve
m|a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
n|a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve
p|a ai an ang ao ei en eng i ian iao ie in ing o ou u
q|i ia ian iang iao ie in ing iong iu u uan ue un
r|an ang ao e en eng i ong ou u ua uan ui un uo
s|a ai an ang ao e en eng i ong ou u uan ui un uo
sh|a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
t|a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
w|a ai an ang ei en eng o u
x|i ia ian iang iao ie in ing iong iu u uan ue un
y|a an ang ao e i in ing o ong ou u uan ue un
z|a ai an ang ao e ei en eng i ong ou u uan ui un uo
zh|a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo`;
const SYLLABLES = new Set();
const BEGUN = new Set();
for (const line of FINALS.split("\n")) {
  const [initial, finals] = line.split("|");
  for (const final of finals.split(" ")) {
    const syllable = initial + final;
    SYLLABLES.add(syllable);
    for (let size = 1; size <= syllable.length; size++) BEGUN.add(syllable.slice(0, size));
  }
}

export function textHash(text) {
  let h = 0x811c9dc5;
  for (const char of text) h = Math.imul(h ^ char.codePointAt(0), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

export const itemId = (code) => textHash(code) >>> 4;

export function leafOf(hash, leaves) {
  let node = 1;
  for (let bit = 31; node < leaves; bit--) node = 2 * node + ((hash >>> bit) & 1);
  return node;
}

/** Fold width, case, accents and hidden marks; `simplified` maps a character to its Simplified form, if it has another. */
export function fold(text, simplified) {
  const marks = text.normalize("NFKD").toLowerCase().replace(DROPPED, "");
  return Array.from(marks, (char) => simplified(char) || char).join("");
}

const isLatin = (run) => /^[a-z0-9]/.test(run);
const unique = (list) => [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
const neighbours = (list, join) => list.slice(1).map((one, at) => list[at] + join + one);

function pairs(run) {
  const chars = Array.from(run);
  return chars.length === 1 ? chars : neighbours(chars, "");
}

export function titleWords(folded) {
  const words = [];
  for (const run of folded.match(RUN) || []) {
    if (!isLatin(run)) {
      words.push(...run, ...pairs(run));
      continue;
    }
    words.push(run);
    for (let size = 1; size <= Math.min(run.length, LONGEST_BEGINNING); size++)
      if (size <= SHORT_BEGINNING || size % 4 === 0) words.push(run.slice(0, size));
  }
  return words;
}

export function bodyWords(folded) {
  return (folded.match(RUN) || []).flatMap((run) => (isLatin(run) ? [run] : pairs(run)));
}

const whole = (folded) =>
  "=" +
  textHash(
    Array.from((folded.match(RUN) || []).join(""))
      .slice(0, WHOLE)
      .join(""),
  ).toString(16);

function readable(letters) {
  const reached = new Set([0]);
  for (let at = 0; at < letters.length; at++) {
    if (!reached.has(at)) continue;
    for (let size = 1; size <= LONGEST_SYLLABLE; size++)
      if (at + size <= letters.length && SYLLABLES.has(letters.slice(at, at + size))) reached.add(at + size);
  }
  return reached.has(letters.length);
}

function* ways(letters, before) {
  if (!letters) yield before;
  for (let size = Math.min(LONGEST_SYLLABLE, letters.length); size > 0; size--)
    if (SYLLABLES.has(letters.slice(0, size)) && readable(letters.slice(size)))
      yield* ways(letters.slice(size), [...before, letters.slice(0, size)]);
}

/** Read letters as syllables, in at most four ways with (nearly) the fewest; a last syllable only begun is left out. */
export function readings(letters) {
  for (let end = letters.length; end > 1; end--) {
    if (end === letters.length || BEGUN.has(letters.slice(end))) {
      const found = [];
      for (const way of ways(letters.slice(0, end), [])) {
        found.push(way);
        if (found.length === 4 * READINGS) break;
      }
      if (found.length) {
        const fewest = Math.min(...found.map((way) => way.length));
        return found.filter((way) => way.length <= fewest + 1).slice(0, READINGS);
      }
      if (letters.length - end >= LONGEST_SYLLABLE) break;
    }
  }
  return [];
}

// Of the pairs of a long run, every other one and the last: they cover it.
const covering = (list) => (list.length > ENOUGH ? list.filter((_, at) => at % 2 === 0 || at === list.length - 1) : list);
const listed = (kind, words) => unique(words.map((word) => [kind, word]));
const syllableWords = (way) => (way.length === 1 ? [["p", way[0]]] : listed("p", covering(neighbours(way, " "))));

function beginning(word) {
  const size = Math.min(word.length, LONGEST_BEGINNING);
  return word.slice(0, size <= SHORT_BEGINNING ? size : size - (size % 4));
}

function latin(run) {
  const word = run.replace(/[^a-z0-9]/g, "").slice(0, LONGEST_BEGINNING + 4);
  const found = [[["c", word]], [["c", beginning(word)]]];
  const parts = run.match(/[a-z0-9]+/g);
  const last = parts.pop();
  if (parts.length) {
    found.push(listed("c", [...parts, beginning(last)]));
  } else if (/^[a-z]{2,}$/.test(word)) {
    const ways = readings(word.slice(0, QUERY_RUN));
    found.push(...ways.map(syllableWords));
    if (word.length <= (ways.length ? MAYBE_INITIALS : MOST_INITIALS)) {
      const size = Math.min(INITIALS, word.length);
      const starts = Array.from({ length: word.length - size + 1 }, (_, at) => at);
      found.push(
        listed(
          "p",
          starts.map((at) => "." + word.slice(at, at + size)),
        ),
      );
    }
  }
  return unique(found);
}

/** Read what somebody typed: `{tokens: [{text, readings: [[[kind, word], …], …]}], whole}`. Anything may be typed. */
export function readQuery(typed, simplified) {
  const folded = fold(typed, simplified);
  const runs = folded.replace(ASKING, " ").match(TYPED) || folded.match(TYPED) || [];
  const seen = [...new Set(runs.map((run) => (isLatin(run) ? run : Array.from(run).slice(0, QUERY_RUN).join(""))))];
  const tokens = seen.slice(0, QUERY_RUNS).map((text) => ({
    text,
    readings: isLatin(text) ? latin(text) : [listed("n", covering(pairs(text)))],
  }));
  return { tokens, whole: whole(folded) };
}

/** Read a run of Han characters by its sound; `sounds` maps a character to its syllable. */
export function sounding(token, sounds) {
  const heard = Array.from(token.text, sounds);
  return heard.length > 1 && heard.every(Boolean) ? syllableWords(heard) : null;
}
