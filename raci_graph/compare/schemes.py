"""What activity types are called and which group each stands in, as a graph says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from raci_graph.graph.turtle import natural_key
from raci_graph.vocab import RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable

_LABELS = (f"{RDFS}label", f"{SKOS}prefLabel")
_BROADER = f"{SKOS}broader"
_NOTATION = f"{SKOS}notation"
_MOST_DEEP = 20


class Scheme(NamedTuple):
    """Labels of activity types and their groups by IRI, and the top group of each type, in the order of the groups."""

    labels: dict[str, str]
    phases: dict[str, str]


def scheme_in(triples: Iterable[ox.Triple]) -> Scheme:
    """Return the activity types of a graph; of several labels the English one, else the first by language.

    Groups are in the order of their notations (skos:notation), then of their labels.
    """
    labels: dict[str, list[tuple[bool, str, str]]] = {}
    broader: dict[str, str] = {}
    notations: dict[str, str] = {}
    for triple in triples:
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        if triple.predicate.value in _LABELS and isinstance(triple.object, ox.Literal):
            language = triple.object.language or ""
            text = triple.object.value
            labels.setdefault(triple.subject.value, []).append((not language.startswith("en"), language, text))
        elif triple.predicate.value == _NOTATION and isinstance(triple.object, ox.Literal):
            notations[triple.subject.value] = triple.object.value
        elif triple.predicate.value == _BROADER and isinstance(triple.object, ox.NamedNode):
            above = triple.object.value
            broader[triple.subject.value] = min(broader.get(triple.subject.value, above), above)
    tops = {iri: _top(iri, broader) for iri in broader}
    first = {iri: min(found)[2] for iri, found in labels.items()}

    def order(iri: str) -> tuple[object, ...]:
        top = tops[iri]
        return natural_key(notations.get(top, "")), first.get(top, top), top, iri

    return Scheme(first, {iri: tops[iri] for iri in sorted(tops, key=order)})


def _top(iri: str, broader: dict[str, str]) -> str:
    for _ in range(_MOST_DEEP):
        if iri not in broader:
            break
        iri = broader[iri]
    return iri
