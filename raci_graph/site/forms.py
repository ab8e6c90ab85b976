"""A graph of a site in the forms beside its Turtle: N-Triples, RDF/XML and JSON-LD, the same bytes in every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.dist.formats import in_order, no_xml, rdf_xml_of
from raci_graph.graph.turtle import canonical_turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from raci_graph.site.publish import Folder

    Form = tuple[str, bytes]


def forms_of(stem: str, triples: Iterable[ox.Triple], refused: dict[str, str] | None = None) -> Iterator[Form]:
    """Yield the files of a graph by name, without its Turtle; one at a time needs the least memory.

    Args:
        stem: what their names begin with, such as ``matrix``.
        triples: what the graph says.
        refused: is told why there is none of one name.
    """
    ordered = in_order(triples)
    yield f"{stem}.nt", "".join(f"{each} .\n" for each in ordered).encode()
    # Expanded: it needs no context from anywhere.
    yield f"{stem}.jsonld", ox.serialize(ordered, format=ox.RdfFormat.JSON_LD) or b""
    reason = no_xml(ordered)
    if not reason:
        yield f"{stem}.rdf", rdf_xml_of(ordered)
    elif refused is not None:
        refused[f"{stem}.rdf"] = reason


def write_graph(folder: Folder, path: str, triples: Sequence[ox.Triple]) -> None:
    """Write a graph as Turtle, and in the other forms beside it.

    Args:
        folder: the site.
        path: the path of the Turtle.
        triples: what the graph says.
    """
    folder.write(path, canonical_turtle(triples))
    for each, data in forms_of(path.removesuffix(".ttl"), triples):
        folder.write(each, data)
