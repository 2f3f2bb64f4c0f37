// Finds among the items of all bodies by their names; the lists beneath need none of this.
const SHOWN = 40;
const place = document.querySelector('[data-module="hub"]');
const part = (name) => place.querySelector(`[data-hub="${name}"]`);
const form = place.querySelector("form");
let items;
let shown = SHOWN;

async function names() {
  items ??= Promise.all(
    place.dataset.names.split(" ").filter(Boolean).map(async (url) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }),
  ).then((files) => files.flat().map((row) => [...row, `${row[0]} ${row[5]}`.toLowerCase()]));
  return items;
}

// How near a name is to the words: those that begin with them first, then those that hold them, then the others.
function found(all, words, body, category) {
  const whole = words.join(" ");
  return all
    .filter((row) => words.every((word) => row[6].includes(word)) && (!body || row[3] === body) && (!category || row[2] === category))
    .map((row) => [row[0].toLowerCase().startsWith(whole) ? 0 : row[0].toLowerCase().includes(whole) ? 1 : 2, row])
    .sort((a, b) => a[0] - b[0])
    .map(([, row]) => row);
}

function entry([name, url, category, body, state]) {
  const line = document.createElement("li");
  line.className = "entry";
  const link = document.createElement("a");
  link.className = "entry-name";
  link.href = url;
  link.textContent = name;
  const facts = document.createElement("p");
  facts.className = "dotted";
  for (const word of [category, body, state].filter(Boolean)) {
    const fact = document.createElement("span");
    fact.textContent = word;
    facts.append(fact);
  }
  line.append(link, facts);
  return line;
}

async function show() {
  const asked = new FormData(form);
  const words = String(asked.get("q")).toLowerCase().split(/\s+/).filter(Boolean);
  const [body, category] = [asked.get("body"), asked.get("category")];
  const state = new URLSearchParams([...asked].filter(([, value]) => value));
  history.replaceState(null, "", String(state) ? `?${state}` : location.pathname);
  if (!words.length && !body && !category) {
    part("results").replaceChildren();
    part("status").textContent = "";
    part("more").hidden = true;
    return;
  }
  try {
    const list = found(await names(), words, body, category);
    part("results").replaceChildren(...list.slice(0, shown).map(entry));
    part("status").textContent = list.length ? place.dataset.count.replace("%", list.length) : place.dataset.none;
    part("more").hidden = list.length <= shown;
  } catch {
    items = undefined;
    part("status").textContent = place.dataset.failed;
  }
}

function again() {
  shown = SHOWN;
  show();
}

for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
place.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  again();
});
form.addEventListener("input", again);
part("more").addEventListener("click", () => {
  shown += SHOWN;
  show();
});
show();
