// The search page: results as one types, facets with counts, all of it in the address bar. The page's links by event,
// category and office stay as they are below; this only adds.

const SHOWN = 10;
const WAIT = 150;
const KEPT = 5;
const WIDE = "(min-width: 62.5em)";
const FACETS = ["category", "office", "applicant", "online", "state"];

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const recent = {
  read() {
    try {
      return JSON.parse(localStorage.getItem("searches")) || [];
    } catch {
      return [];
    }
  },
  write(list) {
    try {
      localStorage.setItem("searches", JSON.stringify(list.slice(0, KEPT)));
    } catch {
      // Not kept.
    }
  },
};

async function start(root) {
  const part = (name) => root.querySelector(`[data-search="${name}"]`);
  const say = (name, value = "") => (root.dataset[name] || "").replace("%", value);
  const form = root.querySelector("form");
  const input = form.elements.q;
  let opened = null;
  let asked = 0;
  let shown = SHOWN;
  let timer = 0;

  const open = () => {
    opened ||= Promise.all([import(root.dataset.words), import(root.dataset.engine)])
      .then(async ([words, engine]) => {
        const index = await engine.openIndex(root.dataset.index, fetchBytes, words);
        if (!index) throw new Error("no index");
        return { index, words };
      })
      .catch((error) => {
        opened = null;
        throw error;
      });
    return opened;
  };

  const chosen = () => {
    const params = new URLSearchParams(location.search);
    return Object.fromEntries(FACETS.map((name) => [name, new Set(params.getAll(name))]));
  };
  const setAddress = (query, facets, push) => {
    const params = new URLSearchParams();
    if (query) params.set("q", query);
    for (const name of FACETS) for (const value of facets[name]) params.append(name, value);
    const address = location.pathname + (params.size ? `?${params}` : "");
    if (address !== location.pathname + location.search) history[push ? "pushState" : "replaceState"](null, "", address);
  };

  async function search({ push = false } = {}) {
    const query = input.value.trim();
    const turn = ++asked;
    setAddress(query, chosen(), push);
    if (!query) return showNothing();
    let found;
    let tools;
    try {
      tools = await open();
      found = await tools.index.find(query);
      if (turn !== asked) return;
      await show(tools, found, turn);
    } catch {
      if (turn === asked) status(say("failed"));
    }
  }

  function showNothing() {
    part("results").replaceChildren();
    part("facets").replaceChildren();
    part("filters").hidden = true;
    part("more").hidden = true;
    status("");
    const list = recent.read();
    part("recent").hidden = !list.length;
    part("recent-list").replaceChildren(
      ...list.map((query) => element("li", {}, element("button", { type: "button", className: "button-quiet", textContent: query }))),
    );
  }

  const status = (text) => {
    part("status").textContent = text;
  };

  async function show({ index, words }, found, turn) {
    const picked = chosen();
    const manifest = index.manifest;
    const values = (packed) => valuesOf(packed, manifest);
    const fits = (item, except) =>
      FACETS.every((name) => name === except || !picked[name].size || values(item.facets)[name].some((value) => picked[name].has(value)));
    const items = found.items.filter((item) => fits(item));
    const named = await index.names(items.slice(0, shown).map((item) => item.id));
    if (turn !== asked) return;
    const byId = new Map(items.map((item) => [item.id, item]));
    const marked = marker(found.words, words, index);
    const entries = named.map(([code, name]) => entry(code, name, values(byId.get(words.itemId(code)).facets), marked, manifest));
    part("results").replaceChildren(...entries.map((one) => one.line));
    part("more").hidden = items.length <= shown;
    part("recent").hidden = true;
    showFacets(found.items, picked, fits, values, manifest);
    status(items.length ? say(found.full ? "count" : "near", items.length) : say(found.items.length ? "filtered" : "none"));
    const excerpts = new Map(await index.excerpts(items.slice(0, shown).map((item) => item.id)));
    if (turn !== asked) return;
    for (const { code, excerpt } of entries) excerpt.replaceChildren(...marked(excerpts.get(code) || ""));
  }

  function entry(code, name, facets, marked, manifest) {
    const label = (list, key) => (list.find(([id]) => id === key) || ["", ""])[1];
    const excerpt = element("p", { className: "entry-summary" });
    const link = element("a", { className: "entry-name", href: `${root.dataset.powers}${encodeURIComponent(code)}/` }, ...marked(name));
    const [state] = facets.state;
    const line = element("li", { className: "entry" }, link);
    if (state !== "active")
      line.append(" ", element("span", { className: `state state-${state}`, textContent: label(manifest.states, state) }));
    const facts = [label(manifest.categories, facets.category[0]), label(Object.values(manifest.offices), facets.office[0])];
    line.append(excerpt, element("p", { className: "dotted" }, ...facts.filter(Boolean).map((text) => element("span", { textContent: text }))));
    return { code, line, excerpt };
  }

  function showFacets(items, picked, fits, values, manifest) {
    const labels = {
      category: manifest.categories,
      office: Object.values(manifest.offices),
      applicant: manifest.applicants,
      online: [["yes", say("online")]],
      state: manifest.states,
    };
    const groups = FACETS.map((name) => {
      const counts = new Map();
      for (const item of items)
        if (fits(item, name)) for (const value of values(item.facets)[name]) counts.set(value, (counts.get(value) || 0) + 1);
      const options = labels[name].filter(([key]) => counts.has(key) || picked[name].has(key));
      if (!options.length || (options.length === 1 && name !== "online" && !picked[name].size)) return null;
      const lines = options.map(([key, text]) => {
        const box = element("input", { type: "checkbox", name, value: key, checked: picked[name].has(key) });
        const count = element("span", { className: "facet-count", textContent: counts.get(key) || 0 });
        return element("label", { className: "facet" }, box, element("span", { textContent: text }), count);
      });
      return element("fieldset", { className: "facet-group" }, element("legend", { textContent: say(name + "Label") }), ...lines);
    });
    const focused = document.activeElement;
    const [name, value] = focused?.type === "checkbox" ? [focused.name, focused.value] : [];
    part("facets").replaceChildren(...groups.filter(Boolean));
    part("filters").hidden = !groups.some(Boolean);
    if (name) part("facets").querySelector(`input[name="${name}"][value="${CSS.escape(value)}"]`)?.focus();
  }

  const keep = () => {
    const query = input.value.trim();
    if (query) recent.write([query, ...recent.read().filter((one) => one !== query)]);
  };
  const soon = () => {
    clearTimeout(timer);
    shown = SHOWN;
    timer = setTimeout(search, WAIT);
  };

  input.addEventListener("focus", () => open().catch(() => {}), { once: true });
  input.addEventListener("input", (event) => {
    if (!event.isComposing) soon();
  });
  input.addEventListener("compositionend", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    keep();
    search({ push: true });
  });
  part("facets").addEventListener("change", (event) => {
    const facets = chosen();
    facets[event.target.name][event.target.checked ? "add" : "delete"](event.target.value);
    shown = SHOWN;
    setAddress(input.value.trim(), facets, true);
    search();
  });
  part("more").addEventListener("click", async () => {
    const before = part("results").children.length;
    shown += SHOWN;
    await search();
    part("results").children[before]?.querySelector("a").focus();
  });
  part("results").addEventListener("click", keep);
  part("recent-list").addEventListener("click", (event) => {
    if (event.target.tagName !== "BUTTON") return;
    input.value = event.target.textContent;
    input.focus();
    search({ push: true });
  });
  part("forget").addEventListener("click", () => {
    recent.write([]);
    showNothing();
    input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || /^(input|textarea|select)$/i.test(event.target.tagName)) return;
    event.preventDefault();
    input.focus();
  });
  addEventListener("popstate", () => {
    input.value = new URLSearchParams(location.search).get("q") || "";
    search();
  });

  const wide = matchMedia(WIDE);
  const stand = () => (part("filters").open = wide.matches);
  wide.addEventListener("change", stand);
  stand();

  input.value = new URLSearchParams(location.search).get("q") || "";
  root.hidden = false;
  search();
}

