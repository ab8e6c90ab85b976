"""The controls of security frameworks that kinds of work bear on, as their pages tell of them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from raci_graph.activity_types import control_triples
from raci_graph.activity_types.controls import FRAMEWORKS
from raci_graph.graph.turtle import natural_key
from raci_graph.vocab import SKOS

__all__ = ["FRAMEWORKS", "Control", "Link", "controls"]

_MATCHES = {
    f"{SKOS}closeMatch": "close: nearly the same",
    f"{SKOS}broadMatch": "broad: the control asks for more",
    f"{SKOS}narrowMatch": "narrow: the control asks for less",
    f"{SKOS}exactMatch": "exact: the same",
    f"{SKOS}relatedMatch": "related",
}


class Link(NamedTuple):
    """A kind of work that bears on a control: its IRI, and how close the two are."""

    type: str
    match: str


class Control(NamedTuple):
    """A control: its IRI, that of its framework, its id there, and the kinds of work that bear on it."""

    iri: str
    framework: str
    identifier: str
    links: tuple[Link, ...]

    @property
    def called(self) -> str:
        """Its id with the name of its framework."""
        return f"{self.identifier} ({FRAMEWORKS[self.framework.rpartition('/')[2]]})"


@cache
def controls() -> tuple[Control, ...]:
    """Return the controls by framework and id.

    Raises:
        InputError: if the installation is incomplete.
    """
    frameworks: dict[str, str] = {}
    names: dict[str, str] = {}
    links: dict[str, list[Link]] = {}
    for each in control_triples():
        if not isinstance(each.subject, ox.NamedNode) or not isinstance(each.object, ox.NamedNode | ox.Literal):
            continue
        subject, predicate, value = each.subject.value, each.predicate.value, each.object.value
        if predicate == f"{SKOS}broader":
            frameworks[subject] = value
        elif predicate == f"{SKOS}notation":
            names[subject] = value
        elif predicate in _MATCHES:
            links.setdefault(value, []).append(Link(subject, _MATCHES[predicate]))
    made = (Control(iri, frameworks[iri], names[iri], tuple(sorted(links.get(iri, ())))) for iri in frameworks)
    return tuple(sorted(made, key=lambda each: (each.framework, natural_key(each.identifier))))


@cache
def controls_of() -> dict[str, tuple[tuple[Control, str], ...]]:
    """Return the controls that each kind of work bears on, and how close they are."""
    found: dict[str, list[tuple[Control, str]]] = {}
    for control in controls():
        for link in control.links:
            found.setdefault(link.type, []).append((control, link.match))
    return {iri: tuple(each) for iri, each in found.items()}
