"""What pages look up: matrices, the table of one, candidates for parameters, labels, what is said of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from raci_graph.graph.read import from_graph
from raci_graph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from raci_graph.engines.base import Engine, Term
    from raci_graph.model import Matrix

_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("raci", "rdfs", "dcterms", "dcat"))
_MATRICES = """
SELECT ?matrix (MIN(STR(?label)) AS ?title) (MIN(STR(?said)) AS ?version) (MIN(STR(?terms)) AS ?licence)
WHERE {
  %s
  ?matrix a raci:ResponsibilityMatrix .
  OPTIONAL { ?matrix rdfs:label ?label }
  OPTIONAL { ?matrix dcat:version ?said }
  OPTIONAL { ?matrix dcterms:license ?terms }
}
GROUP BY ?matrix ORDER BY ?title ?matrix
"""
_NUMBER = "SELECT (COUNT(DISTINCT ?matrix) AS ?n) WHERE { ?matrix a raci:ResponsibilityMatrix }"
_ACTIVITIES = """
SELECT ?matrix (COUNT(DISTINCT ?x) AS ?n) WHERE { %s ?x raci:inMatrix ?matrix ; a raci:Activity } GROUP BY ?matrix
"""
_ASSIGNED = """
SELECT ?matrix (COUNT(DISTINCT ?party) AS ?parties) (COUNT(DISTINCT ?x) AS ?assignments) WHERE {
  %s
  ?x raci:forActivity/raci:inMatrix ?matrix ; a raci:Assignment .
  OPTIONAL { ?x raci:toParty ?party }
} GROUP BY ?matrix
"""
_CANDIDATES = """
SELECT ?node (MIN(STR(?name)) AS ?label) WHERE {
  { SELECT DISTINCT ?node WHERE { ?node a raci:%s } LIMIT %d } OPTIONAL { ?node rdfs:label ?name }
}
GROUP BY ?node ORDER BY ?label ?node
"""
_LABELS = """
SELECT ?node (MIN(STR(?name)) AS ?label) WHERE { VALUES ?node { %s } ?node rdfs:label ?name } GROUP BY ?node
"""
_COLUMNS = """
SELECT ?column (MIN(STR(?printed)) AS ?text) (COALESCE(MIN(STR(?party)), MIN(STR(?role))) AS ?means) WHERE {
  ?column a raci:Column ; raci:inMatrix %s ; raci:columnNumber ?number ; raci:sourceText ?printed .
  OPTIONAL { ?column raci:columnParty ?party }
  OPTIONAL { ?column raci:columnRole ?role }
} GROUP BY ?column ORDER BY MIN(?number) ?column
"""
_ROWS = """
SELECT ?activity ?row ?text ?section ?unplaced WHERE {
  ?activity raci:inMatrix %s ; raci:rowNumber ?row ; raci:sourceText ?text .
  OPTIONAL { ?activity raci:inSection ?section } OPTIONAL { ?activity raci:unplacedText ?unplaced }
} ORDER BY ?row ?activity
"""
_CELLS = """
SELECT ?activity ?column ?text WHERE {
  ?activity raci:inMatrix %s . ?cell raci:inRow ?activity ; raci:inColumn ?column .
  OPTIONAL { ?cell raci:sourceText ?text }
}
"""
_SECTIONS = """
SELECT ?section ?label ?number ?parent WHERE {
  ?section a raci:Section ; raci:inMatrix %s ; rdfs:label ?label .
  OPTIONAL { ?section raci:sectionNumber ?number } OPTIONAL { ?section raci:parentSection ?parent }
}
"""
_LEGEND = """
SELECT ?letter ?text ?role WHERE {
  ?entry a raci:LegendEntry ; raci:inMatrix %s ; raci:letter ?letter .
  OPTIONAL { ?entry raci:sourceText ?text } OPTIONAL { ?entry raci:legendRole ?role }
} ORDER BY ?letter ?role
"""
_ALL_OF_A_MATRIX = """
CONSTRUCT { ?s ?p ?o } WHERE {
  {
    SELECT DISTINCT ?s WHERE {
      { ?s raci:inMatrix %(matrix)s }
      UNION { ?s raci:inRow ?row . ?row raci:inMatrix %(matrix)s }
      UNION { ?s raci:forActivity ?row . ?row raci:inMatrix %(matrix)s }
      UNION { ?assignment raci:toParty ?s ; raci:forActivity ?row . ?row raci:inMatrix %(matrix)s }
      UNION { ?column raci:columnParty ?s ; raci:inMatrix %(matrix)s }
      UNION { VALUES ?s { %(matrix)s } }
    }
  }
  ?s ?p ?o
}
"""
_SAID = "SELECT ?p ?o WHERE { %s ?p ?o } ORDER BY ?p ?o LIMIT %d"
_SAID_OF = "SELECT ?s ?p WHERE { ?s ?p %s } ORDER BY ?p ?s LIMIT %d"

Text = str | None


def number_of_matrices(engine: Engine) -> int:
    """Return how many matrices there are."""
    return int(_texts(engine, _NUMBER)[0][0] or 0)


def matrices(engine: Engine, only: ox.NamedNode | None = None, *, counted: bool = True) -> list[dict[str, Text]]:
    """Return iri, title, version and licence of each matrix, or of one alone, by title.

    Args:
        engine: what is asked.
        only: the one matrix that is wanted.
        counted: whether to count its activities, parties and assignments, which takes long where there are many.
    """
    row = f"VALUES ?matrix {{ {only} }}" if only else ""
    found: list[dict[str, Text]] = [
        {"iri": iri, "title": title or iri, "version": version, "licence": licence}
        for iri, title, version, licence in _texts(engine, _MATRICES % row)
    ]
    if counted:
        activities = {iri: number for iri, *number in _texts(engine, _ACTIVITIES % row)}
        assigned = {iri: numbers for iri, *numbers in _texts(engine, _ASSIGNED % row)}
        for each in found:
            (each["activities"],) = activities.get(each["iri"], ["0"])
            each["parties"], each["assignments"] = assigned.get(each["iri"], ["0", "0"])
    return found


def candidates(engine: Engine, about: str, limit: int) -> list[tuple[str, str]]:
    """Return the IRI and the label of what is of a raci: class, by label, no more than a limit, and any of more."""
    return [(str(iri), label or str(iri)) for iri, label in _texts(engine, _CANDIDATES % (about, limit))]


def labels(engine: Engine, found: Iterable[Term | None]) -> dict[str, str]:
    """Return the label of each IRI among terms that has one."""
    nodes = dict.fromkeys(term for term in found if isinstance(term, ox.NamedNode))
    if not nodes:
        return {}
    return {str(iri): str(label) for iri, label in _texts(engine, _LABELS % " ".join(map(str, nodes)))}


def whole_matrix(engine: Engine, matrix: ox.NamedNode) -> Matrix | None:
    """Return a matrix with its columns, rows, cells and parties; None if it is none."""
    found = from_graph(engine.construct(_PREFIXES + _ALL_OF_A_MATRIX % {"matrix": matrix}), matrix.value)
    return next((each for each in found if each.iri == matrix.value), None)


def columns(engine: Engine, matrix: ox.NamedNode) -> list[list[Text]]:
    """Return the IRI, the printed head and the party or role of each column."""
    return _texts(engine, _COLUMNS % matrix)


def rows(engine: Engine, matrix: ox.NamedNode) -> list[list[Text]]:
    """Return the IRI, the number, the printed text, the section and the marks without a place of each activity."""
    return _texts(engine, _ROWS % matrix)


def cells(engine: Engine, matrix: ox.NamedNode) -> dict[tuple[Text, Text], Text]:
    """Return what is printed for an activity in a column; None where it is not settled."""
    return {(activity, column): text for activity, column, text in _texts(engine, _CELLS % matrix)}


def sections(engine: Engine, matrix: ox.NamedNode) -> dict[Text, tuple[str, Text]]:
    """Return the heading of each section, with its number, and the section that it is part of."""
    return {
        iri: (" ".join(part for part in (number, label) if part), parent)
        for iri, label, number, parent in _texts(engine, _SECTIONS % matrix)
    }


def legend(engine: Engine, matrix: ox.NamedNode) -> list[list[Text]]:
    """Return the letter, the printed meaning and the role of each entry of the legend."""
    return _texts(engine, _LEGEND % matrix)


def said(engine: Engine, node: ox.NamedNode, limit: int) -> list[tuple[Term | None, ...]]:
    """Return the predicates and objects of a node."""
    return engine.select(_SAID % (node, limit)).rows


def said_of(engine: Engine, node: ox.NamedNode, limit: int) -> list[tuple[Term | None, ...]]:
    """Return the subjects and predicates that name a node."""
    return engine.select(_SAID_OF % (node, limit)).rows


def _texts(engine: Engine, query: str) -> list[list[Text]]:
    return engine.select(_PREFIXES + query).texts()
