"""A graph of a site in the forms beside its Turtle: N-Triples, RDF/XML and JSON-LD, the same bytes in every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.dist.collect import ReleaseGraph
from raci_graph.dist.formats import no_xml, ntriples, rdf_xml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.site.publish import Folder


def forms_of(stem: str, triples: Iterable[ox.Triple]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files of a graph by name, without its Turtle, and why there is none of one name.

    Args:
        stem: what their names begin with, such as ``matrix``.
        triples: what the graph says.
    """
    graph = ReleaseGraph(stem, "", tuple(triples), {})
    lines = ntriples(graph.triples)
    files = {f"{stem}.nt": lines, f"{stem}.jsonld": _json_ld(lines)}
    refused = {}
    reason = no_xml(graph.triples)
    if reason:
        refused[f"{stem}.rdf"] = reason
    else:
        files[f"{stem}.rdf"] = rdf_xml(graph)
    return files, refused


def write_forms(folder: Folder, path: str, triples: Iterable[ox.Triple]) -> None:
    """Write the files that stand beside a file of Turtle.

    Args:
        folder: the site.
        path: the path of the Turtle, which is written already.
        triples: what it says.
    """
    top, _, name = path.rpartition("/")
    forms, _ = forms_of(name.removesuffix(".ttl"), triples)
    for each, data in forms.items():
        folder.write(f"{top}/{each}", data)


def _json_ld(lines: bytes) -> bytes:
    """Return N-Triples as expanded JSON-LD, which needs no context from anywhere."""
    written = ox.serialize(ox.parse(lines, ox.RdfFormat.N_TRIPLES), format=ox.RdfFormat.JSON_LD)
    return written or b""
