"""Looks for nonsense in what an OWL RL rule engine infers: things merged, disjoint classes shared, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from raci_graph.owl.sources import n_triples
from raci_graph.owl.terms import curie
from raci_graph.vocab import RACI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox
    import rdflib


@dataclass(frozen=True)
class Closure:
    """The size of an OWL RL closure, the activities in it, and what is wrong with it."""

    asserted: int
    inferred: int
    activities: int
    problems: tuple[str, ...]


def close(triples: Iterable[ox.Triple]) -> Closure:
    """Compute the OWL RL closure of an ontology, with data or without, and look for nonsense in it.

    Nonsense is: two different terms said to be the same; an individual in two classes that are disjoint; a thing
    that only the closure takes for an activity; whatever the rule engine itself calls a contradiction.

    Args:
        triples: the ontology, with all that it would import and without the imports.
    """
    import owlrl
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    graph.parse(data=n_triples(triples), format="nt")
    asserted, before = len(graph), _activities(graph)
    owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, axiomatic_triples=False, datatype_axioms=False, improved_datatypes=False
    ).expand(graph)
    after = _activities(graph)
    problems = [
        *sorted(_merged(graph)),
        *sorted(_in_two(graph)),
        *sorted(f"{curie(each)} is inferred to be an activity" for each in after - before),
        *sorted(_contradictions(graph)),
    ]
    return Closure(asserted, len(graph) - asserted, len(after), tuple(problems))


def _activities(graph: rdflib.Graph) -> set[str]:
    from rdflib import RDF, URIRef

    return {str(each) for each in graph.subjects(RDF.type, URIRef(f"{RACI}Activity"))}


def _merged(graph: rdflib.Graph) -> set[str]:
    from rdflib import OWL

    pairs = {tuple(sorted((_name(s), _name(o)))) for s, o in graph.subject_objects(OWL.sameAs) if s != o}
    return {f"{one} is inferred to be the same as {other}" for one, other in pairs}


def _in_two(graph: rdflib.Graph) -> set[str]:
    from rdflib import RDF

    problems = set()
    for one, other in _disjoint(graph):
        for each in set(graph.subjects(RDF.type, one)) & set(graph.subjects(RDF.type, other)):
            problems.add(f"{_name(each)} is inferred to be both {_name(one)} and {_name(other)}")
    return problems


def _disjoint(graph: rdflib.Graph) -> Iterator[tuple[rdflib.term.Node, rdflib.term.Node]]:
    from rdflib import OWL

    pairs = {frozenset(pair) for pair in graph.subject_objects(OWL.disjointWith)}
    for members in graph.objects(None, OWL.members):
        classes = list(graph.items(members))
        pairs |= {frozenset((one, other)) for one in classes for other in classes if one != other}
    for pair in pairs:
        one, other = sorted(pair, key=str) if len(pair) > 1 else (*pair, *pair)
        yield one, other


def _contradictions(graph: rdflib.Graph) -> set[str]:
    from owlrl.Namespaces import ERRNS

    return {f"contradiction: {message}" for message in graph.objects(None, ERRNS.error)}


def _name(term: rdflib.term.Node) -> str:
    from rdflib import Literal

    return f'"{term}"' if isinstance(term, Literal) else curie(str(term))