async function fetchBytes(address) {
  const response = await fetch(address, { cache: "no-cache" });
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  if (response.status === 404 || response.status === 410) return null;
  throw new Error(`${response.status} ${address}`);
}

/** Unpack an item's facets (quanli/search/facets.py). */
function valuesOf(packed, manifest) {
  const key = (list, at) => (list[at] ? [list[at][0]] : []);
  const office = manifest.offices[packed >>> 11];
  return {
    office: office ? [office[0]] : [],
    category: key(manifest.categories, (packed >>> 7) & 15),
    state: key(manifest.states, (packed >>> 5) & 3),
    applicant: manifest.applicants.filter((_, at) => (packed >>> (at + 1)) & 1).map(([id]) => id),
    online: packed & 1 ? ["yes"] : [],
  };
}

/** Make a function that cuts a text into plain and marked pieces: where two neighbours of the query stand, or its Latin words. */
function marker(tokens, words, index) {
  const pairs = new Set();
  const latin = [];
  for (const token of tokens) {
    const chars = Array.from(token);
    if (token[0] < "\u3000") latin.push(token);
    else if (chars.length === 1) pairs.add(token);
    else chars.slice(1).forEach((char, at) => pairs.add(chars[at] + char));
  }
  return (text) => {
    const chars = Array.from(text);
    const folded = chars.map((char) => words.fold(char, index.simplify));
    const hit = chars.map((_, at) => pairs.has(folded[at]) || pairs.has(folded[at] + folded[at + 1]) || pairs.has(folded[at - 1] + folded[at]));
    for (const word of latin)
      for (let at = 0; at < folded.length; at++)
        if (folded.slice(at, at + word.length).join("") === word && !/[a-z0-9]/.test(folded[at - 1] || "")) hit.fill(true, at, at + word.length);
    const pieces = [];
    for (let at = 0; at < chars.length; ) {
      let end = at;
      while (end < chars.length && hit[end] === hit[at]) end++;
      const piece = chars.slice(at, end).join("");
      pieces.push(hit[at] ? element("mark", { textContent: piece }) : piece);
      at = end;
    }
    return pieces;
  };
}

const root = document.querySelector('[data-module="search"]');
if (root) start(root);
