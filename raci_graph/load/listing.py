"""What a store holds, graph by graph."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from raci_graph.engines.base import text_of
from raci_graph.errors import UsageError
from raci_graph.load.names import part_names
from raci_graph.vocab import DCAT, DCTERMS, OWL, RACI, RDF, SKOS

if TYPE_CHECKING:
    from raci_graph.engines.base import Engine

_KINDS = {
    f"{RACI}ResponsibilityMatrix": "matrix",
    f"{OWL}Ontology": "ontology",
    f"{DCAT}Catalog": "catalogue",
    f"{SKOS}ConceptScheme": "scheme",
}
_TYPE, _TITLE, _ISSUED = f"{RDF}type", f"{DCTERMS}title", f"{DCTERMS}issued"
_VERSIONS = (f"{DCAT}version", f"{OWL}versionInfo")
_SAID = (_TITLE, _ISSUED, *_VERSIONS)
_TYPES_QUERY = (
    f"SELECT ?graph (<{_TYPE}> AS ?property) ?value WHERE {{ "
    f"VALUES ?value {{ <{'> <'.join(_KINDS)}> }} GRAPH ?graph {{ ?graph <{_TYPE}> ?value }} }}"
)
_SAID_QUERY = (
    f"SELECT ?graph ?property ?value WHERE {{ "
    f"VALUES ?property {{ <{'> <'.join(_SAID)}> }} GRAPH ?graph {{ ?graph ?property ?value }} }}"
)
_DATE = len("2026-11-25")
_SHOWN = 5


class Kept(NamedTuple):
    """A graph of a store.

    Attributes:
        graph: its IRI.
        kind: "matrix", "shortcuts", "places", "catalogue", "ontology" or "scheme"; empty for any other.
        triples: how many triples it holds.
        title: what it says it is called, where it says so.
        version: its version, where it says so.
        issued: the day of its issue, where it says so.
    """

    graph: str
    kind: str
    triples: int
    title: str
    version: str
    issued: str


def kept_graphs(engine: Engine) -> list[Kept]:
    """Return the graphs of a store, in order of their IRIs.

    Raises:
        StoreError: if the store is out of reach or cannot answer.
    """
    said = _said(engine)
    found = engine.graphs()
    kinds = {graph: _kind(said[graph, _TYPE]) for graph, _ in found}
    for graph in [graph for graph, kind in kinds.items() if kind == "matrix"]:
        kinds.update({name: part for part, name in part_names(graph).items() if name in kinds})
    return [
        Kept(
            graph,
            kinds[graph],
            count,
            _first(said[graph, _TITLE]),
            _first([value for name in _VERSIONS for value in said[graph, name]]),
            _first(said[graph, _ISSUED])[:_DATE],
        )
        for graph, count in found
    ]


def kept_matrix(engine: Engine, name: str) -> str:
    """Return the IRI of the one matrix of a store that has a name.

    Args:
        engine: the store.
        name: its IRI or title, or the end of its IRI, such as ``hosted-exchange/2022-11-15`` or ``hosted-exchange``.

    Raises:
        UsageError: if no matrix has it, with those that are near, or if several have it.
        StoreError: if the store is out of reach or cannot answer.
    """
    said = _said(engine)
    graphs = sorted(graph for (graph, told), values in said.items() if told == _TYPE and _kind(values) == "matrix")
    called = {graph: _names(graph, _first(said[graph, _TITLE])) for graph in graphs}
    found = [name] if name in called else [graph for graph in graphs if name.casefold() in called[graph]]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"several matrices are called '{name}'", remedy=f"Give one of: {_listed(found)}")
    if not graphs:
        raise UsageError(f"there is no matrix '{name}'", remedy="The store holds none")
    spelt = {text: graph for graph in graphs for text in called[graph]}
    near = list(dict.fromkeys(spelt[text] for text in get_close_matches(name.casefold(), spelt, _SHOWN)))
    remedy = f"Did you mean {_listed(near)}?" if near else f"It holds {_listed(graphs)}"
    raise UsageError(f"there is no matrix '{name}'", remedy=remedy)


def _said(engine: Engine) -> defaultdict[tuple[str, str], list[str]]:
    """Return what graphs say of themselves: the values of each property, by graph and property."""
    said: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for query in (_TYPES_QUERY, _SAID_QUERY):
        for row in engine.select(query).rows:
            graph, name, value = (text_of(term) or "" for term in row)
            said[graph, name].append(value)
    return said


def _names(graph: str, title: str) -> set[str]:
    """Return what a matrix is called, in small letters: its IRI, its title, its name with and without its version."""
    *_, name, version = ["", *graph.rstrip("/").split("/")]
    return {text.casefold() for text in (graph, title, name, f"{name}/{version}") if text}


def _kind(types: list[str]) -> str:
    return next((kind for iri, kind in _KINDS.items() if iri in types), "")


def _first(values: list[str]) -> str:
    return min(values, default="")


def _listed(iris: list[str]) -> str:
    return ", ".join([*iris[:_SHOWN], *["..."] * (len(iris) > _SHOWN)])
