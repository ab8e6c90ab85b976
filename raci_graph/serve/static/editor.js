// The editor in place of the plain form: it asks this server alone, and looks nothing up elsewhere.
"use strict";
(() => {
  if (document.getElementById("plain-answer")) return;
  const plain = document.getElementById("plain");
  const place = document.getElementById("yasgui");
  const given = document.getElementById("query").value;
  const endpoint = new URL("/sparql", location.href).href;

  // What the editor leaves without a name, for those who do not see it.
  const names = { ".CodeMirror textarea": "SPARQL query", "select.tableSizer": "Rows a page" };
  const name = () => {
    for (const [selector, label] of Object.entries(names)) {
      for (const each of place.querySelectorAll(`${selector}:not([aria-label])`)) each.setAttribute("aria-label", label);
    }
  };
  new MutationObserver(name).observe(place, { childList: true, subtree: true });

  Yasgui.defaults.yasqe.autocompleters = ["variables"];
  Yasgui.defaults.endpointCatalogueOptions.getData = () => [];
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: false,
    populateFromUrl: false,
    autoAddOnInit: !given,
    persistenceId: "raci-graph",
  });
  for (const tab of Object.values(yasgui._tabs)) tab.setEndpoint(endpoint);
  if (given) yasgui.addTab(true, { yasqe: { value: given } }, { avoidDuplicateTabs: true });

  const more = document.getElementById("new-tab");
  more.addEventListener("click", () => yasgui.addTab(true));
  more.parentElement.hidden = false;
  plain.hidden = true;
})();
