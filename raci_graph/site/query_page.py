"""The page that answers SPARQL in the browser: the editor of ``serve`` with Oxigraph as WebAssembly behind it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from raci_graph.activity_types import CONTROLS, SCHEME, activity_types
from raci_graph.dataset import ONTOLOGY
from raci_graph.queries import saved_queries
from raci_graph.site.addresses import page_of
from raci_graph.site.controls import controls
from raci_graph.site.matrix_pages import TRIPLES_FILE
from raci_graph.site.view import write_page
from raci_graph.vocab import RACI, SHAPES

if TYPE_CHECKING:
    from raci_graph.site.addresses import Addresses
    from raci_graph.site.publish import Folder
    from raci_graph.site.records import Records

_OWN = ("query.js", "query-worker.js", "oxigraph/web.js", "oxigraph/web_bg.wasm", "oxigraph/NOTICE.txt")
_OF_SERVE = ("editor.js", "editor.css", "yasgui.min.js", "yasgui.min.css", "NOTICE.txt")
_TURTLE = "text/turtle"
_VOCABULARIES = (
    (ONTOLOGY, "ns/raci.ttl"),
    (ONTOLOGY, "ns/role-sets.ttl"),
    (SCHEME, "id/activity-types.ttl"),
    (CONTROLS, "id/controls/controls.ttl"),
)


def write_query_page(folder: Folder, records: Records, addresses: Addresses) -> None:
    """Write the page, what it runs on, the list of the matrices that it can load, and the pages of what it names."""
    for package, names in (("raci_graph.site", _OWN), ("raci_graph.serve", _OF_SERVE)):
        for name in names:
            place = "yasgui-NOTICE.txt" if name == "NOTICE.txt" else name
            folder.write(f"assets/{place}", (files(package) / "static" / name).read_bytes())
    data = {
        "matrices": [
            {
                "iri": each.iri,
                "name": each.called,
                "path": f"{each.folder}/{TRIPLES_FILE}",
                "format": "application/n-triples",
                "bytes": each.bytes,
            }
            for each in records.matrices()
        ],
        "pages": _pages(records, addresses),
        "terms": [[RACI, "ns/index.html"], [SHAPES, "shapes/index.html"]],
        "vocabularies": [{"iri": iri, "path": path, "format": _TURTLE} for iri, path in _VOCABULARIES],
        "questions": [{"name": each.name, "question": each.question, "text": each.text} for each in saved_queries()],
    }
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    folder.write("query/data.js", f"globalThis.raciQuery={text};\n")
    write_page(folder, "query/index.html", "site/query")


def _pages(records: Records, addresses: Addresses) -> dict[str, str]:
    """Return the page of each IRI that has one; those of matrices are known, and terms are places in a page."""
    types = {*activity_types(), *records.types()}
    bearing = {iri for each in controls() for iri in (each.iri, each.framework)}
    iris = sorted({*(iri for iri, _, _ in records.named()), *types, *bearing})
    own = {ONTOLOGY: "ns/index.html", SCHEME: "id/activity-types/index.html", CONTROLS: "id/controls/index.html"}
    return own | {iri: page_of(addresses.folder(iri)) for iri in iris}
