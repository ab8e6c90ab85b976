"""What findings on a store say of their nodes: the triples about these nodes, and not the whole store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.errors import UsageError
from raci_graph.vocab import RACI, RDF, RDFS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from raci_graph.engines import Engine
    from raci_graph.shacl.result import Result

_ABOVE = tuple(f"{RACI}{name}" for name in ("statedIn", "inRow", "forActivity", "waivesActivity"))
_SAID = (
    *_ABOVE,
    *(f"{RACI}{name}" for name in ("inMatrix", "columnParty", "rowNumber", "letter", "sourcePlace")),
    f"{RDF}type",
    f"{RDFS}label",
)
_AT_ONCE = 500
_STEPS = 3  # from an assignment to its cell, and on to its row


def require_ontology(engine: Engine) -> None:
    """Refuse a store without the ontology, which the rules are about: they would find what is none of the data's fault.

    Raises:
        UsageError: if no graph of the store defines the terms of the ontology.
        StoreError: if the store cannot answer.
    """
    if not engine.ask(f"ASK {{ <{RACI}Activity> <{RDFS}isDefinedBy> ?ontology }}"):
        raise UsageError(
            "the store does not hold the ontology", remedy="Put ontology/raci.ttl and the role sets into it"
        )


def about(engine: Engine, results: Iterable[Result]) -> list[ox.Triple]:
    """Return the triples that say where the nodes of results stand and what they are called, with all waivers.

    Raises:
        StoreError: if the store cannot answer.
    """
    waiver = f"?waiver a <{RACI}Waiver> ; ?property ?value ."
    found = dict.fromkeys(engine.construct(f"CONSTRUCT {{ {waiver} }} WHERE {{ {waiver} }}"))
    wanted = {node for result in results for node in (result.focus, result.value) if node} | _above(found)
    wanted = {node for node in wanted if not node.startswith(RACI)}  # what the ontology says of its terms is not asked
    asked: set[str] = set()
    for _ in range(_STEPS):
        new = [triple for query in _queries(sorted(wanted - asked)) for triple in engine.construct(query)]
        found.update(dict.fromkeys(new))
        asked |= wanted
        wanted = _above(new)
    return list(found)


def _above(triples: Iterable[ox.Triple]) -> set[str]:
    """Return the nodes to which the subjects of triples belong."""
    return {
        triple.object.value
        for triple in triples
        if triple.predicate.value in _ABOVE and isinstance(triple.object, ox.NamedNode)
    }


def _queries(nodes: list[str]) -> Iterator[str]:
    said = f"FILTER (?property IN ({', '.join(f'<{iri}>' for iri in _SAID)}))"
    for at in range(0, len(nodes), _AT_ONCE):
        names = " ".join(str(name) for node in nodes[at : at + _AT_ONCE] for name in _iri(node))
        bound = f"VALUES ?node {{ {names} }}"
        column = f"{bound} ?column <{RACI}columnParty> ?node . ?column ?property ?value . {said}"
        yield f"CONSTRUCT {{ ?node ?property ?value }} WHERE {{ {bound} ?node ?property ?value . {said} }}"
        yield f"CONSTRUCT {{ ?column ?property ?value }} WHERE {{ {column} }}"


def _iri(node: str) -> Iterator[ox.NamedNode]:
    """Yield the term of a node that a result names, unless it is a literal or a blank node."""
    try:
        yield ox.NamedNode(node)
    except ValueError:
        return
