// The editor in place of the plain form: it asks one address alone, that of this server unless the page names another.
"use strict";
(() => {
  const plain = document.getElementById("plain");
  const place = document.getElementById("yasgui");
  if (!place || document.getElementById("plain-answer")) return;
  const given = document.getElementById("query").value;
  const endpoint = new URL(place.dataset.endpoint ?? "/sparql", location.href).href;

  // What the editor leaves without a name, for those who do not see it.
  const names = { ".CodeMirror textarea": "SPARQL query", "select.tableSizer": "Rows a page" };
  const name = () => {
    for (const [selector, label] of Object.entries(names)) {
      for (const each of place.querySelectorAll(`${selector}:not([aria-label])`)) each.setAttribute("aria-label", label);
    }
    // A long query can be scrolled by keyboard, too.
    for (const each of place.querySelectorAll(".CodeMirror-scroll[tabindex='-1']")) each.tabIndex = 0;
  };
  new MutationObserver(name).observe(place, { childList: true, subtree: true });

  Yasgui.defaults.yasqe.autocompleters = ["variables"];
  Yasgui.defaults.yasqe.value = `PREFIX raci: <https://w3id.org/raci-graph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

SELECT ?matrix ?title WHERE {
  ?matrix a raci:ResponsibilityMatrix ; rdfs:label ?title .
} LIMIT 10
`;
  Yasgui.defaults.endpointCatalogueOptions.getData = () => [];
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    populateFromUrl: false,
    autoAddOnInit: !given,
    yasr: { maxPersistentResponseSize: 0 }, // an answer of an earlier day is not shown as if it were one of now
    persistenceId: "raci-graph",
  });
  const tabs = Object.values(yasgui._tabs);
  for (const tab of tabs) tab.setEndpoint(endpoint);
  if (given) {
    const same = tabs.find((tab) => tab.getPersistedJson().yasqe.value === given);
    if (same) same.select();
    else yasgui.addTab(true, { yasqe: { value: given } });
  }

  const more = document.getElementById("new-tab");
  more.addEventListener("click", () => yasgui.addTab(true));
  more.parentElement.hidden = false;
  plain.hidden = true;
})();
