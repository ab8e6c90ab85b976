// The page that answers SPARQL in the browser. The editor asks an address, as everywhere; here its requests are answered
// by a worker with the chosen matrices, and no request of the editor leaves the page.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const { matrices, vocabularies, questions, pages, terms } = globalThis.raciQuery;
  const mostBytes = 20_000_000;
  const mostShown = 200;
  const endpoint = new URL("sparql", location.href).href;
  const outside = globalThis.fetch.bind(globalThis);
  const chosen = new Set();
  const wish = new URLSearchParams(location.hash.slice(1));

  if (!location.protocol.startsWith("http")) {
    find("needs-server").hidden = false;
    find("yasgui").remove();
    return;
  }

  // Which matrices.

  const sizeOf = (numbers) => [...numbers].reduce((sum, number) => sum + matrices[number].bytes, 0);
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

  function fits() {
    return sizeOf(chosen) <= mostBytes;
  }

  function tell() {
    const noun = chosen.size === 1 ? "matrix" : "matrices";
    const much = fits() ? "" : `; no more than ${megabytes(mostBytes)} can be asked at a time`;
    find("chosen").textContent = `${chosen.size} ${noun}, ${megabytes(sizeOf(chosen))}${much}`;
    find("chosen").classList.toggle("warning", !fits());
  }

  function matching() {
    const text = find("filter").value.toLowerCase();
    return matrices.map((_, number) => number).filter((number) => matrices[number].name.toLowerCase().includes(text));
  }

  function list() {
    const numbers = matching();
    find("list").replaceChildren(...numbers.slice(0, mostShown).map(line));
    find("left").textContent = numbers.length > mostShown ? `${numbers.length - mostShown} more: filter by a name.` : "";
    tell();
  }

  function line(number) {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = chosen.has(number);
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(number);
      else chosen.delete(number);
      forget();
      tell();
    });
    const name = document.createElement("bdi");
    name.textContent = matrices[number].name;
    label.append(box, " ", name, ` (${megabytes(matrices[number].bytes)})`);
    item.append(label);
    return item;
  }

  function chooseAll(wanted) {
    for (const number of matching()) {
      if (wanted) chosen.add(number);
      else chosen.delete(number);
    }
    forget();
    list();
  }

  // The worker, begun anew whenever the choice changes or a query takes too long.

  let worker = null;
  let loaded = null;
  let count = 0;
  const open = new Map();

  function forget(reason = "The choice of matrices changed meanwhile.") {
    worker?.terminate();
    worker = loaded = null;
    for (const { failed } of open.values()) failed(new Error(reason));
    open.clear();
    find("state").textContent = "";
  }

  function tellWorker(message, data) {
    count += 1;
    const number = count;
    return new Promise((done, failed) => {
      open.set(number, { done, failed });
      worker.postMessage({ number, ...message }, data);
    });
  }

  function begin() {
    worker = new Worker(new URL("../assets/query-worker.js", location.href), { type: "module" });
    worker.addEventListener("message", ({ data: { number, done, failed } }) => {
      const call = open.get(number);
      open.delete(number);
      if (failed === undefined) call?.done(done);
      else call?.failed(new Error(failed));
    });
    worker.addEventListener("error", () => forget("The worker could not start."));
  }

  async function got({ iri, path, format }) {
    const answer = await outside(new URL(`../${path}`, location.href));
    if (!answer.ok) throw new Error(`${path} cannot be loaded: ${answer.status}`);
    return { iri, format, data: new Uint8Array(await answer.arrayBuffer()) };
  }

  async function load() {
    if (!fits()) throw new Error(`The chosen matrices have more than ${megabytes(mostBytes)}. Choose fewer`);
    find("state").textContent = "Loading…";
    begin();
    const wanted = [...vocabularies, ...[...chosen].sort((one, other) => one - other).map((number) => matrices[number])];
    const graphs = [];
    for (const each of wanted) graphs.push(await got(each));
    const size = await tellWorker({ graphs }, graphs.map((each) => each.data.buffer));
    find("state").textContent = `${size.toLocaleString("en")} triples loaded, with the vocabularies`;
  }

  function ready() {
    loaded ??= load().catch((error) => {
      forget(error.message);
      throw error;
    });
    return loaded;
  }

  async function answered(query, signal) {
    await ready();
    const seconds = Number(find("seconds").value);
    const late = setTimeout(() => forget(`The answer took longer than ${seconds} seconds, and was given up`), seconds * 1000);
    const stop = () => forget("Given up");
    signal?.addEventListener("abort", stop, { once: true });
    try {
      return await tellWorker({ query });
    } finally {
      clearTimeout(late);
      signal?.removeEventListener("abort", stop);
    }
  }

  globalThis.fetch = async (input, options) => {
    const request = input instanceof Request ? input : new Request(input, options);
    if (request.url !== endpoint) throw new TypeError("this page asks no other address");
    try {
      const query = new URLSearchParams(await request.text()).get("query") ?? "";
      const { text, type } = await answered(query, request.signal);
      return new Response(text, { headers: { "Content-Type": type } });
    } catch (error) {
      return new Response(error.message, { status: 400, statusText: "Bad Request" });
    }
  };

  // IRIs in answers: those of the dataset lead to their pages here, other addresses of the web to themselves.

  const top = new URL("..", location.href);
  const byIri = new Map(matrices.map(({ iri, path }) => [iri, path.replace(/[^/]*$/, "index.html")]));

  function pageOf(iri) {
    if (Object.hasOwn(pages, iri)) return pages[iri];
    for (const [start, page] of terms) {
      if (iri.startsWith(start)) return `${page}#${encodeURIComponent(iri.slice(start.length))}`;
    }
    for (let end = iri.length; end > 0; end = Math.max(iri.lastIndexOf("/", end - 1), iri.lastIndexOf("#", end - 1))) {
      const page = byIri.get(iri.slice(0, end));
      const row = /^[/#](?:activity|cell|assignment)\/(\d+)/.exec(iri.slice(end));
      if (page) return row ? `${page}#row-${row[1]}` : page;
    }
    return undefined;
  }

  function lead(link) {
    const iri = link.getAttribute("href") ?? link.textContent; // the editor takes addresses away that are not of the web
    const page = pageOf(iri);
    link.dataset.iri = link.title = iri;
    if (page !== undefined) link.href = new URL(page, top).href;
    else if (!/^https?:/i.test(iri)) link.removeAttribute("href");
  }

  new MutationObserver(() => {
    for (const link of find("yasgui").querySelectorAll("a.iri:not([data-iri])")) lead(link);
  }).observe(find("yasgui"), { childList: true, subtree: true });

  // The page.

  const named = wish.getAll("matrix");
  matrices.forEach((each, number) => {
    if (named.length ? named.includes(each.iri) : sizeOf([...chosen, number]) <= mostBytes) chosen.add(number);
  });
  const question = questions.find(({ name }) => name === wish.get("question"));
  if (question) find("query").value = question.text;
  for (const each of questions) find("saved").append(new Option(each.question, each.name));
  find("saved").value = question?.name ?? "";
  find("saved").addEventListener("change", () => {
    if (!find("saved").value) return;
    location.hash = new URLSearchParams({ question: find("saved").value });
    location.reload();
  });
  find("filter").addEventListener("input", list);
  find("all").addEventListener("click", () => chooseAll(true));
  find("none").addEventListener("click", () => chooseAll(false));
  find("choice").hidden = false;
  list();
})();
