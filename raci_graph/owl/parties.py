"""Who provides and who consumes the service of a matrix, as nominals that a reasoner takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.graph.terms import raci
from raci_graph.vocab import OWL, RACI

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Parties:
    """The parties of one matrix, as IRIs in order: those that provide its service, those that consume it, and all."""

    providers: tuple[str, ...]
    consumers: tuple[str, ...]
    all: tuple[str, ...]


def parties_of(store: ox.Store, matrix: ox.NamedNode, assignments: Iterable[ox.NamedNode]) -> Parties | None:
    """Return the parties of a matrix.

    Args:
        store: what the matrix and its service are described in.
        matrix: its IRI.
        assignments: the assignments of the matrix.

    Returns:
        The parties; None if its services do not say who provides and who consumes them, or differ in it.
    """
    stated = set()
    for service in objects(store, matrix, "concernsService"):
        providers, consumers = (_iris(objects(store, service, name)) for name in ("providedBy", "consumedBy"))
        if providers and consumers:
            stated.add((providers, consumers))
    if len(stated) != 1:
        return None
    [(providers, consumers)] = stated
    assigned = [party for each in assignments for party in objects(store, each, "toParty")]
    return Parties(providers, consumers, tuple(sorted({*providers, *consumers, *_iris(assigned)})))


def nominals(parties: Parties) -> list[ox.Triple]:
    """Return the axioms that say who is a providing and who a consuming party, and that the parties differ.

    >>> from raci_graph.graph.turtle import canonical_turtle
    >>> parties = Parties(("urn:x:us",), ("urn:x:you",), ("urn:x:us", "urn:x:you"))
    >>> print(canonical_turtle(nominals(parties)), end="")
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix raci: <https://w3id.org/raci-graph/ns#> .
    <BLANKLINE>
    raci:ConsumingParty
        owl:equivalentClass [
            a owl:Class ;
            owl:oneOf ( <urn:x:you> )
        ] .
    <BLANKLINE>
    raci:ProvidingParty
        owl:equivalentClass [
            a owl:Class ;
            owl:oneOf ( <urn:x:us> )
        ] .
    <BLANKLINE>
    [
        a owl:AllDifferent ;
        owl:distinctMembers ( <urn:x:us> <urn:x:you> )
    ] .
    """
    text = [f"@prefix owl: <{OWL}> . @prefix raci: <{RACI}> ."]
    for name, members in (("ProvidingParty", parties.providers), ("ConsumingParty", parties.consumers)):
        text.append(f"raci:{name} owl:equivalentClass [ a owl:Class ; owl:oneOf ( {_list(members)} ) ] .")
    if len(parties.all) > 1:
        text.append(f"[] a owl:AllDifferent ; owl:distinctMembers ( {_list(parties.all)} ) .")
    parsed = ox.parse("\n".join(text), ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    return [ox.Triple(each.subject, each.predicate, each.object) for each in parsed]


def objects(store: ox.Store, subject: ox.NamedNode, name: str) -> list[ox.NamedNode]:
    """Return the things with an IRI that a thing is related to by a property of the ontology."""
    found = (each.object for each in store.quads_for_pattern(subject, raci(name), None))
    return [each for each in found if isinstance(each, ox.NamedNode)]


def subjects(store: ox.Store, name: str, thing: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the things with an IRI that are related to a thing by a property of the ontology."""
    found = (each.subject for each in store.quads_for_pattern(None, raci(name), thing))
    return [each for each in found if isinstance(each, ox.NamedNode)]


def _iris(nodes: Iterable[ox.NamedNode]) -> tuple[str, ...]:
    return tuple(sorted({node.value for node in nodes}))


def _list(iris: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(iri)) for iri in iris)
