"""A graph of a site in the forms beside its Turtle: N-Triples, RDF/XML and JSON-LD, the same bytes in every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.dist.formats import in_order, no_xml, rdf_xml_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def write_forms(folder: Folder, path: str, triples: Iterable[ox.Triple]) -> None:
    """Write the files that stand beside a file of Turtle.

    Args:
        folder: the site.
        path: the path of the Turtle, which is written already.
        triples: what it says.
    """
    for each, data in forms_of(path.removesuffix(".ttl"), triples):
        folder.write(each, data)
