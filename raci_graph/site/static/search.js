// The search of the site: it loads the parts of the index that hold what is typed, as scripts, so that it runs from
// files, too. Words are folded as raci_graph/site/words.py folds them.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const field = find("search");
  const kinds = find("kind");
  const list = find("hits");
  const said = find("said");
  const most = 50;
  const mostParts = 12;
  const held = new Map();
  const waiting = new Map();

  globalThis.raciSearch = (kind, number, data) => {
    held.set(`${kind}-${number}`, data);
  };

  /** A part of the index, loaded once. */
  function part(kind, number) {
    const name = `${kind}-${number}`;
    if (held.has(name)) return held.get(name);
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = kind === "index" ? "index.js" : `${name}.js`;
        script.addEventListener("load", () => done(held.get(name)));
        script.addEventListener("error", () => failed(new Error(`${name}.js cannot be loaded`)));
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  }

  function wordsOf(text) {
    const bare = text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replaceAll("ß", "ss");
    return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => [...word].slice(0, 32).join(""));
  }

  const before = (one, other) => {
    // By code points, as the index is sorted.
    const a = [...one], b = [...other];
    for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
      if (a[at] !== b[at]) return a[at].codePointAt(0) - b[at].codePointAt(0);
    }
    return a.length - b.length;
  };

  /** The numbers of what words that begin with a text find, with the best weight of each. */
  async function matches(start) {
    const { firsts } = await part("index", 0);
    let from = 0;
    while (from + 1 < firsts.length && before(firsts[from + 1], start) <= 0) from += 1;
    let to = from;
    while (to + 1 < firsts.length && firsts[to + 1].startsWith(start)) to += 1;
    const numbers = firsts.length ? Array.from({ length: Math.min(to - from + 1, mostParts) }, (_, at) => from + at) : [];
    const found = new Map();
    for (const words of await Promise.all(numbers.map((number) => part("words", number)))) {
      for (const [word, distances, weights] of words) {
        if (!word.startsWith(start)) continue;
        const factor = word === start ? 3 : 1;
        let number = 0;
        distances.forEach((distance, at) => {
          number += distance;
          found.set(number, Math.max(found.get(number) ?? 0, weights[at] * factor));
        });
      }
    }
    return found;
  }

  async function thing(number) {
    const { inPart } = await part("index", 0);
    const things = await part("found", Math.floor(number / inPart));
    return things[number % inPart];
  }

  let turn = 0;
  async function search() {
    turn += 1;
    const mine = turn;
    const words = wordsOf(field.value);
    if (!words.length) {
      list.replaceChildren();
      said.textContent = "";
      return;
    }
    const [first, ...others] = await Promise.all(words.map(matches));
    let hits = [...first].filter(([number]) => others.every((other) => other.has(number)));
    hits = hits.map(([number, weight]) => [number, others.reduce((sum, other) => sum + other.get(number), weight)]);
    hits.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    let things = [];
    if (kinds.value) {
      for (const [number] of hits) {
        const each = await thing(number);
        if (each[0] === kinds.value) things.push(each);
        if (mine !== turn) return;
      }
      hits = things;
      things = things.slice(0, most);
    } else {
      things = await Promise.all(hits.slice(0, most).map(([number]) => thing(number)));
    }
    if (mine !== turn) return;
    said.textContent = `${hits.length} found${hits.length > most ? `, the first ${most} are shown` : ""}`;
    list.replaceChildren(...things.map(line));
  }

  function line([kind, text, beside, page, fragment]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const path = page.split("/").map(encodeURIComponent).join("/");
    link.href = `../${path}${fragment ? `#${fragment}` : ""}`;
    const name = document.createElement("bdi");
    name.textContent = text;
    link.append(name);
    const more = document.createElement("span");
    more.className = "hint";
    more.append(kind);
    if (beside) {
      const where = document.createElement("bdi");
      where.textContent = beside;
      more.append(", ", where);
    }
    item.append(link, more);
    return item;
  }

  function run() {
    search().catch((error) => {
      said.textContent = `The search failed: ${error.message}`;
    });
  }

  let wait = 0;
  function soon() {
    clearTimeout(wait);
    wait = setTimeout(() => {
      const state = new URLSearchParams({ q: field.value });
      history.replaceState(null, "", field.value ? `#${state}` : location.pathname);
      run();
    }, 120);
  }
  find("fields").hidden = false;
  field.addEventListener("input", soon);
  kinds.addEventListener("change", run);
  field.value = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
  run();
  field.focus();
})();
