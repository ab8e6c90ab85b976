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
    from collections.abc import Iterator, Mapping

    from raci_graph.site.addresses import Addresses
    from raci_graph.site.publish import Folder
    from raci_graph.site.records import Records

    Part = Mapping[str, object]

_OWN = ("query.js", "query-worker.js", "oxigraph/web.js", "oxigraph/web_bg.wasm", "oxigraph/NOTICE.txt")
_OF_SERVE = ("editor.js", "editor.css", "yasgui.min.js", "yasgui.min.css", "NOTICE.txt")
_LONGEST = 400_000
"""From how many characters on a script is full."""
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
        "terms": [[RACI, "ns/index.html"], [SHAPES, "shapes/index.html"]],
        "vocabularies": [{"iri": iri, "path": path, "format": _TURTLE} for iri, path in _VOCABULARIES],
        "questions": [{"name": each.name, "question": each.question, "text": each.text} for each in saved_queries()],
    }
    scripts = []
    for number, part in enumerate(_parts(records, addresses), start=1):
        scripts.append("query/data.js" if number == 1 else f"query/data-{number}.js")
        folder.write(scripts[-1], _script({**data, **part}) if number == 1 else _further(part))
    write_page(folder, "query/index.html", "site/query", scripts=scripts)


def _parts(records: Records, addresses: Addresses) -> Iterator[Part]:
    """Yield the matrices that can be loaded, and the page of each IRI, in parts of some size; one at least."""
    matrices: list[dict[str, object]] = []
    pages: dict[str, str] = {}
    size = 0
    for matrix in records.matrices():
        made = {
            "iri": matrix.iri,
            "name": matrix.called,
            "path": f"{matrix.folder}/{TRIPLES_FILE}",
            "format": "application/n-triples",
            "bytes": matrix.bytes,
        }
        matrices.append(made)
        size += len(_json(made))
        if size > _LONGEST:
            yield {"matrices": matrices, "pages": pages}
            matrices, size = [], 0
    for iri, page in _pages(records, addresses).items():
        pages[iri] = page
        size += len(_json((iri, page)))
        if size > _LONGEST:
            yield {"matrices": matrices, "pages": pages}
            matrices, pages, size = [], {}, 0
    yield {"matrices": matrices, "pages": pages}


def _script(data: object) -> str:
    return f"globalThis.raciQuery={_json(data)};\n"


def _further(part: Part) -> str:
    """Return a script that adds to what the first one has."""
    matrices, pages = _json(part["matrices"]), _json(part["pages"])
    return f"raciQuery.matrices.push(...{matrices});Object.assign(raciQuery.pages,{pages});\n"


def _json(data: object) -> str:
    """Return JSON in which nothing can end the element that loads it."""
    return json.dumps(data, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def _pages(records: Records, addresses: Addresses) -> dict[str, str]:
    """Return the page of each IRI that has one; those of matrices are known, and terms are places in a page."""
    types = {*activity_types(), *records.types()}
    bearing = {iri for each in controls() for iri in (each.iri, each.framework)}
    iris = sorted({*(iri for iri, _, _ in records.named()), *types, *bearing})
    own = {ONTOLOGY: "ns/index.html", SCHEME: "id/activity-types/index.html", CONTROLS: "id/controls/index.html"}
    return own | {iri: page_of(addresses.folder(iri)) for iri in iris}
