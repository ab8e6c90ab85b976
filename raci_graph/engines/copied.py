"""A copy of a server in memory, for queries that the server would answer wrongly without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from raci_graph.engines.embedded import EmbeddedEngine
from raci_graph.errors import StoreError

if TYPE_CHECKING:
    from raci_graph.engines.base import Engine


def exact(engine: Engine) -> Engine:
    """Return an engine with the same graphs that answers every query by the book.

    That is the engine itself, but for Virtuoso 7: a path such as ``rdfs:subClassOf*`` inside of MINUS or OPTIONAL finds
    too little there. All its graphs are then read into memory.

    Raises:
        StoreError: if the server is out of reach, refuses or takes too long, or the copy has not all its triples.
    """
    from raci_graph.engines.remote import RemoteEngine

    if not isinstance(engine, RemoteEngine) or engine.profile.paths:
        return engine
    copy = EmbeddedEngine()
    wanted = engine.graphs()
    for iri, _ in wanted:
        copy.add(iri, engine.triples(iri))
    found = copy.graphs()
    if found != wanted:
        held = dict(found)
        iri, count = next((iri, count) for iri, count in wanted if held.get(iri) != count)
        message = f"the server holds {count} triples in <{iri}> and gave {held.get(iri, 0)}"
        raise StoreError(message, place=engine.place, remedy="See that nobody writes there, and ask again")
    return copy
