// Oxigraph in a worker of its own: it holds the triples of the chosen matrices and answers queries. It can be ended at
// any time, and reaches for nothing.
import init, { Store, namedNode } from "./oxigraph/web.js";

const started = init();
let store = null;

const forms = {
  select: ["json", "application/sparql-results+json"],
  graph: ["application/n-triples", "application/n-triples"],
};

async function load(graphs) {
  await started;
  store = new Store();
  for (const { iri, format, data } of graphs) {
    store.load(data, { format, to_graph_name: namedNode(iri), no_transaction: true, lenient: true });
  }
  return store.size;
}

/** What a query asks for: triples, or rows; the store says itself what is wrong with it. */
function asksForTriples(query) {
  const bare = query.replace(/#[^\n<>"']*$/gm, "").replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|<[^<>\s]*>/g, "");
  return /\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(bare)?.[1].toUpperCase().match(/CONSTRUCT|DESCRIBE/) != null;
}

async function ask(query) {
  const [format, type] = forms[asksForTriples(query) ? "graph" : "select"];
  const text = store.query(query, { results_format: format, use_default_graph_as_union: true });
  return { text, type };
}

addEventListener("message", async ({ data: { number, graphs, query } }) => {
  try {
    postMessage({ number, done: graphs ? await load(graphs) : await ask(query) });
  } catch (error) {
    postMessage({ number, failed: String(error?.message ?? error) });
  }
});
